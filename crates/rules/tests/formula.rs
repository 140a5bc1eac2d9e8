//! Formulas of content: what they come to, what is no formula, and that no text breaks them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use rules::{
    book::Formula,
    dice::{Chance, Stream},
};

/// A barbarian of level 9 with Strength 16, Dexterity 8 and a slot two levels above the spell's own.
fn value(name: &str) -> Option<i32> {
    match name {
        "str" | "above" => Some(if name == "str" { 3 } else { 2 }),
        "dex" => Some(-1),
        "score.str" => Some(16),
        "prof" => Some(4),
        "barbarian" | "level" => Some(9),
        _ => None,
    }
}

/// What a formula comes to; behind it twice its average.
const CASES: &[(&str, &str, i32)] = &[
    ("7", "7", 14),
    ("8 + prof + str", "15", 30),
    ("str - 4", "\u{2212}1", -2),
    ("  2d6+3 ", "2d6 + 3", 20),
    ("2d6 - 3", "2d6 \u{2212} 3", 8),
    ("1d8 + str", "1d8 + 3", 15),
    ("1d8 + dex", "1d8 \u{2212} 1", 7),
    ("(1 + above)d8", "3d8", 27),
    ("above d6", "2d6", 14),
    ("1d6 + 1d6 + 1d4", "1d6 + 1d6 + 1d4", 19),
    // Dice that are taken away.
    ("0 - 1d4", "\u{2212}1d4", -5),
    ("1d20 - 1d4", "1d20 \u{2212} 1d4", 16),
    ("10 - (1d4 - 2)", "\u{2212}1d4 + 12", 19),
    ("-1d4 + 12", "\u{2212}1d4 + 12", 19),
    ("-2", "\u{2212}2", -4),
    ("-str * 2 + 1", "\u{2212}5", -10),
    ("3 * (-1)", "\u{2212}3", -6),
    ("5 - 2 * 1d4", "\u{2212}2d4 + 5", 0),
    // Nobody throws fewer dice than none.
    ("(dex)d6", "0", 0),
    ("(dex)d6 + 2", "2", 4),
    // A number of times the dice, on whichever side it stands.
    ("2 * 1d6", "2d6", 14),
    ("1d6 * 2", "2d6", 14),
    ("2 * (1d6 + 1)", "2d6 + 2", 18),
    ("(1d6 + 1) * above", "2d6 + 2", 18),
    ("above * by(barbarian, 1: 1d4, 9: 1d6)", "2d6", 14),
    // Tables have nothing below their first row.
    ("by(barbarian, 1: 2, 9: 3, 16: 4)", "3", 6),
    ("by(barbarian, 10: 2)", "0", 0),
    ("by(level, 1: 1d6, 9: 2d8, 11: 3)", "2d8", 18),
    ("by(level, 1: 1, 5: by(prof, 3: 7, 5: 9))", "7", 14),
    ("max(dex, 1)", "1", 2),
    ("min(score.str, 12) + max(1, str)", "15", 30),
    ("max(1, str)d4", "3d4", 15),
    // Round Down: of halves the lower one, below nothing too.
    ("level / 2", "4", 8),
    ("dex / 2", "\u{2212}1", -2),
    ("7 / (0 - 2)", "\u{2212}4", -8),
    ("(0 - 7) / (0 - 2)", "3", 6),
    ("5 / 0", "0", 0),
    ("2 + 3 * 4", "14", 28),
    ("(2 + 3) * 4", "20", 40),
    ("20 - 5 - 5", "10", 20),
    ("16 / 4 / 2", "2", 4),
    ("nobody + 1", "1", 2),
    // Numbers have an end.
    ("99999999999", "1000000", 2_000_000),
    ("999999 * 999999", "1000000", 2_000_000),
    ("0 - 999999 * 999999 - 1", "\u{2212}1000000", -2_000_000),
    ("999999d6", "1000d6", 7000),
    ("999999 * 999999d6", "1000d6", 7000),
    ("0 - 999999d6", "\u{2212}1000d6", -7000),
];

const REFUSED: &[(&str, &str)] = &[
    ("2d6 / 2", "dice cannot be divided"),
    ("(1 + 2d6) / 2", "dice cannot be divided"),
    ("12 / 1d4", "dice cannot be divided"),
    ("by(level, 1: 1d6) / 2", "dice cannot be divided"),
    ("1d4 * 1d4", "dice cannot be multiplied by dice"),
    ("(1d4 + 1) * (2 - 1d4)", "dice cannot be multiplied by dice"),
    ("max(1d4, 2)", "dice cannot be compared"),
    ("min(2, 1d4)", "dice cannot be compared"),
    ("(1d4)d6", "dice cannot be counted by dice"),
    ("by(1d4, 1: 2)", "dice cannot be looked up in a table"),
    ("", "at character 1: expected a number, a name or a parenthesis"),
    ("1 +", "at character 4: expected a number, a name or a parenthesis"),
    ("d6", "at character 2: expected an operator or the end"),
    ("1d", "at character 3: expected the sides of the dice"),
    ("1d0", "at character 4: expected the sides of the dice"),
    ("1d100001", "at character 9: expected the sides of the dice"),
    ("1 2", "at character 3: expected an operator or the end"),
    ("(1", "at character 3: expected a closing parenthesis"),
    ("1)", "at character 2: expected an operator or the end"),
    ("max 1", "at character 5: expected a parenthesis"),
    ("max(1)", "at character 6: expected a comma"),
    ("by(level, 5: 1, 5: 2)", "at character 19: expected steps that rise, each with a colon"),
    ("by(level, 5 1)", "at character 13: expected steps that rise, each with a colon"),
    ("by(level, x: 1)", "at character 11: expected a step"),
    ("STR", "at character 1: expected a number, a name or a parenthesis"),
    ("1 + \0 2", "at character 5: expected a number, a name or a parenthesis"),
    ("--1", "at character 2: expected a number, a name or a parenthesis"),
    ("2 * -1", "at character 5: expected a number, a name or a parenthesis"),
    ("\u{2212}1", "at character 1: expected a number, a name or a parenthesis"),
    ("((((((((((((1))))))))))))", "parentheses go at most 12 deep"),
];

#[test]
fn formulas_come_to_what_they_say() {
    for (text, sum, twice_average) in CASES {
        let formula: Formula = text.parse().unwrap_or_else(|why| panic!("{text}: {why}"));
        let comes_to = formula.sum(&value);
        assert_eq!(comes_to.to_string(), *sum, "{text}");
        assert_eq!(comes_to.twice_average(), *twice_average, "{text}");
    }
}

/// With numbers in the place of its names it is read as it is written, and comes to the same.
#[test]
fn what_is_settled_is_read_again() {
    for (text, sum, _) in CASES {
        let mut formula: Formula = text.parse().unwrap();
        formula.settle(&value);
        let again: Formula =
            formula.to_string().parse().unwrap_or_else(|why| panic!("{text}: {formula}: {why}"));
        assert_eq!(formula.sum(&value).to_string(), *sum, "{text}: {formula}");
        assert_eq!(again, formula, "{text}");
    }
}

#[test]
fn what_cannot_be_said_is_refused_with_a_sentence() {
    for (text, why) in REFUSED {
        assert_eq!(text.parse::<Formula>().unwrap_err().to_string(), *why, "{text}");
    }
    assert_eq!(
        "1 + ".repeat(65).parse::<Formula>().unwrap_err().to_string(),
        "a formula has at most 256 bytes"
    );
}

#[test]
fn dice_that_are_taken_away_are_thrown_all_the_same() {
    struct Threes;
    impl Chance for Threes {
        fn draw(&mut self, sides: u32) -> u32 {
            3.min(sides)
        }
    }
    for (text, rolled) in [("2d6 + 1", 7), ("0 - 1d4", -3), ("1d20 - 2d4 + 5", 2), ("3", 3), ("1d2", 2)] {
        assert_eq!(text.parse::<Formula>().unwrap().plain().roll(&mut Threes), rolled, "{text}");
    }
    let critical = "2d6 - 1d4 + 3".parse::<Formula>().unwrap().plain().critical();
    assert_eq!(critical.to_string(), "4d6 \u{2212} 2d4 + 3");
}

#[test]
fn names_are_told_from_left_to_right() {
    let formula: Formula = "by(barbarian, 1: prof, 5: 8 + str) + max(wis, 1)d6".parse().unwrap();
    assert_eq!(formula.names(), ["barbarian", "prof", "str", "wis"]);
}

const PARTS: &[&str] = &[
    "1",
    "20",
    "999999999999",
    "(",
    ")",
    ",",
    ":",
    " ",
    "+",
    "-",
    "*",
    "/",
    "d",
    "d6",
    "1d6",
    "by(",
    "max(",
    "min(",
    "str",
    "prof",
    "score.dex",
    "0",
    "0: ",
    ", 1: ",
    ", 5: ",
    "x",
    "\0",
    "\u{e9}",
    "\u{2212}",
    ".",
    "_",
    "2d100000",
];

fn hostile(chance: &mut Stream) -> String {
    let mut text = String::new();
    let most = chance.draw(256) as usize;
    while text.len() < most {
        let part = PARTS[chance.draw(PARTS.len() as u32) as usize - 1];
        text.push_str(part);
    }
    while text.len() > 256 {
        text.pop();
    }
    text
}

/// A text that is a formula, which the mere mixing of parts seldom makes.
fn sensible(depth: u32, chance: &mut Stream) -> String {
    let inner = |chance: &mut Stream| sensible(depth.saturating_sub(1), chance);
    match chance.draw(if depth == 0 { 4 } else { 10 }) {
        1 => chance.draw(30).to_string(),
        2 => "str".into(),
        3 => "dex".into(),
        4 => format!("{}d{}", chance.draw(4), chance.draw(12)),
        5 => format!("{} + {}", inner(chance), inner(chance)),
        6 => format!("{} - {}", inner(chance), inner(chance)),
        7 => format!("({}) * ({})", inner(chance), inner(chance)),
        8 => format!("({}) / ({})", inner(chance), inner(chance)),
        9 => format!("max({}, {})", inner(chance), inner(chance)),
        _ => format!("by({}, 1: {}, 5: {})", inner(chance), inner(chance), inner(chance)),
    }
}

fn judge(text: &str, chance: &mut Stream) -> bool {
    let Ok(formula) = text.parse::<Formula>() else { return false };
    assert_eq!(formula.text(), text);
    let again: Formula = formula.to_string().parse().unwrap();
    assert_eq!(again, formula, "{text}");
    let json = serde_json::to_string(&formula).unwrap();
    assert_eq!(serde_json::from_str::<Formula>(&json).unwrap(), formula, "{text}");
    for extreme in [0, 1, -1, i32::MAX, i32::MIN] {
        let sum = formula.sum(&|_| Some(extreme));
        formula.value(&|_| Some(extreme));
        assert!(sum.dice.iter().all(|(count, _)| *count != 0 && count.abs() <= 1_000), "{text}");
        sum.twice_average();
        let doubled = sum.critical().plus(&sum);
        assert!(!doubled.to_string().is_empty());
    }
    let sum = formula.sum(&value);
    let (mut low, mut high) = (i64::from(sum.flat), i64::from(sum.flat));
    for (count, sides) in &sum.dice {
        let ends = [i64::from(*count), i64::from(*count) * i64::from(*sides)];
        low += ends.iter().min().unwrap();
        high += ends.iter().max().unwrap();
    }
    let rolled = i64::from(sum.roll(chance));
    assert!(
        (low.clamp(-1_000_000, 1_000_000)..=high.clamp(-1_000_000, 1_000_000)).contains(&rolled),
        "{text}: {rolled}"
    );
    true
}

#[test]
fn no_text_breaks_a_formula() {
    let tries: u64 = if std::env::var_os("FARLANTERN_LONG").is_some() { 200_000 } else { 10_000 };
    let mut read = 0;
    for seed in 0..tries {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_be_bytes());
        let mut chance = Stream::of(key);
        let text = if seed % 2 == 0 { hostile(&mut chance) } else { sensible(3, &mut chance) };
        let judged = std::panic::catch_unwind(move || judge(&text, &mut chance));
        read += u32::from(judged.unwrap_or_else(|_| panic!("seed {seed}")));
    }
    assert!(u64::from(read) > tries / 5, "{read} formulas of {tries} texts");
}
