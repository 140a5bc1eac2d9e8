//! Shaping solids: turned on a lathe, swept along a line, and cut into flat facets.

use three_d::{InnerSpace, Vec2, Vec3, Vec4, vec3};

/// A ring of a turned profile: its radius and height, and how much light reaches it.
#[derive(Clone, Copy)]
pub(super) struct Ring {
    pub(super) radius: f32,
    pub(super) height: f32,
    pub(super) light: f32,
}

/// What a facet is made of.
#[derive(Clone, Copy)]
pub(super) struct Matter {
    pub(super) colour: Vec3,
    /// From 0, lit by others, to 1, shining by itself; -1 is enamel, which is no metal.
    pub(super) shine: f32,
}

/// Facets, each with its own three corners, so that every one keeps its own plane.
#[derive(Default)]
pub(super) struct Solid {
    pub(super) places: Vec<Vec3>,
    pub(super) sides: Vec<Vec3>,
    /// Colour, and the shine.
    pub(super) tints: Vec<Vec4>,
}

impl Solid {
    /// A profile turned around the upright axis, in so many flat sides.
    pub(super) fn turn(&mut self, profile: &[Ring], sides: u32, matter: Matter) {
        for pair in profile.windows(2) {
            let [low, high] = [pair[0], pair[1]];
            for side in 0..sides {
                let [near, far] = [corner(side, sides), corner(side + 1, sides)];
                let at = |ring: Ring, way: Vec2| vec3(way.x * ring.radius, ring.height, way.y * ring.radius);
                let corners = [at(low, near), at(low, far), at(high, far), at(high, near)];
                let lights = [low.light, low.light, high.light, high.light];
                self.quad(corners, lights, matter);
            }
        }
    }

    /// A bar with a bevelled back, along the profile, at one corner of a turned body.
    pub(super) fn rib(&mut self, profile: &[Ring], way: Vec2, width: f32, depth: f32, matter: Matter) {
        let across = Vec2::new(-way.y, way.x);
        // Seen from above, from one inner edge around the outside to the other.
        let shape = [(-1.0, -0.3), (-1.0, 0.45), (-0.5, 1.0), (0.5, 1.0), (1.0, 0.45), (1.0, -0.3)]
            .map(|(x, y)| (x * width, y * depth));
        for pair in profile.windows(2) {
            let [low, high] = [pair[0], pair[1]];
            for index in 0..shape.len() {
                let (here, next) = (shape[index], shape[(index + 1) % shape.len()]);
                let at = |ring: Ring, (x, y): (f32, f32)| {
                    let flat = across * x + way * (ring.radius + y);
                    vec3(flat.x, ring.height, flat.y)
                };
                let corners = [at(low, next), at(low, here), at(high, here), at(high, next)];
                self.quad(corners, [low.light, low.light, high.light, high.light], matter);
            }
        }
    }

    /// An upright ring to hang something by.
    pub(super) fn loop_of(&mut self, centre: Vec3, radius: f32, thick: f32, matter: Matter) {
        const AROUND: u32 = 14;
        const ACROSS: u32 = 6;
        let at = |around: u32, across: u32| {
            let (way, cut) = (corner(around, AROUND), corner(across, ACROSS));
            let reach = radius + thick * cut.x;
            centre + vec3(way.x * reach, way.y * reach, thick * cut.y)
        };
        for around in 0..AROUND {
            for across in 0..ACROSS {
                let corners = [
                    at(around, across),
                    at(around + 1, across),
                    at(around + 1, across + 1),
                    at(around, across + 1),
                ];
                self.quad(corners, [1.0; 4], matter);
            }
        }
    }

    /// A four-sided stud that points away from the axis.
    pub(super) fn stud(&mut self, centre: Vec3, out: Vec3, size: f32, matter: Matter) {
        let up = vec3(0.0, size, 0.0);
        let across = out.cross(vec3(0.0, 1.0, 0.0)).normalize() * size;
        let tip = centre + out * size * 0.8;
        let rim = [centre + up, centre + across, centre - up, centre - across];
        for index in 0..4 {
            self.facet([rim[index], rim[(index + 1) % 4], tip], [0.8, 0.8, 1.1], matter);
        }
    }

    /// Four corners, counter-clockwise as seen from outside.
    pub(super) fn quad(&mut self, [a, b, c, d]: [Vec3; 4], [la, lb, lc, ld]: [f32; 4], matter: Matter) {
        self.facet([a, b, c], [la, lb, lc], matter);
        self.facet([a, c, d], [la, lc, ld], matter);
    }

    fn facet(&mut self, corners: [Vec3; 3], lights: [f32; 3], matter: Matter) {
        let side = (corners[1] - corners[0]).cross(corners[2] - corners[0]);
        // At a tip two corners fall together and there is nothing to see.
        if side.magnitude2() < 1e-12 {
            return;
        }
        let side = side.normalize();
        for (corner, light) in corners.into_iter().zip(lights) {
            self.places.push(corner);
            self.sides.push(side);
            self.tints.push((matter.colour * light).extend(matter.shine));
        }
    }
}

/// The direction to a corner of a body with so many sides; a flat side faces the front.
pub(super) fn corner(index: u32, sides: u32) -> Vec2 {
    way((index as f32 + 0.5) / sides as f32)
}

/// The direction to the middle of a flat side.
pub(super) fn face(index: u32, sides: u32) -> Vec2 {
    way(index as f32 / sides as f32)
}

fn way(turns: f32) -> Vec2 {
    let angle = turns * std::f32::consts::TAU;
    Vec2::new(angle.sin(), angle.cos())
}
