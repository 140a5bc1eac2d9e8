//! Icons: what can be owned as a small picture on transparent ground, for bags, shelves and lists.
//! Each is its own model, lit as in the game, so that people find again what they saw.

mod frame;
mod ground;
mod shaft;

use anyhow::Result;
use glam::Vec3;

use crate::cast::{Cast, Detail};
use crate::raster::{self, Exhibit, Rig};
use crate::shelf::{self, Asset};
use crate::{pack, palette, picture::few};

/// Pixels on a side.
pub const SIDE: usize = 96;
/// Most bytes of one.
pub const BYTES_MAX: usize = 6_500;
/// Degrees to the left by which what leans is turned: its head is at the upper right.
const LEAN: f32 = -45.0;
/// Samples on a side of a pixel.
const FINE: usize = 6;

/// The props that are goods, besides everything that is held.
const GOODS: [&str; 15] = [
    "anchor",
    "barrel",
    "bunting",
    "chart-table",
    "crate",
    "flowers",
    "lantern-hanging",
    "lantern-string",
    "net",
    "rope-coil",
    "rowboat",
    "sacks",
    "stool",
    "telescope",
    "trunk",
];

/// What is held, but shown as it hangs or stands; everything else leans across its square.
const UPRIGHT: [&str; 11] = [
    "amulet",
    "crystal",
    "drum",
    "lantern",
    "mistletoe",
    "orb",
    "reliquary",
    "shield",
    "shield-kite",
    "tome",
    "whip",
];

/// An icon's id, and what it shows.
pub fn all() -> Vec<(String, Asset)> {
    let is_owned =
        |asset: &Asset| asset.family() == "held" || asset.family() == "prop" && GOODS.contains(&asset.slug());
    let named = |asset: Asset| (format!("icon/{}", asset.slug()), asset);
    shelf::assets().into_iter().filter(is_owned).map(named).collect()
}

/// A picture with alpha: `SIDE` × `SIDE` pixels, sRGB, not multiplied by alpha.
pub type Icon = Vec<[u8; 4]>;

/// Takes the icon of an asset.
pub fn icon(asset: &Asset) -> Icon {
    let mut cast = Cast::of(pack::produce(asset));
    let leans = asset.family() == "held" && !UPRIGHT.contains(&asset.slug());
    if leans {
        cast.parts.iter_mut().for_each(|part| shaft::shortened(&mut part.near));
    }
    let lean = if leans { LEAN } else { 0.0 };
    ground::laid(&thing(&frame::framed(cast.exhibit(&cast.model.rest(), Detail::Near), lean)))
}

/// As a PNG of at most `BYTES_MAX` bytes.
///
/// # Errors
/// When the encoder fails.
pub fn png(icon: &Icon) -> Result<Vec<u8>> {
    few::small_png(icon, SIDE, BYTES_MAX)
}

/// Light multiplied by cover, and cover, of each pixel.
type Layer = Vec<(Vec3, f32)>;

fn thing(exhibit: &Exhibit<'_>) -> Layer {
    let side = SIDE * FINE;
    let samples = raster::samples(std::slice::from_ref(exhibit), &frame::camera(), &Rig::icon(), [side; 2]);
    let mut layer = vec![(Vec3::ZERO, 0.0); SIDE * SIDE];
    for (index, sample) in samples.into_iter().enumerate() {
        let pixel = index / side / FINE * SIDE + index % side / FINE;
        if let Some(light) = sample {
            layer[pixel].0 += light / (FINE * FINE) as f32;
            layer[pixel].1 += 1.0 / (FINE * FINE) as f32;
        }
    }
    layer
}

fn bytes(light: Vec3, cover: f32) -> [u8; 4] {
    if cover < 1.0 / 255.0 {
        return [0; 4];
    }
    let [red, green, blue] =
        (light / cover).to_array().map(|unit| (palette::srgb(unit.min(1.0)) * 255.0 + 0.5) as u8);
    [red, green, blue, (cover.min(1.0) * 255.0 + 0.5) as u8]
}
