//! A nebula: a dome seen from within, three veils of light over each other along one band of the sky.

use glam::Vec3;

use crate::mesh::Mesh;
use crate::model::{Model, Shade};
use crate::paint::{Paint, Ramp};
use crate::planet::globe::{cut, icosphere, turned_inward};
use crate::planet::noise::Noise;
use crate::trig::{smoothstep, turn};

/// Radius of the dome, metres of the model: it is scaled to the sky.
const RADIUS: f32 = 10.0;

struct Layer {
    name: &'static str,
    ramp: Ramp,
    noise: Noise,
    /// From which density on it shines, and where it is full.
    shine: [f32; 2],
    /// How wide the band is, as the sine of the angle from its middle.
    band: f32,
    strength: f32,
}

const LAYERS: [Layer; 3] = [
    Layer {
        name: "veil",
        ramp: Ramp::Indigo,
        noise: Noise(301),
        shine: [-0.20, 0.5],
        band: 0.62,
        strength: 0.34,
    },
    Layer {
        name: "gas",
        ramp: Ramp::Tide,
        noise: Noise(307),
        shine: [0.0, 0.55],
        band: 0.46,
        strength: 0.42,
    },
    Layer {
        name: "heart",
        ramp: Ramp::Rose,
        noise: Noise(304),
        shine: [0.10, 0.6],
        band: 0.34,
        strength: 0.60,
    },
];

/// The model.
pub fn build() -> Model {
    let mut model = Model::default();
    for layer in &LAYERS {
        let ball = icosphere(4, Paint::matte(layer.ramp));
        let shining =
            cut(&ball, |face| ball.outline(face).into_iter().any(|point| layer.light(point) > 0.004));
        let strength = shining.points.iter().map(|&point| layer.light(point)).collect();
        let dome: Mesh = turned_inward(shining).bent(|point| point * RADIUS);
        let joint = model.joint(layer.name, None, Vec3::ZERO, dome);
        model.joints[joint].shade = Shade::Glow { strength };
    }
    model
}

impl Layer {
    /// How much it shines in a direction, 0.0 to 1.0.
    fn light(&self, place: Vec3) -> f32 {
        // Warped by itself: gas curls.
        let warp = |by: u32| Noise(self.noise.0 + by).fbm(place * 1.6, 3);
        let bent = place + Vec3::new(warp(1), warp(2), warp(3)) * 0.55;
        let off = (turn(24.0, 0.0, 32.0) * (place + (bent - place) * 0.35)).y.abs();
        let band = 1.0 - smoothstep(0.0, self.band, off);
        let density = self.noise.fbm(bent * 1.7, 4);
        smoothstep(self.shine[0], self.shine[1], density) * band * self.strength
    }
}
