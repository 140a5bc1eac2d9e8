//! A text as a square picture for cameras.

use std::fmt::Write;

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// Empty squares around the picture; cameras need them to find it.
const QUIET: i32 = 4;

/// The picture, or nothing when the text is too long for one. `says` stands in its place for who
/// does not see it.
pub(crate) fn qr(text: &str, says: &'static str) -> Option<AnyView> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let side = code.size() + 2 * QUIET;
    let whole = format!("0 0 {side} {side}");
    let picture = view! {
        <svg class="qr" viewBox=whole role="img" aria-label=says shape-rendering="crispEdges">
            <path class="qr-paper" d=format!("M0 0h{side}v{side}h-{side}z")></path>
            <path class="qr-ink" d=ink(&code)></path>
        </svg>
    };
    Some(picture.into_any())
}

/// One path for all dark squares: a stroke for each run in a row.
fn ink(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|it| code.get_module(*it, y)).count();
            let run = i32::try_from(run).unwrap_or(0);
            if run > 0 {
                // Writing to a string cannot fail.
                _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run + 1;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_square_is_drawn_once_and_no_light_one() {
        let code = QrCode::encode_text("https://farlantern.example/pair#secret", QrCodeEcc::Medium).unwrap();
        let mut drawn = std::collections::BTreeSet::new();
        for run in ink(&code).split('M').skip(1) {
            let (x, rest) = run.split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let (length, _) = rest.split_once('v').unwrap();
            let [x, y, length] = [x, y, length].map(|it| it.parse::<i32>().unwrap());
            assert!((x..x + length).all(|it| drawn.insert((it - QUIET, y - QUIET))), "{run} lies on another");
        }
        for y in 0..code.size() {
            for x in 0..code.size() {
                assert_eq!(drawn.contains(&(x, y)), code.get_module(x, y), "{x} {y}");
            }
        }
    }
}
