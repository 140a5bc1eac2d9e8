//! What rogues do, and what is done to them in vain (SRD 5.2, "Classes", Rogue).

use rules::{
    book::{Book, Condition},
    build::Place,
    fight::{Aim, Ends, Event, Laid, Lasting, Order},
};

use super::{
    arena::{Arena, CLUB, Hero, block, book},
    monk::leans,
};

fn foes() -> Book {
    let fire = r#"[{"name": "Fire", "time": "action", "range": {"feet": 60}, "targets": {"who": "other"}, "effects": [
        {"save": {"ability": "dex", "dc": "15", "half": true, "fail": [{"damage": {"amount": "9", "of": ["fire"]}}]}}]},
        {"name": "Cold", "time": "action", "range": {"feet": 60}, "targets": {"who": "other"}, "effects": [
        {"save": {"ability": "con", "dc": "15", "half": true, "fail": [{"damage": {"amount": "9", "of": ["cold"]}}]}}]},
        {"name": "Claws", "time": "action", "range": {"reach": 5}, "targets": {"who": "other"}, "effects": [
        {"attack": {"style": "melee", "bonus": 9, "hit": [{"damage": {"amount": "9", "of": ["slashing"]}},
        {"damage": {"amount": "6", "of": ["fire"]}}]}}]}]"#;
    let all = [
        block("foe", CLUB, r#"{"hp": "200"}"#),
        block("dragon", fire, r#"{"hp": "200", "multiattack": [[{"actions": ["Claws"], "count": 2}]]}"#),
        block("friend", CLUB, "{}"),
    ];
    book(&format!("[{}]", all.join(", ")))
}

pub(super) fn bears(who: usize, condition: Condition) -> Event {
    let laid = Laid::Condition(condition);
    let lasting = Lasting {
        id: 77,
        laid,
        by: who,
        act: "Test".into(),
        level: None,
        ends: Ends::Never,
        save: None,
        concentration: false,
    };
    Event::Laid { who, lasting }
}

/// Sneak Attack: once a turn, with a Finesse or Ranged weapon, with Advantage or an able friend beside the target, and never
/// with Disadvantage; 1d6 at level 1 and one more at each second one.
#[test]
fn a_blow_from_the_side() {
    let book = foes();
    // Whom it befalls what: the friend stands beside the foe, or not at all.
    type Case = (u8, &'static str, bool, &'static [(usize, Condition)], i32);
    use Condition::{Incapacitated, Poisoned, Stunned};
    let cases: &[Case] = &[
        (1, "shortsword", true, &[], 1),
        (1, "shortsword", false, &[], 0),
        (1, "shortsword", false, &[(1, Stunned)], 1),
        (1, "shortsword", true, &[(2, Incapacitated)], 0),
        (1, "shortsword", true, &[(0, Poisoned)], 0),
        // What speaks for it and what speaks against it: neither Advantage nor Disadvantage.
        (1, "shortsword", true, &[(0, Poisoned), (1, Stunned)], 1),
        (1, "shortsword", false, &[(0, Poisoned), (1, Stunned)], 0),
        (1, "club", true, &[], 0),
        (1, "mace", true, &[(1, Stunned)], 0),
        (1, "dagger", true, &[], 1),
        (2, "rapier", true, &[], 1),
        (3, "rapier", true, &[], 2),
        (11, "rapier", true, &[], 6),
        (20, "rapier", true, &[], 10),
    ];
    for (level, weapon, friend, with, dice) in cases {
        let hero = Hero::of("rogue", *level).with(&format!("weapon/{weapon}"), Place::MainHand);
        let others: &[(&str, u8, i16, i16)] = &[("foe", 1, 3, 8), ("friend", 0, 4, 8)];
        let mut arena = Arena::of_hero(&book, hero, &others[..1 + usize::from(*friend)]);
        for (who, condition) in *with {
            arena.happened(bears(*who, *condition));
        }
        // A weapon with all dice 1, so that what is beyond it is dice of Sneak Attack.
        let name = weapon[..1].to_uppercase() + &weapon[1..];
        let plain = if *weapon == "club" || *weapon == "mace" { 1 } else { 4 };
        let faces = if leaning(&arena) == 0 { vec![15] } else { vec![15, 15] };
        let ones: Vec<u32> = faces.into_iter().chain([1; 12]).collect();
        arena.dice(&ones).act(&name, &[1]);
        assert_eq!(200 - arena.hp(1), plain + dice, "{level} {weapon} {friend} {with:?}: {}", arena.told());
        arena.replays();
    }
}

/// Which way the attack of the first upon the second leans by what was laid upon them.
fn leaning(arena: &Arena<'_>) -> i32 {
    let has = |who: usize, it| i32::from(arena.fight.fighters[who].has(it));
    has(1, Condition::Stunned) - has(0, Condition::Poisoned)
}

/// With a Ranged weapon from afar, too; a shot beside an enemy has Disadvantage.
#[test]
fn a_shot_from_the_side() {
    let book = foes();
    for (x, dice) in [(6, 1), (3, 0)] {
        let hero = Hero::of("rogue", 1).with("weapon/shortbow", Place::BothHands);
        let mut arena = Arena::of_hero(&book, hero, &[("foe", 1, x, 8), ("friend", 0, x + 1, 8)]);
        let faces = if dice == 1 { &[15, 1, 1][..] } else { &[15, 15, 1, 1] };
        arena.dice(faces).act("Shortbow", &[1]);
        assert_eq!(200 - arena.hp(1), 4 + dice, "{x}: {}", arena.told());
        arena.replays();
    }
}

/// Uncanny Dodge: all of the hit's damage is halved together, rounded down, for a Reaction; Resistance comes after.
#[test]
fn half_of_a_hit_is_dodged() {
    let book = foes();
    // The level, what befalls the rogue, the dice of two hits, what is lost.
    type Case = (u8, Option<Condition>, &'static [u32], i32);
    let cases: &[Case] = &[
        (5, None, &[15], 7),
        (4, None, &[15], 15),
        (5, None, &[15, 15], 22),
        (5, None, &[1, 15], 7),
        (5, Some(Condition::Blinded), &[15, 15], 15),
        (5, Some(Condition::Incapacitated), &[15], 15),
    ];
    for (level, condition, dice, lost) in cases {
        let mut arena = Arena::of_hero(&book, Hero::of("rogue", *level), &[("dragon", 1, 3, 8)]);
        arena.pass();
        if let Some(condition) = condition {
            arena.happened(bears(0, *condition));
        }
        let before = arena.hp(0);
        let hits = if condition.is_some() || dice.len() == 1 { 1 } else { 2 };
        arena.dice(dice);
        (0..hits).for_each(|_| drop(arena.act("Claws", &[0])));
        assert_eq!(before - arena.hp(0), *lost, "{level} {condition:?} {dice:?}: {}", arena.told());
        arena.replays();
    }
}

/// What is left of it is then resisted, part by part.
#[test]
fn a_dodge_comes_before_resistance() {
    let book = foes();
    use rules::book::{DamageType, Modifier};
    for (to, lost) in [
        (vec![DamageType::Slashing, DamageType::Fire], 2 + 1),
        (vec![DamageType::Slashing], 2 + 3),
        (vec![DamageType::Fire], 4 + 1),
    ] {
        let mut arena = Arena::of_hero(&book, Hero::of("rogue", 5), &[("dragon", 1, 3, 8)]);
        arena.pass();
        let mut resists = bears(0, Condition::Prone);
        if let Event::Laid { lasting, .. } = &mut resists {
            lasting.laid = Laid::Modifiers(vec![Modifier::Resistance { to, when: Vec::new() }]);
        }
        arena.happened(resists);
        let before = arena.hp(0);
        arena.dice(&[15]).act("Claws", &[0]);
        assert_eq!(before - arena.hp(0), lost, "{}", arena.told());
        arena.replays();
    }
}

/// Deflect Attacks (Monk): 1d10, Dexterity and the level off a hit that bludgeons, pierces or slashes; of any from level 13.
#[test]
fn a_monk_deflects() {
    let blow = |name: &str, of: &str| {
        format!(
            r#"{{"name": "{name}", "time": "action", "range": {{"reach": 5}}, "targets": {{"who": "other"}}, "effects": [
            {{"attack": {{"style": "melee", "bonus": 9, "hit": [{{"damage": {{"amount": "14", "of": ["{of}"]}}}}]}}}}]}}"#
        )
    };
    let acts = format!("[{}, {}]", blow("Bite", "piercing"), blow("Flame", "fire"));
    let book = book(&format!("[{}]", block("snake", &acts, "{}")));
    // The level, the blow, the dice, what is lost of 14.
    type Case = (u8, &'static str, &'static [u32], i32);
    let cases: &[Case] = &[
        (3, "Bite", &[15, 4], 4),
        (3, "Bite", &[1], 0),
        (3, "Flame", &[15], 14),
        (2, "Bite", &[15], 14),
        (9, "Bite", &[15, 1], 1),
        (12, "Flame", &[15], 14),
        (13, "Flame", &[15, 1], 0),
    ];
    for (level, act, dice, lost) in cases {
        let mut arena = Arena::of_hero(&book, Hero::of("monk", *level), &[("snake", 1, 3, 8)]);
        arena.pass();
        let before = arena.hp(0);
        arena.dice(dice).act(act, &[0]);
        assert_eq!(before - arena.hp(0), *lost, "{level} {act} {dice:?}: {}", arena.told());
        assert!(arena.fight.fighters[0].lasting.is_empty(), "over with the hit");
        arena.replays();
    }
}

/// Evasion: nothing on a success, half on a failure, of what a Dexterity save halves, unless Incapacitated.
#[test]
fn who_evades_takes_nothing_or_half() {
    let book = foes();
    // The level, what befalls the rogue, the act, the die of the save, what is lost.
    for (level, helpless, act, die, lost) in [
        (7, false, "Fire", 20, 0),
        (7, false, "Fire", 1, 4),
        (6, false, "Fire", 20, 4),
        (6, false, "Fire", 1, 9),
        (7, false, "Cold", 20, 4),
        (7, true, "Fire", 20, 4),
        (7, true, "Fire", 1, 9),
    ] {
        let mut arena = Arena::of_hero(&book, Hero::of("rogue", level), &[("dragon", 1, 3, 8)]);
        arena.pass();
        if helpless {
            arena.happened(bears(0, Condition::Incapacitated));
        }
        let before = arena.hp(0);
        arena.dice(&[die]).act(act, &[0]);
        assert_eq!(before - arena.hp(0), lost, "{level} {helpless} {act} {die}: {}", arena.told());
        arena.replays();
    }
}

/// Cunning Action: Dash, Disengage or Hide with a Bonus Action.
#[test]
fn cunning_takes_a_bonus_action() {
    let book = foes();
    for (act, feet, provokes) in
        [("", 30, true), ("Cunning Action: Dash", 60, true), ("Cunning Action: Disengage", 30, false)]
    {
        let mut arena = Arena::of_hero(&book, Hero::of("rogue", 2), &[("foe", 1, 3, 8)]);
        if !act.is_empty() {
            arena.act(act, &[]);
            let moment = &arena.fight.fighters[0].moment;
            assert!(moment.bonus_action && !moment.action, "{act}");
        }
        assert_eq!(arena.fight.fighters[0].feet_left(), feet, "{act}");
        let events = arena.go(2, 11);
        let struck = events.iter().any(|it| matches!(it, Event::Attacked { .. }));
        assert_eq!(struck, provokes, "{act}: {}", arena.told());
        arena.replays();
    }
}

/// Steady Aim: Advantage on the next attack roll of the turn, for who has not moved and moves no more.
#[test]
fn a_steady_aim_is_for_one_attack() {
    let book = foes();
    let hero = || {
        Hero::of("rogue", 3).with("weapon/dagger", Place::MainHand).with("weapon/shortsword", Place::OffHand)
    };
    let mut arena = Arena::of_hero(&book, hero(), &[("foe", 1, 3, 8)]);
    arena.act("Steady Aim", &[]);
    assert_eq!(arena.fight.fighters[0].speed(), 0);
    assert_eq!(leans(&arena.act("Dagger", &[1])), [1], "{}", arena.told());
    assert!(
        arena.fight.fighters[0].states.iter().all(|it| it.as_str() != "state/steady-aim"),
        "it is used up"
    );
    arena.pass();
    assert_eq!(arena.fight.fighters[0].speed(), 30, "until the turn ends");
    arena.replays();

    let mut arena = Arena::of_hero(&book, hero(), &[("foe", 1, 6, 8)]);
    let aim = arena.ordered("Steady Aim", Aim::default());
    arena.go(3, 8);
    assert!(arena.order(&aim).is_err(), "it has moved");
}

/// Stroke of Luck: whatever failed was a 20, once between rests.
#[test]
fn luck_makes_a_twenty() {
    let book = foes();
    for (level, dice, hits) in [(20, 3, 3), (20, 1, 3), (19, 3, 0)] {
        let hero = Hero::of("rogue", level).with("weapon/club", Place::MainHand);
        let mut arena = Arena::of_hero(&book, hero, &[("foe", 1, 3, 8)]);
        // A Critical Hit with a club: two d4.
        let events = arena.dice(&[dice - 2 * u32::from(dice == 3)]).act("Club", &[1]);
        let crit = events
            .iter()
            .any(|it| matches!(it, Event::Attacked { outcome: rules::fight::Outcome::Critical, .. }));
        assert_eq!(crit, hits == 3, "{level} {dice}: {}", arena.told());
        arena.pass();
        arena.pass();
        let events = arena.dice(&[1]).act("Club", &[1]);
        assert!(
            events.iter().any(|it| matches!(it, Event::Attacked { outcome, .. } if !outcome.succeeds())),
            "once: {}",
            arena.told()
        );
        arena.replays();
    }
}

/// The tactic does not stand still to aim at nobody.
#[test]
fn nobody_aims_at_who_is_out_of_reach() {
    let book = foes();
    let hero = Hero::of("rogue", 3).with("weapon/rapier", Place::MainHand);
    let arena = Arena::of_hero(&book, hero, &[("foe", 1, 6, 8)]);
    let choice = rules::fight::choose(&arena.fight, 0);
    assert!(matches!(choice.order, Order::Move(_)), "{choice:?}");
}
