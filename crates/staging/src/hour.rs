//! The time of day: by the clock where one is, or the one that somebody likes to see.

/// What time it shall be.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Hour {
    /// As the clock says.
    #[default]
    Clock,
    /// Always this; hours since midnight.
    Fixed(f32),
}

/// The sun rises and sets around these hours, all year: nobody tells the game where it is played.
const RISES: f32 = 6.5;
const SETS: f32 = 19.5;
/// Hours that dawn and dusk take.
const TWILIGHT: f32 = 1.5;

/// How much of the light is day's: 0.0 by night, 1.0 by day.
pub fn daylight(hours: f32) -> f32 {
    let hours = if hours.is_finite() { hours.rem_euclid(24.0) } else { 0.0 };
    let up = smooth((hours - RISES) / TWILIGHT + 0.5);
    let down = smooth((hours - SETS) / TWILIGHT + 0.5);
    up - down
}

fn smooth(share: f32) -> f32 {
    let share = share.clamp(0.0, 1.0);
    share * share * (3.0 - 2.0 * share)
}
