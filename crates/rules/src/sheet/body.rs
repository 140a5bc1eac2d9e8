//! The body: armour class, hit points, speeds, senses, and what hurts it less or more.

use std::collections::BTreeMap;

use super::{Bearer, Number};
use crate::{
    book::{Ability, Condition, DamageType, Formula, Gait, Modifier, Number as Of, Sense},
    circumstance::Verdict,
    condition,
};

/// Who carries more than they can goes no further (SRD 5.2, "Rules Glossary", Carrying Capacity).
const OVERLOADED_FEET: i32 = 5;

/// SRD 5.2, "Playing the Game", Armor Class: of several ways to reckon it the best.
pub(super) fn armour_class<'a>(bearer: &Bearer<'a>) -> Number<'a> {
    let mut best = suited(bearer);
    for it in &bearer.bearings {
        if let Modifier::Base { of: Of::ArmourClass, value, when } = it.modifier
            && bearer.holds(when) == Verdict::Yes
        {
            let total = bearer.number(value);
            if total > best.total {
                best = reckoned(bearer, value, total, it.whose);
            }
        }
    }
    if let Some(shield) = bearer.shield {
        // Without training it protects nobody.
        let trained = bearer.adventurer.armour.contains(&crate::book::ArmourKind::Shield);
        let base = shield.armour.as_ref().map_or(0, |it| i32::from(it.base));
        best.add(if trained { base } else { 0 }, &shield.name);
    }
    add(bearer, Of::ArmourClass, &mut best);
    best
}

/// A way to reckon a number, in its parts: what it begins with, and what each ability adds.
fn reckoned<'a>(bearer: &Bearer<'a>, value: &Formula, total: i32, whose: &'a str) -> Number<'a> {
    let alone = |of: Option<Ability>| {
        value.value(&|name: &str| match Ability::ALL.iter().find(|it| it.letters() == name) {
            Some(it) if of == Some(*it) => bearer.value(name),
            Some(_) => Some(0),
            None => bearer.value(name),
        })
    };
    let base = alone(None);
    let parts: Vec<(i32, &'static str)> =
        Ability::ALL.iter().map(|it| (alone(Some(*it)) - base, it.name())).filter(|it| it.0 != 0).collect();
    // What is more than a sum cannot be taken apart.
    if base + parts.iter().map(|it| it.0).sum::<i32>() != total {
        return Number::from(total, whose);
    }
    let mut number = Number::from(base, whose);
    parts.into_iter().for_each(|(amount, because)| number.add(amount, because));
    number
}

fn suited<'a>(bearer: &Bearer<'a>) -> Number<'a> {
    let dexterity = bearer.modifier(Ability::Dex);
    match bearer.suit.and_then(|it| Some((it, it.armour.as_ref()?))) {
        Some((suit, armour)) => {
            let mut number = Number::from(i32::from(armour.base), &suit.name);
            // Heavy armour asks nothing of Dexterity, so that a clumsy bearer loses nothing either.
            let counts = match armour.dexterity_most {
                Some(0) => 0,
                most => dexterity.min(most.map_or(i32::MAX, i32::from)),
            };
            number.add(counts, Ability::Dex.name());
            number
        }
        None => {
            let mut number = Number::from(10, "Unarmoured");
            number.add(dexterity, Ability::Dex.name());
            number
        }
    }
}

fn add<'a>(bearer: &Bearer<'a>, of: Of, number: &mut Number<'a>) {
    for it in &bearer.bearings {
        match it.modifier {
            Modifier::Add { to, value, when } if *to == of && bearer.holds(when) == Verdict::Yes => {
                number.add(bearer.number(value), it.whose);
            }
            Modifier::AtLeast { of: to, value, when } if *to == of && bearer.holds(when) == Verdict::Yes => {
                number.raise(bearer.number(value), it.whose);
            }
            _ => {}
        }
    }
}

/// SRD 5.2, "Character Creation", Level Advancement: the whole first die, then what was rolled or the
/// fixed number, at least 1 for each level.
pub(super) fn hp<'a>(bearer: &Bearer<'a>) -> Number<'a> {
    let constitution = bearer.modifier(Ability::Con);
    let mut number = Number::default();
    for (class, _) in &bearer.adventurer.classes {
        let mut dice = 0;
        let mut levels = 0;
        let mut lifted = 0;
        for (at, level) in
            bearer.adventurer.build.levels.iter().enumerate().filter(|(_, it)| it.class == class.id)
        {
            let die = i32::from(class.hit_die);
            let shown = if at == 0 { die } else { level.hp.map_or(die / 2 + 1, i32::from) };
            dice += shown;
            levels += 1;
            lifted += (1 - shown - constitution).max(0);
        }
        number.add(dice, &class.name);
        number.add(constitution * levels, Ability::Con.name());
        number.add(lifted, "At least 1 a level");
    }
    add(bearer, Of::HitPointMaximum, &mut number);
    let lost = i32::try_from(bearer.adventurer.build.now.maximum_lost).unwrap_or(i32::MAX);
    number.add(-lost.min(number.total), "Drained");
    number
}

/// Sides, how many there are, how many are left.
pub(super) fn hit_dice(bearer: &Bearer<'_>) -> Vec<(u8, u8, u8)> {
    let line = |(class, level): &(&crate::book::Class, u8)| {
        let spent = bearer.adventurer.build.now.hit_dice.get(&class.id).copied().unwrap_or(0);
        (class.hit_die, *level, level.saturating_sub(spent))
    };
    bearer.adventurer.classes.iter().map(line).collect()
}

/// SRD 5.2, "Playing the Game", Movement. Only those that one has.
pub(super) fn speeds<'a>(bearer: &Bearer<'a>) -> Vec<(Gait, Number<'a>)> {
    let mut walk = walking(bearer);
    let mut speeds = vec![];
    for it in &bearer.bearings {
        if let Modifier::Speed { gait, feet, when, .. } = it.modifier
            && bearer.holds(when) == Verdict::Yes
        {
            let value = |name: &str| if name == "speed" { Some(walk.total) } else { bearer.value(name) };
            let mut number = Number::from(feet.value(&value), it.whose);
            slow(bearer, &mut number);
            match speeds.iter_mut().find(|(of, _): &&mut (Gait, Number<'a>)| of == gait) {
                Some((_, best)) if best.total >= number.total => {}
                Some((_, best)) => *best = number,
                None => speeds.push((*gait, number)),
            }
        }
    }
    slow(bearer, &mut walk);
    match speeds.iter_mut().find(|(of, _)| *of == Gait::Walk) {
        Some((_, best)) if best.total >= walk.total => {}
        Some((_, best)) => *best = walk,
        None => speeds.insert(0, (Gait::Walk, walk)),
    }
    speeds.sort_by_key(|(gait, _)| *gait);
    speeds
}

fn walking<'a>(bearer: &Bearer<'a>) -> Number<'a> {
    let (feet, whose) =
        bearer.adventurer.species.map_or((30, "Speed"), |it| (it.speed as i32, it.name.as_str()));
    let mut number = Number::from(feet, whose);
    for it in &bearer.bearings {
        match it.modifier {
            Modifier::Base { of: Of::Speed, value, when } if bearer.holds(when) == Verdict::Yes => {
                number.raise(bearer.number(value), it.whose);
            }
            _ => {}
        }
    }
    add(bearer, Of::Speed, &mut number);
    let too_heavy = bearer.suit.filter(|it| {
        let needs = it.armour.as_ref().and_then(|it| it.strength).unwrap_or(0);
        bearer.scores[Ability::Str as usize].total < i32::from(needs)
    });
    if let Some(suit) = too_heavy {
        number.add(-10, &suit.name);
    }
    number
}

/// What every speed loses.
fn slow<'a>(bearer: &Bearer<'a>, number: &mut Number<'a>) {
    add(bearer, Of::Speeds, number);
    let (_, tired) = condition::exhaustion(bearer.adventurer.build.now.exhaustion);
    number.add(tired, "Exhaustion");
    if super::stock::load(bearer).over && number.total > OVERLOADED_FEET {
        number.add(OVERLOADED_FEET - number.total, "Carrying Capacity");
    }
    number.raise(0, "No less than nothing");
    if let Some(condition) = bearer.conditions.iter().find(|it| it.holds()) {
        number.stop(condition.name());
    }
}

pub(super) fn senses<'a>(bearer: &Bearer<'a>) -> Vec<(Sense, i32, &'a str)> {
    let mut senses: BTreeMap<Sense, (i32, &'a str)> = BTreeMap::new();
    for it in &bearer.bearings {
        if let Modifier::Sense { sense, feet } = it.modifier {
            let value = |name: &str| {
                let had = name == sense.word().as_str();
                if had { senses.get(sense).map(|it| it.0) } else { bearer.value(name) }
            };
            let feet = feet.value(&value);
            if senses.get(sense).is_none_or(|it| it.0 < feet) {
                senses.insert(*sense, (feet, it.whose));
            }
        }
    }
    senses.into_iter().map(|(sense, (feet, whose))| (sense, feet, whose)).collect()
}

pub(super) fn resistances<'a>(bearer: &Bearer<'a>) -> Vec<(DamageType, &'a str)> {
    let mut all = types(bearer, |modifier| match modifier {
        Modifier::Resistance { to, when } => Some((to, when)),
        _ => None,
    });
    for it in &bearer.bearings {
        if let Modifier::ResistanceToPicked { choice } = it.modifier {
            let picked = &bearer.adventurer.damage_types;
            let near =
                picked.iter().find(|(key, _)| key.starts_with(it.key) && key.ends_with(choice.as_str()));
            all.extend(near.map(|(_, of)| (*of, it.whose)));
        }
    }
    all.sort();
    all.dedup_by_key(|(of, _)| *of);
    all
}

pub(super) fn immunities<'a>(bearer: &Bearer<'a>) -> Vec<(DamageType, &'a str)> {
    types(bearer, |modifier| match modifier {
        Modifier::Immunity { to, when } => Some((to, when)),
        _ => None,
    })
}

pub(super) fn vulnerabilities<'a>(bearer: &Bearer<'a>) -> Vec<(DamageType, &'a str)> {
    types(bearer, |modifier| match modifier {
        Modifier::Vulnerability { to, when } => Some((to, when)),
        _ => None,
    })
}

pub(super) fn condition_immunities<'a>(bearer: &Bearer<'a>) -> Vec<(Condition, &'a str)> {
    types(bearer, |modifier| match modifier {
        Modifier::ConditionImmunity { to, when } => Some((to, when)),
        _ => None,
    })
}

fn types<'a, T: Copy + Ord + 'a>(
    bearer: &Bearer<'a>,
    pick: impl Fn(&'a Modifier) -> Option<(&'a Vec<T>, &'a Vec<crate::book::Test>)>,
) -> Vec<(T, &'a str)> {
    let mut all = Vec::new();
    for it in &bearer.bearings {
        if let Some((to, when)) = pick(it.modifier)
            && bearer.holds(when) == Verdict::Yes
        {
            all.extend(to.iter().map(|of| (*of, it.whose)));
        }
    }
    all.sort();
    all.dedup_by_key(|(of, _)| *of);
    all
}
