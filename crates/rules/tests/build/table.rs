//! The tables of the classes as they are printed (SRD 5.2, "Classes"), and whether a character is as they say.
//! They stand in `classes.txt`, copied from the book and not from our content.

use std::sync::OnceLock;

use rules::{
    book::{Class, Modifier, SpellRole, Sum},
    build::{Adventurer, Build, Carried, Now, Place},
    sheet::Sheet,
};

pub(crate) const CLASSES: [&str; 12] = [
    "class/barbarian",
    "class/bard",
    "class/cleric",
    "class/druid",
    "class/fighter",
    "class/monk",
    "class/paladin",
    "class/ranger",
    "class/rogue",
    "class/sorcerer",
    "class/warlock",
    "class/wizard",
];

/// A row of a class's table: each column with what stands in it.
struct Row(Vec<(&'static str, &'static str)>);

impl Row {
    fn get(&self, column: &str) -> Option<&'static str> {
        let cell = self.0.iter().find(|(name, _)| *name == column).map(|(_, cell)| *cell);
        cell.filter(|it| *it != "\u{2014}")
    }

    /// The number in a cell, without what stands around it; nothing where there is none.
    fn number(&self, column: &str) -> u32 {
        let cell = self.get(column).unwrap_or("0");
        let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
        digits.parse().unwrap_or(0)
    }

    /// Its features, spelt as this project does.
    fn features(&self) -> Vec<String> {
        let names = self.get("Class Features").unwrap_or_default().split(", ").filter(|it| !it.is_empty());
        names.map(|it| ours(it.split(" (").next().unwrap_or(it))).collect()
    }

    fn slots(&self) -> [u8; 9] {
        std::array::from_fn(|at| self.number(&(at + 1).to_string()) as u8)
    }
}

fn ours(name: &str) -> String {
    let name = if name.ends_with(" Subclass") { "Subclass" } else { name };
    [("armor", "armour"), ("Defense", "Defence"), ("Favored", "Favoured")]
        .iter()
        .fold(name.to_owned(), |name, (theirs, ours)| name.replace(theirs, ours))
}

fn row(class: &str, level: u8) -> &'static Row {
    static ROWS: OnceLock<Vec<(&'static str, Vec<Row>)>> = OnceLock::new();
    let rows = ROWS.get_or_init(|| {
        let mut all = Vec::new();
        for table in include_str!("classes.txt").split("# ").filter(|it| !it.is_empty()) {
            let mut lines = table.lines();
            let name = lines.next().unwrap();
            let columns: Vec<&str> = lines.next().unwrap().split(" | ").collect();
            let row = |line: &'static str| Row(columns.iter().copied().zip(line.split(" | ")).collect());
            all.push((name, lines.map(row).collect::<Vec<_>>()));
        }
        all
    });
    let (_, rows) = rows.iter().find(|(name, _)| *name == class).unwrap();
    assert_eq!(rows.len(), 20, "{class}");
    &rows[usize::from(level) - 1]
}

/// Whether everything that the tables say of somebody's classes and levels is so.
pub(crate) fn judge(adventurer: &Adventurer<'_>) {
    let bonus = row("wizard", adventurer.level()).number("Proficiency Bonus") as i32;
    assert_eq!(adventurer.proficiency(), bonus);
    assert_eq!(Sheet::of(adventurer).proficiency, bonus);
    slots(adventurer);
    for (class, level) in &adventurer.classes {
        features(adventurer, class, *level);
        columns(adventurer, class, row(class.id.slug(), *level));
    }
}

/// One caster has the slots of its table; several have those of the full casters' table for their levels,
/// of which a half caster's count by halves, rounded up (SRD 5.2, "Character Creation", Multiclassing).
fn slots(adventurer: &Adventurer<'_>) {
    let (shared, pact) = adventurer.slots();
    let is_half = |slug: &str| ["paladin", "ranger"].contains(&slug);
    let is_caster =
        |slug: &str| is_half(slug) || ["bard", "cleric", "druid", "sorcerer", "wizard"].contains(&slug);
    let casters: Vec<(&str, u8)> = adventurer
        .classes
        .iter()
        .map(|(class, level)| (class.id.slug(), *level))
        .filter(|(slug, _)| is_caster(slug))
        .collect();
    let expected = match casters.as_slice() {
        [] => [0; 9],
        [(slug, level)] => row(slug, *level).slots(),
        several => {
            let counted =
                several.iter().map(|(slug, level)| if is_half(slug) { level.div_ceil(2) } else { *level });
            row("wizard", counted.sum()).slots()
        }
    };
    assert_eq!(shared, expected, "{casters:?}");
    let expected = adventurer.class_level("warlock").map_or((0, 0), |level| {
        let row = row("warlock", level);
        (row.number("Spell Slots") as u8, row.number("Slot Level") as u8)
    });
    assert_eq!(pact, expected);
}

fn features(adventurer: &Adventurer<'_>, class: &Class, level: u8) {
    let slug = class.id.slug();
    let held = |name: &str, at: u8| {
        let key = format!("{slug}-{at}/");
        adventurer.features.iter().any(|it| it.feature.name == name && it.key.starts_with(&key))
    };
    let mut told: Vec<String> = Vec::new();
    for at in 1..=level {
        for name in row(slug, at).features() {
            // What only grows is gained once.
            let before = told.contains(&name);
            let there = match name.as_str() {
                "Subclass feature" => adventurer
                    .subclasses
                    .iter()
                    .filter(|it| it.class == class.id)
                    .any(|it| adventurer.book.features_of(&it.id).any(|(_, level)| level == at)),
                _ => held(&name, at) || before,
            };
            assert!(there, "{slug} {at}: no {name}");
            told.push(name);
        }
        for (feature, _) in adventurer.book.features_of(&class.id).filter(|(_, it)| *it == at) {
            assert!(
                row(slug, at).features().contains(&feature.name),
                "{slug} {at}: the table has no {}",
                feature.name
            );
        }
    }
}

fn columns(adventurer: &Adventurer<'_>, class: &Class, row: &Row) {
    let slug = class.id.slug();
    let sheet = Sheet::of(adventurer);
    let resource = |id: &str| sheet.resources.iter().find(|it| it.id.as_str() == id).map_or(0, |it| it.most);
    for (column, _) in &row.0 {
        let says = row.number(column);
        let has = match *column {
            "Rages" => resource("resource/rage"),
            "Second Wind" => resource("resource/second-wind"),
            "Wild Shape" => resource("resource/wild-shape"),
            "Sorcery Points" => resource("resource/sorcery-points"),
            "Focus Points" => resource("resource/focus"),
            "Channel Divinity" => resource(&format!("resource/{slug}-channel-divinity")),
            "Bardic Die" => {
                let line = sheet.resources.iter().find(|it| it.id.as_str() == "resource/bardic-inspiration");
                line.and_then(|it| it.die).unwrap_or(0)
            }
            "Cantrips" => cantrips(adventurer, class),
            "Prepared Spells" => prepared(adventurer, class, &sheet),
            "Weapon Mastery" => picked(adventurer, &format!("{slug}-1/{slug}-weapon-mastery/weapons")),
            "Eldritch Invocations" => picked(adventurer, "warlock-1/eldritch-invocations/invocations"),
            "Favored Enemy" => {
                let mark = sheet.spells.iter().find(|it| it.id == "spell/hunters-mark" && it.free.is_some());
                mark.and_then(|it| it.free).map_or(0, |(most, _)| most)
            }
            "Rage Damage" => rage_damage(adventurer),
            "Sneak Attack" => {
                assert_eq!(row.get(column).unwrap(), sneak_attack(adventurer), "{column}");
                continue;
            }
            "Martial Arts" => {
                let says = row.get(column).unwrap();
                let bare = with(adventurer, Now::default(), Vec::new());
                let martial = Adventurer::of(adventurer.book, &bare);
                let die = Sheet::of(&martial).attacks[0].damage.sum.dice.first().copied();
                assert_eq!(
                    die.map(|(count, sides)| format!("{count}d{sides}")).as_deref(),
                    Some(says),
                    "{column}"
                );
                continue;
            }
            "Unarmored Movement" => faster(adventurer),
            _ => continue,
        };
        assert_eq!(has, says, "{slug}: {column}");
    }
}

/// Those of the class's own number: a Thaumaturge and a Magician know one more.
fn cantrips(adventurer: &Adventurer<'_>, class: &Class) -> u32 {
    let more = adventurer.features.iter().filter(|it| {
        it.class.is_some_and(|it| it.id == class.id)
            && ["Thaumaturge", "Magician"].contains(&it.feature.name.as_str())
    });
    picked(adventurer, &format!("{}/cantrips", class.id.slug())) - more.count() as u32
}

fn prepared(adventurer: &Adventurer<'_>, class: &Class, sheet: &Sheet<'_>) -> u32 {
    let caster = sheet.casters.iter().find(|it| it.class == class.name).unwrap();
    let picks = picked(adventurer, &format!("{}/prepared", class.id.slug()));
    let own = |it: &&rules::build::Known<'_>| {
        it.role == SpellRole::Prepared && it.class.is_some_and(|it| it.id == class.id)
    };
    assert_eq!(adventurer.spells.iter().filter(own).count() as u32, picks);
    assert_eq!(caster.prepared, (picks as u8, picks as u8));
    picks
}

fn picked(adventurer: &Adventurer<'_>, key: &str) -> u32 {
    adventurer.build.picks.get(key).map_or(0, |it| it.len() as u32)
}

/// The same character with other goods at another moment.
fn with(adventurer: &Adventurer<'_>, now: Now, goods: Vec<Carried>) -> Build {
    Build { now, goods, ..adventurer.build.clone() }
}

fn rage_damage(adventurer: &Adventurer<'_>) -> u32 {
    let club =
        Carried { item: "weapon/club".parse().unwrap(), count: 1, place: Place::MainHand, attuned: false };
    let now = Now { states: vec!["state/rage".parse().unwrap()], ..Now::default() };
    let raging = with(adventurer, now, vec![club]);
    let raging = Adventurer::of(adventurer.book, &raging);
    let sheet = Sheet::of(&raging);
    // A monk's club may use Dexterity, with which a rage does not help.
    let states = raging.features.iter().flat_map(|it| &it.feature.states).filter(|it| it.name == "Rage");
    let value = states.flat_map(|it| &it.modifiers).find_map(|it| match it {
        Modifier::Damage { value, .. } => Some(value.value(&|name| raging.value(name))),
        _ => None,
    });
    let more = sheet.attacks[0].more.iter().find(|(_, whose)| *whose == "Rage").map(|(it, _)| it.sum.flat);
    if sheet.attacks[0].ability == rules::book::Ability::Str {
        assert_eq!(more, value);
    }
    value.unwrap_or(0) as u32
}

fn sneak_attack(adventurer: &Adventurer<'_>) -> String {
    let dagger =
        Carried { item: "weapon/dagger".parse().unwrap(), count: 1, place: Place::MainHand, attuned: false };
    let sneaking = with(adventurer, Now::default(), vec![dagger]);
    let sneaking = Adventurer::of(adventurer.book, &sneaking);
    let sheet = Sheet::of(&sneaking);
    let all = sheet.attacks[0].perhaps.iter().filter(|(_, whose, _)| *whose == "Sneak Attack");
    let sums: Vec<&Sum> = all.map(|(it, ..)| &it.sum).collect();
    assert!(!sums.is_empty() && sums.iter().all(|it| *it == sums[0]), "{:?}", sheet.attacks[0].perhaps);
    sums[0].to_string()
}

fn faster(adventurer: &Adventurer<'_>) -> u32 {
    let bare = with(adventurer, Now::default(), Vec::new());
    let bare = Adventurer::of(adventurer.book, &bare);
    let sheet = Sheet::of(&bare);
    let (_, walk) = &sheet.speeds[0];
    walk.reasons.iter().filter(|it| it.because == "Unarmoured Movement").map(|it| it.amount as u32).sum()
}
