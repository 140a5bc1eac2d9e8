//! The stern: rows of lit windows, engines, the ring that turns, the rudder, the great lanterns.

use glam::{Quat, Vec3};

use super::fitting::{bracket, engine, gyre, hang_lantern, rudder, window};
use super::yard::Yard;
use crate::trig::turn;

/// A row of windows across the stern.
pub struct Row {
    /// Height of their middles over the sheer, metres.
    pub over: f32,
    pub x: &'static [f32],
    pub size: [f32; 2],
    /// Whether a bar divides each.
    pub barred: bool,
}

/// What there is at a stern.
pub struct Stern {
    pub windows: &'static [Row],
    /// Places along the hull of windows in the sides of the cabin.
    pub sides: &'static [f32],
    /// Engines: across, up, radius.
    pub engines: &'static [[f32; 3]],
    /// The ring: height and radius.
    pub gyre: Option<[f32; 2]>,
    /// Length and height.
    pub rudder: [f32; 2],
    /// Where across the taffrail lanterns stand; the first in the middle is the highest.
    pub lanterns: &'static [f32],
}

/// Builds it.
pub fn build(yard: &mut Yard, stern: &Stern) {
    let lines = yard.lines;
    // The windows lean with the transom.
    let (low, high) = (lines.side(-1.0, lines.sheer(-1.0)), lines.side(-1.0, lines.rail(-1.0)));
    let slope = libm::atan2f(low.z - high.z, (high.y - low.y).max(0.4)).to_degrees();
    let lean = turn(slope, 180.0, 0.0);
    for row in stern.windows {
        for &x in row.x {
            let place = lines.side(-1.0, lines.sheer(-1.0) + row.over).with_x(x);
            yard.fix(window(row.size, row.barred).turned(lean).at(place));
        }
    }
    for &s in stern.sides {
        side_window(yard, s);
    }
    for (index, &[x, y, radius]) in stern.engines.iter().enumerate() {
        let place = lines.side(-1.0, y).with_x(x) - Vec3::Z * 0.10;
        engine(yard, &index.to_string(), place, radius);
    }
    if let Some([y, radius]) = stern.gyre {
        gyre(yard, "gyre", lines.side(-1.0, y).with_x(0.0) - Vec3::Z * 0.85, radius, 5);
    }
    rudder(yard, lines.side(-1.0, -0.5).with_x(0.0) - Vec3::Z * 0.12, stern.rudder);
    for (index, &x) in stern.lanterns.iter().enumerate() {
        let size = if x == 0.0 { 1.15 } else { 0.85 };
        let hook = high.with_x(x) + Vec3::new(0.0, 1.6 * size, -0.65 * size);
        yard.fix(bracket(high.with_x(x), hook, 0.95 * size));
        hang_lantern(yard, &format!("aft_{index}"), hook, size);
    }
}

fn side_window(yard: &mut Yard, s: f32) {
    let y = yard.lines.sheer(s) + 0.42;
    let (place, out) = (yard.lines.side(s, y), yard.lines.outward(s, y));
    let facing = Quat::from_rotation_arc(Vec3::Z, out.with_y(0.0).normalize());
    yard.fix_both(window([0.50, 0.58], false).turned(facing).at(place));
}
