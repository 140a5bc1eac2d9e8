//! Which parts of a place a view shows: what lies outside of it is not drawn, and what is far away has
//! fewer triangles.

use glam::{Vec3, Vec4};
use staging::{Cell, Range};
use wire::scene::When;

use super::{place::Troupe, set::Moment};

/// Cells and troupes that are farther away have fewer triangles; metres for a view of forty degrees.
const FAR_METRES: f32 = 34.0;

/// What a view shows, and in how many triangles.
pub(super) struct Seen {
    pub(super) cells: Vec<Range>,
    pub(super) mirrored: Vec<Range>,
    /// For each troupe whether it is far; none: it is not seen.
    pub(super) troupes: Vec<Option<bool>>,
}

impl Seen {
    /// `mirrors`: there is a sea to mirror things.
    pub(super) fn of(moment: &Moment<'_>, mirrors: bool) -> Self {
        let frame = &moment.frame;
        let aspect = frame.width as f32 / frame.height.max(1) as f32;
        let planes = planes(frame.shot.clip_from_world(aspect));
        let is_seen =
            |middle: Vec3, reach: f32| planes.iter().all(|it| it.truncate().dot(middle) + it.w >= -reach);
        // A narrow view brings things nearer.
        let far = FAR_METRES * 40.0 / frame.shot.field.max(1.0);
        let is_far = |middle: Vec3, reach: f32| middle.distance(frame.shot.eye) - reach > far;
        let cells = &moment.place.cells.cells;
        let range = |it: &Cell| if is_far(it.middle, it.reach) { it.far } else { it.near };
        let low = |it: &Vec3| Vec3::new(it.x, 2.0 * frame.sea_level - it.y, it.z);
        let day = frame.rig.stars < 0.5;
        let shown = |when: When| match when {
            When::Always => true,
            When::Day => day,
            When::Night => !day,
        };
        let troupe = |it: &Troupe| {
            let seen = shown(it.when) && is_seen(it.middle, it.reach);
            seen.then(|| is_far(it.middle, it.reach))
        };
        Self {
            cells: joined(cells.iter().filter(|it| is_seen(it.middle, it.reach)).map(range)),
            mirrored: match mirrors {
                true => joined(cells.iter().filter(|it| is_seen(low(&it.middle), it.reach)).map(|it| it.far)),
                false => Vec::new(),
            },
            troupes: moment.place.troupes.iter().map(troupe).collect(),
        }
    }
}

/// Ranges that follow each other are one draw.
fn joined(ranges: impl Iterator<Item = Range>) -> Vec<Range> {
    let mut all: Vec<Range> = Vec::new();
    for (first, count) in ranges.filter(|it| it.1 > 0) {
        match all.last_mut() {
            Some(last) if last.0 + last.1 == first => last.1 += count,
            _ => all.push((first, count)),
        }
    }
    all
}

/// The sides of what a view shows: unit normals inward, and how far they are.
fn planes(clip_from_world: glam::Mat4) -> [Vec4; 5] {
    let rows = clip_from_world.transpose();
    let [x, y, z, w] = [rows.x_axis, rows.y_axis, rows.z_axis, rows.w_axis];
    [w + x, w - x, w + y, w - y, w + z].map(|it| it / it.truncate().length().max(1e-6))
}
