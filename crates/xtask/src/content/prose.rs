//! Facts that stand in sentences: dice with their kinds of damage, bonuses, distances, saving throws.

use rules::book::{Formula, Sum};
use serde_json::Value;

/// `2d6 + 3`, whichever minus and spaces it is written with.
pub(super) fn dice(text: &str) -> String {
    let text = text.replace(['\u{2212}', '\u{2013}'], "-").to_lowercase();
    match text.parse::<Formula>() {
        Ok(formula) => plain(&formula.plain()),
        Err(_) => text,
    }
}

pub(super) fn plain(sum: &Sum) -> String {
    sum.to_string().replace('\u{2212}', "-")
}

/// `13 (1d10 + 8) Slashing damage` is `1d10 + 8 slashing`; `1 Piercing damage` is `1 piercing`.
pub(super) fn damages(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut found = Vec::new();
    for (at, pair) in words.windows(2).enumerate() {
        let end = pair[1].trim_end_matches(|it: char| !it.is_ascii_alphabetic());
        if end != "damage" || !pair[0].starts_with(|it: char| it.is_ascii_uppercase()) {
            continue;
        }
        let kind = pair[0].to_lowercase();
        if let Some(amount) = amount_before(&words[..at]) {
            found.push(format!("{amount} {kind}"));
        }
    }
    found
}

/// What stands in parentheses at the end, or the number there.
fn amount_before(words: &[&str]) -> Option<String> {
    let last = words.last()?;
    if !last.ends_with(')') {
        return last.parse::<u32>().is_ok().then(|| (*last).to_owned());
    }
    let open = words.iter().rposition(|it| it.starts_with('('))?;
    let inside = words[open..].join(" ");
    let inside = dice(inside.trim_matches(['(', ')']));
    inside.contains('d').then_some(inside)
}

/// Dice that stand anywhere in a sentence: `2d6`.
pub(super) fn rolls_in(text: &str) -> Vec<String> {
    let words = text.split(|it: char| !it.is_ascii_alphanumeric());
    let is_dice = |it: &&str| {
        it.split_once('d')
            .is_some_and(|(count, sides)| [count, sides].iter().all(|it| it.parse::<u32>().is_ok()))
    };
    words.filter(is_dice).map(str::to_owned).collect()
}

/// The whole number right behind each place where the words stand: `reach 10 ft.`
pub(super) fn numbers_after(text: &str, words: &str) -> Vec<i64> {
    text.match_indices(words).filter_map(|(at, _)| number(&text[at + words.len()..])).collect()
}

pub(super) fn number(text: &str) -> Option<i64> {
    let text = text.trim_start().replace('\u{2212}', "-");
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits: String =
        text.trim_start_matches(['+', '-']).chars().take_while(char::is_ascii_digit).collect();
    digits.parse::<i64>().ok().map(|it| sign * it)
}

/// `range 30/120 ft.`, `range 60 ft.`
pub(super) fn ranges(text: &str) -> Option<(i64, i64)> {
    let (_, rest) = text.split_once("range ")?;
    let normal = number(rest)?;
    let long = rest.split_once(['/', ' ']).filter(|_| rest.contains('/')).and_then(|(_, it)| number(it));
    let slash_first = rest.find('/').is_some_and(|it| it < rest.find(' ').unwrap_or(usize::MAX));
    Some((normal, if slash_first { long.unwrap_or(normal) } else { normal }))
}

/// `Dexterity Saving Throw: DC 15`: the ability's letters and the number.
pub(super) fn saves(text: &str) -> Vec<String> {
    let found = text.match_indices(" Saving Throw: DC ").filter_map(|(at, words)| {
        let ability = text[..at].rsplit(' ').next()?.trim_start_matches(|it: char| !it.is_ascii_alphabetic());
        Some(format!("{} {}", letters(ability), number(&text[at + words.len()..])?))
    });
    found.collect()
}

/// `the Prone condition` is `prone`.
pub(super) fn conditions(text: &str) -> Vec<String> {
    let found = text.match_indices(" condition").filter_map(|(at, _)| text[..at].rsplit(' ').next());
    let mut found: Vec<String> = found
        .filter(|it| it.starts_with(|it: char| it.is_ascii_uppercase()))
        .map(str::to_lowercase)
        .collect();
    found.sort();
    found.dedup();
    found
}

/// The first three letters of an ability.
pub(super) fn letters(ability: &str) -> String {
    ability.chars().take(3).collect::<String>().to_lowercase()
}

/// Every field of this name, however deep.
pub(super) fn fields<'a>(value: &'a Value, name: &str) -> Vec<&'a Value> {
    let mut found = Vec::new();
    walk(value, &mut |key, it| {
        if key == name {
            found.push(it);
        }
    });
    found
}

fn walk<'a>(value: &'a Value, visit: &mut dyn FnMut(&str, &'a Value)) {
    match value {
        Value::Array(all) => all.iter().for_each(|it| walk(it, visit)),
        Value::Object(fields) => {
            for (key, it) in fields {
                visit(key, it);
                walk(it, visit);
            }
        }
        _ => {}
    }
}

/// Every formula in it, with the words that content has before a formula.
pub(super) fn formulas(value: &Value) -> Vec<Formula> {
    const KEYS: [&str; 11] =
        ["amount", "value", "sides", "hp", "count", "times", "die", "most", "heal", "maximum", "levels"];
    let mut found = Vec::new();
    walk(value, &mut |key, it| {
        if KEYS.contains(&key)
            && let Some(formula) = it.as_str().and_then(|it| it.parse().ok())
        {
            found.push(formula);
        }
    });
    found
}

/// What a thing deals: `2d6 + 3 fire`, once for each type that it may have.
pub(super) fn dealt(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for damage in fields(value, "damage").into_iter().chain(fields(value, "thorns")) {
        let amount = ["amount", "value"].iter().find_map(|it| damage[*it].as_str());
        let Some(amount) = amount.and_then(|it| it.parse::<Formula>().ok()) else { continue };
        for kind in types(&damage["of"]) {
            found.push(format!("{} {kind}", plain(&amount.plain())));
        }
    }
    found
}

pub(super) fn types(of: &Value) -> Vec<&str> {
    match of {
        Value::String(one) => vec![one],
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}
