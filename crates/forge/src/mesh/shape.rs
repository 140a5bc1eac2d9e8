//! The simple shapes that everything is put together from. None has a sharp edge that need not be.

use glam::Vec3;

use super::{Face, Mesh, Ring, loft};
use crate::paint::Paint;
use crate::trig::{TAU, cos, sin};

/// A box bevelled by `bevel` metres on all edges but those that it stands on, with its foot on y = 0.
pub fn block(size: [f32; 3], bevel: f32, paint: Paint) -> Mesh {
    slab(size, [1.0, 1.0], bevel, paint)
}

/// A bevelled box whose top is `taper` (x, z) times as wide as its foot, standing on y = 0.
pub fn slab([x, y, z]: [f32; 3], [taper_x, taper_z]: [f32; 2], bevel: f32, paint: Paint) -> Mesh {
    let bevel = bevel.min(x / 2.5).min(y / 2.5).min(z / 2.5);
    let ring = |at: f32, inset: f32| {
        let grow = |taper: f32| 1.0 + (taper - 1.0) * at / y;
        let (half_x, half_z) = (x / 2.0 * grow(taper_x), z / 2.0 * grow(taper_z));
        let cut = |half: f32| (bevel / half).min(0.9);
        let (half_x, half_z) = (half_x - inset, half_z - inset);
        let mut ring = Ring::chamfered(at, half_x, half_z, cut(half_x.min(half_z)));
        // Corners are cut by the same length on both sides.
        let (cut_x, cut_z) = (half_x - bevel.min(half_x * 0.9), half_z - bevel.min(half_z * 0.9));
        for (index, point) in ring.0.iter_mut().enumerate() {
            if matches!(index, 0 | 3 | 4 | 7) {
                point.x = cut_x.copysign(point.x);
            } else {
                point.z = cut_z.copysign(point.z);
            }
        }
        ring
    };
    loft(&[ring(0.0, 0.0), ring(y - bevel, 0.0), ring(y, bevel)], paint)
}

/// A tapered box with sharp edges, twelve triangles, standing on y = 0: for what is too small for
/// bevels, such as eyes and buckles.
pub fn brick([x, y, z]: [f32; 3], [taper_x, taper_z]: [f32; 2], paint: Paint) -> Mesh {
    let ring = |at: f32, x: f32, z: f32| {
        let corners = [(x, z), (x, -z), (-x, -z), (-x, z)];
        Ring(corners.map(|(x, z)| Vec3::new(x / 2.0, at, z / 2.0)).to_vec())
    };
    loft(&[ring(0.0, x, z), ring(y, x * taper_x, z * taper_z)], paint)
}

/// A profile of (radius, y) turned about the y axis with `sides` sides, closed at both ends.
pub fn lathe(profile: &[(f32, f32)], sides: usize, paint: Paint) -> Mesh {
    // A radius of nothing would make faces without area; a hair's breadth does not.
    let ring = |&(radius, y): &(f32, f32)| Ring::oval(sides, y, radius.max(0.002), radius.max(0.002));
    loft(&profile.iter().map(ring).collect::<Vec<_>>(), paint)
}

/// A cylinder or cone frustum with bevelled rims, standing on y = 0.
pub fn drum(foot: f32, top: f32, height: f32, bevel: f32, sides: usize, paint: Paint) -> Mesh {
    let profile = [(foot - bevel, 0.0), (foot, bevel), (top, height - bevel), (top - bevel, height)];
    lathe(&profile, sides, paint)
}

/// A straight prism without bevels, where nobody sees its edges.
pub fn prism(foot: f32, top: f32, height: f32, sides: usize, paint: Paint) -> Mesh {
    lathe(&[(foot, 0.0), (top, height)], sides, paint)
}

/// A flat round plate with its middle on y = 0.
pub fn disc(radius: f32, thickness: f32, sides: usize, paint: Paint) -> Mesh {
    prism(radius, radius, thickness, sides, paint).moved(0.0, -thickness / 2.0, 0.0)
}

/// A pointed cone from y = 0 up: one tip, `sides` flanks. Spikes, tusks, claws, tips of blades.
pub fn spike(half: [f32; 2], height: f32, sides: usize, paint: Paint) -> Mesh {
    let ring = Ring::oval(sides, 0.0, half[0], half[1]);
    let mut points = ring.0;
    points.push(Vec3::Y * height);
    let tip = sides as u32;
    let face = |corners| Face { corners, paint, smooth: false };
    let mut faces = vec![face((0..tip).rev().collect())];
    faces.extend((0..tip).map(|index| face(vec![index, (index + 1) % tip, tip])));
    Mesh { points, faces }.outward()
}

/// Two spikes foot to foot: gems, flames, buckles. Its waist lies at y = 0.
pub fn gem(half: [f32; 2], above: f32, below: f32, sides: usize, paint: Paint) -> Mesh {
    let mut points = Ring::oval(sides, 0.0, half[0], half[1]).0;
    points.extend([Vec3::Y * above, Vec3::NEG_Y * below]);
    let sides = sides as u32;
    let face = |corners| Face { corners, paint, smooth: false };
    let next = |index: u32| (index + 1) % sides;
    let up = (0..sides).map(|index| face(vec![index, next(index), sides]));
    let down = (0..sides).map(|index| face(vec![next(index), index, sides + 1]));
    Mesh { faces: up.chain(down).collect(), points }.outward()
}

/// A ball about the origin, `sides` around and `bands` from pole to pole.
pub fn ball(half: [f32; 3], sides: usize, bands: usize, paint: Paint) -> Mesh {
    let mut rings = Vec::new();
    for band in 0..=bands {
        // Poles are small flat caps: tips would be needles.
        let share = (band as f32 + 0.18).min(bands as f32 - 0.18).max(0.18) / bands as f32;
        let angle = TAU / 2.0 * share;
        let (y, radius) = (-cos(angle) * half[1], sin(angle));
        if band == 0 || band == bands {
            rings.push(Ring::oval(sides, y, half[0] * radius, half[2] * radius));
        } else {
            let angle = TAU / 2.0 * band as f32 / bands as f32;
            let (y, radius) = (-cos(angle) * half[1], sin(angle));
            rings.push(Ring::oval(sides, y, half[0] * radius, half[2] * radius));
        }
    }
    loft(&rings, paint)
}
