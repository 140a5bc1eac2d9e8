//! Conditions, Exhaustion and Heroic Inspiration (SRD 5.2, "Rules Glossary").

use super::{Event, Killer, Refusal, scene::Scene};
use crate::{book::Condition, condition::EXHAUSTION_MOST};

impl Scene<'_, '_> {
    pub(super) fn suffer(&mut self, condition: Condition) -> Result<(), Refusal> {
        if condition == Condition::Exhaustion {
            return self.tire(1);
        }
        if self.now.conditions.contains(&condition) {
            return Err(Refusal::HasCondition(condition));
        }
        if self.is_immune(condition) {
            return Err(Refusal::Immune(condition));
        }
        self.gain_condition(condition);
        Ok(())
    }

    pub(super) fn is_immune(&self, condition: Condition) -> bool {
        self.sheet.condition_immunities.iter().any(|(it, _)| *it == condition)
    }

    /// With what it brings about: Concentration breaks, states end, whoever lies down stays down.
    pub(super) fn gain_condition(&mut self, condition: Condition) {
        self.emit(Event::ConditionGained { condition });
        // Prone outlasts the sleep that brought it, so it stands by itself (Rules Glossary, Unconscious).
        if condition == Condition::Unconscious && !self.now.conditions.contains(&Condition::Prone) {
            self.emit(Event::ConditionGained { condition: Condition::Prone });
        }
        self.settle();
    }

    pub(super) fn end_condition(&mut self, condition: Condition) -> Result<(), Refusal> {
        if condition == Condition::Exhaustion {
            return self.recover(1);
        }
        if !self.now.conditions.contains(&condition) {
            return Err(Refusal::HasNotCondition(condition));
        }
        if condition == Condition::Unconscious && self.hp() == 0 {
            return Err(Refusal::StillDown);
        }
        self.emit(Event::ConditionEnded { condition });
        Ok(())
    }

    pub(super) fn tire(&mut self, levels: u8) -> Result<(), Refusal> {
        if levels == 0 {
            return Err(Refusal::NothingChanges);
        }
        if self.is_immune(Condition::Exhaustion) {
            return Err(Refusal::Immune(Condition::Exhaustion));
        }
        let levels = self.now.exhaustion.saturating_add(levels).min(EXHAUSTION_MOST);
        self.emit(Event::Exhausted { levels });
        if levels == EXHAUSTION_MOST {
            self.die(Killer::Exhaustion);
        }
        Ok(())
    }

    pub(super) fn recover(&mut self, levels: u8) -> Result<(), Refusal> {
        match (levels, self.now.exhaustion) {
            (_, 0) => Err(Refusal::NotTired),
            (0, _) => Err(Refusal::NothingChanges),
            (levels, had) => {
                self.emit(Event::Exhausted { levels: had.saturating_sub(levels) });
                Ok(())
            }
        }
    }

    pub(super) fn gain_inspiration(&mut self) -> Result<(), Refusal> {
        if self.now.inspiration {
            return Err(Refusal::HasInspiration);
        }
        self.emit(Event::InspirationGained {});
        Ok(())
    }

    pub(super) fn spend_inspiration(&mut self) -> Result<(), Refusal> {
        if !self.now.inspiration {
            return Err(Refusal::NoInspiration);
        }
        self.emit(Event::InspirationSpent {});
        Ok(())
    }
}
