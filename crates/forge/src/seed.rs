//! Chance that is the same for ever: a stream of numbers from an asset's id and version.

use glam::Vec3;
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use sha2::{Digest, Sha256};

/// A stream of numbers that belongs to one asset.
pub struct Seed(ChaCha8Rng);

impl Seed {
    /// The stream of `id` (`kind/slug`). A new `version` is another throw of the dice.
    pub fn of(id: &str, version: u32) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(id.as_bytes());
        // An id holds no zero byte, so no two pairs hash the same text.
        hasher.update([0]);
        hasher.update(version.to_le_bytes());
        Self(ChaCha8Rng::from_seed(hasher.finalize().into()))
    }

    /// Evenly in 0.0..1.0, in steps of 2⁻²⁴.
    pub fn unit(&mut self) -> f32 {
        (self.0.next_u32() >> 8) as f32 / 16_777_216.0
    }

    /// Evenly in `low..high`.
    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    /// Evenly in the cube from -`reach` to `reach`.
    pub fn nudge(&mut self, reach: f32) -> Vec3 {
        Vec3::new(self.between(-reach, reach), self.between(-reach, reach), self.between(-reach, reach))
    }

    /// One of `0..count`; `count` is at least one.
    pub fn pick(&mut self, count: usize) -> usize {
        ((self.unit() * count as f32) as usize).min(count - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_id_throws_the_same_dice() {
        let throw = |id, version| {
            let mut seed = Seed::of(id, version);
            [seed.unit(), seed.unit(), seed.unit()]
        };
        assert_eq!(throw("figure/elf", 1), throw("figure/elf", 1));
        assert_ne!(throw("figure/elf", 1), throw("figure/elf", 2));
        assert_ne!(throw("figure/elf", 1), throw("figure/orc", 1));
    }
}
