//! What follows from something that is done, in sentences.

mod many;
mod result;
mod way;
mod zone;

use super::{
    prose::{Say, joined, listed, one, plural, say},
    target::largest,
    time,
    voice::{Subject, Voice},
};
use crate::book::{Effect, Formula, Size, Style, Until};

/// Whether a label such as `Hit:` stands before: then damage needs no verb.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    Plain,
    Label,
}

impl Voice<'_> {
    /// One sentence after another; what belongs together is told together.
    pub(super) fn told(&self, effects: &[Effect], lead: Lead) -> Vec<Say> {
        let mut all: Vec<Say> = Vec::new();
        let mut voice = self.clone();
        let mut rest = effects;
        while let Some(first) = rest.first() {
            let alike = match first {
                Effect::Damage { .. } => many::alike(rest, |it| matches!(it, Effect::Damage { .. })),
                Effect::Condition { until, largest, levels: 1, .. } => many::alike(rest, |it| {
                    matches!(it, Effect::Condition { until: other, largest: most, levels: 1, .. }
                        if other == until && most == largest)
                }),
                _ => 1,
            };
            let (now, later) = rest.split_at(alike);
            rest = later;
            if now.len() > 1
                && let Some(Effect::Damage { of, .. }) = now.last()
            {
                voice.dealt = of.first().copied();
            }
            match first {
                Effect::Damage { .. } if all.is_empty() && lead == Lead::Label => all.push(self.hurt(now)),
                Effect::Damage { .. } => all.push(say![self.target.does("take"), " ", self.hurt(now)]),
                Effect::Condition { .. } => all.extend(self.befalls(now)),
                other => all.extend(voice.follows(other)),
            }
        }
        all.into_iter().filter(|it| !it.is_empty()).map(Say::sentence).collect()
    }

    #[expect(clippy::too_many_lines, reason = "a plain match, an arm for each effect")]
    fn follows(&self, effect: &Effect) -> Vec<Say> {
        let (me, target) = (&self.me, &self.target);
        let said = match effect {
            Effect::Attack { style, bonus, hit, miss, times } => {
                let with = bonus.map(|it| format!(" ({})", super::prose::signed(it))).unwrap_or_default();
                let makes = say![me.does("make"), " ", self.blows(times.as_ref(), name(*style)), with];
                return self.rolled(makes, hit, miss);
            }
            Effect::WeaponAttack { hit, times, unarmed, melee } => {
                let what = match (*unarmed, *melee) {
                    (true, _) => "Unarmed Strike",
                    (_, true) => "melee attack with a weapon or an Unarmed Strike",
                    _ => "attack with a weapon or an Unarmed Strike",
                };
                let makes = say![me.does("make"), " ", self.blows(times.as_ref(), what)];
                return self.rolled(makes, hit, &[]);
            }
            Effect::Save { .. } => return self.nested_save(effect),
            Effect::Check { .. } => return self.check(effect),
            Effect::Damage { .. } | Effect::Condition { .. } => {
                return self.told(std::slice::from_ref(effect), Lead::Plain);
            }
            Effect::Heal { amount } => say![target.does("regain"), " ", self.amount_of(amount, "Hit Points")],
            Effect::TemporaryHp { amount } => {
                say![target.does("gain"), " ", self.amount_of(amount, "Temporary Hit Points")]
            }
            Effect::EndConditions { among } => {
                let names = listed(among.iter().map(|it| self.condition(*it)), "and");
                let noun = if among.len() == 1 { " condition ends on " } else { " conditions end on " };
                say!["the ", names, noun, target.noun.clone()]
            }
            Effect::Modifiers { modifiers, until } => return self.bears(modifiers, until),
            Effect::Begin(state) => say![self.link(state), " begins"],
            Effect::End(state) => say![self.link(state), " ends"],
            Effect::Push { feet, largest } => self.moved(feet, *largest, "straight away from"),
            Effect::Pull { feet, largest } => self.moved(feet, *largest, "straight toward"),
            Effect::Go { feet, safely } => {
                let mover = Self { me: target.clone(), ..self.clone() };
                let safely = if *safely { " without provoking Opportunity Attacks" } else { "" };
                say![target.does("can"), " move up to ", mover.feet(feet), safely]
            }
            Effect::Teleport { feet } => say![target.does("teleport"), " up to ", self.feet(feet)],
            Effect::Grapple { escape, restrained, largest } => self.held(escape, *restrained, *largest),
            Effect::Restore { resource, count } => self.restored(resource, count),
            Effect::RestoreSlots { levels, highest } => self.slots(levels, *highest),
            Effect::Summon { creature, count } => self.summoned(creature, count),
            Effect::Shape(form) => return self.form(form),
            Effect::Light { bright, dim, sunlight } => zone::light(*bright, *dim, *sunlight).into(),
            Effect::Darkness {} => "magical Darkness fills the area".into(),
            Effect::Zone { .. } => return self.zone(effect),
            Effect::Steer { feet, into } => {
                let into = self.upon(Subject::the("the creature")).told(into, Lead::Plain);
                let moves = say!["the area moves up to ", self.feet(feet)].sentence();
                let into = if into.is_empty() {
                    Say::default()
                } else {
                    say!["If it moves onto a creature: ", joined(into)]
                };
                return vec![moves, into];
            }
            Effect::OneOf(ways) => return self.ways(ways),
            Effect::Again { time: crate::book::Time::Over, effects } => {
                return vec![say!["When the spell ends: ", joined(self.told(effects, Lead::Plain))]];
            }
            Effect::Again { time, effects } => {
                let when = match time::time(time).as_str() {
                    it @ ("Action" | "Bonus Action" | "Reaction") => {
                        format!("on later turns, with {}", one(it))
                    }
                    it => format!("on later turns ({it})"),
                };
                return vec![say![when.clone(), ": ", joined(self.told(effects, Lead::Plain))].capital()];
            }
            Effect::Drain { amount } => say![me.does("regain"), " ", self.amount_of(amount, "Hit Points")],
            Effect::Maximum { amount } => self.maximum(amount),
            Effect::Cast { spell, level } => {
                say![me.does("cast"), " ", self.link(spell), self.at_level(level.as_ref())]
            }
            Effect::Dispel {} => "the spell ends or fails".into(),
            Effect::Revive { hp } => self.revived(hp),
            Effect::Slay { upto } => say![
                format!("if {} ", target.does("have")),
                self.amount(upto),
                format!(" Hit Points or fewer, {}", target.again().does("die"))
            ],
            Effect::Extra { time, count, purpose } => {
                let more = match self.constant(count) {
                    Some(1) => "one additional ".into(),
                    _ => say![self.amount(count), " additional "],
                };
                let what = time::time(time);
                let what = if what == "Action" { "action".to_owned() } else { what };
                let often = if time::length(&self.lasts).is_empty() {
                    " this turn".to_owned()
                } else {
                    format!(" on each of {} turns", target.its())
                };
                say![target.does("can"), " take ", more, what, often, super::modifier::spent_on(*purpose)]
            }
            Effect::Mend { .. } => return self.mended(effect),
            Effect::ThrowAnew { count } => {
                say![
                    me.does("reroll"),
                    " up to ",
                    self.count_of(count, "damage dice"),
                    format!(" and {} the new rolls", me.verb("use"))
                ]
            }
            Effect::HeroicInspiration {} => {
                say![target.does("gain"), " Heroic Inspiration if ", target.again().does("have"), " none"]
            }
            Effect::Disengage {} => {
                format!("{} no Opportunity Attacks for the rest of the turn", target.does("provoke")).into()
            }
            Effect::Burn {} => format!("{} burning", target.does("start")).into(),
            Effect::Seize {} => {
                format!("{} to grapple {} as with an Unarmed Strike", me.does("try"), target.noun).into()
            }
            Effect::Shaping(shaping) => self.shaped(shaping),
            Effect::Hide {} => format!("{} the Hide action", target.does("take")).into(),
            Effect::Over {} => format!("the effect ends on {}", target.noun).into(),
            Effect::Prompt(said) => said.as_str().into(),
        };
        vec![said]
    }

    /// `three attacks`, `one Unarmed Strike`.
    fn blows(&self, times: Option<&Formula>, what: &str) -> Say {
        let more = match what.split_once(' ') {
            Some((attack @ "attack", rest)) => format!("{attack}s {rest}"),
            _ => plural(what),
        };
        let Some(times) = times else { return format!("one {what}").into() };
        match self.constant(times) {
            Some(1) => format!("one {what}").into(),
            Some(times) => format!("{} {more}", super::prose::number(times)).into(),
            None => self.count_of(times, &more),
        }
    }

    fn moved(&self, feet: &Formula, most: Option<Size>, way: &str) -> Say {
        let target = &self.target;
        let is = if target.noun == "you" { "are" } else { "is" };
        let verb = if way.ends_with("toward") { "pulled" } else { "pushed" };
        let if_small = self.unless_larger(most);
        let who = if if_small.is_empty() { target.clone() } else { target.again() };
        say![
            if_small,
            format!("{} {is} {verb} up to ", who.noun),
            self.feet(feet),
            format!(" {way} {}", self.me.noun)
        ]
    }

    /// `if the target is Large or smaller, `.
    pub(super) fn unless_larger(&self, most: Option<Size>) -> String {
        most.map(|it| format!("if {} {}, ", self.target.does("are"), largest(it))).unwrap_or_default()
    }

    fn held(&self, escape: &Formula, restrained: bool, most: Option<Size>) -> Say {
        use crate::book::Condition::{Grappled, Restrained};
        let if_small = self.unless_larger(most);
        let who = if if_small.is_empty() { self.target.clone() } else { self.target.again() };
        let grappled = say![
            if_small,
            who.does("have"),
            " ",
            self.the_condition(Grappled),
            " (escape DC ",
            self.amount(escape),
            ")"
        ];
        match restrained {
            true => say![
                grappled,
                format!(" and, until the grapple ends, {} ", who.verb("have")),
                self.the_condition(Restrained)
            ],
            false => grappled,
        }
    }

    fn maximum(&self, amount: &Formula) -> Say {
        let whose = self.target.whose();
        let until = format!(" until {} a Long Rest", self.target.again().does("finish"));
        match self.taken(amount) {
            Some(more) => say![format!("{whose} Hit Point maximum increases by "), more, until],
            None => say![format!("{whose} Hit Point maximum decreases by "), self.amount(amount), until],
        }
    }

    fn at_level(&self, level: Option<&Formula>) -> Say {
        level.map(|it| say![" (level ", self.amount(it), " version)"]).unwrap_or_default()
    }

    fn revived(&self, hp: &Formula) -> Say {
        let lives = format!("{} to life with ", self.target.does("return"));
        match self.constant(hp) {
            Some(1) => format!("{lives}1 Hit Point").into(),
            // More than anybody has: all of them.
            Some(many) if many >= 1_000 => format!("{lives}all {} Hit Points", self.target.its()).into(),
            _ => say![lives, self.amount_of(hp, "Hit Points")],
        }
    }

    pub(super) fn end_of(&self, until: &Until) -> Option<Say> {
        self.sooner(until).map(Say::sentence)
    }
}

pub(super) fn name(style: Style) -> &'static str {
    match style {
        Style::Melee => "melee attack",
        Style::Ranged => "ranged attack",
        Style::MeleeOrRanged => "melee or ranged attack",
        Style::MeleeSpell => "melee spell attack",
        Style::RangedSpell => "ranged spell attack",
        Style::MeleeOrRangedSpell => "melee or ranged spell attack",
    }
}

/// The same as a label, as stat blocks have it.
pub(super) fn title(style: Style) -> &'static str {
    match style {
        Style::Melee => "Melee Attack Roll",
        Style::Ranged => "Ranged Attack Roll",
        Style::MeleeOrRanged => "Melee or Ranged Attack Roll",
        Style::MeleeSpell => "Melee Spell Attack",
        Style::RangedSpell => "Ranged Spell Attack",
        Style::MeleeOrRangedSpell => "Melee or Ranged Spell Attack",
    }
}
