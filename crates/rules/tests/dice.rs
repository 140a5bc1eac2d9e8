//! Dice: what is understood, what it comes to, and what is refused.

use rules::dice::{Amount, Chance, Dialect, Fault, Stream, Table, Unrolled, no_values, parse, roll};

#[path = "dice/seeded.rs"]
mod seeded;
#[path = "dice/tables.rs"]
mod tables;

use tables::{MISREAD, ROLLS, SAME};

/// Dice that fall as they are told, and are all asked for.
struct Loaded<'a>(&'a [u32]);

impl Chance for Loaded<'_> {
    fn draw(&mut self, sides: u32) -> u32 {
        let (face, rest) = self.0.split_first().expect("more dice were thrown than were laid ready");
        assert!((1..=sides).contains(face), "{face} of {sides}");
        self.0 = rest;
        *face
    }
}

fn sheet(name: &str) -> Option<Amount> {
    match name {
        "str" | "abilities.str.mod" | "strength mod" => Some(Amount::whole(3)),
        "level" => Some(Amount::whole(5)),
        "half" => Amount::fraction(1, 2),
        _ => None,
    }
}

/// Its twin in the browser expects the same number.
#[test]
fn ten_thousand_seeded_expressions_come_to_the_same_everywhere() {
    let (fingerprint, rolled) = seeded::tried();
    assert!(rolled >= seeded::ROLLED_LEAST, "{rolled}");
    assert_eq!(fingerprint, seeded::FINGERPRINT, "{fingerprint:#x}");
}

#[test]
fn every_operation_comes_to_what_it_should() {
    for (dialect, text, faces, total) in ROLLS {
        let expr = parse(text, *dialect).unwrap_or_else(|why| panic!("{text}: {why} at {}", why.at));
        let mut chance = Loaded(faces);
        let amount = Table::default().total(&expr, &sheet, &mut chance).unwrap();
        assert_eq!(amount.to_string(), *total, "{dialect:?} {text}");
        assert!(chance.0.is_empty(), "{dialect:?} {text}: {} dice were not thrown", chance.0.len());
        let told = roll(&expr, &sheet, &mut Loaded(faces)).unwrap();
        assert_eq!(told.amount, amount, "{text}: told and untold");
        let shares = told.shares.iter().try_fold(Amount::ZERO, |sum, it| sum.plus(it.amount));
        assert_eq!(shares, Some(amount), "{text}: its shares");
    }
}

#[test]
fn one_spelling_says_the_same_in_every_dialect() {
    for (dialect, text, normal) in SAME {
        let expr = parse(text, *dialect).unwrap_or_else(|why| panic!("{text}: {why} at {}", why.at));
        assert_eq!(expr.to_string(), *normal, "{dialect:?} {text}");
    }
}

#[test]
fn what_is_written_is_read_as_the_same() {
    let texts = ROLLS.iter().map(|it| (it.0, it.1)).chain(SAME.iter().map(|it| (it.0, it.1)));
    for (dialect, text) in texts {
        let expr = parse(text, dialect).unwrap();
        let normal = expr.to_string();
        let again =
            parse(&normal, Dialect::Avrae).unwrap_or_else(|why| panic!("{normal}: {why} at {}", why.at));
        assert_eq!(again.to_string(), normal, "{dialect:?} {text}");
        for seed in 0..20 {
            let total = |expr| {
                let mut table = Table::default();
                table.total(expr, &sheet, &mut Stream::of([seed; 32]))
            };
            assert_eq!(total(&expr), total(&again), "{dialect:?} {text} as {normal}, by seed {seed}");
        }
    }
}

#[test]
fn what_is_not_understood_says_where_and_why() {
    for (dialect, text, at, why) in MISREAD {
        let misread = parse(text, *dialect).expect_err(text);
        assert_eq!((misread.at, misread.to_string().as_str()), (*at, *why), "{dialect:?} {text}");
    }
}

#[test]
fn what_cannot_be_rolled_is_refused() {
    let cases = [
        ("1/0", Unrolled::ByZero),
        ("1%0", Unrolled::ByZero),
        ("1//(2-2)", Unrolled::ByZero),
        ("(0-1)d6", Unrolled::NotWhole),
        ("(1/2)d6", Unrolled::NotWhole),
        ("1d(1-1)", Unrolled::Sides),
        ("1d(1000000)", Unrolled::Sides),
        ("2**0.5", Unrolled::Power),
        ("10**64", Unrolled::TooLarge),
        ("2**65", Unrolled::Power),
        ("1d1rr1", Unrolled::Dice),
        ("1d1e1", Unrolled::Dice),
        ("1d6rr<7", Unrolled::Dice),
        ("1d1ec1", Unrolled::Dice),
        ("1d1ep1", Unrolled::Dice),
        ("600d6+600d6", Unrolled::Dice),
        ("(1001)d6", Unrolled::Dice),
        ("@dex", Unrolled::Unknown("dex".into())),
    ];
    for (text, why) in cases {
        let expr = parse(text, Dialect::Avrae).unwrap();
        let found = Table::default().total(&expr, &sheet, &mut Stream::of([7; 32]));
        assert_eq!(found, Err(why), "{text}");
    }
}

#[test]
fn a_table_can_be_used_again_after_a_refusal() {
    let mut table = Table::default();
    let bad = parse("(1, 2, 3d6, 1/0)", Dialect::Avrae).unwrap();
    let good = parse("2+3", Dialect::Avrae).unwrap();
    assert!(table.total(&bad, &no_values, &mut Stream::of([1; 32])).is_err());
    assert_eq!(table.total(&good, &no_values, &mut Stream::of([1; 32])), Ok(Amount::whole(5)));
}

#[test]
fn damage_is_told_by_its_type() {
    let expr =
        parse("(2d6 + 3 [slashing]) [magic] - 1d4 [fire] + 8d6[cold] / 2 + 5", Dialect::Foundry).unwrap();
    let faces = [6, 5, 4, 1, 2, 3, 4, 5, 6, 1, 2];
    let told = roll(&expr, &sheet, &mut Loaded(&faces)).unwrap();
    let shares: Vec<(String, String)> =
        told.shares.iter().map(|it| (it.amount.to_string(), it.tags.join(" "))).collect();
    let expected = [("11", "magic"), ("3", "slashing magic"), ("-4", "fire"), ("12", "cold"), ("5", "")];
    assert_eq!(shares, expected.map(|(amount, tags)| (amount.to_owned(), tags.to_owned())));
    assert_eq!(told.total(), 27);
}

#[test]
fn a_natural_twenty_is_the_kept_face_of_the_only_d20() {
    for (text, faces, natural) in [
        ("1d20+5", &[20][..], Some(20)),
        ("1d20 adv", &[3, 17], Some(17)),
        ("1d20+7 dis", &[3, 17], Some(3)),
        ("2d20", &[3, 17], None),
        ("1d20+1d20", &[3, 17], None),
        ("1d6", &[3], None),
    ] {
        let expr = parse(text, Dialect::Avrae).unwrap();
        assert_eq!(roll(&expr, &no_values, &mut Loaded(faces)).unwrap().natural(), natural, "{text}");
    }
}

#[test]
fn a_die_tells_everything_it_showed() {
    for (text, faces, told) in [
        ("4d6kh3", &[4, 4, 6, 3][..], "4 4 6 (3)"),
        ("2d6ro<3", &[1, 3, 6], "1→6 3"),
        ("3d6mi2", &[1, 6, 4], "1→2 6 4"),
        ("2d6e6", &[6, 2, 6, 1], "6! 2 6! 1"),
        ("1d6ec6", &[6, 6, 2], "6+6+2!"),
    ] {
        let expr = parse(text, Dialect::Avrae).unwrap();
        let roll = roll(&expr, &no_values, &mut Loaded(faces)).unwrap();
        let dice: Vec<String> = roll.throws[0].dice.iter().map(ToString::to_string).collect();
        assert_eq!(dice.join(" "), told, "{text}");
    }
}

#[test]
fn a_roll_tells_its_story() {
    for (text, faces, story) in [
        ("1d20+5", &[13][..], "1d20 (13) + 5 = 18"),
        ("4d6kh3", &[4, 4, 6, 3], "4d6kh3 (4, 4, 6, (3)) = 14"),
        ("(1d4 + 1, 3, 2d6kl1)kh1", &[2, 2, 5], "(1d4 (2) + 1, 3, 2d6kl1 (2, (5)))kh1 = 3"),
        ("3d6 [fire] / 2", &[3, 2, 2], "3d6 (3, 2, 2) [fire] / 2 = 3"),
        ("2 + 2", &[], "2 + 2 = 4"),
    ] {
        let expr = parse(text, Dialect::Avrae).unwrap();
        assert_eq!(roll(&expr, &no_values, &mut Loaded(faces)).unwrap().story(&expr), story);
    }
}

#[test]
fn references_are_named_once() {
    let expr = parse("1d20 + @str + @{strength mod} + @str", Dialect::Roll20).unwrap();
    assert_eq!(expr.references(), ["str", "strength mod"]);
}

/// Against every die that is sold, and some that are not: 99.99 of a hundred fair ones pass.
#[test]
fn every_die_is_fair() {
    for (seed, sides) in [2, 3, 4, 6, 8, 10, 12, 20, 24, 30, 100].into_iter().enumerate() {
        let mut stream = Stream::of([seed as u8 + 1; 32]);
        let throws = 2_000 * sides;
        let mut counts = vec![0_i64; sides as usize];
        for _ in 0..throws {
            counts[stream.draw(sides) as usize - 1] += 1;
        }
        // Sum of (seen - expected)² / expected; the expected are 2,000 each.
        let chi: i64 = counts.iter().map(|it| (it - 2_000) * (it - 2_000)).sum::<i64>() / 2_000;
        let free = i64::from(sides) - 1;
        // Wilson and Hilferty: with f degrees, f (1 - 2/9f + 3.72 √(2/9f))³ at one in ten thousand.
        let nine = 2.0 / (9.0 * free as f64);
        let most = free as f64 * (1.0 - nine + 3.72 * nine.sqrt()).powi(3);
        assert!((chi as f64) < most, "d{sides}: {chi} of at most {most:.1}");
        let least = free as f64 * (1.0 - nine - 3.72 * nine.sqrt()).max(0.0).powi(3);
        assert!(chi as f64 >= least.floor(), "d{sides}: too even to be chance, {chi}");
    }
}

/// A draw that took the remainder would fail this one: of 3 times 2^30 sides a third would come twice.
#[test]
fn a_draw_prefers_no_side_where_the_range_is_no_multiple() {
    let sides = 3 << 30;
    let mut stream = Stream::of([9; 32]);
    let low = (0..30_000).filter(|_| stream.draw(sides) <= 1 << 30).count();
    assert!((9_600..10_400).contains(&low), "{low} of 30000 in the lowest third");
}

#[test]
fn hostile_text_is_refused_and_harms_nothing() {
    let long = |text: &str| text.repeat(4096 / text.len());
    let texts = [
        long("("),
        long("-"),
        long("1d20+"),
        long("d"),
        long("[["),
        long("{"),
        long("9"),
        long("@a."),
        long("["),
        long("1,"),
        long("!"),
        long("1d6e6"),
        long("floor("),
        long("💥"),
        "\0".repeat(4096),
        long(">"),
        long("k"),
    ];
    for text in &texts {
        for dialect in Dialect::ALL {
            assert!(parse(text, dialect).is_err());
            let short: String = text.chars().take(100).collect();
            // Whatever becomes of the short ones, it is no panic.
            if let Ok(expr) = parse(&short, dialect) {
                let _ = Table::default().total(&expr, &no_values, &mut Stream::of([0; 32]));
            }
        }
    }
    assert_eq!(parse(&"(".repeat(400), Dialect::Avrae).unwrap_err().fault, Fault::TooDeep);
    assert_eq!(parse(&"1+".repeat(200), Dialect::Avrae).unwrap_err().fault, Fault::TooMany);
}

/// Pieces of expressions in no order, and cut anywhere: an answer or a fault within the text, never a panic.
#[test]
fn anything_at_all_is_read_or_refused() {
    const PIECES: [&str; 44] = [
        "1d20", "4d6", "d%", "dF", "2d", "(", ")", ",", "{", "}", "[[", "]]", "[fire]", "+", "-", "*", "/",
        "//", "%", "**", ">", "<", ">=", "==", "k", "kh", "kl3", "p", "rr", "ro", "r<2", "ra6", "e6", "!",
        "!!", "!p", "mi2", "ma5", "cs>3", "@str", "@{a b}", " ", "adv", "floor(",
    ];
    let mut stream = Stream::of([42; 32]);
    let (mut read, mut rolled) = (0, 0);
    for round in 0..120_000_u32 {
        let dialect = Dialect::ALL[round as usize % 3];
        let mut text = String::new();
        for _ in 0..stream.draw(8) {
            text.push_str(PIECES[stream.draw(44) as usize - 1]);
        }
        match parse(&text, dialect) {
            Err(misread) => {
                assert!(misread.at <= text.len() && text.is_char_boundary(misread.at), "{text}");
                assert!(!misread.to_string().is_empty());
            }
            Ok(expr) => {
                read += 1;
                let normal = expr.to_string();
                let again = parse(&normal, Dialect::Avrae);
                let again = again.unwrap_or_else(|why| panic!("{text} as {normal}: {why} at {}", why.at));
                assert_eq!(again.to_string(), normal, "{dialect:?} {text}");
                let seed = [round as u8; 32];
                let one = Table::default().total(&expr, &sheet, &mut Stream::of(seed));
                let other = roll(&again, &sheet, &mut Stream::of(seed));
                rolled += u32::from(one.is_ok());
                assert_eq!(one, other.map(|it| it.amount), "{dialect:?} {text} as {normal}");
            }
        }
    }
    assert!(read > 3_000 && rolled > 2_000, "{read} were read and {rolled} rolled");
}

/// Whatever fingers or cats do to a line: it is read or refused at a character, and never a panic.
#[test]
fn a_line_with_some_bytes_changed_is_read_or_refused() {
    const BYTES: &[u8] = b"0123456789dkhlrome!px<>=+-*/%(){}[],@. \0\t\xc3\xa9\xf0";
    let mut stream = Stream::of([17; 32]);
    let mut table = Table::default();
    for round in 0..60_000_u32 {
        let dialect = Dialect::ALL[round as usize % 3];
        let mut bytes = seeded::expression(4, &mut stream).into_bytes();
        for _ in 0..stream.draw(4) {
            let at = stream.draw(bytes.len() as u32) as usize - 1;
            let byte = BYTES[stream.draw(BYTES.len() as u32) as usize - 1];
            match stream.draw(3) {
                1 => bytes[at] = byte,
                2 => bytes.insert(at, byte),
                _ if bytes.len() > 1 => _ = bytes.remove(at),
                _ => {}
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        match parse(&text, dialect) {
            Ok(expr) => _ = table.total(&expr, &sheet, &mut stream.clone()),
            Err(why) => assert!(why.at <= text.len() && text.is_char_boundary(why.at), "{text}"),
        }
    }
}
