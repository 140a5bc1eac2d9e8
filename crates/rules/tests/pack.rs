//! Packs of owners over the book: what they add works without code, and what is wrong with them is told.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by a panic")]

use std::{fs, path::Path};

use rules::{
    CommandId, ContentId, Hash, StreamId,
    book::{Book, Lot, Pack, PackRefused},
    build::{Adventurer, Build},
    dice::Stream,
    fight::{Come, Entrant, Event, Fight, Grid, Side, Stage, play},
    goods::{self, Account, Context, Goods, Purse, Source},
    limit::{PACK_BYTES_MAX, PACK_ENTRIES_MAX, PACK_FILES_MAX},
    sheet::Sheet,
};

#[path = "sheet/hero.rs"]
mod hero;

const SPELLS: &str = r#"[{
  "id": "spell/moon-shard", "name": "Moon Shard", "source": "Moon: Shard", "text": "A splinter of the moon strikes.",
  "automation": "automated", "level": 0, "school": "evocation", "lists": ["class/wizard"],
  "components": { "verbal": true },
  "cast": { "time": "action", "range": { "feet": 120 }, "targets": { "who": "other" },
    "effects": [{ "attack": { "style": "ranged_spell", "hit": [{ "damage": { "amount": "(cantrip)d12", "of": ["radiant"] } }] } }] }
}]"#;

const ITEMS: &str = r#"[{
  "id": "armour/moon-mail", "name": "Moon Mail", "source": "Moon: Mail", "text": "Links of moonlight.",
  "automation": "automated", "cost": 50000, "weight": 1000, "armour": { "kind": "light", "base": 15 },
  "modifiers": [{ "resistance": { "to": ["cold"] } }]
}, {
  "id": "weapon/moon-hook", "name": "Moon Hook", "source": "Moon: Hook", "text": "It fishes for tides.",
  "automation": "automated", "cost": 100, "weight": 200,
  "weapon": { "category": "simple", "melee": true, "damage": "1d10", "of": "slashing", "properties": ["finesse"], "mastery": "sap" }
}]"#;

const CREATURES: &str = r#"[{
  "id": "creature/moon-crab", "name": "Moon Crab", "source": "Moon: Crab", "text": "It walks sideways out of the sea.",
  "automation": "automated", "size": "medium", "type": "beast", "alignment": "Unaligned", "armour_class": 12,
  "initiative": 1, "hp": "4d8 + 4", "paces": [{ "gait": "walk", "feet": 30 }], "scores": [14, 12, 12, 2, 10, 4],
  "passive_perception": 10, "challenge": 4, "proficiency": 2,
  "actions": [{ "name": "Claw", "time": "action", "range": { "reach": 5 }, "targets": { "who": "other" },
    "effects": [{ "attack": { "style": "melee", "bonus": 4, "hit": [{ "damage": { "amount": "1d8 + 2", "of": ["cold"] } }] } }] }]
}]"#;

const FEATURES: &str = r#"[{
  "id": "feature/moon-touched", "name": "Moon-Touched", "source": "Moon: Touched", "text": "The tide is in your blood.",
  "automation": "automated", "gained": [{ "by": "class/wizard", "level": 1 }],
  "grants": [{ "armour": "light" }, { "spell": { "spell": "spell/moon-shard", "as": "cantrip" } }],
  "modifiers": [{ "add": { "to": "hit_point_maximum", "value": "2 * level" } }],
  "resources": [{ "id": "resource/moon-tide", "name": "Tides", "most": "prof", "returns": "short-rest" }],
  "activities": [{ "name": "Tide", "time": "bonus_action",
    "cost": [{ "uses": { "of": "resource/moon-tide", "count": "1" } }], "effects": [{ "begin": "state/moon-tide" }] }],
  "states": [{ "id": "state/moon-tide", "name": "Tide", "modifiers": [{ "add": { "to": "armour_class", "value": "2" } }],
    "minutes": 1, "ends": ["will"] }]
}]"#;

const MOON: &[(&str, &str)] = &[
    ("creatures/moon.json", CREATURES),
    ("features/moon.json", FEATURES),
    ("items/moon.json", ITEMS),
    ("spells/moon.json", SPELLS),
];

/// The book as it lies in the repository.
fn shelf() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/book");
    let mut files = Vec::new();
    walk(&root, &root, &mut files);
    files.sort();
    files
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(root, &path, files);
        } else if path.extension().is_some_and(|it| it == "json") {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            files.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

fn manifest(id: &str, files: &[(&str, &str)], replaces: &[&str]) -> String {
    let hash = Pack { manifest: "", files: files.to_vec(), pinned: Hash([0; 32]) }.files_hash();
    let replaces = serde_json::to_string(replaces).unwrap();
    format!(r#"{{"id":"{id}","name":"A pack","version":"1.0","files":"{hash}","replaces":{replaces}}}"#)
}

fn pack<'a>(manifest: &'a str, files: &[(&'a str, &'a str)]) -> Pack<'a> {
    let pinned = Pack { manifest, files: files.to_vec(), pinned: Hash([0; 32]) }.hash();
    Pack { manifest, files: files.to_vec(), pinned }
}

fn layered(packs: &[Pack<'_>]) -> Result<Book, PackRefused> {
    let shelf = shelf();
    Book::layered(shelf.iter().map(|(name, text)| (name.as_str(), text.as_str())), packs)
}

fn refused(packs: &[Pack<'_>]) -> String {
    layered(packs).map(drop).unwrap_err().to_string()
}

fn moon_wizard() -> Build {
    hero::hero("wizard 5, int 16, dex 14, worn armour/moon-mail, main weapon/moon-hook")
}

#[test]
fn what_a_pack_adds_needs_no_code() {
    let manifest = manifest("moon", MOON, &[]);
    let book = layered(&[pack(&manifest, MOON)]).unwrap_or_else(|it| panic!("{it}"));
    let build = moon_wizard();
    let adventurer = Adventurer::of(&book, &build);
    let sheet = Sheet::of(&adventurer);
    assert_eq!(sheet.armour_class.total, 17, "{:?}", sheet.armour_class);
    assert_eq!(sheet.hp.total, 22 + 10, "{:?}", sheet.hp);
    assert!(sheet.resistances.iter().any(|(_, whose)| *whose == "Moon Mail"), "{:?}", sheet.resistances);
    assert!(sheet.spells.iter().any(|it| it.name == "Moon Shard" && it.ready), "{:?}", sheet.spells);
    assert!(sheet.attacks.iter().any(|it| it.name == "Moon Hook"), "{:?}", sheet.attacks);
    assert!(sheet.resources.iter().any(|it| it.name == "Tides" && it.most == 3), "{:?}", sheet.resources);
    assert!(sheet.doings.iter().any(|it| it.name == "Tide" && it.barred.is_none()), "{:?}", sheet.doings);
}

/// SRD 5.2, "Magic Items", Attunement: some are for certain classes alone, in a build and among goods.
#[test]
fn what_a_pack_adds_can_be_for_some_alone() {
    let staff = r#"[{ "id": "gear/moon-staff", "name": "Moon Staff", "source": "Moon: Staff", "text": "It knows its own.",
      "automation": "automated", "cost": 100000, "weight": 400, "rarity": "rare", "attunement": true,
      "attuned_by": ["class/wizard", "class/druid"], "modifiers": [{ "add": { "to": "armour_class", "value": "1" } }] }]"#;
    let files = [("items/staff.json", staff)];
    let manifest = manifest("moon", &files, &[]);
    let book = layered(&[pack(&manifest, &files)]).unwrap();
    let alone = "Moon Staff can be attuned to by Wizard or Druid alone (Magic Items, Attunement).";
    for (who, refusal) in
        [("wizard 1", None), ("fighter 1", Some(alone)), ("fighter 1, druid 1, wis 13", None)]
    {
        let build = hero::hero(&format!("{who}, str 13, attuned gear/moon-staff"));
        let told: Vec<_> =
            Adventurer::of(&book, &build).illegal.iter().map(|it| it.rule.to_string()).collect();
        assert_eq!(told, refusal.into_iter().collect::<Vec<_>>(), "{who}");
        let bare = hero::hero(&format!("{who}, str 13"));
        let adventurer = Adventurer::of(&book, &bare);
        let context = Context {
            adventurer: Some(&adventurer),
            resting: true,
            ..Context::of(&book, CommandId([8; 16]))
        };
        let mut goods = Goods::of(Account::Character(StreamId([1; 16])));
        let lots = vec![Lot { item: "gear/moon-staff".parse().unwrap(), count: 1 }];
        let make = goods::Command::Make { lots, coins: Purse::default(), source: Source::Prize };
        let made = goods::decide(&goods, &make, &context).unwrap();
        goods::apply(&mut goods, &made);
        let thing = *goods.things.keys().next().unwrap();
        let found = goods::decide(&goods, &goods::Command::Attune { thing }, &context).map(drop);
        assert_eq!(
            found.map_err(|it| it.to_string()),
            refusal.map_or(Ok(()), |it| Err(it.to_owned())),
            "{who}"
        );
    }
}

#[test]
fn what_a_pack_adds_plays_outside_of_fights() {
    use rules::play::{self, Command, Event, With};
    let manifest = manifest("moon", MOON, &[]);
    let book = layered(&[pack(&manifest, MOON)]).unwrap();
    let mut build = moon_wizard();
    let tide = Command::Use {
        activity: "wizard-1/moon-touched#Tide".into(),
        at: play::At::Own,
        slot: None,
        slots: Vec::new(),
        ways: Vec::new(),
    };
    let shard = Command::Cast {
        spell: "spell/moon-shard".parse().unwrap(),
        with: With::Cantrip,
        at: play::At::Others,
        ways: Vec::new(),
    };
    for command in [&tide, &shard, &tide, &tide] {
        let events = play::decide(&Adventurer::of(&book, &build), command, &mut stream(1)).unwrap();
        events.iter().for_each(|it| play::apply(&mut build, it));
    }
    assert_eq!(Sheet::of(&Adventurer::of(&book, &build)).armour_class.total, 19);
    let spent = play::decide(&Adventurer::of(&book, &build), &tide, &mut stream(1)).unwrap_err();
    assert_eq!(
        spent.to_string(),
        "Nothing of Tides is left; it returns with a Short or Long Rest (Moon: Touched)."
    );
    let rest = Command::TakeShortRest { dice: Vec::new(), told: Vec::new() };
    let events = play::decide(&Adventurer::of(&book, &build), &rest, &mut stream(1)).unwrap();
    assert!(events.contains(&Event::Returned { key: "resource/moon-tide".into(), count: 3 }), "{events:?}");
}

fn stream(seed: u8) -> Stream {
    Stream::of([seed; 32])
}

#[test]
fn what_a_pack_adds_fights() {
    let manifest = manifest("moon", MOON, &[]);
    let book = layered(&[pack(&manifest, MOON)]).unwrap();
    let crab: ContentId = "creature/moon-crab".parse().unwrap();
    let entrant = |side: u8, who: Come| Entrant { side: Side(side), who, spot: None, surprised: false };
    let (mut shards, mut claws) = (false, false);
    for seed in 0..6 {
        let stage = Stage {
            grid: Grid::open(16, 12),
            entrants: vec![
                entrant(0, Come::Character(Box::new(moon_wizard()))),
                entrant(1, Come::Creature(crab.clone())),
                entrant(1, Come::Creature(crab.clone())),
            ],
        };
        let chance = &mut stream(seed);
        let (mut fight, _) = Fight::begin(&book, &stage, chance).unwrap();
        let ended = play(&mut fight, chance, &mut |_, _, events: &[Event]| {
            let told = serde_json::to_string(events).unwrap();
            shards |= told.contains("Moon Shard");
            claws |= told.contains("Claw");
        });
        assert!(ended.is_some(), "seed {seed}");
    }
    assert!(shards && claws, "the spell and the claw of the pack were used: {shards} {claws}");
}

#[test]
fn a_pack_is_the_one_that_was_pinned() {
    let manifest = manifest("moon", MOON, &[]);
    let mut wrong = pack(&manifest, MOON);
    wrong.pinned = Hash([1; 32]);
    assert_eq!(refused(&[wrong]), "The pack `moon` is not the one that was pinned: its hash is another.");
    let other = [("items/moon.json", "[]")];
    assert_eq!(
        refused(&[pack(&manifest, &other)]),
        "The files of the pack `moon` are not those of its manifest: their hash is another."
    );
    let right = pack(&manifest, MOON);
    assert_eq!(refused(&[right.clone(), right.clone()]), "Two packs are called `moon`.");
    assert_ne!(layered(&[]).unwrap().hash, layered(&[right]).unwrap().hash);
}

/// A pack of one file with one change, and what is said of it.
#[test]
fn what_is_wrong_with_a_pack_is_told() {
    let thief = FEATURES.replace("resource/moon-tide", "resource/rage");
    let longsword = ITEMS.replace("weapon/moon-hook", "weapon/longsword");
    let sun = ITEMS.replace("weapon/moon-hook", "weapon/sun-hook");
    let lost = SPELLS.replace("class/wizard", "class/moon-sailor");
    let strange = FEATURES.replace("2 * level", "2 * lunacy");
    let broken = SPELLS.replace("\"level\": 0", "\"level\": \"none\"");
    let twice = format!("[{0},{0}]", SPELLS.trim().trim_start_matches('[').trim_end_matches(']'));
    let rows: Vec<(&str, &str, &[&str], &str)> = vec![
        (
            "items/moon.json",
            &longsword,
            &[],
            "The pack `moon` would replace weapon/longsword, and its manifest does not say so.",
        ),
        (
            "items/moon.json",
            &sun,
            &[],
            "The pack `moon` adds weapon/sun-hook; what it adds begins with `moon-` after the kind.",
        ),
        (
            "items/moon.json",
            ITEMS,
            &["weapon/longsword"],
            "The pack `moon` says that it replaces weapon/longsword, and does not.",
        ),
        (
            "features/moon.json",
            &thief,
            &[],
            "The pack `moon` would replace resource/rage, and its manifest does not say so.",
        ),
        (
            "spells/moon.json",
            &lost,
            &[],
            "The pack `moon` does not check. spell/moon-shard: there is no class/moon-sailor.",
        ),
        ("spells/moon.json", &broken, &[], "The pack `moon`: spells/moon.json cannot be read"),
        (
            "spells/moon.json",
            &twice,
            &[],
            "The pack `moon`: spells/moon.json: spell/moon-shard stands in it twice",
        ),
        ("sails/moon.json", SPELLS, &[], "The pack `moon`: sails/moon.json: a file is called after"),
    ];
    for (file, text, replaces, says) in rows {
        let files = [(file, text)];
        let manifest = manifest("moon", &files, replaces);
        let sentence = refused(&[pack(&manifest, &files)]);
        assert!(sentence.starts_with(says), "{file}: {sentence}\nnot {says}");
    }
    let files = [("features/moon.json", strange.as_str()), ("spells/moon.json", SPELLS)];
    let manifest = manifest("moon", &files, &[]);
    let sentence = refused(&[pack(&manifest, &files)]);
    assert!(sentence.contains("no formula knows `lunacy`"), "{sentence}");
}

#[test]
fn what_a_manifest_says_is_replaced() {
    let longsword = ITEMS.replace("weapon/moon-hook", "weapon/longsword");
    let files = [("items/moon.json", longsword.as_str())];
    let manifest = manifest("moon", &files, &["weapon/longsword"]);
    let book = layered(&[pack(&manifest, &files)]).unwrap_or_else(|it| panic!("{it}"));
    assert_eq!(book.items.named("weapon/longsword").unwrap().name, "Moon Hook");
    // A pack over a pack replaces what is the other's only if it says so.
    let over = [("items/sun.json", ITEMS)];
    let unsaid = self::manifest("sun", &over, &[]);
    let moon_files = [("items/moon.json", ITEMS)];
    let moon = self::manifest("moon", &moon_files, &[]);
    let both = [pack(&moon, &moon_files), pack(&unsaid, &over)];
    assert!(refused(&both).starts_with("The pack `sun` would replace armour/moon-mail"));
}

#[test]
fn packs_have_limits() {
    let large = " ".repeat(PACK_BYTES_MAX);
    let files = [("items/moon.json", large.as_str())];
    assert!(refused(&[pack("{}", &files)]).contains("bytes; 4194304 are the most"));
    let many = vec![("items/moon.json", "[]"); PACK_FILES_MAX + 1];
    assert!(refused(&[pack("{}", &many)]).contains("has 257 files"));
    let languages: Vec<String> = (0..=PACK_ENTRIES_MAX)
        .map(|it| {
            format!(r#"{{"id":"language/moon-{it}","name":"M","source":"M","text":"M","standard":false}}"#)
        })
        .collect();
    let languages = format!("[{}]", languages.join(","));
    let files = [("languages.json", languages.as_str())];
    let full = manifest("moon", &files, &[]);
    assert!(refused(&[pack(&full, &files)]).contains("has 4001 entries"));
    for name in ["", "Moon", "moon-light", "a-name-that-goes-on-and-on-for-ever"] {
        let manifest = manifest(name, MOON, &[]);
        assert!(refused(&[pack(&manifest, MOON)]).contains("is no name for a pack"), "{name}");
    }
}
