//! `farlantern roll` and `farlantern odds`: dice on the command line. They need no server, no settings and
//! no network; what falls comes from this machine's own chance and proves nothing to anybody else.

use std::{collections::HashMap, path::PathBuf, process::ExitCode};

use anyhow::{Context, anyhow};
use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};
use odds::{OddsKind, OddsView};
use rules::{
    book::Book,
    build::Adventurer,
    dice::{self, Amount, Dialect, Expr, NoAmount, Stream},
    sheet::Sheet,
};
use wire::dice::RollView;

use crate::say;

/// Rolls of one call.
pub(super) const TIMES_MAX: i64 = 10_000;
/// The longest bar beside a result.
const BAR_CHARS: f64 = 40.0;

/// What to roll, in whose spelling, with which values.
#[derive(Clone, Debug, Args)]
pub(super) struct Dice {
    /// Such as "4d6kh3" or "1d20+@str"
    #[arg(value_name = "EXPRESSION")]
    expression: String,
    /// Whose spelling it is
    #[arg(long, value_parser = dialect(), default_value = Dialect::default().name())]
    dialect: Dialect,
    /// What stands behind a name, as in str=3; may be given several times
    #[arg(long = "value", value_name = "NAME=NUMBER", value_parser = value)]
    values: Vec<(String, Amount)>,
    /// The file of a character, whose numbers stand behind their names: @str, @stealth, @proficiency
    #[arg(long, value_name = "FILE")]
    sheet: Option<PathBuf>,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
}

fn dialect() -> impl TypedValueParser<Value = Dialect> {
    let names = PossibleValuesParser::new(Dialect::ALL.map(Dialect::name));
    names.map(|it| Dialect::named(&it).unwrap_or_default())
}

fn value(text: &str) -> Result<(String, Amount), String> {
    let (name, number) = text.split_once('=').ok_or("a value is written as NAME=NUMBER")?;
    Ok((name.to_owned(), number.parse().map_err(|why: NoAmount| why.to_string())?))
}

pub(super) fn roll(dice: &Dice, times: u32) -> anyhow::Result<ExitCode> {
    let mut key = [0; 32];
    getrandom::fill(&mut key).map_err(|why| anyhow!("this system has no random numbers: {why}"))?;
    rolled(dice, times, &mut Stream::of(key))?.iter().for_each(say::line);
    Ok(ExitCode::SUCCESS)
}

pub(super) fn odds(dice: &Dice) -> anyhow::Result<ExitCode> {
    likely(dice)?.iter().for_each(say::line);
    Ok(ExitCode::SUCCESS)
}

impl Dice {
    /// Understood; else where it goes wrong, with a mark under the place.
    fn read(&self) -> anyhow::Result<Expr> {
        dice::parse(&self.expression, self.dialect).map_err(|misread| {
            let before = self.expression.get(..misread.at).unwrap_or_default();
            let blank = " ".repeat(before.chars().count());
            anyhow!("{misread}\n  {}\n  {blank}^", self.expression)
        })
    }

    /// What stands behind names: the sheet's numbers, and over them what is said by itself.
    fn named(&self) -> anyhow::Result<HashMap<String, Amount>> {
        let mut named = HashMap::new();
        if let Some(file) = &self.sheet {
            let build = super::sheet::read(file)?;
            let names = Sheet::of(&Adventurer::of(Book::built_in(), &build)).names();
            named.extend(names.into_iter().map(|(name, number)| (name, Amount::whole(number.into()))));
        }
        named.extend(self.values.iter().cloned());
        Ok(named)
    }
}

fn rolled(dice: &Dice, times: u32, stream: &mut Stream) -> anyhow::Result<Vec<String>> {
    let (expr, named) = (dice.read()?, dice.named()?);
    let mut lines = Vec::new();
    for _ in 0..times {
        let roll = dice::roll(&expr, &|name| named.get(name).copied(), stream)?;
        lines.push(if dice.json {
            serde_json::to_string(&RollView::of(&expr, &roll)).context("a roll is plain data")?
        } else {
            roll.story(&expr)
        });
    }
    Ok(lines)
}

fn likely(dice: &Dice) -> anyhow::Result<Vec<String>> {
    let (expr, named) = (dice.read()?, dice.named()?);
    let odds = OddsView::of(&expr, &|name| named.get(name).copied())?;
    if dice.json {
        return Ok(vec![serde_json::to_string(&odds).context("odds are plain data")?]);
    }
    let mut lines = vec![format!("{expr}: {:.3} on average, give or take {:.3}", odds.mean, odds.deviation)];
    lines.push(match (odds.kind, &odds.of) {
        (OddsKind::Exact, Some(cases)) => format!("Counted out of {cases} cases."),
        (OddsKind::Tried, Some(rolls)) => format!("Approximate: tried with {rolls} rolls."),
        _ => "Approximate: computed with about fifteen digits.".to_owned(),
    });
    let most = odds.points.iter().map(|it| it.share).fold(0.0, f64::max);
    let wide = odds.points.iter().map(|it| it.amount.to_string().len()).max().unwrap_or(0);
    for point in &odds.points {
        let bar = "#".repeat((point.share / most * BAR_CHARS).round() as usize);
        let line = format!("{:>wide$}  {:8.4} %  {bar}", point.amount.to_string(), point.share * 100.0);
        lines.push(line.trim_end().to_owned());
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn dice(expression: &str, json: bool) -> Dice {
        let values = vec![("str".to_owned(), Amount::whole(3))];
        Dice { expression: expression.into(), dialect: Dialect::Foundry, values, sheet: None, json }
    }

    #[test]
    fn names_of_a_sheet_stand_behind_their_numbers() {
        let halda = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/characters/halda.json");
        let asked = |expression: &str| {
            let dice = Dice { sheet: Some(halda.clone()), values: Vec::new(), ..dice(expression, false) };
            rolled(&dice, 1, &mut Stream::of([1; 32])).map(|lines| lines[0].clone())
        };
        let build = super::super::sheet::read(&halda).unwrap();
        let adventurer = Adventurer::of(Book::built_in(), &build);
        let sheet = Sheet::of(&adventurer);
        let stealth = sheet.names()["stealth"];
        assert!(asked("0+@stealth").unwrap().ends_with(&format!("= {stealth}")));
        assert!(asked("1d1+@abilities.str.mod-@str").unwrap().ends_with("= 1"));
        assert_eq!(asked("1d20+@luck").unwrap_err().to_string(), "Nobody told what `@luck` is.");
        let values = vec![("str".to_owned(), Amount::whole(100))];
        let own = Dice { sheet: Some(halda.clone()), values, ..dice("0+@str", false) };
        assert!(
            rolled(&own, 1, &mut Stream::of([1; 32])).unwrap()[0].ends_with("= 100"),
            "what is said goes first"
        );
        let nowhere = Dice { sheet: Some("nowhere.json".into()), ..dice("1d20", false) };
        let why = rolled(&nowhere, 1, &mut Stream::of([1; 32])).unwrap_err();
        assert_eq!(why.to_string(), "nowhere.json cannot be read");
    }

    #[test]
    fn a_roll_is_told_and_is_the_same_for_programs() {
        let told = rolled(&dice("1d20+@str", false), 3, &mut Stream::of([1; 32])).unwrap();
        let json = rolled(&dice("1d20+@str", true), 3, &mut Stream::of([1; 32])).unwrap();
        assert_eq!((told.len(), json.len()), (3, 3));
        for (told, json) in told.iter().zip(&json) {
            let json: serde_json::Value = serde_json::from_str(json).unwrap();
            assert_eq!(json["details"], told.as_str());
            assert!(told.ends_with(&format!("= {}", json["total"])), "{told}");
            assert_eq!(json["expression"], "1d20 + @str");
        }
    }

    #[test]
    fn what_is_not_understood_is_pointed_at() {
        let why = rolled(&dice("1d20 + banana", false), 1, &mut Stream::of([1; 32])).unwrap_err();
        let mark = "`banana` is not understood here.\n  1d20 + banana\n         ^";
        assert_eq!(why.to_string(), mark);
        let why = rolled(&dice("1d20 + @dex", false), 1, &mut Stream::of([1; 32])).unwrap_err();
        assert_eq!(why.to_string(), "Nobody told what `@dex` is.");
    }

    #[test]
    fn odds_are_told_with_their_average() {
        let lines = likely(&dice("2d6", false)).unwrap();
        assert_eq!(lines[0], "2d6: 7.000 on average, give or take 2.415");
        assert_eq!(lines[1], "Counted out of 36 cases.");
        assert_eq!(lines[7], format!(" 7   16.6667 %  {}", "#".repeat(40)));
        assert_eq!(lines.len(), 2 + 11);
        let json: serde_json::Value =
            serde_json::from_str(&likely(&dice("1d20 >= 11", true)).unwrap()[0]).unwrap();
        assert_eq!((&json["kind"], &json["of"]), (&"exact".into(), &"20".into()));
        assert_eq!(json["points"][1], serde_json::json!({ "amount": "1", "share": 0.5 }));
        assert_eq!(
            likely(&dice("200d6", false)).unwrap()[1],
            "Approximate: computed with about fifteen digits."
        );
    }
}
