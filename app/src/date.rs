//! Times as people read them: UTC, the same on the server and in every browser, whatever its place.

use leptos::prelude::*;
use wire::Millis;

/// A moment as `2026-11-20 23:48 UTC`, with the exact one for programs.
pub(crate) fn moment(at: Millis) -> AnyView {
    view! { <time datetime=exact(at)>{words(at)}</time> }.into_any()
}

/// `2026-11-20 23:48 UTC`.
pub(crate) fn words(at: Millis) -> String {
    let [year, month, day, hour, minute, _] = civil(at);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02} UTC")
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
}
