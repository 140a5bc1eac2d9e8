//! Words, gestures and materials of spells in a fight (SRD 5.2, "Spells", Components).

use rules::{
    ContentId,
    book::{Book, Condition},
    build::Place,
    fight::{Aim, Event, Hold, Order, Outcome, Refused},
};

use super::{
    arena::{Arena, CLUB, Hero, block, book},
    flying::condition,
};

/// A mage who needs words and gestures, one who needs neither, and a brute that hits AC 15 with a 10.
fn folk() -> Book {
    let mage = |slug: &str, components: bool| {
        let spells = r#"[{"spell": "spell/fire-bolt"}, {"spell": "spell/silence"}, {"spell": "spell/minor-illusion"}]"#;
        let casting = format!(
            r#"{{"spellcasting": [{{"time": "action", "ability": "wis", "dc": 15, "bonus": 7, "components": {components},
            "spells": {spells}}}], "hp": "400"}}"#
        );
        block(slug, CLUB, &casting)
    };
    let brute = block("brute", CLUB, r#"{"hp": "400"}"#);
    book(&format!("[{}, {}, {brute}]", mage("mage", true), mage("thinker", false)))
}

fn order(arena: &Arena<'_>, name: &str, at: usize) -> Order {
    arena.ordered(name, Aim { targets: vec![at], spot: None })
}

/// Within the silence nobody casts what takes words; what takes none, and who needs none, is not hindered.
#[test]
fn silence_takes_the_words() {
    let book = folk();
    for (who, silent, bolt) in [
        ("mage", false, Ok(())),
        ("mage", true, Err(Refused::Unheard("Fire Bolt".into()))),
        ("thinker", true, Ok(())),
    ] {
        let mut arena = Arena::open(&book, &[("mage", 0, 2, 2), (who, 1, 14, 8), ("brute", 0, 15, 8)]);
        if silent {
            arena.act_at("Silence", 14, 8);
        }
        arena.pass();
        let cast = order(&arena, "Fire Bolt", 2);
        let found = arena.dice(&[15, 1, 1]).order(&cast).map(|_| ());
        assert_eq!(found, bolt, "{who}, {silent}: {}", arena.told());
        arena.replays();
    }
}

/// Deafness alone takes no words.
#[test]
fn the_deaf_speak() {
    let book = folk();
    let mut arena = Arena::open(&book, &[("mage", 0, 2, 8), ("brute", 1, 8, 8)]);
    condition(&mut arena, 0, Condition::Deafened);
    arena.dice(&[15, 1, 1]).act("Fire Bolt", &[1]);
}

/// A Reaction takes a hand that is free as it is; in one's own turn a weapon is put away in passing.
#[test]
fn a_reaction_takes_a_free_hand() {
    let book = folk();
    type Case = (&'static str, &'static [(&'static str, Place)], bool);
    let armed: [Case; 6] = [
        ("nothing in hand", &[], true),
        ("a weapon", &[("weapon/club", Place::MainHand)], true),
        ("a weapon in both hands", &[("weapon/greatclub", Place::BothHands)], true),
        ("a Shield", &[("armour/shield", Place::Worn)], true),
        ("a weapon and a Shield", &[("weapon/club", Place::MainHand), ("armour/shield", Place::Worn)], false),
        ("two weapons", &[("weapon/club", Place::MainHand), ("weapon/dagger", Place::OffHand)], false),
    ];
    for (what, held, casts) in armed {
        let hero = Hero::of("sorcerer", 1).picks("sorcerer/prepared", &["spell/shield"]);
        let hero = held.iter().fold(hero, |hero, (item, place)| hero.with(item, *place));
        let mut arena = Arena::of_hero(&book, hero, &[("brute", 1, 3, 8)]);
        arena.pass();
        let class = arena.fight.fighters[0].kit.armour_class;
        let die = u32::try_from(class - 5).unwrap();
        let events = arena.dice(&[die, 15, 1]).act("Club", &[0]);
        let hit = events.iter().find_map(|it| match it {
            Event::Attacked { outcome, .. } => Some(*outcome == Outcome::Success),
            _ => None,
        });
        assert_eq!(hit, Some(!casts), "{what}: {}", arena.told());
    }
}

/// Whoever holds somebody and a Shield has no hand for gestures, in any turn.
#[test]
fn who_holds_somebody_has_a_hand_less() {
    let book = folk();
    for (shield, casts) in [(false, Ok(())), (true, Err(Refused::NoGesture("Fire Bolt".into())))] {
        let hero = Hero::of("sorcerer", 1).scores([18, 10, 10, 10, 10, 10]);
        let hero = hero.picks("sorcerer/cantrips", &["spell/fire-bolt"]);
        let hero = if shield { hero.with("armour/shield", Place::Worn) } else { hero };
        let mut arena = Arena::of_hero(&book, hero, &[("brute", 1, 3, 8)]);
        arena.dice(&[1]).must(&Order::Hold { target: 1, hold: Hold::Grapple });
        arena.pass();
        arena.pass();
        let cast = order(&arena, "Fire Bolt", 1);
        let found = arena.dice(&[10, 10, 1]).order(&cast).map(|_| ());
        assert_eq!(found, casts, "{shield}: {}", arena.told());
    }
}

/// Nobody has an act for a spell whose materials are not there, and what is consumed is gone.
#[test]
fn materials_are_there_or_the_spell_is_not() {
    let book = folk();
    let has = |hero: Hero, name: &str| {
        let arena = Arena::of_hero(&book, hero, &[("brute", 1, 3, 8)]);
        arena.fight.fighters[0].kit.acts.iter().any(|it| it.name == name)
    };
    let witch = || Hero::of("sorcerer", 5).picks("sorcerer/prepared", &["spell/fireball", "spell/haste"]);
    assert!(has(witch(), "Fireball"));
    assert!(!has(witch().bare(), "Fireball"), "bat guano out of nowhere");
    assert!(has(witch().bare().with("gear/arcane-focus-orb", Place::Stowed), "Fireball"));
    let smith = || Hero::of("cleric", 7).picks("cleric/prepared", &["spell/stoneskin", "spell/revivify"]);
    assert!(!has(smith(), "Revivify"));
    assert!(has(smith().with("gear/diamond-300", Place::Stowed), "Revivify"));
    let healer = smith().with("gear/diamond-300", Place::Stowed);
    let mut arena = Arena::of_heroes(&book, &[healer, Hero::of("fighter", 1)], &[("brute", 1, 8, 8)]);
    arena.happened(Event::Died { who: 1 });
    arena.act("Revivify", &[1]);
    let diamond: ContentId = "gear/diamond-300".parse().unwrap();
    assert_eq!(arena.fight.gear_used(0), [(diamond, 1)].into(), "{}", arena.told());
    arena.replays();
}
