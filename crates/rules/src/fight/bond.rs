//! What holds somebody and can be broken with an action: webs, vines and their like, by the check that
//! their spell names (SRD 5.2, "Spells": Web, Entangle).

use super::{Event, Fight, Laid, Lasting, Outcome, order::Engine, roll::d20};
use crate::book::{Ability, Condition, Effect, Number, Spell};

impl Fight<'_> {
    /// What holds somebody by a spell that says how one breaks free, and the DC for that.
    pub(super) fn bond(&self, who: usize) -> Option<(u32, i32)> {
        let holds =
            |it: &&Lasting| it.laid == Laid::Condition(Condition::Restrained) && self.can_be_broken(it);
        let it = self.fighters[who].lasting.iter().find(holds)?;
        Some((it.id, it.save?.1))
    }

    fn can_be_broken(&self, lasting: &Lasting) -> bool {
        let acts = &self.fighters[lasting.by].kit.acts;
        let spell = acts.iter().find(|it| it.name == lasting.act).and_then(|it| it.spell.as_ref());
        let frees =
            |it: &Effect| matches!(it, Effect::Check { success, .. } if success.iter().any(ends_restraint));
        let told = |it: &Spell| it.later.iter().any(|it| it.effects.iter().any(frees));
        spell.and_then(|it| self.book.spells.get(&it.id)).is_some_and(told)
    }
}

fn ends_restraint(effect: &Effect) -> bool {
    matches!(effect, Effect::EndConditions { among } if among.contains(&Condition::Restrained))
}

impl Engine<'_, '_, '_> {
    /// Strength (Athletics) against the spell.
    pub(super) fn break_free(&mut self, who: usize) {
        let Some((id, dc)) = self.fight.bond(who) else { return };
        let fighter = &self.fight.fighters[who];
        let conditions = fighter.conditions();
        let around = self.fight.circumstance(who, conditions);
        let of = [Number::Tests, Number::Checks, Number::Check(Ability::Str)];
        let leaning = self.fight.leaning(who, &of, &around);
        let bonus = fighter.kit.modifiers[Ability::Str as usize];
        let thrown = d20(leaning.side(), None, self.chance);
        let total = i32::from(thrown.die) + bonus + self.fight.added(who, &of, self.chance);
        let outcome = if total >= dc { Outcome::Success } else { Outcome::Failure };
        self.emit(Event::Checked { who, name: "Break free".into(), dice: thrown.dice, total, dc, outcome });
        if outcome.succeeds() {
            self.emit(Event::Lifted { who, id });
        }
    }
}
