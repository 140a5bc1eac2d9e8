//! Checks that an effect asks for (SRD 5.2, "Playing the Game", Ability Checks).

use super::{Event, Outcome, context::Context, order::Engine, roll::d20};
use crate::book::{Ability, Effect, Number, Skill};

impl Engine<'_, '_, '_> {
    /// One target's check, with the best of the skills that it names, and what follows from it.
    pub(super) fn check_of(&mut self, context: &Context, effect: &Effect, target: usize) {
        let Effect::Check { skills, ability, dc, success, fail } = effect else { return };
        if skills.as_slice() == [Skill::Stealth] {
            // Whoever hides must be out of sight first.
            if self.fight.allows_hiding(target).is_ok() {
                self.hide(target);
            }
            return;
        }
        let name = context.kit.acts.get(context.act).map_or("", |it| it.name.as_str()).to_owned();
        let dc = context.number(dc);
        let best = skills.iter().rev().max_by_key(|it| self.fight.skill(target, **it));
        let succeeds = match (best, ability) {
            (Some(skill), _) => self.check(target, *skill, &name, dc).0,
            (None, Some(ability)) => self.check_ability(target, *ability, &name, dc),
            (None, None) => return,
        };
        self.effects(context, if succeeds { success } else { fail }, &[target]);
    }

    /// A check of an ability that no skill helps.
    pub(super) fn check_ability(&mut self, who: usize, ability: Ability, name: &str, dc: i32) -> bool {
        let fighter = &self.fight.fighters[who];
        let around = self.fight.circumstance(who, fighter.conditions());
        let of = [Number::Tests, Number::Checks, Number::Check(ability)];
        let leaning = self.fight.leaning(who, &of, &around);
        let bonus = fighter.kit.modifiers[ability as usize];
        let thrown = d20(leaning.side(), self.fight.reroll(who, &of), self.chance);
        let bonus = bonus + self.fight.added(who, &of, self.chance);
        let (thrown, total) = self.tried(who, &of, (thrown, bonus), dc);
        let outcome = if total >= dc { Outcome::Success } else { Outcome::Failure };
        self.emit(Event::Checked { who, name: name.into(), dice: thrown.dice, total, dc, outcome });
        self.used_up(who, &of);
        outcome.succeeds()
    }
}
