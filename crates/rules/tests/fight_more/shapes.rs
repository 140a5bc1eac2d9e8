//! Who changes shape: into what, what stays, and how it comes back (SRD 5.2, "Rules Glossary", Shape-Shifting).

use std::collections::BTreeMap;

use rules::{
    book::{Ability, Book, CreatureType, Skill},
    build::{Build, Level, Method, Now, Scores},
    fight::{Aim, Come, Entrant, Event, Grid, Ground, Health, Order, Refused, Side, Spot, Stage, WrongForm},
};

use super::arena::{Arena, CLUB, block, book, caster};

/// A druid of a level who knows these forms. An orc, so that it has something of its species to lose.
fn druid(level: u8, forms: &[&str]) -> Build {
    let picks =
        vec![("druid-2/wild-shape/forms".to_owned(), forms.iter().map(|it| (*it).to_owned()).collect())];
    Build {
        name: "Rowan".into(),
        species: "species/orc".parse().unwrap(),
        background: "background/soldier".parse().unwrap(),
        scores: Scores { by: Method::Rolled, base: [8, 10, 14, 10, 16, 12] },
        levels: (0..level).map(|_| Level { class: "class/druid".parse().unwrap(), hp: None }).collect(),
        picks: BTreeMap::from_iter(picks),
        goods: Vec::new(),
        coins: BTreeMap::new(),
        xp: None,
        now: Now::default(),
    }
}

/// The druid, and a foe of this kind beside it.
fn open<'b>(book: &'b Book, grid: Grid, druid: Build, foe: &str) -> Arena<'b> {
    let entrant =
        |side, who, x, y| Entrant { side: Side(side), who, spot: Some(Spot { x, y }), surprised: false };
    let foe = Come::Creature(format!("creature/{foe}").parse().unwrap());
    let entrants = vec![entrant(0, Come::Character(Box::new(druid)), 4, 4), entrant(1, foe, 5, 4)];
    Arena::staged(book, &Stage { grid, entrants })
}

fn shape(arena: &mut Arena<'_>, act: &str, targets: &[usize], form: &str) -> Result<Vec<Event>, Refused> {
    let Order::Act { act, aim, .. } = arena.ordered(act, Aim { targets: targets.to_vec(), spot: None })
    else {
        unreachable!("acts are ordered as acts")
    };
    arena.order(&Order::Shape { act, aim, form: format!("creature/{form}").parse().unwrap() })
}

fn left(events: &[Event]) -> usize {
    events.iter().filter(|it| matches!(it, Event::Unshaped { .. })).count()
}

/// A foe that hits for 60, and one that holds.
fn foes() -> String {
    let hard = CLUB.replace(r#""amount": "4""#, r#""amount": "60""#);
    let stun = CLUB.replace(
        r#"{"damage": {"amount": "4", "of": ["bludgeoning"]}}"#,
        r#"{"condition": {"condition": "stunned", "until": "forever"}}"#,
    );
    format!(
        "[{}, {}, {}]",
        block("foe", CLUB, "{}"),
        block("bruiser", &hard, "{}"),
        block("stunner", &stun, "{}")
    )
}

/// Classes, Druid: Wild Shape, Rules While Shape-Shifted.
#[test]
fn a_druid_has_the_body_of_a_wolf() {
    let book = book(&foes());
    let mut arena = open(&book, Grid::open(24, 16), druid(2, &["wolf"]), "foe");
    let own = arena.fight.fighters[0].kit.clone();
    arena.happened(Event::Concentrated { who: 0, act: "Moonbeam".into() });
    let events = shape(&mut arena, "Wild Shape", &[], "wolf").unwrap();
    assert!(arena.told().contains("Rowan takes the form of Wolf."), "{}", arena.told());
    let fighter = &arena.fight.fighters[0];
    let kit = fighter.kit.clone();
    assert_eq!((fighter.hp, fighter.hp_most(), fighter.temporary_hp), (own.hp, own.hp, 2));
    assert_eq!((kit.armour_class, kit.speed(), kit.kind), (12, 40, CreatureType::Humanoid));
    assert!(kit.hero && kit.knacks.len() == 1, "falls as itself, fights in packs");
    // Strength, Dexterity and Constitution of the wolf, the mind its own.
    assert_eq!(kit.modifiers, [2, 2, 1, 0, 3, 1]);
    // Its own proficiency with Wisdom and Intelligence; the wolf has none.
    assert_eq!(kit.saves, [2, 2, 1, 2, 5, 1]);
    for (skill, bonus, why) in [
        (Skill::Perception, 5, "the wolf's is higher"),
        (Skill::Stealth, 4, "the wolf's alone"),
        (Skill::Athletics, 4, "the soldier's proficiency upon the wolf's Strength"),
        (Skill::Insight, 3, "its own Wisdom"),
    ] {
        assert_eq!(kit.skills.get(&skill), Some(&bonus), "{skill:?}: {why}");
    }
    assert_eq!(kit.values.get(Ability::Str.letters()), Some(&2));
    assert_eq!(kit.values.get("druid"), Some(&2));
    assert!(kit.specials.len() < own.specials.len(), "what the orc's blood gives is not a class feature");
    // Concentration goes on, and nothing is cast.
    assert_eq!(fighter.concentration.as_deref(), Some("Moonbeam"));
    assert_eq!(left(&events), 0);
    let cast = arena.ordered("Speak with Animals", Aim { targets: vec![0], spot: None });
    assert_eq!(arena.order(&cast), Err(Refused::NoSpells("Rowan".into())));
    arena.dice(&[15, 3]).act("Bite", &[1]);
    assert_eq!(arena.hp(1), 35, "{}", arena.told());
    arena.replays();
}

/// Classes, Druid: Wild Shape, Known Forms. Which form may be taken, and the sentence that says why not.
#[test]
fn forms_are_taken_by_rule() {
    let book = book(&foes());
    let all = ["wolf", "rat", "bat", "ape", "brown-bear", "riding-horse"];
    let cases: [(u8, &str, Option<&str>); 10] = [
        (2, "wolf", None),
        (2, "rat", None),
        (2, "ape", Some("Ape has Challenge Rating 1/2; Wild Shape gives forms of 1/4 at most.")),
        (4, "ape", None),
        (4, "brown-bear", Some("Brown Bear has Challenge Rating 1; Wild Shape gives forms of 1/2 at most.")),
        (8, "brown-bear", None),
        (4, "bat", Some("Bat has a Fly Speed, which Wild Shape does not give yet.")),
        (8, "bat", None),
        (8, "cat", Some("Cat is not one of the forms that Rowan knows.")),
        (
            8,
            "commoner",
            Some(
                "Commoner is not among the creatures whose form Wild Shape gives: they are of another type.",
            ),
        ),
    ];
    for (level, form, why) in cases {
        let mut arena = open(&book, Grid::open(24, 16), druid(level, &all), "foe");
        let told = shape(&mut arena, "Wild Shape", &[], form);
        assert_eq!(told.as_ref().err().map(ToString::to_string).as_deref(), why, "{level} {form}");
        assert_eq!(arena.fight.fighters[0].shape.is_some(), why.is_none(), "{level} {form}");
        arena.replays();
    }
    // Without a word about the form nothing happens, and nothing is spent.
    let mut arena = open(&book, Grid::open(24, 16), druid(2, &all), "foe");
    let plain = arena.ordered("Wild Shape", Aim::default());
    assert_eq!(arena.order(&plain), Err(Refused::Form(WrongForm::Unnamed)));
    assert_eq!(arena.fight.fighters[0].left("resource/wild-shape"), 2);
}

/// Classes, Druid: Wild Shape. It ends with a Bonus Action, with another use, with Incapacitated, at 0 Hit Points and
/// with death.
#[test]
fn a_form_is_left() {
    let book = book(&foes());
    for (way, foe) in [
        ("leave", "foe"),
        ("again", "foe"),
        ("stunned", "stunner"),
        ("falls", "bruiser"),
        ("dies", "bruiser"),
    ] {
        let hardy = if way == "falls" { 12 } else { 2 };
        let mut arena = open(&book, Grid::open(24, 16), druid(hardy, &["wolf", "rat"]), foe);
        let own = format!("{:?}", arena.fight.fighters[0].kit);
        shape(&mut arena, "Wild Shape", &[], "wolf").unwrap();
        if way == "falls" {
            let lost = arena.hp(0) - 1;
            arena.happened(Event::Hurt { who: 0, by: None, parts: Vec::new(), lost, temporary_lost: 0 });
        }
        arena.pass();
        let events = match way {
            "leave" => {
                arena.pass();
                arena.act("Leave the Form", &[])
            }
            "again" => {
                arena.pass();
                shape(&mut arena, "Wild Shape", &[], "rat").unwrap()
            }
            _ => arena.dice(&[15]).act("Club", &[0]),
        };
        assert_eq!(left(&events), 1, "{way}: {}", arena.told());
        assert!(arena.told().contains("Rowan is back in its own form."), "{way}");
        let fighter = &arena.fight.fighters[0];
        let form = fighter.shape.as_ref().map(|it| it.shape.form.as_str().to_owned());
        assert_eq!(form.as_deref(), if way == "again" { Some("creature/rat") } else { None }, "{way}");
        assert_eq!(fighter.states.len(), usize::from(way == "again"), "{way}");
        if way != "again" {
            assert_eq!(format!("{:?}", fighter.kit), own, "{way}");
        }
        let health =
            matches!((way, fighter.health), ("dies", Health::Dead) | ("falls", Health::Dying { .. }));
        assert_eq!(health, matches!(way, "dies" | "falls"), "{way}: {:?}", fighter.health);
        arena.replays();
    }
}

/// Playing the Game, Creature Size and Space: a larger form needs room, and takes what it has beside its own square.
#[test]
fn a_larger_form_needs_room() {
    let book = book(&foes());
    let mut arena = open(&book, Grid::open(24, 16), druid(2, &["riding-horse"]), "foe");
    shape(&mut arena, "Wild Shape", &[], "riding-horse").unwrap();
    let stand = arena.fight.fighters[0].stand();
    assert_eq!(stand.side, 2);
    assert!(stand.squares().any(|it| it == Spot { x: 4, y: 4 }), "{stand:?}");
    assert!(stand.feet_to(arena.fight.fighters[1].stand()) > 0);
    arena.replays();
    // A passage one square wide.
    let mut grid = Grid::open(24, 16);
    for x in 0..24 {
        for y in [3, 5] {
            grid.set(Spot { x, y }, Ground::Solid);
        }
    }
    let mut arena = open(&book, grid, druid(2, &["riding-horse"]), "foe");
    let told = shape(&mut arena, "Wild Shape", &[], "riding-horse");
    assert_eq!(told, Err(Refused::Form(WrongForm::NoRoom { form: "Riding Horse".into() })));
}

/// Who is turned into a beast, and the mage who does it.
fn mages() -> String {
    let mighty =
        r#"{"challenge": 40, "scores": [10, 10, 10, 18, 10, 10], "legendary_resistances": 0, "hp": "90"}"#;
    let all = [caster("mage", &["polymorph"]), block("mighty", CLUB, mighty), block("foe", CLUB, "{}")];
    format!("[{}]", all.join(", "))
}

/// Spells, Polymorph: the whole stat block, but for type and Hit Points; no spells.
#[test]
fn polymorph_leaves_little() {
    let book = book(&mages());
    let mut arena = Arena::open(&book, &[("mage", 0, 2, 8), ("mighty", 1, 6, 8), ("mage", 1, 20, 2)]);
    arena.dice(&[20]);
    let events = shape(&mut arena, "Polymorph", &[1], "elephant").unwrap();
    assert!(!events.iter().any(|it| matches!(it, Event::Shaped { .. })), "it saved: {}", arena.told());
    arena.pass();
    arena.pass();
    arena.pass();
    arena.dice(&[1]);
    shape(&mut arena, "Polymorph", &[1], "elephant").unwrap();
    let fighter = &arena.fight.fighters[1];
    assert_eq!((fighter.hp, fighter.hp_most(), fighter.temporary_hp), (90, 90, 76), "{}", arena.told());
    assert_eq!(fighter.kit.kind, CreatureType::Humanoid);
    assert_eq!(fighter.kit.modifiers, [6, -1, 3, -4, 0, -2]);
    assert_eq!(fighter.stand().side, 3);
    assert!(fighter.kit.acts.iter().all(|it| it.name != "Club"));
    arena.replays();
}

/// Spells, Polymorph: how mighty the Beast may be.
#[test]
fn polymorph_goes_by_the_targets_might() {
    let book = book(&mages());
    for (target, form, why) in [
        (1, "elephant", None),
        (2, "brown-bear", None),
        (2, "elephant", Some("Elephant has Challenge Rating 4; Polymorph gives forms of 1 at most.")),
        (
            1,
            "commoner",
            Some("Commoner is not among the creatures whose form Polymorph gives: they are of another type."),
        ),
        (1, "swarm-of-rats", Some("Swarm of Rats is many creatures, and a form is that of one.")),
    ] {
        let mut arena = Arena::open(&book, &[("mage", 0, 2, 8), ("mighty", 1, 6, 8), ("foe", 1, 6, 14)]);
        arena.dice(&[1]);
        let told = shape(&mut arena, "Polymorph", &[target], form);
        assert_eq!(told.err().map(|it| it.to_string()).as_deref(), why, "{form}");
    }
    // Of a character it is the level.
    for (level, allowed) in [(3, false), (4, true)] {
        let mut arena = open(&book, Grid::open(24, 16), druid(level, &[]), "mage");
        arena.pass();
        arena.dice(&[1]);
        assert_eq!(shape(&mut arena, "Polymorph", &[0], "elephant").is_ok(), allowed, "level {level}");
    }
}

/// Spells, Polymorph: over with the Temporary Hit Points or the Concentration, and what is left of those goes.
#[test]
fn polymorph_ends() {
    let book = book(&mages());
    for way in ["worn out", "concentration"] {
        let mut arena = Arena::open(&book, &[("mage", 0, 5, 8), ("mighty", 1, 6, 8), ("foe", 0, 7, 8)]);
        arena.dice(&[1]);
        // A rat has one Hit Point.
        let form = if way == "worn out" { "rat" } else { "wolf" };
        shape(&mut arena, "Polymorph", &[1], form).unwrap();
        arena.pass();
        let events = if way == "worn out" {
            arena.pass();
            arena.dice(&[15]).act("Club", &[1])
        } else {
            // The wolf bites; the mage's save is 1.
            arena.dice(&[15, 3, 1]).act("Bite", &[0])
        };
        assert_eq!(left(&events), 1, "{way}: {}", arena.told());
        let fighter = &arena.fight.fighters[1];
        assert_eq!((fighter.hp, fighter.temporary_hp), (if way == "worn out" { 87 } else { 90 }, 0), "{way}");
        assert_eq!(arena.fight.fighters[0].concentration, None, "{way}");
        assert!(fighter.lasting.is_empty() && fighter.kit.acts.iter().any(|it| it.name == "Club"), "{way}");
        arena.replays();
    }
}

/// Monsters, Werewolf and Imp: Shape-Shift. Size and Speed are those of the look, and what it has no hands for is
/// gone; everything else stays.
#[test]
fn shapechangers_change_their_looks() {
    let book = book(&foes());
    for (creature, looks) in [
        ("werewolf", &[("hybrid", 2, 30, true), ("wolf", 1, 40, false), ("own", 1, 30, true)][..]),
        ("wererat", &[("rat", 1, 30, false), ("hybrid", 1, 30, true), ("own", 1, 30, true)][..]),
        ("imp", &[("raven", 1, 60, true), ("spider", 1, 20, true), ("own", 1, 40, true)][..]),
        ("quasit", &[("bat", 1, 40, true), ("own", 1, 40, true)][..]),
    ] {
        let mut arena = Arena::open(&book, &[(creature, 0, 4, 4), ("foe", 1, 20, 12)]);
        let own = arena.fight.fighters[0].kit.clone();
        for (look, side, speed, shoots) in looks {
            let Order::Act { act, aim, .. } = arena.ordered("Shape-Shift", Aim::default()) else { continue };
            let form: rules::ContentId = format!("form/{look}").parse().unwrap();
            arena.must(&Order::Shape { act, aim: aim.clone(), form: form.clone() });
            let fighter = &arena.fight.fighters[0];
            assert_eq!((fighter.stand().side, fighter.kit.speed()), (*side, *speed), "{creature} {look}");
            assert_eq!((fighter.hp, fighter.temporary_hp, fighter.kit.modifiers), (own.hp, 0, own.modifiers));
            let bow = fighter.kit.acts.iter().filter(|it| it.name == "Longbow" || it.name == "Hand Crossbow");
            assert!(bow.into_iter().all(|it| it.spends.is_empty() == *shoots), "{creature} {look}");
            arena.pass();
            arena.pass();
            // Who is so already does not become it.
            let again = arena.order(&Order::Shape { act, aim, form });
            assert!(
                matches!(again, Err(Refused::Form(WrongForm::Unknown(_)))),
                "{creature} {look}: {again:?}"
            );
        }
        assert_eq!(format!("{:?}", arena.fight.fighters[0].kit), format!("{own:?}"), "{creature}");
        arena.replays();
    }
}
