//! Damage, healing and what comes between (SRD 5.2, "Playing the Game", Damage and Healing).

use super::{Event, Killer, Part, Refusal, scene::Scene, throw::throw};
use crate::{
    book::{Condition, DamageType, Special},
    limit::BLOW_MAX,
};

/// SRD 5.2, "Rules Glossary", Concentration: 10 or half the damage, at most 30.
const CONCENTRATION_DC: (u32, u32) = (10, 30);

/// What is dealt, and how.
pub(super) struct Blow<'b> {
    pub(super) parts: &'b [(DamageType, u32)],
    pub(super) critical: bool,
    /// Leaves 1 hit point where it would leave none.
    pub(super) mercy: bool,
}

impl Scene<'_, '_> {
    pub(super) fn hurt(&mut self, blow: &Blow<'_>) -> Result<(), Refusal> {
        let Blow { parts, critical, mercy } = *blow;
        if parts.len() > DamageType::ALL.len() || parts.iter().any(|(_, amount)| *amount > BLOW_MAX) {
            return Err(Refusal::TooMuch);
        }
        let parts: Vec<Part> = parts.iter().map(|(of, dealt)| self.part(*of, *dealt)).collect();
        let taken: u32 = parts.iter().map(|it| it.taken).sum();
        let hp = self.hp();
        let temporary_lost = taken.min(self.now.temporary_hp);
        let through = taken - temporary_lost;
        let falls = hp > 0 && through >= hp;
        let lost = if falls && mercy { hp - 1 } else { through.min(hp) };
        self.emit(Event::Hurt { parts, temporary_lost, lost });
        if taken == 0 {
            return Ok(());
        }
        match (hp, falls) {
            (0, _) => self.wound_the_fallen(taken, critical),
            (_, true) if mercy => self.knock_out(),
            (_, true) => self.fall(through - hp),
            (_, false) => self.shake_concentration(taken),
        }
        Ok(())
    }

    /// SRD 5.2, "Playing the Game", Order of Application: Resistance, then Vulnerability.
    fn part(&self, of: DamageType, dealt: u32) -> Part {
        let has = |all: &[(DamageType, &str)]| all.iter().any(|(it, _)| *it == of);
        let taken = match (
            has(&self.sheet.immunities),
            has(&self.sheet.resistances),
            has(&self.sheet.vulnerabilities),
        ) {
            (true, ..) => 0,
            (_, true, true) => dealt / 2 * 2,
            (_, true, _) => dealt / 2,
            (.., true) => dealt * 2,
            _ => dealt,
        };
        Part { of, dealt, taken }
    }

    /// 0 hit points: death by massive damage, 1 hit point by Relentless Endurance, or falling Unconscious.
    fn fall(&mut self, beyond: u32) {
        const RELENTLESS: &str = "special/relentless-endurance";
        if beyond >= self.most() {
            return self.die(Killer::MassiveDamage);
        }
        if self.bearer.special(Special::RelentlessEndurance).is_some() && self.spent(RELENTLESS) == 0 {
            self.emit(Event::Spent { key: RELENTLESS.into(), count: 1 });
            return self.emit(Event::Healed { hp: 1 });
        }
        self.lie_down();
        self.end_dropped();
    }

    pub(super) fn lie_down(&mut self) {
        for condition in [Condition::Unconscious, Condition::Prone] {
            if !self.now.conditions.contains(&condition) {
                self.emit(Event::ConditionGained { condition });
            }
        }
        self.settle();
    }

    /// SRD 5.2, "Playing the Game", Knocking Out a Creature.
    fn knock_out(&mut self) {
        self.emit(Event::KnockedOut {});
        self.lie_down();
    }

    /// SRD 5.2, "Playing the Game", Damage at 0 Hit Points.
    fn wound_the_fallen(&mut self, taken: u32, critical: bool) {
        if taken >= self.most() {
            return self.die(Killer::MassiveDamage);
        }
        let failures = (self.now.death_failures + if critical { 2 } else { 1 }).min(3);
        self.emit(Event::DeathSaved { roll: None, successes: self.now.death_successes, failures });
        if failures == 3 {
            self.die(Killer::DeathSaves);
        }
    }

    /// SRD 5.2, "Rules Glossary", Concentration: Damage.
    fn shake_concentration(&mut self, taken: u32) {
        if self.now.concentration.is_none()
            || self.bearer.special(Special::UnbreakableConcentration).is_some()
        {
            return;
        }
        let dc = (taken / 2).clamp(CONCENTRATION_DC.0, CONCENTRATION_DC.1) as i32;
        let roll = throw(&self.sheet.concentration, self.chance);
        let fails = roll.total < dc;
        self.emit(Event::ConcentrationRolled { roll, dc });
        if fails {
            self.emit(Event::ConcentrationEnded {});
        }
    }

    pub(super) fn heal(&mut self, hp: u32) -> Result<(), Refusal> {
        if hp > BLOW_MAX {
            return Err(Refusal::TooMuch);
        }
        match hp.min(self.now.lost.min(self.most())) {
            0 if hp > 0 => Err(Refusal::Whole),
            0 => Err(Refusal::NothingChanges),
            _ => {
                self.mend(hp);
                Ok(())
            }
        }
    }

    /// Gives hit points back, as far as some are lost; whoever lay at 0, or was spared, wakes.
    pub(super) fn mend(&mut self, hp: u32) {
        let hp = hp.min(self.most().saturating_sub(self.hp()));
        if hp == 0 {
            return;
        }
        let wakes = self.hp() == 0 || self.now.knocked_out;
        self.emit(Event::Healed { hp });
        if wakes && self.now.conditions.contains(&Condition::Unconscious) {
            self.emit(Event::ConditionEnded { condition: Condition::Unconscious });
        }
    }

    pub(super) fn gain_temporary(&mut self, hp: u32) -> Result<(), Refusal> {
        match hp {
            0 => Err(Refusal::NothingChanges),
            hp if hp > BLOW_MAX => Err(Refusal::TooMuch),
            hp if hp <= self.now.temporary_hp => Err(Refusal::Temporary(self.now.temporary_hp)),
            hp => {
                self.emit(Event::TemporarySet { hp });
                Ok(())
            }
        }
    }

    pub(super) fn lower_maximum(&mut self, by: u32) -> Result<(), Refusal> {
        let by = by.min(self.most());
        if by == 0 {
            return Err(Refusal::NothingChanges);
        }
        self.emit(Event::MaximumLowered { by });
        if self.most() == 0 {
            self.die(Killer::Drained);
        }
        Ok(())
    }

    pub(super) fn restore_maximum(&mut self) -> Result<(), Refusal> {
        if self.now.maximum_lost == 0 {
            return Err(Refusal::NothingChanges);
        }
        self.emit(Event::MaximumRestored {});
        Ok(())
    }
}
