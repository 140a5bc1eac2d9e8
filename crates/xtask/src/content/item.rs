//! Weapons, armour, tools, gear and packs; and the packages that classes and backgrounds begin with.

use super::fact::Facts;
use super::prose::{dice, numbers_after, plain, ranges};
use super::reference::{Reference, Row, american, bare};
use rules::ContentId;
use rules::book::{Armour, Book, Item, Lot, Package, Weapon};

/// Kinds that the book is not meant to have: beasts are creatures, ships come later.
const ELSEWHERE: &[&str] = &["mount", "land-vehicle", "waterborne-vehicle", "wondrous-item"];

pub(super) fn compare(book: &Book, reference: &Reference, facts: &mut Facts) {
    for row in reference.rows("Item") {
        // What costs nothing stands for a whole table of magic items.
        let priced = row.thousandths("cost") != 0;
        let Some(ours) = named(book, row.name()).filter(|_| priced) else {
            if ELSEWHERE.contains(&row.text("category")) || !priced {
                facts.absent("mounts, vehicles and magic items", row.name());
            } else {
                facts.state("name", format!("item/{}", row.slug()), "nothing", row.name());
            }
            continue;
        };
        facts.state("name", &ours.id, named_alike(ours, row.name()), row.name());
        facts.state("cost in copper", &ours.id, ours.cost, row.thousandths("cost") / 10);
        facts.state("weight in hundredths", &ours.id, ours.weight, row.thousandths("weight") / 10);
        let lot = numbers_after(row.name(), "(")
            .first()
            .copied()
            .filter(|_| !row.name().contains("GP"))
            .unwrap_or(1);
        facts.state("lot", &ours.id, ours.lot, lot);
        if ours.tool.is_some() {
            tool(ours, row, facts);
        }
        if row.text("desc").contains("contains the following items: ") {
            pack(book, ours, row, facts);
        }
    }
    for row in reference.rows("Weapon") {
        match named(book, row.name()).and_then(|it| Some((it, it.weapon.as_ref()?))) {
            Some((item, ours)) => weapon(book, item, ours, reference, row, facts),
            None => facts.state("weapon", format!("weapon/{}", row.slug()), "nothing", row.name()),
        }
    }
    for row in reference.rows("Armor") {
        match named(book, row.name()).and_then(|it| Some((it, it.armour.as_ref()?))) {
            Some((item, ours)) => armour(item, ours, row, facts),
            None => facts.state("armour", format!("armour/{}", row.slug()), "nothing", row.name()),
        }
    }
}

/// By its name, whichever word of it comes first, and in which number: `Clothes, Fine`, `Arrows (20)`.
fn named<'a>(book: &'a Book, name: &str) -> Option<&'a Item> {
    let wanted = words(name);
    let exact = book.items.iter().find(|it| bare(&it.name) == bare(uncounted(name)));
    exact
        .or_else(|| book.items.iter().find(|it| words(&it.name) == wanted))
        .or_else(|| book.items.iter().find(|it| words(it.id.slug()) == wanted))
}

/// Our name where the order of words is all that differs.
fn named_alike<'a>(ours: &'a Item, theirs: &'a str) -> &'a str {
    if words(&ours.name) == words(theirs) { theirs } else { &ours.name }
}

/// Without `(20)` and `(50 GP)` behind it.
fn uncounted(name: &str) -> &str {
    match name.split_once(" (") {
        Some((front, inside)) if inside.starts_with(|it: char| it.is_ascii_digit()) => front,
        _ => name,
    }
}

/// The words of a name without its number and parentheses, in the order of the alphabet.
fn words(name: &str) -> Vec<String> {
    let name = american(uncounted(name)).to_lowercase();
    let name: String = name.chars().filter(|it| *it != '\'' && *it != '\u{2019}').collect();
    let words = name
        .split(|it: char| !it.is_ascii_alphanumeric())
        .filter(|it| !["", "musical", "instrument", "gaming", "set", "s"].contains(it));
    let mut words: Vec<String> = words.map(|it| it.trim_end_matches('s').to_owned()).collect();
    words.sort();
    words
}

fn weapon(book: &Book, item: &Item, ours: &Weapon, reference: &Reference, row: &Row, facts: &mut Facts) {
    let id = &item.id;
    facts.state("weapon damage", id, plain(&ours.damage.plain()), dice(row.text("damage_dice")));
    facts.state("weapon damage type", id, ours.of.word(), row.link("damage_type"));
    let category = if row.flag("is_simple") { "Simple" } else { "Martial" };
    facts.state("weapon category", id, ours.category.name(), category);
    let (normal, long) = ours.range.unwrap_or_default();
    facts.state("weapon range", id, normal, row.number("range").unwrap_or_default());
    facts.state("weapon long range", id, long, row.number("long_range").unwrap_or_default());
    let assigned = reference.rows("WeaponPropertyAssignment").filter(|it| it.link("weapon") == row.slug());
    let (mut properties, mut mastery) = (Vec::new(), "nothing");
    for assignment in assigned {
        if let Some(property) = assignment.link("property").strip_suffix("-wp") {
            properties.push(property);
            detail(book, id, ours, property, assignment.text("detail"), facts);
        } else if let Some(word) = assignment.link("property").strip_suffix("-mastery") {
            mastery = word;
        }
    }
    facts.set("weapon properties", id, ours.properties.iter().map(|it| it.word()), properties);
    facts.state("weapon mastery", id, ours.mastery.word(), mastery);
}

/// What stands in parentheses behind a property.
fn detail(book: &Book, id: &ContentId, ours: &Weapon, property: &str, detail: &str, facts: &mut Facts) {
    if property == "versatile" {
        let both = ours.versatile.as_ref().map_or("nothing".to_owned(), |it| plain(&it.plain()));
        facts.state("weapon in both hands", id, both, dice(detail));
    }
    if let Some((normal, long)) = ranges(&detail.to_lowercase()) {
        let (here, far) = ours.range.unwrap_or_default();
        facts.state("weapon range in detail", id, format!("{here}/{far}"), format!("{normal}/{long}"));
    }
    if let Some((_, theirs)) = detail.split_once("; ") {
        let name =
            ours.ammunition.as_ref().and_then(|it| book.items.get(it)).map_or("nothing", |it| &it.name);
        let same = words(name).iter().any(|it| words(theirs).contains(it));
        facts.state("ammunition", id, if same { theirs } else { name }, theirs);
    }
}

fn armour(item: &Item, ours: &Armour, row: &Row, facts: &mut Facts) {
    let id = &item.id;
    facts.state("armour class", id, i64::from(ours.base), row.number("ac_base").unwrap_or_default());
    let theirs = match (row.flag("ac_add_dexmod"), row.number("ac_cap_dexmod")) {
        (false, _) => "none".to_owned(),
        (true, None) => "all".to_owned(),
        (true, Some(most)) => most.to_string(),
    };
    let most = match ours.dexterity_most {
        _ if item.is_shield() => "none".to_owned(),
        Some(0) => "none".to_owned(),
        Some(most) => most.to_string(),
        None => "all".to_owned(),
    };
    facts.state("armour and Dexterity", id, most, theirs);
    let strength = ours.strength.map(i64::from).unwrap_or_default();
    facts.state(
        "armour and Strength",
        id,
        strength,
        row.number("strength_score_required").unwrap_or_default(),
    );
    facts.state("armour and Stealth", id, ours.stealth_disadvantage, row.flag("grants_stealth_disadvantage"));
}

fn tool(ours: &Item, row: &Row, facts: &mut Facts) {
    let (Some(tool), Some((_, says))) = (&ours.tool, row.text("desc").split_once("Ability: ")) else {
        return;
    };
    let ability = says.split('.').next().unwrap_or_default();
    facts.state("tool ability", &ours.id, tool.ability.name(), ability);
    let theirs: Vec<i64> = numbers_after(says, "(DC ");
    let listed = |all: Vec<i64>| all.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
    facts.state(
        "tool difficulties",
        &ours.id,
        listed(tool.uses.iter().map(|it| i64::from(it.dc)).collect()),
        listed(theirs),
    );
}

fn pack(book: &Book, ours: &Item, row: &Row, facts: &mut Facts) {
    let Some((_, says)) = row.text("desc").split_once("contains the following items: ") else { return };
    let parts = parts(says.trim_end_matches('.'));
    facts.state("number of things", &ours.id, ours.contents.len(), parts.len());
    for part in parts {
        lot(book, &ours.id.to_string(), &ours.contents, part, facts);
    }
}

pub(super) struct Parcel<'a> {
    pub(super) id: &'a ContentId,
    pub(super) packages: &'a [Package],
}

/// `Choose A or B: (A) Spear, 5 Daggers, and 11 GP; or (B) 50 GP`
pub(super) fn packages(book: &Book, parcel: &Parcel<'_>, says: &str, facts: &mut Facts) {
    for letter in ["A", "B", "C"] {
        let Some((_, rest)) = says.split_once(&format!("({letter}) ")) else { continue };
        let text = rest.split(';').next().unwrap_or_default();
        let id = format!("{}: package {letter}", parcel.id);
        let Some(ours) = parcel.packages.iter().find(|it| it.id.eq_ignore_ascii_case(letter)) else {
            facts.state("package", id, "nothing", text);
            continue;
        };
        let (gold, things): (Vec<&str>, Vec<&str>) =
            parts(text).into_iter().partition(|it| it.ends_with(" GP"));
        let gp = gold.first().and_then(|it| it.split(' ').next()).unwrap_or("0");
        facts.state("gold of a package", &id, ours.gp, gp);
        facts.state("number of things", &id, ours.items.len(), things.len());
        for part in things {
            lot(book, &id, &ours.items, part, facts);
        }
    }
}

fn parts(text: &str) -> Vec<&str> {
    text.split(", ").map(|it| it.trim().trim_start_matches("and ")).collect()
}

/// `7 flasks of Oil`, `Parchment (10 sheets)`, `Druidic Focus (Quarterstaff)`.
fn lot(book: &Book, id: &str, ours: &[Lot], part: &str, facts: &mut Facts) {
    let (front, inside) = part.split_once(" (").unwrap_or((part, ""));
    let digits = |it: &str| it.split(' ').next().and_then(|it| it.parse::<u32>().ok());
    let count = digits(front).or_else(|| digits(inside)).unwrap_or(1);
    let name = front.trim_start_matches(|it: char| it.is_ascii_digit() || it == ' ');
    let name = name
        .split(" of ")
        .last()
        .filter(|it| *it != "your choice")
        .unwrap_or(name.split(" of ").next().unwrap_or(name));
    let wanted = short(name);
    let fits = |it: &&Lot| {
        let named = book.items.get(&it.item).map_or("", |it| &it.name);
        let same = [short(named), short(it.item.slug())]
            .iter()
            .any(|ours| !ours.is_empty() && (ours.contains(&wanted) || wanted.contains(ours.as_str())))
            || (!named.is_empty() && words(named) == words(name));
        same && it.count == count
    };
    let list =
        || ours.iter().map(|it| format!("{} {}", it.count, it.item.slug())).collect::<Vec<_>>().join(", ");
    let ours = if ours.iter().any(|it| fits(&it)) { part.to_owned() } else { list() };
    facts.state("thing in a package", id, ours, part);
}

fn short(name: &str) -> String {
    bare(name).replace("armor", "").replace("musical", "").trim_end_matches('s').to_owned()
}
