//! Rests and other moments at which something returns (SRD 5.2, "Rules Glossary", Short Rest, Long Rest).

use super::{Event, Moment, Refusal, scene::Scene, throw::throw};
use crate::{
    ContentId,
    book::{Ability, Condition, Duration, End, Grant, Return},
};

/// Minutes of a Short Rest.
const SHORT_MINUTES: u32 = 60;
/// Hours from the end of a Long Rest to the next.
const BETWEEN_HOURS: u32 = 16;
/// Dice that one rest names at most: one a level.
const DICE_MOST: usize = crate::limit::LEVEL_MAX;

impl Scene<'_, '_> {
    pub(super) fn short_rest(&mut self, dice: &[ContentId], told: &[ContentId]) -> Result<(), Refusal> {
        if self.hp() == 0 {
            return Err(Refusal::RestAtZero("Short Rest"));
        }
        if dice.len() > DICE_MOST {
            return Err(Refusal::NoHitDie);
        }
        for class in dice {
            // Whether to spend another is decided after each: nobody spends what heals nothing.
            if self.hp() < self.most() {
                self.spend_hit_die(class)?;
            }
        }
        self.hour_passes();
        self.give_back(Return::ShortRest, told);
        self.emit(Event::Rested { long: false });
        Ok(())
    }

    fn spend_hit_die(&mut self, id: &ContentId) -> Result<(), Refusal> {
        let class = self.adventurer.classes.iter().find(|(class, _)| class.id == *id);
        let spent = self.now.hit_dice.get(id).copied().unwrap_or(0);
        let Some((class, _)) = class.filter(|(_, level)| spent < *level) else {
            return Err(Refusal::NoHitDie);
        };
        let shown = self.chance.draw(u32::from(class.hit_die)) as u8;
        let modifier = self.bearer.modifier(Ability::Con);
        self.emit(Event::HitDieSpent { class: id.clone(), shown, modifier });
        self.mend(u32::try_from(i32::from(shown) + modifier).unwrap_or(0).max(1));
        Ok(())
    }

    /// What lasts no longer than a Short Rest is over after one, and so is a knock on the head.
    fn hour_passes(&mut self) {
        for state in self.active() {
            let over = state.rounds.is_some() || state.minutes.is_some_and(|it| it <= SHORT_MINUTES);
            if over || state.ends.contains(&End::ShortRest) {
                self.emit(Event::StateEnded { state: state.id.clone() });
            }
        }
        let spell = self.now.concentration.as_ref().and_then(|it| self.adventurer.book.spells.get(it));
        if spell.is_some_and(
            |it| matches!(it.cast.duration, Duration::Concentration(most) if most <= SHORT_MINUTES),
        ) {
            self.lose_concentration();
        }
        if self.now.knocked_out && self.now.conditions.contains(&Condition::Unconscious) {
            self.emit(Event::ConditionEnded { condition: Condition::Unconscious });
        }
    }

    /// Whoever has hit points can begin one, when the last is long enough ago.
    pub(super) fn begin_long_rest(&self, since: Option<u32>) -> Result<(), Refusal> {
        if self.hp() == 0 {
            return Err(Refusal::RestAtZero("Long Rest"));
        }
        match since.filter(|it| *it < BETWEEN_HOURS) {
            Some(hours) => Err(Refusal::RestTooSoon { hours, more: BETWEEN_HOURS - hours }),
            None => Ok(()),
        }
    }

    /// A Long Rest that was interrupted and not taken up again: what a Short Rest gives, if there was time for one.
    pub(super) fn broken_rest(
        &mut self,
        hours: u32,
        dice: &[ContentId],
        told: &[ContentId],
    ) -> Result<(), Refusal> {
        if hours < 1 {
            return Err(Refusal::RestBroken);
        }
        self.short_rest(dice, told)
    }

    /// All hit points and Hit Point Dice, a level less of Exhaustion, and everything that returns.
    pub(super) fn long_rest(&mut self, told: &[ContentId]) -> Result<(), Refusal> {
        self.hour_passes();
        // One sleeps, so nothing is concentrated on (Rules Glossary, Long Rest).
        self.lose_concentration();
        for state in self.active() {
            if state.minutes.is_some() {
                self.emit(Event::StateEnded { state: state.id.clone() });
            }
        }
        if self.now.maximum_lost > 0 {
            self.emit(Event::MaximumRestored {});
        }
        self.mend(u32::MAX);
        if !self.now.hit_dice.is_empty() {
            self.emit(Event::HitDiceReturned {});
        }
        if self.now.temporary_hp > 0 {
            self.emit(Event::TemporarySet { hp: 0 });
        }
        if self.now.exhaustion > 0 {
            self.emit(Event::Exhausted { levels: self.now.exhaustion - 1 });
        }
        self.give_back(Return::LongRest, told);
        let inspires = |it: &crate::build::Held<'_>| it.feature.grants.contains(&Grant::InspirationDaily {});
        if !self.now.inspiration && self.adventurer.features.iter().any(inspires) {
            self.emit(Event::InspirationGained {});
        }
        self.emit(Event::Rested { long: true });
        Ok(())
    }

    pub(super) fn pass(&mut self, moment: Moment, told: &[ContentId]) -> Result<(), Refusal> {
        match moment {
            Moment::TurnStart => {
                self.end_those(|end| *end == End::TurnStart);
                self.give_back(Return::Turn, told);
            }
            Moment::TurnEnd => self.end_those(|end| *end == End::TurnEnd),
            Moment::Initiative => {
                let roll = throw(&self.sheet.initiative, self.chance);
                self.emit(Event::InitiativeRolled { roll });
                self.give_back(Return::Initiative, told);
            }
            Moment::Dawn => self.give_back(Return::Dawn, told),
        }
        Ok(())
    }
}
