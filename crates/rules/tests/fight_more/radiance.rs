//! What friends have who stand near a paladin (SRD 5.2, "Classes", Paladin: Aura of Protection, of Courage, of Devotion).

use rules::{
    book::Condition,
    fight::{Event, Outcome},
};

use super::arena::{Arena, CLUB, Hero, block, book};

const ACTS: &str = r#"[{"name": "Blast", "time": "action", "range": {"feet": 120}, "targets": {"who": "other"}, "effects": [
    {"save": {"ability": "con", "dc": "12", "fail": [{"damage": {"amount": "10", "of": ["force"]}}]}}]},
    {"name": "Scare", "time": "action", "range": {"feet": 120}, "targets": {"who": "other"}, "effects": [
    {"condition": {"condition": "frightened", "until": "forever"}}]}]"#;

fn paladin(level: u8, charisma: u8) -> Hero {
    Hero::of("paladin", level).scores([14, 10, 14, 8, 12, charisma])
}

/// What a save of the friend comes to with a 10 on the die; it adds nothing itself.
fn total(arena: &mut Arena<'_>, target: usize) -> (i32, bool) {
    let events = arena.dice(&[10]).act("Blast", &[target]);
    events
        .iter()
        .find_map(|it| match it {
            Event::Saved { total, outcome, .. } => Some((*total, *outcome == Outcome::Success)),
            _ => None,
        })
        .unwrap()
}

/// Within 10 feet, 30 from level 18; Charisma, at least 1; none from who is Incapacitated; none for enemies.
#[test]
fn friends_near_a_paladin_save_better() {
    let folk = [block("witch", ACTS, "{}"), block("thug", CLUB, "{}")].join(",");
    let book = book(&format!("[{folk}]"));
    // The paladin's level and Charisma, the friend's place (the paladin stands at 2, 8), what it comes to.
    for (level, charisma, x, able, expected) in [
        (6, 16, 4, true, 13),
        (6, 16, 5, true, 10),
        (18, 16, 8, true, 13),
        (18, 16, 9, true, 10),
        (6, 8, 3, true, 11),
        (5, 16, 3, true, 10),
        (6, 16, 3, false, 10),
    ] {
        let others = [("witch", 1, 20, 8), ("thug", 0, x, 8)];
        let mut arena = Arena::of_hero(&book, paladin(level, charisma), &others);
        if !able {
            arena.fight.fighters[0].hp = 0;
            arena.fight.fighters[0].health = rules::fight::Health::Stable;
        }
        arena.pass();
        assert_eq!(total(&mut arena, 2).0, expected, "{level} {charisma} {x} {able}");
    }
    let mut arena = Arena::of_hero(&book, paladin(6, 16), &[("witch", 1, 20, 8), ("thug", 1, 3, 8)]);
    arena.pass();
    assert_eq!(total(&mut arena, 2).0, 10, "an enemy has nothing of it");
}

/// Of two auras of one name a friend has the better, and a paladin in another's has the better of both.
#[test]
fn auras_of_one_name_do_not_add_up() {
    let book = book(&format!("[{}, {}]", block("witch", ACTS, "{}"), block("thug", CLUB, "{}")));
    let heroes = [paladin(6, 14), paladin(6, 18)];
    let mut arena = Arena::of_heroes(&book, &heroes, &[("witch", 1, 20, 8), ("thug", 0, 3, 8)]);
    arena.pass();
    arena.pass();
    assert_eq!(total(&mut arena, 3).0, 14);
    // Constitution 14 and Charisma 18 of the other: 2 and 4 for each of them.
    for who in [0, 1] {
        let mut arena = Arena::of_heroes(&book, &heroes, &[("witch", 1, 20, 8), ("thug", 0, 3, 8)]);
        arena.pass();
        arena.pass();
        assert_eq!(total(&mut arena, who).0, 16, "{who}");
    }
}

/// Aura of Courage, level 10: nobody near is frightened.
#[test]
fn courage_spreads() {
    let book = book(&format!("[{}, {}]", block("witch", ACTS, "{}"), block("thug", CLUB, "{}")));
    for (level, x, frightened) in [(10, 4, false), (10, 5, true), (9, 4, true)] {
        let others = [("witch", 1, 20, 8), ("thug", 0, x, 8)];
        let mut arena = Arena::of_hero(&book, paladin(level, 14), &others);
        arena.pass();
        arena.act("Scare", &[2]);
        assert_eq!(arena.fight.fighters[2].has(Condition::Frightened), frightened, "{level} {x}");
        arena.replays();
    }
}

/// Aura of Courage: who was Frightened before has nothing of it within, and is Frightened again outside; so it is with
/// the aura of who is Incapacitated.
#[test]
fn fear_stays_outside() {
    let folk = [block("witch", ACTS, "{}"), block("thug", CLUB, "{}")].join(",");
    let book = book(&format!("[{folk}]"));
    for (level, helps) in [(10, true), (9, false)] {
        let others = [("witch", 1, 20, 8), ("thug", 0, 7, 8)];
        let mut arena = Arena::of_hero(&book, paladin(level, 16), &others);
        let afraid = |arena: &Arena<'_>| arena.fight.fighters[2].has(Condition::Frightened);
        arena.pass();
        arena.act("Scare", &[2]);
        assert!(afraid(&arena), "{}", arena.told());
        arena.pass();
        // Away from the witch, to the paladin and out again.
        arena.go(4, 8);
        assert_eq!(afraid(&arena), !helps, "{level}: {}", arena.told());
        arena.happened(Event::Dropped { who: 0 });
        assert!(afraid(&arena), "{level}: nobody is brave for others who lies there");
        arena.happened(Event::Healed { who: 0, by: None, hp: 5 });
        assert_eq!(afraid(&arena), !helps, "{level}");
        arena.go(4, 11);
        assert!(afraid(&arena), "{level}: {}", arena.told());
        arena.replays();
    }
}

/// Immunity that comes later shuts out what lies upon one already, as long as it lasts (Rules Glossary, Immunity).
#[test]
fn immunity_comes_also_later() {
    let heart = r#"[{"name": "Heart", "time": "action", "range": {"feet": 30}, "targets": {"who": "other"}, "effects": [
        {"modifiers": {"modifiers": [{"condition_immunity": {"to": ["frightened"]}}], "until": "own_turn_start"}}]}]"#;
    let folk = [block("witch", ACTS, "{}"), block("thug", CLUB, "{}"), block("bard", heart, "{}")].join(",");
    let book = book(&format!("[{folk}]"));
    let mut arena = Arena::open(&book, &[("witch", 1, 20, 8), ("bard", 0, 4, 8), ("thug", 0, 5, 8)]);
    let afraid = |arena: &Arena<'_>| arena.fight.fighters[2].has(Condition::Frightened);
    arena.act("Scare", &[2]);
    assert!(afraid(&arena));
    arena.pass();
    arena.act("Heart", &[2]);
    assert!(!afraid(&arena), "{}", arena.told());
    (0..3).for_each(|_| drop(arena.pass()));
    assert!(afraid(&arena), "it was not cured: {}", arena.told());
    arena.replays();
}
