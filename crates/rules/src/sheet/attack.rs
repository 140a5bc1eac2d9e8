//! Attacks with what is carried and with bare hands (SRD 5.2, "Playing the Game", Attack Rolls; "Equipment",
//! Weapons).

use serde::Serialize;

use super::{Bearer, Lean, Number, Roll};
use crate::{
    book::{
        Ability, AbilityOrCasting, DamageType, Formula, Item, Mastery, Modifier, Number as Of, Special, Sum,
        Test, Weapon, WeaponProperty,
    },
    build::Place,
    circumstance::{Strike, Verdict},
};

/// One way to attack.
#[derive(Clone, Debug, Serialize)]
pub struct Attack<'a> {
    pub name: &'a str,
    /// The weapon; none is an Unarmed Strike.
    #[serde(skip)]
    pub weapon: Option<&'a Item>,
    pub ability: Ability,
    pub to_hit: Roll<'a>,
    /// The d20 that is a Critical Hit, and every higher one.
    pub critical_from: (u8, &'a str),
    pub damage: Hurt<'a>,
    /// Types that its own damage may be of instead.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub instead: Vec<DamageType>,
    /// More damage that always counts, and such as counts only when.
    pub more: Vec<(Hurt<'a>, &'a str)>,
    pub perhaps: Vec<(Hurt<'a>, &'a str, &'a [Test])>,
    pub melee: bool,
    /// Feet.
    pub reach: u32,
    /// Normal and long range, thrown or shot.
    pub range: Option<(u32, u32)>,
    pub properties: Vec<WeaponProperty>,
    /// If it can be used.
    pub mastery: Option<Mastery>,
    pub proficient: bool,
    pub hands: u8,
    /// Held at the moment.
    pub held: bool,
    /// Whether what else is held leaves as many hands as it takes: a Two-Handed weapon can be carried beside
    /// a Shield, but not swung (SRD 5.2, "Equipment", Two-Handed).
    pub hands_free: bool,
    /// The extra attack of the Light property.
    pub light: bool,
}

/// Damage of one type.
#[derive(Clone, Debug, Serialize)]
pub struct Hurt<'a> {
    #[serde(serialize_with = "spoken")]
    pub sum: Sum,
    pub of: DamageType,
    /// Or one of these, whichever hurts more.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub or: &'a [DamageType],
    /// What the flat part is made of.
    pub flat: Number<'a>,
    /// Dice of this face or less count as it.
    pub die_at_least: u8,
    pub once_a_turn: bool,
}

fn spoken<S: serde::Serializer>(sum: &Sum, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(sum)
}

/// A hand and a foot.
const UNARMED: &str = "Unarmed Strike";
const REACH_FEET: u32 = 5;

pub(super) fn count<'a>(bearer: &Bearer<'a>) -> Number<'a> {
    let mut best = Number::from(1, "Attack action");
    for it in &bearer.bearings {
        if let Modifier::Attacks { count, when } = it.modifier
            && bearer.holds(when) == Verdict::Yes
        {
            best.raise(bearer.number(count), it.whose);
        }
    }
    best
}

pub(super) fn attacks<'a>(bearer: &Bearer<'a>) -> Vec<Attack<'a>> {
    let mut all = Vec::new();
    for carried in &bearer.adventurer.build.goods {
        let Some(item) = bearer.adventurer.book.items.get(&carried.item) else { continue };
        let Some(weapon) = &item.weapon else { continue };
        let own = |hands: u8, light: bool| Grip { place: carried.place, hands, light };
        let two = weapon.has(WeaponProperty::TwoHanded);
        let hands = if two || carried.place == Place::BothHands { 2 } else { 1 };
        all.push(attack(bearer, Some((item, weapon)), &own(hands, false)));
        if weapon.has(WeaponProperty::Light) && carried.place == Place::OffHand && leads_lightly(bearer) {
            all.push(attack(bearer, Some((item, weapon)), &own(1, true)));
        }
    }
    all.push(attack(bearer, None, &Grip { place: Place::MainHand, hands: 1, light: false }));
    all
}

/// The extra attack of the Light property follows one with another Light weapon.
fn leads_lightly(bearer: &Bearer<'_>) -> bool {
    let leads = bearer.adventurer.build.goods.iter().filter(|it| it.place == Place::MainHand);
    let weapons = leads.filter_map(|it| bearer.adventurer.book.items.get(&it.item)?.weapon.as_ref());
    weapons.into_iter().any(|it| it.has(WeaponProperty::Light))
}

struct Grip {
    place: Place,
    hands: u8,
    light: bool,
}

fn attack<'a>(bearer: &Bearer<'a>, with: Option<(&'a Item, &'a Weapon)>, grip: &Grip) -> Attack<'a> {
    let weapon = with.map(|(_, it)| it);
    let item = with.map(|(it, _)| it);
    let melee = weapon.is_none_or(|it| it.melee);
    let strike = |ability| Strike {
        ability,
        melee,
        weapon: item,
        spell: false,
        cast: None,
        part_of: None,
        hands: grip.hands,
        main_hand: matches!(grip.place, Place::MainHand | Place::BothHands),
        alone: alone(bearer),
        light: grip.light,
        advantage: None,
        disadvantage: None,
        ally_beside: None,
        target_conditions: None,
        target_bloodied: None,
        target_kind: None,
        target_hurt: None,
        target_marked: None,
        target_size: None,
        laid: None,
        with: None,
        rolled: None,
    };
    let ability = best_ability(bearer, weapon, &strike);
    let strike = strike(ability);
    let proficient = item.is_none_or(|item| bearer.adventurer.wields(item));
    let damage = damage(bearer, weapon, &strike, grip);
    let (more, perhaps) = more(bearer, &strike, damage.of);
    let has = |property| weapon.is_some_and(|it| it.has(property));
    Attack {
        name: item.map_or(UNARMED, |it| &it.name),
        weapon: item,
        ability,
        to_hit: to_hit(bearer, &strike, proficient),
        critical_from: critical(bearer, &strike),
        damage,
        instead: instead(bearer, &strike),
        more,
        perhaps,
        melee,
        reach: if has(WeaponProperty::Reach) { 2 * REACH_FEET } else { REACH_FEET },
        range: weapon.and_then(|it| it.range),
        properties: weapon.map(|it| it.properties.clone()).unwrap_or_default(),
        mastery: with
            .and_then(|(item, it)| bearer.adventurer.masteries.contains(&item.id).then_some(it.mastery)),
        proficient,
        hands: grip.hands,
        held: item.is_none() || !matches!(grip.place, Place::Stowed | Place::Worn),
        hands_free: item.is_none_or(|item| grip.hands + taken_beside(bearer, item, grip.place) <= 2),
        light: grip.light,
    }
}

/// How many hands are taken by something else than what is held there.
fn taken_beside(bearer: &Bearer<'_>, own: &Item, place: Place) -> u8 {
    let items = &bearer.adventurer.book.items;
    let others = bearer.adventurer.build.goods.iter().filter(|it| it.place != place || it.item != own.id);
    others.map(|it| items.get(&it.item).map_or(0, |item| it.place.hands(item))).sum()
}

/// Only one weapon is held.
fn alone(bearer: &Bearer<'_>) -> bool {
    let held = |it: &&crate::build::Carried| {
        !matches!(it.place, Place::Stowed | Place::Worn)
            && bearer.adventurer.book.items.get(&it.item).is_some_and(|it| it.weapon.is_some())
    };
    bearer.adventurer.build.goods.iter().filter(held).count() == 1
}

/// Strength in melee, Dexterity from afar, the better one with Finesse; and what features allow.
fn best_ability<'a>(
    bearer: &Bearer<'a>,
    weapon: Option<&Weapon>,
    strike: &dyn Fn(Ability) -> Strike<'a>,
) -> Ability {
    let finesse = weapon.is_some_and(|it| it.has(WeaponProperty::Finesse));
    let usual = if weapon.is_none_or(|it| it.melee) { Ability::Str } else { Ability::Dex };
    let mut can = vec![usual];
    if finesse {
        can.extend([Ability::Str, Ability::Dex]);
    }
    for it in &bearer.bearings {
        if let Modifier::AttackWith { ability, when } = it.modifier
            && bearer.holds_for(when, &strike(usual)) == Verdict::Yes
        {
            match ability {
                AbilityOrCasting::Ability(ability) => can.push(*ability),
                AbilityOrCasting::Casting => {
                    let casts =
                        bearer.adventurer.classes.iter().filter_map(|(class, _)| class.casting.as_ref());
                    can.extend(casts.map(|it| it.ability));
                }
            }
        }
    }
    // The first of equals, so that nothing changes without need.
    can.into_iter().rev().max_by_key(|it| bearer.modifier(*it)).unwrap_or(usual)
}

fn to_hit<'a>(bearer: &Bearer<'a>, strike: &Strike<'a>, proficient: bool) -> Roll<'a> {
    let mut roll = Roll::default();
    roll.number.add(bearer.modifier(strike.ability), strike.ability.name());
    if proficient {
        roll.number.add(bearer.adventurer.proficiency(), "Proficiency");
    }
    bearer.lean(&mut roll, &[Of::Tests, Of::Attacks], &|when| bearer.holds_for(when, strike));
    if let (Ability::Str | Ability::Dex, Some(suit)) = (strike.ability, bearer.untrained()) {
        roll.lean.disadvantage.push(suit);
    }
    if heavy(bearer, strike) {
        roll.lean.disadvantage.push(WeaponProperty::Heavy.name());
    }
    roll
}

/// SRD 5.2, "Equipment", Heavy: Disadvantage below 13 in Strength (melee) or Dexterity (ranged).
fn heavy(bearer: &Bearer<'_>, strike: &Strike<'_>) -> bool {
    let Some(weapon) = strike.weapon.and_then(|it| it.weapon.as_ref()) else { return false };
    let needs = if weapon.melee { Ability::Str } else { Ability::Dex };
    weapon.has(WeaponProperty::Heavy) && bearer.scores[needs as usize].total < 13
}

fn critical<'a>(bearer: &Bearer<'a>, strike: &Strike<'a>) -> (u8, &'a str) {
    let mut best = (20, "Natural 20");
    for it in &bearer.bearings {
        if let Modifier::CriticalFrom { face, when } = it.modifier
            && *face < best.0
            && bearer.holds_for(when, strike) == Verdict::Yes
        {
            best = (*face, it.whose);
        }
    }
    best
}

fn damage<'a>(bearer: &Bearer<'a>, weapon: Option<&'a Weapon>, strike: &Strike<'a>, grip: &Grip) -> Hurt<'a> {
    let formula = weapon.map(|it| match &it.versatile {
        Some(two) if grip.hands == 2 => two,
        _ => &it.damage,
    });
    let mut sum = formula.map_or(Sum { dice: Vec::new(), flat: 1 }, Formula::plain);
    let mut flat = Number::default();
    flat.add(sum.flat, strike.weapon.map_or(UNARMED, |it| &it.name));
    if let Some(sides) = larger_die(bearer, strike, &sum) {
        sum = Sum { dice: vec![(1, sides)], flat: 0 };
        flat = Number::default();
    }
    let modifier = bearer.modifier(strike.ability);
    // The Light property's extra attack adds no modifier, unless that is below nothing.
    let counts = !grip.light || modifier < 0 || bearer.special(Special::TwoWeaponFighting).is_some();
    if counts {
        flat.add(modifier, strike.ability.name());
    }
    sum.flat = flat.total;
    Hurt {
        sum,
        of: weapon.map_or(DamageType::Bludgeoning, |it| it.of),
        or: &[],
        flat,
        die_at_least: die_at_least(bearer, strike),
        once_a_turn: false,
    }
}

/// What its damage may be instead of what it is.
fn instead(bearer: &Bearer<'_>, strike: &Strike<'_>) -> Vec<DamageType> {
    let mut all = Vec::new();
    for it in &bearer.bearings {
        if let Modifier::DealsAs { of, when } = it.modifier
            && bearer.holds_for(when, strike) == Verdict::Yes
        {
            all.extend(of);
        }
    }
    all
}

fn larger_die(bearer: &Bearer<'_>, strike: &Strike<'_>, sum: &Sum) -> Option<u32> {
    let now: i32 = sum.dice.iter().map(|(count, sides)| count * *sides as i32).sum::<i32>() + sum.flat;
    let dice = bearer.bearings.iter().filter_map(|it| match it.modifier {
        Modifier::WeaponDie { sides, when } if bearer.holds_for(when, strike) == Verdict::Yes => {
            u32::try_from(bearer.number(sides)).ok()
        }
        _ => None,
    });
    dice.max().filter(|it| *it as i32 > now)
}

fn die_at_least(bearer: &Bearer<'_>, strike: &Strike<'_>) -> u8 {
    let faces = bearer.bearings.iter().filter_map(|it| match it.modifier {
        Modifier::DamageDiceAtLeast { as_face, when } if bearer.holds_for(when, strike) == Verdict::Yes => {
            Some(*as_face)
        }
        _ => None,
    });
    faces.max().unwrap_or(1)
}

type More<'a> = (Vec<(Hurt<'a>, &'a str)>, Vec<(Hurt<'a>, &'a str, &'a [Test])>);

fn more<'a>(bearer: &Bearer<'a>, strike: &Strike<'a>, own: DamageType) -> More<'a> {
    let (mut always, mut perhaps) = (Vec::new(), Vec::new());
    for it in &bearer.bearings {
        let Modifier::Damage { value, of, or, once_a_turn, when } = it.modifier else { continue };
        let verdict = bearer.holds_for(when, strike);
        if verdict == Verdict::No {
            continue;
        }
        let sum = bearer.sum(value);
        if sum == Sum::default() {
            continue;
        }
        let flat = Number::from(sum.flat, it.whose);
        let of = of.unwrap_or(own);
        let hurt = Hurt { sum, of, or, flat, die_at_least: 1, once_a_turn: *once_a_turn };
        match verdict {
            Verdict::Yes => always.push((hurt, it.whose)),
            _ => perhaps.push((hurt, it.whose, when.as_slice())),
        }
    }
    (always, perhaps)
}

impl Attack<'_> {
    /// Everything that always counts, of the weapon's own type: for a short line.
    pub fn usual(&self) -> Sum {
        let same = self.more.iter().filter(|(it, _)| it.of == self.damage.of && !it.once_a_turn);
        same.fold(self.damage.sum.clone(), |sum, (it, _)| sum.plus(&it.sum))
    }

    pub fn lean(&self) -> &Lean<'_> {
        &self.to_hit.lean
    }
}
