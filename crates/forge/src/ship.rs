//! Ships: sailing ships of space, lofted along a keel and built in a yard, one class a file.

pub mod brigantine;
pub mod cloth;
pub mod courier;
pub mod figurehead;
pub mod fitting;
pub mod galleon;
pub mod lines;
pub mod motion;
pub mod rig;
pub mod skiff;
pub mod sloop;
pub mod stern;
pub mod turtle;
pub mod yard;

use crate::paint::{Paint, Ramp, Slot};
use crate::shelf::{Asset, Make};

const WOOD: Paint = Paint::rough(Ramp::Oak);
const DARK_WOOD: Paint = Paint::rough(Ramp::Ebony);
const BRASS: Paint = Paint::metal(Ramp::Brass);
const IRON: Paint = Paint::metal(Ramp::Slate);
/// The painted band of a hull: a captain's choice.
const BAND: Paint = Paint::matte(Ramp::Deep).for_slot(Slot::Cloak);
/// Cloth that catches starlight.
const SAIL: Paint = Paint::matte(Ramp::Bone).toned(0.02);
/// What is sewn on the cloth: a captain's choice.
const TRIM: Paint = Paint::matte(Ramp::Tide).for_slot(Slot::Trim).toned(-0.08);
const PENNANT: Paint = Paint::matte(Ramp::Madder).for_slot(Slot::Trim);
/// Windows at night.
const FLAME: Paint = Paint::glow(Ramp::Lantern);
/// Lanterns: a captain's choice.
const GLOW: Paint = Paint::glow(Ramp::Lantern).for_slot(Slot::Lantern);
const ENGINE: Paint = Paint::glow(Ramp::Tide);

/// Everything of this family.
pub fn assets() -> Vec<Asset> {
    let ship = |slug: &str, make| Asset {
        id: format!("ship/{slug}"),
        make: Make::Alone(make),
        budget: if slug == "skiff" { [800, 3_000] } else { [1_500, 3_000] },
        stands: false,
        watertight: true,
    };
    vec![
        ship("brigantine", brigantine::sailing),
        ship("courier", courier::sailing),
        ship("galleon", galleon::sailing),
        ship("skiff", skiff::sailing),
        ship("sloop", sloop::sailing),
        ship("sloop-moored", sloop::moored),
        ship("turtle", turtle::sailing),
    ]
}
