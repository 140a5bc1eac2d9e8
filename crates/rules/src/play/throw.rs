//! A d20 that is thrown as a sheet says: leaning, with dice added, rerolled and raised.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::{dice::Chance, sheet::Roll};

/// What a d20 Test showed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thrown {
    /// Every d20 in the order in which it fell.
    pub faces: Vec<u8>,
    /// The one that counts, before it is raised.
    pub die: u8,
    /// Other dice that were added.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<i32>,
    pub total: i32,
}

/// SRD 5.2, "Playing the Game", D20 Tests.
pub(super) fn throw(roll: &Roll<'_>, chance: &mut dyn Chance) -> Thrown {
    let mut faces = vec![chance.draw(20) as u8];
    let side = roll.lean.side();
    if side != Ordering::Equal {
        faces.push(chance.draw(20) as u8);
    }
    let better = |one: u8, other: u8| if side == Ordering::Less { one.min(other) } else { one.max(other) };
    let mut die = faces.iter().copied().reduce(better).unwrap_or(1);
    if roll.reroll.is_some_and(|(upto, _)| die <= upto) {
        // One die is thrown again, whichever it was, and must be used.
        let again = chance.draw(20) as u8;
        let rest = faces
            .iter()
            .position(|it| *it == die)
            .map(|at| faces.iter().enumerate().filter(move |(it, _)| *it != at));
        die = rest.into_iter().flatten().map(|(_, it)| *it).fold(again, better);
        faces.push(again);
    }
    let counted = i32::from(die).max(roll.die_at_least.map_or(0, |it| it.0));
    let mut added = Vec::new();
    for (count, sides, _) in &roll.dice {
        let sign = count.signum();
        added.extend((0..count.unsigned_abs()).map(|_| sign * chance.draw(*sides) as i32));
    }
    let total = counted + roll.number.total + added.iter().sum::<i32>();
    let total = total.max(roll.total_at_least.map_or(i32::MIN, |it| it.0));
    Thrown { faces, die, added, total }
}
