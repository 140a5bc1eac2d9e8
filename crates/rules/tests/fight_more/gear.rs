//! Things that are carried (SRD 5.2, "Equipment", Adventuring Gear; "Rules Glossary", Burning).

use rules::{
    book::Condition,
    build::Place,
    fight::{Aim, Event, Order, Refused, Spot},
};

use super::arena::{Arena, CLUB, Hero, block, book};

fn folk() -> String {
    let stone = r#"{"immunities": ["fire"]}"#;
    let bones = r#"{"type": "undead"}"#;
    format!(
        "[{}, {}, {}]",
        block("thug", CLUB, "{}"),
        block("stone", CLUB, stone),
        block("bones", CLUB, bones)
    )
}

fn with(gear: &[&str]) -> Hero {
    let hero = Hero::of("fighter", 1).with("weapon/club", Place::MainHand);
    gear.iter().fold(hero, |hero, it| hero.with(&format!("gear/{it}"), Place::Stowed))
}

/// Equipment, Potion of Healing: a Bonus Action, for oneself or somebody within 5 feet.
#[test]
fn a_potion_is_drunk_or_given_and_gone() {
    let book = book(&folk());
    for (target, expected) in [(0, 8), (1, 8)] {
        let mut arena =
            Arena::of_heroes(&book, &[with(&["potion-of-healing"]), with(&[])], &[("thug", 1, 20, 8)]);
        arena.fight.fighters[target].hp = 2;
        arena.dice(&[1, 3]).act("Potion of Healing", &[target]);
        assert_eq!(arena.hp(target), expected, "2d4 + 2");
        assert!(arena.fight.fighters[0].moment.bonus_action && !arena.fight.fighters[0].moment.action);
        arena.pass();
        arena.pass();
        arena.pass();
        let again = arena.ordered("Potion of Healing", Aim { targets: vec![target], spot: None });
        assert_eq!(arena.order(&again), Err(Refused::Spent("Potion of Healing".into())));
    }
    let mut arena =
        Arena::of_heroes(&book, &[with(&["potion-of-healing"])], &[("thug", 0, 4, 8), ("thug", 1, 20, 8)]);
    let far = arena.ordered("Potion of Healing", Aim { targets: vec![1], spot: None });
    assert_eq!(arena.order(&far), Err(Refused::OutOfRange("thug".into())));
}

/// Equipment, Acid, Alchemist's Fire, Holy Water: thrown in place of one attack; Dexterity, DC 8 + Dex + Proficiency.
#[test]
fn a_flask_is_thrown_in_place_of_an_attack() {
    let book = book(&folk());
    for (gear, name, who, die, dice, left) in [
        ("acid", "Acid", "thug", 12, &[3, 4][..], 33),
        ("acid", "Acid", "thug", 13, &[3, 4][..], 40),
        ("alchemists-fire", "Alchemist's Fire", "thug", 1, &[4][..], 36),
        ("holy-water", "Holy Water", "bones", 1, &[5, 5][..], 30),
    ] {
        // Dexterity 16: DC 13.
        let mut arena = Arena::of_hero(&book, with(&[gear]), &[(who, 1, 5, 8)]);
        arena.dice(dice).dice(&[die]).act(name, &[1]);
        assert_eq!(arena.hp(1), left, "{name} {die}: {}", arena.told());
        assert!(arena.fight.fighters[0].moment.action);
        arena.replays();
    }
}

/// Burning: 1d4 Fire damage as each turn starts; an action and lying Prone end it.
#[test]
fn who_burns_is_hurt_until_it_rolls() {
    let book = book(&folk());
    for (who, each) in [("thug", 3), ("stone", 0)] {
        let mut arena = Arena::of_hero(&book, with(&["alchemists-fire"]), &[(who, 1, 5, 8)]);
        arena.dice(&[4, 1]).act("Alchemist's Fire", &[1]);
        let hp = arena.hp(1);
        assert!(arena.fight.fighters[1].is_burning(), "{}", arena.told());
        arena.dice(&[3]).pass();
        assert_eq!(arena.hp(1), hp - each, "{}", arena.told());
        arena.pass();
        arena.dice(&[3]).pass();
        assert_eq!(arena.hp(1), hp - 2 * each, "{}", arena.told());
        arena.must(&Order::Extinguish);
        let fighter = &arena.fight.fighters[1];
        assert!(!fighter.is_burning() && fighter.has(Condition::Prone) && fighter.moment.action);
        arena.pass();
        assert_eq!(arena.order(&Order::Extinguish), Err(Refused::NotBurning));
        arena.pass();
        assert_eq!(arena.hp(1), hp - 2 * each, "{}", arena.told());
        arena.replays();
    }
}

/// Monsters: a Fire Elemental's blow and aura, a Magmin's touch.
#[test]
fn fiery_creatures_set_on_fire() {
    let book = book(&folk());
    for (who, act) in [("fire-elemental", "Burn"), ("magmin", "Touch")] {
        let mut arena = Arena::open(&book, &[(who, 0, 8, 8), ("thug", 1, 10, 8)]);
        let side = arena.fight.fighters[0].stand().side;
        if side < 2 {
            arena.go(9, 8);
        }
        arena.dice(&[15]).act(act, &[1]);
        assert!(arena.fight.fighters[1].is_burning(), "{who}: {}", arena.told());
    }
}

/// Equipment, Ball Bearings and Caltrops: who enters the square for the first time in a turn.
#[test]
fn what_is_strewn_hinders_who_enters() {
    let book = book(&folk());
    for (gear, name, die, prone, hp, goes_on) in [
        ("ball-bearings", "Ball Bearings", 9, true, 40, false),
        ("ball-bearings", "Ball Bearings", 10, false, 40, true),
        ("caltrops", "Caltrops", 14, false, 39, false),
        ("caltrops", "Caltrops", 15, false, 40, true),
    ] {
        let mut arena = Arena::of_hero(&book, with(&[gear]), &[("thug", 1, 6, 8)]);
        arena.act_at(name, 3, 8);
        arena.pass();
        arena.dice(&[die]);
        arena.go(3, 9);
        arena.go(3, 8);
        let fighter = &arena.fight.fighters[1];
        assert_eq!(
            (fighter.has(Condition::Prone), fighter.hp),
            (prone, hp),
            "{name} {die}: {}",
            arena.told()
        );
        assert_eq!(fighter.speed() > 0 && !prone, goes_on, "{name} {die}: {}", arena.told());
        arena.replays();
    }
}

/// Equipment, Torch, Lamp and Lantern: Bright and Dim Light; a lantern needs Oil.
#[test]
fn a_light_is_lit_by_what_it_needs() {
    let book = book(&folk());
    for (gear, name, lit) in [
        (&["torch"][..], "Torch: Light", true),
        (&["hooded-lantern", "oil"][..], "Hooded Lantern: Light", true),
        (&["hooded-lantern"][..], "Hooded Lantern: Light", false),
        (&["candle"][..], "Candle: Light", true),
    ] {
        let mut arena = Arena::of_hero(&book, with(gear), &[("thug", 1, 20, 8)]);
        let order = arena.ordered(name, Aim { targets: vec![0], spot: None });
        match arena.order(&order) {
            Ok(events) => {
                assert!(lit && events.iter().any(|it| matches!(it, Event::Lit { .. })), "{gear:?}")
            }
            Err(refused) => assert_eq!((refused, lit), (Refused::Spent(name.into()), false), "{gear:?}"),
        }
    }
}

/// What only people see to, and what nobody carries, are no acts of a fight.
#[test]
fn nobody_has_what_is_not_carried() {
    let book = book(&folk());
    let names = |gear: &[&str]| -> Vec<String> {
        let arena = Arena::of_hero(&book, with(gear), &[("thug", 1, 20, 8)]);
        arena.fight.fighters[0].kit.acts.iter().map(|it| it.name.clone()).collect()
    };
    let none = names(&[]);
    assert_eq!(names(&["blanket", "climbers-kit"]), none);
    assert_eq!(names(&["acid", "acid"]).len(), none.len() + 1, "each thing once");
    let mut arena = Arena::of_hero(&book, with(&["acid", "acid"]), &[("thug", 1, 5, 8)]);
    for left in [true, true, false] {
        let order = arena.ordered("Acid", Aim { targets: vec![1], spot: None });
        assert_eq!(arena.order(&order).is_ok(), left);
        arena.pass();
        arena.pass();
    }
    assert_eq!(arena.fight.fighters[0].spot, Spot { x: 2, y: 8 });
}
