//! Noise on a sphere: hashed gradients, summed over octaves, the same on every machine.

use glam::Vec3;

/// A field of noise; another number is another world.
#[derive(Clone, Copy)]
pub struct Noise(pub u32);

impl Noise {
    /// Gradient noise, about -1.0 to 1.0.
    pub fn at(self, place: Vec3) -> f32 {
        let cell = place.floor();
        let within = place - cell;
        let ease = within * within * within * (within * (within * 6.0 - 15.0) + 10.0);
        let corner = |x: f32, y: f32, z: f32| {
            let by = Vec3::new(x, y, z);
            self.gradient(cell + by).dot(within - by)
        };
        let edge = |y: f32, z: f32| mix(corner(0.0, y, z), corner(1.0, y, z), ease.x);
        mix(mix(edge(0.0, 0.0), edge(1.0, 0.0), ease.y), mix(edge(0.0, 1.0), edge(1.0, 1.0), ease.y), ease.z)
            * 1.5
    }

    /// Octaves of it, each half as strong and twice as fine.
    pub fn fbm(self, place: Vec3, octaves: u32) -> f32 {
        let octave = |index: u32| {
            let fine = (1 << index) as f32;
            Self(self.0.wrapping_add(index)).at(place * fine) / fine
        };
        (0..octaves).map(octave).sum::<f32>() * 0.6
    }

    /// Ridges: 1.0 on a crest, falling to both sides.
    pub fn ridged(self, place: Vec3, octaves: u32) -> f32 {
        1.0 - (self.fbm(place, octaves) * 2.6).abs().min(1.0)
    }

    fn gradient(self, cell: Vec3) -> Vec3 {
        let [x, y, z] = cell.to_array().map(|it| it as i32 as u32);
        let mut hash =
            self.0 ^ x.wrapping_mul(0x9e37_79b1) ^ y.wrapping_mul(0x85eb_ca77) ^ z.wrapping_mul(0xc2b2_ae3d);
        hash = (hash ^ (hash >> 15)).wrapping_mul(0x2c1b_3c6d);
        hash = (hash ^ (hash >> 12)).wrapping_mul(0x297a_2d39);
        hash ^= hash >> 15;
        let axis = |shift: u32| ((hash >> shift) & 0x3ff) as f32 / 511.5 - 1.0;
        Vec3::new(axis(0), axis(10), axis(20)).normalize_or(Vec3::Y)
    }
}

fn mix(one: f32, two: f32, t: f32) -> f32 {
    one + (two - one) * t
}
