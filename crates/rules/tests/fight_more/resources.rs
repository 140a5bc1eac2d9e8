//! What classes spend (SRD 5.2, "Classes").

use rules::fight::{Event, Refused};

use super::arena::{Arena, CLUB, Hero, block, book};

/// Classes, Monk, Monk's Focus: two Unarmed Strikes, three from level 10 on, for one point.
#[test]
fn a_flurry_is_many_unarmed_strikes() {
    let book = book(&format!("[{}]", block("foe", CLUB, r#"{"hp": "200"}"#)));
    for (level, strikes) in [(2, 2), (9, 2), (10, 3), (20, 3)] {
        let mut arena = Arena::of_hero(&book, Hero::of("monk", level), &[("foe", 1, 3, 8)]);
        let events = arena.act("Flurry of Blows", &[1]);
        let names: Vec<_> = events
            .iter()
            .filter_map(|it| if let Event::Attacked { name, .. } = it { Some(name.as_str()) } else { None })
            .collect();
        assert_eq!(names, vec!["Unarmed Strike"; strikes], "{level}: {}", arena.told());
        // From level 5 on one more goes into a Stunning Strike.
        let spent = 1 + u32::from(level >= 5);
        assert_eq!(arena.fight.fighters[0].left("resource/focus"), u32::from(level) - spent);
        arena.replays();
    }
}

/// Classes, Sorcerer, Font of Magic: a slot becomes as many points as its level says.
#[test]
fn a_slot_becomes_points() {
    let book = book(&format!("[{}]", block("foe", CLUB, "{}")));
    let mut arena = Arena::of_hero(&book, Hero::of("sorcerer", 3), &[("foe", 1, 3, 8)]);
    let kit = arena.fight.fighters[0].kit.clone();
    let font =
        kit.acts.iter().find(|it| it.spends == [("slot/1".to_owned(), 1)] && it.spell.is_none()).unwrap();
    // There are never more points than at most: two were spent before.
    let points = kit.stock.keys().find(|it| it.starts_with("resource/sorcery")).unwrap();
    arena.happened(Event::Spent { who: 0, key: points.clone(), count: 2 });
    let events = arena.act(&font.name, &[]);
    let points =
        events.iter().find_map(|it| if let Event::Returned { count, .. } = it { Some(*count) } else { None });
    assert_eq!(points, Some(1), "{}", arena.told());
    arena.replays();
}

/// Classes, Barbarian, Rage: 2 more with Strength, half of what bludgeons; a use is gone.
#[test]
fn a_rage_strikes_and_bears() {
    let book = book(&format!("[{}]", block("foe", CLUB, r#"{"hp": "200"}"#)));
    for (rages, dealt, taken) in [(true, 3, 2), (false, 1, 4)] {
        let mut arena = Arena::of_hero(&book, Hero::of("barbarian", 1), &[("foe", 1, 3, 8)]);
        if rages {
            arena.act("Rage", &[]);
        }
        arena.dice(&[15]).act("Unarmed Strike", &[1]);
        assert_eq!(arena.hp(1), 200 - dealt, "{}", arena.told());
        arena.pass();
        let before = arena.hp(0);
        arena.dice(&[19]).act("Club", &[0]);
        assert_eq!(before - arena.hp(0), taken, "{}", arena.told());
        assert_eq!(arena.fight.fighters[0].left("resource/rage"), 2 - u32::from(rages));
        arena.replays();
    }
}

/// Classes, Fighter, Second Wind: 1d10 and the level, with a Bonus Action.
#[test]
fn a_second_wind_heals() {
    let book = book(&format!("[{}]", block("foe", CLUB, "{}")));
    for (level, roll, healed) in [(1, 1, 2), (1, 2, 3), (2, 1, 3)] {
        let mut arena = Arena::of_hero(&book, Hero::of("fighter", level), &[("foe", 1, 3, 8)]);
        arena.pass();
        arena.dice(&[19]).act("Club", &[0]);
        arena.pass();
        let before = arena.hp(0);
        arena.dice(&[roll]).act("Second Wind", &[]);
        assert_eq!(arena.hp(0) - before, healed, "{}", arena.told());
        assert_eq!(arena.fight.fighters[0].left("resource/second-wind"), 1);
        assert!(arena.fight.fighters[0].moment.bonus_action);
        arena.replays();
    }
}

/// Classes, Fighter, Action Surge: one more action, once.
#[test]
fn a_surge_gives_an_action() {
    let book = book(&format!("[{}]", block("foe", CLUB, r#"{"hp": "200"}"#)));
    let mut arena = Arena::of_hero(&book, Hero::of("fighter", 2), &[("foe", 1, 3, 8)]);
    let strike = arena.ordered("Unarmed Strike", rules::fight::Aim { targets: vec![1], spot: None });
    arena.must(&strike);
    assert_eq!(arena.order(&strike), Err(Refused::NoAction));
    arena.act("Action Surge", &[]);
    arena.must(&strike);
    assert_eq!(arena.order(&strike), Err(Refused::NoAction));
    let again = arena.ordered("Action Surge", rules::fight::Aim::default());
    assert!(matches!(arena.order(&again), Err(Refused::Spent(_))));
    arena.replays();
}
