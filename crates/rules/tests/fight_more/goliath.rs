//! What the giants left (SRD 5.2, "Character Origins", Goliath).

use rules::fight::{Event, Order};

use super::arena::{Arena, Hero, block, book};

const KEY: &str = "resource/giant-ancestry";

/// An act that burns for just so much.
fn blow(name: &str, amount: u32) -> String {
    format!(
        r#"{{"name": "{name}", "time": "action", "range": {{"feet": 60}}, "targets": {{"who": "other"}},
        "effects": [{{"damage": {{"amount": "{amount}", "of": ["fire"]}}}}]}}"#
    )
}

fn goliath(level: u8) -> Hero {
    Hero::of("fighter", level)
        .species("goliath")
        .picks("species/giant-ancestry/giant", &["feature/giant-ancestry-stone"])
}

/// Stone's Endurance: a Reaction takes 1d12 and the Constitution modifier off any damage, as often as the proficiency
/// bonus says; not for a scratch that leaves one standing.
#[test]
fn stone_endures() {
    let acts = format!("[{}, {}]", blow("Blast", 10), blow("Spark", 4));
    let book = book(&format!("[{}]", block("mage", &acts, r#"{"hp": "400"}"#)));
    // What comes, hit points before it, uses that are spent, the dice, what is lost, uses that are left.
    for (act, hp, spent, dice, lost, left) in [
        ("Blast", 12, 0, &[5][..], 3, 1),
        // No less than nothing.
        ("Blast", 12, 0, &[12], 0, 1),
        ("Blast", 12, 2, &[], 10, 0),
        ("Spark", 12, 0, &[], 4, 2),
        ("Spark", 4, 0, &[1], 1, 1),
    ] {
        let hero = goliath(1).spent(KEY, spent);
        let mut arena = Arena::of_hero(&book, hero, &[("mage", 1, 8, 8)]);
        let wound = arena.hp(0) - hp;
        if wound > 0 {
            arena.happened(Event::Hurt {
                who: 0,
                by: None,
                parts: Vec::new(),
                lost: wound,
                temporary_lost: 0,
            });
        }
        arena.must(&Order::EndTurn);
        arena.next();
        arena.dice(dice).act(act, &[0]);
        assert_eq!(
            (hp - arena.hp(0), arena.fight.fighters[0].left(KEY)),
            (lost, left),
            "{act}: {}",
            arena.told()
        );
        arena.replays();
    }
}

/// It is a Reaction: of two blows before the next turn it softens one.
#[test]
fn stone_endures_once_a_round() {
    let book = book(&format!("[{}]", block("mage", &format!("[{}]", blow("Blast", 10)), r#"{"hp": "400"}"#)));
    let mages = &[("mage", 1, 8, 8), ("mage", 1, 8, 9)];
    let mut arena = Arena::of_hero(&book, goliath(5), mages);
    let whole = arena.hp(0);
    arena.pass();
    // 5 and the Constitution modifier of 2 off the first.
    arena.dice(&[5]).act("Blast", &[0]);
    assert_eq!(whole - arena.hp(0), 3, "{}", arena.told());
    arena.pass();
    arena.act("Blast", &[0]);
    assert_eq!(whole - arena.hp(0), 13, "{}", arena.told());
    // The next turn brings the Reaction back.
    arena.pass();
    arena.pass();
    arena.dice(&[5]).act("Blast", &[0]);
    assert_eq!(whole - arena.hp(0), 16, "{}", arena.told());
    arena.replays();
}
