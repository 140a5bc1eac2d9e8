//! Whose colours a model wears: which row of the spectrum stands in each slot.

use rules::Content;
use wire::scene::ContentId;

/// Rows of the spectrum; slots that hold none keep what the model was painted with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dress {
    pub cloak: Option<u8>,
    pub trim: Option<u8>,
    pub lantern: Option<u8>,
    pub skin: Option<u8>,
    pub hair: Option<u8>,
    /// The spectral class: the rim of a figure's base.
    pub star: Option<u8>,
}

/// Rows of a quadrant, and of the whole spectrum.
const QUADRANT: f32 = 128.0;
const SIDE: f32 = 256.0;
/// A ramp is so many rows high.
const ROW: f32 = 4.0;
/// Quadrants hold so many ramps.
const ROWS: u8 = 32;

impl Dress {
    /// Where on the spectrum a vertex takes its colour, both from 0.0 to 1.0.
    pub(crate) fn uv(&self, uv: [f32; 2], slot: u8) -> [f32; 2] {
        let row = match slot {
            1 => self.cloak,
            2 => self.trim,
            3 => self.lantern,
            4 => self.skin,
            5 => self.hair,
            6 => self.star,
            _ => None,
        };
        let Some(row) = row.filter(|it| *it < ROWS) else { return uv };
        let quadrant = libm::floorf(uv[1] * SIDE / QUADRANT).clamp(0.0, 1.0);
        [uv[0], (quadrant * QUADRANT + f32::from(row) * ROW + ROW / 2.0) / SIDE]
    }
}

/// The row of a dye: the forge paints them in the order of the content.
pub fn dye_row(dye: &ContentId) -> Option<u8> {
    let place = Content::built_in().dyes.iter().position(|it| it.id == *dye)?;
    u8::try_from(place).ok()
}
