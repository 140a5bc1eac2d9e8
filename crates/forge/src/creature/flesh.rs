//! What creatures are carved of: bodies along a path, feathers, claws, eyes, wings.

use glam::Vec3;

use crate::mesh::{Face, Mesh, Ring, ball, loft, spike};
use crate::paint::{Paint, Ramp};
use crate::trig::{TAU, cos, sin, turn};

pub const BRASS: Paint = Paint::metal(Ramp::Brass);
pub const IRON: Paint = Paint::metal(Ramp::Iron);
pub const BONE: Paint = Paint::matte(Ramp::Bone);
pub const DARK: Paint = Paint::matte(Ramp::Ink);
pub const FLAME: Paint = Paint::glow(Ramp::Lantern).toned(0.10);

/// A section: place, half width to the side, half width across that.
pub type Section = [f32; 5];

/// Skin over sections along a path. Each stands across the path with its width towards x, so a body
/// that lies in the middle never twists; paths that run along x want `branch`.
pub fn flesh(path: &[Section], sides: usize, paint: Paint) -> Mesh {
    rounded(path, sides, Vec3::X, paint)
}

/// The same for what runs to the side: its first width lies towards y.
pub fn branch(path: &[Section], sides: usize, paint: Paint) -> Mesh {
    rounded(path, sides, Vec3::Y, paint)
}

fn rounded(path: &[Section], sides: usize, across: Vec3, paint: Paint) -> Mesh {
    let place = |index: usize| Vec3::new(path[index][0], path[index][1], path[index][2]);
    let ring = |index: usize| {
        let (before, after) = (place(index.saturating_sub(1)), place((index + 1).min(path.len() - 1)));
        let along = (after - before).normalize_or(Vec3::Y);
        let side = (across - along * across.dot(along)).normalize_or(along.any_orthonormal_vector());
        let other = along.cross(side);
        let [.., wide, deep] = path[index];
        let point = |corner: usize| {
            let angle = (corner as f32 + 0.5) * TAU / sides as f32;
            place(index) + side * (wide * sin(angle)) + other * (deep * cos(angle))
        };
        Ring((0..sides).map(point).collect())
    };
    loft(&(0..path.len()).map(ring).collect::<Vec<_>>(), paint)
}

/// A point from one place to another over a flat foot: claws, teeth, tufts. `wide` is the half width
/// as a direction.
pub fn shard(from: Vec3, to: Vec3, wide: Vec3, thick: f32, paint: Paint) -> Mesh {
    let deep = (to - from).cross(wide).normalize_or(Vec3::Y) * thick;
    let points = vec![from + wide, from + deep, from - wide, from - deep, to];
    let face = |corners: &[u32]| Face { corners: corners.to_vec(), paint, smooth: false };
    let faces = [&[3, 2, 1, 0][..], &[0, 1, 4], &[1, 2, 4], &[2, 3, 4], &[3, 0, 4]];
    Mesh { points, faces: faces.map(face).to_vec() }.outward()
}

/// A leaf or feather from one place to another, widest at `belly` of its length.
pub fn leaf(from: Vec3, to: Vec3, wide: Vec3, thick: f32, belly: f32, paint: Paint) -> Mesh {
    let deep = (to - from).cross(wide).normalize_or(Vec3::Y) * thick;
    let waist = from.lerp(to, belly);
    let points = vec![from, waist + wide, waist + deep, waist - wide, waist - deep, to];
    let face = |corners: [u32; 3]| Face { corners: corners.to_vec(), paint, smooth: false };
    let next = |index: u32| index % 4 + 1;
    let faces = (1..5).flat_map(|index| [face([0, next(index), index]), face([5, index, next(index)])]);
    Mesh { points, faces: faces.collect() }.outward()
}

/// Claws in a row before a foot: places of their roots, and how long they are.
pub fn claws(roots: &[[f32; 3]], long: f32, half: f32, paint: Paint) -> Mesh {
    let claw = |&[x, y, z]: &[f32; 3]| {
        spike([half, half], long, 4, paint).turned(turn(112.0, 0.0, 0.0)).moved(x, y, z)
    };
    Mesh::of(roots.iter().map(claw))
}

/// A round eye that looks along `toward`, with a dark middle unless it shines through and through.
pub fn eye(at: Vec3, toward: Vec3, radius: f32, paint: Paint) -> Mesh {
    let out = glam::Quat::from_rotation_arc(Vec3::Y, toward.normalize());
    let hidden = Vec3::NEG_Y * radius * 0.3;
    spike([radius, radius], radius * 0.75, 7, paint).at(hidden).turned(out).at(at)
}

/// An egg: a ball that is `half` wide at a place.
pub fn egg(at: [f32; 3], half: [f32; 3], sides: usize, bands: usize, paint: Paint) -> Mesh {
    ball(half, sides, bands, paint).at(Vec3::from(at))
}

/// Tufts of fur or feather: each from a place towards another, all as wide as `wide` towards x.
pub fn tufts(rows: &[[[f32; 3]; 2]], wide: f32, thick: f32, paint: Paint) -> Mesh {
    let tuft =
        |&[from, to]: &[[f32; 3]; 2]| shard(Vec3::from(from), Vec3::from(to), Vec3::X * wide, thick, paint);
    Mesh::of(rows.iter().map(tuft))
}

/// The skin of a wing between fingers that all begin at `root`: straight lines out, hanging in arcs
/// between the tips, and the fingers themselves along it.
pub fn bat_wing(root: Vec3, tips: &[Vec3], hang: f32, bone: [f32; 2], paints: [Paint; 2]) -> Mesh {
    let [skin, finger] = paints;
    let mut rows = Vec::new();
    for (index, &tip) in tips.iter().enumerate() {
        if let Some(before) = index.checked_sub(1) {
            let middle = tips[before].midpoint(tip);
            rows.push([0.06, 0.5, 1.0 - hang].map(|share| root.lerp(middle, share)).to_vec());
        }
        rows.push([0.04, 0.5, 1.0].map(|share| root.lerp(tip, share)).to_vec());
    }
    let web = crate::ship::cloth::cloth(&rows, bone[1] * 0.8, |_, _| skin);
    let finger = |tip: &Vec3| {
        let along = (*tip - root).normalize();
        shard(root - along * bone[0], *tip + along * bone[0] * 0.6, Vec3::Z * bone[0], bone[0], finger)
    };
    Mesh::of(tips.iter().map(finger)).and(web)
}
