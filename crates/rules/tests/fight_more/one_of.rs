//! Of several ways in which an act is done one is named (SRD 5.2, "Spells", Blindness/Deafness, Protection from Energy,
//! Eyebite; "Classes", Cleric: Divine Spark).

use rules::{
    book::{Book, Condition, DamageType, Modifier},
    fight::{Aim, Chosen, Event, Fight, Laid, Order, Refused, WrongWay, choose},
};

use super::arena::{Arena, CLUB, Hero, block, book, caster};

fn folk() -> Book {
    let winds = r#"[{"name": "Winds", "time": "action", "range": {"feet": 60}, "targets": {"who": "other"}, "effects": [
        {"one_of": [
            {"name": "Bolt", "effects": [{"damage": {"amount": "9", "of": ["lightning"]}}]},
            {"name": "Breeze", "effects": [{"damage": {"amount": "1", "of": ["thunder"]}}]},
            {"name": "Told", "when": [{"told": "It is night."}], "effects": [{"damage": {"amount": "5", "of": ["cold"]}}]},
            {"name": "Blood", "when": ["bloodied"], "effects": [{"damage": {"amount": "20", "of": ["necrotic"]}}]}]}]}]"#;
    let spells = ["blindness-deafness", "protection-from-energy", "eyebite", "sacred-flame"];
    let all = [
        block("djinn", winds, "{}"),
        block("ogre", CLUB, r#"{"hp": "200"}"#),
        block("friend", CLUB, "{}"),
        caster("witch", &spells),
    ];
    book(&format!("[{}]", all.join(", ")))
}

/// The act of whoever's turn it is, in this way.
fn so(arena: &Arena<'_>, name: &str, targets: &[usize], way: &str) -> Order {
    let aim = Aim { targets: targets.to_vec(), spot: None };
    let Order::Act { act, aim, .. } = arena.ordered(name, aim) else { unreachable!() };
    Order::Way(Chosen { act, aim, way: way.into() })
}

fn goes(arena: &mut Arena<'_>, dice: &[u32], (name, targets, way): (&str, &[usize], &str)) {
    let order = so(arena, name, targets, way);
    arena.dice(dice).must(&order);
}

fn has(fight: &Fight<'_>, who: usize, condition: Condition) -> bool {
    fight.fighters[who].has(condition)
}

/// What is named is done; what people tell is so; without a name it is the best that is known to be open.
#[test]
fn a_named_way_is_gone() {
    let book = folk();
    for (way, lost) in [(None, 9), (Some("Bolt"), 9), (Some("Breeze"), 1), (Some("Told"), 5)] {
        let mut arena = Arena::open(&book, &[("djinn", 0, 2, 8), ("ogre", 1, 6, 8)]);
        match way {
            None => drop(arena.act("Winds", &[1])),
            Some(way) => drop(arena.must(&so(&arena, "Winds", &[1], way))),
        }
        assert_eq!(200 - arena.hp(1), lost, "{way:?}: {}", arena.told());
        assert!(arena.fight.fighters[0].moment.action);
        arena.replays();
    }
}

/// A way that is not there, that is shut, or that nothing leads to is refused, and nothing is done.
#[test]
fn other_ways_are_refused() {
    let book = folk();
    let mut arena = Arena::open(&book, &[("djinn", 0, 2, 8), ("ogre", 1, 6, 8)]);
    let order = so(&arena, "Winds", &[1], "Storm");
    let refused = arena.order(&order).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "Winds is done in one of these ways: Bolt, Breeze, Told, Blood. Storm is none of them."
    );
    let order = so(&arena, "Winds", &[1], "Blood");
    let shut = WrongWay::Shut { act: "Winds".into(), way: "Blood".into() };
    assert_eq!(arena.order(&order), Err(Refused::Way(shut)));
    let nobody = Order::Way(Chosen { act: 99, aim: Aim::default(), way: "Bolt".into() });
    assert_eq!(arena.order(&nobody), Err(Refused::NoAct));
    assert_eq!(arena.order(&so(&arena, "Winds", &[], "Bolt")), Err(Refused::NoTarget), "aimed at nobody");
    assert_eq!((arena.hp(1), arena.fight.fighters[0].moment.action), (200, false));

    arena.happened(Event::Hurt { who: 0, by: None, parts: Vec::new(), lost: 20, temporary_lost: 0 });
    arena.must(&so(&arena, "Winds", &[1], "Blood"));
    assert_eq!(arena.hp(1), 180, "{}", arena.told());
    arena.replays();
    arena.pass();
    let order = so(&arena, "Club", &[0], "Bolt");
    assert_eq!(arena.order(&order), Err(Refused::Way(WrongWay::One("Club".into()))));
}

/// Blindness/Deafness, Eyebite with what it does later, Divine Spark, Protection from Energy.
#[test]
fn spells_leave_a_choice() {
    let book = folk();
    for (way, blinded) in [("Blindness", true), ("Deafness", false)] {
        let mut arena = Arena::open(&book, &[("witch", 0, 2, 8), ("ogre", 1, 6, 8)]);
        goes(&mut arena, &[2], ("Blindness/Deafness", &[1], way));
        let felt = [Condition::Blinded, Condition::Deafened].map(|it| has(&arena.fight, 1, it));
        assert_eq!(felt, [blinded, !blinded], "{way}: {}", arena.told());
        arena.replays();
    }

    let mut arena = Arena::open(&book, &[("witch", 0, 2, 8), ("ogre", 1, 6, 8), ("ogre", 1, 6, 12)]);
    goes(&mut arena, &[2], ("Eyebite", &[1], "Sickened"));
    (0..3).for_each(|_| drop(arena.pass()));
    goes(&mut arena, &[2], ("Eyebite: again", &[2], "Panicked"));
    let felt = |who| {
        [Condition::Unconscious, Condition::Frightened, Condition::Poisoned]
            .map(|it| has(&arena.fight, who, it))
    };
    assert_eq!((felt(1), felt(2)), ([false, false, true], [false, true, false]), "{}", arena.told());
    arena.replays();

    for (way, hp) in [("Heal", 30 + 7), ("Harm", 30 - 7)] {
        let mut arena =
            Arena::of_hero(&book, Hero::of("cleric", 2), &[("friend", 0, 3, 8), ("ogre", 1, 9, 8)]);
        arena.happened(Event::Hurt { who: 1, by: None, parts: Vec::new(), lost: 10, temporary_lost: 0 });
        goes(&mut arena, &[5, 1], ("Divine Spark", &[1], way));
        assert_eq!(arena.hp(1), hp, "{way}: {}", arena.told());
        arena.replays();
    }

    for (way, of) in
        [("Acid", DamageType::Acid), ("Fire", DamageType::Fire), ("Thunder", DamageType::Thunder)]
    {
        let mut arena = Arena::open(&book, &[("witch", 0, 2, 8), ("friend", 0, 3, 8), ("ogre", 1, 6, 8)]);
        arena.must(&so(&arena, "Protection from Energy", &[1], way));
        let resists = Modifier::Resistance { to: vec![of], when: Vec::new() };
        let laid = arena.fight.fighters[1].lasting.iter().map(|it| &it.laid);
        assert_eq!(laid.collect::<Vec<_>>(), [&Laid::Modifiers(vec![resists])], "{}", arena.told());
        arena.replays();
    }
}

/// The name is for this order alone, and for whoever gave it.
#[test]
fn a_name_is_for_one_order() {
    let book = folk();
    let mut arena = Arena::open(&book, &[("djinn", 0, 2, 8), ("djinn", 1, 6, 8)]);
    arena.must(&so(&arena, "Winds", &[1], "Breeze"));
    arena.pass();
    arena.act("Winds", &[0]);
    arena.pass();
    arena.act("Winds", &[1]);
    assert_eq!((40 - arena.hp(0), 40 - arena.hp(1)), (9, 1 + 9), "{}", arena.told());
    arena.replays();
}

/// What there is to choose from is listed; the tactic chooses as it did.
#[test]
fn ways_are_listed() {
    let book = folk();
    let arena = Arena::open(&book, &[("witch", 0, 2, 8), ("ogre", 1, 6, 8)]);
    let ways = |name: &str| {
        let act = arena.fight.fighters[0].kit.acts.iter().find(|it| it.name == name).unwrap();
        act.ways().iter().map(|it| it.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(ways("Blindness/Deafness"), ["Blindness", "Deafness"]);
    assert_eq!(ways("Eyebite"), ["Asleep", "Panicked", "Sickened"]);
    assert_eq!(ways("Eyebite: again"), ["Asleep", "Panicked", "Sickened"]);
    assert_eq!(ways("Sacred Flame"), [""; 0]);
    let arena = Arena::open(&book, &[("djinn", 0, 2, 8), ("ogre", 1, 6, 8)]);
    assert!(matches!(choose(&arena.fight, 0).order, Order::Act { .. }));
}
