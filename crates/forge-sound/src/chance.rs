//! Chance by seed: the same id always draws the same numbers.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

/// Part of every seed. Another number makes every sound anew.
const VERSION: &str = "forge-sound 1";

/// A stream of numbers that belongs to one id.
///
/// Draws are made by hand from 32-bit words: the distributions of the `rand` crates may
/// change their values between releases, the ChaCha stream may not.
#[derive(Clone)]
pub struct Chance(ChaCha8Rng);

impl Chance {
    /// The stream of `id`; other ids have streams that share nothing with it.
    pub fn of(id: &str) -> Self {
        let seed: [u8; 32] = Sha256::digest(format!("{VERSION}/{id}").as_bytes()).into();
        Self(ChaCha8Rng::from_seed(seed))
    }

    /// Uniform in `0.0..1.0`.
    pub fn unit(&mut self) -> f64 {
        f64::from(self.0.next_u32()) / 4_294_967_296.0
    }

    /// Uniform in `low..high`.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// A factor of at most `part` above or below one; for small differences between variants.
    pub fn about(&mut self, part: f64) -> f64 {
        self.between(1.0 - part, 1.0 + part)
    }

    /// Uniform among `0..count`. `count` must not be zero.
    pub fn below(&mut self, count: usize) -> usize {
        (self.unit() * count as f64) as usize
    }

    /// White noise in `-1.0..1.0`.
    pub fn noise(&mut self, samples: usize) -> Vec<f32> {
        (0..samples).map(|_| self.between(-1.0, 1.0) as f32).collect()
    }
}
