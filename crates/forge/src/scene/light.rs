//! How a place takes its light: the key with its shadow, the sky, lanterns, fog, and the sea with
//! what it mirrors.

use glam::Vec3;
use wire::scene::{Rig, Scene};

use super::cast::{Corner, Triangle};
use super::sky;
use crate::raster::{self, shadow::Shadow};
use crate::trig::{pow, sin};

/// What a scene is lit with.
pub(super) struct Lit<'a> {
    pub rig: &'a Rig,
    pub scene: &'a Scene,
    pub shadow: Shadow,
    pub toward_key: Vec3,
}

impl Lit<'_> {
    /// The light that comes from a triangle, where the ray of the eye meets it.
    pub(super) fn shade(&self, triangle: &Triangle, eye: Vec3, along: Vec3) -> Vec3 {
        let (corner, distance) = met(triangle, eye, along);
        let [colour, surface, emission] = raster::sample(corner.uv);
        let colour = colour * triangle.value;
        let (normal, open) = (corner.normal, corner.occlusion * corner.occlusion.sqrt());
        let metal = surface.z;
        let facing = normal.dot(self.toward_key);
        let lit = ((facing + 0.2) / 1.2).max(0.0) * self.shadow.light(corner.world, normal, facing);
        let key = Vec3::from(self.rig.key);
        let hemisphere = Vec3::from(self.rig.ground).lerp(self.rig.sky.into(), normal.y * 0.5 + 0.5);
        let (lamps, lamp_gleam) = self.lamps(&corner, along, surface.y);
        let diffuse = colour * (key * lit * corner.occlusion + hemisphere * open + lamps * corner.occlusion);
        let half = (self.toward_key - along).normalize();
        let sharp = 4.0 + 60.0 * (1.0 - surface.y) * (1.0 - surface.y);
        let gleam = pow(normal.dot(half).max(0.0), sharp) * lit.min(1.0);
        let tint = Vec3::ONE.lerp(colour * 2.2, metal) * (0.05 + 0.75 * metal) * (1.0 - surface.y * 0.6);
        let edge = 1.0 - normal.dot(-along).max(0.0);
        let rim = Vec3::from(self.rig.rim) * edge * edge * edge * (normal.y * 0.5 + 0.5) * open;
        let shine = emission * (0.5 + 2.1 * self.rig.lanterns);
        let all = diffuse * (1.0 - metal * 0.35)
            + (key * gleam + lamp_gleam) * tint
            + rim * (0.25 + colour * 0.75)
            + shine;
        self.fogged(all, eye, along, distance)
    }

    /// What all points of light give to a corner: spread, and as a gleam.
    fn lamps(&self, corner: &Corner, along: Vec3, roughness: f32) -> (Vec3, Vec3) {
        let (mut spread, mut gleam) = (Vec3::ZERO, Vec3::ZERO);
        for light in &self.scene.lights {
            let way = Vec3::from(light.at) - corner.world;
            let distance = way.length();
            if distance >= light.radius {
                continue;
            }
            let toward = way / distance.max(0.05);
            let left = 1.0 - (distance / light.radius) * (distance / light.radius);
            let strength = left * left / (1.0 + 0.22 * distance * distance) * self.rig.lanterns;
            let colour = Vec3::from(light.colour) * strength;
            spread += colour * ((corner.normal.dot(toward) + 0.35) / 1.35).max(0.0);
            let half = (toward - along).normalize_or(toward);
            gleam += colour * pow(corner.normal.dot(half).max(0.0), 6.0 + 40.0 * (1.0 - roughness));
        }
        (spread, gleam)
    }

    /// Light after its way through the fog.
    pub(super) fn fogged(&self, light: Vec3, eye: Vec3, along: Vec3, distance: f32) -> Vec3 {
        let fog = &self.rig.fog;
        let (near, far) = (eye.y.max(0.0), (eye.y + along.y * distance).max(0.0));
        let thick = |y: f32| libm::expf(-y / fog.falloff);
        let mean = if (far - near).abs() < 0.01 {
            thick(near)
        } else {
            (thick(near) - thick(far)) * fog.falloff / (far - near)
        };
        let kept = libm::expf(-(fog.density * mean * distance));
        let colour = Vec3::from(fog.colour)
            .lerp(sky::gradient(self.rig, Vec3::new(along.x, 0.02, along.z).normalize()), 0.5);
        colour.lerp(light, kept)
    }

    /// The sea where the eye meets it: its own dark colour, and what `mirrored` says is seen in it
    /// at a shift of the picture (shares of its height).
    pub(super) fn sea(
        &self,
        triangle: &Triangle,
        eye: Vec3,
        along: Vec3,
        mirrored: impl Fn(f32, f32) -> Vec3,
    ) -> Vec3 {
        let (corner, distance) = met(triangle, eye, along);
        let [colour, ..] = raster::sample(corner.uv);
        let at = corner.world;
        // Small waves on the facets, calmer far away where they would only be noise.
        let calm = (1.0 - distance / 70.0).max(0.0);
        let ripple = sin(at.x * 3.1 + at.z * 5.3) + sin(at.x * -4.7 + at.z * 3.7 + 1.3);
        let normal = (corner.normal + Vec3::new(0.02 * ripple, 0.0, 0.035 * ripple) * calm).normalize();
        let slope = 1.0 - normal.dot(-along).max(0.0);
        let mirror = (0.16 + 0.84 * slope * slope * slope).min(1.0);
        let spread = 0.10 / (1.0 + distance * 0.05);
        let shift = (normal.x * 0.35, normal.z * 0.75);
        // Rough water draws lights into columns: three looks along the column.
        let seen = [(-0.9, 0.25), (0.0, 0.45), (0.9, 0.30)].map(|(up, weight)| {
            mirrored(shift.0 * spread * 2.0, (shift.1 + up * 0.30) * spread * 2.0) * weight
        });
        let seen: Vec3 = seen.iter().sum();
        let (lamps, _) = self.lamps(&corner, along, 0.4);
        let lit = Vec3::from(self.rig.sky) * 0.55 + Vec3::from(self.rig.key) * 0.16 + lamps * 0.35;
        let own = colour * Vec3::new(0.42, 0.72, 0.80) * lit;
        self.fogged(own * (1.0 - mirror) + seen * mirror, eye, along, distance)
    }
}

/// Where a ray meets the plane of a triangle: all that its corners hold, between them; and how far.
fn met(triangle: &Triangle, eye: Vec3, along: Vec3) -> (Corner, f32) {
    let [a, b, c] = triangle.corners;
    let (one, two) = (b.world - a.world, c.world - a.world);
    let across = along.cross(two);
    let scale = one.dot(across);
    let from = eye - a.world;
    let scale = if scale.abs() < 1e-9 { 1e-9 } else { scale };
    let u = (from.dot(across) / scale).clamp(-0.02, 1.02);
    let turned = from.cross(one);
    let v = (along.dot(turned) / scale).clamp(-0.02, 1.02);
    let w = 1.0 - u - v;
    let corner = Corner {
        world: a.world * w + b.world * u + c.world * v,
        normal: (a.normal * w + b.normal * u + c.normal * v).normalize_or(Vec3::Y),
        uv: [0, 1].map(|axis: usize| a.uv[axis] * w + b.uv[axis] * u + c.uv[axis] * v),
        occlusion: a.occlusion * w + b.occlusion * u + c.occlusion * v,
    };
    let distance = corner.world.distance(eye);
    (corner, distance)
}
