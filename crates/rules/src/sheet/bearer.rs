//! Who bears what: a character with every modifier that may count at the moment, and whose it is.

use super::{Lean, Number, Roll, component::Means};
use crate::{
    ContentId,
    book::{ArmourKind, Item, Modifier, Number as Of, Special, Sum, Test},
    build::{Adventurer, Place},
    circumstance::{Circumstance, Strike, Verdict},
    condition,
};

/// A character at this moment.
#[derive(Debug)]
pub struct Bearer<'a> {
    pub adventurer: &'a Adventurer<'a>,
    pub bearings: Vec<Bearing<'a>>,
    /// Rules that are code, and whose features they are: asked for with every roll.
    specials: Vec<(Special, &'a str)>,
    /// Final scores, in the order of the abilities.
    pub scores: Vec<Number<'a>>,
    /// With those that others bring.
    pub conditions: Vec<crate::book::Condition>,
    /// The suit that is worn, and the Shield.
    pub suit: Option<&'a Item>,
    pub shield: Option<&'a Item>,
    pub bloodied: Option<bool>,
    pub(super) means: Means<'a>,
}

/// A modifier, and whose it is.
#[derive(Clone, Copy, Debug)]
pub struct Bearing<'a> {
    pub modifier: &'a Modifier,
    pub whose: &'a str,
    /// Of the feature that gives it, for what is picked.
    pub key: &'a str,
}

impl<'a> Bearer<'a> {
    pub fn of(adventurer: &'a Adventurer<'a>) -> Self {
        let (suit, shield) = worn(adventurer);
        let conditions = condition::with_brought(&adventurer.build.now.conditions);
        let mut bearer = Self {
            bearings: Vec::with_capacity(64),
            specials: Vec::new(),
            scores: Vec::new(),
            suit,
            shield,
            bloodied: None,
            means: Means::of(adventurer),
            conditions,
            adventurer,
        };
        bearer.gather();
        bearer.scores = crate::book::Ability::ALL.iter().map(|it| bearer.final_score(*it)).collect();
        bearer.bloodied = Some(bearer.is_bloodied());
        bearer
    }

    fn gather(&mut self) {
        let adventurer = self.adventurer;
        for held in &adventurer.features {
            let whose = held.feature.name.as_str();
            self.specials.extend(held.feature.specials.iter().map(|it| (*it, whose)));
            for modifier in &held.feature.modifiers {
                self.bearings.push(Bearing { modifier, whose, key: &held.key });
            }
            for state in held.feature.states.iter().filter(|it| adventurer.build.now.states.contains(&it.id))
            {
                let whose = state.name.as_str();
                self.bearings.extend(state.modifiers.iter().map(|modifier| Bearing {
                    modifier,
                    whose,
                    key: &held.key,
                }));
            }
        }
        for (modifier, whose) in &adventurer.words {
            self.bearings.push(Bearing { modifier, whose, key: "" });
        }
        for carried in &adventurer.build.goods {
            let Some(item) = adventurer.book.items.get(&carried.item) else { continue };
            if carried.place != Place::Stowed && (carried.attuned || !item.attunement) {
                let whose = item.name.as_str();
                self.bearings.extend(item.modifiers.iter().map(|modifier| Bearing {
                    modifier,
                    whose,
                    key: "",
                }));
            }
        }
        for condition in &self.conditions {
            let whose = condition.name();
            self.bearings.extend(condition.modifiers().iter().map(|modifier| Bearing {
                modifier,
                whose,
                key: "",
            }));
        }
    }

    fn final_score(&self, ability: crate::book::Ability) -> Number<'a> {
        let score = self.adventurer.score(ability);
        let mut number = Number::from(i32::from(score.base), "Base score");
        for (by, whose) in &score.raised {
            match number.reasons.last_mut() {
                Some(last) if last.because == *whose => {
                    last.amount += i32::from(*by);
                    number.total += i32::from(*by);
                }
                _ => number.add(i32::from(*by), whose),
            }
        }
        let value = |name: &str| self.adventurer.value(name);
        for Bearing { modifier, whose, .. } in &self.bearings {
            match modifier {
                Modifier::Add { to: Of::Score(of), value: by, .. } if *of == ability => {
                    number.add(by.value(&value), whose);
                }
                Modifier::AtLeast { of: Of::Score(of), value: least, .. } if *of == ability => {
                    number.raise(least.value(&value), whose);
                }
                _ => {}
            }
        }
        number
    }

    fn is_bloodied(&self) -> bool {
        let most = super::body::hp(self).total;
        let lost = i32::try_from(self.adventurer.build.now.lost).unwrap_or(i32::MAX);
        most.saturating_sub(lost).saturating_mul(2) <= most
    }

    pub fn modifier(&self, ability: crate::book::Ability) -> i32 {
        (self.scores[ability as usize].total - 10).div_euclid(2)
    }

    /// What formulas name.
    pub fn value(&self, name: &str) -> Option<i32> {
        if let Some(ability) = crate::book::Ability::ALL.iter().find(|it| it.letters() == name) {
            return Some(self.modifier(*ability));
        }
        if let Some(letters) = name.strip_prefix("score.") {
            let ability = crate::book::Ability::ALL.iter().find(|it| it.letters() == letters)?;
            return Some(self.scores[*ability as usize].total);
        }
        self.adventurer.value(name)
    }

    pub fn sum(&self, formula: &crate::book::Formula) -> Sum {
        formula.sum(&|name| self.value(name))
    }

    pub fn number(&self, formula: &crate::book::Formula) -> i32 {
        formula.value(&|name| self.value(name))
    }

    pub fn circumstance(&self) -> Circumstance<'_> {
        Circumstance {
            armour: self.suit.and_then(|it| it.armour.as_ref()).map(|it| it.kind),
            shield: self.shield.is_some(),
            states: &self.adventurer.build.now.states,
            conditions: &self.conditions,
            bloodied: self.bloodied,
            goods: Some(&self.adventurer.build.goods),
            ..Circumstance::default()
        }
    }

    /// Whether tests hold at the moment, apart from what a roll brings with it.
    pub fn holds(&self, tests: &[Test]) -> Verdict {
        if tests.is_empty() {
            return Verdict::Yes;
        }
        self.circumstance().all(tests, &|name| self.value(name))
    }

    pub fn holds_for(&self, tests: &[Test], strike: &Strike<'_>) -> Verdict {
        if tests.is_empty() {
            return Verdict::Yes;
        }
        let circumstance = Circumstance { strike: Some(strike.clone()), ..self.circumstance() };
        circumstance.all(tests, &|name| self.value(name))
    }

    /// Everything that is added to one of these numbers, onto `roll`, and what exhaustion takes from it.
    pub fn lean(&self, roll: &mut Roll<'a>, of: &[Of], holds: &dyn Fn(&[Test]) -> Verdict) {
        self.lean_further(roll, of, holds);
        let (tired, _) = condition::exhaustion(self.adventurer.build.now.exhaustion);
        roll.number.add(tired, "Exhaustion");
    }

    /// The same, onto a roll that is made already.
    pub fn lean_further(&self, roll: &mut Roll<'a>, of: &[Of], holds: &dyn Fn(&[Test]) -> Verdict) {
        for Bearing { modifier, whose, .. } in &self.bearings {
            match modifier {
                Modifier::Add { to, value, when } if of.contains(to) && holds(when) == Verdict::Yes => {
                    let sum = self.sum(value);
                    roll.number.add(sum.flat, whose);
                    roll.dice.extend(sum.dice.iter().map(|(count, sides)| (*count, *sides, *whose)));
                }
                Modifier::Advantage { on, when } if of.contains(on) => match holds(when) {
                    Verdict::Yes => roll.lean.advantage.push(whose),
                    Verdict::Perhaps => roll.lean.perhaps.push((true, whose, when)),
                    Verdict::No => {}
                },
                Modifier::Disadvantage { on, when } if of.contains(on) => match holds(when) {
                    Verdict::Yes => roll.lean.disadvantage.push(whose),
                    Verdict::Perhaps => roll.lean.perhaps.push((false, whose, when)),
                    Verdict::No => {}
                },
                Modifier::Reroll { on, upto, when } if of.contains(on) && holds(when) == Verdict::Yes => {
                    roll.reroll = Some((*upto, whose));
                }
                Modifier::AtLeast { of: on, value, when }
                    if of.contains(on) && holds(when) == Verdict::Yes =>
                {
                    roll.die_at_least = Some((self.number(value), whose));
                }
                _ => {}
            }
        }
    }

    /// How attacks upon the bearer lean.
    pub fn attacked(&self) -> Lean<'a> {
        let mut lean = Lean::default();
        for Bearing { modifier, whose, .. } in &self.bearings {
            let (advantage, when) = match modifier {
                Modifier::AdvantageAgainst { when } => (true, when),
                Modifier::DisadvantageAgainst { when } => (false, when),
                _ => continue,
            };
            match (self.holds(when), advantage) {
                (Verdict::Yes, true) => lean.advantage.push(whose),
                (Verdict::Yes, false) => lean.disadvantage.push(whose),
                (Verdict::Perhaps, _) => lean.perhaps.push((advantage, whose, when)),
                (Verdict::No, _) => {}
            }
        }
        lean
    }

    /// What is worn without training (SRD 5.2, "Equipment", Armor Training).
    pub fn untrained(&self) -> Option<&'a str> {
        let untrained = |item: &&'a Item| {
            item.armour.as_ref().is_some_and(|it| !self.adventurer.armour.contains(&it.kind))
        };
        // A Shield without training gives nothing, but does not hinder.
        self.suit.filter(untrained).map(|it| it.name.as_str())
    }

    /// A feature's own special, if somebody has it.
    pub fn special(&self, special: Special) -> Option<&'a str> {
        self.specials.iter().find(|(it, _)| *it == special).map(|(_, whose)| *whose)
    }

    pub fn spent(&self, key: &str) -> u32 {
        self.adventurer.build.now.spent.get(key).copied().unwrap_or(0)
    }

    pub fn state(&self, id: &ContentId) -> bool {
        self.adventurer.build.now.states.contains(id)
    }
}

fn worn<'a>(adventurer: &Adventurer<'a>) -> (Option<&'a Item>, Option<&'a Item>) {
    let mut pair = (None, None);
    for carried in adventurer.build.goods.iter().filter(|it| it.place != Place::Stowed) {
        let Some(item) = adventurer.book.items.get(&carried.item) else { continue };
        match item.armour.as_ref().map(|it| it.kind) {
            Some(ArmourKind::Shield) => pair.1 = Some(item),
            Some(_) if carried.place == Place::Worn => pair.0 = Some(item),
            _ => {}
        }
    }
    pair
}
