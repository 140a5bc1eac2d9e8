//! What creatures do: their traits, attacks, saves, damage, castings and uses.

use super::fact::Facts;
use super::prose::{conditions, damages, dealt, dice, fields, formulas, numbers_after, plain, ranges, saves};
use super::reference::{Reference, Row, bare};
use rules::book::{Activity, Book, Cost, Creature, Knack, Range, Time};
use serde_json::Value;

pub(super) fn compare(book: &Book, reference: &Reference, facts: &mut Facts) {
    for row in reference.rows("Creature") {
        let Some(ours) = book.creatures.iter().find(|it| bare(it.id.slug()) == bare(row.slug())) else {
            continue;
        };
        for row in reference.of("CreatureTrait", row.slug()) {
            compare_trait(ours, row, facts);
        }
        for row in reference.of("CreatureAction", row.slug()) {
            match row.name() {
                "Multiattack" => {
                    let ours_too = if ours.multiattack.is_empty() { "nothing" } else { row.name() };
                    facts.state("action", format!("{}: Multiattack", ours.id), ours_too, row.name());
                }
                "Spellcasting" => spellcasting(book, ours, row, facts),
                _ => action(ours, reference, row, facts),
            }
        }
    }
}

/// Without uses and recharge in parentheses.
fn called(name: &str) -> &str {
    name.split(" (").next().unwrap_or_default()
}

fn compare_trait(ours: &Creature, row: &Row, facts: &mut Facts) {
    if let Some(theirs) = numbers_after(row.name(), "Legendary Resistance (").first() {
        facts.state("legendary resistances", &ours.id, i64::from(ours.legendary_resistances), theirs);
        return;
    }
    let name = called(row.name());
    let id = format!("{}: {name}", ours.id);
    let found = ours.traits.iter().find(|it| bare(called(&it.name)) == bare(name));
    facts.state("creature trait", &id, found.map_or("nothing", |it| called(&it.name)), name);
    let says = serde_json::to_string(ours).unwrap_or_default().to_lowercase();
    for theirs in damages(row.text("desc")) {
        let amount = theirs.rsplit_once(' ').map_or("", |(amount, _)| amount);
        let stated = says.contains(amount) || says.contains(&amount.replace(' ', ""));
        facts.state("damage of a trait", &id, if stated { &theirs } else { "nothing" }, &theirs);
    }
}

fn action(ours: &Creature, reference: &Reference, row: &Row, facts: &mut Facts) {
    let name = called(row.name());
    let id = format!("{}: {name}", ours.id);
    let time = row.text("action_type");
    let fits = |it: &&Activity| {
        let named = it.name.as_deref().unwrap_or_default();
        let whole = named.split([':', '(']).next().unwrap_or_default();
        bare(named) == bare(name) || bare(whole) == bare(name)
    };
    let timed = |it: &&Activity| of_time(&it.time) == time;
    let found = ours.actions.iter().filter(fits).find(timed).or_else(|| ours.actions.iter().find(fits));
    let Some(found) = found else {
        let cast = ours.spellcasting.iter().any(|it| of_time(&it.time) == time);
        let as_casting = cast && row.text("desc").contains(" casts ");
        return facts.state("action", id, if as_casting { name } else { "nothing" }, name);
    };
    facts.state("action", &id, name, name);
    facts.state("action time", &id, of_time(&found.time), time);
    uses(found, row, &id, facts);
    let alike: Vec<&Activity> = ours.actions.iter().filter(fits).collect();
    let charges = ours.traits.iter().flat_map(|it| &it.knacks);
    let charges: Vec<&Knack> = charges
        .filter(|it| matches!(it, Knack::Charge { action, .. } if bare(action) == bare(name)))
        .collect();
    let value = serde_json::to_value((alike, charges)).unwrap_or_default();
    sentences(found, &value, row.text("desc"), &id, facts);
    for attack in reference.of("CreatureActionAttack", row.slug()) {
        compare_attack(found, &value, attack, &id, facts);
    }
}

fn of_time(time: &Time) -> &'static str {
    match time {
        Time::Action | Time::Attack => "ACTION",
        Time::BonusAction => "BONUS_ACTION",
        Time::Reaction(_) => "REACTION",
        Time::Legendary(_) => "LEGENDARY_ACTION",
        _ => "OTHER",
    }
}

fn uses(ours: &Activity, row: &Row, id: &str, facts: &mut Facts) {
    let Some(theirs) = row.number("uses_param") else { return };
    let recharge = row.text("uses_type").starts_with("RECHARGE");
    let ours = ours.cost.iter().find_map(|it| match it {
        Cost::Recharge(face) if recharge => Some(i64::from(*face)),
        Cost::Times { count, .. } if !recharge => count.constant().map(i64::from),
        _ => None,
    });
    facts.state(if recharge { "recharge" } else { "uses a day" }, id, ours.unwrap_or_default(), theirs);
}

/// What the sentences of an action state.
fn sentences(ours: &Activity, value: &Value, says: &str, id: &str, facts: &mut Facts) {
    if let Some(theirs) = numbers_after(says, "Attack Roll: ").first() {
        facts.among("attack bonus", id, &bonuses(value), &theirs.to_string());
        if let Some(theirs) = numbers_after(says, "reach ").first() {
            facts.state("reach", id, reach(&ours.range), theirs);
        }
        if let Some((normal, long)) = ranges(says) {
            let (here, far) = shot(&ours.range);
            facts.state("attack range", id, format!("{here}/{far}"), format!("{normal}/{long}"));
        }
    }
    let deals = dealt(value);
    let told = value.to_string().to_lowercase();
    for theirs in damages(says) {
        let (amount, kind) = theirs.rsplit_once(' ').unwrap_or_default();
        let prompted = told.contains(amount) && told.contains(kind);
        let same = [theirs.clone()];
        facts.among("damage", id, if prompted { &same } else { &deals }, &theirs);
    }
    let saved: Vec<String> = fields(value, "save")
        .iter()
        .filter_map(|it| Some(format!("{} {}", it["ability"].as_str()?, it["dc"].as_str()?)))
        .collect();
    for theirs in saves(says) {
        // A prompt says `a Constitution save of DC 15`.
        let (ability, dc) = theirs.split_once(' ').unwrap_or_default();
        let prompted = told.contains(&format!("dc {dc}")) && told.contains(&format!(" {ability}"));
        let same = [theirs.clone()];
        facts.among("save of an action", id, if prompted { &same } else { &saved }, &theirs);
    }
    let escapes: Vec<String> =
        fields(value, "escape").iter().filter_map(|it| it.as_str()).map(str::to_owned).collect();
    for theirs in numbers_after(says, "(escape DC ") {
        facts.among("escape", id, &escapes, &theirs.to_string());
    }
    for theirs in conditions(says) {
        let same = told.contains(&theirs) || (theirs == "grappled" && told.contains("grapple"));
        facts.state("condition of an action", id, if same { &theirs } else { "nothing" }, &theirs);
    }
}

fn bonuses(value: &Value) -> Vec<String> {
    fields(value, "attack").iter().filter_map(|it| it["bonus"].as_i64()).map(|it| it.to_string()).collect()
}

fn reach(range: &Range) -> i64 {
    match range {
        Range::Reach(feet) | Range::ReachOrRanges(feet, ..) => i64::from(*feet),
        _ => 0,
    }
}

fn shot(range: &Range) -> (u32, u32) {
    match range {
        Range::Ranges(normal, long) | Range::ReachOrRanges(_, normal, long) => (*normal, *long),
        Range::Feet(feet) => (*feet, *feet),
        _ => (0, 0),
    }
}

/// The same attack in a table of attacks.
fn compare_attack(ours: &Activity, value: &Value, row: &Row, id: &str, facts: &mut Facts) {
    if let Some(theirs) = row.number("to_hit_mod") {
        facts.among("attack bonus in the table", id, &bonuses(value), &theirs.to_string());
    }
    if let Some(theirs) = row.number("reach") {
        facts.state("reach in the table", id, reach(&ours.range), theirs);
    }
    if let Some(theirs) = row.number("range") {
        facts.state("attack range in the table", id, i64::from(shot(&ours.range).0), theirs);
    }
    let amounts: Vec<String> = formulas(value).iter().map(|it| plain(&it.plain())).collect();
    for (count, die, bonus) in [
        ("damage_die_count", "damage_die_type", "damage_bonus"),
        ("extra_damage_die_count", "extra_damage_die_type", "extra_damage_bonus"),
    ] {
        let (Some(count), bonus) = (row.number(count), row.number(bonus).unwrap_or_default()) else {
            continue;
        };
        let theirs = match (count, row.text(die)) {
            (0, _) | (_, "") => bonus.to_string(),
            (count, die) => dice(&format!("{count}{die} + {bonus}")),
        };
        facts.among("damage in the table", id, &amounts, &theirs);
    }
}

fn spellcasting(book: &Book, ours: &Creature, row: &Row, facts: &mut Facts) {
    let id = format!("{}: Spellcasting", ours.id);
    let Some(casting) = ours.spellcasting.first() else {
        return facts.state("action", id, "nothing", row.name());
    };
    facts.state("action", &id, row.name(), row.name());
    facts.state("action time", &id, of_time(&casting.time), row.text("action_type"));
    let says = row.text("desc");
    if let Some(theirs) = numbers_after(says, "spell save DC ").first() {
        facts.state("spell save DC", &id, i64::from(casting.dc), theirs);
    }
    if let Some((before, _)) = says.split_once(" to hit with spell attacks") {
        let theirs = before.rsplit(' ').next().unwrap_or_default().trim_start_matches('+');
        facts.state("spell attack bonus", &id, casting.bonus.unwrap_or_default(), theirs);
    }
    if let Some((before, _)) = says.split_once(" as the spellcasting ability") {
        let theirs = before.rsplit(' ').next().unwrap_or_default();
        facts.state("spellcasting ability", &id, casting.ability.name(), theirs);
    }
    for line in says.lines() {
        let Some((how, names)) = line.trim_start_matches(['-', ' ', '*']).split_once(":** ") else {
            continue;
        };
        let times = how.split('/').next().and_then(|it| it.parse::<u8>().ok());
        for name in names.split(", ").map(called) {
            let casts = ours.spellcasting.iter().flat_map(|it| &it.spells);
            let mut casts = casts.filter(|it| bare(it.spell.slug()) == bare(name));
            let said = |times: Option<u8>| times.map_or("at will".to_owned(), |it| format!("{it} a day"));
            let found = casts.next().map(|it| said(it.times.map(|(times, _)| times)));
            if found.is_none() && !book.spells.iter().any(|it| bare(it.id.slug()) == bare(name)) {
                facts.absent("spells of creatures that the book does not have", name);
                continue;
            }
            let id = format!("{}: {name}", ours.id);
            facts.state("spell of a creature", id, found.as_deref().unwrap_or("nothing"), said(times));
        }
    }
}
