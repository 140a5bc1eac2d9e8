//! What every draw of a frame shares: one block of numbers. `frame.glsl` says the same to the card.

use std::f32::consts::TAU;

use glam::{Mat4, Vec3};
use model::Water;
use wire::scene::{Light, Rig};

use crate::limit::{LIGHTS_MAX, WAVES_MAX};
use crate::{Shadow, Shot, flicker};

/// How many times four floats the block holds.
pub const FRAME_VECS: usize = 22 + 2 * LIGHTS_MAX + WAVES_MAX;

/// One frame's numbers.
#[derive(Clone, Debug)]
pub struct Frame<'a> {
    pub shot: Shot,
    pub width: u32,
    pub height: u32,
    pub seconds: f32,
    pub rig: &'a Rig,
    pub shadow: Shadow,
    /// Pixels on a side of the shadow's picture.
    pub shadow_pixels: u32,
    pub lights: &'a [Light],
    pub sea_level: f32,
    pub water: Option<&'a Water>,
    /// Seen from under the sea, upside down: what the sea mirrors.
    pub mirrored: bool,
    /// The material itself brings its light through the film; nothing comes after it.
    pub plain: bool,
}

impl Frame<'_> {
    /// The block, as the card takes it (std140).
    pub fn block(&self) -> Vec<f32> {
        let mut block = Vec::with_capacity(FRAME_VECS * 4);
        let aspect = self.width as f32 / self.height.max(1) as f32;
        let clip = self.clip_from_world(aspect);
        for matrix in [clip, self.shadow.clip_from_world, clip.inverse()] {
            block.extend(matrix.to_cols_array());
        }
        let rig = self.rig;
        let mut vec = |three: [f32; 3], last: f32| {
            block.extend(three);
            block.push(last);
        };
        vec(self.eye().to_array(), self.seconds);
        vec(Vec3::from(rig.toward_key).normalize_or(Vec3::Y).to_array(), rig.lanterns);
        vec(rig.key, rig.exposure);
        vec(rig.sky, rig.stars);
        vec(rig.ground, self.sea_level);
        vec(rig.rim, rig.fog.density);
        vec(rig.fog.colour, rig.fog.falloff);
        vec(rig.zenith, self.shadow.metres / self.shadow_pixels.max(1) as f32);
        let lights = self.nearest();
        vec(rig.horizon, lights.len() as f32);
        let flag = |it: bool| if it { 1.0 } else { 0.0 };
        vec([self.width as f32, self.height as f32, flag(self.mirrored)], flag(self.plain));
        for slot in 0..LIGHTS_MAX {
            let light = lights.get(slot);
            vec(light.map_or([0.0; 3], |it| it.1.at), light.map_or(1.0, |it| it.1.radius));
        }
        for slot in 0..LIGHTS_MAX {
            let colour = lights.get(slot).map_or(Vec3::ZERO, |(which, it)| {
                Vec3::from(it.colour) * flicker(self.seconds, *which, it.flicker)
            });
            vec(colour.to_array(), 0.0);
        }
        for slot in 0..WAVES_MAX {
            let wave = self.water.and_then(|it| it.waves.get(slot));
            let of = |it: &model::Wave| {
                let long = TAU / it.length;
                ([it.along[0] * long, it.along[1] * long, it.height], TAU / it.period)
            };
            let (three, last) = wave.map_or(([0.0; 3], 0.0), of);
            vec(three, last);
        }
        block
    }

    fn clip_from_world(&self, aspect: f32) -> Mat4 {
        let clip = self.shot.clip_from_world(aspect);
        if !self.mirrored {
            return clip;
        }
        let flip = Mat4::from_translation(Vec3::Y * 2.0 * self.sea_level)
            * Mat4::from_scale(Vec3::new(1.0, -1.0, 1.0));
        clip * flip
    }

    fn eye(&self) -> Vec3 {
        let eye = self.shot.eye;
        if self.mirrored { Vec3::new(eye.x, 2.0 * self.sea_level - eye.y, eye.z) } else { eye }
    }

    /// The lights nearest to what is looked at, with their places in the list.
    fn nearest(&self) -> Vec<(usize, &Light)> {
        let mut all: Vec<_> = self.lights.iter().enumerate().collect();
        if all.len() > LIGHTS_MAX {
            let far = |light: &Light| Vec3::from(light.at).distance(self.shot.target) - light.radius;
            all.sort_by(|one, other| far(one.1).total_cmp(&far(other.1)));
            all.truncate(LIGHTS_MAX);
        }
        all
    }
}
