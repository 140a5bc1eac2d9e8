//! One who fights, as it goes at the moment.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Hero, Kit, Laid, Lasting, Spot, Stand};
use crate::ContentId;
use crate::book::{Condition, Gait, Modifier, Purpose};

/// Who fights together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Side(pub u8);

/// Somebody in a fight.
#[derive(Clone, Debug)]
pub struct Fighter<'b> {
    pub kit: Arc<Kit>,
    /// The form of another that it wears, with what it is itself.
    pub shape: Option<Box<super::Shaped>>,
    /// Who made a sheet is made anew when a state begins or ends.
    pub hero: Option<Box<Hero<'b>>>,
    /// Unlike that of any other here.
    pub name: String,
    pub side: Side,
    /// Who called it into the fight.
    pub summoner: Option<usize>,
    pub spot: Spot,
    /// Feet above the level of the field (below nothing: beneath), and those of the ground below it.
    pub height: i32,
    pub ground: i32,
    pub initiative: i32,
    pub hp: i32,
    pub temporary_hp: i32,
    /// By how much the hit point maximum is lower than the kit says.
    pub lowered: i32,
    pub health: Health,
    /// What is laid upon it.
    pub lasting: Vec<Lasting>,
    pub exhaustion: u8,
    /// The act that is concentrated on.
    pub concentration: Option<String>,
    pub stock: BTreeMap<String, u32>,
    pub states: Vec<ContentId>,
    /// Rounds that states last unless they are kept up, and whether they were in this turn.
    pub kept: BTreeMap<ContentId, bool>,
    /// What waits for its moment.
    pub ready: Option<super::Ready>,
    /// Conditions that the auras of friends keep off where it stands, a bit for each.
    pub sheltered: u16,
    /// Whom it urged in vain, and how.
    pub urged: BTreeSet<(usize, crate::book::Skill)>,
    /// What it holds back of what comes by itself.
    pub intents: BTreeMap<super::Unbidden, super::Comes>,
    pub legendary_actions: u8,
    pub legendary_resistances: u8,
    pub moment: Moment,
    /// Kinds of damage taken between the last turn's start and this one's.
    pub hurt_before: BTreeSet<crate::book::DamageType>,
    /// Its conditions, with those that they bring, reckoned when what they follow from changes.
    pub(super) held: Vec<Condition>,
    /// The same as a set of bits.
    pub(super) bits: u16,
    /// Whether anything that leans its rolls asks for more than that they are made.
    pub(super) asks: bool,
    /// Does one thing in its turn, and no other.
    pub(super) dazed: bool,
    /// Is in deep water, all of it.
    pub(super) wet: bool,
}

/// How far from death.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    Up,
    /// At 0 hit points, with death saves.
    Dying {
        successes: u8,
        failures: u8,
    },
    Stable,
    Dead,
}

/// What has been used of a turn and a round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    pub action: bool,
    /// Additional actions that are left, and what they are for.
    pub further: Vec<Purpose>,
    /// Acts that stood in for an attack of the Attack action that goes on.
    pub(super) stood_in: Vec<usize>,
    pub bonus_action: bool,
    pub reaction: bool,
    /// Has hurt somebody in this turn who was Bloodied before.
    pub drew_blood: bool,
    /// Feet moved, and feet more than the Speed that may be.
    pub moved: i32,
    pub dashed: i32,
    pub disengaged: bool,
    /// Feet of the next that provoke nobody.
    pub safe: i32,
    /// Feet moved straight, for a charge.
    pub straight: i32,
    pub heading: Option<(i16, i16)>,
    /// Extra damage that is dealt once a turn, and was.
    pub once: BTreeSet<String>,
    /// Attacks still to come of an Attack action or Multiattack: acts, one of each row's, so many times.
    pub attacks: Vec<(Vec<usize>, u8)>,
    /// Attacked with a Light weapon as part of the action; made the extra attack that follows from it.
    pub light_attack: bool,
    pub light_followed: bool,
    /// Kinds of damage taken since the last turn's start.
    pub hurt_by: BTreeSet<crate::book::DamageType>,
    pub turns: u32,
    pub slot_cast: bool,
    /// Whom a breaker of hordes has attacked in it.
    pub(super) struck: Vec<usize>,
    /// A slot has just been spent, on what is about to be told.
    pub(super) slot_spent: bool,
    /// Feet gone on foot since it did anything else.
    pub run: i32,
    /// Has made the one jump of the turn that costs less than its feet.
    pub leapt: bool,
    /// Has fallen as far as what slows it lets it fall in a round.
    pub sunk: bool,
}

impl Fighter<'_> {
    pub fn stand(&self) -> Stand {
        let side = (self.kit.size.space_feet() / super::SQUARE_FEET) as i16;
        Stand { spot: self.spot, side, height: self.height }
    }

    /// The hit point maximum, with what it was lowered by.
    pub fn hp_most(&self) -> i32 {
        (self.kit.hp - self.lowered).max(0)
    }

    pub fn is_up(&self) -> bool {
        self.health == Health::Up
    }

    pub fn is_able(&self) -> bool {
        self.is_up() && !self.has(Condition::Incapacitated)
    }

    /// Has a Reaction left, and can take it.
    pub fn can_react(&self) -> bool {
        let barred = |it: &Modifier| matches!(it, Modifier::NoReactions {});
        !self.moment.reaction && self.is_able() && !self.laid_modifiers().any(barred)
    }

    /// Has the condition, or another that brings it.
    pub fn has(&self, condition: Condition) -> bool {
        self.bits & (1 << condition as u16) != 0
    }

    /// All of its conditions, each once.
    pub fn conditions(&self) -> &[Condition] {
        &self.held
    }

    /// Who laid a condition upon it, as often as it is laid.
    pub(super) fn laid_by(&self, condition: Condition) -> impl Iterator<Item = usize> {
        let fits = move |it: &&Lasting| it.laid == Laid::Condition(condition);
        let lasting = if self.has(condition) { self.lasting.as_slice() } else { &[] };
        lasting.iter().filter(fits).map(|it| it.by)
    }

    /// The conditions that one other laid upon it, a bit for each.
    pub(super) fn bits_laid_by(&self, by: usize) -> u16 {
        let bit = |it: &Lasting| match it.laid {
            Laid::Condition(one) if it.by == by => 1 << one as u16,
            _ => 0,
        };
        self.lasting.iter().map(bit).fold(0, |bits, it| bits | it)
    }

    pub(super) fn is_laid_by(&self, condition: Condition, by: usize) -> bool {
        self.laid_by(condition).any(|it| it == by)
    }

    /// Reckons its conditions anew.
    pub(super) fn refresh(&mut self) {
        let fallen: &[Condition] = if self.health == Health::Up { &[] } else { &[Condition::Unconscious] };
        let tired: &[Condition] = if self.exhaustion > 0 { &[Condition::Exhaustion] } else { &[] };
        let shut = self.shut_out();
        let laid = self.lasting.iter().filter_map(|it| match &it.laid {
            Laid::Condition(one) if shut & (1 << *one as u16) == 0 => Some(one),
            _ => None,
        });
        self.bits = laid.chain(fallen).chain(tired).fold(0, |bits, one| {
            one.brings().iter().fold(bits | 1 << *one as u16, |bits, it| bits | 1 << *it as u16)
        });
        self.held.clear();
        self.held.extend(Condition::ALL.iter().filter(|it| self.bits & (1 << **it as u16) != 0));
        let asks = self.kit.bearings.iter().chain(self.laid_modifiers()).any(Modifier::asks);
        self.asks = asks;
        let dazed = self.laid_modifiers().any(|it| matches!(it, Modifier::OneThing {}));
        self.dazed = dazed;
    }

    /// Conditions that do nothing to it now, a bit for each, though they may lie upon it: it is immune (SRD 5.2, "Rules
    /// Glossary", Immunity).
    fn shut_out(&self) -> u16 {
        let bit = |it: &Condition| 1_u16 << *it as u16;
        let laid = self.laid_modifiers().flat_map(|it| match it {
            Modifier::ConditionImmunity { to, .. } => to.as_slice(),
            _ => &[],
        });
        let own = self.kit.condition_immunities.iter().chain(laid);
        own.map(bit).fold(self.sheltered, |bits, it| bits | it)
    }

    /// Whether the other hand may strike now (SRD 5.2, "Equipment", Light).
    pub(super) fn follows_up(&self) -> bool {
        self.moment.light_attack && !self.moment.light_followed
    }

    /// Who does one thing in its turn has done it with the first (SRD 5.2, "Classes", Rogue: Devious Strikes).
    pub(super) fn do_one_thing(&mut self) {
        let moment = &mut self.moment;
        if moment.moved > 0 || moment.action || moment.bonus_action {
            (moment.action, moment.bonus_action) = (true, true);
            moment.further.clear();
        }
    }

    pub fn is_bloodied(&self) -> bool {
        2 * self.hp <= self.hp_most()
    }

    pub fn is_held(&self) -> bool {
        self.held.iter().any(|it| it.holds())
    }

    /// Feet of its best gait where it is, all that lowers it counted.
    pub fn speed(&self) -> i32 {
        self.speed_in(self.wet)
    }

    /// The same on land, or in deep water: nobody swims ashore, climbs or burrows across a field (SRD 5.2, "Rules
    /// Glossary", Speed).
    pub(super) fn speed_in(&self, water: bool) -> i32 {
        if self.is_held() || !self.is_up() {
            return 0;
        }
        let of = |gait: Gait| self.kit.speeds.get(&gait).copied().unwrap_or(0);
        let mut speed = match of(Gait::Swim) {
            // Who swims well may as well swim as others do, half as far as it walks.
            swim @ 1.. if water => swim.max(of(Gait::Walk) / 2).max(of(Gait::Fly)),
            _ => of(Gait::Walk).max(of(Gait::Fly)),
        };
        let goes = |gait: Gait| matches!(gait, Gait::Walk | Gait::Fly) || water && gait == Gait::Swim;
        for modifier in self.laid_modifiers() {
            match modifier {
                Modifier::Add {
                    to: crate::book::Number::Speed | crate::book::Number::Speeds, value, ..
                } => {
                    speed += value.value(&|name| self.kit.values.get(name).copied());
                }
                Modifier::Speed { gait, feet, .. } if goes(*gait) => {
                    speed = speed.max(feet.value(&|name| self.kit.values.get(name).copied()))
                }
                _ => {}
            }
        }
        (speed + crate::condition::exhaustion(self.exhaustion).1).max(0)
    }

    /// Whether it crosses what slows walkers.
    pub fn flies(&self) -> bool {
        let fly = self.fly();
        fly > 0 && fly >= self.kit.speeds.get(&Gait::Walk).copied().unwrap_or(0)
    }

    /// Feet that can still be moved in this turn, by the gait of where it is.
    pub fn feet_left(&self) -> i32 {
        self.feet_left_of(self.pace())
    }

    /// What is left of a Speed: whatever it went by before counts (SRD 5.2, "Playing the Game", Using Different Speeds).
    pub(super) fn feet_left_of(&self, pace: i32) -> i32 {
        // Who has a Speed of 0 cannot go farther by any means.
        if self.is_held() || self.dazed && self.moment.moved == 0 && self.moment.action {
            return 0;
        }
        // Who sinks through the air goes nowhere.
        if pace == 0 && self.is_aloft() {
            return 0;
        }
        (pace + self.moment.dashed - self.moment.moved).max(0)
    }

    pub fn laid_modifiers(&self) -> impl Iterator<Item = &Modifier> {
        self.lasting.iter().flat_map(|it| match &it.laid {
            Laid::Modifiers(all) => all.as_slice(),
            _ => &[],
        })
    }

    pub fn left(&self, key: &str) -> u32 {
        self.stock.get(key).copied().unwrap_or(0)
    }
}
