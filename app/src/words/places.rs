//! The words of several accounts in one browser.

use wire::RosterView;

pub(crate) const ACCOUNTS_HEADING: &str = "Accounts in this browser";
pub(crate) const ACCOUNTS_LEAD: &str = "Several people, or several lives of one, can share a browser. Each account has a key of its own here, and the browser is in one of them at a time.";
pub(crate) const ACCOUNT_IN_USE: &str = "In use here";
pub(crate) const ACCOUNT_UNBEGUN: &str =
    "Nothing is in it yet. It begins with a character, or with an account that comes in.";
pub(crate) const ACCOUNT_NO_KEY: &str =
    "This browser has lost its key. Switch to it, and come back with words, a key file or another device.";
pub(crate) const ACCOUNT_SWITCH: &str = "Switch";
pub(crate) const ACCOUNT_ADD: &str = "Add another account";
pub(crate) const ACCOUNT_ADD_LATER: &str = "Another account can be added once this one has begun: with a character, or with an account that comes in.";
pub(crate) const ACCOUNT_ADDED: &str = "This is a new place, for another account.";
pub(crate) const ACCOUNT_REMOVE: &str = "Remove from this browser";
pub(crate) const ACCOUNT_REMOVE_BODY: &str = "Its key and everything kept for it here are deleted. The account itself stays on the server, but it can be reached again only with another device or its 24 words. If it has neither, it is lost for good.";
pub(crate) const ACCOUNT_KEEP: &str = "Keep it here";
pub(crate) const ACCOUNT_REMOVED: &str = "The account is removed from this browser.";
pub(crate) const ACCOUNT_HERE: &str = "You are in ";
pub(crate) const ACCOUNT_NEW: &str = "New account";
pub(crate) const ACCOUNT_NAMELESS: &str = "An account";
pub(crate) const TO_ACCOUNTS: &str = "To all accounts in this browser";

pub(crate) const NEW_PLACE: &str = "This is a place for another account. Make a character to begin it, or ";
pub(crate) const NEW_PLACE_RESTORE: &str = "come in with words or a key file";
pub(crate) const NEW_PLACE_INVITED: &str = ", or open an invitation from another device.";

pub(crate) const SWITCHING: &str = "The page is loaded anew.";
pub(crate) const SWITCH_LATER: &str =
    "The server cannot be reached just now. The page comes as soon as it can; nothing is lost.";

// Coming in beside another account.
pub(crate) const BESIDE: &str = "This browser is in an account already. It stays: another one that comes in gets a place beside it, and the browser switches there.";
pub(crate) const BESIDE_JOIN: &str = "Join beside it";

/// What an account is called in its browser: after its first characters. More than three would be a
/// list.
#[cfg_attr(
    not(any(test, all(feature = "hydrate", not(feature = "ssr")))),
    expect(dead_code, reason = "said by the door to the client")
)]
pub(crate) fn account_label(roster: &RosterView) -> String {
    let mut all: Vec<_> = roster.characters.iter().collect();
    all.sort_by_key(|it| (it.snapshot.retired, it.created_at));
    let names: Vec<_> = all.iter().filter_map(|it| it.name()).take(3).collect();
    names.join(", ")
}

/// A label as it is read; an account that was never looked at has none.
pub(crate) fn account_called(label: &str) -> String {
    if label.is_empty() { ACCOUNT_NEW.into() } else { label.into() }
}

pub(crate) fn in_account(label: &str) -> String {
    let called = if label.is_empty() { "an account without characters".into() } else { super::quoted(label) };
    ["You are in ", &called, ", one of several accounts in this browser."].concat()
}

pub(crate) fn switched(label: &str) -> String {
    ["You are in ", &quoted(label), " now."].concat()
}

pub(crate) fn switched_elsewhere(label: &str) -> String {
    ["In another tab this browser has switched to ", &quoted(label), "."].concat()
}

pub(crate) fn account_remove_question(label: &str) -> String {
    ["Remove ", &quoted(label), " from this browser?"].concat()
}

fn quoted(label: &str) -> String {
    if label.is_empty() { "another account".into() } else { super::quoted(label) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use rules::{AccountId, Hash, StreamId, TextId, TextRef, character::Colours};
    use wire::{CharacterSnapshot, CharacterView, Millis, Sequence};

    use super::*;

    fn character(name: &str, created_at: i64, retired: bool) -> CharacterView {
        let id = TextId([u8::try_from(created_at).unwrap(); 16]);
        let dye = |it: &str| it.parse().unwrap();
        let snapshot = CharacterSnapshot {
            v: CharacterSnapshot::VERSION,
            stream: StreamId([1; 16]),
            sequence: Sequence(1),
            event_hash: Hash([2; 32]),
            account: AccountId([3; 32]),
            name: TextRef { id, hash: Hash([4; 32]) },
            species: "species/elf".parse().unwrap(),
            colours: Colours { cloak: dye("dye/ember"), trim: dye("dye/brass"), lantern: dye("dye/tide") },
            keepsake: "keepsake/brass-compass".parse().unwrap(),
            appearance: None,
            retired,
            last: None,
        };
        let texts = BTreeMap::from([(id, name.to_owned())]);
        CharacterView { snapshot, texts, created_at: Millis(created_at), changed_at: Millis(9) }
    }

    #[test]
    fn an_account_is_called_after_its_first_characters() {
        // Name, when it began, whether it retired.
        type There = &'static [(&'static str, i64, bool)];
        let rows: [(There, &str); 4] = [
            (&[], ""),
            (&[("Wren", 2, false), ("Maren", 1, false)], "Maren, Wren"),
            (&[("Wren", 2, false), ("Brelo", 1, true)], "Wren, Brelo"),
            (&[("D", 4, false), ("C", 3, false), ("B", 2, false), ("A", 1, false)], "A, B, C"),
        ];
        for (there, label) in rows {
            let characters = there.iter().map(|(name, at, gone)| character(name, *at, *gone)).collect();
            assert_eq!(account_label(&RosterView { characters }), label);
        }
    }
}
