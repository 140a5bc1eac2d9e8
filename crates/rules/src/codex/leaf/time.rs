//! When something is done, what it costs, how long it lasts and what ends it.

use super::{
    prose::{Say, counted, listed, number, say},
    voice::{Subject, Voice},
};
use crate::book::{Cost, Duration, Occasion, Resource, Return, Time, Trigger, Until};

/// What a moment is called: `Bonus Action`, `10 minutes`.
pub(super) fn time(time: &Time) -> String {
    match time {
        Time::Action => "Action".to_owned(),
        Time::BonusAction => "Bonus Action".to_owned(),
        Time::Reaction(_) => "Reaction".to_owned(),
        Time::Free => "no action".to_owned(),
        Time::Attack => "in place of an attack".to_owned(),
        Time::Minutes(count) => minutes(*count),
        Time::Hours(count) => hours(*count),
        Time::Legendary(1) => "Legendary Action".to_owned(),
        Time::Legendary(uses) => format!("Legendary Action, {uses} uses"),
        Time::TurnStart => "start of each turn".to_owned(),
        Time::TurnEnd => "end of each turn".to_owned(),
        Time::Death => "on death".to_owned(),
        Time::Over => "at the end".to_owned(),
    }
}

pub(super) fn minutes(count: u32) -> String {
    match count {
        0 => "any time".to_owned(),
        1 => "1 minute".to_owned(),
        _ if count.is_multiple_of(60 * 24) && count > 60 * 24 => format!("{} days", count / (60 * 24)),
        _ if count.is_multiple_of(60) => hours(count / 60),
        _ => format!("{count} minutes"),
    }
}

pub(super) fn hours(count: u32) -> String {
    if count == 1 { "1 hour".to_owned() } else { format!("{count} hours") }
}

fn many(count: u32, unit: &str) -> String {
    if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
}

/// As a fact of a spell.
pub(super) fn duration(lasts: &Duration) -> String {
    match lasts {
        Duration::Instant => "Instantaneous".to_owned(),
        Duration::Concentration(0) => "Concentration".to_owned(),
        Duration::Concentration(count) => format!("Concentration, up to {}", minutes(*count)),
        Duration::UntilDispelled => "Until dispelled".to_owned(),
        Duration::Permanent => "Permanent".to_owned(),
        Duration::Special => "Special".to_owned(),
        Duration::Rounds(_) | Duration::Minutes(_) | Duration::Hours(_) | Duration::Days(_) => length(lasts),
    }
}

/// How long, within a sentence; nothing where it is at once.
pub(super) fn length(lasts: &Duration) -> String {
    match lasts {
        Duration::Instant => String::new(),
        Duration::Rounds(count) => many(*count, "round"),
        Duration::Minutes(count) => minutes(*count),
        Duration::Hours(count) => hours(*count),
        Duration::Days(count) => many(*count, "day"),
        Duration::Concentration(_) | Duration::Special => "the duration".to_owned(),
        Duration::UntilDispelled | Duration::Permanent => String::new(),
    }
}

/// When uses come back, as an adverb.
pub(super) fn returns(at: Return) -> &'static str {
    match at {
        Return::Turn => "at the start of each of your turns",
        Return::Initiative => "when you roll Initiative",
        Return::ShortRest => "when you finish a Short or Long Rest",
        Return::LongRest => "when you finish a Long Rest",
        Return::Dawn => "daily at dawn",
        Return::Never => "never",
    }
}

impl Voice<'_> {
    /// `an attack roll hits you`.
    pub(super) fn trigger(&self, trigger: &Trigger) -> String {
        let (me, does) = (&self.me.noun, |verb: &str| self.me.does(verb));
        match trigger {
            Trigger::Hit => format!("an attack roll hits {me}"),
            Trigger::HitInMelee => format!("a melee attack roll hits {me}"),
            Trigger::Damaged => does("take") + " damage",
            Trigger::DamagedWithin(feet) => {
                format!("{} damage from a creature within {feet} feet", does("take"))
            }
            Trigger::Attacked => format!("{me} {} attacked, before the roll is known", self.me.verb("are")),
            Trigger::SaveFailed => format!("{me} or an ally nearby fails a saving throw"),
            Trigger::AllyAttacked => format!("an ally near {me} is attacked or hit"),
            Trigger::SpellCast => format!("a creature near {me} casts a spell"),
            Trigger::LeavesReach => format!("a creature leaves {} reach", self.me.whose()),
            Trigger::Missed => format!("an attack roll misses {me}"),
            Trigger::Falls => format!("{me} or a creature nearby falls"),
            Trigger::Dropped => format!("{me} would drop to 0 Hit Points"),
            Trigger::Told(said) => super::prose::clause(said),
        }
    }

    /// `when an attack roll of yours hits`.
    pub(super) fn occasion(&self, on: &Occasion) -> String {
        match on {
            Occasion::Hit => format!("{} a target with an attack roll", self.me.does("hit")),
            Occasion::Dropped => {
                format!("{} to 0 Hit Points without being killed outright", self.me.does("drop"))
            }
            Occasion::Suffered(of) => {
                let of = listed(of.iter().map(|it| Say::from(it.name())), "or");
                format!("{} {} damage", self.me.does("take"), of.plain())
            }
            Occasion::SpellDamage => format!("{} damage for a spell", self.me.does("roll")),
            Occasion::Failed(of) => {
                let of = listed(of.iter().map(|it| super::modifier::one_roll(*it)), "or");
                format!("{} {}", self.me.does("fail"), of.plain())
            }
        }
    }

    /// What is spent, as what is done: `expend one use of Rages`.
    pub(super) fn cost(&self, cost: &Cost) -> Say {
        match cost {
            Cost::Uses { of, count } => self.uses(of, count),
            Cost::Slot(0 | 1) => "expend a spell slot".into(),
            Cost::Slot(level) => format!("expend a spell slot of level {level} or higher").into(),
            Cost::Times { count, returns: at } => self.times(count, *at),
            Cost::Recharge(face) => {
                format!("use it up until it recharges on a d6 roll of {}", faces(*face)).into()
            }
            Cost::PactSlot {} => "expend a Pact Magic slot".into(),
            Cost::Forgo { of, dice } => {
                let dice = counted(i32::try_from(*dice).unwrap_or(1), "die", "dice");
                say![format!("forgo {dice} of the extra damage of "), self.link(of)]
            }
            Cost::HitDice(count) => match self.constant(count) {
                Some(count) => format!("expend {}", counted(count, "Hit Point Die", "Hit Point Dice")).into(),
                None => say!["expend ", self.amount_of(count, "Hit Point Dice")],
            },
            Cost::Hp(count) => say!["lose ", self.amount_of(count, "Hit Points")],
            Cost::Item(item) => say!["use up the ", self.link(item)],
        }
    }

    /// So often, until it returns.
    fn times(&self, count: &crate::book::Formula, at: Return) -> Say {
        let (count, many) = (self.constant(count), self.amount(count));
        let back =
            if at == Return::Never { "never return".to_owned() } else { format!("return {}", returns(at)) };
        match (count, at) {
            (Some(1), Return::Turn) => "do this once a turn at most".into(),
            (Some(count), Return::Turn) => format!("do this {} times a turn at most", number(count)).into(),
            (Some(1), _) => {
                format!("expend its only use, which {}", back.replacen("return", "returns", 1)).into()
            }
            (Some(count), _) => format!("expend one of its {} uses, which {back}", number(count)).into(),
            (None, _) => say![
                "expend one of its uses, of which there are as many as ",
                many,
                format!(" and which {back}")
            ],
        }
    }

    fn uses(&self, of: &crate::ContentId, count: &crate::book::Formula) -> Say {
        let found = self.resource(of);
        let name = found.map_or_else(|| super::prose::titled(of), |it| it.name.clone());
        match (self.constant(count), found.and_then(pool)) {
            (Some(1), Some(pool)) => format!("expend one {}", one_of(&pool)).into(),
            (Some(count), Some(pool)) => format!("expend {} {pool}", number(count)).into(),
            (Some(count), None) => format!("expend {} of {name}", counted(count, "use", "uses")).into(),
            (None, Some(pool)) => say!["expend ", self.amount_of(count, &pool)],
            (None, None) => say!["expend uses of ", name, " equal to ", self.amount(count)],
        }
    }

    /// Until when, with a space in front: ` until the end of your next turn`.
    pub(super) fn until(&self, until: &Until) -> String {
        let mine = |at: &str| format!(" until the {at} of {} next turn", self.me.whose());
        let theirs = |at: &str| format!(" until the {at} of {} next turn", self.target.whose());
        match until {
            Until::Duration
            | Until::SaveAtTurnEnd
            | Until::SaveAtTurnEndOrDamaged
            | Until::SaveWhenDamaged
            | Until::Damaged => match length(&self.lasts) {
                it if it.is_empty() => it,
                it => format!(" for {it}"),
            },
            Until::OwnTurnStart => mine("start"),
            Until::OwnTurnEnd => mine("end"),
            Until::TargetTurnStart => theirs("start"),
            Until::TargetTurnEnd => theirs("end"),
            Until::Rounds(count) => format!(" for {}", many(*count, "round")),
            Until::Minutes(count) => format!(" for {}", minutes(*count)),
            Until::Hours(count) => format!(" for {}", hours(*count)),
            Until::Grapple => " until the grapple ends".to_owned(),
            Until::ShortRest => format!(" until {} a Short or Long Rest", self.target.does("finish")),
            Until::LongRest => format!(" until {} a Long Rest", self.target.does("finish")),
            Until::NextRoll => " for the next such roll".to_owned(),
            Until::NextRollBeforeOwnTurn => {
                format!(" for the next such roll before the start of {} next turn", self.me.whose())
            }
            Until::Forever => String::new(),
        }
    }

    /// How it can end sooner: a sentence of its own.
    pub(super) fn sooner(&self, until: &Until) -> Option<Say> {
        let (target, itself) = (&self.target, self.target.itself());
        let saves = |when: &str, too: &str| {
            let repeats = target.does("repeat");
            Some(format!("{repeats} the save {when}, ending the effect on {itself} on a success{too}").into())
        };
        let turns = format!("at the end of each of {} turns", target.its());
        let hurt = Subject::again(target).does("take") + " damage";
        match until {
            Until::SaveAtTurnEnd => saves(&turns, ""),
            Until::SaveAtTurnEndOrDamaged => saves(&turns, &format!("; the effect also ends if {hurt}")),
            Until::SaveWhenDamaged => saves(&format!("whenever {hurt}"), ""),
            Until::Damaged => Some(format!("The effect ends on {} if {hurt}", target.noun).into()),
            Until::Duration
            | Until::OwnTurnStart
            | Until::OwnTurnEnd
            | Until::TargetTurnStart
            | Until::TargetTurnEnd
            | Until::Rounds(_)
            | Until::Minutes(_)
            | Until::Hours(_)
            | Until::Grapple
            | Until::ShortRest
            | Until::LongRest
            | Until::NextRoll
            | Until::NextRollBeforeOwnTurn
            | Until::Forever => None,
        }
    }
}

/// What is spent by the point: `Focus Points`, `points of Lay On Hands`.
pub(super) fn pool(resource: &Resource) -> Option<String> {
    match (is_pool(&resource.name), resource.most.text().contains('*')) {
        (true, _) => Some(resource.name.clone()),
        (false, true) => Some(format!("points of {}", resource.name)),
        (false, false) => None,
    }
}

/// One of such points: `Focus Point`, `point of Lay On Hands`.
pub(super) fn one_of(pool: &str) -> String {
    match pool.strip_prefix("points") {
        Some(rest) => format!("point{rest}"),
        None => pool.strip_suffix('s').unwrap_or(pool).to_owned(),
    }
}

/// Points and the like, which are spent by themselves and not as uses of something.
pub(super) fn is_pool(name: &str) -> bool {
    ["Points", "Dice", "Hit Points"].iter().any(|it| name.ends_with(it))
}

/// The faces of a d6 from one on: `5–6`.
pub(super) fn faces(from: u8) -> String {
    if from >= 6 { "6".to_owned() } else { format!("{from}\u{2013}6") }
}
