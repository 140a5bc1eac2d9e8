//! Descriptions for people who read no Rust: they come from the comments at the types, where a name is a
//! link to its own page.

/// Makes every description in the text of the document plain: "[`super::Promise`]" becomes "`Promise`",
/// and so does "[`Promise`](super::Promise)". Nothing else in it looks so.
pub(super) fn descriptions(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, link)) = rest.split_once("[`") {
        plain.push_str(before);
        let Some((name, after)) = link.split_once("`]") else {
            plain.push_str("[`");
            rest = link;
            continue;
        };
        plain.extend(["`", last(name), "`"]);
        rest = match after.strip_prefix('(').and_then(|it| it.split_once(')')) {
            Some((_target, after)) => after,
            None => after,
        };
    }
    plain.push_str(rest);
    lines(&plain)
}

/// A line of a comment ends where the page of the code ends; a paragraph ends where it ends.
fn lines(text: &str) -> String {
    let paragraphs = text.split(r"\n\n").map(|it| it.replace(r"\n", " "));
    paragraphs.collect::<Vec<_>>().join(r"\n\n")
}

/// Without the rooms before it.
fn last(name: &str) -> &str {
    let is_room = |part: &str| part.starts_with(|it: char| it.is_ascii_lowercase());
    let mut rest = name;
    while let Some((_room, after)) = rest.split_once("::").filter(|it| is_room(it.0)) {
        rest = after;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_code_become_names() {
        for (said, plain) in [
            ("A [`super::Promise`].", "A `Promise`."),
            (
                r"A [`Consent`](crate::account::Consent), signed by\nthe key.",
                "A `Consent`, signed by the key.",
            ),
            ("[`PairingSecret::id`]", "`PairingSecret::id`"),
            ("Either [`A`] or [`b::C`](b).", "Either `A` or `C`."),
            ("Arrays [`are", "Arrays [`are"),
            (r"One.\n\nTwo\nthree.", r"One.\n\nTwo three."),
            ("Nothing (at all).", "Nothing (at all)."),
        ] {
            assert_eq!(descriptions(said), plain, "{said}");
        }
    }
}
