//! A thousand random fights, ten thousand in the long run: whatever meets whomever, every law holds.

use rules::book::{Creature, Obscured};
use rules::dice::{Chance, Stream};
use rules::fight::{Come, Ended, Entrant, Event, Fight, Grid, Ground, Lamp, Light, Side, Spot, Stage, play};

use super::arena::{book, stream, summary};
use super::laws;

/// Dice for what a fight is, apart from the fight's own.
const STAGE_SEED: u64 = 1 << 40;
/// Dice for its light.
const SHADE_SEED: u64 = 1 << 41;
/// Dice for its pits and ledges.
const FLOOR_SEED: u64 = 1 << 42;

/// One fight in so many may find no room, one in so many may be called off.
const MOST_CROWDED: u64 = 20;
const MOST_CALLED_OFF: u64 = 30;

#[test]
fn random_fights_keep_every_law() {
    // Whoever looks into a seed sees it and a few more.
    let asked: Option<u64> = std::env::var("FARLANTERN_SEED").ok().and_then(|it| it.parse().ok());
    let count = match asked {
        Some(_) => 100,
        None if std::env::var_os("FARLANTERN_LONG").is_some() => 10_000,
        None => 1_000,
    };
    let first = asked.unwrap_or(0);
    let mut faults = Vec::new();
    let (mut turns, mut called_off, mut crowded) = (0, 0, 0);
    for seed in first..first + count {
        let played = std::panic::catch_unwind(|| fight_of(seed));
        match played {
            Ok(Ok((told, ended))) => {
                turns += told;
                called_off += usize::from(ended == Some(Ended::CalledOff));
                crowded += u64::from(ended.is_none());
            }
            Ok(Err(fault)) => faults.push(format!("seed {seed}: {fault}")),
            Err(_) => faults.push(format!("seed {seed}: panicked")),
        }
        if faults.len() >= 20 {
            break;
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    println!("{turns} turns in {count} fights, {called_off} of them called off, {crowded} without room");
    // Whoever looks at one seed asks for no proportion.
    if asked.is_none() {
        assert!(crowded * MOST_CROWDED < count, "{crowded} fights were not fought, for there was no room");
        assert!(called_off as u64 * MOST_CALLED_OFF < count, "{called_off} fights came to no end");
    }
}

/// Dusk or night over one field in three, a lamp in it, and fog or leaves over parts of one in four. It has dice
/// of its own, so that bright fields stay what they were.
fn shade(grid: &mut Grid, chance: &mut Stream) {
    let (width, height) = (grid.width as u32, grid.height as u32);
    let spot =
        |chance: &mut Stream| Spot { x: chance.draw(width) as i16 - 1, y: chance.draw(height) as i16 - 1 };
    grid.air.light = match chance.draw(9) {
        1 => Light::Dim,
        2 => Light::Darkness,
        3 => Light::MagicalDarkness,
        _ => Light::Bright,
    };
    grid.air.sunlight = chance.draw(4) == 1;
    if chance.draw(2) == 1 {
        grid.air.lamps.push(Lamp { spot: spot(chance), bright: 20, dim: 20 });
    }
    if chance.draw(4) == 1 {
        for _ in 0..width * height / 6 {
            let obscured = if chance.draw(2) == 1 { Obscured::Lightly } else { Obscured::Heavily };
            grid.veil(spot(chance), Some(obscured));
        }
    }
}

/// Pits and ledges on one field in three, blocks of a few squares, so that what is large finds room in them.
fn dig(grid: &mut Grid, chance: &mut Stream) {
    if chance.draw(3) != 1 {
        return;
    }
    for _ in 0..chance.draw(8) {
        let feet = 5 * (chance.draw(21) as i32 - 13);
        let (x, y) = (chance.draw(grid.width as u32) as i16 - 1, chance.draw(grid.height as u32) as i16 - 1);
        let (wide, deep) = (chance.draw(5) as i16, chance.draw(5) as i16);
        (x..x + wide).for_each(|x| (y..y + deep).for_each(|y| grid.raise(Spot { x, y }, feet)));
    }
}

pub(crate) fn random_stage(seed: u64) -> Stage {
    let chance = &mut stream(STAGE_SEED + seed);
    let (width, height) = (chance.draw(20) as i16 + 9, chance.draw(20) as i16 + 9);
    let mut grid = Grid::open(width, height);
    for (sides, ground) in [(chance.draw(5), Ground::Difficult), (chance.draw(6), Ground::Solid)] {
        for _ in 0..(sides - 1) * (width as u32 * height as u32) / 24 {
            let spot =
                Spot { x: chance.draw(width as u32) as i16 - 1, y: chance.draw(height as u32) as i16 - 1 };
            grid.set(spot, ground);
        }
    }
    shade(&mut grid, &mut stream(SHADE_SEED + seed));
    dig(&mut grid, &mut stream(FLOOR_SEED + seed));
    let creatures: Vec<&Creature> = book().creatures.iter().collect();
    let level = 8 * chance.draw(24) as u16;
    let fitting: Vec<&Creature> = creatures.into_iter().filter(|it| it.challenge.0 <= level).collect();
    let mut entrants = Vec::new();
    for side in 0..2 {
        for _ in 0..chance.draw(6) {
            let creature = fitting[chance.draw(fitting.len() as u32) as usize - 1];
            let surprised = chance.draw(6) == 1;
            let who = match chance.draw(5) {
                1 => Come::Character(Box::new(super::heroes::any(book(), chance))),
                _ => Come::Creature(creature.id.clone()),
            };
            entrants.push(Entrant { side: Side(side), who, spot: None, surprised });
        }
    }
    Stage { grid, entrants }
}

type Played = Result<(usize, Option<Ended>), String>;

fn fight_of(seed: u64) -> Played {
    let stage = random_stage(seed);
    let (mut fight, events) = Fight::begin(book(), &stage, &mut stream(seed)).map_err(|it| it.to_string())?;
    // Where there is no room some stand in one square from the beginning.
    if laws::after(&fight).and_then(|()| laws::at_rest(&fight)).is_err() {
        return Ok((0, None));
    }
    let mut again = Fight::laid_out(book(), &stage).map_err(|it| it.to_string())?;
    let mut fault: Option<String> = None;
    let mut all: Vec<Event> = Vec::new();
    follow(&mut again, &events, &mut fault);
    let mut turns = 0;
    let mut dice = stream(seed);
    // The dice of initiative are thrown already.
    let _ = Fight::begin(book(), &stage, &mut dice).map_err(|it| it.to_string())?;
    let ended = play(&mut fight, &mut dice, &mut |now, _, events| {
        if fault.is_some() {
            return;
        }
        turns += events.iter().filter(|it| matches!(it, Event::TurnBegan { .. })).count();
        follow(&mut again, events, &mut fault);
        if fault.is_none() {
            fault = laws::at_rest(&again).err().map(|it| format!("{it}\n  after {events:#?}"));
        }
        // Turn by turn is often enough, and much faster than fact by fact.
        let turned = events.iter().any(|it| matches!(it, Event::TurnBegan { .. } | Event::Ended { .. }));
        if fault.is_none() && turned && summary(now) != summary(&again) {
            fault = Some(format!("the events made another fight:\n{}\n{}", summary(now), summary(&again)));
        }
        all.extend(events.iter().cloned());
    });
    if let Some(fault) = fault {
        return Err(fault);
    }
    if ended.is_none() {
        return Err("the fight did not end".into());
    }
    if seed.is_multiple_of(8) {
        same_again(seed, &stage, &all)?;
    }
    Ok((turns, ended))
}

/// Makes the fight again from its facts, with every law asked after each.
fn follow(again: &mut Fight<'_>, events: &[Event], fault: &mut Option<String>) {
    for event in events {
        let asked = laws::before(again, event);
        again.apply(event);
        if let Err(why) = asked.and_then(|()| laws::after(again)) {
            *fault = Some(format!("{why}\n  after {event:?}"));
            return;
        }
    }
}

/// The same seed makes the same facts, and they pass doors unchanged.
fn same_again(seed: u64, stage: &Stage, all: &[Event]) -> Result<(), String> {
    let mut dice = stream(seed);
    let (mut fight, _) = Fight::begin(book(), stage, &mut dice).map_err(|it| it.to_string())?;
    let mut told: Vec<Event> = Vec::new();
    play(&mut fight, &mut dice, &mut |_, _, events| told.extend(events.iter().cloned()));
    if told != all {
        return Err("the same seed made other events".into());
    }
    let text = serde_json::to_string(&told).map_err(|it| it.to_string())?;
    let read: Vec<Event> = serde_json::from_str(&text).map_err(|it| it.to_string())?;
    if read == told { Ok(()) } else { Err("events changed on their way through JSON".into()) }
}
