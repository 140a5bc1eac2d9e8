//! Spells: who casts them, how, how far, how long, and what they deal with which slot.

use super::fact::Facts;
use super::prose::{dice, fields, formulas, letters, plain, rolls_in, types};
use super::reference::{Reference, Row, bare};
use rules::book::{Area, Book, Duration, Formula, Range, Spell, Time};
use serde_json::Value;

pub(super) fn compare(book: &Book, reference: &Reference, facts: &mut Facts) {
    for row in reference.rows("Spell") {
        let Some(ours) = book.spells.iter().find(|it| bare(it.id.slug()) == bare(row.slug())) else {
            facts.absent("spells", row.name());
            continue;
        };
        spell(ours, row, facts);
        let does = serde_json::to_value((&ours.cast, &ours.later)).unwrap_or_default();
        deals(ours, &does, row, facts);
        for option in reference.of("SpellCastingOption", row.slug()) {
            higher(ours, &does, option, facts);
        }
    }
}

fn spell(ours: &Spell, row: &Row, facts: &mut Facts) {
    let id = &ours.id;
    facts.state("name", id, &ours.name, row.name());
    facts.state("spell level", id, i64::from(ours.level), row.number("level").unwrap_or_default());
    facts.state("spell school", id, ours.school.word(), row.link("school"));
    facts.set("spell lists", id, ours.lists.iter().map(|it| it.slug().to_owned()), row.list("classes"));
    facts.state("casting time", id, time(&ours.cast.time), row.text("casting_time"));
    facts.state("spell range", id, range(&ours.cast.range), row.text("range_text"));
    facts.state("spell duration", id, duration(&ours.cast.duration), said_duration(row.text("duration")));
    facts.state("concentration", id, ours.concentration(), row.flag("concentration"));
    facts.state("ritual", id, ours.ritual, row.flag("ritual"));
    let parts = &ours.components;
    facts.state("verbal", id, parts.verbal, row.flag("verbal"));
    facts.state("somatic", id, parts.somatic, row.flag("somatic"));
    facts.state("material", id, parts.material.is_some(), row.flag("material"));
    let material = row.text("material_specified");
    facts.state("material consumed", id, parts.consumed, material.contains("consume"));
    let costs = said_cost(material);
    facts.state("material cost in copper", id, parts.cost.unwrap_or_default(), costs);
    facts.state("does more with higher levels", id, ours.higher.is_some(), row.says("higher_level"));
}

fn time(time: &Time) -> String {
    match time {
        Time::Action => "action".to_owned(),
        Time::BonusAction => "bonus-action".to_owned(),
        Time::Reaction(_) => "reaction".to_owned(),
        Time::Minutes(1) => "1minute".to_owned(),
        Time::Minutes(count) => format!("{count}minutes"),
        Time::Hours(1) => "1hour".to_owned(),
        Time::Hours(count) => format!("{count}hours"),
        other => format!("{other:?}").to_lowercase(),
    }
}

fn range(range: &Range) -> String {
    match range {
        Range::Own => "Self".to_owned(),
        Range::Feet(feet) => format!("{feet} feet"),
        Range::Miles(1) => "1 mile".to_owned(),
        Range::Miles(miles) => format!("{miles} miles"),
        other => format!("{other:?}"),
    }
}

/// In minutes where it is counted.
fn duration(duration: &Duration) -> String {
    match duration {
        Duration::Instant => "instantaneous".to_owned(),
        Duration::Rounds(count) => format!("{count} rounds"),
        Duration::Minutes(count) | Duration::Concentration(count) => format!("{count} minutes"),
        Duration::Hours(count) => format!("{} minutes", count * 60),
        Duration::Days(count) => format!("{} minutes", count * 24 * 60),
        Duration::UntilDispelled => "until dispelled".to_owned(),
        Duration::Permanent => "permanent".to_owned(),
        Duration::Special => "special".to_owned(),
    }
}

fn said_duration(says: &str) -> String {
    let (count, unit) = says.split_once(' ').unwrap_or((says, ""));
    let count = count.parse::<u32>().unwrap_or_default();
    match unit.trim_end_matches('s') {
        "round" => format!("{count} rounds"),
        "minute" => format!("{count} minutes"),
        "hour" => format!("{} minutes", count * 60),
        "day" => format!("{} minutes", count * 24 * 60),
        _ => says.trim_end_matches(" or triggered").to_owned(),
    }
}

/// `a diamond worth 300+ GP` in copper.
fn said_cost(says: &str) -> u32 {
    let digits = |it: &str| it.chars().filter(char::is_ascii_digit).collect::<String>().parse::<u32>().ok();
    let Some((_, rest)) = says.split_once("worth ") else { return 0 };
    let coin = [("CP", 1), ("SP", 10), ("GP", 100)].into_iter().find(|(coin, _)| rest.contains(coin));
    let amount = rest.trim_start_matches("at least ").split(' ').next().and_then(digits);
    amount.zip(coin).map_or(0, |(amount, (_, worth))| amount * worth)
}

fn deals(ours: &Spell, does: &Value, row: &Row, facts: &mut Facts) {
    let id = &ours.id;
    let kinds = row.list("damage_types");
    if row.says("damage_roll") {
        let theirs = dice(row.text("damage_roll"));
        facts.among("spell dice", id, &rolls(ours, does, ours.level, 1), &theirs);
    }
    // Where nothing is rolled, theirs are types that the sentences happen to name.
    if row.says("damage_roll") && !kinds.is_empty() {
        let mut dealt: Vec<&str> = Vec::new();
        for damage in fields(does, "damage").into_iter().chain(fields(does, "marked")) {
            dealt.extend(types(&damage["of"]));
        }
        facts.set("spell damage types", id, dealt.into_iter().map(str::to_owned), kinds);
    }
    if row.says("saving_throw_ability") {
        let saves: Vec<String> =
            fields(does, "save").iter().filter_map(|it| it["ability"].as_str()).map(letters).collect();
        facts.among("spell save", id, &saves, &letters(row.text("saving_throw_ability")));
    }
    let attacks = !fields(does, "attack").is_empty() || !fields(does, "weapon_attack").is_empty();
    facts.state("spell attack", id, attacks, row.text("desc").contains("spell attack"));
    if let (true, Some(size)) = (row.says("shape_type"), row.number("shape_size")) {
        let mut areas = vec![area(ours.cast.area.as_ref())];
        areas.extend(ours.later.iter().map(|it| area(it.area.as_ref())));
        areas.retain(|it| !it.is_empty());
        facts.among("spell area", id, &areas, &format!("{} {size}", row.text("shape_type")));
    }
}

/// Shapes by the names that they have elsewhere.
fn area(area: Option<&Area>) -> String {
    match area {
        None => String::new(),
        Some(Area::Cone(feet)) => format!("cone {feet}"),
        Some(Area::Cube(feet) | Area::Square(feet)) => format!("cube {feet}"),
        Some(Area::Cylinder { radius, .. }) => format!("cylinder {radius}"),
        Some(Area::Emanation(feet)) => format!("emanation {feet}"),
        Some(Area::Line { width, .. }) => format!("line {width}"),
        Some(Area::Sphere(feet)) => format!("sphere {feet}"),
        Some(Area::Wall { length, height }) => format!("wall {length} by {height}"),
    }
}

/// All that it rolls with a slot of this level by a caster of this tier; modifiers are left out.
fn rolls(ours: &Spell, does: &Value, slot: u8, tier: i32) -> Vec<String> {
    let value = |name: &str| match name {
        "slot" => Some(i32::from(slot)),
        "above" => Some(i32::from(slot.saturating_sub(ours.level))),
        "cantrip" => Some(tier),
        _ => None,
    };
    let mut all: Vec<String> = Vec::new();
    for formula in formulas(does) {
        // What is taken away is rolled, too.
        let sum = plain(&formula.sum(&value)).trim_start_matches('-').to_owned();
        all.push(if sum.contains('d') { sum } else { format!("+{sum}") });
    }
    for sides in fields(does, "sides").iter().filter_map(|it| it.as_str()?.parse::<Formula>().ok()) {
        all.push(format!("1d{}", plain(&sides.sum(&value))));
    }
    all.extend(told(ours, does));
    all.sort();
    all.dedup();
    all
}

/// Dice of which a prompt tells people.
fn told(ours: &Spell, does: &Value) -> Vec<String> {
    let inside = fields(does, "prompt").into_iter().filter_map(Value::as_str);
    let prompts: Vec<&str> = ours.prompts.iter().map(String::as_str).chain(inside).collect();
    prompts.iter().flat_map(|it| rolls_in(it)).collect()
}

/// What a slot, or a level of the caster, makes of it.
fn higher(ours: &Spell, does: &Value, option: &Row, facts: &mut Facts) {
    let kind = option.text("type");
    let slot = kind.strip_prefix("slot_level_").and_then(|it| it.parse::<u8>().ok());
    let caster = kind.strip_prefix("player_level_").and_then(|it| it.parse::<i32>().ok());
    let tier = caster.map_or(1, |it| 1 + (it + 1) / 6);
    if slot.is_none() && caster.is_none() {
        return;
    }
    let id = format!("{}: {}", ours.id, kind.replace('_', " "));
    let slot = slot.unwrap_or(ours.level);
    if option.says("damage_roll") {
        facts.among(
            "spell dice by level",
            &id,
            &rolls(ours, does, slot, tier),
            &dice(option.text("damage_roll")),
        );
    }
    if let Some(theirs) = option.number("target_count") {
        let value = |name: &str| match name {
            "slot" => Some(i32::from(slot)),
            "above" => Some(i32::from(slot.saturating_sub(ours.level))),
            "cantrip" => Some(tier),
            _ => None,
        };
        let mut counts = vec![ours.cast.targets.count.value(&value).to_string()];
        let summoned = fields(does, "summon").into_iter().filter_map(|it| it["count"].as_str()?.parse().ok());
        counts.extend(summoned.map(|it: Formula| it.value(&value).to_string()));
        facts.among("spell targets by level", &id, &counts, &theirs.to_string());
    }
}
