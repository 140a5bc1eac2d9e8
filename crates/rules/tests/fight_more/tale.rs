//! A fight as a story: what belongs together is said together, nothing is lost, nothing is said twice.

use rules::{
    book::Book,
    dice::Stream,
    fight::{Come, Entrant, Event, Fight, Grid, Side, Stage, Tale, play},
};

use super::arena::{Arena, CLUB, block, book, caster};

fn paragraphs(arena: &Arena<'_>, before: &Fight<'_>, events: &[Event]) -> String {
    let mut tale = Tale::of(before);
    let mut told = tale.hear(&arena.fight, events);
    told.extend(tale.hear(&arena.fight, &[Event::TurnEnded { who: 0 }]));
    told.join("\n")
}

/// A d20 that falls so, and the paragraph that comes of it: a club of 5 against armour class 10, for 4 of 40.
#[test]
fn a_blow_and_what_it_dealt_are_one_sentence() {
    let creatures = format!("[{}, {}]", block("thug", CLUB, "{}"), block("ogre", CLUB, "{}"));
    let book = book(&creatures);
    for (face, told) in [
        (14, "The thug batters the ogre with its club (19 against 10) for 4 bludgeoning damage; 36 left."),
        (
            20,
            "A perfect strike: the thug batters the ogre with its club (25 against 10) for 4 bludgeoning damage; 36 left.",
        ),
        (4, "The thug only just misses the ogre with its club (9 against 10)."),
        (2, "The thug misses the ogre with its club (7 against 10)."),
        (1, "The thug misses the ogre altogether with its club (a natural 1, 6 against 10)."),
    ] {
        let mut arena = Arena::open(&book, &[("thug", 0, 2, 8), ("ogre", 1, 3, 8)]);
        let before = arena.fight.clone();
        let events = arena.dice(&[face]).act("Club", &[1]);
        assert_eq!(paragraphs(&arena, &before, &events), told, "{face}");
    }
}

#[test]
fn going_somewhere_and_striking_there_is_one_sentence() {
    let creatures = format!("[{}, {}]", block("thug", CLUB, "{}"), block("ogre", CLUB, "{}"));
    let book = book(&creatures);
    let mut arena = Arena::open(&book, &[("thug", 0, 2, 8), ("ogre", 1, 6, 8)]);
    let before = arena.fight.clone();
    let mut events = arena.go(5, 8);
    events.extend(arena.dice(&[14]).act("Club", &[1]));
    let told = paragraphs(&arena, &before, &events);
    let expected = "The thug closes in over 15 feet and batters the ogre with its club (19 against 10) for 4 bludgeoning \
                    damage; 36 left.";
    assert_eq!(told, expected);
    let mut arena = Arena::open(&book, &[("thug", 0, 2, 8), ("ogre", 1, 3, 8)]);
    let before = arena.fight.clone();
    let events = arena.dice(&[1]).go(2, 13);
    let expected = "The thug moves 5 feet. As a Reaction, the ogre misses the thug altogether with its club (a natural 1, 6 \
                    against 10). The thug draws back 20 feet.";
    assert_eq!(paragraphs(&arena, &before, &events), expected, "a step, and an Opportunity Attack");
}

#[test]
fn all_who_save_stand_in_one_sentence() {
    let wizard = caster("wizard", &["fireball"]);
    let creatures = format!("[{wizard}, {}]", block("rat", CLUB, "{}"));
    let book = book(&creatures);
    let mut arena = Arena::open(&book, &[("wizard", 0, 2, 8), ("rat", 1, 14, 8), ("rat", 1, 15, 8)]);
    let before = arena.fight.clone();
    let events = arena.dice(&[3, 3, 3, 3, 3, 3, 3, 3, 16, 2]).act_at("Fireball", 14, 8);
    let told = paragraphs(&arena, &before, &events);
    assert!(
        told.starts_with("The wizard casts Fireball upon the first rat and the second rat: the first rat "),
        "{told}"
    );
    assert_eq!(told.matches("withstand").count(), 1, "who comes later is told in short: {told}");
    assert!(told.contains("; the second rat ") && told.matches("fire damage").count() == 2, "{told}");
}

/// Many fights, whoever meets: whole sentences, every wound and every fall, and the same fight in the same words.
#[test]
fn nothing_is_lost_in_a_tale() {
    let book = Book::built_in();
    let creatures: Vec<_> = book.creatures.iter().map(|it| it.id.clone()).collect();
    for seed in 0..60_u64 {
        let pick = |turn: u64| creatures[(seed * 37 + turn * 101) as usize % creatures.len()].clone();
        let entrants = (0..4).map(|turn| Entrant {
            side: Side((turn % 2) as u8),
            who: Come::Creature(pick(turn)),
            spot: None,
            surprised: false,
        });
        let stage = Stage { grid: Grid::open(24, 24), entrants: entrants.collect() };
        let told = || {
            let mut key = [0; 32];
            key[..8].copy_from_slice(&seed.to_le_bytes());
            let mut dice = Stream::of(key);
            let (mut fight, begun) = Fight::begin(book, &stage, &mut dice).unwrap();
            let mut tale = Tale::of(&fight);
            let mut told = tale.hear(&fight, &begun);
            let (mut fell, mut hurt) = (0, 0);
            play(&mut fight, &mut dice, &mut |fight, _, events| {
                fell += events.iter().filter(|it| matches!(it, Event::Died { .. })).count();
                hurt += events.iter().filter(|it| matches!(it, Event::Hurt { lost: 1.., .. })).count();
                told.extend(tale.hear(fight, events));
            });
            (told, fell, hurt)
        };
        let (paragraphs, fell, hurt) = told();
        assert_eq!(told().0, paragraphs);
        for paragraph in &paragraphs {
            let whole = paragraph.ends_with(['.', ')', '\u{2014}']);
            assert!(whole && !paragraph.contains("{}") && !paragraph.contains("  "), "{seed}: {paragraph}");
        }
        let all = paragraphs.join(" ");
        assert_eq!(all.matches(" falls.").count(), fell, "{seed}: {all}");
        let wounds = all.matches(" damage").count() + all.matches(" hit points").count();
        assert!(wounds >= hurt, "{seed}: {wounds} of {hurt}: {all}");
    }
}
