//! Actions beyond the one of a turn, and what stands in for an attack (SRD 5.2, "Classes", Fighter: Action Surge; Sorcerer:
//! Quickened Spell; "Spells", Haste; "Character Origins", Dragonborn; "Equipment", Acid).

use rules::{
    book::{Book, Purpose},
    build::Place,
    fight::{Action, Aim, Event, Order, Refused},
};

use super::arena::{Arena, CLUB, Hero, block, book, caster};

fn folk() -> Book {
    let sturdy = r#"{"hp": "400"}"#;
    book(&format!(
        "[{}, {}, {}]",
        block("thug", CLUB, sturdy),
        caster("mage", &["haste", "fire-bolt"]),
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
        arena.ordered(&breath, Aim { targets: Vec::new(), spot: Some(rules::fight::Spot { x: 3, y: 8 }) })
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
