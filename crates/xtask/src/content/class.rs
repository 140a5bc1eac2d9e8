//! Classes and subclasses: what everybody of them has from the first level on.

use super::fact::Facts;
use super::item::{self, Parcel};
use super::prose::letters;
use super::reference::{Reference, Row, bare};
use rules::book::{Ability, Book, Casting, Choice, Class, From, Grant, Slots, WeaponTest};

pub(super) fn compare(book: &Book, reference: &Reference, facts: &mut Facts) {
    for row in reference.rows("CharacterClass") {
        if row.says("subclass_of") { subclass(book, row, facts) } else { class(book, reference, row, facts) }
    }
}

pub(super) fn named<'a>(book: &'a Book, name: &str) -> Option<&'a Class> {
    book.classes.iter().find(|it| bare(&it.name) == bare(name))
}

fn subclass(book: &Book, row: &Row, facts: &mut Facts) {
    let id = format!("subclass/{}", row.slug());
    let ours = book.subclasses.iter().find(|it| bare(&it.name) == bare(row.name()));
    facts.state("name", &id, ours.map_or("nothing", |it| &it.name), row.name());
    if let Some(ours) = ours {
        facts.state("subclass of", &ours.id, ours.class.slug(), row.link("subclass_of"));
    }
}

fn class(book: &Book, reference: &Reference, row: &Row, facts: &mut Facts) {
    let id = format!("class/{}", row.slug());
    let Some(ours) = named(book, row.name()) else { return facts.state("name", id, "nothing", row.name()) };
    facts.state("name", &ours.id, &ours.name, row.name());
    facts.state("hit point die", &ours.id, format!("D{}", ours.hit_die), row.text("hit_dice"));
    let saves = ours.saves.iter().map(|it| it.word());
    facts.set("saving throws", &ours.id, saves, row.list("saving_throws"));
    facts.state("slots", &ours.id, slots(ours.casting.as_ref()), row.text("caster_type"));
    let core = reference.of("ClassFeature", row.slug()).find(|it| it.slug().ends_with("core-traits"));
    for line in core.map(|it| it.text("desc")).unwrap_or_default().lines() {
        let mut cells = line.trim_matches('|').split('|').map(str::trim);
        if let (Some(name), Some(says)) = (cells.next(), cells.next()) {
            line_of(book, ours, name, says, facts);
        }
    }
}

fn slots(casting: Option<&Casting>) -> &'static str {
    match casting.map(|it| it.slots) {
        None => "NONE",
        Some(Slots::Full) => "FULL",
        Some(Slots::Half) => "HALF",
        Some(Slots::Pact) => "PACT",
    }
}

/// A line of the table of core traits.
fn line_of(book: &Book, ours: &Class, name: &str, says: &str, facts: &mut Facts) {
    let id = &ours.id;
    match name {
        "Primary Ability" => facts.state("primary ability", id, primary(ours), says),
        "Hit Point Die" => {
            let theirs = says.split(' ').next().unwrap_or_default();
            facts.state("hit point die in traits", id, format!("D{}", ours.hit_die), theirs);
        }
        "Saving Throw Proficiencies" => {
            let saves = ours.saves.iter().map(|it| it.name().to_owned());
            facts.set("saving throws in traits", id, saves, says.split(" and "));
        }
        "Skill Proficiencies" => skills(ours, says, facts),
        "Weapon Proficiencies" => {
            let tests = ours.grants.iter().filter_map(|it| match it {
                Grant::Weapons(test) => Some(weapons(test)),
                _ => None,
            });
            facts.set("weapon proficiencies", id, tests, said_weapons(says).iter().map(String::as_str));
        }
        "Tool Proficiencies" => tools(ours, says, facts),
        "Armor Training" => {
            let kinds = ours.grants.iter().filter_map(|it| match it {
                Grant::Armour(kind) => Some(kind.name().to_owned()),
                _ => None,
            });
            let theirs = ["Light", "Medium", "Heavy", "Shield"].into_iter().filter(|it| says.contains(it));
            facts.set("armour training", id, kinds, theirs);
        }
        "Starting Equipment" => item::packages(book, &Parcel { id, packages: &ours.equipment }, says, facts),
        _ => {}
    }
}

/// `Strength or Dexterity`, `Dexterity and Wisdom`.
fn primary(ours: &Class) -> String {
    let either = |of: &Vec<Ability>| of.iter().map(|it| it.name()).collect::<Vec<_>>().join(" or ");
    ours.primary.iter().map(either).collect::<Vec<_>>().join(" and ")
}

fn skills(ours: &Class, says: &str, facts: &mut Facts) {
    let (count, list) = ours
        .choices
        .iter()
        .find_map(|it| match &it.from {
            From::Skills(list) => Some((it.count.text(), list.as_slice())),
            _ => None,
        })
        .unwrap_or(("0", &[]));
    let theirs: String = says.chars().filter(char::is_ascii_digit).collect();
    facts.state("number of skills", &ours.id, count, theirs);
    let listed = says.split_once(':').map_or("", |(_, list)| list);
    let theirs: Vec<String> = listed
        .split(',')
        .map(|it| bare(it.trim().trim_start_matches("or ")))
        .filter(|it| !it.is_empty())
        .collect();
    let ours_too = list.iter().map(|it| bare(it.name()));
    facts.set("skills to choose from", &ours.id, ours_too, theirs.iter().map(String::as_str));
}

fn weapons(test: &WeaponTest) -> String {
    let category = test.category.map_or("any", |it| it.name());
    let properties: Vec<&str> = test.properties.iter().map(|it| it.name()).collect();
    format!("{category} {}", properties.join(" or ")).trim_end().to_owned()
}

fn said_weapons(says: &str) -> Vec<String> {
    let mut all = Vec::new();
    for category in ["Simple", "Martial"] {
        let Some((_, rest)) = says.split_once(category) else { continue };
        let with = rest.split_once("that have the ").and_then(|(_, it)| it.split_once(" property"));
        let with = with.filter(|_| category == "Martial").map_or("", |(it, _)| it);
        all.push(format!("{category} {with}").trim_end().to_owned());
    }
    all
}

/// The tool itself, or how many of which categories.
fn tools(ours: &Class, says: &str, facts: &mut Facts) {
    let granted = ours.grants.iter().filter_map(|it| match it {
        Grant::Tool(id) => Some(bare(id.slug())),
        _ => None,
    });
    let chosen = ours.choices.iter().filter_map(|it: &Choice| match &it.from {
        From::Tools(ids) => {
            let mut kinds: Vec<String> = ids.iter().map(|it| letters(it.slug())).collect();
            kinds.sort();
            Some(format!("{} of {}", it.count, kinds.join(" or ")))
        }
        _ => None,
    });
    let theirs = match says.strip_prefix("Choose ") {
        None => bare(says),
        Some(rest) => {
            let kinds = [("Artisan", "art"), ("Instrument", "ins")];
            let kinds: Vec<&str> =
                kinds.iter().filter(|(word, _)| rest.contains(word)).map(|(_, short)| *short).collect();
            let count =
                if rest.starts_with("one") { "1" } else { rest.split(' ').next().unwrap_or_default() };
            format!("{count} of {}", kinds.join(" or "))
        }
    };
    facts.set("tool proficiencies", &ours.id, granted.chain(chosen), [theirs.as_str()]);
}
