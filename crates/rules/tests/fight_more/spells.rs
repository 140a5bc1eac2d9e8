//! Spells that go on, marks, and reactions (SRD 5.2, "Spells"; "Playing the Game", Reactions).

use rules::fight::{Aim, Event, Refused, choose};

use super::arena::{Arena, CLUB, block, book, caster};

fn all(spells: &[&str]) -> String {
    format!("[{}, {}]", caster("warden", spells), block("ogre", CLUB, "{}"))
}

/// Spiritual Weapon: another blow with each later Bonus Action, as long as Concentration lasts.
#[test]
fn a_spirits_weapon_strikes_again() {
    let book = book(&all(&["spiritual-weapon"]));
    let mut arena = Arena::open(&book, &[("warden", 0, 2, 8), ("ogre", 1, 6, 8)]);
    arena.dice(&[15, 5]).act("Spiritual Weapon", &[1]);
    assert_eq!(arena.hp(1), 35, "{}", arena.told());
    let again = arena.ordered("Spiritual Weapon: again", Aim { targets: vec![1], spot: None });
    assert!(arena.order(&again).is_err(), "not in the same turn");
    arena.pass();
    arena.pass();
    arena.dice(&[15, 5]).must(&again);
    assert_eq!(arena.hp(1), 30, "{}", arena.told());
    assert_eq!(arena.order(&again), Err(Refused::NoBonusAction));
    arena.replays();
}

/// Heat Metal: what it hurt once it hurts again with a Bonus Action.
#[test]
fn metal_goes_on_glowing() {
    let book = book(&all(&["heat-metal"]));
    let mut arena = Arena::open(&book, &[("warden", 0, 2, 8), ("ogre", 1, 6, 8)]);
    arena.dice(&[4, 4, 20]).act("Heat Metal", &[1]);
    assert_eq!(arena.hp(1), 32, "{}", arena.told());
    (0..2).for_each(|_| drop(arena.pass()));
    arena.dice(&[4, 4, 20]).act("Heat Metal: again", &[1]);
    assert_eq!(arena.hp(1), 24, "{}", arena.told());
    arena.replays();
}

/// What is over is not done again.
#[test]
fn lost_concentration_ends_what_goes_on() {
    let book = book(&all(&["heat-metal"]));
    let mut arena = Arena::open(&book, &[("warden", 0, 2, 8), ("ogre", 1, 3, 8)]);
    arena.dice(&[4, 4, 20]).act("Heat Metal", &[1]);
    arena.pass();
    arena.dice(&[15, 2]).act("Club", &[0]);
    arena.pass();
    let again = arena.ordered("Heat Metal: again", Aim { targets: vec![1], spot: None });
    assert!(arena.order(&again).is_err(), "{}", arena.told());
    arena.replays();
}

/// Hunter's Mark: only the hits of the one who marked, and another quarry only once the first has fallen.
#[test]
fn a_mark_is_for_the_hits_of_one() {
    let creatures = format!(
        "[{}, {}, {}]",
        caster("warden", &["hunters-mark"]),
        block("ogre", CLUB, "{}"),
        block("thug", CLUB, "{}")
    );
    let book = book(&creatures);
    let who = [("warden", 0, 2, 8), ("thug", 0, 3, 9), ("ogre", 1, 3, 8), ("ogre", 1, 2, 9)];
    let mut arena = Arena::open(&book, &who);
    arena.act("Hunter's Mark", &[2]);
    arena.dice(&[15, 6]).act("Club", &[2]);
    assert_eq!(arena.hp(2), 30, "4 and 6; {}", arena.told());
    arena.pass();
    arena.dice(&[15]).act("Club", &[2]);
    assert_eq!(arena.hp(2), 26, "a friend's hit does no more");
    (0..3).for_each(|_| drop(arena.pass()));
    let another = arena.ordered("Hunter's Mark: again", Aim { targets: vec![3], spot: None });
    assert!(arena.order(&another).is_err(), "the first still stands");
    arena.replays();
}

/// A stat block's reaction: `effects` as an answer to `trigger`.
fn answering(slug: &str, trigger: &str, range: &str, who: &str, effects: &str) -> String {
    let club = CLUB.trim_end_matches(']');
    let actions = format!(
        r#"{club}, {{"name": "Answer", "time": {{"reaction": {trigger}}}, "range": {range},
        "targets": {{"who": "{who}"}}, "effects": {effects}}}]"#
    );
    block(slug, &actions, "{}")
}

const FIRE: &str = r#"[{"damage": {"amount": "7", "of": ["fire"]}}]"#;

/// One Reaction in a round, to what sets it off.
#[test]
fn whoever_is_struck_answers_once() {
    let halved = r#"[{"modifiers": {"modifiers": [{"softens": {}}], "until": "damaged"}}]"#;
    let rows = [
        // Trigger, range, at whom, what; the dice of two attacks; what attacker and attacked have left.
        (r#"{"damaged_within": 60}"#, r#"{"feet": 60}"#, "other", FIRE, [15, 15], (33, 32)),
        (r#"{"damaged_within": 60}"#, r#"{"feet": 60}"#, "other", FIRE, [2, 2], (40, 40)),
        (r#""missed""#, r#"{"reach": 5}"#, "other", FIRE, [2, 2], (33, 40)),
        (r#""missed""#, r#"{"reach": 5}"#, "other", FIRE, [15, 2], (33, 36)),
        (r#""hit""#, r#""own""#, "own", halved, [15, 15], (40, 34)),
    ];
    for (trigger, range, who, effects, dice, left) in rows {
        let twice = r#"{"multiattack": [[{"actions": ["Club"], "count": 2}]]}"#;
        let creatures =
            format!("[{}, {}]", block("ogre", CLUB, twice), answering("fox", trigger, range, who, effects));
        let book = book(&creatures);
        let mut arena = Arena::open(&book, &[("ogre", 0, 2, 8), ("fox", 1, 3, 8)]);
        arena.dice(&dice[..1]).act("Club", &[1]);
        arena.dice(&dice[1..]).act("Club", &[1]);
        assert_eq!((arena.hp(0), arena.hp(1)), left, "{trigger} {dice:?}: {}", arena.told());
        arena.replays();
    }
}

/// A guardian answers for a friend beside it.
#[test]
fn a_guardian_answers_for_its_friend() {
    let fox = answering("fox", r#""ally_attacked""#, r#"{"reach": 5}"#, "other", FIRE);
    let book = book(&format!("[{}, {fox}]", block("ogre", CLUB, "{}")));
    let mut arena =
        Arena::open(&book, &[("ogre", 0, 2, 8), ("fox", 1, 3, 8), ("fox", 1, 3, 9), ("fox", 1, 9, 9)]);
    arena.dice(&[2]).act("Club", &[1]);
    assert_eq!(
        arena.hp(0),
        33,
        "the one beside it, not the one attacked, not the one far away: {}",
        arena.told()
    );
    arena.replays();
}

/// Counterspell: a failed Constitution save and the spell is nothing.
#[test]
fn a_spell_is_stopped() {
    let creatures = format!("[{}, {}]", caster("warden", &["moonbeam"]), caster("mage", &["counterspell"]));
    let book = book(&creatures);
    for (save, burns) in [(2, false), (20, true)] {
        let mut arena = Arena::open(&book, &[("warden", 0, 2, 8), ("mage", 1, 6, 8)]);
        let events = arena.dice(&[save]).act_at("Moonbeam", 6, 8);
        assert_eq!(
            events.iter().any(|it| matches!(it, Event::Countered { who: 0 })),
            !burns,
            "{}",
            arena.told()
        );
        assert_eq!(arena.fight.zones.is_empty(), !burns);
        assert!(arena.fight.fighters[1].moment.reaction);
        arena.replays();
    }
}

/// A choice is made for what is worth most.
#[test]
fn the_better_way_is_chosen() {
    let ways = r#"[{"name": "Storm", "time": "action", "range": {"feet": 30}, "targets": {"who": "other"}, "effects": [
        {"one_of": [{"name": "Breeze", "effects": [{"damage": {"amount": "1", "of": ["thunder"]}}]},
                    {"name": "Bolt", "effects": [{"damage": {"amount": "9", "of": ["lightning"]}}]}]}]}]"#;
    let shielded = block("ogre", CLUB, r#"{"immunities": ["lightning"]}"#);
    let book = book(&format!("[{}, {}, {shielded}]", block("djinn", ways, "{}"), block("thug", CLUB, "{}")));
    for (foe, left) in [("thug", 31), ("ogre", 39)] {
        let mut arena = Arena::open(&book, &[("djinn", 0, 2, 8), (foe, 1, 6, 8)]);
        let choice = choose(&arena.fight, 0);
        arena.must(&choice.order);
        assert_eq!(arena.hp(1), left, "{}", arena.told());
        arena.replays();
    }
}

/// Bardic Inspiration: the die is kept until a roll falls short by no more than it can show.
#[test]
fn a_kept_die_helps_the_roll_that_would_fail() {
    let sing = CLUB.trim_end_matches(']').to_owned()
        + r#", {"name": "Song", "time": "bonus_action", "range": {"feet": 60}, "targets": {"who": "other"},
        "duration": {"hours": 1}, "effects": [{"modifiers": {"until": "next_roll", "modifiers": [
        {"add": {"to": "tests", "value": "1d6", "when": [{"told": "The roll failed."}]}}]}}]}]"#;
    let book = book(&format!("[{}, {}]", block("bard", &sing, "{}"), block("ogre", CLUB, "{}")));
    // The die of the attack, the one that is kept if it is thrown; what the foe has left, and whether it is gone.
    let rows: [(&[u32], i32, bool); 4] =
        [(&[15], 36, false), (&[4, 1], 36, true), (&[3, 1], 40, true), (&[1], 40, false)];
    for (dice, left, gone) in rows {
        let mut arena = Arena::open(&book, &[("bard", 0, 2, 8), ("ogre", 0, 3, 8), ("ogre", 1, 4, 8)]);
        arena.act("Song", &[1]);
        arena.pass();
        arena.dice(dice).act("Club", &[2]);
        assert_eq!(
            (arena.hp(2), arena.fight.fighters[1].lasting.is_empty()),
            (left, gone),
            "{dice:?} {}",
            arena.told()
        );
        arena.replays();
    }
}
