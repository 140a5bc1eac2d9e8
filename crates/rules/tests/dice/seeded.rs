//! Ten thousand expressions out of a seed, read and rolled. What comes of them is one number, which is the
//! same natively and in WASM: both try this file.

use rules::dice::{Chance, Dialect, Stream, no_values, parse, roll};

const EXPRESSIONS: u32 = 10_000;
/// What they come to together. It changes only when dice of old receipts would fall otherwise.
pub(crate) const FINGERPRINT: u64 = 0xbdb7_1e63_1ad3_4371;

const SIDES: [&str; 10] = ["2", "3", "4", "6", "8", "10", "12", "20", "100", "%"];
const OPS: [&str; 30] = [
    "kh", "kl", "k", "dh1", "dl1", "d", "p1", "rr1", "ro1", "ra6", "r", "r<3", "mi2", "ma5", "e6", "eo6",
    "ec6", "ep6", "x", "xo", "!", "!!", "!p", "min2", "max5", "cs>3", "cf", "even", "f1", ">3",
];
const BETWEEN: [&str; 12] =
    [" + ", " - ", " * ", " / ", " // ", " % ", " > ", " >= ", " < ", " == ", " != ", "+-"];
const AROUND: [(&str, &str); 8] = [
    ("(", ")"),
    ("floor(", ")"),
    ("-", ""),
    ("(", ", 2d4)kh1"),
    ("", " [fire]"),
    ("{", ", 3}k1"),
    ("round(", ")"),
    ("abs(", ")"),
];

fn pick<T: Copy>(from: &[T], chance: &mut Stream) -> T {
    from[chance.draw(from.len() as u32) as usize - 1]
}

pub(crate) fn expression(depth: u32, chance: &mut Stream) -> String {
    match chance.draw(8) {
        1 => chance.draw(30).to_string(),
        2..=5 => {
            let ops: String = (1..chance.draw(3)).map(|_| pick(&OPS, chance)).collect();
            format!("{}d{}{ops}", chance.draw(12), pick(&SIDES, chance))
        }
        _ if depth == 0 => format!("d{}", pick(&SIDES, chance)),
        6 => {
            let (before, after) = pick(&AROUND, chance);
            [before, &expression(depth - 1, chance), after].concat()
        }
        _ => {
            let left = expression(depth - 1, chance);
            let sign = pick(&BETWEEN, chance);
            [left.as_str(), sign, &expression(depth - 1, chance)].concat()
        }
    }
}

fn judged(text: &str, dialect: Dialect, chance: &mut Stream) -> String {
    match parse(text, dialect) {
        Err(why) => format!("{} {why}", why.at),
        Ok(expr) => match roll(&expr, &no_values, chance) {
            Err(why) => format!("{expr} {why}"),
            Ok(roll) => format!("{} {} {:?}", roll.amount, roll.story(&expr), roll.shares),
        },
    }
}

/// The number, and how many could be rolled.
pub(crate) fn tried() -> (u64, u32) {
    let mut fingerprint = 0xcbf2_9ce4_8422_2325_u64;
    let mut rolled = 0;
    for seed in 0..EXPRESSIONS {
        let mut key = [0; 32];
        key[..4].copy_from_slice(&seed.to_be_bytes());
        let mut chance = Stream::of(key);
        let dialect = pick(&Dialect::ALL, &mut chance);
        let text = expression(3, &mut chance);
        let told = judged(&text, dialect, &mut chance);
        rolled += u32::from(told.contains(" = "));
        // FNV-1a: here it only has to notice.
        for byte in told.bytes() {
            fingerprint = (fingerprint ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    (fingerprint, rolled)
}

/// Most of them are worth trying.
pub(crate) const ROLLED_LEAST: u32 = 4_000;
