//! Words on standard output, for the person who called a command. Logs go to standard error.

use std::io::Write;

/// Says one line. A reader that went away is no reason to fail.
pub(crate) fn line(text: impl std::fmt::Display) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// Says one line where errors are said.
pub(crate) fn trouble(text: impl std::fmt::Display) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
