//! States that features begin and that something ends: a Rage, a stance. And Concentration.

use super::{Event, Refusal, scene::Scene};
use crate::{
    ContentId,
    book::{ArmourKind, End, Modifier, State},
};

impl<'a> Scene<'a, '_> {
    /// States that are active, with what the book says of them.
    pub(super) fn active(&self) -> Vec<&'a State> {
        let book = self.adventurer.book;
        self.now.states.iter().filter_map(|it| book.state(it)).collect()
    }

    /// What cannot go on as things are ends (SRD 5.2, "Rules Glossary", Concentration, Incapacitated).
    pub(super) fn settle(&mut self) {
        let conditions = self.conditions();
        let armour = self.bearer.suit.and_then(|it| it.armour.as_ref()).map(|it| it.kind);
        let shield = self.bearer.shield.map(|_| ArmourKind::Shield);
        self.end_those(|end| match end {
            End::Condition(condition) => conditions.contains(condition),
            End::Wears(kind) => armour == Some(*kind) || shield == Some(*kind),
            _ => false,
        });
        if self.helpless().is_some() {
            self.lose_concentration();
        }
    }

    pub(super) fn end_dropped(&mut self) {
        self.end_those(|end| *end == End::Dropped);
    }

    pub(super) fn end_those(&mut self, ends: impl Fn(&End) -> bool) {
        for state in self.active() {
            if state.ends.iter().any(&ends) {
                self.emit(Event::StateEnded { state: state.id.clone() });
            }
        }
    }

    /// One state begins; those that it ends are over, and so is Concentration under one like Rage.
    pub(super) fn begin(&mut self, id: &ContentId) {
        self.end_those(|end| matches!(end, End::State(other) if other == id));
        if !self.now.states.contains(id) {
            self.emit(Event::StateBegun { state: id.clone() });
        }
        let book = self.adventurer.book;
        let forbids = |it: &State| it.modifiers.iter().any(|it| matches!(it, Modifier::NoSpells {}));
        if book.state(id).is_some_and(forbids) {
            self.lose_concentration();
        }
    }

    pub(super) fn end_state(&mut self, id: &ContentId) -> Result<(), Refusal> {
        let state = self.active_named(id)?;
        if !state.ends.contains(&End::Will) {
            return Err(Refusal::NotByWill(state.name.clone()));
        }
        self.emit(Event::StateEnded { state: id.clone() });
        Ok(())
    }

    pub(super) fn run_out(&mut self, id: &ContentId) -> Result<(), Refusal> {
        let state = self.active_named(id)?;
        let timed = state.rounds.is_some() || state.minutes.is_some();
        // What has no end of its own ends when people say so.
        if !timed && !state.ends.is_empty() {
            return Err(Refusal::Timeless(state.name.clone()));
        }
        self.emit(Event::StateEnded { state: id.clone() });
        Ok(())
    }

    fn active_named(&self, id: &ContentId) -> Result<&'a State, Refusal> {
        let active = self.active().into_iter().find(|it| it.id == *id);
        active.ok_or_else(|| Refusal::NotActive(self.state_name(id)))
    }

    pub(super) fn lose_concentration(&mut self) {
        if self.now.concentration.is_some() {
            self.emit(Event::ConcentrationEnded {});
        }
    }

    /// Another effect replaces the one before (SRD 5.2, "Rules Glossary", Concentration).
    pub(super) fn concentrate(&mut self, on: &ContentId) {
        self.lose_concentration();
        self.emit(Event::ConcentrationBegun { on: on.clone() });
    }

    pub(super) fn drop_concentration(&mut self) -> Result<(), Refusal> {
        if self.now.concentration.is_none() {
            return Err(Refusal::NoConcentration);
        }
        self.emit(Event::ConcentrationEnded {});
        Ok(())
    }
}
