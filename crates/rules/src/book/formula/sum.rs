//! What a formula comes to: dice and a number, to be thrown, doubled and said.

use std::fmt;

use super::bounded;
use crate::dice::Chance;

/// What a formula comes to: dice to be thrown, and a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many, and of how many sides; in the order of the formula. Dice that are taken away are
    /// counted below nothing: `1d20 - 1d4` has minus one d4.
    pub dice: Vec<(i32, u32)>,
    pub flat: i32,
}

impl Sum {
    /// Throws the dice and adds everything up.
    pub fn roll(&self, chance: &mut dyn Chance) -> i32 {
        let mut total = i64::from(self.flat);
        for (count, sides) in &self.dice {
            let thrown: i64 = (0..count.unsigned_abs()).map(|_| i64::from(chance.draw(*sides))).sum();
            total += thrown * i64::from(count.signum());
        }
        bounded(total)
    }

    /// Twice its average, which is a whole number.
    pub fn twice_average(&self) -> i32 {
        let dice = self.dice.iter().map(|(count, sides)| i64::from(*count) * (i64::from(*sides) + 1));
        let twice = dice.sum::<i64>() + 2 * i64::from(self.flat);
        twice.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32
    }

    /// The same with each die twice (SRD 5.2, "Playing the Game", Critical Hits).
    pub fn critical(&self) -> Self {
        Self { dice: self.dice.iter().map(|(count, sides)| (2 * count, *sides)).collect(), flat: self.flat }
    }

    pub fn plus(mut self, other: &Self) -> Self {
        self.dice.extend(&other.dice);
        self.flat = bounded(i64::from(self.flat) + i64::from(other.flat));
        self
    }
}

/// `2d6 + 3`, as people write it.
impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (count, sides)) in self.dice.iter().enumerate() {
            let sign = match (place, *count < 0) {
                (0, false) => "",
                (0, true) => "\u{2212}",
                (_, false) => " + ",
                (_, true) => " \u{2212} ",
            };
            write!(f, "{sign}{}d{sides}", count.unsigned_abs())?;
        }
        match (self.dice.is_empty(), self.flat) {
            (true, flat) if flat < 0 => write!(f, "\u{2212}{}", flat.unsigned_abs()),
            (true, flat) => write!(f, "{flat}"),
            (false, 0) => Ok(()),
            (false, flat) if flat < 0 => write!(f, " \u{2212} {}", flat.unsigned_abs()),
            (false, flat) => write!(f, " + {flat}"),
        }
    }
}
