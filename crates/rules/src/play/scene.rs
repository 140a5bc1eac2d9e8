//! A character while a command is decided: what it was, what happened so far, and the dice.

use super::{Event, apply::to_now};
use crate::{
    ContentId,
    book::{Condition, Test},
    build::{Adventurer, Now},
    circumstance::Verdict,
    condition,
    dice::Chance,
    sheet::{Bearer, Sheet},
};

pub(super) struct Scene<'a, 'c> {
    pub(super) adventurer: &'a Adventurer<'a>,
    pub(super) bearer: Bearer<'a>,
    pub(super) sheet: Sheet<'a>,
    pub(super) chance: &'c mut dyn Chance,
    /// As it goes after what happened so far.
    pub(super) now: Now,
    pub(super) events: Vec<Event>,
}

impl<'a, 'c> Scene<'a, 'c> {
    pub(super) fn of(adventurer: &'a Adventurer<'a>, chance: &'c mut dyn Chance) -> Self {
        Self {
            adventurer,
            bearer: Bearer::of(adventurer),
            sheet: Sheet::of(adventurer),
            chance,
            now: adventurer.build.now.clone(),
            events: Vec::new(),
        }
    }

    pub(super) fn emit(&mut self, event: Event) {
        to_now(&mut self.now, &event);
        self.events.push(event);
    }

    /// The hit point maximum at the moment.
    pub(super) fn most(&self) -> u32 {
        let before = self.adventurer.build.now.maximum_lost;
        let whole = u32::try_from(self.sheet.hp.total.max(0)).unwrap_or(0) + before;
        whole.saturating_sub(self.now.maximum_lost)
    }

    pub(super) fn hp(&self) -> u32 {
        self.most().saturating_sub(self.now.lost)
    }

    pub(super) fn conditions(&self) -> Vec<Condition> {
        condition::with_brought(&self.now.conditions)
    }

    /// The condition that keeps one from acting.
    pub(super) fn helpless(&self) -> Option<Condition> {
        self.conditions().into_iter().find(|it| it.incapacitates())
    }

    /// Whether what a resource asks for is so; where only people can know, whether they said it.
    pub(super) fn is_so(&self, when: &[Test], told: bool) -> bool {
        match self.bearer.holds(when) {
            Verdict::Yes => true,
            Verdict::Perhaps => told,
            Verdict::No => false,
        }
    }

    pub(super) fn spent(&self, key: &str) -> u32 {
        self.now.spent.get(key).copied().unwrap_or(0)
    }

    pub(super) fn state_name(&self, id: &ContentId) -> String {
        self.adventurer.book.state(id).map_or_else(|| id.slug().to_owned(), |it| it.name.clone())
    }
}
