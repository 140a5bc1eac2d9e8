//! The words of programs that act for an account.

use wire::account::Scope;

pub(crate) const PROGRAMS_HEADING: &str = "Programs";
pub(crate) const PROGRAMS_LEAD: &str = "A program of yours, such as a bot or a script, may act for you: within what you allow, and for a time. What it does stands in the history under its own name, and it never speaks about your keys.";
pub(crate) const PROGRAMS_MAY: &str = "What programs can do";
pub(crate) const PROGRAMS_NONE: &str = "No program acts for you.";
pub(crate) const PROGRAM_ADD: &str = "Let a program in";
pub(crate) const PROGRAM_NAME: &str = "Name of the program";
pub(crate) const PROGRAM_MAY: &str = "What it may do";
pub(crate) const PROGRAM_MAY_HINT: &str = "Allow no more than it needs.";
pub(crate) const PROGRAM_UNTIL: &str = "Last day";
pub(crate) const PROGRAM_UNTIL_HINT: &str =
    "It may act until this day ends, in UTC. A year from now at most.";
pub(crate) const PROGRAM_NO_DAY: &str = "Choose the last day, such as 2027-01-31.";
pub(crate) const PROGRAM_LET_IN: &str = "Let it in and show its token";
pub(crate) const PROGRAM_LAST: &str = "Last came ";
pub(crate) const PROGRAM_NEVER: &str = "Has not come yet.";
pub(crate) const PROGRAM_ENDS: &str = "May act until ";
pub(crate) const PROGRAM_ENDED: &str = "Its time is over";

pub(crate) const TOKEN: &str = "Token";
pub(crate) const TOKEN_WARNING: &str = "Copy this token now: it is shown only this once, and the server keeps no copy to show again. Whoever has it can do what the program may do. Give it to nothing and nobody else.";
pub(crate) const TOKEN_COPY: &str = "Copy the token";
pub(crate) const TOKEN_COPIED: &str = "The token is copied.";
pub(crate) const TOKEN_DONE: &str = "I have put it away";
pub(crate) const TOKEN_NEW: &str = "Make a new token";
pub(crate) const TOKEN_NEW_BODY: &str =
    "The token it has now stops working at once. The new one is shown once.";
pub(crate) const TOKEN_KEEP: &str = "Keep the old one";

pub(crate) const PROGRAM_REVOKE: &str = "Turn the program away";
pub(crate) const PROGRAM_REVOKE_BODY: &str = "Its token stops working at once. What it did stays in the history, under its name. It never comes back; let in again, it gets another token.";
pub(crate) const PROGRAM_KEEP: &str = "Let it stay";
pub(crate) const PROGRAM_REVOKED: &str = "The program is turned away.";

pub(crate) fn scope(it: Scope) -> &'static str {
    match it {
        Scope::ReadCharacters => "Read your characters and their histories",
        Scope::WriteCharacters => "Make characters and change them",
        Scope::ReadAccount => "Read which devices and programs you have",
    }
}

pub(crate) fn token_of(name: &str) -> String {
    ["The token of “", name, "”"].concat()
}

pub(crate) fn token_new_question(name: &str) -> String {
    ["Make a new token for “", name, "”?"].concat()
}
