//! What sorcerers and warlocks add to their spells (SRD 5.2, "Classes", Sorcerer; Warlock).

use rules::{
    book::Book,
    fight::{Comes, Event, Intent, Order, Unbidden},
};

use super::{
    arena::{Arena, CLUB, Hero, block, book},
    monk::leans,
};

fn foes() -> Book {
    book(&format!("[{}]", block("foe", CLUB, r#"{"hp": "200", "armour_class": 12}"#)))
}

fn sorcerer(level: u8) -> Hero {
    Hero::of("sorcerer", level).picks("sorcerer/cantrips", &["spell/fire-bolt", "spell/acid-splash"])
}

/// Innate Sorcery: Advantage on spell attacks and 1 more for the DC, for a minute, twice.
#[test]
fn sorcery_rises() {
    let book = foes();
    for (innate, lean, dc) in [(false, 0, 13), (true, 1, 14)] {
        let mut arena = Arena::of_hero(&book, sorcerer(1), &[("foe", 1, 8, 8)]);
        if innate {
            arena.act("Innate Sorcery", &[]);
            assert_eq!(arena.fight.fighters[0].left("resource/innate-sorcery"), 1);
            assert!(arena.fight.fighters[0].moment.bonus_action);
        }
        let acts = &arena.fight.fighters[0].kit.acts;
        assert_eq!(acts.iter().find(|it| it.name == "Acid Splash").map(|it| it.dc), Some(dc));
        assert_eq!(leans(&arena.act("Fire Bolt", &[1])), [lean], "{}", arena.told());
        if innate {
            for _ in 0..9 {
                arena.pass();
                arena.pass();
            }
            assert_eq!(leans(&arena.act("Fire Bolt", &[1])), [1], "nearly a minute: {}", arena.told());
            arena.pass();
            arena.pass();
            assert_eq!(leans(&arena.act("Fire Bolt", &[1])), [0], "over: {}", arena.told());
        }
        arena.replays();
    }
}

/// Seeking Spell: a spell attack that missed is rolled anew for a Sorcery Point.
#[test]
fn a_missed_spell_seeks() {
    let book = foes();
    // Whether it is known, the dice of the attack (5 is added to it) and of its damage, what is dealt, points that are left.
    for (knows, dice, dealt, left) in [
        (true, &[2, 15, 4][..], 4, 1),
        (true, &[2, 2], 0, 1),
        (true, &[1, 7, 4], 4, 1),
        (true, &[15, 4], 4, 2),
        (false, &[2], 0, 2),
    ] {
        let mut hero = sorcerer(2);
        if knows {
            hero = hero.picks("sorcerer-2/metamagic/options", &["feature/seeking-spell"]);
        }
        let mut arena = Arena::of_hero(&book, hero, &[("foe", 1, 8, 8)]);
        arena.dice(dice).act("Fire Bolt", &[1]);
        let points = arena.fight.fighters[0].left("resource/sorcery-points");
        assert_eq!((200 - arena.hp(1), points), (dealt, left), "{knows} {dice:?}: {}", arena.told());
        arena.replays();
    }
}

/// Quickened Spell: two points and the Bonus Action for another action.
#[test]
fn points_shape_a_spell() {
    let book = foes();
    for (quickened, times) in [(true, 2), (false, 1)] {
        let hero = sorcerer(3).picks("sorcerer-2/metamagic/options", &["feature/quickened-spell"]);
        let mut arena = Arena::of_hero(&book, hero, &[("foe", 1, 8, 8)]);
        let bolt = arena.ordered("Fire Bolt", rules::fight::Aim { targets: vec![1], spot: None });
        arena.must(&bolt);
        if quickened {
            arena.act("Quickened Spell", &[]);
            assert!(arena.fight.fighters[0].moment.bonus_action);
        }
        assert_eq!(arena.order(&bolt).is_ok(), times == 2, "{}", arena.told());
        assert!(arena.order(&bolt).is_err(), "and no more");
        arena.replays();
    }
}

/// Agonizing Blast: Charisma for each ray of the cantrip that was chosen, and for no other.
#[test]
fn a_blast_agonizes() {
    let book = foes();
    // The cantrip that was chosen, the level, the dice, what is dealt.
    for (chosen, level, dice, dealt) in [
        (None, 2, &[15, 4][..], 4),
        (Some("eldritch-blast"), 2, &[15, 4], 7),
        (Some("eldritch-blast"), 5, &[15, 4, 15, 4], 14),
        (Some("eldritch-blast"), 2, &[2], 0),
        (Some("chill-touch"), 2, &[15, 4], 4),
    ] {
        let mut hero = Hero::of("warlock", level)
            .picks("warlock/cantrips", &["spell/eldritch-blast", "spell/chill-touch"]);
        if let Some(chosen) = chosen {
            hero = hero
                .picks("warlock-1/eldritch-invocations/invocations", &["feature/agonizing-blast"])
                .picks("warlock-1/eldritch-invocations/invocations/agonizing-blast/cantrip", &[chosen]);
        }
        let mut arena = Arena::of_hero(&book, hero, &[("foe", 1, 8, 8)]);
        let rays = vec![1; usize::from(level >= 5) + 1];
        let events = arena.dice(dice).act("Eldritch Blast", &rays);
        assert_eq!(200 - arena.hp(1), dealt, "{chosen:?} {level} {dice:?}: {}", arena.told());
        let rolls = events.iter().filter(|it| matches!(it, Event::Attacked { .. })).count();
        assert_eq!(rolls, rays.len());
        arena.replays();
    }
}

/// Empowered Spell: for a Sorcery Point as many damage dice of a spell as the Charisma modifier (3) are thrown once more, and their
/// new numbers count; also of one roll for everybody who saves. It is kept where the dice are good.
#[test]
fn poor_dice_are_thrown_anew() {
    let book = foes();
    // Whether it is known, points that are spent already, the act, the dice, what is dealt, points that are left of 5.
    type Case = (bool, u32, &'static str, &'static [u32], i32, u32);
    let cases: &[Case] = &[
        (true, 0, "Fire Bolt", &[15, 1, 2, 9, 8], 17, 4),
        (false, 0, "Fire Bolt", &[15, 1, 2], 3, 5),
        (true, 5, "Fire Bolt", &[15, 1, 2], 3, 0),
        (true, 0, "Fire Bolt", &[15, 5, 4], 9, 5),
        (true, 0, "Fire Bolt", &[20, 1, 1, 1, 2, 10, 10, 10], 32, 4),
        (true, 0, "Acid Splash", &[1, 1, 6, 5, 2], 11, 4),
        (true, 0, "Fire Bolt", &[2], 0, 5),
    ];
    for (knows, spent, act, dice, dealt, left) in cases {
        let mut hero = sorcerer(5).spent("resource/sorcery-points", *spent);
        if *knows {
            hero = hero.picks("sorcerer-2/metamagic/options", &["feature/empowered-spell"]);
        }
        let mut arena = Arena::of_hero(&book, hero, &[("foe", 1, 8, 8)]);
        arena.dice(dice);
        match *act {
            "Acid Splash" => arena.act_at(act, 8, 8),
            _ => arena.act(act, &[1]),
        };
        let points = arena.fight.fighters[0].left("resource/sorcery-points");
        assert_eq!((200 - arena.hp(1), points), (*dealt, *left), "{knows} {act} {dice:?}: {}", arena.told());
        arena.replays();
    }
}

/// Who holds it back keeps its points.
#[test]
fn poor_dice_stay_where_that_is_meant() {
    let book = foes();
    let hero = sorcerer(5).picks("sorcerer-2/metamagic/options", &["feature/empowered-spell"]);
    let mut arena = Arena::of_hero(&book, hero, &[("foe", 1, 8, 8)]);
    let name = arena.fight.fighters[0]
        .kit
        .acts
        .iter()
        .find(|it| it.name.contains("Empowered"))
        .unwrap()
        .name
        .clone();
    arena.must(&Order::Intend(Intent { what: Unbidden::Act(name), comes: Comes::Never }));
    arena.dice(&[15, 1, 2]).act("Fire Bolt", &[1]);
    assert_eq!((200 - arena.hp(1), arena.fight.fighters[0].left("resource/sorcery-points")), (3, 5));
    arena.replays();
}
