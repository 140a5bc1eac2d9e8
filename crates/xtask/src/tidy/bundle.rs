//! What the bundle of the browser must not carry: the book, which is more words than all code together.
//! Whoever shows it asks the server for it.

use super::Tree;

/// The rooms that the bundle is made of.
const ROOMS: &[&str] = &[
    "app/src/",
    "crates/client/src/",
    "crates/model/src/",
    "crates/odds/src/",
    "crates/rules/src/",
    "crates/staging/src/",
    "crates/wire/src/",
    "frontend/src/",
];
/// Where it is bound into the programs that may have it.
const BOUND: &str = "crates/rules/src/book/built_in.rs";
/// How it is taken: by its name, or file by file. What names it keeps the linker from leaving it out.
const TAKES: &[&str] = &["Book::built_in", "Codex::built_in", "content/book/"];
/// Unit tests stand behind it, at the end of a file.
const TESTS: &str = "#[cfg(test)]";

pub(super) fn faults(tree: &Tree) -> Vec<String> {
    let mut faults = Vec::new();
    if !tree.text(BOUND).is_some_and(|text| text.contains("fn built_in()")) {
        faults.push(format!("{BOUND}: the book is not bound here any more, so nothing was looked for"));
    }
    for (path, text) in tree.texts().filter(|(path, _)| is_bundled(path)) {
        for (index, line) in text.lines().take_while(|line| line.trim() != TESTS).enumerate() {
            if takes(line) {
                let place = format!("{path}:{}", index + 1);
                faults.push(format!(
                    "{place}: the whole book would come into the bundle; ask the server for it"
                ));
            }
        }
    }
    faults
}

fn is_bundled(path: &str) -> bool {
    let is_test = path.ends_with("/tests.rs") || path.contains("/tests/");
    path.ends_with(".rs") && path != BOUND && !is_test && ROOMS.iter().any(|room| path.starts_with(room))
}

/// Comments may speak of it.
fn takes(line: &str) -> bool {
    let code = line.split("//").next().unwrap_or_default();
    TAKES.iter().any(|it| code.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BINDS: (&str, &str) =
        (BOUND, "//! The book.\nimpl Book {\n    pub fn built_in() -> &'static Self {\n");

    fn check(path: &str, text: &str) -> Vec<String> {
        faults(&Tree::of(&[BINDS, (path, text)]))
    }

    #[test]
    fn a_planted_call_is_found_in_each_room() {
        for room in ROOMS {
            let path = format!("{room}page/x.rs");
            let found = check(&path, "//! X.\nfn x() {\n    let book = rules::book::Book::built_in();\n}\n");
            assert_eq!(found.len(), 1, "{path}");
            assert!(found[0].starts_with(&format!("{path}:3: ")), "{}", found[0]);
        }
        for line in
            ["let known = Book::built_in_hash();", "include_str!(\"../../content/book/species.json\");"]
        {
            assert_eq!(check("app/src/x.rs", &format!("//! X.\n{line}\n")).len(), 1, "{line}");
        }
    }

    #[test]
    fn tests_comments_the_server_and_other_content_may_have_it() {
        let call = "//! X.\nfn x() {\n    Book::built_in();\n}\n";
        let tested = "//! X.\n/// Not [`Book::built_in`].\n#[cfg(test)]\nmod tests {\n    fn x() { Book::built_in(); }\n}\n";
        for (path, text) in [
            ("server/src/x.rs", call),
            ("crates/bench-rules/src/x.rs", call),
            ("crates/client/tests/x.rs", call),
            ("crates/rules/src/build/tests.rs", call),
            ("crates/rules/src/build.rs", tested),
            ("app/src/x.rs", "//! X.\nfn x() { Content::built_in(); }\n"),
        ] {
            assert_eq!(check(path, text), [""; 0], "{path}");
        }
    }

    #[test]
    fn a_book_that_is_not_found_is_no_clean_bundle() {
        assert_eq!(faults(&Tree::of(&[("app/src/x.rs", "//! X.\n")])).len(), 1);
    }
}
