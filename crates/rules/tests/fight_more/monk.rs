//! What a monk does with Focus (SRD 5.2, "Classes", Monk).

use rules::{
    book::Condition,
    build::Place,
    fight::{Event, Refused},
};

use super::arena::{Arena, CLUB, Hero, block, book};

fn foes() -> rules::book::Book {
    book(&format!("[{}]", block("foe", CLUB, r#"{"hp": "200"}"#)))
}

pub(super) fn leans(events: &[Event]) -> Vec<i8> {
    let lean = |it: &Event| if let Event::Attacked { lean, .. } = it { Some(*lean) } else { None };
    events.iter().filter_map(lean).collect()
}

/// Stunning Strike: once a turn, a hit of bare hands or of a Monk weapon, one Focus Point, a Constitution save against
/// 8 + proficiency + Wisdom.
#[test]
fn a_hit_may_stun() {
    let book = foes();
    // The weapon, the dice of an attack and the save, whether it stuns, the target's Speed, the points that are left.
    type Case = (Option<&'static str>, &'static [u32], bool, i32, u32);
    let cases: &[Case] = &[
        (None, &[15, 4, 12], true, 30, 4),
        (None, &[15, 4, 13], false, 15, 4),
        (None, &[2], false, 30, 5),
        (Some("Quarterstaff"), &[15, 4, 12], true, 30, 4),
        (Some("Longsword"), &[15, 4], false, 30, 5),
    ];
    for (weapon, dice, stuns, speed, left) in cases {
        let mut hero = Hero::of("monk", 5);
        if let Some(weapon) = weapon {
            hero = hero.with(&format!("weapon/{}", weapon.to_lowercase()), Place::MainHand);
        }
        let mut arena = Arena::of_hero(&book, hero, &[("foe", 1, 3, 8)]);
        arena.dice(dice).act(weapon.unwrap_or("Unarmed Strike"), &[1]);
        let foe = &arena.fight.fighters[1];
        assert_eq!(
            (foe.has(Condition::Stunned), foe.speed(), arena.fight.fighters[0].left("resource/focus")),
            (*stuns, *speed, *left),
            "{weapon:?} {dice:?}: {}",
            arena.told()
        );
        arena.replays();
    }
}

/// Once a turn, and anew in the next; only with a point left; until the monk's next turn starts.
#[test]
fn a_stun_is_tried_once_a_turn() {
    let book = foes();
    let mut arena = Arena::of_hero(&book, Hero::of("monk", 5), &[("foe", 1, 3, 8)]);
    arena.dice(&[15, 4, 20]).act("Unarmed Strike", &[1]);
    let second = arena.dice(&[15, 15, 4]).act("Unarmed Strike", &[1]);
    assert_eq!(leans(&second), [1], "the next attack roll against who succeeded has Advantage");
    assert!(!second.iter().any(|it| matches!(it, Event::Saved { .. })), "{}", arena.told());
    let third = arena.act("Bonus Unarmed Strike", &[1]);
    assert_eq!(leans(&third), [0], "the next one alone");
    arena.pass();
    assert_eq!(arena.fight.fighters[1].speed(), 15, "in its own turn");
    arena.pass();
    assert_eq!(arena.fight.fighters[1].speed(), 30, "no longer");
    arena.dice(&[15, 4, 1]).act("Unarmed Strike", &[1]);
    assert!(arena.fight.fighters[1].has(Condition::Stunned), "{}", arena.told());
    arena.pass();
    assert!(arena.fight.fighters[1].has(Condition::Stunned));
    arena.pass();
    assert!(!arena.fight.fighters[1].has(Condition::Stunned), "until one's next turn starts");
    assert_eq!(arena.fight.fighters[0].left("resource/focus"), 3);
    arena.replays();

    let spent = Hero::of("monk", 5).spent("resource/focus", 5);
    let mut arena = Arena::of_hero(&book, spent, &[("foe", 1, 3, 8)]);
    let events = arena.dice(&[15, 4]).act("Unarmed Strike", &[1]);
    assert!(!events.iter().any(|it| matches!(it, Event::Saved { .. })), "{}", arena.told());
}

/// It is not done but upon a hit.
#[test]
fn what_follows_a_hit_is_not_done_without_one() {
    let book = foes();
    let mut arena = Arena::of_hero(&book, Hero::of("monk", 5), &[("foe", 1, 3, 8)]);
    let order = arena.ordered("Stunning Strike", rules::fight::Aim { targets: vec![1], spot: None });
    assert!(matches!(arena.order(&order), Err(Refused::NotNow(_))));
}

/// Whoever is struck back and cannot act any more follows its hit with nothing.
#[test]
fn who_is_stunned_in_return_stuns_nobody() {
    for (dc, stunned) in [("5", false), ("25", true)] {
        let back = format!(
            r#"[{{"name": "Shriek", "time": {{"reaction": {{"damaged_within": 5}}}}, "range": {{"feet": 5}}, "targets": {{"who": "other"}},
            "effects": [{{"save": {{"ability": "wis", "dc": "{dc}", "fail": [{{"condition": {{"condition": "stunned"}}}}]}}}}]}}]"#
        );
        let book = book(&format!("[{}]", block("shrieker", &back, r#"{"hp": "400"}"#)));
        let mut arena = Arena::of_hero(&book, Hero::of("monk", 5), &[("shrieker", 1, 3, 8)]);
        arena.dice(&[15, 4, 10, 1]).act("Unarmed Strike", &[1]);
        let has = |who: usize| arena.fight.fighters[who].has(Condition::Stunned);
        assert_eq!((has(0), has(1)), (stunned, !stunned), "{dc}: {}", arena.told());
    }
}

/// Monk's Focus: Disengage or Dash with a Bonus Action; for a point Dodge, or both.
#[test]
fn patience_and_the_wind() {
    let book = foes();
    // What is done, the points that it takes, feet that can be gone, whether leaving provokes, how the foe's blow leans.
    for (act, points, feet, provokes, lean) in [
        ("", 0, 40, true, 0),
        ("Patient Defence: Disengage", 0, 40, false, 0),
        ("Patient Defence: Disengage and Dodge", 1, 40, false, -1),
        ("Step of the Wind: Dash", 0, 80, true, 0),
        ("Step of the Wind: Disengage and Dash", 1, 80, false, 0),
    ] {
        let mut arena = Arena::of_hero(&book, Hero::of("monk", 2), &[("foe", 1, 3, 8), ("foe", 1, 1, 8)]);
        if !act.is_empty() {
            arena.act(act, &[]);
            assert!(arena.fight.fighters[0].moment.bonus_action, "{act}");
        }
        let monk = &arena.fight.fighters[0];
        assert_eq!((monk.feet_left(), 2 - monk.left("resource/focus")), (feet, points), "{act}");
        let events = arena.dice(&[1, 1]).go(2, 5);
        let struck = events.iter().any(|it| matches!(it, Event::Attacked { .. }));
        assert_eq!(struck, provokes, "{act}: {}", arena.told());
        // Whoever was provoked has its Reaction behind it.
        arena.go(2, 7);
        arena.pass();
        assert_eq!(leans(&arena.dice(&[1, 1]).act("Club", &[0])), [lean], "{act}: {}", arena.told());
        arena.replays();
    }
}

/// Disciplined Survivor: a failed save is rolled anew for a Focus Point, and the new roll counts.
#[test]
fn a_failed_save_is_rolled_anew() {
    let fire = r#"[{"name": "Blast", "time": "action", "range": {"feet": 60}, "targets": {"who": "other"}, "effects": [
        {"save": {"ability": "cha", "dc": "15", "fail": [{"damage": {"amount": "10", "of": ["force"]}}]}}]}]"#;
    let book = book(&format!("[{}]", block("foe", fire, "{}")));
    // The level, the dice, what is lost, the points that it takes.
    for (level, dice, lost, points) in
        [(14, &[1, 20][..], 0, 1), (14, &[1, 1], 10, 1), (14, &[20], 0, 0), (13, &[1], 10, 0)]
    {
        let mut arena = Arena::of_hero(&book, Hero::of("monk", level), &[("foe", 1, 6, 8)]);
        arena.pass();
        let before = arena.hp(0);
        arena.dice(dice).act("Blast", &[0]);
        let left = arena.fight.fighters[0].left("resource/focus");
        assert_eq!(
            (before - arena.hp(0), u32::from(level) - left),
            (lost, points),
            "{dice:?}: {}",
            arena.told()
        );
        arena.replays();
    }
}
