//! The shape of the lantern: brass and ink-blue enamel around eight panes of glass and a flame.
//! It stands about three and a half units high, with the flame at the origin. `public/lantern.svg` is
//! its picture as the first frame shows it: who changes the shape draws the picture anew.

use three_d::{Vec2, Vec3, vec3};

use super::solid::{Matter, Ring, Solid, corner, face};

const SIDES: u32 = 8;
/// From the axis to the middle of a flat side, for a radius of one.
const APOTHEM: f32 = 0.923_88;

const BRASS: Matter = Matter { colour: vec3(0.86, 0.54, 0.17), shine: 0.0 };
const PALE_BRASS: Matter = Matter { colour: vec3(1.0, 0.72, 0.32), shine: 0.0 };
const OLD_BRASS: Matter = Matter { colour: vec3(0.52, 0.29, 0.09), shine: 0.0 };
const ENAMEL: Matter = Matter { colour: vec3(0.020, 0.042, 0.125), shine: -1.0 };
const EMBER: Matter = Matter { colour: vec3(1.0, 0.36, 0.07), shine: 1.0 };
const GLASS: Matter = Matter { colour: vec3(1.0, 0.62, 0.24), shine: 0.0 };

const FOOT: [Ring; 6] = [
    ring(0.00, -1.38, 0.2),
    ring(0.66, -1.38, 0.25),
    ring(0.76, -1.32, 0.55),
    ring(0.76, -1.20, 0.9),
    ring(0.68, -1.13, 1.0),
    ring(0.50, -1.09, 0.5),
];
const FONT: [Ring; 4] =
    [ring(0.50, -1.09, 0.45), ring(0.575, -1.00, 0.85), ring(0.575, -0.86, 1.0), ring(0.50, -0.78, 0.6)];
const GALLERY: [Ring; 6] = [
    ring(0.50, -0.78, 0.4),
    ring(0.65, -0.75, 0.55),
    ring(0.72, -0.70, 0.9),
    ring(0.72, -0.60, 1.0),
    ring(0.66, -0.54, 1.1),
    ring(0.30, -0.53, 0.6),
];
const BURNER: [Ring; 5] = [
    ring(0.26, -0.54, 0.7),
    ring(0.26, -0.47, 0.9),
    ring(0.15, -0.41, 1.0),
    ring(0.12, -0.34, 1.0),
    ring(0.00, -0.34, 0.8),
];
const PANES: [Ring; 5] = [
    ring(0.52, -0.545, 1.0),
    ring(0.595, -0.34, 1.0),
    ring(0.625, -0.06, 1.0),
    ring(0.595, 0.22, 1.0),
    ring(0.52, 0.45, 1.0),
];
const HOOP: [Ring; 4] =
    [ring(0.60, -0.12, 0.7), ring(0.69, -0.09, 0.95), ring(0.69, -0.03, 1.05), ring(0.60, 0.00, 0.8)];
const COLLAR: [Ring; 6] = [
    ring(0.38, 0.44, 0.5),
    ring(0.61, 0.44, 0.6),
    ring(0.665, 0.48, 0.9),
    ring(0.665, 0.55, 1.0),
    ring(0.62, 0.59, 0.8),
    ring(0.56, 0.60, 0.4),
];
const EAVE: [Ring; 5] = [
    ring(0.56, 0.60, 0.4),
    ring(0.78, 0.58, 0.5),
    ring(0.84, 0.61, 0.9),
    ring(0.84, 0.67, 1.1),
    ring(0.77, 0.72, 0.9),
];
const ROOF: [Ring; 4] =
    [ring(0.77, 0.72, 0.8), ring(0.64, 0.88, 1.0), ring(0.45, 1.01, 1.0), ring(0.29, 1.07, 0.7)];
const DRUM: [Ring; 4] =
    [ring(0.31, 1.06, 0.6), ring(0.31, 1.10, 0.9), ring(0.26, 1.12, 0.7), ring(0.26, 1.28, 0.6)];
const CAP: [Ring; 7] = [
    ring(0.26, 1.27, 0.4),
    ring(0.36, 1.26, 0.5),
    ring(0.39, 1.29, 0.9),
    ring(0.39, 1.33, 1.1),
    ring(0.27, 1.43, 1.0),
    ring(0.12, 1.49, 1.0),
    ring(0.08, 1.52, 0.6),
];
const KNOB: [Ring; 5] = [
    ring(0.07, 1.51, 0.6),
    ring(0.12, 1.55, 0.9),
    ring(0.12, 1.60, 1.0),
    ring(0.06, 1.64, 1.0),
    ring(0.00, 1.64, 1.0),
];
const FLAME: [Ring; 6] = [
    ring(0.00, -0.36, 1.0),
    ring(0.10, -0.25, 1.0),
    ring(0.15, -0.11, 1.0),
    ring(0.12, 0.05, 1.0),
    ring(0.06, 0.20, 1.0),
    ring(0.00, 0.34, 1.0),
];

const fn ring(radius: f32, height: f32, light: f32) -> Ring {
    Ring { radius, height, light }
}

/// Everything that is not seen through.
pub(super) fn frame() -> Solid {
    let mut solid = Solid::default();
    for (profile, matter) in [
        (&FOOT[..], BRASS),
        (&FONT, ENAMEL),
        (&GALLERY, BRASS),
        (&BURNER, OLD_BRASS),
        (&HOOP, PALE_BRASS),
        (&COLLAR, BRASS),
        (&EAVE, BRASS),
        (&ROOF, ENAMEL),
        (&DRUM, OLD_BRASS),
        (&CAP, BRASS),
        (&KNOB, PALE_BRASS),
    ] {
        solid.turn(profile, SIDES, matter);
    }
    for index in 0..SIDES {
        solid.rib(&PANES, corner(index, SIDES), 0.052, 0.062, BRASS);
        solid.rib(&ROOF, corner(index, SIDES), 0.036, 0.034, PALE_BRASS);
        let out = face(index, SIDES);
        solid.stud(on(out, 0.76, -1.26), flat(out), 0.046, PALE_BRASS);
        solid.stud(on(out, 0.575, -0.93), flat(out), 0.058, PALE_BRASS);
        solid.stud(on(out, 0.72, -0.65), flat(out), 0.040, PALE_BRASS);
        solid.stud(on(out, 0.84, 0.64), flat(out), 0.028, PALE_BRASS);
        vent(&mut solid, out);
    }
    solid.loop_of(vec3(0.0, 1.80, 0.0), 0.19, 0.042, BRASS);
    solid
}

/// The eight panes.
pub(super) fn glass() -> Solid {
    let mut solid = Solid::default();
    solid.turn(&PANES, SIDES, GLASS);
    solid
}

/// A flame cut like a gem, so that it is of the same make as the rest.
pub(super) fn flame() -> Solid {
    let mut solid = Solid::default();
    solid.turn(&FLAME, 6, EMBER);
    solid
}

/// A slit in the drum, through which the fire is seen.
fn vent(solid: &mut Solid, out: Vec2) {
    let across = vec3(out.y, 0.0, -out.x) * 0.052;
    let middle = on(out, 0.266, 1.20);
    let up = vec3(0.0, 0.052, 0.0);
    let corners = [middle - across - up, middle + across - up, middle + across + up, middle - across + up];
    solid.quad(corners, [1.0, 1.0, 0.35, 0.35], EMBER);
}

/// The middle of a flat side, for a radius to the corners.
fn on(out: Vec2, radius: f32, height: f32) -> Vec3 {
    flat(out) * (radius * APOTHEM) + vec3(0.0, height, 0.0)
}

fn flat(out: Vec2) -> Vec3 {
    vec3(out.x, 0.0, out.y)
}
