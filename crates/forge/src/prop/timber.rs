//! Timber and the paints of the harbour: boards, beams and plates that cost few triangles.

use glam::{Quat, Vec3};

use crate::mesh::{Mesh, Ring, Turned, loft, tube};
use crate::paint::{Paint, Ramp};

pub const OAK: Paint = Paint::rough(Ramp::Oak);
pub const TAR: Paint = Paint::rough(Ramp::Oak).toned(-0.24);
pub const PALE: Paint = Paint::rough(Ramp::Sand).toned(-0.10);
pub const BRASS: Paint = Paint::metal(Ramp::Brass);
pub const IRON: Paint = Paint::metal(Ramp::Iron).toned(-0.14);
pub const STONE: Paint = Paint::rough(Ramp::Stone).toned(-0.06);
pub const ROPE: Paint = Paint::rough(Ramp::Straw).toned(-0.10);
pub const PLASTER: Paint = Paint::matte(Ramp::Bone).toned(-0.10);
pub const FLAME: Paint = Paint::glow(Ramp::Lantern);
pub const WINDOW: Paint = Paint::glow(Ramp::Lantern).toned(-0.20);

/// A board of x × y × z metres standing on y = 0, its upper edges bevelled: 20 triangles,
/// or 12 without a bevel.
pub fn board([x, y, z]: [f32; 3], bevel: f32, paint: Paint) -> Mesh {
    let ring = |at: f32, inset: f32| {
        let (half_x, half_z) = (x / 2.0 - inset, z / 2.0 - inset);
        let corners = [(half_x, half_z), (half_x, -half_z), (-half_x, -half_z), (-half_x, half_z)];
        Ring(corners.map(|(x, z)| Vec3::new(x, at, z)).to_vec())
    };
    let bevel = bevel.min(x / 2.5).min(z / 2.5).min(y / 1.5);
    if bevel < 0.001 {
        return loft(&[ring(0.0, 0.0), ring(y, 0.0)], paint);
    }
    loft(&[ring(0.0, 0.0), ring(y - bevel, 0.0), ring(y, bevel)], paint)
}

/// A square timber between two places, `thick` metres across: 12 triangles.
pub fn beam(from: Vec3, to: Vec3, thick: f32, paint: Paint) -> Mesh {
    let half = [thick * 0.707; 2];
    tube(&[Turned { place: from, half }, Turned { place: to, half }], 4, paint)
}

/// A round rope or rod through places, `thick` metres across.
pub fn rod(places: &[Vec3], thick: f32, sides: usize, paint: Paint) -> Mesh {
    let at = |place: &Vec3| Turned { place: *place, half: [thick / 2.0; 2] };
    tube(&places.iter().map(at).collect::<Vec<_>>(), sides, paint)
}

/// A plate that looks to +z with its middle at the origin: windows, posters, signs. 12 triangles.
pub fn plate([x, y]: [f32; 2], thick: f32, paint: Paint) -> Mesh {
    board([x, thick, y], 0.0, paint).turned(Quat::from_rotation_x(std::f32::consts::FRAC_PI_2))
}

/// A window that looks to +z: glowing pane, frame and cross. 12 + 6 × 12 triangles.
pub fn window([x, y]: [f32; 2], pane: Paint, frame: Paint) -> Mesh {
    let bar = |a: (f32, f32), b: (f32, f32), thick| {
        beam(Vec3::new(a.0, a.1, 0.04), Vec3::new(b.0, b.1, 0.04), thick, frame)
    };
    let (half_x, half_y) = (x / 2.0, y / 2.0);
    Mesh::of([
        plate([x, y], 0.03, pane),
        bar((-half_x, -half_y), (-half_x, half_y), 0.09),
        bar((half_x, -half_y), (half_x, half_y), 0.09),
        bar((-half_x - 0.08, half_y), (half_x + 0.08, half_y), 0.10),
        bar((-half_x - 0.12, -half_y), (half_x + 0.12, -half_y), 0.13),
        bar((0.0, -half_y), (0.0, half_y), 0.045),
        bar((-half_x, 0.02), (half_x, 0.02), 0.045),
    ])
}

/// A rope that hangs between two places, `sag` metres below their line in the middle.
pub fn hanging(from: Vec3, to: Vec3, sag: f32, pieces: usize) -> Vec<Vec3> {
    let at = |index: usize| {
        let t = index as f32 / pieces as f32;
        from.lerp(to, t) - Vec3::Y * sag * 4.0 * t * (1.0 - t)
    };
    (0..=pieces).map(at).collect()
}
