//! Damage, healing and dying (SRD 5.2, "Playing the Game", Damage and Healing).

use super::{
    Event, Health, Laid, Lasting, Outcome,
    order::Engine,
    roll::{Saving, Thrown, d20},
};
use crate::book::{Ability, Condition, DamageType, Knack, Modifier, Number, Special, Time};

/// What a death save must come to.
const DEATH_SAVE_DC: i32 = 10;
/// The use of Relentless Endurance (SRD 5.2, "Character Origins", Orc), in stock.
pub(super) const RELENTLESS: &str = "special/relentless-endurance";

impl Engine<'_, '_, '_> {
    /// Damage of one hit, by its types: immunity, resistance, vulnerability, then temporary hit points.
    /// Gives what was dealt.
    pub(super) fn hurt(
        &mut self,
        who: usize,
        by: Option<usize>,
        parts: &[(DamageType, i32)],
        critical: bool,
    ) -> i32 {
        self.wound(who, by, parts, critical).iter().map(|(.., dealt)| dealt).sum()
    }

    /// The same, part by part: what it was, how much, and how much of that was dealt.
    pub(super) fn wound(
        &mut self,
        who: usize,
        by: Option<usize>,
        parts: &[(DamageType, i32)],
        critical: bool,
    ) -> Vec<(DamageType, i32, i32)> {
        if self.fight.fighters[who].health == Health::Dead {
            return Vec::new();
        }
        self.endure(who, parts);
        let parts = &*self.softened(who, parts);
        let mut absorbed = 0;
        let mut told = Vec::new();
        for (of, amount) in parts {
            let amount = (*amount).max(0);
            let dealt = if self.absorbs(who, *of) {
                absorbed += amount;
                0
            } else {
                self.fight.suffers_from(by, who, (*of, amount))
            };
            told.push((*of, amount, dealt));
        }
        let dealt: i32 = told.iter().map(|(.., dealt)| dealt).sum();
        let fighter = &self.fight.fighters[who];
        let (before, most) = (fighter.hp, fighter.hp_most());
        let was_up = fighter.is_up();
        let temporary_lost = dealt.min(fighter.temporary_hp);
        let lost = dealt - temporary_lost;
        self.emit(Event::Hurt { who, by, parts: told.clone(), lost, temporary_lost });
        if absorbed > 0 {
            self.heal(who, None, absorbed);
        }
        if dealt == 0 {
            return told;
        }
        if was_up && lost >= before {
            self.drop(who, &told, lost - before, (most, critical));
        } else if !was_up {
            self.fail_death_save(who, lost >= most, if critical { 2 } else { 1 });
        }
        self.wear_out(who);
        self.disturb(who, dealt);
        self.suffer(who, &told);
        if let Some(by) = by {
            self.ask(who, by, super::answer::Cause::Damaged);
        }
        told
    }

    fn absorbs(&self, who: usize, of: DamageType) -> bool {
        self.fight.fighters[who].kit.has(|it| matches!(it, Knack::Absorbs(types) if types.contains(&of)))
    }

    pub(super) fn heal(&mut self, who: usize, by: Option<usize>, hp: i32) {
        let fighter = &self.fight.fighters[who];
        // SRD 5.2, "Animals", Swarm of Bats and its like: a swarm regains none.
        let barred = |it: &Modifier| matches!(it, Modifier::NoHealing {});
        if fighter.kit.is_swarm() || fighter.laid_modifiers().any(barred) {
            return;
        }
        let hp = hp.min(fighter.hp_most() - fighter.hp);
        let lay = !fighter.is_up();
        if fighter.health != Health::Dead && hp > 0 {
            self.emit(Event::Healed { who, by, hp });
            if lay {
                self.fall(who);
            }
        }
    }

    /// The maximum falls to `least` at most; who has none left dies (SRD 5.2, "Playing the Game", Hit Point Maximum of 0).
    pub(super) fn lower_maximum(&mut self, who: usize, by: i32, least: i32) {
        let most = self.fight.fighters[who].hp_most();
        let by = by.min(most - least);
        if by == 0 {
            return;
        }
        self.emit(Event::MaximumLowered { who, by });
        if by >= most {
            self.die(who);
        }
    }

    /// Lies on the ground; who was unconscious still does when that ends.
    pub(super) fn fall(&mut self, who: usize) {
        if self.fight.fighters[who].has(Condition::Prone) || self.fight.is_immune(who, Condition::Prone) {
            return;
        }
        let laid = Laid::Condition(Condition::Prone);
        let (by, act, ends) = (who, "Fall".to_owned(), super::Ends::Never);
        let lasting = super::Lasting {
            id: self.fight.next,
            laid,
            by,
            act,
            level: None,
            ends,
            save: None,
            concentration: false,
        };
        self.emit(Event::Laid { who, lasting });
    }

    /// Lifts what lasts, and what follows from that.
    pub(super) fn lift(&mut self, who: usize, id: u32) {
        let Some(lasting) = self.take_off(who, id) else { return };
        let alive = self.fight.fighters[who].health != Health::Dead;
        match lasting.laid {
            Laid::Shaped => self.unshape(who),
            Laid::Summoned if alive => {
                self.let_go(who);
                self.emit(Event::Departed { who });
            }
            Laid::Condition(Condition::Unconscious)
                if !self.fight.fighters[who].has(Condition::Unconscious) =>
            {
                self.fall(who);
            }
            Laid::Again { time: Time::Over, .. } if alive => self.come_after(who, &lasting),
            _ => {}
        }
    }

    /// Takes it from its bearer, and nothing comes of it.
    pub(super) fn take_off(&mut self, who: usize, id: u32) -> Option<Lasting> {
        let lasting = self.fight.fighters[who].lasting.iter().find(|it| it.id == id)?.clone();
        self.emit(Event::Lifted { who, id });
        Some(lasting)
    }

    /// 0 hit points: death at once, or unconsciousness, or what some do instead.
    fn drop(
        &mut self,
        who: usize,
        parts: &[(DamageType, i32, i32)],
        beyond: i32,
        (most, critical): (i32, bool),
    ) {
        let hero = self.fight.fighters[who].kit.hero;
        // Damage so massive kills outright, whatever else one can.
        if !(hero && beyond >= most) && self.stays_up(who, parts, critical) {
            return;
        }
        self.let_go(who);
        if hero && beyond < most {
            self.emit(Event::Dropped { who });
            let states = self.fight.fighters[who].states.clone();
            states.iter().for_each(|it| self.end_state(who, it));
        } else {
            self.perish(who);
        }
    }

    /// Dies, whatever it has left.
    pub(super) fn die(&mut self, who: usize) {
        if self.fight.fighters[who].health != Health::Dead {
            self.let_go(who);
            self.perish(who);
        }
    }

    /// Undead Fortitude, Relentless Endurance and their like leave 1 hit point.
    fn stays_up(&mut self, who: usize, parts: &[(DamageType, i32, i32)], critical: bool) -> bool {
        let kit = self.fight.fighters[who].kit.clone();
        let amount: i32 = parts.iter().map(|(.., dealt)| dealt).sum();
        let fortitude = kit.knacks.iter().find_map(|it| match it {
            Knack::UndeadFortitude { but } => Some(but),
            _ => None,
        });
        if let Some(but) = fortitude {
            let barred = critical || parts.iter().any(|(of, _, dealt)| *dealt > 0 && but.contains(of));
            let saving = Saving::of(Ability::Con, 5 + amount);
            if !barred && self.saves(who, &saving) {
                self.emit(Event::Healed { who, by: None, hp: 1 });
                return true;
            }
        }
        if self.stays_by_act(who) {
            return true;
        }
        let relentless = kit.specials.contains(&Special::RelentlessEndurance)
            && self.fight.fighters[who].lets(&super::Unbidden::RelentlessEndurance);
        if relentless && self.fight.fighters[who].left(RELENTLESS) > 0 {
            self.emit(Event::Spent { who, key: RELENTLESS.into(), count: 1 });
            self.emit(Event::Healed { who, by: None, hp: 1 });
            return true;
        }
        false
    }

    fn fail_death_save(&mut self, who: usize, at_once: bool, failures: u8) {
        let (successes, before) = match self.fight.fighters[who].health {
            Health::Dying { successes, failures } => (successes, failures),
            Health::Stable => (0, 0),
            Health::Up | Health::Dead => return,
        };
        let failures = before + failures;
        if at_once || failures >= 3 {
            self.perish(who);
        } else {
            self.emit(Event::DeathSaved { who, die: 0, successes, failures });
        }
    }

    /// A save, with Legendary Resistance where it is worth it. Tells the roll.
    pub(super) fn saves(&mut self, who: usize, saving: &Saving<'_>) -> bool {
        let event = self.fight.save(who, saving, self.chance);
        let mut succeeds = matches!(&event, Event::Saved { outcome, .. } if outcome.succeeds());
        let short = match &event {
            Event::Saved { total, dc, outcome: Outcome::Failure, .. } => dc - total,
            _ => 0,
        };
        self.emit(event);
        if short > 0 {
            succeeds = self.saves_after_all(who, saving, short);
        }
        self.used_up(who, &[Number::Tests, Number::Saves, Number::Save(saving.ability)]);
        let resists = !succeeds && self.fight.fighters[who].resists(saving.conditions);
        if resists {
            self.emit(Event::Resisted { who });
        }
        succeeds || resists
    }

    /// SRD 5.2, "Playing the Game", Death Saving Throws.
    pub(super) fn death_save(&mut self, who: usize) {
        let Health::Dying { mut successes, mut failures } = self.fight.fighters[who].health else { return };
        let of = [Number::Tests, Number::Saves, Number::DeathSaves];
        let around = self.fight.circumstance(who, self.fight.fighters[who].conditions());
        let leaning = self.fight.leaning(who, &of, &around);
        let thrown = d20(leaning.side(), self.fight.reroll(who, &of), self.chance);
        let bonus = self.fight.added(who, &of, self.chance);
        let worst = thrown.die == 1;
        let (Thrown { die, .. }, total) =
            if worst { (thrown, 0) } else { self.tried(who, &of, (thrown, bonus), DEATH_SAVE_DC) };
        match die {
            20 => {
                self.emit(Event::DeathSaved { who, die, successes, failures });
                return self.heal(who, None, 1);
            }
            1 => failures += 2,
            _ if total >= DEATH_SAVE_DC => successes += 1,
            _ => failures += 1,
        }
        self.emit(Event::DeathSaved { who, die, successes, failures: failures.min(3) });
        if failures >= 3 {
            self.perish(who);
        } else if successes >= 3 {
            self.emit(Event::Stabilised { who });
        }
    }
}

impl super::Fight<'_> {
    /// What is left of damage of a type: nothing, half, all, twice.
    pub(super) fn suffers(&self, who: usize, of: DamageType, amount: i32) -> i32 {
        self.suffers_from(None, who, (of, amount))
    }

    /// The same, if it is dealt by somebody, of whom some heed no Resistance.
    pub(super) fn suffers_from(&self, by: Option<usize>, who: usize, (of, amount): (DamageType, i32)) -> i32 {
        let heeded = !of.is_physical()
            || by.is_none_or(|it| !self.fighters[it].kit.specials.contains(&Special::Irresistible));
        let fighter = &self.fighters[who];
        let value = |name: &str| fighter.kit.values.get(name).copied();
        if amount == 0 {
            return 0;
        }
        let (mut immune, mut resists, mut vulnerable) = (
            fighter.kit.immunities.contains(&of),
            fighter.kit.resistances.contains(&of) || of == DamageType::Fire && self.is_in_water(who),
            fighter.kit.vulnerabilities.contains(&of),
        );
        let laid = fighter.lasting.iter().flat_map(|it| match &it.laid {
            Laid::Modifiers(all) => all.as_slice(),
            Laid::Condition(condition) => condition.modifiers(),
            _ => &[],
        });
        let around = self.circumstance(who, fighter.conditions());
        let holds =
            |when: &[crate::book::Test]| around.all(when, &value) == crate::circumstance::Verdict::Yes;
        for modifier in laid {
            match modifier {
                Modifier::Immunity { to, when } if to.contains(&of) && holds(when) => immune = true,
                Modifier::Resistance { to, when } if to.contains(&of) && holds(when) => resists = true,
                Modifier::Vulnerability { to, when } if to.contains(&of) && holds(when) => vulnerable = true,
                _ => {}
            }
        }
        match (immune, resists && heeded, vulnerable) {
            (true, ..) => 0,
            (_, true, true) => amount / 2 * 2,
            (_, true, _) => amount / 2,
            (.., true) => amount * 2,
            _ => amount,
        }
    }

    /// Whether a condition does nothing to somebody.
    pub(super) fn is_immune(&self, who: usize, condition: Condition) -> bool {
        let fighter = &self.fighters[who];
        let laid = fighter
            .laid_modifiers()
            .any(|it| matches!(it, Modifier::ConditionImmunity { to, .. } if to.contains(&condition)));
        let stone = condition == Condition::Poisoned && fighter.has(Condition::Petrified);
        laid || stone
            || fighter.kit.condition_immunities.contains(&condition)
            || self.is_shielded(who, condition)
    }
}

impl Outcome {
    /// How a save came out, as a word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::Success => "success",
            Self::Failure => "failure",
            Self::Automatic => "automatic failure",
        }
    }
}
