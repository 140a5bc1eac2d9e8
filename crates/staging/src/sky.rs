//! The real sky: the brightest stars, where they stand at an hour of the year, in which light.

use glam::{Mat3, Vec3};
use serde::Deserialize;
use serde_json::Value;

use crate::limit::{SKY_BYTES_MAX, STARS_MAX};

/// A star on the sphere of the sky.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Star {
    /// Unit direction: x to the vernal equinox, y to the north pole.
    pub toward: Vec3,
    pub magnitude: f32,
    /// Linear light without its strength.
    pub tint: Vec3,
}

/// All stars of the list, brightest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sky {
    pub stars: Vec<Star>,
}

/// Why a list of stars is none.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("the list of stars is too long")]
    TooLong,
    #[error("the list of stars cannot be read: {0}")]
    Malformed(#[from] serde_json::Error),
    #[error("a star in the list is none")]
    NoStar,
}

#[derive(Deserialize)]
struct List {
    stars: Vec<Vec<Value>>,
}

/// Nobody tells the game where it is played: somewhere in the middle of the north.
const LATITUDE_DEGREES: f32 = 45.0;
/// Sidereal degrees of an hour, and of a day beyond its whole turn.
const DEGREES_PER_HOUR: f32 = 15.041;
const DEGREES_PER_DAY: f32 = 0.985_65;
/// The sidereal angle at midnight of the year's first day, within a degree.
const NEW_YEAR_DEGREES: f32 = 100.2;

impl Sky {
    /// Reads the project's own list (`content/sky`): rows of number, right ascension, declination
    /// (thousandths of a degree), magnitude, B-V (hundredths) and sometimes a name.
    ///
    /// # Errors
    /// When it is no such list.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        if bytes.len() > SKY_BYTES_MAX {
            return Err(Unreadable::TooLong);
        }
        let list: List = serde_json::from_slice(bytes)?;
        if list.stars.len() > STARS_MAX {
            return Err(Unreadable::TooLong);
        }
        let stars = list.stars.iter().map(|row| star(row).ok_or(Unreadable::NoStar));
        Ok(Self { stars: stars.collect::<Result<_, _>>()? })
    }

    /// The turn from the sphere of the stars into the harbour, which looks south along -z, on a day
    /// of the year (0 is the first of January) at an hour by the sun.
    pub fn harbour_from_sky(day_of_year: f32, hours: f32) -> Mat3 {
        let sidereal = NEW_YEAR_DEGREES + day_of_year * DEGREES_PER_DAY + hours * DEGREES_PER_HOUR;
        // The meridian to the south: what has this right ascension stands highest there.
        let spin = Mat3::from_rotation_y((90.0 - sidereal).to_radians());
        // Then the pole is lowered from the zenith towards the north, behind the eye.
        Mat3::from_rotation_x((90.0 - LATITUDE_DEGREES).to_radians()) * spin
    }
}

fn star(row: &[Value]) -> Option<Star> {
    let number = |at: usize, parts: f64| Some((row.get(at)?.as_i64()? as f64 / parts) as f32);
    let (ascension, declination) = (number(1, 1000.0)?.to_radians(), number(2, 1000.0)?.to_radians());
    let flat = libm::cosf(declination);
    let toward =
        Vec3::new(flat * libm::cosf(ascension), libm::sinf(declination), -flat * libm::sinf(ascension));
    Some(Star { toward, magnitude: number(3, 100.0)?, tint: tint(number(4, 100.0)?) })
}

/// From blue-white over white to orange, by B-V.
fn tint(blue_minus_visual: f32) -> Vec3 {
    let warm = ((blue_minus_visual + 0.2) / 1.8).clamp(0.0, 1.0);
    Vec3::new(0.72 + 0.28 * warm, 0.82 - 0.08 * warm, 1.0 - 0.45 * warm)
}
