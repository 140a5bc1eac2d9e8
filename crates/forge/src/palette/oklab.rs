//! OKLab: a space in which the middle between two colours looks like the middle.

use crate::trig::pow;

/// A colour in OKLab.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lab {
    pub lightness: f32,
    pub a: f32,
    pub b: f32,
}

impl Lab {
    /// From sRGB bytes.
    pub fn from_srgb(colour: [u8; 3]) -> Self {
        let [r, g, b] = colour.map(|byte| linear(f32::from(byte) / 255.0));
        let l = libm::cbrtf(0.412_221_47 * r + 0.536_332_55 * g + 0.051_445_995 * b);
        let m = libm::cbrtf(0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b);
        let s = libm::cbrtf(0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b);
        Self {
            lightness: 0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s,
            a: 1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
            b: 0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s,
        }
    }

    /// To sRGB bytes; what lies outside is cut off.
    pub fn to_srgb(self) -> [u8; 3] {
        let l = self.lightness + 0.396_337_78 * self.a + 0.215_803_76 * self.b;
        let m = self.lightness - 0.105_561_346 * self.a - 0.063_854_17 * self.b;
        let s = self.lightness - 0.089_484_18 * self.a - 1.291_485_5 * self.b;
        let (l, m, s) = (l * l * l, m * m * m, s * s * s);
        [
            4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_94 * s,
            -1.268_438 * l + 2.609_757_4 * m - 0.341_319_4 * s,
            -0.004_196_086_3 * l - 0.703_418_6 * m + 1.707_614_7 * s,
        ]
        .map(|unit| (srgb(unit) * 255.0 + 0.5) as u8)
    }

    /// The colour `t` of the way to `other`.
    #[must_use]
    pub fn mix(self, other: Self, t: f32) -> Self {
        let mix = |one: f32, two: f32| one + (two - one) * t;
        Self {
            lightness: mix(self.lightness, other.lightness),
            a: mix(self.a, other.a),
            b: mix(self.b, other.b),
        }
    }

    /// The same colour, lighter by `by`, never beyond black and white.
    #[must_use]
    pub fn lifted(self, by: f32) -> Self {
        Self { lightness: (self.lightness + by).clamp(0.0, 1.0), ..self }
    }
}

/// sRGB (0.0 to 1.0) to linear light.
pub fn linear(srgb: f32) -> f32 {
    if srgb <= 0.040_45 { srgb / 12.92 } else { pow((srgb + 0.055) / 1.055, 2.4) }
}

/// Linear light to sRGB, cut to 0.0 to 1.0.
pub fn srgb(linear: f32) -> f32 {
    let linear = linear.clamp(0.0, 1.0);
    if linear <= 0.003_130_8 { linear * 12.92 } else { 1.055 * pow(linear, 1.0 / 2.4) - 0.055 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back_is_the_same() {
        for colour in [[0, 0, 0], [255, 255, 255], [255, 180, 84], [92, 200, 214], [27, 26, 46]] {
            assert_eq!(Lab::from_srgb(colour).to_srgb(), colour);
        }
    }
}
