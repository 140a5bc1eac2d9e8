//! The words of the owner's page.

use rules::AccountId;
use wire::owner::AuditRow;

pub(crate) const OWNER: &str = "Owner";
pub(crate) const OWNER_HEADING: &str = "The owner's desk";
pub(crate) const OWNER_LEAD: &str = "Who is here, who is shut out, and everything an owner has ever done. Names that people gave are sealed: you see accounts and keys, not characters.";
pub(crate) const OWNER_GUEST: &str = "This page is for the owner of this server. Your account is not the owner's, and nothing is missing from it because of that.";
pub(crate) const OWNER_OUT: &str = "You are logged out. If this server is yours, log in to see its people.";
pub(crate) const OWNER_STRANGER: &str = "This page is for the owner of this server. Whoever runs it finds a one-time address in its log, as long as there is no owner.";

// Becoming it.
pub(crate) const CLAIM_HEADING: &str = "This server needs an owner";
pub(crate) const CLAIM_LEAD: &str = "You came by the one-time address of this server. The owner sees which accounts are here and may lock them. Nobody sees your key, and nobody reads sealed names, the owner included.";
pub(crate) const CLAIM_ACCOUNT: &str =
    "The role goes to the account of this browser. If there is none yet, it begins now.";
pub(crate) const CLAIM: &str = "Become the owner";
pub(crate) const CLAIMED: &str = "You are the owner of this server. This page stays yours: keep its address.";

// People.
pub(crate) const PEOPLE_HEADING: &str = "People";
pub(crate) const PEOPLE_MORE: &str = "Show more people";
pub(crate) const OPENED: &str = "Opened ";
pub(crate) const SESSIONS_NONE: &str = "Not logged in anywhere.";
pub(crate) const SESSIONS: &str = "Logged in:";
pub(crate) const SINCE: &str = " since ";
pub(crate) const IS_LOCKED: &str = "Locked";
pub(crate) const LOCKED_SINCE: &str = "Locked since ";

pub(crate) fn person(account: &AccountId) -> String {
    ["Account ", &short_account(account)].concat()
}

/// `2 devices, 1 character.`
pub(crate) fn belongings(devices: u32, characters: u32) -> String {
    let of = |many: u32, one: &str| match many {
        1 => ["1 ", one].concat(),
        more => [&more.to_string(), " ", one, "s"].concat(),
    };
    [&of(devices, "device"), ", ", &of(characters, "character"), ". "].concat()
}

pub(crate) fn locked_why(why: &str) -> String {
    [": “", why, "”"].concat()
}

// Locking.
pub(crate) const LOCK: &str = "Lock";
pub(crate) const LOCK_QUESTION: &str = "Lock this account?";
pub(crate) const LOCK_BODY: &str = "It is logged out everywhere at once, and can neither log in nor change anything until you let it in again. What it has made stays as it is.";
pub(crate) const LOCK_WHY: &str = "Reason";
pub(crate) const LOCK_WHY_HINT: &str = "One line. The person reads it when they try to log in.";
pub(crate) const LOCK_NO: &str = "Leave it open";
pub(crate) const LOCKED_NOW: &str = "The account is locked.";
pub(crate) const UNLOCK: &str = "Let in again";
pub(crate) const UNLOCKED_NOW: &str = "The account can log in again.";

// The log.
pub(crate) const AUDIT_HEADING: &str = "What owners did";
pub(crate) const AUDIT_LEAD: &str = "Written together with each deed, and never taken out again. Only a reason goes, when its account is deleted.";
pub(crate) const AUDIT_MORE: &str = "Show earlier deeds";

/// One line of the log.
pub(crate) fn deed(row: &AuditRow, me: Option<AccountId>) -> String {
    let called = |it: AccountId| if me == Some(it) { "You".to_owned() } else { person(&it) };
    let who = row.owner.map(called).unwrap_or_default();
    let whom = row.account.map(|it| ["account ", &short_account(&it)].concat()).unwrap_or_default();
    match row.deed.as_str() {
        "claimed.v1" => [&who, " became the owner."].concat(),
        "locked.v1" => [&who, " locked ", &whom, &locked_why(&row.detail), "."].concat(),
        "unlocked.v1" => [&who, " let ", &whom, " in again."].concat(),
        "reset.v1" => "The role was taken back on the machine itself.".into(),
        other => [&who, " ", other].concat(),
    }
}

/// The ends of an account's id.
fn short_account(account: &AccountId) -> String {
    let id = account.to_string();
    match (id.get(..8), id.get(id.len().saturating_sub(4)..)) {
        (Some(head), Some(tail)) if id.len() > 16 => [head, "…", tail].concat(),
        _ => id,
    }
}

#[cfg(test)]
mod tests {
    use wire::Millis;

    use super::*;

    #[test]
    fn the_log_reads_as_sentences() {
        let (me, other) = (AccountId([1; 32]), AccountId([2; 32]));
        let row = |deed: &str, owner, account| AuditRow {
            number: 1,
            time: Millis(0),
            owner,
            deed: deed.into(),
            account,
            detail: "Spam".into(),
        };
        let (who, whom) = (person(&other), format!("account {}", short_account(&other)));
        assert!(who.starts_with("Account ") && who.chars().count() < 24, "{who}");
        for (row, said) in [
            (row("claimed.v1", Some(me), Some(me)), "You became the owner.".to_owned()),
            (row("locked.v1", Some(me), Some(other)), format!("You locked {whom}: “Spam”.")),
            (row("unlocked.v1", Some(other), Some(other)), format!("{who} let {whom} in again.")),
            (row("reset.v1", None, None), "The role was taken back on the machine itself.".into()),
        ] {
            assert_eq!(deed(&row, Some(me)), said);
        }
        assert_eq!(belongings(1, 2), "1 device, 2 characters. ");
    }
}
