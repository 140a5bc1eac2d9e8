//! Portraits of characters, for lists: drawn by this browser of its own figures, and kept in it alone.

use rules::StreamId;

use crate::{dom, door};

/// Where they lie in the browser's small storage.
pub(crate) const PORTRAITS: &str = "farlantern.portraits";
/// So many are kept; those that were drawn last.
const MOST: usize = 24;
/// Longer ones are none of ours.
const CHARS_MAX: usize = 64 * 1024;

/// The portrait of a character, if this browser has drawn one.
pub(crate) fn kept(stream: StreamId) -> Option<String> {
    let all = dom::kept(&door::note_name(PORTRAITS))?;
    let id = stream.to_string();
    let found = all.lines().find_map(|it| it.strip_prefix(&id)?.strip_prefix(' '));
    found.filter(|it| it.starts_with("data:image/")).map(str::to_owned)
}

/// Keeps a portrait: an address that is the picture itself.
pub(crate) fn keep(stream: StreamId, picture: &str) {
    if picture.len() > CHARS_MAX {
        return;
    }
    let name = door::note_name(PORTRAITS);
    dom::keep(&name, &with(&dom::kept(&name).unwrap_or_default(), &stream.to_string(), picture));
}

/// The list with one more in front, and without its older one.
fn with(all: &str, id: &str, picture: &str) -> String {
    let others = all.lines().filter(|it| !it.starts_with(id)).take(MOST - 1);
    let first = [id, " ", picture].concat();
    std::iter::once(first.as_str()).chain(others).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_portraits_are_kept_each_once() {
        let mut all = String::new();
        for round in 0..3 {
            for one in 0..30 {
                all = with(&all, &format!("{one:032}"), &format!("data:image/webp;base64,{round}-{one}"));
            }
        }
        let lines: Vec<&str> = all.lines().collect();
        assert_eq!(lines.len(), MOST);
        assert_eq!(lines[0], format!("{:032} data:image/webp;base64,2-29", 29));
        let again = with(&all, &format!("{:032}", 20), "data:image/webp;base64,new");
        assert_eq!(again.lines().count(), MOST);
        assert_eq!(again.lines().filter(|it| it.starts_with(&format!("{:032}", 20))).count(), 1);
    }
}
