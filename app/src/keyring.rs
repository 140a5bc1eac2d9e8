//! The keys of an account as its owner reads them: devices, recovery, and what changed when and by
//! whom. Folded here from the signed chain, so that no server can invent a device or hide one.

use std::collections::BTreeMap;

use rules::{Hash, TextRef};
use wire::{
    Millis, PublicKey,
    account::{AccountView, Claim, NotALink, Scope},
    limit::UNDO_MILLIS,
};

use crate::words;

/// Who speaks for an account, now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Keyring {
    /// Hash of every statement, oldest first.
    statements: Vec<Hash>,
    /// In the order they came.
    pub(crate) devices: Vec<Device>,
    /// How many recovery keys there are.
    pub(crate) recovery: usize,
    /// The programs that were not turned away, in the order they came.
    pub(crate) programs: Vec<Program>,
    /// Since when the account is to be deleted, if it is.
    pub(crate) closed_at: Option<Millis>,
    /// Every change of keys after the opening, oldest first.
    pub(crate) changes: Vec<Change>,
}

/// A device that may speak for the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Device {
    pub(crate) key: PublicKey,
    pub(crate) name: String,
    pub(crate) added_at: Millis,
    /// When it last had a session, if ever.
    pub(crate) seen: Option<Millis>,
    /// The one that asks.
    pub(crate) this: bool,
}

/// A program that acts for the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Program {
    pub(crate) key: PublicKey,
    pub(crate) name: String,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) until: Millis,
    /// Its time is over.
    pub(crate) ended: bool,
    /// When it last came, if ever.
    pub(crate) seen: Option<Millis>,
}

/// A change of the account's keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// Which statement it was.
    place: usize,
    pub(crate) at: Millis,
    pub(crate) what: String,
    pub(crate) by: String,
    /// This device did it.
    pub(crate) own: bool,
    /// It can still be undone, by a recovery key that is high enough.
    pub(crate) undoable: bool,
    /// The devices that made this change or one after it, and would still be in once it is taken
    /// back: each with what it is called within a sentence.
    pub(crate) doers: Vec<(PublicKey, String)>,
}

/// What a browser has not been told yet about the keys of its account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct News {
    /// Changes that another device made, or a recovery key.
    pub(crate) changes: Vec<Change>,
    /// The chain that this browser knew is no longer part of the one it is told.
    pub(crate) rewritten: bool,
    /// There is an account, and no recovery key yet.
    pub(crate) unsafe_still: bool,
    /// Since when the account is to be deleted, if it is.
    pub(crate) closed_at: Option<Millis>,
    /// The chain's last statement, which is known once the news are put away.
    pub(crate) head: Option<Hash>,
}

impl Keyring {
    /// Checks the whole chain, and says who speaks.
    pub(crate) fn read(view: &AccountView) -> Result<Self, NotALink> {
        let chain = view.chain()?;
        let mut names = BTreeMap::<PublicKey, Option<TextRef>>::new();
        let mut changes = Vec::new();
        for (place, (_, at, by, claim)) in chain.statements().enumerate() {
            match claim {
                Claim::Open { key, .. } => _ = names.insert(*key, None),
                Claim::AddKey { key, name, .. }
                | Claim::AddProgram { key, name, .. }
                | Claim::NameKey { key, name } => {
                    names.insert(*key, Some(*name));
                }
                Claim::RevokeKey { .. }
                | Claim::SetRecovery { .. }
                | Claim::Undo { .. }
                | Claim::Close {}
                | Claim::Reopen {} => {}
            }
            let called = |key: &PublicKey| quoted(view, names.get(key).copied().flatten());
            if claim.changes_keys() {
                let undoable = at.0 >= view.now.0.saturating_sub(UNDO_MILLIS);
                let own = by == view.key;
                changes.push(Change {
                    place,
                    at,
                    what: what(claim, &called),
                    by: names.get(&by).map_or_else(|| words::A_RECOVERY_KEY.into(), |it| quoted(view, *it)),
                    own,
                    undoable,
                    doers: Vec::new(),
                });
            }
        }
        let said: Vec<_> = chain.statements().map(|(hash, _, by, _)| (hash, by)).collect();
        for change in changes.iter_mut().filter(|it| it.undoable && it.place > 0) {
            let Some(keys) = chain.keys_after(said[change.place - 1].0) else { continue };
            let mut doers: Vec<_> = said[change.place..].iter().map(|(_, by)| *by).collect();
            doers.retain(|by| *by != view.key && keys.is_active(*by));
            doers.sort();
            doers.dedup();
            let doer = |by: PublicKey| (by, quoted(view, names.get(&by).copied().flatten()));
            change.doers = doers.into_iter().map(doer).collect();
        }
        let device = |it: &wire::account::Device| Device {
            key: it.key,
            name: called(view, it.name),
            added_at: it.added_at,
            seen: view.seen.get(&it.key).copied(),
            this: it.key == view.key,
        };
        let program = |it: &wire::account::Program| Program {
            key: it.key,
            name: called(view, Some(it.name)),
            scopes: it.scopes.clone(),
            until: it.until,
            ended: !it.is_active(view.now),
            seen: view.seen.get(&it.key).copied(),
        };
        let keys = chain.keys();
        let programs = keys.programs.iter().filter(|it| it.revoked_at.is_none()).map(program).collect();
        let (recovery, closed_at) = (keys.recovery.len(), keys.closed_at);
        let devices = keys.active().map(device).collect();
        let statements = said.into_iter().map(|(hash, _)| hash).collect();
        Ok(Self { statements, devices, recovery, programs, closed_at, changes })
    }

    /// What there is to tell a browser that last knew the account at `seen`.
    pub(crate) fn news(&self, seen: Option<Hash>) -> News {
        let quiet = News {
            unsafe_still: self.recovery == 0,
            closed_at: self.closed_at,
            head: Some(self.head()),
            ..News::default()
        };
        let Some(seen) = seen else { return quiet };
        let Some(known) = self.statements.iter().position(|it| *it == seen) else {
            return News { rewritten: true, ..quiet };
        };
        let new = self.changes.iter().filter(|it| it.place > known && !it.own);
        News { changes: new.cloned().collect(), ..quiet }
    }

    /// The last statement.
    pub(crate) fn head(&self) -> Hash {
        self.statements.last().copied().unwrap_or(Hash([0; 32]))
    }

    /// The statement before a change: to there it can be taken back.
    pub(crate) fn before(&self, change: &Change) -> Option<Hash> {
        self.statements.get(change.place.checked_sub(1)?).copied()
    }
}

/// What a device is called: the name it was given, or what it is.
fn called(view: &AccountView, name: Option<TextRef>) -> String {
    match name {
        Some(name) => view.texts.get(&name.id).map_or(words::ERASED, String::as_str).into(),
        None => words::FIRST_DEVICE.into(),
    }
}

/// The same within a sentence.
fn quoted(view: &AccountView, name: Option<TextRef>) -> String {
    match name {
        Some(name) => words::quoted(&called(view, Some(name))),
        None => words::THE_FIRST_DEVICE.into(),
    }
}

fn what(claim: &Claim, called: &impl Fn(&PublicKey) -> String) -> String {
    match claim {
        Claim::AddKey { key, .. } => words::taken_in(&called(key)),
        Claim::RevokeKey { key } => words::turned_away(&called(key)),
        Claim::SetRecovery { .. } => words::RECOVERY_CHANGED.into(),
        Claim::Undo { .. } => words::TAKEN_BACK.into(),
        Claim::Close {} => words::CLOSED.into(),
        Claim::Reopen {} => words::REOPENED.into(),
        Claim::AddProgram { key, .. } => words::program_let_in(&called(key)),
        Claim::Open { .. } | Claim::NameKey { .. } => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keyring() -> Keyring {
        let change = |place, own| Change {
            place,
            at: Millis(0),
            what: String::new(),
            by: String::new(),
            own,
            undoable: true,
            doers: Vec::new(),
        };
        // Opened, a device taken in, named, the recovery keys set by another device.
        let statements = (0..4).map(|it| Hash([it; 32])).collect();
        let changes = vec![change(1, true), change(3, false)];
        Keyring {
            statements,
            devices: Vec::new(),
            recovery: 1,
            programs: Vec::new(),
            closed_at: Some(Millis(5)),
            changes,
        }
    }

    #[test]
    fn only_what_others_did_since_is_news() {
        let it = keyring();
        for (seen, told) in [(0, 1), (1, 1), (2, 1), (3, 0)] {
            let news = it.news(Some(Hash([seen; 32])));
            assert_eq!((news.changes.len(), news.rewritten), (told, false), "seen {seen}");
        }
        assert_eq!(it.news(None).changes, []);
        assert_eq!(it.news(Some(it.head())).closed_at, Some(Millis(5)), "said as long as it holds");
    }

    #[test]
    fn a_chain_that_lost_what_was_seen_is_told() {
        let news = keyring().news(Some(Hash([9; 32])));
        assert!(news.rewritten && news.changes.is_empty());
    }

    #[test]
    fn a_change_is_taken_back_to_the_statement_before_it() {
        let it = keyring();
        assert_eq!(it.before(&it.changes[0]), Some(Hash([0; 32])));
        assert_eq!(it.before(&it.changes[1]), Some(Hash([2; 32])));
    }
}
