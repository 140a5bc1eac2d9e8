//! Checks, saves and what else is rolled with a d20 that is no attack (SRD 5.2, "Playing the Game").

use serde::Serialize;

use super::{Bearer, Number, Roll};
use crate::{
    book::{Ability, Modifier, Number as Of, Skill, Special, Test},
    build::Has,
    circumstance::{Against, Circumstance, Verdict},
};

/// An ability with its check and its save.
#[derive(Clone, Debug, Serialize)]
pub struct AbilityLine<'a> {
    pub ability: Ability,
    pub score: Number<'a>,
    pub modifier: i32,
    pub check: Roll<'a>,
    pub save: Roll<'a>,
    pub save_proficient: bool,
}

/// A skill with its usual ability.
#[derive(Clone, Debug, Serialize)]
pub struct SkillLine<'a> {
    pub skill: Skill,
    pub ability: Ability,
    /// 0, 1 or 2 times the proficiency bonus.
    pub proficiency: u8,
    pub check: Roll<'a>,
    pub passive: Number<'a>,
    /// Other abilities that it may be made with at the moment, and why.
    pub or_with: Vec<(Ability, &'a str)>,
}

pub(super) fn abilities<'a>(bearer: &Bearer<'a>) -> Vec<AbilityLine<'a>> {
    let line = |ability: &Ability| AbilityLine {
        ability: *ability,
        score: bearer.scores[*ability as usize].clone(),
        modifier: bearer.modifier(*ability),
        check: check(bearer, *ability, None),
        save: save(bearer, *ability),
        save_proficient: bearer.adventurer.saves.contains_key(ability),
    };
    Ability::ALL.iter().map(line).collect()
}

pub(super) fn skills<'a>(bearer: &Bearer<'a>) -> Vec<SkillLine<'a>> {
    let line = |skill: &Skill| {
        let check = check(bearer, skill.ability(), Some(*skill));
        SkillLine {
            skill: *skill,
            ability: skill.ability(),
            proficiency: match bearer.adventurer.skill(*skill) {
                Has::Nothing => 0,
                Has::Proficiency => 1,
                Has::Expertise => 2,
            },
            passive: passive(bearer, *skill, &check),
            check,
            or_with: or_with(bearer, *skill),
        }
    };
    Skill::ALL.iter().map(line).collect()
}

fn or_with<'a>(bearer: &Bearer<'a>, skill: Skill) -> Vec<(Ability, &'a str)> {
    let with = bearer.bearings.iter().filter_map(|it| match it.modifier {
        Modifier::SkillWith { skills, ability, when }
            if skills.contains(&skill) && bearer.holds(when) == Verdict::Yes =>
        {
            Some((*ability, it.whose))
        }
        _ => None,
    });
    with.collect()
}

fn check<'a>(bearer: &Bearer<'a>, ability: Ability, skill: Option<Skill>) -> Roll<'a> {
    let mut roll = base(bearer, ability);
    let bonus = bearer.adventurer.proficiency();
    let has = skill.map_or(Has::Nothing, |it| bearer.adventurer.skill(it));
    match has {
        Has::Expertise => roll.number.add(2 * bonus, "Expertise"),
        Has::Proficiency => roll.number.add(bonus, "Proficiency"),
        Has::Nothing => {
            if let (Some(_), Some(whose)) = (skill, bearer.special(Special::JackOfAllTrades)) {
                roll.number.add(bonus / 2, whose);
            }
        }
    }
    let proficient = has != Has::Nothing;
    let holds = |when: &[Test]| known(bearer, when, proficient);
    match skill {
        Some(skill) => {
            bearer.lean(&mut roll, &[Of::Tests, Of::Checks, Of::Check(ability), Of::Skill(skill)], &holds);
        }
        None => bearer.lean(&mut roll, &[Of::Tests, Of::Checks, Of::Check(ability)], &holds),
    }
    clumsy(bearer, ability, &mut roll);
    if let (Ability::Str, Some(whose)) = (ability, bearer.special(Special::IndomitableMight)) {
        roll.total_at_least = Some((bearer.scores[Ability::Str as usize].total, whose));
    }
    if let (Some(Skill::Stealth), Some(suit)) = (skill, bearer.suit)
        && suit.armour.as_ref().is_some_and(|it| it.stealth_disadvantage)
    {
        roll.lean.disadvantage.push(&suit.name);
    }
    roll
}

fn save<'a>(bearer: &Bearer<'a>, ability: Ability) -> Roll<'a> {
    save_against(bearer, ability, None)
}

fn save_against<'a>(bearer: &Bearer<'a>, ability: Ability, against: Option<Against<'_>>) -> Roll<'a> {
    let mut roll = base(bearer, ability);
    let proficient = bearer.adventurer.saves.contains_key(&ability);
    if proficient {
        roll.number.add(bearer.adventurer.proficiency(), "Proficiency");
    }
    let of = [Of::Tests, Of::Saves, Of::Save(ability)];
    let circumstance = Circumstance { proficient: Some(proficient), against, ..bearer.circumstance() };
    bearer.lean(&mut roll, &of, &|when| circumstance.all(when, &|name| bearer.value(name)));
    clumsy(bearer, ability, &mut roll);
    if let (Ability::Str, Some(whose)) = (ability, bearer.special(Special::IndomitableMight)) {
        roll.total_at_least = Some((bearer.scores[Ability::Str as usize].total, whose));
    }
    roll.fails = bearer.conditions.iter().find(|it| it.fails(ability)).map(|it| it.name());
    roll
}

pub(super) fn initiative<'a>(bearer: &Bearer<'a>) -> Roll<'a> {
    let mut roll = base(bearer, Ability::Dex);
    let of = [Of::Tests, Of::Checks, Of::Check(Ability::Dex), Of::Initiative];
    bearer.lean(&mut roll, &of, &|when| known(bearer, when, false));
    clumsy(bearer, Ability::Dex, &mut roll);
    roll
}

/// Neither a condition nor a spell is what these saves are against.
const NOTHING: Option<Against<'static>> = Some(Against { conditions: &[], damage: &[], spell: false });

pub(super) fn death_saves<'a>(bearer: &Bearer<'a>) -> Roll<'a> {
    let mut roll = Roll::default();
    let circumstance = Circumstance { against: NOTHING, ..bearer.circumstance() };
    let of = [Of::Tests, Of::Saves, Of::DeathSaves];
    bearer.lean(&mut roll, &of, &|when| circumstance.all(when, &|name| bearer.value(name)));
    roll
}

pub(super) fn concentration<'a>(bearer: &Bearer<'a>) -> Roll<'a> {
    let mut roll = save_against(bearer, Ability::Con, NOTHING);
    bearer.lean_further(&mut roll, &[Of::Concentration], &|when| bearer.holds(when));
    roll
}

fn base<'a>(bearer: &Bearer<'a>, ability: Ability) -> Roll<'a> {
    let mut roll = Roll::default();
    roll.number.add(bearer.modifier(ability), ability.name());
    roll
}

/// What armour without training does to rolls of Strength and Dexterity.
fn clumsy<'a>(bearer: &Bearer<'a>, ability: Ability, roll: &mut Roll<'a>) {
    if let (Ability::Str | Ability::Dex, Some(suit)) = (ability, bearer.untrained()) {
        roll.lean.disadvantage.push(suit);
    }
}

fn known(bearer: &Bearer<'_>, when: &[Test], proficient: bool) -> Verdict {
    if when.is_empty() {
        return Verdict::Yes;
    }
    let circumstance = Circumstance { proficient: Some(proficient), ..bearer.circumstance() };
    circumstance.all(when, &|name| bearer.value(name))
}

/// SRD 5.2, "Rules Glossary", Passive Perception: 10 and the bonus, 5 more or less as it leans.
fn passive<'a>(bearer: &Bearer<'a>, skill: Skill, check: &Roll<'a>) -> Number<'a> {
    let mut number = Number::from(10, "Base");
    number.add(check.number.total, skill.name());
    match check.lean.side() {
        std::cmp::Ordering::Greater => number.add(5, "Advantage"),
        std::cmp::Ordering::Less => number.add(-5, "Disadvantage"),
        std::cmp::Ordering::Equal => {}
    }
    for it in &bearer.bearings {
        match it.modifier {
            Modifier::Add { to: Of::Passive(of), value, when }
                if *of == skill && bearer.holds(when) == Verdict::Yes =>
            {
                number.add(bearer.number(value), it.whose);
            }
            _ => {}
        }
    }
    number
}
