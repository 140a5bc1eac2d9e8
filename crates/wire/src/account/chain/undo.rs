//! Going back. Every step builds on one before it, so the steps are a tree, and an undo begins a
//! new branch. Who may go back to a step is judged by the recovery keys of the last step that its
//! branch and today's have in common: what a branch says of itself, such as recovery keys that a
//! thief has set, counts for nothing once that branch was undone.

use rules::Hash;

use super::{Chain, Keys, NotALink, Step};
use crate::{limit::UNDO_MILLIS, number::Millis, signed::PublicKey};

impl Chain {
    /// Where to a recovery key can take the account back now, the oldest place first: what would
    /// be undone is that place's following statement and all after it.
    pub fn undoable(&self, by: PublicKey, now: Millis) -> impl Iterator<Item = Hash> {
        (0..self.steps.len() - 1)
            .filter(move |at| self.may_undo(*at, by, now).is_ok())
            .map(|at| self.steps[at].hash)
    }

    /// The keys as an undo to this statement would leave them, if it turned nobody away.
    pub fn keys_after(&self, to: Hash) -> Option<Keys> {
        Some(self.keys_at(self.place(to)?))
    }

    /// Whether a recovery key still reaches the account: as one of today's, or because it can
    /// undo what took it away. Who comes with the words must find the account in both cases.
    pub fn answers_to(&self, key: PublicKey, now: Millis) -> bool {
        self.keys.rank(key).is_some() || self.undoable(key, now).next().is_some()
    }

    /// Whether a key may take the account back to the step at this place.
    pub(super) fn may_undo(&self, at: usize, by: PublicKey, time: Millis) -> Result<(), NotALink> {
        let undone = self.steps.get(at + 1..).filter(|it| !it.is_empty()).ok_or(NotALink::NoSuchPast)?;
        let judge = &self.steps[self.judge(at)];
        let rank = judge.rank(by).ok_or(NotALink::Stranger)?;
        // The oldest of what would be undone is the first that cannot be.
        if undone[0].time.0 < time.0.saturating_sub(UNDO_MILLIS) {
            return Err(NotALink::TooLate);
        }
        let stands = self.stands();
        let gives_way = |place: usize| match judge.rank(self.steps[place].by) {
            None => true,
            Some(_) if self.steps[place].by == by => !stands[place] || self.standing(place) > rank,
            Some(its) => rank < its,
        };
        if (at + 1..self.steps.len()).all(gives_way) { Ok(()) } else { Err(NotALink::TooLow) }
    }

    /// The step whose recovery keys judge who may go back to this one.
    pub(super) fn judge(&self, at: usize) -> usize {
        self.fork(self.steps.len() - 1, at)
    }

    /// The rank with which a step was made. A key cannot take back its own word, except what was
    /// undone, and what it said while it stood lower than before: otherwise a thief who sets a key
    /// of his above the words would be safe as soon as the words say anything at all.
    fn standing(&self, place: usize) -> usize {
        let step = &self.steps[place];
        // A key that was no recovery key at all, but a device, stood lowest.
        self.steps[step.judge].rank(step.by).unwrap_or(usize::MAX)
    }

    /// Which steps were not undone.
    fn stands(&self) -> Vec<bool> {
        let mut stands = vec![false; self.steps.len()];
        let mut at = self.steps.len() - 1;
        stands[at] = true;
        while at > 0 {
            at = self.steps[at].base;
            stands[at] = true;
        }
        stands
    }

    /// The last step that the branches of two steps have in common.
    fn fork(&self, one: usize, other: usize) -> usize {
        let (mut one, mut other) = (one, other);
        while one != other {
            let later = if one > other { &mut one } else { &mut other };
            *later = self.steps[*later].base;
        }
        one
    }

    /// The keys as they stood after a step.
    pub(super) fn keys_at(&self, at: usize) -> Keys {
        let mut keys = Keys::default();
        for step in self.branch(at).into_iter().rev() {
            keys.fold(&step.claim, step.by, step.time);
        }
        keys
    }

    /// Whether a recovery key of this step has been one for 72 hours without a break, or belongs
    /// to the first that the account ever had.
    pub(super) fn is_settled(&self, from: usize, by: PublicKey, time: Millis) -> bool {
        let branch = self.branch(from);
        let has = branch.iter().take_while(|it| it.rank(by).is_some()).count();
        let (has, before) = branch.split_at(has);
        let Some(first) = has.last() else { return false };
        first.time.0 <= time.0.saturating_sub(UNDO_MILLIS) || before.iter().all(|it| it.recovery.is_empty())
    }

    /// A step and all it builds on, the newest first.
    fn branch(&self, at: usize) -> Vec<&Step> {
        let mut at = at;
        let mut branch = vec![&self.steps[at]];
        while at > 0 {
            at = self.steps[at].base;
            branch.push(&self.steps[at]);
        }
        branch
    }
}
