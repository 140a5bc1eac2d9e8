//! Spells that are ended by another (SRD 5.2, "Spells", Dispel Magic).

use rules::fight::Event;

use super::arena::{Arena, CLUB, block, book, caster};

fn all(spells: &[&str]) -> String {
    let casters = [caster("warden", spells), caster("magus", &["dispel-magic"])];
    format!("[{}, {}]", casters.join(", "), block("ogre", CLUB, "{}"))
}

/// The warden casts, then it is the turn of the magus.
fn cast<'b>(book: &'b rules::book::Book, spell: &str, targets: &[usize], faces: &[u32]) -> Arena<'b> {
    let mut arena = Arena::open(book, &[("warden", 0, 2, 8), ("magus", 1, 12, 8), ("ogre", 1, 7, 8)]);
    arena.dice(faces).act(spell, targets);
    arena.pass();
    arena
}

fn checks(events: &[Event]) -> Vec<i32> {
    let dc = |it: &Event| if let Event::Checked { dc, .. } = it { Some(*dc) } else { None };
    events.iter().filter_map(dc).collect()
}

/// Level 3 and below end unasked; above that a check decides, against 10 and the level of the spell.
#[test]
fn a_spell_upon_somebody_ends() {
    // The spell; the d20 of the check and its DC, if there is one; whether the spell ends.
    let cases = [
        ("hold-person", "Hold Person", None, true),
        ("banishment", "Banishment", Some((13, 14)), false),
        ("banishment", "Banishment", Some((14, 14)), true),
        ("hold-monster", "Hold Monster", Some((14, 15)), false),
        ("hold-monster", "Hold Monster", Some((15, 15)), true),
    ];
    for (spell, name, check, ends) in cases {
        let (faces, dcs): (Vec<u32>, Vec<i32>) = check.into_iter().unzip();
        let book = book(&all(&[spell]));
        let mut arena = cast(&book, name, &[2], &[2]);
        assert!(!arena.fight.fighters[2].lasting.is_empty(), "{spell}: {}", arena.told());
        let events = arena.dice(&faces).act("Dispel Magic", &[2]);
        assert_eq!(checks(&events), dcs, "{spell}: {}", arena.told());
        assert_eq!(arena.fight.fighters[2].lasting.is_empty(), ends, "{spell}: {}", arena.told());
        // Whoever kept up what is gone keeps up nothing.
        assert_eq!(arena.fight.fighters[0].concentration.is_none(), ends, "{spell}: {}", arena.told());
        arena.replays();
    }
}

/// The caster's own part is no spell upon the caster, nor does anything else end that lies elsewhere.
#[test]
fn what_is_kept_up_elsewhere_stays() {
    let book = book(&all(&["hold-person"]));
    let mut arena = cast(&book, "Hold Person", &[2], &[2]);
    arena.act("Dispel Magic", &[0]);
    assert!(arena.fight.fighters[0].concentration.is_some(), "{}", arena.told());
    assert!(!arena.fight.fighters[2].lasting.is_empty(), "{}", arena.told());
    arena.replays();
}

/// A magical effect is ended where it lies, with its light; the square beside it ends nothing.
#[test]
fn what_lies_somewhere_ends_there() {
    let book = book(&all(&["flaming-sphere"]));
    for (x, ends) in [(6, true), (9, false)] {
        let mut arena = Arena::open(&book, &[("warden", 0, 2, 8), ("magus", 1, 12, 8)]);
        arena.act_at("Flaming Sphere", 6, 8);
        assert_eq!((arena.fight.zones.len(), arena.fight.glows.len()), (1, 1));
        arena.pass();
        arena.act_at("Dispel Magic", x, 8);
        let left = usize::from(!ends);
        assert_eq!((arena.fight.zones.len(), arena.fight.glows.len()), (left, left), "{}", arena.told());
        assert_eq!(arena.fight.fighters[0].concentration.is_none(), ends, "{}", arena.told());
        arena.replays();
    }
}

/// The light of a sphere rolls with it, and goes out where it lies then.
#[test]
fn a_light_goes_along_with_its_area() {
    use rules::fight::{Aim, Source, Spot};
    let book = book(&all(&["flaming-sphere"]));
    let mut arena = Arena::open(&book, &[("warden", 0, 2, 8), ("magus", 1, 18, 8)]);
    arena.act_at("Flaming Sphere", 6, 8);
    arena.pass();
    arena.pass();
    let to = Spot { x: 10, y: 8 };
    arena
        .must(&arena.ordered("Flaming Sphere: Roll the sphere", Aim { targets: Vec::new(), spot: Some(to) }));
    assert_eq!(arena.fight.glows[0].from, Source::Spot(to), "{}", arena.told());
    arena.pass();
    arena.act_at("Dispel Magic", 10, 8);
    assert!(arena.fight.glows.is_empty(), "{}", arena.told());
    arena.replays();
}
