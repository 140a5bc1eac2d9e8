//! How those are called in a tale who have no name of their own, and what is said of those who can do nothing.

use rules::fight::{Event, Fight, Order, Tale};

use super::arena::{Arena, CLUB, Hero, block, book};

fn told(before: &Fight<'_>, after: &Fight<'_>, events: &[Event]) -> String {
    let mut tale = Tale::of(before);
    tale.hear(after, events).join("\n")
}

/// One is `the ogre`, of several each has a number, and people have names; whoever is the only one of its name, too.
#[test]
fn the_nameless_have_articles_and_numbers() {
    let proper = r#"{"name": "Old Grumm", "proper": true}"#;
    let folk = [block("thug", CLUB, "{}"), block("ogre", CLUB, "{}"), block("grumm", CLUB, proper)].join(",");
    let book = book(&format!("[{folk}]"));
    for (others, expected) in [
        (&[("ogre", 1, 20, 8)][..], "Halda is on guard."),
        (&[("ogre", 1, 3, 8)], "The ogre is on guard."),
        (&[("ogre", 1, 3, 8), ("ogre", 1, 9, 8)], "The second ogre is on guard."),
        (&[("ogre", 1, 3, 8), ("thug", 1, 9, 8)], "The thug is on guard."),
        (&[("thug", 1, 3, 8), ("ogre", 1, 9, 8), ("ogre", 1, 12, 8)], "The second ogre is on guard."),
        (&[("grumm", 1, 3, 8)], "Old Grumm is on guard."),
    ] {
        let mut arena = Arena::of_hero(&book, Hero::of("fighter", 1).named("Halda"), others);
        let who = if expected.starts_with("Halda") { 0 } else { others.len() };
        (0..who).for_each(|_| _ = arena.pass());
        let before = arena.fight.clone();
        let mut events = arena.must(&Order::Dodge);
        events.extend(arena.must(&Order::EndTurn));
        assert_eq!(told(&before, &arena.fight, &events), expected);
    }
}

/// What is held is held: a second claw says nothing new. Who cannot move has a sentence all the same.
#[test]
fn conditions_are_told_once_and_explain_a_turn() {
    let hold = |condition: &str| {
        format!(
            r#"[{{"name": "Hold", "time": "action", "range": {{"feet": 60}}, "targets": {{"who": "other"}}, "effects": [
            {{"condition": {{"condition": "{condition}", "until": "forever"}}}}, {{"condition": {{"condition": "{condition}", "until": "forever"}}}}]}}]"#
        )
    };
    for (condition, once, turn) in [
        ("paralyzed", " is paralyzed.", "The thug cannot move a finger."),
        ("stunned", " is stunned.", "The thug reels, and does nothing."),
        ("petrified", " is petrified.", "The thug stands there, a thing of stone."),
    ] {
        let folk = [block("witch", &hold(condition), "{}"), block("thug", CLUB, "{}")].join(",");
        let book = book(&format!("[{folk}]"));
        let mut arena = Arena::open(&book, &[("witch", 0, 2, 8), ("thug", 1, 6, 8)]);
        let before = arena.fight.clone();
        let mut events = arena.act("Hold", &[1]);
        events.extend(arena.pass());
        events.extend(arena.must(&Order::EndTurn));
        let told = told(&before, &arena.fight, &events);
        assert_eq!(told.matches(once).count(), 1, "{told}");
        assert!(told.ends_with(turn), "{told}");
    }
}

/// SRD 5.2, "Monsters A-Z", Zombie: Undead Fortitude.
#[test]
fn the_dead_refuse_to_fall() {
    let book = book(&format!("[{}]", block("thug", CLUB, "{}")));
    let mut arena = Arena::open(&book, &[("thug", 0, 3, 8), ("zombie", 1, 4, 8)]);
    arena.fight.fighters[1].hp = 3;
    let before = arena.fight.clone();
    let mut events = arena.dice(&[15, 20]).act("Club", &[1]);
    events.extend(arena.must(&Order::EndTurn));
    let told = told(&before, &arena.fight, &events);
    assert!(told.contains("The zombie refuses to fall (Constitution 23 against 9); 1 left."), "{told}");
}
