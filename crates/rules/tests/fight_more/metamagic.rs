//! Spells that are shaped as they are cast (SRD 5.2, "Classes", Sorcerer: Metamagic).

use rules::{
    book::{Book, DamageType},
    build::Place,
    fight::{Aim, Ends, Event, Metamagic, Order, Refused, Spot},
};

use super::arena::{Arena, CLUB, Hero, block, book, caster};

fn foes() -> Book {
    book(&format!("[{}]", block("foe", CLUB, r#"{"hp": "200", "armour_class": 5}"#)))
}

/// A sorcerer of level 5 who knows one option and these spells, with foes and a friend beside.
fn arena<'b>(book: &'b Book, option: &str, spells: &[&str], others: &[(&str, u8, i16, i16)]) -> Arena<'b> {
    let hero = Hero::of("sorcerer", 5)
        .picks("sorcerer/cantrips", &["spell/fire-bolt", "spell/acid-splash", "spell/light"])
        .picks("sorcerer/prepared", spells)
        .picks("sorcerer-2/metamagic/options", &[option]);
    Arena::of_hero(book, hero, others)
}

/// The order for a spell by its name (of several levels of slot the lowest), at somebody or at a square.
fn order(arena: &Arena<'_>, option: &str, way: Option<&str>, spell: &str, aim: Aim) -> Order {
    let acts = &arena.fight.fighters[0].kit.acts;
    let place = |name: &str| acts.iter().position(|it| it.name == name && it.after.is_none());
    Order::Metamagic(Metamagic {
        option: place(option).unwrap(),
        way: way.map(str::to_owned),
        act: place(spell).unwrap_or_else(|| panic!("{spell}")),
        aim,
        upon: None,
    })
}

fn at(x: i16, y: i16) -> Aim {
    Aim { targets: Vec::new(), spot: Some(Spot { x, y }) }
}

fn upon(targets: &[usize]) -> Aim {
    Aim { targets: targets.to_vec(), spot: None }
}

fn points(arena: &Arena<'_>) -> u32 {
    arena.fight.fighters[0].left("resource/sorcery-points")
}

/// Careful Spell: friends in the flames succeed without a roll, and where a success means half they take nothing.
#[test]
fn a_careful_spell_spares_friends() {
    let book = foes();
    let mut arena = arena(
        &book,
        "feature/careful-spell",
        &["spell/fireball"],
        &[("foe", 1, 10, 8), ("foe", 0, 10, 9), ("foe", 1, 10, 10)],
    );
    let events = arena.must(&order(&arena, "Careful Spell", None, "Fireball", at(10, 9)));
    let spared: Vec<usize> = events
        .iter()
        .filter_map(|it| if let Event::Spared { who, by: 0 } = it { Some(*who) } else { None })
        .collect();
    assert_eq!(spared, [2], "{}", arena.told());
    assert_eq!(arena.hp(2), 200, "not a hair is singed");
    assert!(arena.hp(1) < 200 && arena.hp(3) < 200, "{}", arena.told());
    assert_eq!(points(&arena), 4);
    arena.replays();
    // Without it the friend burns as well.
    arena.pass();
    while arena.fight.turn != Some(0) {
        arena.pass();
    }
    arena.act_at("Fireball", 10, 9);
    assert!(arena.hp(2) < 200, "{}", arena.told());
}

/// Distant Spell: twice the range, and 30 feet instead of Touch.
#[test]
fn a_distant_spell_reaches_farther() {
    let book = foes();
    for (spell, x, plain, shaped) in [
        ("Acid Splash", 12, true, true), // 60 feet
        ("Acid Splash", 20, false, true),
        ("Chill Touch", 8, false, true), // Touch, 30 feet away
        ("Chill Touch", 9, false, false),
    ] {
        let hero = Hero::of("sorcerer", 5)
            .picks("sorcerer/cantrips", &["spell/fire-bolt", "spell/acid-splash", "spell/chill-touch"])
            .picks("sorcerer-2/metamagic/options", &["feature/distant-spell"]);
        let arena = Arena::of_hero(&book, hero, &[("foe", 1, x, 8)]);
        let aim = if spell == "Acid Splash" { at(x, 8) } else { upon(&[1]) };
        let place = arena.fight.fighters[0].kit.acts.iter().position(|it| it.name == spell).unwrap();
        let alone = Order::Act { act: place, aim: aim.clone(), row: None };
        let order = order(&arena, "Distant Spell", None, spell, aim);
        assert_eq!(arena.fight.allows(0, &alone).is_ok(), plain, "{spell} {x}");
        assert_eq!(
            arena.fight.allows(0, &order).is_ok(),
            shaped,
            "{spell} {x}: {:?}",
            arena.fight.allows(0, &order)
        );
    }
}

/// Transmuted Spell: the type that is named, and nothing of the spell's own.
#[test]
fn a_transmuted_spell_deals_another_type() {
    let book = foes();
    for (way, of) in [("Cold", DamageType::Cold), ("Thunder", DamageType::Thunder)] {
        let mut arena = arena(&book, "feature/transmuted-spell", &["spell/fireball"], &[("foe", 1, 10, 8)]);
        let events = arena.must(&order(&arena, "Transmuted Spell", Some(way), "Fireball", at(10, 8)));
        let dealt: Vec<DamageType> = events
            .iter()
            .filter_map(
                |it| if let Event::Hurt { parts, .. } = it { parts.first().map(|it| it.0) } else { None },
            )
            .collect();
        assert_eq!(dealt, [of], "{}", arena.told());
        arena.replays();
        // The next one is as it always was.
        arena.pass();
        arena.pass();
        let events = arena.act_at("Fireball", 10, 8);
        assert!(
            events.iter().any(|it| matches!(it, Event::Hurt { parts, .. } if parts[0].0 == DamageType::Fire))
        );
    }
}

/// Extended Spell: twice the rounds, and Advantage on the saves that keep it up, for as long as it is kept up.
#[test]
fn an_extended_spell_lasts_twice_as_long() {
    let book = foes();
    let spells = ["spell/hold-person", "spell/blur"];
    let mut arena = arena(&book, "feature/extended-spell", &spells, &[("foe", 1, 3, 8)]);
    let events = arena.must(&order(&arena, "Extended Spell", None, "Blur", Aim::default()));
    let ends: Vec<Ends> = events
        .iter()
        .filter_map(|it| if let Event::Laid { lasting, .. } = it { Some(lasting.ends) } else { None })
        .collect();
    assert!(ends.contains(&Ends::TurnStart(0, 20)), "{ends:?}");
    arena.replays();
    // A blow that lands, through Blur, asks for a save that leans upwards now.
    arena.pass();
    let events = arena.dice(&[19, 19, 2]).act("Club", &[0]);
    let leans = |it: &Event| if let Event::Saved { lean, .. } = it { Some(*lean) } else { None };
    assert_eq!(events.iter().find_map(leans), Some(1), "{}", arena.told());
    arena.replays();
}

/// Twinned Spell: one more target, where a higher slot would bring one; the slot that is spent stays as it is.
#[test]
fn a_twinned_spell_finds_one_more() {
    let book = foes();
    let others = [("foe", 1, 4, 8), ("foe", 1, 4, 10)];
    let mut arena = arena(&book, "feature/twinned-spell", &["spell/charm-person", "spell/fireball"], &others);
    let both = order(&arena, "Twinned Spell", None, "Charm Person", upon(&[1, 2]));
    let place = arena.fight.fighters[0].kit.acts.iter().position(|it| it.name == "Charm Person").unwrap();
    let alone = Order::Act { act: place, aim: upon(&[1, 2]), row: None };
    assert_eq!(
        arena.fight.allows(0, &alone).unwrap_err().to_string(),
        "Charm Person is for one target at most (Spells, Targets)."
    );
    let slots = arena.fight.fighters[0].left("slot/1");
    let events = arena.must(&both);
    assert_eq!(events.iter().filter(|it| matches!(it, Event::Saved { .. })).count(), 2, "{}", arena.told());
    assert_eq!((arena.fight.fighters[0].left("slot/1"), points(&arena)), (slots - 1, 4));
    arena.replays();
}

/// What cannot be shaped so costs nothing, and the refusal says why.
#[test]
fn what_cannot_be_shaped_is_refused() {
    let book = foes();
    for (option, name, way, spell, aim, why) in [
        ("careful-spell", "Careful Spell", None, "Fire Bolt", upon(&[1]), "forces nobody to save"),
        ("distant-spell", "Distant Spell", None, "Blur", Aim::default(), "has no range in feet"),
        ("extended-spell", "Extended Spell", None, "Fire Bolt", upon(&[1]), "lasts less than a minute"),
        ("transmuted-spell", "Transmuted Spell", Some("Cold"), "Blur", Aim::default(), "deals no Acid"),
        (
            "transmuted-spell",
            "Transmuted Spell",
            Some("Force"),
            "Fire Bolt",
            upon(&[1]),
            "one of these ways: Acid",
        ),
        ("transmuted-spell", "Transmuted Spell", None, "Fire Bolt", upon(&[1]), "one of these ways: Acid"),
        ("twinned-spell", "Twinned Spell", None, "Fire Bolt", upon(&[1]), "gains no target"),
    ] {
        let arena = arena(&book, &format!("feature/{option}"), &["spell/blur"], &[("foe", 1, 6, 8)]);
        let order = order(&arena, name, way, spell, aim);
        let told = arena.fight.allows(0, &order).unwrap_err().to_string();
        assert!(told.contains(why), "{name} {spell}: {told}");
        assert_eq!(points(&arena), 5);
        // Alone it does nothing, so it cannot be done alone.
        let place = arena.fight.fighters[0].kit.acts.iter().position(|it| it.name == name).unwrap();
        let alone = Order::Act { act: place, aim: Aim::default(), row: None };
        assert!(arena.fight.allows(0, &alone).is_err(), "{name}");
    }
    // Who has no points left shapes nothing.
    let mut arena = arena(&book, "feature/transmuted-spell", &["spell/blur"], &[("foe", 1, 6, 8)]);
    arena.happened(Event::Spent { who: 0, key: "resource/sorcery-points".into(), count: 5 });
    let order = order(&arena, "Transmuted Spell", Some("Cold"), "Fire Bolt", upon(&[1]));
    let told = arena.fight.allows(0, &order).unwrap_err().to_string();
    assert_eq!(told, "Nothing of what Transmuted Spell takes is left.");
}

/// Subtle Spell: no word and no gesture. It is cast in Silence, and nobody sees it to stop it; what takes a priced
/// material is seen all the same.
#[test]
fn a_subtle_spell_is_neither_heard_nor_seen() {
    let book = book(&format!(
        "[{}, {}]",
        block("foe", CLUB, r#"{"hp": "200", "armour_class": 5}"#),
        caster("mage", &["counterspell", "silence"])
    ));
    for (subtle, others, found) in [
        (false, &[("mage", 1, 10, 8)][..], "countered"),
        (true, &[("mage", 1, 10, 8)], "burnt"),
        (false, &[("foe", 1, 10, 8)], "burnt"),
    ] {
        let mut arena = arena(&book, "feature/subtle-spell", &["spell/fireball"], others);
        let before = arena.hp(1);
        let shaped = order(&arena, "Subtle Spell", None, "Fireball", at(10, 8));
        let plain = arena.ordered("Fireball", at(10, 8));
        let events = arena.dice(&[2]).must(if subtle { &shaped } else { &plain });
        let countered = events.iter().any(|it| matches!(it, Event::Countered { who: 0 }));
        let said = if countered {
            "countered"
        } else if arena.hp(1) < before {
            "burnt"
        } else {
            "nothing"
        };
        assert_eq!(said, found, "{subtle} {others:?}: {}", arena.told());
        assert_eq!(points(&arena), if subtle { 4 } else { 5 });
        arena.replays();
    }

    let mut arena = arena(&book, "feature/subtle-spell", &["spell/fireball"], &[("mage", 1, 10, 8)]);
    arena.pass();
    arena.act_at("Silence", 2, 8);
    arena.pass();
    let plain = arena.ordered("Fireball", at(14, 8));
    assert!(matches!(arena.order(&plain), Err(Refused::Unheard(_))), "{}", arena.told());
    arena.must(&order(&arena, "Subtle Spell", None, "Fireball", at(14, 8)));
    arena.replays();
}

/// A material that has a price is needed and seen all the same.
#[test]
fn no_subtlety_hides_a_diamond() {
    let book = book(&format!("[{}]", caster("mage", &["counterspell"])));
    let hero = || {
        Hero::of("sorcerer", 5)
            .picks("sorcerer/cantrips", &["spell/fire-bolt", "spell/acid-splash", "spell/light"])
            .picks("sorcerer/prepared", &["spell/chromatic-orb"])
            .picks("sorcerer-2/metamagic/options", &["feature/subtle-spell"])
    };
    let mut arena =
        Arena::of_hero(&book, hero().with("gear/diamond-50", Place::Stowed), &[("mage", 1, 10, 8)]);
    let orb = order(&arena, "Subtle Spell", None, "Chromatic Orb", upon(&[1]));
    let events = arena.dice(&[2]).must(&orb);
    assert!(events.iter().any(|it| matches!(it, Event::Countered { who: 0 })), "{}", arena.told());
    arena.replays();
    let arena = Arena::of_hero(&book, hero(), &[("mage", 1, 10, 8)]);
    assert!(!arena.fight.fighters[0].kit.acts.iter().any(|it| it.name == "Chromatic Orb"));
}

/// Which way each save of somebody leaned.
fn leant(events: &[Event], of: usize) -> Vec<i8> {
    let lean = |it: &Event| match it {
        Event::Saved { who, lean, .. } if *who == of => Some(*lean),
        _ => None,
    };
    events.iter().filter_map(lean).collect()
}

/// Heightened Spell: one target has Disadvantage on its saves against the spell, for two points, and nobody else has.
#[test]
fn a_heightened_spell_bears_down_on_one() {
    let book = foes();
    let foes = &[("foe", 1, 10, 8), ("foe", 1, 10, 9)];
    for (upon, leans) in [(None, [-1, 0]), (Some(2), [0, -1])] {
        let mut arena = arena(&book, "feature/heightened-spell", &["spell/fireball"], foes);
        let Order::Metamagic(shaped) = order(&arena, "Heightened Spell", None, "Fireball", at(10, 8)) else {
            unreachable!("it is shaped")
        };
        let events = arena.must(&Order::Metamagic(Metamagic { upon, ..shaped }));
        assert_eq!([leant(&events, 1), leant(&events, 2)].concat(), leans, "{}", arena.told());
        assert_eq!(points(&arena), 3);
        // The spell is over, and so is that.
        assert!(arena.fight.fighters.iter().all(|it| it.lasting.is_empty()), "{}", arena.told());
        arena.replays();
        (0..3).for_each(|_| drop(arena.pass()));
        let again = arena.act_at("Fireball", 10, 8);
        assert_eq!([leant(&again, 1), leant(&again, 2)].concat(), [0, 0], "the next one is as it always was");
    }
    let arena = arena(&book, "feature/heightened-spell", &["spell/fireball"], foes);
    let bolt = order(&arena, "Heightened Spell", None, "Fire Bolt", upon(&[1]));
    assert!(arena.fight.allows(0, &bolt).is_err(), "nobody saves against it");
    let Order::Metamagic(shaped) = order(&arena, "Heightened Spell", None, "Fireball", at(10, 8)) else {
        unreachable!("it is shaped")
    };
    let nobody = Order::Metamagic(Metamagic { upon: Some(9), ..shaped });
    assert_eq!(arena.fight.allows(0, &nobody), Err(Refused::NoTarget));
}

/// It bears down as long as the spell lasts, and no longer.
#[test]
fn later_saves_are_as_hard() {
    let book = foes();
    let mut arena = arena(&book, "feature/heightened-spell", &["spell/hold-person"], &[("foe", 1, 10, 8)]);
    let cast = order(&arena, "Heightened Spell", None, "Hold Person", upon(&[1]));
    let events = arena.dice(&[2, 19]).must(&cast);
    assert_eq!(leant(&events, 1), [-1], "{}", arena.told());
    arena.pass();
    let end = arena.dice(&[19, 2]).must(&Order::EndTurn);
    assert_eq!(leant(&end, 1), [-1], "{}", arena.told());
    // Concentration goes, and everything with it.
    arena.next();
    let events = arena.dice(&[2]).act("Hold Person", &[1]);
    assert_eq!(leant(&events, 1), [0], "{}", arena.told());
    arena.replays();
}
