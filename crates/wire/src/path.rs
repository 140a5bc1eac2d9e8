//! A path that somebody else wrote down, in a link or behind a question mark, and that this site is
//! to open.

use crate::limit::PATH_BYTES_MAX;

/// The page that takes along what a browser keeps for a former address.
pub const MOVE: &str = "/move";

/// The path as it came, if it lies on this very site. Nothing where a browser could read another
/// host or scheme into it, nor for [`MOVE`] itself, which would lead to itself for ever.
pub fn own_path(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('/')?;
    // Browsers take a backslash for a slash, and leave tabs and line ends out before they look.
    let plain = text.bytes().all(|it| it.is_ascii_graphic() && it != b'\\');
    let page = text.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let fits = text.len() <= PATH_BYTES_MAX && plain && !rest.starts_with('/') && page != MOVE;
    fits.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_on_this_site_and_what_does_not() {
        let long = ["/", &"x".repeat(PATH_BYTES_MAX)].concat();
        for (text, fits) in [
            ("/", true),
            ("/characters", true),
            ("/characters/00/history?at=1&x=%2F%2Fy#then", true),
            ("/settings#devices", true),
            ("/moved", true),
            ("/move/on", true),
            ("/?to=//evil.example", true),
            ("", false),
            ("characters", false),
            ("//evil.example", false),
            ("///evil.example", false),
            ("/\\evil.example", false),
            ("\\/evil.example", false),
            ("/\t/evil.example", false),
            ("/\n/evil.example", false),
            ("/a\\b", false),
            ("/a b", false),
            ("/ä", false),
            (" /", false),
            ("https://evil.example/", false),
            ("javascript:alert(1)", false),
            ("data:text/html,x", false),
            ("/move", false),
            ("/move/", false),
            ("/move?to=/", false),
            ("/move#x", false),
            (&long, false),
        ] {
            assert_eq!(own_path(text), fits.then_some(text), "{text:?}");
        }
    }
}
