//! The words of a tale. Which of several is taken follows from how much was told before: never from chance.

use crate::{
    book::DamageType,
    fight::{Event, Fight, Why, story::listed},
};

/// From this share of all hit points on, in hundredths, a wound is told as a hard one; below the other as a
/// scratch.
const HARD: i32 = 25;
const LIGHT: i32 = 8;
/// A miss by so much at most was close.
const CLOSE: i32 = 2;
/// From here on it was not even near.
const FAR: i32 = 8;

/// What strikes whom, in words.
pub(super) struct Blow<'f> {
    who: &'f str,
    target: &'f str,
    with: String,
    again: bool,
    ranged: bool,
    /// Struck with what an animal has: nobody is run through with that.
    natural: bool,
    pick: usize,
}

/// What was rolled for a blow that missed.
pub(super) struct Shot {
    pub(super) die: u8,
    pub(super) total: i32,
    pub(super) against: i32,
}

impl<'f> Blow<'f> {
    pub(super) fn of(
        fight: &'f Fight<'_>,
        (who, target): (usize, usize),
        with: &str,
        again: bool,
        pick: usize,
    ) -> Self {
        let fighter = fight.fighters.get(who);
        let act = fighter.and_then(|it| it.kit.acts.iter().find(|it| it.name == with));
        let spell = act.is_some_and(|it| it.spell.is_some());
        let ranged = act.and_then(|it| it.swing.as_ref()).is_some_and(|it| !it.melee);
        let hero = fighter.is_some_and(|it| it.kit.hero);
        let natural = NATURAL.iter().any(|it| with.to_lowercase().contains(it));
        let with = match (spell, hero) {
            (true, _) => with.to_owned(),
            (false, true) => format!("the {}", with.to_lowercase()),
            (false, false) => format!("its {}", with.to_lowercase()),
        };
        let other = fight.fighters.get(target);
        let target = match other {
            Some(it) if again && !it.kit.hero => "it",
            Some(it) => it.name.as_str(),
            None => "somebody",
        };
        Self {
            who: fighter.map_or("Somebody", |it| it.name.as_str()),
            target,
            with,
            again,
            ranged,
            natural,
            pick,
        }
    }

    pub(super) fn lands(&self, of: Option<DamageType>, share: i32, critical: bool) -> String {
        let verbs = match of {
            Some(DamageType::Piercing) if self.natural => TORN,
            of => verbs(of),
        };
        let words = match share {
            HARD.. => verbs[2],
            LIGHT.. => verbs[1],
            _ => verbs[0],
        };
        let verb = words[self.pick % words.len()];
        match (critical, self.again) {
            (true, true) => format!("Then a perfect strike {}", self.at(verb)),
            (true, false) => format!("A perfect strike: {}", self.told(verb)),
            (false, _) => self.told(verb),
        }
    }

    pub(super) fn misses(&self, shot: Shot) -> String {
        let words: &[&str] = match shot {
            Shot { die: 1, .. } => &["misses {} altogether", "goes far wide of {}"],
            Shot { total, against, .. } if total + CLOSE >= against => {
                &["only just misses {}", "misses {} by a hair"]
            }
            Shot { total, against, .. } if total + FAR <= against => &["goes wide of {}", "misses {} by far"],
            Shot { .. } => &["misses {}", "finds no way past the guard of {}", "strikes at {} in vain"],
        };
        self.told(words[self.pick % words.len()])
    }

    /// Nothing was dealt.
    pub(super) fn bounces(&self) -> String {
        self.told("hits {} without effect")
    }

    fn at(&self, verb: &str) -> String {
        match (self.target, verb.split_once("the guard of {}"), verb.split_once("the mind of {}")) {
            ("it", Some((before, _)), _) => format!("{before}its guard"),
            ("it", _, Some((before, _))) => format!("{before}its mind"),
            _ => verb.replace("{}", self.target),
        }
    }

    fn told(&self, verb: &str) -> String {
        let verb = self.at(verb);
        let next: [&str; 3] = match self.ranged {
            true => ["The next shot", "Another shot", "A further shot"],
            false => ["The next blow", "Another blow", "A further blow"],
        };
        match self.again {
            true => format!("{} {verb}", next[self.pick % next.len()]),
            false => format!("{} {verb} with {}", self.who, self.with),
        }
    }
}

/// What grows on whoever strikes with it.
const NATURAL: [&str; 7] = ["bite", "beak", "claw", "talon", "jaw", "sting", "fang"];

/// What such weapons do where they pierce.
const TORN: [&[&str]; 3] = [
    &["nips {}", "grazes {}", "scratches {}"],
    &["tears at {}", "wounds {}", "catches {}"],
    &["tears into {}", "mangles {}", "sinks deep into {}"],
];

/// What wounds of a kind do: slight, sound and hard ones.
const fn verbs(of: Option<DamageType>) -> [&'static [&'static str]; 3] {
    match of {
        Some(DamageType::Slashing) => [
            &["grazes {}", "nicks {}", "scratches {}"],
            &["cuts {}", "slashes {}", "catches {}"],
            &["cuts deep into {}", "hews into {}", "lays {} open"],
        ],
        Some(DamageType::Piercing) => [
            &["pricks {}", "grazes {}", "scratches {}"],
            &["pierces {}", "stabs {}", "strikes {}"],
            &["drives deep into {}", "runs {} through", "finds a gap in the guard of {}"],
        ],
        Some(DamageType::Bludgeoning) => [
            &["clips {}", "bruises {}", "jostles {}"],
            &["batters {}", "strikes {}", "pounds {}"],
            &["staggers {}", "slams into {}", "all but flattens {}"],
        ],
        Some(DamageType::Fire) => [&["singes {}"], &["burns {}", "scorches {}"], &["engulfs {} in flame"]],
        Some(DamageType::Cold) => [&["chills {}"], &["freezes {}", "bites into {}"], &["locks {} in frost"]],
        Some(DamageType::Lightning) => [&["stings {}"], &["jolts {}", "strikes {}"], &["blasts {}"]],
        Some(DamageType::Acid) => [&["spatters {}"], &["burns {}", "corrodes {}"], &["eats into {}"]],
        Some(DamageType::Poison) => [&["sickens {}"], &["poisons {}", "sickens {}"], &["lays {} low"]],
        Some(DamageType::Necrotic) => [&["chills {}"], &["withers {}", "drains {}"], &["blights {}"]],
        Some(DamageType::Radiant) => [&["dazzles {}"], &["sears {}", "scorches {}"], &["burns through {}"]],
        Some(DamageType::Psychic) => {
            [&["troubles {}"], &["lashes the mind of {}"], &["tears at the mind of {}"]]
        }
        Some(DamageType::Thunder) => [&["buffets {}"], &["hammers {}"], &["shakes {} to the bone"]],
        Some(DamageType::Force) => [&["brushes {}"], &["strikes {}"], &["slams into {}"]],
        None => [&["hits {}"], &["hits {}"], &["hits {}"]],
    }
}

/// The kind of damage that did the most.
pub(super) fn most(wound: &Event) -> Option<DamageType> {
    let Event::Hurt { parts, .. } = wound else { return None };
    parts.iter().rev().max_by_key(|it| it.2).map(|it| it.0)
}

/// `Halda casts Bane upon Ogre and Ogre 2`.
pub(super) fn does(
    fight: &Fight<'_>,
    who: usize,
    what: &str,
    targets: &[usize],
    (spell, why): (bool, Why),
) -> String {
    let name = |it: usize| fight.fighters.get(it).map_or("Somebody", |it| it.name.as_str());
    let verb = if spell { "casts" } else { "uses" };
    let how = match why {
        Why::Reaction => " as a Reaction",
        Why::Legendary => " as a Legendary Action",
        Why::Turn | Why::With | Why::Forced => "",
    };
    let mut others: Vec<&str> = targets.iter().filter(|it| **it != who).map(|it| name(*it)).collect();
    if !others.is_empty() && targets.contains(&who) {
        let hero = fight.fighters.get(who).is_some_and(|it| it.kit.hero);
        others.push(if hero { "themself" } else { "itself" });
    }
    match others.as_slice() {
        [] => format!("{} {verb} {what}{how}", name(who)),
        others => format!("{} {verb} {what}{how} upon {}", name(who), listed(others)),
    }
}
