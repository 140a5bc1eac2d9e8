//! Spells, as they stand in a spell's heading and in what it does.

use super::{
    Fact, Leaf, Part,
    effect::title,
    fact,
    feature::rows,
    goods::cost,
    prose::{Say, capital, listed, say},
    target::{area, range},
    time,
    voice::Voice,
};
use crate::book::{Activity, Book, DamageType, Duration, Effect, Formula, Spell, Time};

pub(super) fn leaf(book: &Book, spell: &Spell) -> Leaf {
    let voice = Voice::caster(book, spell.level);
    let does = voice.does_what(&spell.cast).into_iter();
    let mut parts = vec![Part {
        heading: "What it does".to_owned(),
        rows: does
            .filter(|it| !it.is_empty())
            .map(|it| Fact { name: String::new(), says: it.prose() })
            .collect(),
    }];
    if let Some(higher) = spell.higher.clone().or_else(|| growth(&voice, spell)) {
        let heading = if spell.level == 0 { "Cantrip Upgrade" } else { "Using a Higher-Level Slot" };
        let says = Say::from(higher).sentence().prose();
        parts.push(Part { heading: heading.to_owned(), rows: vec![Fact { name: String::new(), says }] });
    }
    parts.push(Part { heading: "Later".to_owned(), rows: rows(&voice, &spell.later, &spell.name) });
    parts.retain(|it| !it.rows.is_empty());
    Leaf {
        facts: facts(&voice, spell),
        text: vec![spell.text.clone()],
        parts,
        prompts: spell.prompts.clone(),
        source: spell.source.clone(),
        automation: Some(spell.automation),
    }
}

fn facts(voice: &Voice<'_>, spell: &Spell) -> Vec<Fact> {
    let level = if spell.level == 0 { "Cantrip".to_owned() } else { spell.level.to_string() };
    let mut all = vec![
        fact("Level", level),
        fact("School", spell.school.name()),
        fact("Casting Time", casting_time(voice, spell)),
        fact("Range", reach(&spell.cast)),
        fact("Components", components(spell)),
        fact("Duration", lasting(&spell.cast.duration)),
    ];
    let rolls = rolls(spell);
    if !rolls.is_empty() {
        all.push(fact("Attack/Save", listed(rolls, "or")));
    }
    let damage = damage(voice, spell);
    if !damage.is_empty() {
        all.push(fact("Damage", super::prose::parted(damage, "; ")));
    }
    if !spell.lists.is_empty() {
        all.push(fact("Classes", listed(spell.lists.iter().map(|it| voice.link(it)), "and")));
    }
    all
}

fn casting_time(voice: &Voice<'_>, spell: &Spell) -> String {
    let time = match &spell.cast.time {
        Time::Reaction(trigger) => format!("Reaction, which you take when {}", voice.trigger(trigger)),
        other => capital(&time::time(other)),
    };
    if spell.ritual { format!("{time} or Ritual") } else { time }
}

fn reach(cast: &Activity) -> String {
    let range = range(&cast.range);
    let Some(shape) = &cast.area else { return range };
    let shape = area(shape);
    let bare = shape.split_once(' ').map_or(shape.as_str(), |(_, it)| it);
    format!("{range} ({bare})")
}

fn components(spell: &Spell) -> String {
    let it = &spell.components;
    let letters: Vec<String> = [(it.verbal, "V"), (it.somatic, "S"), (it.material.is_some(), "M")]
        .iter()
        .filter(|(has, _)| *has)
        .map(|(_, letter)| (*letter).to_owned())
        .collect();
    let Some(material) = &it.material else {
        return if letters.is_empty() { "None".to_owned() } else { letters.join(", ") };
    };
    let worth = it.cost.map(|it| format!(", worth at least {}", cost(it))).unwrap_or_default();
    let worth = if material.contains(" GP") { String::new() } else { worth };
    let consumed = match it.consumed && !material.contains("consume") {
        true => ", which the spell consumes",
        false => "",
    };
    format!("{} ({material}{worth}{consumed})", letters.join(", "))
}

fn lasting(lasts: &Duration) -> String {
    capital(&time::duration(lasts))
}

/// Attack rolls and saves, each kind once.
fn rolls(spell: &Spell) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut look = |it: &Effect| {
        let roll = match it {
            Effect::Attack { style, .. } => title(*style).replace(" Roll", ""),
            Effect::WeaponAttack { .. } => "Weapon Attack".to_owned(),
            Effect::Save { ability, .. } => format!("{} save", ability.name()),
            _ => return,
        };
        if !all.contains(&roll) {
            all.push(roll);
        }
    };
    spell.cast.effects.iter().for_each(|it| it.walk(&mut look));
    all
}

/// Damage and healing at a glance, each once.
fn damage(voice: &Voice<'_>, spell: &Spell) -> Vec<Say> {
    let mut all: Vec<Say> = Vec::new();
    let mut look = |it: &Effect| {
        let said = match it {
            Effect::Damage { amount, of, .. } if of.len() == DamageType::ALL.len() => {
                voice.amount_of(amount, "of any type")
            }
            Effect::Damage { amount, of, .. } => {
                let kinds = super::amount::kinds(of, "or");
                match voice.amount_of(amount, &kinds) {
                    said if said.plain().starts_with(&kinds) => say![kinds, " (", voice.amount(amount), ")"],
                    said => said,
                }
            }
            Effect::Heal { amount } => voice.amount_of(amount, "Hit Points"),
            _ => return,
        };
        if !all.contains(&said) {
            all.push(said);
        }
    };
    spell.cast.effects.iter().for_each(|it| it.walk(&mut look));
    all
}

/// Where nobody wrote what a higher slot does, the formulas tell it.
fn growth(voice: &Voice<'_>, spell: &Spell) -> Option<String> {
    let mut grows: Option<String> = None;
    let mut look = |it: &Effect| {
        let (what, amount) = match it {
            Effect::Damage { amount, .. } => ("damage", amount),
            Effect::Heal { amount } => ("healing", amount),
            Effect::TemporaryHp { amount } => ("number of Temporary Hit Points", amount),
            _ => return,
        };
        if let (None, Some(more)) = (&grows, more(amount, spell.level)) {
            grows = Some(format!("the {what} increases by {more}"));
        }
    };
    spell.cast.effects.iter().for_each(|it| it.walk(&mut look));
    let count = || more(&spell.cast.targets.count, spell.level).map(|it| format!("you can target {it} more"));
    let for_each = match spell.level {
        0 => " when you reach levels 5, 11 and 17".to_owned(),
        level => format!(" for each level of the spell slot above {level}"),
    };
    grows.or_else(count).map(|it| format!("{it}{for_each}")).filter(|_| voice.slot.is_some())
}

/// How much a formula gains with one level more.
fn more(formula: &Formula, level: u8) -> Option<String> {
    let at = |above: i32| {
        formula.sum(&move |name| match name {
            "above" => Some(above),
            "slot" => Some(i32::from(level) + above),
            "cantrip" => Some(1 + above),
            _ => None,
        })
    };
    let (mut now, then) = (at(0), at(1));
    now.dice.iter_mut().for_each(|it| it.0 = -it.0);
    now.flat = -now.flat;
    let both = then.plus(&now);
    let mut dice: Vec<(i32, u32)> = Vec::new();
    for (count, sides) in both.dice {
        match dice.iter_mut().find(|it| it.1 == sides) {
            Some(it) => it.0 += count,
            None => dice.push((count, sides)),
        }
    }
    dice.retain(|it| it.0 != 0);
    let sum = crate::book::Sum { dice, flat: both.flat };
    (sum != crate::book::Sum::default()).then(|| sum.to_string())
}
