//! Play apart from fights: a character in a few words, what is wished for it, how it then goes. Each row
//! ends in its place in the SRD 5.2.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by a panic")]

use rules::{
    book::Book,
    build::{Adventurer, Build},
    dice::Chance,
    play::{self, Event, Refusal},
};

#[path = "build/chance.rs"]
mod chance;
#[path = "play/components.rs"]
mod components;
#[path = "play/harm.rs"]
mod harm;
#[path = "sheet/hero.rs"]
mod hero;
#[path = "play/level.rs"]
mod level;
#[path = "play/look.rs"]
mod look;
#[path = "play/magic.rs"]
mod magic;
#[path = "play/random.rs"]
mod random;
#[path = "play/rest.rs"]
mod rest;
#[path = "play/returns.rs"]
mod returns;
#[path = "play/say.rs"]
mod say;

/// Who, what is wished, the dice, how it goes then, and where the book says so.
type Row = (&'static str, &'static str, &'static [u32], &'static str, &'static str);

/// Dice that fall as they are told; after them every die shows its half.
struct Loaded<'d>(&'d [u32]);

impl Chance for Loaded<'_> {
    fn draw(&mut self, sides: u32) -> u32 {
        match self.0.split_first() {
            Some((face, rest)) => {
                self.0 = rest;
                assert!(*face <= sides, "a die of {sides} sides does not show {face}");
                *face
            }
            None => sides.div_ceil(2),
        }
    }
}

/// Somebody with what spells take that costs nothing, and a Holy Symbol; `bare`: with neither.
fn someone(who: &str) -> Build {
    match who.strip_suffix(", bare") {
        Some(who) => hero::hero(who),
        None => hero::hero(&[who, ", stowed gear/component-pouch, stowed gear/holy-symbol-amulet"].concat()),
    }
}

/// Does what is wished, one after another; what follows, or the first refusal.
fn played(who: &str, wishes: &str, dice: &[u32]) -> Result<String, Refusal> {
    let mut build = someone(who);
    let mut dice = Loaded(dice);
    let mut told = Vec::new();
    for wish in wishes.split("; ").filter(|it| !it.is_empty()) {
        let command = say::command(wish);
        let events = play::decide(&Adventurer::of(Book::built_in(), &build), &command, &mut dice)?;
        events.iter().for_each(|it| play::apply(&mut build, it));
        told.extend(events);
    }
    assert!(dice.0.is_empty(), "{who}: {wishes}: dice are left: {:?}", dice.0);
    Ok(look::look(&Adventurer::of(Book::built_in(), &build), &told))
}

fn check(rows: &[Row]) {
    let row = |(who, wishes, dice, stands, place): &Row| {
        let found = played(who, wishes, dice).unwrap_or_else(|it| format!("no: {it}"));
        let right = if stands.starts_with("no: ") { found.starts_with(stands) } else { found == *stands };
        (!right).then(|| format!("{who}: {wishes}\n  is  {found}\n  not {stands} ({place})"))
    };
    let wrong: Vec<String> = rows.iter().filter_map(row).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn wounds_and_cures_are_as_the_book_says() {
    check(harm::WOUNDS);
    check(harm::CURES);
}

#[test]
fn death_is_as_the_book_says() {
    check(harm::DEATH);
}

#[test]
fn conditions_and_exhaustion_are_as_the_book_says() {
    check(harm::CONDITIONS);
}

#[test]
fn spells_are_cast_as_the_book_says() {
    check(magic::SPELLS);
    check(components::COMPONENTS);
    check(magic::CONCENTRATION);
}

#[test]
fn features_and_items_do_what_they_say() {
    check(magic::ACTIVITIES);
}

#[test]
fn rests_are_as_the_book_says() {
    check(rest::SHORT);
    check(rest::LONG);
    check(rest::MOMENTS);
}

#[test]
fn levels_and_inspiration_are_as_the_book_says() {
    check(level::LEVELS);
    check(level::INSPIRATION);
}

#[test]
fn every_event_is_read_as_it_was_written() {
    let wishes = "hurt 40 fire; save; heal 9; cast bless with slot 1; short cleric; tire 2; long; initiative";
    let mut build = someone("cleric 5, con 14, wis 16, pick cleric/prepared=spell/bless");
    for wish in wishes.split("; ") {
        let adventurer = Adventurer::of(Book::built_in(), &build);
        let events = play::decide(&adventurer, &say::command(wish), &mut Loaded(&[])).unwrap();
        for event in &events {
            let text = serde_json::to_string(event).unwrap();
            assert!(text.contains(".v1\""), "{text}");
            assert_eq!(serde_json::from_str::<Event>(&text).unwrap(), *event, "{text}");
        }
        events.iter().for_each(|it| play::apply(&mut build, it));
    }
    let sample = r#"{"hurt.v1":{"parts":[{"of":"fire","dealt":12,"taken":6}],"temporary_lost":2,"lost":4}}"#;
    let event: Event = serde_json::from_str(sample).unwrap();
    assert_eq!(serde_json::to_string(&event).unwrap(), sample);
}
