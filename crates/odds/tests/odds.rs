//! Odds against every case there is, against what is known, and against trying.

use std::collections::BTreeMap;

use odds::{Kind, Odds, odds};
use rules::dice::{Amount, Chance, Dialect, Expr, Stream, Table, Unrolled, no_values, parse};

fn expr(text: &str) -> Expr {
    parse(text, Dialect::Avrae).unwrap_or_else(|why| panic!("{text}: {why} at {}", why.at))
}

fn of(text: &str) -> Odds {
    odds(&expr(text), &no_values).unwrap_or_else(|why| panic!("{text}: {why}"))
}

/// Dice that fall as written down; beyond that they fall on one, and it is noted what was asked for.
struct Script<'a> {
    faces: &'a [u32],
    asked: Vec<u32>,
}

impl Chance for Script<'_> {
    fn draw(&mut self, sides: u32) -> u32 {
        let face = self.faces.get(self.asked.len()).copied().unwrap_or(1);
        self.asked.push(sides);
        face
    }
}

/// Every way that the dice can fall, each with its share; for what comes to an end.
fn every_case(expr: &Expr) -> BTreeMap<Amount, f64> {
    let (mut found, mut faces) = (BTreeMap::new(), Vec::new());
    let mut table = Table::default();
    loop {
        let mut script = Script { faces: &faces, asked: Vec::new() };
        let total = table.total(expr, &no_values, &mut script);
        let asked = script.asked;
        faces.resize(asked.len(), 1);
        if let Ok(total) = total {
            let share: f64 = asked.iter().map(|it| 1.0 / f64::from(*it)).product();
            *found.entry(total).or_insert(0.0) += share;
        }
        // The next case, as an odometer counts.
        while let Some(face) = faces.pop() {
            if face < asked[faces.len()] {
                faces.push(face + 1);
                break;
            }
        }
        if faces.is_empty() {
            return found;
        }
    }
}

/// What comes to an end.
const COUNTED: &[&str] = &[
    "1d6",
    "2d6",
    "3d6+2",
    "d%",
    "2dF",
    "4dF",
    "0d6+3",
    "4d6kh3",
    "4d6kl2",
    "3d8pl1",
    "3d8ph2",
    "4d4kh1kl1",
    "3d6k3",
    "3d6k>3",
    "3d6p<3",
    "2d20kh1",
    "2d20kl1+5",
    "3d6ro1",
    "2d8ro<3",
    "3d6ro1kh1",
    "2d6ra6",
    "3d4ra>2",
    "2d6eo6",
    "3d6mi2",
    "3d6ma4",
    "3d6mi2ma4kh2",
    "2d20kh1mi10",
    "4d6cs>4",
    "4d6cs>4df1",
    "3d6sf1",
    "3d6cseven",
    "2d10ms5",
    "1d4*1d6",
    "1d6/2",
    "1d6//2",
    "7%1d4",
    "1d4-1d6",
    "-2d4",
    "1d6>1d8",
    "2d6>=7",
    "1d6==1d6",
    "2**1d4",
    "(1d4, 1d6, 2)kh1",
    "(1d4, 1d6, 2d4)kl2",
    "(1d4,1d6)cs>3",
    "(1d4+1)k3",
    "max(1d6,1d8)",
    "min(1d6,4)",
    "abs(1d6-3)",
    "floor(1d6/2)",
    "(1d4)d4",
    "2d(1d4)",
    "(1d3-2)d6",
    "2d(1d3-1)",
    "(1d3)d(1d3+1)",
    "1d6[fire]+1d4[cold]",
    "10/(1d3-1)",
    "(3d4kh2)kl1",
    "3d6rol1",
    "2d6roh1",
    "(1d4, 1d4)kh1 + 1d6ro<3 * 2",
];

#[test]
fn odds_are_those_of_all_cases() {
    for text in COUNTED {
        let expr = expr(text);
        let (found, cases) = (of(text), every_case(&expr));
        let all: f64 = cases.values().sum();
        let amounts: Vec<Amount> = found.points.iter().map(|it| it.amount).collect();
        let exact = matches!(found.kind, Kind::Exact { .. });
        if matches!(found.kind, Kind::Tried { .. }) {
            for (amount, share) in &cases {
                let told = found.exactly(*amount);
                assert!((told - share / all).abs() < 0.006, "{text}: {amount} {told} of {}", share / all);
            }
            continue;
        }
        assert_eq!(amounts, cases.keys().copied().collect::<Vec<_>>(), "{text}");
        for point in &found.points {
            let share = cases[&point.amount] / all;
            assert!(
                (point.share - share).abs() < 1e-12,
                "{text}: {} {} of {share}",
                point.amount,
                point.share
            );
        }
        assert!(exact, "{text}: {:?}", found.kind);
    }
}

#[test]
fn what_is_known_is_found() {
    let eight = of("8d6");
    assert_eq!(eight.kind, Kind::Exact { cases: 6_u128.pow(8) });
    assert_eq!(eight.points[0].cases, Some(1));
    assert_eq!(eight.points[20].cases, Some(135_954), "28 of eight dice");
    assert!((eight.mean() - 28.0).abs() < 1e-9);
    assert!((of("2d6").deviation() - (35.0_f64 / 6.0).sqrt()).abs() < 1e-12);
    assert!((of("4d6kh3").mean() - 15_869.0 / 1_296.0).abs() < 1e-12);
    assert!((of("2d20kh1+5").at_least(Amount::whole(15)) - 0.7975).abs() < 1e-12);
    assert!((of("2d20kh1+5 >= 15").exactly(Amount::ONE) - 0.7975).abs() < 1e-12);
    assert!((of("1d20").at_least(Amount::whole(11)) - 0.5).abs() < 1e-12);
    // Thrown again until it is no one or two.
    assert_eq!(of("1d6rr<3").kind, Kind::Exact { cases: 4 * 6 });
    assert!((of("1d6rr<3").mean() - 4.5).abs() < 1e-12);
    // An exploding die of n sides: its mean is n(n+1) / 2(n-1).
    assert!((of("1d6e6").mean() - 4.2).abs() < 1e-9);
    assert!((of("10d10emax").mean() - 10.0 * 110.0 / 18.0).abs() < 1e-6);
    assert!((of("1d6ec6").mean() - 4.2).abs() < 1e-9);
    assert!((of("1d6ep6").mean() - (3.5 + 2.5 / 5.0)).abs() < 1e-9, "{}", of("1d6ep6").mean());
}

#[test]
fn many_dice_are_computed_and_say_so() {
    let hundred = of("100d6");
    assert_eq!(hundred.kind, Kind::Computed);
    assert!((hundred.mean() - 350.0).abs() < 1e-6);
    assert!((hundred.deviation() - (100.0_f64 * 35.0 / 12.0).sqrt()).abs() < 1e-6);
    assert!((hundred.points.iter().map(|it| it.share).sum::<f64>() - 1.0).abs() < 1e-9);
    let forty_nine = of("49d6");
    assert!(forty_nine.is_exact(), "as many as fit");
}

#[test]
fn what_is_not_computed_is_tried() {
    for (text, mean) in [("1000d1000", 500_500.0), ("800d6e6", 0.0), ("40d6kh20kl1", 0.0), ("4d6e6kh3", 0.0)]
    {
        let found = of(text);
        let Kind::Tried { rolls } = found.kind else { panic!("{text}: {:?}", found.kind) };
        assert!(rolls >= 3_000, "{text}: {rolls}");
        if mean > 0.0 {
            assert!((found.mean() / mean - 1.0).abs() < 0.01, "{text}: {}", found.mean());
        }
        assert_eq!(found, of(text), "{text}: the same each time");
    }
}

/// Against rolling, where cases have no end.
#[test]
fn what_goes_on_for_ever_is_as_it_rolls() {
    for text in ["2d6rr<3", "3d6e6", "2d8e>6", "4d4ep4", "3d6ec6kh2", "3d6e1e6", "2d6rr1rr6kh1", "3d6ra6"] {
        let (expr, found) = (expr(text), of(text));
        assert!(!matches!(found.kind, Kind::Tried { .. }), "{text}");
        let (mut table, mut stream, mut seen) = (Table::default(), Stream::of([3; 32]), BTreeMap::new());
        const ROLLS: u32 = 200_000;
        for _ in 0..ROLLS {
            *seen.entry(table.total(&expr, &no_values, &mut stream).unwrap()).or_insert(0_u32) += 1;
        }
        for (amount, times) in seen {
            let (told, rolled) = (found.exactly(amount), f64::from(times) / f64::from(ROLLS));
            assert!((told - rolled).abs() < 0.006, "{text}: {amount} {told} {rolled}");
        }
    }
}

#[test]
fn what_never_rolls_has_no_odds() {
    for (text, why) in [
        ("1/0", Unrolled::ByZero),
        ("1d6/0", Unrolled::ByZero),
        ("@str", Unrolled::Unknown("str".into())),
        ("(1/2)d6", Unrolled::NotWhole),
        ("1d6rr<7", Unrolled::Dice),
        ("600d6+600d6", Unrolled::Dice),
        ("(1001)d6", Unrolled::Dice),
        ("1d(1-1)", Unrolled::Sides),
        ("1d(100001)", Unrolled::Sides),
        ("(0-1)d6", Unrolled::NotWhole),
    ] {
        assert_eq!(odds(&expr(text), &no_values), Err(why), "{text}");
    }
}

#[test]
fn values_are_as_they_are_told() {
    let five = |name: &str| (name == "prof").then_some(Amount::whole(5));
    let found = odds(&expr("(@prof)d6 + @prof"), &five).unwrap();
    assert_eq!((found.points[0].amount, found.points.len()), (Amount::whole(10), 26));
}

/// None of these may hold anybody up: what takes too long is tried instead.
#[test]
fn whatever_is_asked_is_answered() {
    let rerolls: String = (1..=60).map(|it| format!("ro{it}")).collect();
    for text in [
        format!("1d100000{rerolls}"),
        "1d100000ro1".into(),
        "1d1000x>500".into(),
        "1d100000!>3".into(),
        "((1d20)d20)d20".into(),
        vec!["100d100"; 40].join("*"),
        vec!["20d20kh10"; 50].join("+"),
        vec!["(1d1000)d(1d1000)"; 20].join("-"),
    ] {
        let expr = parse(&text, Dialect::Foundry).unwrap_or_else(|why| panic!("{text}: {why}"));
        // Whether it can be rolled at all is another question.
        if let Ok(found) = odds(&expr, &no_values) {
            assert!((found.points.iter().map(|it| it.share).sum::<f64>() - 1.0).abs() < 1e-6, "{text}");
        }
    }
}
