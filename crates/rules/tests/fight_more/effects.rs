//! Effects that outlast a blow, and those that some are beyond (SRD 5.2, "Playing the Game", Damage and Healing; "Monsters").

use rules::book::Condition;
use rules::fight::{Aim, Event, Grid, Ground, Health, Hold, Order, Refused, Spot, choose};

use super::arena::{Arena, CLUB, Hero, block, book, caster};

/// A touch that hits with 5 more, deals 10, and lowers the hit point maximum by as much.
const DRAIN: &str = r#"[{"name": "Drain", "time": "action", "range": {"reach": 5}, "targets": {"who": "other"},
    "effects": [{"attack": {"style": "melee", "bonus": 5, "hit": [
        {"damage": {"amount": "10", "of": ["necrotic"]}}, {"maximum": {"amount": "dealt"}}]}}]}]"#;

/// Mending for 15, and a ward of 6 temporary hit points.
const MEND: &str = r#"[{"name": "Mend", "time": "action", "range": {"feet": 30}, "targets": {"who": "creature"},
    "effects": [{"heal": {"amount": "15"}}]},
    {"name": "Ward", "time": "bonus_action", "range": {"feet": 30}, "targets": {"who": "creature"},
    "effects": [{"temporary_hp": {"amount": "6"}}]}]"#;

const SWARM: &str = r#"{"traits": [{"name": "Swarm", "text": "", "knacks": ["swarm"]}]}"#;

/// (what resists, hit points, hit points after a drain, the maximum then, and after 15 were healed)
#[test]
fn a_drain_lowers_the_maximum_by_what_it_dealt() {
    let cases = [
        ("{}", 30, 30, 30),
        (r#"{"resistances": ["necrotic"]}"#, 35, 35, 35),
        (r#"{"immunities": ["necrotic"]}"#, 40, 40, 40),
        (r#"{"vulnerabilities": ["necrotic"]}"#, 20, 20, 20),
    ];
    for (more, hp, most, healed) in cases {
        let all = format!(
            "[{}, {}, {}]",
            block("wight", DRAIN, "{}"),
            block("ogre", CLUB, more),
            block("friar", MEND, "{}")
        );
        let book = book(&all);
        let mut arena = Arena::open(&book, &[("wight", 0, 2, 8), ("friar", 1, 4, 8), ("ogre", 1, 3, 8)]);
        arena.dice(&[15]).act("Drain", &[2]);
        assert_eq!(arena.hp(2), hp, "{more}: {}", arena.told());
        assert_eq!(arena.fight.fighters[2].hp_most(), most, "{more}: {}", arena.told());
        arena.pass();
        arena.act("Mend", &[2]);
        assert_eq!(arena.hp(2), healed, "{more}: {}", arena.told());
        arena.replays();
    }
}

/// "Hit Point Maximum of 0": who has none left dies, and does not fall unconscious.
#[test]
fn who_has_no_maximum_left_dies() {
    let all = format!("[{}, {}]", block("wight", DRAIN, "{}"), block("ogre", CLUB, r#"{"hp": "20"}"#));
    let book = book(&all);
    let mut arena = Arena::open(&book, &[("wight", 0, 2, 8), ("ogre", 1, 3, 8), ("ogre", 1, 12, 8)]);
    arena.dice(&[15]).act("Drain", &[1]);
    assert_eq!(arena.fight.fighters[1].hp_most(), 10);
    assert!(arena.told().contains("hit point maximum falls by 10"), "{}", arena.told());
    assert!(arena.fight.fighters[1].is_bloodied() == (2 * arena.hp(1) <= 10), "half of the lower one");
    arena.pass();
    arena.pass();
    arena.pass();
    arena.dice(&[15]).act("Drain", &[1]);
    assert_eq!(arena.fight.fighters[1].health, Health::Dead, "{}", arena.told());
    arena.replays();
}

/// A swarm regains no hit points and gains no temporary ones; anybody else does.
#[test]
fn a_swarm_is_not_mended() {
    for (more, healed, ward) in [("{}", 40, 6), (SWARM, 36, 0)] {
        let all = format!(
            "[{}, {}, {}]",
            block("ogre", CLUB, "{}"),
            block("friar", MEND, "{}"),
            block("rats", CLUB, more)
        );
        let book = book(&all);
        let mut arena = Arena::open(&book, &[("ogre", 0, 2, 8), ("friar", 1, 4, 8), ("rats", 1, 3, 8)]);
        arena.dice(&[15]).act("Club", &[2]);
        assert_eq!(arena.hp(2), 36);
        arena.pass();
        arena.act("Mend", &[2]);
        arena.act("Ward", &[2]);
        assert_eq!(arena.hp(2), healed, "{}", arena.told());
        assert_eq!(arena.fight.fighters[2].temporary_hp, ward, "{}", arena.told());
        arena.replays();
    }
}

/// (what damages it, how hard the die hits, whether it may save at 0 hit points): not on a Critical Hit, not against Radiant.
#[test]
fn undead_fortitude_fails_against_light_and_critical_hits() {
    let knack = r#"{"hp": "4", "traits": [{"name": "Undead Fortitude", "text": "", "knacks": [{"undead_fortitude": {"but": ["radiant"]}}]}]}"#;
    for (of, die, saves) in [
        ("bludgeoning", 15, true),
        ("bludgeoning", 20, false),
        ("radiant", 15, false),
        ("radiant", 20, false),
    ] {
        let blow = CLUB.replace(r#"["bludgeoning"]"#, &format!(r#"["{of}"]"#));
        let all = format!("[{}, {}]", block("ogre", &blow, "{}"), block("zombie", CLUB, knack));
        let book = book(&all);
        let mut arena = Arena::open(&book, &[("ogre", 0, 2, 8), ("zombie", 1, 3, 8)]);
        let events = arena.dice(&[die, 20]).act("Club", &[1]);
        let saved = events.iter().any(|it| matches!(it, Event::Saved { who: 1, .. }));
        assert_eq!((saved, arena.hp(1)), (saves, i32::from(saves)), "{of} {die}: {}", arena.told());
        arena.replays();
    }
}

/// Misty Step: elsewhere at once, out of any grip and past everybody; told as what it is (SRD 5.2, "Rules Glossary", Teleportation).
#[test]
fn a_step_through_mist_leads_where_it_is_aimed() {
    let all = format!("[{}, {}]", caster("warden", &["misty-step"]), block("ogre", CLUB, "{}"));
    let book = book(&all);
    for (x, y, goes) in [(8, 8, true), (2, 2, true), (9, 8, false), (3, 8, false), (2, 8, false)] {
        let mut arena = Arena::open(&book, &[("ogre", 1, 3, 8), ("warden", 0, 2, 8)]);
        arena.dice(&[1]).must(&Order::Hold { target: 1, hold: Hold::Grapple });
        arena.pass();
        assert!(arena.fight.fighters[1].has(Condition::Grappled), "{}", arena.told());
        let order = arena.ordered("Misty Step", Aim { targets: vec![1], spot: Some(Spot { x, y }) });
        assert_eq!(arena.order(&order).is_ok(), goes, "{x} {y}");
        assert_eq!(
            arena.fight.fighters[1].spot == Spot { x, y },
            goes || (x, y) == (2, 8),
            "{}",
            arena.told()
        );
        assert_eq!(arena.fight.fighters[1].has(Condition::Grappled), !goes, "{}", arena.told());
        assert_eq!(arena.told().contains("vanishes and appears 30 feet away"), goes, "{}", arena.told());
        assert!(!arena.told().contains("thrown") && !arena.told().contains("Reaction"), "{}", arena.told());
        arena.replays();
    }
}

/// A wall in between: one goes where one sees.
#[test]
fn nobody_leaps_where_it_does_not_see() {
    let all = format!("[{}, {}]", caster("warden", &["misty-step"]), block("ogre", CLUB, "{}"));
    let book = book(&all);
    let mut grid = Grid::open(24, 16);
    (0..16).for_each(|y| grid.set(Spot { x: 5, y }, Ground::Solid));
    let mut arena = Arena::on(&book, grid, &[("warden", 0, 2, 8), ("ogre", 1, 20, 8)]);
    let order = arena.ordered("Misty Step", Aim { targets: vec![0], spot: Some(Spot { x: 7, y: 8 }) });
    assert!(matches!(arena.order(&order), Err(Refused::NoLine(_))));
}

/// The tactic leaps to an enemy that is too far to walk to, and out of a grip; not for nothing.
#[test]
fn a_leap_is_taken_where_it_helps() {
    let all = format!("[{}, {}]", block("thug", CLUB, "{}"), block("ogre", CLUB, "{}"));
    let book = book(&all);
    for (x, leaps) in [(3, false), (7, false), (13, true)] {
        let mut arena = Arena::open(&book, &[("blink-dog", 0, 2, 8), ("ogre", 1, x, 8)]);
        let mut events = Vec::new();
        while arena.fight.turn == Some(0) {
            let choice = choose(&arena.fight, 0);
            events.extend(arena.must(&choice.order));
        }
        let leapt = events.iter().any(|it| matches!(it, Event::Teleported { who: 0, .. }));
        assert_eq!(leapt, leaps, "{x}: {}", arena.told());
        let near = arena.fight.fighters[0].stand().feet_to(arena.fight.fighters[1].stand()) <= 5;
        assert!(near, "{x}: {}", arena.told());
        arena.replays();
    }
}

#[test]
fn a_leap_leads_out_of_a_grip() {
    let all = format!("[{}, {}]", caster("warden", &["misty-step"]), block("ogre", CLUB, "{}"));
    let book = book(&all);
    let mut arena = Arena::open(&book, &[("ogre", 1, 3, 8), ("warden", 0, 2, 8)]);
    arena.dice(&[1]).must(&Order::Hold { target: 1, hold: Hold::Grapple });
    arena.pass();
    while arena.fight.turn == Some(1) {
        let choice = choose(&arena.fight, 1);
        arena.must(&choice.order);
    }
    assert!(!arena.fight.fighters[1].has(Condition::Grappled), "{}", arena.told());
    assert!(arena.told().contains("vanishes"), "{}", arena.told());
    arena.replays();
}

/// Expeditious Retreat: as far again; and whoever is held goes nowhere all the same.
#[test]
fn a_retreat_is_as_far_again() {
    let all = format!("[{}, {}]", caster("warden", &["expeditious-retreat"]), block("ogre", CLUB, "{}"));
    let book = book(&all);
    for (held, feet) in [(false, 60), (true, 0)] {
        let mut arena = Arena::open(&book, &[("ogre", 1, 3, 8), ("warden", 0, 2, 8)]);
        if held {
            arena.dice(&[1]).must(&Order::Hold { target: 1, hold: Hold::Grapple });
        }
        arena.pass();
        arena.act("Expeditious Retreat", &[1]);
        assert_eq!(arena.fight.fighters[1].feet_left(), feet, "{}", arena.told());
        arena.replays();
    }
}

/// A character of a class at a level, that has spent this already.
fn hero(class: &str, level: u8, spent: &[(&str, u32)]) -> Hero {
    let hero = Hero::of(class, level).scores([14, 12, 14, 14, 12, 10]);
    spent.iter().fold(hero, |hero, (key, count)| hero.spent(key, *count))
}

/// Tactical Shift: the feet that it gives provoke nobody, and those of one's own do (SRD 5.2, "Classes", Fighter).
#[test]
fn a_tactical_shift_provokes_nobody() {
    let book = book(&format!("[{}]", block("ogre", CLUB, "{}")));
    for shifts in [false, true] {
        let mut arena = Arena::of_hero(&book, hero("fighter", 5, &[]), &[("ogre", 1, 3, 8)]);
        if shifts {
            arena.act("Tactical Shift", &[0]);
            assert_eq!(arena.fight.fighters[0].feet_left(), 45, "{}", arena.told());
        }
        let events = arena.go(2, 11);
        let struck = events.iter().any(|it| matches!(it, Event::Attacked { who: 1, .. }));
        assert_eq!(struck, !shifts, "{}", arena.told());
        arena.replays();
    }
}

/// What was spent of which slots, and what is left then of those of the levels 1 to 3.
type Slots = (&'static [(&'static str, u32)], [u32; 3]);

/// Arcane Recovery: half of the level in levels of slots, rounded up, the highest that fit, and only spent ones.
#[test]
fn spent_slots_come_back() {
    let book = book(&format!("[{}]", block("ogre", CLUB, "{}")));
    let rows: [Slots; 4] = [
        (&[], [4, 3, 3]),
        (&[("slot/3", 2)], [4, 3, 2]),
        (&[("slot/2", 2), ("slot/1", 2)], [3, 2, 3]),
        (&[("slot/1", 4)], [3, 3, 3]),
    ];
    for (spent, left) in rows {
        let mut arena = Arena::of_hero(&book, hero("wizard", 6, spent), &[("ogre", 1, 3, 8)]);
        arena.act("Arcane Recovery", &[0]);
        let it = &arena.fight.fighters[0];
        assert_eq!([1, 2, 3].map(|of| it.left(&format!("slot/{of}"))), left, "{spent:?} {}", arena.told());
        arena.replays();
    }
}

/// Uses come back as far as they were spent (SRD 5.2, "Classes", Monk: Uncanny Metabolism).
#[test]
fn no_more_comes_back_than_was_spent() {
    let book = book(&format!("[{}]", block("ogre", CLUB, "{}")));
    for spent in [0, 2, 5] {
        let mut arena =
            Arena::of_hero(&book, hero("monk", 5, &[("resource/focus", spent)]), &[("ogre", 1, 3, 8)]);
        assert_eq!(arena.fight.fighters[0].left("resource/focus"), 5 - spent);
        arena.act("Uncanny Metabolism", &[0]);
        assert_eq!(arena.fight.fighters[0].left("resource/focus"), 5, "{}", arena.told());
        arena.replays();
    }
}

/// Revivify: the dead lie where they fell, with 1 hit point; the living are not touched by it.
#[test]
fn the_dead_live_again() {
    let weak = block("squire", CLUB, r#"{"hp": "4"}"#);
    let all = format!("[{}, {}, {weak}]", caster("warden", &["revivify"]), block("ogre", CLUB, "{}"));
    let book = book(&all);
    let mut arena = Arena::open(&book, &[("ogre", 1, 4, 8), ("squire", 0, 3, 8), ("warden", 0, 2, 8)]);
    arena.dice(&[15]).act("Club", &[1]);
    assert_eq!(arena.fight.fighters[1].health, Health::Dead);
    arena.pass();
    assert_eq!(arena.fight.turn, Some(2), "the dead have no turn");
    let choice = choose(&arena.fight, 2);
    assert_eq!(
        choice.order,
        arena.ordered("Revivify", Aim { targets: vec![1], spot: None }),
        "{}",
        choice.reason
    );
    arena.must(&choice.order);
    assert_eq!((arena.fight.fighters[1].health, arena.hp(1)), (Health::Up, 1), "{}", arena.told());
    assert!(arena.fight.fighters[1].has(Condition::Prone), "{}", arena.told());
    assert!(arena.told().contains("lives again, with 1 hit point"), "{}", arena.told());
    arena.pass();
    arena.pass();
    assert_eq!(arena.fight.turn, Some(1), "and has turns again");
    arena.replays();
}

/// A check of each target, by the best of the skills named or by the ability alone (SRD 5.2, "Playing the Game", Ability Checks).
#[test]
fn a_check_decides_what_follows() {
    let act = |what: &str| {
        format!(
            r#"[{{"name": "Riddle", "time": "action", "range": {{"feet": 60}}, "targets": {{"who": "other"}}, "effects": [
            {{"check": {{{what}, "dc": "12", "success": [{{"heal": {{"amount": "1"}}}}],
            "fail": [{{"damage": {{"amount": "6", "of": ["psychic"]}}}}]}}}}]}}]"#
        )
    };
    let keen = r#"{"skills": {"investigation": 6}, "scores": [10, 10, 10, 14, 10, 10]}"#;
    let rows = [
        (r#""skills": ["arcana", "investigation"]"#, 6, 40),
        (r#""skills": ["arcana", "investigation"]"#, 5, 34),
        (r#""skills": ["arcana"]"#, 10, 40),
        (r#""skills": ["arcana"]"#, 9, 34),
        (r#""skills": [], "ability": "int""#, 10, 40),
        (r#""skills": [], "ability": "int""#, 9, 34),
    ];
    for (what, die, left) in rows {
        let book = book(&format!("[{}, {}]", block("sphinx", &act(what), "{}"), block("ogre", CLUB, keen)));
        let mut arena = Arena::open(&book, &[("sphinx", 0, 2, 8), ("ogre", 1, 6, 8)]);
        arena.dice(&[die]).act("Riddle", &[1]);
        assert_eq!(arena.hp(1), left, "{what} {die}: {}", arena.told());
        arena.replays();
    }
}

/// Harm: what it deals is gone from the maximum, too; a success spares that, and 1 is always left.
#[test]
fn harm_leaves_one_hit_point_at_least() {
    let ward = MEND.replace(r#""amount": "6""#, r#""amount": "30""#);
    // The die of the save, the maximum before, the ward; hit points and the maximum then: fourteen d6 show a 3.
    let rows = [(2, 60, false, 18, 18), (20, 60, false, 39, 60), (2, 40, true, 1, 1)];
    for (die, hp, warded, left, most) in rows {
        let all = format!(
            "[{}, {}, {}]",
            caster("warden", &["harm"]),
            block("ogre", CLUB, &format!(r#"{{"hp": "{hp}"}}"#)),
            block("friar", &ward, "{}")
        );
        let book = book(&all);
        let mut arena = Arena::open(&book, &[("friar", 1, 10, 8), ("warden", 0, 2, 8), ("ogre", 1, 9, 8)]);
        if warded {
            arena.act("Ward", &[2]);
        }
        arena.pass();
        arena.dice(&[3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, die]).act("Harm", &[2]);
        let ogre = &arena.fight.fighters[2];
        assert_eq!((ogre.hp, ogre.hp_most(), ogre.health), (left, most, Health::Up), "{}", arena.told());
        arena.replays();
    }
}

/// The Life Drain of the book's own undead: a blow of the wraith, and what a wight's victim fails to withstand.
#[test]
fn the_undead_drain_life() {
    let book = book(&format!("[{}]", block("ogre", CLUB, "{}")));
    // Who drains, its dice, and what is left of 40: 4d8 + 3 of 3 each, 1d8 + 2 of 5.
    let rows: [(&str, &[u32], i32); 2] = [("wraith", &[15, 3, 3, 3, 3], 25), ("wight", &[5, 2], 33)];
    for (undead, dice, most) in rows {
        let mut arena = Arena::open(&book, &[(undead, 0, 2, 8), ("ogre", 1, 3, 8)]);
        arena.dice(dice).act("Life Drain", &[1]);
        assert_eq!((arena.hp(1), arena.fight.fighters[1].hp_most()), (most, most), "{}", arena.told());
        assert!(arena.told().contains("hit point maximum falls"), "{}", arena.told());
        arena.replays();
    }
}
