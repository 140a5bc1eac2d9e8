//! The page that tells programs what they may send, and what they get.

pub(crate) const API: &str = "API";
pub(crate) const API_HEADING: &str = "For programs";
pub(crate) const API_LEAD: &str = "What the pages do with dice, characters and keys goes through the doors below, and your own programs may use them too. No key is needed to roll.";
pub(crate) const API_DOCUMENT: &str = "The document itself";
pub(crate) const API_BEGIN: &str = "Begin here";
pub(crate) const API_BEGIN_LEAD: &str = "Roll a die. The answer brings a receipt that anybody can check.";
pub(crate) const API_WHO: &str = "Who may call";
pub(crate) const API_WAYS: [(&str, &str); 5] = [
    ("Anyone", "Nothing is needed."),
    (
        "Logged in",
        "A session, as `log_in` begins one: ask for a challenge, sign it, keep the cookie (`curl -c cookies.txt` does, and `-b cookies.txt` shows it).",
    ),
    (
        "A program",
        "A token in the header `authorization: Bearer flt_…`. Make one in the settings under Programs; it opens what its scopes name.",
    ),
    ("Signed", "Whoever signed the body with a device key. No session is needed."),
    ("Owner", "Whoever runs the server, logged in with the account that claimed it."),
];
pub(crate) const API_FIND: &str = "Find operations, types and errors";
pub(crate) const API_LIST_OF: &str = "list of ";
pub(crate) const API_MAP_TO: &str = "map to ";
pub(crate) const API_OR: &str = " or ";
pub(crate) const API_ANYTHING: &str = "anything";
pub(crate) const API_ANYONE: &str = "Anyone";
pub(crate) const API_SESSION: &str = "Logged in";
pub(crate) const API_SIGNED: &str = "Signed";
pub(crate) const API_OWNER: &str = "Owner";
pub(crate) const API_MACHINE: &str = "This machine";
pub(crate) const API_CONTENTS: &str = "Contents";
pub(crate) const API_PARAMETERS: &str = "In the address";
pub(crate) const API_SENT: &str = "Send";
pub(crate) const API_GIVEN: &str = "You get";
pub(crate) const API_GIVEN_NOTHING: &str = "the envelope, and `data` is empty";
pub(crate) const API_GIVEN_BARE: &str = "without an envelope";
pub(crate) const API_FAILS: &str = "It may fail with";
pub(crate) const API_SHELL: &str = "In a shell";
pub(crate) const API_TRY: &str = "Try it";
pub(crate) const API_SEND: &str = "Send it";
pub(crate) const API_REQUIRED: &str = "required";
pub(crate) const API_TYPES: &str = "Types";
pub(crate) const API_TYPES_LEAD: &str = "What travels, in the order of the alphabet.";
pub(crate) const API_ERRORS: &str = "Errors";
pub(crate) const API_ERRORS_LEAD: &str = "A code for your program, a sentence for the person before it. Codes are never renamed. What the rules of play refuse stands in the signed receipt instead.";
pub(crate) const API_COPY: &str = "Copy";
pub(crate) const API_COPIED: &str = "Copied.";
pub(crate) const API_MISSING: &str = "The reference did not come. It is the server that tells it.";
pub(crate) const API_EXAMPLE: &str = "For example";
pub(crate) const API_PATTERN: &str = "Text that fits";
pub(crate) const API_ONE_OF: &str = "One of these, named by its one field:";
pub(crate) const API_ONE_WORD: &str = "One of these words:";

pub(crate) fn api_answered(status: u16) -> String {
    format!("It answered with {status}.")
}

/// How much of it is what somebody looks for.
pub(crate) fn api_found(operations: usize, errors: usize, types: usize) -> String {
    let found = [(operations, "operation"), (errors, "error"), (types, "type")];
    let found: Vec<_> =
        found.into_iter().filter(|it| it.0 > 0).map(|(count, what)| counted(count, what)).collect();
    match &found[..] {
        [] => "Nothing here is called so.".into(),
        [alone] => [alone, " found."].concat(),
        [more @ .., last] => format!("{} and {last} found.", more.join(", ")),
    }
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

pub(crate) fn api_codes(count: usize) -> String {
    counted(count, "code")
}
