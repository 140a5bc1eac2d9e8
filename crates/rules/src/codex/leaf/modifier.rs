//! Numbers that are changed, in words: `you have Advantage on Strength checks`.

mod asked;
mod blow;
mod number;
mod way;

pub(super) use asked::shared;
pub(super) use number::one_roll;

use super::{
    amount::kinds,
    prose::{Say, counted, listed, say, signed},
    voice::{Subject, Voice},
};
use asked::against;
use number::{rolls, stat};

use crate::book::{Condition, DamageType, Formula, Modifier, Number, Purpose, Test};

/// Below this no speed remains, whatever it was.
const HALT: i32 = -200;

/// What several modifiers have in common, so that they are told together.
#[derive(PartialEq)]
enum Lean<'m> {
    Up(&'m [Test]),
    Down(&'m [Test]),
    Add(&'m Formula, &'m [Test]),
}

fn lean(modifier: &Modifier) -> Option<(Lean<'_>, Number)> {
    match modifier {
        Modifier::Advantage { on, when } => Some((Lean::Up(when), *on)),
        Modifier::Disadvantage { on, when } => Some((Lean::Down(when), *on)),
        Modifier::Add { to, value, when } if rolls(*to).is_some() => Some((Lean::Add(value, when), *to)),
        _ => None,
    }
}

impl Voice<'_> {
    /// What somebody bears: a clause each, those that belong together told together.
    pub(super) fn changes(&self, modifiers: &[Modifier], who: &Subject) -> Vec<Say> {
        let mut all = Vec::new();
        let mut rest = modifiers;
        let mut who = who.clone();
        while let Some((first, more)) = rest.split_first() {
            rest = more;
            all.push(match lean(first) {
                Some((kind, number)) => {
                    let mut numbers = vec![number];
                    while let Some((next, more)) = rest.split_first()
                        && let Some((other, number)) = lean(next)
                        && other == kind
                    {
                        numbers.push(number);
                        rest = more;
                    }
                    self.leans(&kind, &numbers, &who)
                }
                None => self.change(first, &who),
            });
            who = who.again();
        }
        all
    }

    fn leans(&self, kind: &Lean<'_>, on: &[Number], who: &Subject) -> Say {
        let (has, when) = match kind {
            Lean::Up(when) => (say![who.does("have"), " Advantage on "], when),
            Lean::Down(when) => (say![who.does("have"), " Disadvantage on "], when),
            Lean::Add(value, when) => (self.bonus(value, who), when),
        };
        let names = listed(on.iter().filter_map(|it| rolls(*it).or_else(|| Some(stat(*it)))), "and");
        let saves = on.iter().all(|it| matches!(it, Number::Saves | Number::Save(_)));
        match against(when) {
            Some(conditions) if saves => {
                say![has, names, " to avoid or end ", self.the_conditions(&conditions)]
            }
            _ => say![has, names, self.asked(when, who)],
        }
    }

    fn bonus(&self, value: &Formula, who: &Subject) -> Say {
        match (self.constant(value), self.taken(value)) {
            (Some(number), _) if number < 0 => {
                format!("{} a {} penalty to ", who.does("have"), signed(number)).into()
            }
            (Some(number), _) => format!("{} a {} bonus to ", who.does("have"), signed(number)).into(),
            (None, Some(less)) => say![who.does("subtract"), " ", less, " from "],
            (None, None) => say![who.does("add"), " ", self.amount(value), " to "],
        }
    }

    /// Tests of what somebody bears speak of who bears it.
    pub(super) fn asked(&self, when: &[Test], who: &Subject) -> Say {
        Self { me: who.again(), ..self.clone() }.only_if(when)
    }

    pub(super) fn the_conditions(&self, conditions: &[Condition]) -> Say {
        match conditions {
            [one] => self.the_condition(*one),
            several => {
                say!["the ", listed(several.iter().map(|it| self.condition(*it)), "and"), " conditions"]
            }
        }
    }

    #[expect(clippy::too_many_lines, reason = "a plain match, an arm for each modifier")]
    fn change(&self, modifier: &Modifier, who: &Subject) -> Say {
        let (whose, has) = (who.whose(), who.does("have"));
        match modifier {
            Modifier::Add { to, value, when } => say![self.added_to(*to, value, who), self.asked(when, who)],
            Modifier::Base { of, value, when } => say![self.base(*of, value, who), self.asked(when, who)],
            Modifier::AtLeast { of, value, when } => say![self.floor(*of, value, who), self.asked(when, who)],
            Modifier::Advantage { when, .. } | Modifier::Disadvantage { when, .. } => {
                let up = matches!(modifier, Modifier::Advantage { .. });
                let number = lean(modifier).map(|it| it.1);
                let kind = if up { Lean::Up(when) } else { Lean::Down(when) };
                self.leans(&kind, number.as_slice(), who)
            }
            Modifier::AdvantageAgainst { when } => {
                say![format!("attack rolls against {} have Advantage", who.noun), self.asked(when, who)]
            }
            Modifier::DisadvantageAgainst { when } => {
                say![format!("attack rolls against {} have Disadvantage", who.noun), self.asked(when, who)]
            }
            Modifier::Reroll { on, upto, when } => say![reroll(*on, *upto, who), self.asked(when, who)],
            Modifier::CriticalFrom { face, when } => {
                let text = format!(
                    "{whose} attack rolls score a Critical Hit on a roll of {face}\u{2013}20 on the d20"
                );
                say![text, self.asked(when, who)]
            }
            Modifier::Damage { value, of, or, once_a_turn, when } => {
                let often = if *once_a_turn { "once per turn, " } else { "" };
                let or = match or.is_empty() {
                    true => Say::default(),
                    false => say![" (or ", listed(or.iter().map(|it| it.name()), "or"), " damage instead)"],
                };
                say![often, self.extra(value, *of, who), or, self.asked(when, who)]
            }
            Modifier::Marked { value, of } => self.marked(value, *of, who),
            Modifier::DamageDiceAtLeast { as_face, when } => {
                say![blow::die_at_least(*as_face), self.asked(when, who)]
            }
            Modifier::AttackWith { ability, when } => {
                say![self.attack_with(*ability, who), self.asked(when, who)]
            }
            Modifier::WeaponDie { sides, when } => say![self.weapon_die(sides), self.asked(when, who)],
            Modifier::DealsAs { of, when } => say![blow::deals_as(of, who), self.asked(when, who)],
            Modifier::SkillWith { skills, ability, when } => {
                let skills = listed(skills.iter().map(|it| it.name()), "and");
                let text =
                    say![who.does("can"), " make ", skills, format!(" checks as {} checks", ability.name())];
                say![text, self.asked(when, who)]
            }
            Modifier::Resistance { to, when } => {
                say![has, " Resistance to ", hurts(to), self.asked(when, who)]
            }
            Modifier::ResistanceToPicked { .. } => say![has, " Resistance to the damage type chosen"],
            Modifier::Immunity { to, when } => say![has, " Immunity to ", hurts(to), self.asked(when, who)],
            Modifier::Vulnerability { to, when } => {
                say![has, " Vulnerability to ", hurts(to), self.asked(when, who)]
            }
            Modifier::ConditionImmunity { to, when } => {
                say![has, " Immunity to ", self.the_conditions(to), self.asked(when, who)]
            }
            Modifier::Sense { sense, feet } => {
                say![has, format!(" {} with a range of ", sense.name()), self.feet(feet)]
            }
            Modifier::Speed { gait, feet, when, hover } => {
                let hover = if *hover { " and can hover" } else { "" };
                say![self.pace(*gait, feet, who), hover, self.asked(when, who)]
            }
            Modifier::FallsSlowly { feet } => way::falls_slowly(*feet, who),
            Modifier::FallsSofter { less } => {
                say![
                    format!("the damage {} from the fall is reduced by ", who.does("take")),
                    self.amount(less)
                ]
            }
            Modifier::Jump { long, high, start } => self.jump(long, high.as_ref(), *start, who),
            Modifier::JumpTimes { times } => way::jump_times(*times, who),
            Modifier::JumpFor { feet, cost } => way::jump_for(*feet, *cost, who),
            Modifier::FurtherAction { purpose } => {
                let text =
                    format!("{} one additional action on each of {} turns", who.does("have"), who.its());
                say![text, spent_on(*purpose)]
            }
            Modifier::Attacks { count, when } => {
                let times = self
                    .constant(count)
                    .map_or_else(|| self.amount(count), |it| super::prose::number(it).into());
                let text = say![who.does("can"), " attack ", times, " times with one Attack action"];
                say![text, self.asked(when, who)]
            }
            Modifier::Softens { less: Some(less) } => {
                say!["the next damage ", who.does("take"), " is reduced by ", self.amount(less)]
            }
            Modifier::Softens { less: None } => {
                format!("the next damage {} is halved", who.does("take")).into()
            }
            Modifier::NoSpells {} => {
                format!("{} cast spells or maintain Concentration", who.does("can't")).into()
            }
            Modifier::NoWords {} => {
                format!("{} cast spells that have a Verbal component", who.does("can't")).into()
            }
            Modifier::NoReactions {} => format!("{} take Reactions", who.does("can't")).into(),
            Modifier::NoHealing {} => format!("{} regain Hit Points", who.does("can't")).into(),
            Modifier::NoOpportunityAttacks {} => {
                format!("{} make Opportunity Attacks", who.does("can't")).into()
            }
            Modifier::OneThing {} => {
                let turn = format!("on each of {} turns", who.its());
                format!("{turn}, {} either move, take an action or take a Bonus Action", who.does("can"))
                    .into()
            }
        }
    }

    fn added_to(&self, to: Number, value: &Formula, who: &Subject) -> Say {
        let (whose, constant) = (who.whose(), self.constant(value));
        match to {
            Number::Speed | Number::Speeds if constant.is_some_and(|it| it <= HALT) => {
                format!("{whose} Speed is 0").into()
            }
            Number::Speed | Number::Speeds if value.text() == "speed" => {
                format!("{whose} Speed is doubled").into()
            }
            Number::Speed | Number::Speeds if halves(value) => format!("{whose} Speed is halved").into(),
            Number::CarrySize => format!(
                "{} as {} larger when determining {} carrying capacity",
                who.does("count"),
                counted(constant.unwrap_or(1), "size", "sizes"),
                who.its()
            )
            .into(),
            Number::Attunement => {
                say![who.does("can"), " attune to ", self.amount(value), " more magic items"]
            }
            Number::SpellDamage => {
                say![format!("the damage of {whose} spell increases by "), self.amount(value)]
            }
            Number::Healing => say!["the Hit Points restored increase by ", self.amount(value)],
            _ if rolls(to).is_some() => say![self.bonus(value, who), rolls(to).unwrap_or_default()],
            _ => {
                let feet = matches!(to, Number::Speed | Number::Speeds);
                let how = if self.taken(value).is_some() { "decreases" } else { "increases" };
                let by = match self.taken(value) {
                    Some(less) if feet => say![less, " feet"],
                    Some(less) => less,
                    None if feet => self.feet(value),
                    None => self.amount(value),
                };
                say![format!("{whose} {} {how} by ", stat(to)), by]
            }
        }
    }

    fn base(&self, of: Number, value: &Formula, who: &Subject) -> Say {
        match of {
            Number::ArmourClass => {
                say![format!("{} base Armour Class can be ", who.whose()), self.amount(value)]
            }
            Number::Speed | Number::Speeds => {
                say![format!("{} Speed becomes ", who.whose()), self.feet(value), ", if that is more"]
            }
            _ => say![format!("{} {} can be ", who.whose(), stat(of)), self.amount(value)],
        }
    }

    fn floor(&self, of: Number, value: &Formula, who: &Subject) -> Say {
        let constant = self.constant(value);
        match (rolls(of), constant) {
            (Some(rolls), Some(least)) => format!(
                "{} a d20 roll of {} or lower on {rolls} as {} {least}",
                who.does("treat"),
                least - 1,
                super::prose::article(&least.to_string())
            )
            .into(),
            (Some(rolls), None) => {
                say![format!("{} {rolls} total at least ", who.whose()), self.amount(value)]
            }
            (None, _) => {
                say![format!("{} {} can't be lower than ", who.whose(), stat(of)), self.amount(value)]
            }
        }
    }
}

fn reroll(on: Number, upto: u8, who: &Subject) -> String {
    let shows = if upto == 1 { "a 1".to_owned() } else { format!("{upto} or lower") };
    let roll = one_roll(on);
    format!(
        "when {} {shows} on the d20 of {roll}, {} it and {} the new roll",
        who.does("roll"),
        who.again().does("reroll"),
        who.verb("use")
    )
}

fn halves(value: &Formula) -> bool {
    matches!(value.text(), "0 - (speed + 1) / 2" | "0 - speed / 2")
}

/// `Fire damage`; of every kind: `all damage`.
pub(super) fn hurts(to: &[DamageType]) -> String {
    let others: Vec<DamageType> = DamageType::ALL.iter().filter(|it| !to.contains(it)).copied().collect();
    match others.len() {
        0 => "all damage".to_owned(),
        1..=3 => format!("all damage except {} damage", kinds(&others, "and")),
        _ => format!("{} damage", kinds(to, "and")),
    }
}

/// What an additional action may be spent on.
pub(super) fn spent_on(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Haste => ", for a single attack, or to Dash, Disengage, Hide or Utilize",
        Purpose::Spell => ", to cast a spell with",
        Purpose::NoMagic => ", for anything except the Magic action",
        Purpose::Any => "",
    }
}
