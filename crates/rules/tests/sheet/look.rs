//! What stands on a sheet under a few words, as people would write it down.

use rules::{
    book::{Ability, Gait, Sense, Skill},
    sheet::{Attack, Lean, Roll, Sheet},
};

pub(crate) fn look(sheet: &Sheet<'_>, what: &str) -> String {
    let (word, rest) = what.split_once(' ').unwrap_or((what, ""));
    let list = |all: &mut dyn Iterator<Item = String>| all.collect::<Vec<_>>().join(", ");
    match word {
        "ac" => sheet.armour_class.total.to_string(),
        "ac-why" => reasons(&sheet.armour_class),
        "hp" => sheet.hp.total.to_string(),
        "hp-now" => sheet.hp_now.to_string(),
        "hit-dice" => list(&mut sheet.hit_dice.iter().map(|it| format!("{} of {}d{}", it.2, it.1, it.0))),
        "proficiency" => format!("{:+}", sheet.proficiency),
        "score" => ability(sheet, rest, |it| it.score.total.to_string()),
        "check" => ability(sheet, rest, |it| roll(&it.check)),
        "save" => ability(sheet, rest, |it| roll(&it.save)),
        "skill" => skill(sheet, rest, |it| roll(&it.check)),
        "passive" => skill(sheet, rest, |it| it.passive.total.to_string()),
        "with" => {
            skill(sheet, rest, |it| list(&mut it.or_with.iter().map(|(it, _)| it.letters().to_owned())))
        }
        "initiative" => roll(&sheet.initiative),
        "death-save" => roll(&sheet.death_saves),
        "concentration" => roll(&sheet.concentration),
        "speed" => {
            let gait = Gait::named(rest).unwrap();
            sheet
                .speeds
                .iter()
                .find(|(it, _)| *it == gait)
                .map_or("none".into(), |(_, it)| it.total.to_string())
        }
        "sense" => {
            let sense = Sense::named(rest).unwrap();
            sheet
                .senses
                .iter()
                .find(|(it, ..)| *it == sense)
                .map_or("none".into(), |(_, it, _)| it.to_string())
        }
        "load" => format!(
            "{} of {}, drags {}",
            sheet.load.carried / 100,
            sheet.load.capacity.total,
            sheet.load.drag
        ),
        "over" => sheet.load.over.to_string(),
        "attacks" => sheet.attack_count.total.to_string(),
        "attack" => attack(sheet.attacks.iter().find(|it| it.name == rest && !it.light)),
        "hands" => hands(sheet, rest).to_owned(),
        "light" => attack(sheet.attacks.iter().find(|it| it.name == rest && it.light)),
        "attacked" => lean(&sheet.attacked),
        "dc" => caster(sheet, rest, |it| it.dc.total.to_string()),
        "casts" => caster(sheet, rest, |it| roll(&it.attack)),
        "prepares" => caster(sheet, rest, |it| it.prepared.0.to_string()),
        "slots" => list(
            &mut sheet
                .slots
                .iter()
                .map(|it| format!("{} of {}{}", it.most, it.level, if it.pact { " by pact" } else { "" })),
        ),
        "no-spells" => sheet.no_spells.unwrap_or("none").to_owned(),
        "resource" => sheet.resources.iter().find(|it| it.name == rest).map_or("none".into(), |it| {
            let die = it.die.map_or(String::new(), |it| format!(" d{it}"));
            format!("{} of {}{die} {}", it.left, it.most, it.returns)
        }),
        "resists" => list(&mut sheet.resistances.iter().map(|(it, _)| it.word())),
        "immune" => list(&mut sheet.condition_immunities.iter().map(|(it, _)| it.word())),
        "conditions" => list(&mut sheet.conditions.iter().map(|it| it.word())),
        "size" => sheet.size.word(),
        "attuned" => sheet.attunement.1.total.to_string(),
        "barred" => sheet.doings.iter().find(|it| it.name == rest).unwrap().barred.unwrap_or("no").to_owned(),
        _ => panic!("nothing is called {word}"),
    }
}

fn ability(sheet: &Sheet<'_>, word: &str, tell: impl Fn(&rules::sheet::AbilityLine<'_>) -> String) -> String {
    tell(&sheet.abilities[Ability::named(word).unwrap() as usize])
}

fn skill(sheet: &Sheet<'_>, word: &str, tell: impl Fn(&rules::sheet::SkillLine<'_>) -> String) -> String {
    tell(&sheet.skills[Skill::named(word).unwrap_or_else(|| panic!("{word} is no skill")) as usize])
}

fn caster(sheet: &Sheet<'_>, class: &str, tell: impl Fn(&rules::sheet::Caster<'_>) -> String) -> String {
    sheet.casters.iter().find(|it| it.class == class).map_or("none".into(), tell)
}

/// `+5 advantage, at least 10, fails`.
fn roll(roll: &Roll<'_>) -> String {
    let mut text = format!("{:+}", roll.number.total);
    for (count, sides, _) in &roll.dice {
        text += &format!(" {count:+}d{sides}");
    }
    text += lean(&roll.lean).trim_end_matches("even");
    if let Some((least, _)) = roll.die_at_least {
        text += &format!(", die at least {least}");
    }
    if let Some((least, _)) = roll.total_at_least {
        text += &format!(", at least {least}");
    }
    if let Some((upto, _)) = roll.reroll {
        text += &format!(", {upto} again");
    }
    if roll.fails.is_some() {
        text += ", fails";
    }
    text
}

fn lean(lean: &Lean<'_>) -> String {
    let sure = match lean.side() {
        std::cmp::Ordering::Greater => " advantage",
        std::cmp::Ordering::Less => " disadvantage",
        std::cmp::Ordering::Equal if lean.advantage.is_empty() => "",
        std::cmp::Ordering::Equal => " cancelled",
    };
    let perhaps = lean.perhaps.iter().map(|(better, whose, _)| {
        format!(", perhaps {} ({whose})", if *better { "advantage" } else { "disadvantage" })
    });
    let text = format!("{sure}{}", perhaps.collect::<String>());
    if text.is_empty() { "even".into() } else { text }
}

/// `+5, 1d8 + 3 slashing, Rage 2, perhaps Sneak Attack 1d6`.
fn attack(attack: Option<&Attack<'_>>) -> String {
    let Some(attack) = attack else { return "none".into() };
    let mut text = format!("{}, {} {}", roll(&attack.to_hit), attack.damage.sum, attack.damage.of.word());
    for (hurt, whose) in &attack.more {
        text += &format!(", {whose} {}", hurt.sum);
    }
    for (hurt, whose, _) in &attack.perhaps {
        text += &format!(", perhaps {whose} {}", hurt.sum);
    }
    if attack.damage.die_at_least > 1 {
        text += &format!(", dice at least {}", attack.damage.die_at_least);
    }
    if attack.critical_from.0 < 20 {
        text += &format!(", critical from {}", attack.critical_from.0);
    }
    text
}

fn hands(sheet: &Sheet<'_>, weapon: &str) -> &'static str {
    let found = sheet.attacks.iter().find(|it| it.name == weapon).unwrap();
    if found.hands_free { "enough" } else { "too few" }
}

/// The parts of a number, and where they come from.
fn reasons(number: &rules::sheet::Number<'_>) -> String {
    let all: Vec<String> = number.reasons.iter().map(|it| format!("{} {}", it.amount, it.because)).collect();
    all.join(", ")
}
