//! Fights from initiative to their end, with the tactic on both sides: turns are counted.

use std::hint::black_box;

use rules::{
    book::Book,
    dice::Stream,
    fight::{Come, Entrant, Event, Fight, Grid, Side, Stage, play},
};

use crate::{Subject, Work, sheet::BARBARIAN};

/// Squares of a side of the field.
const FIELD: i16 = 24;

/// How many of whom; the book's creatures, or the barbarian.
type Party = &'static [(usize, &'static str)];

const FIGHTS: [(&str, Party, Party); 4] = [
    // Many against one.
    ("4 wolves and an ogre", &[(4, "wolf")], &[(1, "ogre")]),
    // Flight, breath that comes back, armour.
    ("4 knights and a young dragon", &[(4, "knight")], &[(1, "young-green-dragon")]),
    // Spells, and wounds that close.
    ("a mage with 4 guards and 2 trolls", &[(1, "mage"), (4, "guard")], &[(2, "troll")]),
    // A character, whose kit is made anew with each state.
    (
        "a barbarian with friends and 3 bugbears",
        &[(1, HERO), (1, "priest"), (1, "scout")],
        &[(3, "bugbear-warrior")],
    ),
];
const HERO: &str = "Halda";

pub(crate) const COUNT: usize = FIGHTS.len();

pub(crate) fn subject(index: usize) -> Option<Subject> {
    let (name, one, other) = FIGHTS.get(index)?;
    let entrants = party(one, Side(0))?.into_iter().chain(party(other, Side(1))?).collect();
    let stage = Stage { grid: Grid::open(FIELD, FIELD), entrants };
    let work = Turns { book: Book::built_in(), stage, stream: Stream::of([7; 32]) };
    Some(Subject::counted(format!("turns of {name}"), work))
}

fn party(party: Party, side: Side) -> Option<Vec<Entrant>> {
    let mut entrants = Vec::new();
    for (count, name) in party {
        let who = if *name == HERO {
            Come::Character(Box::new(serde_json::from_str(BARBARIAN).ok()?))
        } else {
            Come::Creature(format!("creature/{name}").parse().ok()?)
        };
        entrants.extend(vec![Entrant { side, who, spot: None, surprised: false }; *count]);
    }
    Some(entrants)
}

struct Turns {
    book: &'static Book,
    stage: Stage,
    stream: Stream,
}

impl Work for Turns {
    /// One whole fight; each falls out otherwise.
    fn once(&mut self) -> Option<u32> {
        let (mut fight, begun) = Fight::begin(self.book, &self.stage, &mut self.stream).ok()?;
        black_box(begun);
        let mut turns = 0;
        let ended = play(&mut fight, &mut self.stream, &mut |_, _, events| {
            turns += events.iter().filter(|it| matches!(it, Event::TurnBegan { .. })).count() as u32;
            black_box(events);
        });
        ended.map(|_| turns)
    }
}
