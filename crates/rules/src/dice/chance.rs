//! Where dice come from: a stream of numbers that is the same on every machine, and a draw from it that
//! prefers no side.

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Draws dice.
pub trait Chance {
    /// From one to `sides`, each as likely as any other. `sides` is at least one.
    fn draw(&mut self, sides: u32) -> u32;
}

/// A ChaCha20 stream.
#[derive(Clone, Debug)]
pub struct Stream(ChaCha20Rng);

impl Stream {
    pub fn of(key: [u8; 32]) -> Self {
        Self(ChaCha20Rng::from_seed(key))
    }
}

impl Chance for Stream {
    /// A number of 32 bits times the sides, whose upper half is the die; the few numbers that would prefer
    /// some sides are thrown away (Lemire, 2019).
    fn draw(&mut self, sides: u32) -> u32 {
        let sides = sides.max(1);
        let mut product = u64::from(self.0.next_u32()) * u64::from(sides);
        if (product as u32) < sides {
            let least = sides.wrapping_neg() % sides;
            while (product as u32) < least {
                product = u64::from(self.0.next_u32()) * u64::from(sides);
            }
        }
        (product >> 32) as u32 + 1
    }
}
