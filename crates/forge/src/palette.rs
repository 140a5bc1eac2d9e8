//! The spectrum: one atlas of gradients for the whole game, and the two textures that say how it shines.
//!
//! 256 × 256 pixels in four quadrants of 128 (matte, metal / rough, glow, left to right, top to
//! bottom); in each the 32 ramps as rows of four equal pixels, dark at the left, light at the right.

mod oklab;

pub use oklab::{Lab, linear, srgb};

use crate::paint::{Finish, Paint, Ramp};

/// Pixels on a side of the atlas.
pub const SIDE: usize = 256;
/// Pixels on a side of a quadrant, and so the length of a ramp.
pub const QUADRANT: usize = 128;
/// Pixels of height of a ramp. All are equal, so sampling between them changes nothing.
pub const ROW: usize = 4;

/// The textures of the one material: RGB, eight bits, `SIDE` × `SIDE`.
pub struct Spectrum {
    /// Base colour, sRGB.
    pub colour: Vec<[u8; 3]>,
    /// Occlusion (always one: it is in the vertices), roughness, metalness; linear.
    pub surface: Vec<[u8; 3]>,
    /// What the glow quadrant shines with, sRGB; black elsewhere.
    pub emission: Vec<[u8; 3]>,
}

/// Paints the three textures.
pub fn spectrum() -> Spectrum {
    let black = vec![[0; 3]; SIDE * SIDE];
    let mut spectrum = Spectrum { colour: black.clone(), surface: black.clone(), emission: black };
    for y in 0..SIDE {
        for x in 0..SIDE {
            let finish = Finish::ALL[(y / QUADRANT) * 2 + x / QUADRANT];
            let ramp = Ramp::ALL[(y % QUADRANT) / ROW];
            let t = (x % QUADRANT) as f32 / (QUADRANT - 1) as f32;
            let pixel = y * SIDE + x;
            let colour = shade(ramp, finish, t).to_srgb();
            spectrum.colour[pixel] = colour;
            spectrum.surface[pixel] = surface(finish, t);
            if finish == Finish::Glow {
                spectrum.emission[pixel] = colour;
            }
        }
    }
    spectrum
}

/// Where on the atlas a paint lies at `t` (0.0 dark to 1.0 light), in pixels.
pub fn pixel(paint: Paint, t: f32) -> [f32; 2] {
    let finish = paint.finish as usize;
    let (left, top) = ((finish % 2) * QUADRANT, (finish / 2) * QUADRANT);
    // From the middle of the first pixel to the middle of the last: no bleeding out of the quadrant.
    let x = left as f32 + 0.5 + t.clamp(0.0, 1.0) * (QUADRANT - 1) as f32;
    [x, (top + paint.ramp as usize * ROW) as f32 + ROW as f32 / 2.0]
}

/// The ramp at `t`. Shadows lean to the night's blue and highlights to the lantern's amber, as the
/// grade of the whole picture does.
fn shade(ramp: Ramp, finish: Finish, t: f32) -> Lab {
    let base = Lab::from_srgb(ramp.colour());
    let night = Lab::from_srgb([0x16, 0x1d, 0x3a]);
    let flame = Lab::from_srgb([0xff, 0xe2, 0xb0]);
    let (dark, light) = match finish {
        Finish::Matte => (base.mix(night, 0.62), base.mix(flame, 0.40).lifted(0.05)),
        Finish::Rough => (base.mix(night, 0.70), base.mix(flame, 0.28).lifted(0.02)),
        // Metal lives by contrast: near black below, a glint above.
        Finish::Metal => (base.mix(night, 0.82), base.mix(flame, 0.66).lifted(0.08)),
        Finish::Glow => (base.lifted(-0.10), base.mix(Lab::from_srgb([0xff, 0xf8, 0xe4]), 0.85)),
    };
    // What is darker than the night casts a darker shadow yet.
    let dark = Lab { lightness: dark.lightness.min(base.lightness * 0.7), ..dark };
    const MIDDLE: f32 = 0.52;
    if t < MIDDLE { dark.mix(base, t / MIDDLE) } else { base.mix(light, (t - MIDDLE) / (1.0 - MIDDLE)) }
}

fn surface(finish: Finish, t: f32) -> [u8; 3] {
    let (roughness, metalness) = match finish {
        Finish::Matte => (0.72, 0.0),
        // Worn bright edges are smoother than the grime below.
        Finish::Metal => (0.46 - 0.16 * t, 1.0),
        Finish::Rough => (0.94, 0.0),
        Finish::Glow => (0.60, 0.0),
    };
    [255, byte(roughness), byte(metalness)]
}

fn byte(unit: f32) -> u8 {
    (unit.clamp(0.0, 1.0) * 255.0 + 0.5) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ramp_grows_lighter() {
        for ramp in Ramp::ALL {
            for finish in Finish::ALL {
                let lights: Vec<f32> =
                    (0..=8).map(|i| shade(ramp, finish, i as f32 / 8.0).lightness).collect();
                assert!(lights.is_sorted(), "{ramp:?} {finish:?} {lights:?}");
            }
        }
    }

    #[test]
    fn the_dyes_are_those_of_the_content() {
        let dyes: serde_json::Value =
            serde_json::from_str(include_str!("../../../content/dyes.json")).unwrap();
        let dyes = dyes.as_array().unwrap();
        assert_eq!(dyes.len(), 16);
        for (dye, ramp) in dyes.iter().zip(Ramp::ALL) {
            let [r, g, b] = ramp.colour();
            assert_eq!(dye["colour"], format!("#{r:02x}{g:02x}{b:02x}"), "{ramp:?}");
            assert_eq!(dye["id"], format!("dye/{ramp:?}").to_lowercase());
        }
    }
}
