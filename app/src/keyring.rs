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
    pub(crate) place: usize,
    pub(crate) at: Millis,
    pub(crate) what: String,
    pub(crate) by: String,
    /// This device did it.
    pub(crate) own: bool,
    /// Nothing to be told to other devices: every device does it once.
    harmless: bool,
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
    /// The chain that this browser was told before is no part of the one it is told now.
    pub(crate) rewritten: Option<Rewritten>,
    /// There is an account, and no recovery key yet.
    pub(crate) unsafe_still: bool,
    /// Since when the account is to be deleted, if it is.
    pub(crate) closed_at: Option<Millis>,
    /// How far the chain goes, which is known once the news are put away.
    pub(crate) told: Option<Told>,
}

/// How far a chain was told: its last statement, and how many there are.
pub(crate) type Told = (Hash, u32);

/// What a server does that forgets what it told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rewritten {
    /// It tells less than it did: an older chain, as out of a backup.
    Shorter,
    /// It tells something else.
    Other,
}

/// What is known of the keys of a chain as it goes on.
#[derive(Default)]
struct Known {
    names: BTreeMap<PublicKey, Option<TextRef>>,
    /// Of which device each re-entry key is.
    spares: BTreeMap<PublicKey, PublicKey>,
}

impl Known {
    fn learn(&mut self, by: PublicKey, claim: &Claim) {
        match claim {
            Claim::Open { key, .. } => _ = self.names.insert(*key, None),
            Claim::AddKey { key, name, .. }
            | Claim::AddProgram { key, name, .. }
            | Claim::NameKey { key, name } => _ = self.names.insert(*key, Some(*name)),
            Claim::AddReentry { key, .. } => _ = self.spares.insert(*key, by),
            Claim::Reenter { key, .. } => {
                let lost = self.spares.get(&by).and_then(|it| self.names.get(it));
                self.names.insert(*key, lost.copied().flatten());
            }
            Claim::RevokeKey { .. }
            | Claim::SetRecovery { .. }
            | Claim::Undo { .. }
            | Claim::Close {}
            | Claim::Reopen {} => {}
        }
    }
}

impl Keyring {
    /// Checks the whole chain, and says who speaks.
    pub(crate) fn read(view: &AccountView) -> Result<Self, NotALink> {
        let chain = view.chain()?;
        let mut known = Known::default();
        let mut changes = Vec::new();
        for (place, (_, at, by, claim)) in chain.statements().enumerate() {
            known.learn(by, claim);
            let names = &known.names;
            let called = |key: &PublicKey| quoted(view, names.get(key).copied().flatten());
            if claim.changes_keys() {
                let undoable = at.0 >= view.now.0.saturating_sub(UNDO_MILLIS);
                let back = matches!(claim, Claim::Reenter { key, .. } if *key == view.key);
                let spare = matches!(claim, Claim::RevokeKey { key } if known.spares.contains_key(key));
                changes.push(Change {
                    place,
                    at,
                    what: if spare { words::REENTRY_DROPPED.into() } else { what(claim, &called) },
                    by: said_by(claim).unwrap_or_else(|| {
                        names.get(&by).map_or_else(|| words::A_RECOVERY_KEY.into(), |it| quoted(view, *it))
                    }),
                    own: by == view.key || back,
                    harmless: matches!(claim, Claim::AddReentry { .. }),
                    undoable,
                    doers: Vec::new(),
                });
            }
        }
        let names = known.names;
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

    /// What there is to tell a browser whose person knows the account up to `seen`, and which was
    /// itself told it as far as `told`.
    pub(crate) fn news(&self, seen: Option<Hash>, told: Option<Told>) -> News {
        let quiet = News {
            unsafe_still: self.recovery == 0,
            closed_at: self.closed_at,
            told: Some(self.told()),
            ..News::default()
        };
        if let Some((_, length)) = told.filter(|(head, _)| !self.statements.contains(head)) {
            let shorter = self.told().1 < length;
            let rewritten = if shorter { Rewritten::Shorter } else { Rewritten::Other };
            return News { rewritten: Some(rewritten), ..quiet };
        }
        let Some(seen) = seen else { return quiet };
        let Some(known) = self.statements.iter().position(|it| *it == seen) else {
            return News { rewritten: Some(Rewritten::Other), ..quiet };
        };
        let new = self.changes.iter().filter(|it| it.place > known && !it.own && !it.harmless);
        News { changes: new.cloned().collect(), ..quiet }
    }

    /// The last statement, and how many there are.
    pub(crate) fn told(&self) -> Told {
        let head = self.statements.last().copied().unwrap_or(Hash([0; 32]));
        (head, u32::try_from(self.statements.len()).unwrap_or(u32::MAX))
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

/// Who says what only one kind of key says.
fn said_by(claim: &Claim) -> Option<String> {
    matches!(claim, Claim::Reenter { .. }).then(|| words::ITS_REENTRY_KEY.into())
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
        Claim::AddReentry { .. } => words::REENTRY_KEPT.into(),
        Claim::Reenter { key, .. } => words::came_back_alone(&called(key)),
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
            harmless: false,
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
            // However far the browser itself was told it: only its person puts news away.
            for before in [None, Some((Hash([seen; 32]), 1)), Some(it.told())] {
                let news = it.news(Some(Hash([seen; 32])), before);
                assert_eq!((news.changes.len(), news.rewritten), (told, None), "seen {seen}");
            }
        }
        assert_eq!(it.news(None, None).changes, []);
        let (head, _) = it.told();
        assert_eq!(it.news(Some(head), None).closed_at, Some(Millis(5)), "said as long as it holds");
    }

    #[test]
    fn a_chain_that_lost_what_was_told_is_noticed() {
        use Rewritten::{Other, Shorter};
        let it = keyring();
        let (known, lost) = (Hash([2; 32]), Hash([9; 32]));
        // The keyring has four statements. What the person knows, how far the browser was told.
        for (seen, told, rewritten) in [
            // Told more since, which the person has not put away: an older chain all the same.
            (Some(known), Some((lost, 5)), Some(Shorter)),
            (Some(lost), Some((lost, 5)), Some(Shorter)),
            (None, Some((lost, 5)), Some(Shorter)),
            // As long as before or longer, but not the one that was told.
            (Some(known), Some((lost, 4)), Some(Other)),
            (Some(lost), Some((lost, 3)), Some(Other)),
            // A browser of before has kept no length.
            (Some(lost), None, Some(Other)),
            (Some(known), Some((known, 3)), None),
            (Some(known), None, None),
        ] {
            let news = it.news(seen, told);
            assert_eq!(news.rewritten, rewritten, "{seen:?} {told:?}");
            assert!(rewritten.is_none() || news.changes.is_empty());
            assert_eq!(news.told, Some((Hash([3; 32]), 4)), "what is known once it is put away");
        }
    }

    #[test]
    fn a_change_is_taken_back_to_the_statement_before_it() {
        let it = keyring();
        assert_eq!(it.before(&it.changes[0]), Some(Hash([0; 32])));
        assert_eq!(it.before(&it.changes[1]), Some(Hash([2; 32])));
    }

    /// An account whose first device kept a re-entry key, and came back by it.
    fn came_back(seen_by: usize) -> AccountView {
        const SAMPLE: &str = include_str!("../../crates/wire/tests/golden/export-reentry.json");
        let export: wire::export::Export = serde_json::from_str(SAMPLE).unwrap();
        let link =
            |it: &wire::export::StatementRow| wire::Link { signed: it.signed().unwrap(), time: it.time };
        let links: Vec<_> = export.contents.statements.iter().map(link).collect();
        let keys = wire::account::Chain::read(&links).unwrap().keys().devices.clone();
        AccountView {
            account: export.contents.account,
            key: keys[seen_by].key,
            now: links[2].time,
            links,
            texts: BTreeMap::new(),
            seen: BTreeMap::new(),
        }
    }

    #[test]
    fn who_came_back_by_itself_is_told_to_others() {
        let other = Keyring::read(&came_back(0)).unwrap();
        let told: Vec<_> = other.changes.iter().map(|it| (&*it.what, &*it.by, it.harmless)).collect();
        let back = words::came_back_alone(words::THE_FIRST_DEVICE);
        assert_eq!(
            told,
            [(words::REENTRY_KEPT, words::THE_FIRST_DEVICE, true), (&*back, words::ITS_REENTRY_KEY, false),]
        );
        let names: Vec<_> = other.devices.iter().map(|it| &*it.name).collect();
        assert_eq!(names, [words::FIRST_DEVICE], "one device, with the name of the lost one");
        let opening = Some(other.statements[0]);
        assert_eq!(other.news(opening, None).changes, [other.changes[1].clone()]);
        // Whoever came back knows it.
        let own = Keyring::read(&came_back(1)).unwrap();
        assert!(own.devices[0].this && own.changes[1].own);
        assert_eq!(own.news(opening, None).changes, []);
    }
}
