//! The d20 in a fight: what leans it, what is added, and what came of it (SRD 5.2, "Playing the Game").

use super::{Event, Fight, Outcome};
use crate::{
    book::{Ability, Condition, Modifier, Number, Test},
    circumstance::{Against, Cast, Circumstance, Strike, Verdict},
    dice::Chance,
    fight::Act,
};

/// What was thrown: the dice that fell, the one that counts, and which way it leaned.
#[derive(Clone, Debug)]
pub(super) struct Thrown {
    pub(super) dice: Vec<u8>,
    pub(super) die: u8,
    pub(super) lean: i8,
}

/// Throws a d20 as it leans: -1, 0 or 1.
pub(super) fn d20(lean: i8, reroll: Option<u8>, chance: &mut dyn Chance) -> Thrown {
    let mut throw = || chance.draw(20) as u8;
    let mut dice = vec![throw()];
    if lean != 0 {
        dice.push(throw());
    }
    let mut die = match lean {
        0 => dice[0],
        1 => dice[0].max(dice[1]),
        _ => dice[0].min(dice[1]),
    };
    // Halfling luck and its like: once, and the new one counts.
    if reroll.is_some_and(|upto| die <= upto) {
        die = throw();
        dice.push(die);
    }
    Thrown { dice, die, lean }
}

/// Which way a roll leans, whatever how many speak for it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Leaning {
    pub(super) up: bool,
    pub(super) down: bool,
}

impl Leaning {
    pub(super) const fn side(self) -> i8 {
        self.up as i8 - self.down as i8
    }

    pub(super) fn add(&mut self, up: bool) {
        if up {
            self.up = true;
        } else {
            self.down = true;
        }
    }
}

impl Fight<'_> {
    /// What is known of a fighter, for the tests of modifiers.
    pub(super) fn circumstance<'f>(&'f self, who: usize, conditions: &'f [Condition]) -> Circumstance<'f> {
        let fighter = &self.fighters[who];
        Circumstance {
            armour: fighter.kit.armour,
            shield: fighter.kit.shield,
            states: &fighter.states,
            conditions,
            bloodied: Some(fighter.is_bloodied()),
            first_round: Some(self.round <= 1),
            unmoved: Some(fighter.moment.moved == 0),
            dim: Some(self.is_in_dim(who)),
            sunlight: Some(self.is_in_sunlight(who)),
            own_turn: Some(self.turn == Some(who)),
            drew_blood: Some(fighter.moment.drew_blood),
            in_water: Some(fighter.wet),
            straight: Some(u32::try_from(fighter.moment.straight).unwrap_or(0)),
            goods: fighter.hero.as_ref().map(|it| it.build.goods.as_slice()),
            ..Circumstance::default()
        }
    }

    /// Everything that may lean or change a fighter's rolls: its own, what is laid upon it, its conditions.
    pub(super) fn modifiers(&self, who: usize) -> impl Iterator<Item = &Modifier> {
        let of_conditions = self.fighters[who].held.iter().flat_map(|it| it.modifiers());
        self.own_modifiers(who).chain(of_conditions)
    }

    /// The same without its conditions.
    pub(super) fn own_modifiers(&self, who: usize) -> impl Iterator<Item = &Modifier> {
        let fighter = &self.fighters[who];
        fighter.kit.bearings.iter().chain(fighter.laid_modifiers())
    }

    /// Which way such a roll leans for a fighter.
    pub(super) fn leaning(&self, who: usize, of: &[Number], around: &Circumstance<'_>) -> Leaning {
        self.leaning_of(who, self.modifiers(who), of, around)
    }

    /// The same by these modifiers alone.
    pub(super) fn leaning_of<'m>(
        &self,
        who: usize,
        modifiers: impl Iterator<Item = &'m Modifier>,
        of: &[Number],
        around: &Circumstance<'_>,
    ) -> Leaning {
        let mut leaning = Leaning::default();
        let kit = &self.fighters[who].kit;
        let holds = |when: &[Test]| around.all(when, &|name| kit.values.get(name).copied()) == Verdict::Yes;
        for modifier in modifiers {
            match modifier {
                Modifier::Advantage { on, when } if of.contains(on) && holds(when) => leaning.add(true),
                Modifier::Disadvantage { on, when } if of.contains(on) && holds(when) => leaning.add(false),
                _ => {}
            }
        }
        leaning
    }

    /// What is laid upon somebody adds to such a roll: numbers and dice. Its own stands in its numbers.
    pub(super) fn added(&self, who: usize, of: &[Number], chance: &mut dyn Chance) -> i32 {
        let fighter = &self.fighters[who];
        let mut sum = crate::condition::exhaustion(fighter.exhaustion).0 + self.radiated_bonus(who, of);
        for modifier in fighter.laid_modifiers() {
            match modifier {
                Modifier::Add { to, value, when } if of.contains(to) && !super::inspire::is_kept(when) => {
                    sum += value.sum(&|name| fighter.kit.values.get(name).copied()).roll(chance);
                }
                _ => {}
            }
        }
        sum
    }

    /// Its armour class, with what is laid upon it.
    pub fn armour_class(&self, who: usize) -> i32 {
        let fighter = &self.fighters[who];
        let value = |name: &str| fighter.kit.values.get(name).copied();
        let mut best = fighter.kit.armour_class;
        for modifier in fighter.laid_modifiers() {
            if let Modifier::Base { of: Number::ArmourClass, value: base, .. }
            | Modifier::AtLeast { of: Number::ArmourClass, value: base, .. } = modifier
            {
                best = best.max(base.value(&value));
            }
        }
        for modifier in fighter.laid_modifiers() {
            if let Modifier::Add { to: Number::ArmourClass, value: more, .. } = modifier {
                best += more.value(&value);
            }
        }
        best
    }

    /// What is known of an attack before it is rolled.
    pub(super) fn strike<'f>(
        &'f self,
        who: usize,
        target: usize,
        act: &'f Act,
        melee: bool,
        target_conditions: &'f [Condition],
    ) -> Strike<'f> {
        let swing = act.swing.as_ref();
        let weapon = swing.and_then(|it| it.weapon.as_ref()).and_then(|it| self.book.items.get(it));
        Strike {
            ability: act.ability,
            melee,
            weapon,
            spell: act.spell.is_some(),
            cast: act.spell.as_ref().map(|it| &it.id),
            part_of: None,
            hands: swing.map_or(0, |it| it.hands),
            main_hand: swing.is_some_and(|it| !it.light),
            alone: true,
            light: swing.is_some_and(|it| it.light),
            advantage: None,
            disadvantage: None,
            ally_beside: Some(self.ally_beside(who, target)),
            target_conditions: Some(target_conditions),
            target_bloodied: Some(self.fighters[target].is_bloodied()),
            target_kind: Some(self.fighters[target].kit.kind),
            target_hurt: Some(self.fighters[target].hp < self.fighters[target].hp_most()),
            target_marked: Some(self.bears_mark(who, target)),
            target_size: Some(self.fighters[target].kit.size),
            laid: Some(self.fighters[target].bits_laid_by(who)),
            with: Some(&act.name),
            rolled: None,
        }
    }

    /// A saving throw, rolled or failed by itself.
    pub(super) fn save(&self, who: usize, against: &Saving<'_>, chance: &mut dyn Chance) -> Event {
        let fighter = &self.fighters[who];
        let Saving { ability, dc, concentration, .. } = *against;
        let conditions = fighter.conditions();
        if conditions.iter().any(|it| it.fails(ability)) {
            let outcome = Outcome::Automatic;
            return Event::Saved {
                who,
                ability,
                dice: Vec::new(),
                lean: 0,
                bonus: 0,
                total: 0,
                dc,
                outcome,
                concentration,
            };
        }
        let mut around = self.circumstance(who, conditions);
        around.against =
            Some(Against { conditions: against.conditions, damage: against.damage, spell: against.spell });
        around.cast = against.cast;
        let mut leaning = self.leaning(who, &[Number::Tests, Number::Saves, Number::Save(ability)], &around);
        if against.spell && fighter.kit.has(|it| matches!(it, crate::book::Knack::MagicResistance)) {
            leaning.add(true);
        }
        leaning.down |= against.heightened;
        if against.concentration {
            let more = self.leaning(who, &[Number::Concentration], &around);
            leaning.up |= more.up;
            leaning.down |= more.down;
        }
        let reroll = self.reroll(who, &[Number::Tests, Number::Saves, Number::Save(ability)]);
        let thrown = d20(leaning.side(), reroll, chance);
        let bonus = fighter.kit.saves[ability as usize]
            + self.added(who, &[Number::Tests, Number::Saves, Number::Save(ability)], chance);
        let total = i32::from(thrown.die) + bonus;
        let outcome = if total >= dc { Outcome::Success } else { Outcome::Failure };
        let (dice, lean) = (thrown.dice, thrown.lean);
        Event::Saved { who, ability, dice, lean, bonus, total, dc, outcome, concentration }
    }

    pub(super) fn reroll(&self, who: usize, of: &[Number]) -> Option<u8> {
        let rerolls = self.fighters[who].kit.bearings.iter().filter_map(|it| match it {
            Modifier::Reroll { on, upto, .. } if of.contains(on) => Some(*upto),
            _ => None,
        });
        rerolls.max()
    }
}

/// What is saved against.
#[derive(Clone, Copy, Debug)]
pub(super) struct Saving<'a> {
    pub(super) ability: Ability,
    pub(super) dc: i32,
    pub(super) conditions: &'a [Condition],
    pub(super) damage: &'a [crate::book::DamageType],
    /// It is a spell; and what is known of its casting.
    pub(super) spell: bool,
    pub(super) cast: Option<Cast>,
    /// Its caster bears down on whoever saves (SRD 5.2, "Classes", Sorcerer: Heightened Spell).
    pub(super) heightened: bool,
    pub(super) concentration: bool,
}

impl Saving<'_> {
    /// Against nothing that anything else is known of.
    pub(super) const fn of(ability: Ability, dc: i32) -> Self {
        Self {
            ability,
            dc,
            conditions: &[],
            damage: &[],
            spell: false,
            cast: None,
            heightened: false,
            concentration: false,
        }
    }
}
