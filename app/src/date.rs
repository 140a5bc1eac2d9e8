//! Times as people read them: UTC, the same on the server and in every browser, whatever its place.

use leptos::prelude::*;
use wire::Millis;

/// A moment as `2026-11-20 23:48 UTC`, with the exact one for programs.
pub(crate) fn moment(at: Millis) -> AnyView {
    view! { <time datetime=exact(at)>{words(at)}</time> }.into_any()
}

/// `2026-11-20 23:48 UTC`.
pub fn words(at: Millis) -> String {
    let [year, month, day, hour, minute, _] = civil(at);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02} UTC")
}

/// `2026-11-20`, as a field for a day has it.
pub(crate) fn day(at: Millis) -> String {
    let [year, month, day, ..] = civil(at);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The last moment of a day that is written like that, or nothing if there is no such day.
pub(crate) fn end_of(text: &str) -> Option<Millis> {
    let mut parts = text.trim().splitn(3, '-').map(|it| it.parse::<i64>().ok());
    let [Some(year), Some(month), Some(day)] = [parts.next()?, parts.next()?, parts.next()?] else {
        return None;
    };
    if !(1970..10_000).contains(&year) || !(1..=12).contains(&month) {
        return None;
    }
    // The days are counted as below, the other way round.
    let (from_march, year) = if month > 2 { (month - 3, year) } else { (month + 9, year - 1) };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    let days = era * 146_097 + day_of_era - 719_468;
    let end = Millis((days + 1) * 86_400_000 - 1);
    // A thirtieth of February is another day, and so is none.
    (self::day(end) == text.trim()).then_some(end)
}

/// `2026-11-20T23:48:09Z`.
fn exact(at: Millis) -> String {
    let [year, month, day, hour, minute, second] = civil(at);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Year, month, day, hour, minute and second. Days are counted in eras of 400 years that begin
/// in March, so that the leap day is the last of its year (Howard Hinnant, "chrono-compatible
/// low-level date algorithms").
fn civil(at: Millis) -> [i64; 6] {
    let seconds = at.0.div_euclid(1000);
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    [year, month, day, second / 3_600, second / 60 % 60, second % 60]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_as_the_calendar_has_them() {
        for (millis, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
            (951_782_399_999, "2000-02-28T23:59:59Z"),
            (951_782_400_000, "2000-02-29T00:00:00Z"),
            (951_868_800_000, "2000-03-01T00:00:00Z"),
            (1_795_218_489_000, "2026-11-20T23:48:09Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(exact(Millis(millis)), text);
        }
        assert_eq!(words(Millis(1_795_218_489_000)), "2026-11-20 23:48 UTC");
    }

    #[test]
    fn a_day_is_read_as_it_is_written_and_ends_with_it() {
        for at in (0..4_200_000_000_000_i64).step_by(997 * 86_400_000 / 10) {
            let day = day(Millis(at));
            let end = end_of(&day).unwrap();
            assert!(end.0 >= at && end.0 - at < 86_400_000, "{day}");
            assert_ne!(super::day(Millis(end.0 + 1)), day);
        }
        for none in ["", "2026", "2026-11", "2026-02-30", "2026-13-01", "2026-1-1", "-1-01-01", "x-01-01"] {
            assert_eq!(end_of(none), None, "{none}");
        }
    }
}
