//! Actions beyond the one of a turn, and what stands in for an attack (SRD 5.2, "Classes", Fighter: Action Surge; Sorcerer:
//! Quickened Spell; "Spells", Haste; "Character Origins", Dragonborn; "Equipment", Acid).

use rules::{
    book::{Book, Condition, Purpose},
    build::Place,
    fight::{Action, Aim, Event, Order, Refused, Spot},
};

use super::arena::{Arena, CLUB, Hero, block, book, caster};

fn folk() -> Book {
    let sturdy = r#"{"hp": "400"}"#;
    book(&format!(
        "[{}, {}, {}]",
        block("thug", CLUB, sturdy),
        caster("mage", &["haste", "fire-bolt", "hold-person"]),
        block("bones", CLUB, r#"{"hp": "400", "type": "undead"}"#),
    ))
}

/// Every purpose with every action: whether an additional action for it may be that.
#[test]
fn an_additional_action_is_for_what_it_is_for() {
    let book = folk();
    let all = [
        Action::Attack,
        Action::Spell,
        Action::Magic,
        Action::Dash,
        Action::Disengage,
        Action::Hide,
        Action::Utilize,
        Action::Other,
    ];
    for (purpose, may) in [
        (Purpose::Any, [true; 8]),
        (Purpose::NoMagic, [true, false, false, true, true, true, true, true]),
        (Purpose::Spell, [false, true, false, false, false, false, false, false]),
        (Purpose::Haste, [true, false, false, true, true, true, true, false]),
    ] {
        let mut arena = Arena::open(&book, &[("mage", 0, 2, 8), ("thug", 1, 3, 8)]);
        arena.must(&Order::Dodge);
        assert!(all.iter().all(|it| !arena.fight.fighters[0].can(*it)), "one action a turn");
        arena.happened(Event::Hastened { who: 0, bonus: false, purpose });
        assert_eq!(all.map(|it| arena.fight.fighters[0].can(it)), may, "{purpose:?}");
    }
}

/// Action Surge: another action, but for the Magic action; it serves before the turn's own as well as after it.
#[test]
fn a_surge_casts_no_spell() {
    let book = folk();
    let hero =
        || Hero::of("fighter", 5).with("weapon/club", Place::MainHand).with("gear/holy-water", Place::Stowed);
    let mut arena = Arena::of_hero(&book, hero(), &[("bones", 1, 3, 8)]);
    arena.act("Action Surge", &[0]);
    // Four attacks, two for each Attack action.
    for _ in 0..4 {
        arena.dice(&[15, 1]).act("Club", &[1]);
    }
    let fifth = arena.ordered("Club", Aim { targets: vec![1], spot: None });
    assert_eq!(arena.order(&fifth), Err(Refused::NoAction));
    arena.replays();
    // The turn's own action is left for what the surge is not for.
    let mut arena = Arena::of_hero(&book, hero(), &[("bones", 1, 3, 8)]);
    arena.act("Action Surge", &[0]);
    arena.must(&Order::Dodge);
    assert!(arena.fight.fighters[0].can(Action::Spell), "the surge went into the Dodge");
    arena.must(&Order::Dash);
    assert!(!arena.fight.fighters[0].can(Action::Attack));
}

/// Haste: each turn of the target's an action more, for one attack, Dash, Disengage, Hide or Utilize; the caster has none.
#[test]
fn haste_is_an_action_of_each_turn_of_the_target() {
    let book = folk();
    let hero = Hero::of("fighter", 5).with("weapon/club", Place::MainHand);
    let mut arena = Arena::of_hero(&book, hero, &[("mage", 0, 4, 8), ("bones", 1, 3, 8)]);
    arena.pass();
    arena.act("Haste", &[0]);
    assert!(!arena.fight.fighters[1].can(Action::Attack), "the caster is as slow as before");
    arena.pass();
    for turn in 0..2 {
        arena.pass();
        for _ in 0..3 {
            arena.dice(&[15, 1]).act("Club", &[2]);
        }
        let fourth = arena.ordered("Club", Aim { targets: vec![2], spot: None });
        assert_eq!(arena.order(&fourth), Err(Refused::NoAction), "turn {turn}: two attacks and one");
        arena.pass();
        arena.pass();
    }
    arena.pass();
    arena.must(&Order::Dodge);
    assert_eq!(arena.order(&Order::Search), Err(Refused::NoAction), "not for everything");
    arena.must(&Order::Dash);
    arena.replays();
}

/// Whoever was hasted stands Incapacitated and still until its next turn has ended, however the spell ends; nobody
/// does who was killed, or whose spell only began anew.
#[test]
fn haste_is_paid_for_when_it_is_over() {
    let book = folk();
    let hero = || Hero::of("fighter", 5).with("weapon/club", Place::MainHand);
    let tired = |arena: &Arena<'_>| arena.fight.fighters[0].has(Condition::Incapacitated);
    let mut arena = Arena::of_hero(&book, hero(), &[("mage", 0, 4, 8), ("thug", 1, 12, 8)]);
    arena.pass();
    arena.act("Haste", &[0]);
    assert!(!tired(&arena));
    // The mage casts something else that is concentrated on.
    (0..3).for_each(|_| drop(arena.pass()));
    arena.act("Hold Person", &[2]);
    assert!(tired(&arena), "{}", arena.told());
    arena.pass();
    arena.pass();
    // The whole of the next turn it can do nothing.
    assert!(tired(&arena), "{}", arena.told());
    assert!(arena.order(&Order::Dodge).is_err());
    assert!(arena.order(&Order::Move(Spot { x: 3, y: 8 })).is_err());
    arena.pass();
    assert!(!tired(&arena), "{}", arena.told());
    arena.pass();
    arena.pass();
    arena.must(&Order::Dodge);
    arena.go(5, 7);
    arena.replays();

    let mut arena = Arena::of_hero(&book, hero(), &[("mage", 0, 4, 8), ("thug", 1, 12, 8)]);
    arena.pass();
    arena.act("Haste", &[0]);
    arena.happened(Event::Died { who: 0 });
    arena.pass();
    arena.pass();
    arena.act("Hold Person", &[2]);
    assert_eq!(arena.fight.fighters[0].lasting, [], "the dead are spared: {}", arena.told());
}

/// Breath Weapon and flasks stand in for one attack of an Attack action; each for one.
#[test]
fn what_stands_in_for_an_attack_does_so_once() {
    let book = folk();
    let hero = Hero::of("fighter", 11)
        .species("dragonborn")
        .picks("species/draconic-ancestry/dragon", &["feature/dragon-ancestry-red"])
        .with("weapon/club", Place::MainHand)
        .with("gear/acid", Place::Stowed)
        .with("gear/acid", Place::Stowed);
    let mut arena = Arena::of_hero(&book, hero, &[("thug", 1, 3, 8)]);
    let acts = &arena.fight.fighters[0].kit.acts;
    let breath = acts.iter().find(|it| it.name.contains("Cone")).unwrap().name.clone();
    let breathe = |arena: &Arena<'_>| {
        arena.ordered(&breath, Aim { targets: Vec::new(), spot: Some(Spot { x: 3, y: 8 }) })
    };
    arena.must(&breathe(&arena));
    assert!(arena.order(&breathe(&arena)).is_err(), "one attack of the three");
    arena.act("Acid", &[1]);
    let again = arena.ordered("Acid", Aim { targets: vec![1], spot: None });
    assert!(arena.order(&again).is_err(), "one attack of the three");
    arena.act("Club", &[1]);
    let fourth = arena.ordered("Club", Aim { targets: vec![1], spot: None });
    assert_eq!(arena.order(&fourth), Err(Refused::NoAction));
    // A further Attack action has a further breath.
    arena.act("Action Surge", &[0]);
    arena.must(&breathe(&arena));
    arena.replays();
}
