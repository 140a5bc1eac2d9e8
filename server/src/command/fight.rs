//! `farlantern fight A B`: two sides meet and it is told how it goes. The same seed tells the same fight.

use std::{path::Path, process::ExitCode};

use anyhow::{Context, anyhow};
use clap::Args;
use rules::{
    book::Book,
    build::Adventurer,
    codex,
    dice::Stream,
    fight::{Come, Ended, Entrant, Event, Fight, Grid, Side, Stage, Tale, play, tell},
};
use serde_json::json;

use super::sheet::{self, As, Telling};
use crate::say;

/// Squares of a side of the field.
const FIELD: i16 = 24;
/// Creatures that are named when one is not in the book.
const HINTS: usize = 5;
/// The longest line of a tale.
const LINE_CHARS: usize = 88;
/// Fighters of one side.
const FIGHTERS_MAX: u32 = 20;

/// Who fights whom.
#[derive(Clone, Debug, Args)]
pub(super) struct Sides {
    /// Such as "3 wolf, ogre", or the file of a character
    #[arg(value_name = "A")]
    one: String,
    /// Against whom
    #[arg(value_name = "B")]
    other: String,
    /// Dice fall as this number says; without it they fall anew each time
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    #[command(flatten)]
    telling: Telling,
}

pub(super) fn fight(sides: &Sides) -> anyhow::Result<ExitCode> {
    let seed = match sides.seed {
        Some(seed) => seed,
        None => {
            let mut bytes = [0; 4];
            getrandom::fill(&mut bytes).map_err(|why| anyhow!("this system has no random numbers: {why}"))?;
            u64::from(u32::from_le_bytes(bytes))
        }
    };
    lines(Book::built_in(), sides, seed)?.iter().for_each(say::line);
    Ok(ExitCode::SUCCESS)
}

fn lines(book: &Book, sides: &Sides, seed: u64) -> anyhow::Result<Vec<String>> {
    let mut entrants = side(book, &sides.one, Side(0))?;
    entrants.extend(side(book, &sides.other, Side(1))?);
    let stage = Stage { grid: Grid::open(FIELD, FIELD), entrants };
    let mut key = [0; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    let mut stream = Stream::of(key);
    let (mut fight, begun) = Fight::begin(book, &stage, &mut stream)?;
    let tale = Tale::of(&fight);
    let mut told = Told { lines: Vec::new(), all: begun.clone(), tale, why: sides.telling.why };
    told.hear(&fight, None, &begun);
    let ended = play(&mut fight, &mut stream, &mut |fight, why, events| {
        told.all.extend_from_slice(events);
        told.hear(fight, why, events);
    });
    if sides.telling.how() == As::Json {
        let names: Vec<_> = fight.fighters.iter().map(|it| (&it.name, it.side, it.hp, it.kit.hp)).collect();
        let story = json!({ "seed": seed, "ended": ended, "rounds": fight.round, "fighters": names, "events": told.all });
        return Ok(vec![serde_json::to_string(&story).context("a fight is plain data")?]);
    }
    told.lines.extend([String::new(), format!("The same again: --seed {seed}")]);
    if ended.is_none_or(|it| it == Ended::CalledOff) {
        told.lines.push("Nobody won.".into());
    }
    Ok(told.lines)
}

struct Told {
    lines: Vec<String>,
    all: Vec<Event>,
    tale: Tale,
    /// Every fact with its reason, rather than a tale.
    why: bool,
}

impl Told {
    fn hear(&mut self, fight: &Fight<'_>, why: Option<&str>, events: &[Event]) {
        if !self.why {
            let paragraphs = self.tale.hear(fight, events);
            self.lines.extend(paragraphs.iter().flat_map(|it| paragraph(it)));
            return;
        }
        let told: Vec<String> = events.iter().filter_map(|it| tell(fight, it)).collect();
        if let (Some(why), Some(who), false) = (why, fight.turn, told.is_empty()) {
            self.lines.push(format!("    ({}: {why})", fight.fighters[who].name));
        }
        self.lines.extend(told);
    }
}

/// In lines that are read with ease, after an empty one.
fn paragraph(text: &str) -> Vec<String> {
    let mut lines = vec![String::new(), String::new()];
    for word in text.split(' ') {
        let line = lines
            .last_mut()
            .filter(|it| it.is_empty() || it.chars().count() + word.chars().count() < LINE_CHARS);
        match line {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) => line.extend([" ", word]),
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// `3 wolf, ogre`; a text that ends in `.json` is the file of a character.
fn side(book: &Book, text: &str, side: Side) -> anyhow::Result<Vec<Entrant>> {
    let mut entrants = Vec::new();
    for part in text.split(',').map(str::trim).filter(|it| !it.is_empty()) {
        let (count, name) = match part.split_once(' ') {
            Some((count, name)) if count.parse::<u32>().is_ok() => (count.parse().unwrap_or(1), name.trim()),
            _ => (1, part),
        };
        let who = who(book, name)?;
        for _ in 0..count.min(FIGHTERS_MAX + 1) {
            entrants.push(Entrant { side, who: who.clone(), spot: None, surprised: false });
        }
    }
    anyhow::ensure!(!entrants.is_empty(), "nobody is named on one side; such as \"3 wolf, ogre\"");
    anyhow::ensure!(entrants.len() as u32 <= FIGHTERS_MAX, "a side has at most {FIGHTERS_MAX} fighters");
    Ok(entrants)
}

fn who(book: &Book, name: &str) -> anyhow::Result<Come> {
    if Path::new(name).extension().is_some_and(|it| it == "json") {
        let build = sheet::read(Path::new(name))?;
        let illegal = Adventurer::of(book, &build).illegal;
        let told: Vec<String> = illegal.iter().map(ToString::to_string).collect();
        anyhow::ensure!(told.is_empty(), "{name} is no legal character: {}", told.join(" "));
        return Ok(Come::Character(Box::new(build)));
    }
    let slug = name.to_lowercase().replace(' ', "-");
    let found = book.creatures.named(&format!("creature/{slug}"));
    let plural = || book.creatures.named(&format!("creature/{}", slug.strip_suffix('s')?));
    if let Some(creature) = found.or_else(plural) {
        return Ok(Come::Creature(creature.id.clone()));
    }
    let hits = codex::find(book, name);
    let near: Vec<&str> = hits
        .iter()
        .filter(|it| book.creatures.get(&it.id).is_some())
        .map(|it| it.id.slug())
        .take(HINTS)
        .collect();
    let hint = if near.is_empty() { String::new() } else { format!("; there is {}", near.join(", ")) };
    Err(anyhow!("the book has no creature called {name}{hint}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sides(one: &str, other: &str, json: bool) -> Sides {
        Sides { one: one.into(), other: other.into(), seed: Some(7), telling: Telling { why: true, json } }
    }

    #[test]
    fn who_breaks_the_rules_does_not_fight() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("giant.json");
        let halda = include_str!("../../../docs/characters/halda.json");
        let mut build: serde_json::Value = serde_json::from_str(halda).unwrap();
        build["levels"] = serde_json::json!([]);
        std::fs::write(&file, build.to_string()).unwrap();
        let told = side(Book::built_in(), file.to_str().unwrap(), Side(0)).unwrap_err().to_string();
        assert!(
            told.contains("is no legal character: levels: A character has 1 to 20 levels, not 0"),
            "{told}"
        );
    }

    #[test]
    fn the_same_seed_tells_the_same_fight() {
        let book = Book::built_in();
        let told = lines(book, &sides("3 owlbaer", "ogre", false), 7).unwrap_err().to_string();
        assert_eq!(told, "the book has no creature called owlbaer; there is owlbear");
        let told = lines(book, &sides("3 wolf", "ogre", false), 7).unwrap();
        assert_eq!(told, lines(book, &sides("3 wolf", "ogre", false), 7).unwrap());
        assert!(
            told.iter().any(|it| it.contains("Round 1"))
                && told.iter().any(|it| it.starts_with("It is over"))
        );
        let json = lines(book, &sides("3 wolf", "ogre", true), 7).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json[0]).unwrap();
        assert_eq!(json["seed"], 7);
        let events: Vec<Event> = serde_json::from_value(json["events"].clone()).unwrap();
        assert!(matches!(events.last(), Some(Event::Ended { .. })));
    }

    #[test]
    fn who_is_nobody_has_a_sentence() {
        let book = Book::built_in();
        for (one, says) in [
            ("", "nobody is named on one side"),
            ("21 wolf", "at most 20 fighters"),
            ("4000000000 wolf", "at most 20 fighters"),
            ("balloon", "no creature called balloon"),
            ("missing.json", "missing.json cannot be read"),
        ] {
            let why = lines(book, &sides(one, "ogre", false), 1).unwrap_err().to_string();
            assert!(why.contains(says), "{one}: {why}");
        }
    }
}
