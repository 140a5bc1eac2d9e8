//! At 0 hit points: saves, stability, death and back (SRD 5.2, "Playing the Game", Dropping to 0 Hit Points).

use super::{Event, Killer, Refusal, scene::Scene, throw::throw};
use crate::book::Condition;

/// Three of a kind decide.
const DECIDES: u8 = 3;
/// SRD 5.2, "Playing the Game", Death Saving Throws.
const DC: i32 = 10;

impl Scene<'_, '_> {
    pub(super) fn death_save(&mut self) -> Result<(), Refusal> {
        if self.hp() > 0 || self.now.stable {
            return Err(Refusal::NotDying);
        }
        let roll = throw(&self.sheet.death_saves, self.chance);
        let (die, total) = (roll.die, roll.total);
        let (mut successes, mut failures) = (self.now.death_successes, self.now.death_failures);
        match die {
            // Counted with the hit point that it brings.
            20 => {}
            1 => failures += 2,
            _ if total >= DC => successes += 1,
            _ => failures += 1,
        }
        let (successes, failures) = (successes.min(DECIDES), failures.min(DECIDES));
        self.emit(Event::DeathSaved { roll: Some(roll), successes, failures });
        match (die, successes, failures) {
            (20, ..) => self.mend(1),
            (.., DECIDES) => self.die(Killer::DeathSaves),
            (_, DECIDES, _) => self.emit(Event::Stabilised {}),
            _ => {}
        }
        Ok(())
    }

    pub(super) fn stabilise(&mut self) -> Result<(), Refusal> {
        if self.hp() > 0 || self.now.stable {
            return Err(Refusal::NotDying);
        }
        self.emit(Event::Stabilised {});
        Ok(())
    }

    pub(super) fn die(&mut self, of: Killer) {
        self.emit(Event::Died { of });
    }

    /// SRD 5.2, "Rules Glossary", Dead: conditions stay, Exhaustion is one level less.
    pub(super) fn revive(&mut self, hp: u32) -> Result<(), Refusal> {
        if !self.now.dead {
            return Err(Refusal::NotDead);
        }
        if self.most() == 0 {
            self.emit(Event::MaximumRestored {});
        }
        let most = self.most();
        let hp = hp.clamp(1, most.max(1));
        self.emit(Event::Revived { hp, most });
        if self.now.conditions.contains(&Condition::Unconscious) {
            self.emit(Event::ConditionEnded { condition: Condition::Unconscious });
        }
        Ok(())
    }
}
