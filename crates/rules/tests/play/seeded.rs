//! Ten thousand small fights and sheets out of seeds, each told whole as JSON. What comes of them is one
//! number, which is the same natively and in WASM: both try this file.
//!
//! The number changes whenever a rule, the tactic or the book does. Then the failure prints the new one; it is
//! written into [`FINGERPRINT`] by hand once the change was meant.

use rules::{
    book::{Book, Challenge, Condition},
    build::{Adventurer, Build, Now},
    dice::{Chance, Stream},
    fight::{Come, Entrant, Event, Fight, Grid, Ground, Side, Spot, Stage, play},
    sheet::Sheet,
};
use serde::Serialize;

const RUNS: u32 = 10_000;
/// What they come to together.
const FINGERPRINT: u64 = 0xd17a_c3d9_33f9_52cf;
/// Fewer would be hardly worth trying.
const FIGHTS_LEAST: u32 = 7_000;
const SHEETS_LEAST: u32 = 1_500;
/// So many runs are told apart where the number is another.
const PART: u32 = 1_000;

/// Squares of a side of the field.
const FIELD: i16 = 8;
/// Most fighters of the usual fights are no stronger.
const USUAL: Challenge = Challenge(8);
/// One fight of so many is between any two of the book.
const UNUSUAL: u32 = 40;

/// From the first levels to the last, of each kind of magic and of none.
const CHARACTERS: [&str; 9] = [
    include_str!("characters/bram.json"),
    include_str!("characters/fenn.json"),
    include_str!("characters/ilse.json"),
    include_str!("characters/oru.json"),
    include_str!("characters/rhea.json"),
    include_str!("characters/tamsin.json"),
    include_str!("characters/torvald.json"),
    include_str!("../../../bench-rules/characters/caster.json"),
    include_str!("../../../../docs/characters/halda.json"),
];

pub(crate) struct Tried {
    fingerprint: u64,
    /// How the number stood after each thousand runs.
    parts: Vec<u64>,
    fights: u32,
    sheets: u32,
}

pub(crate) fn check(tried: &Tried) {
    assert!(
        tried.fights >= FIGHTS_LEAST && tried.sheets >= SHEETS_LEAST,
        "{} {}",
        tried.fights,
        tried.sheets
    );
    let (found, parts) = (tried.fingerprint, &tried.parts);
    assert!(
        found == FINGERPRINT,
        "the number is {found:#018x} now; if that was meant, write it into FINGERPRINT. After each {PART} runs: {parts:x?}",
    );
}

pub(crate) fn characters() -> Vec<Build> {
    CHARACTERS.iter().map(|it| serde_json::from_str(it).expect("it is a character")).collect()
}

pub(crate) fn tried() -> Tried {
    let cast = Cast::of(Book::built_in());
    let mut tried = Tried { fingerprint: 0, parts: Vec::new(), fights: 0, sheets: 0 };
    let mut sum = Fingerprint::default();
    for seed in 0..RUNS {
        let _told = Seed(seed);
        let mut key = [0; 32];
        key[..4].copy_from_slice(&seed.to_be_bytes());
        let mut chance = Stream::of(key);
        if chance.draw(5) == 1 {
            cast.sheet(&mut chance, &mut sum);
            tried.sheets += 1;
        } else {
            cast.fight(&mut chance, &mut sum);
            tried.fights += 1;
        }
        if (seed + 1) % PART == 0 {
            tried.parts.push(sum.0);
        }
    }
    tried.fingerprint = sum.0;
    tried
}

/// Names the seed of a run that panics.
struct Seed(u32);

impl Drop for Seed {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("this was seed {}", self.0);
        }
    }
}

/// Whom the seeds choose from.
struct Cast {
    book: &'static Book,
    characters: Vec<Build>,
    usual: Vec<Come>,
    all: Vec<Come>,
}

impl Cast {
    fn of(book: &'static Book) -> Self {
        let come = |it: &rules::book::Creature| Come::Creature(it.id.clone());
        let usual = book.creatures.iter().filter(|it| it.challenge <= USUAL).map(come).collect();
        let all = book.creatures.iter().map(come).collect();
        Self { book, characters: characters(), usual, all }
    }

    fn fight(&self, chance: &mut Stream, sum: &mut Fingerprint) {
        let mut entrants = Vec::new();
        let from = if chance.draw(UNUSUAL) == 1 { &self.all } else { &self.usual };
        for side in [Side(0), Side(1)] {
            let who = match chance.draw(12) {
                1 => Come::Character(Box::new(self.character(chance))),
                _ => pick(from, chance).clone(),
            };
            entrants.push(Entrant { side, who, spot: None, surprised: chance.draw(8) == 1 });
        }
        let stage = Stage { grid: field(chance), entrants };
        let (mut fight, begun) = Fight::begin(self.book, &stage, chance).expect("everybody is in the book");
        sum.tell(&begun);
        let ended = play(&mut fight, chance, &mut |_, why, events: &[Event]| sum.tell(&(why, events)));
        let left: Vec<_> = fight.fighters.iter().map(|it| (&it.name, it.side, it.hp, it.spot)).collect();
        sum.tell(&(ended, fight.round, left));
    }

    fn sheet(&self, chance: &mut Stream, sum: &mut Fingerprint) {
        let build = self.character(chance);
        let adventurer = Adventurer::of(self.book, &build);
        sum.tell(&Sheet::of(&adventurer));
    }

    /// One of them in a state of its own.
    fn character(&self, chance: &mut Stream) -> Build {
        let mut build = pick(&self.characters, chance).clone();
        build.now = self.now(&build, chance);
        build
    }

    fn now(&self, build: &Build, chance: &mut Stream) -> Now {
        let adventurer = Adventurer::of(self.book, build);
        let states = adventurer.features.iter().flat_map(|it| &it.feature.states).map(|it| &it.id);
        let conditions = Condition::ALL.iter().filter(|it| **it != Condition::Exhaustion).copied();
        let spells: Vec<_> = adventurer.spells.iter().map(|it| it.spell.id.clone()).collect();
        let slots = (1..=9).map(|level| (format!("slot/{level}"), chance.draw(4) - 1)).collect();
        Now {
            lost: chance.draw(40) - 1,
            temporary_hp: chance.draw(12) - 1,
            spent: slots,
            states: states.filter(|_| chance.draw(4) == 1).cloned().collect(),
            conditions: conditions.filter(|_| chance.draw(12) == 1).collect(),
            exhaustion: if chance.draw(3) == 1 { chance.draw(5) as u8 } else { 0 },
            inspiration: chance.draw(2) == 1,
            concentration: (!spells.is_empty() && chance.draw(3) == 1).then(|| pick(&spells, chance).clone()),
            ..Now::default()
        }
    }
}

/// Open ground with a few things in the way.
fn field(chance: &mut Stream) -> Grid {
    let mut grid = Grid::open(FIELD, FIELD);
    for _ in 1..chance.draw(4) {
        let spot = Spot { x: chance.draw(FIELD as u32) as i16 - 1, y: chance.draw(FIELD as u32) as i16 - 1 };
        let ground = pick(&[Ground::Solid, Ground::Difficult], chance);
        grid.set(spot, *ground);
    }
    grid
}

fn pick<'a, T>(from: &'a [T], chance: &mut Stream) -> &'a T {
    &from[chance.draw(from.len() as u32) as usize - 1]
}

/// FNV-1a: here it only has to notice.
struct Fingerprint(u64);

impl Default for Fingerprint {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fingerprint {
    fn tell(&mut self, told: &impl Serialize) {
        serde_json::to_writer(&mut *self, told).expect("it is plain data");
    }
}

impl std::io::Write for Fingerprint {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
