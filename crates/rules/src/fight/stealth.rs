//! Helping, hiding and searching (SRD 5.2, "Rules Glossary", Help, Hide, Search).

use super::{
    Ends, Event, Fight, Laid, Lasting, Outcome, Refused,
    order::Engine,
    roll::{Leaning, d20},
};
use crate::book::{Ability, Condition, Modifier, Number, Skill};

/// Who hides must come to so much.
const HIDE_DC: i32 = 15;
/// What Disadvantage takes from a passive score.
const DISADVANTAGE: i32 = 5;
/// What somebody is hidden by.
pub(super) const HIDDEN: &str = "Hide";
const HELP: &str = "Help";

impl Fight<'_> {
    /// What a skill adds to a check.
    pub(super) fn skill(&self, who: usize, skill: Skill) -> i32 {
        let kit = &self.fighters[who].kit;
        kit.skills.get(&skill).copied().unwrap_or(kit.modifiers[skill.ability() as usize])
    }

    /// The total that finds somebody who is hidden.
    pub fn hidden(&self, who: usize) -> Option<i32> {
        self.hiding(who).and_then(|it| it.save).map(|(_, dc)| dc)
    }

    /// What dusk and fog take from a passive Perception (SRD 5.2, "Rules Glossary", Lightly Obscured); where
    /// eyes are of no use at all, ears do no better.
    fn dimness(&self, who: usize, sought: usize) -> i32 {
        if self.obscured(who, sought).is_some() { DISADVANTAGE } else { 0 }
    }

    fn hiding(&self, who: usize) -> Option<&Lasting> {
        self.fighters[who].lasting.iter().find(|it| it.act == HIDDEN && it.by == who)
    }

    /// No enemy has it in sight: something solid, or darkness and fog, lie between.
    pub(super) fn allows_hiding(&self, who: usize) -> Result<(), Refused> {
        let watches =
            |it: &usize| self.are_enemies(who, *it) && self.fighters[*it].is_able() && self.sees(*it, who);
        if (0..self.fighters.len()).any(|it| watches(&it)) { Err(Refused::InSight) } else { Ok(()) }
    }

    /// Whoever can neither see nor hear fails all that would take the one or the other.
    pub(super) fn allows_search(&self, who: usize) -> Result<(), Refused> {
        let fighter = &self.fighters[who];
        let senseless = fighter.has(Condition::Blinded) && fighter.has(Condition::Deafened);
        if senseless { Err(Refused::Senseless(fighter.name.clone())) } else { Ok(()) }
    }

    pub(super) fn allows_help(&self, who: usize, foe: usize) -> Result<(), Refused> {
        let other = self.fighters.get(foe).ok_or(Refused::NoTarget)?;
        let near = self.fighters[who].stand().feet_to(other.stand()) <= super::SQUARE_FEET;
        match (self.are_enemies(who, foe), near) {
            (false, _) => Err(Refused::NoTarget),
            (_, false) => Err(Refused::OutOfRange(other.name.clone())),
            _ => Ok(()),
        }
    }
}

impl Engine<'_, '_, '_> {
    /// A check of a skill, told.
    pub(super) fn check(&mut self, who: usize, skill: Skill, name: &str, dc: i32) -> (bool, i32) {
        self.check_leaning(who, skill, (name, dc), Leaning::default())
    }

    /// The same, where something speaks for it or against it.
    pub(super) fn check_leaning(
        &mut self,
        who: usize,
        skill: Skill,
        (name, dc): (&str, i32),
        also: Leaning,
    ) -> (bool, i32) {
        let conditions = self.fight.fighters[who].conditions();
        let around = self.fight.circumstance(who, conditions);
        let of = [Number::Tests, Number::Checks, Number::Check(skill.ability()), Number::Skill(skill)];
        let mut leaning = self.fight.leaning(who, &of, &around);
        leaning.up |= also.up;
        leaning.down |= also.down || self.fight.is_dazzled(who);
        let thrown = d20(leaning.side(), self.fight.reroll(who, &of), self.chance);
        let added = self.fight.added(who, &of, self.chance);
        let bonus = self.fight.skill(who, skill) + added;
        let (thrown, total) = self.tried(who, &of, (thrown, bonus), dc);
        let outcome = if total >= dc { Outcome::Success } else { Outcome::Failure };
        self.emit(Event::Checked { who, name: name.into(), dice: thrown.dice, total, dc, outcome });
        (outcome.succeeds(), total)
    }

    /// Whoever succeeds cannot be seen, and is found by who comes to the same total.
    pub(super) fn hide(&mut self, who: usize) {
        let (hides, total) = self.check(who, Skill::Stealth, HIDDEN, HIDE_DC);
        if hides {
            let laid = Laid::Condition(Condition::Invisible);
            let save = Some((Ability::Wis, total));
            self.lay_own(who, who, HIDDEN, (laid, Ends::Never, save));
            self.notice(who, total);
        }
    }

    /// Whoever is keen enough without looking finds it at once.
    fn notice(&mut self, who: usize, total: i32) {
        let keen = |it: &usize| {
            let fighter = &self.fight.fighters[*it];
            let sees = self.fight.line(fighter.stand(), self.fight.fighters[who].stand());
            self.fight.are_enemies(who, *it)
                && fighter.is_able()
                && sees
                && 10 + self.fight.skill(*it, Skill::Perception) - self.fight.dimness(*it, who) >= total
        };
        if (0..self.fight.fighters.len()).any(|it| keen(&it)) {
            self.reveal(who);
        }
    }

    /// One roll against everybody who hides from one and to whom a line leads.
    pub(super) fn search(&mut self, who: usize) {
        let least = |fight: &Fight<'_>, it: usize| fight.hidden(it).filter(|_| fight.are_enemies(who, it));
        let sought: Vec<(usize, i32)> =
            (0..self.fight.fighters.len()).filter_map(|it| Some((it, least(self.fight, it)?))).collect();
        let dc = sought.iter().map(|(_, dc)| *dc).min().unwrap_or(HIDE_DC);
        let clear = |it: &(usize, i32)| {
            let lies = self.fight.fighters[it.0].stand();
            self.fight.line(self.fight.fighters[who].stand(), lies) && self.fight.dimness(who, it.0) == 0
        };
        let hindered = self.fight.is_murky() && !sought.is_empty() && !sought.iter().any(clear);
        let leaning = Leaning { down: hindered, ..Leaning::default() };
        let (_, total) = self.check_leaning(who, Skill::Perception, ("Search", dc), leaning);
        for (hidden, dc) in sought {
            let line = self.fight.line(self.fight.fighters[who].stand(), self.fight.fighters[hidden].stand());
            if total >= dc && line {
                self.reveal(hidden);
            }
        }
    }

    /// Nobody who is found, strikes or calls out stays hidden.
    pub(super) fn reveal(&mut self, who: usize) {
        if let Some(id) = self.fight.hiding(who).map(|it| it.id) {
            self.emit(Event::Lifted { who, id });
        }
    }

    /// The next attack of a friend upon this enemy has Advantage.
    pub(super) fn help(&mut self, who: usize, foe: usize) {
        let laid = Laid::Modifiers(vec![Modifier::AdvantageAgainst { when: Vec::new() }]);
        self.lay_own(who, foe, HELP, (laid, Ends::TurnStart(who, 1), None));
    }

    /// Help is used up by the first attack of a friend upon the one it was given against.
    pub(super) fn helped(&mut self, who: usize, target: usize) {
        let gives = |it: &&Lasting| it.act == HELP && it.by != who && !self.fight.are_enemies(it.by, who);
        let ids: Vec<u32> =
            self.fight.fighters[target].lasting.iter().filter(gives).map(|it| it.id).collect();
        ids.into_iter().for_each(|id| self.emit(Event::Lifted { who: target, id }));
    }

    pub(super) fn lay_own(
        &mut self,
        by: usize,
        who: usize,
        act: &str,
        (laid, ends, save): (Laid, Ends, Option<(Ability, i32)>),
    ) {
        let lasting = Lasting {
            id: self.fight.next,
            laid,
            by,
            act: act.into(),
            level: None,
            ends,
            save,
            concentration: false,
        };
        self.emit(Event::Laid { who, lasting });
    }
}
