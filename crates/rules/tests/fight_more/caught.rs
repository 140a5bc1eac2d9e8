//! Casters who catch themselves (SRD 5.2, "Rules Glossary", Concentration).

use rules::fight::{Event, Laid};

use super::arena::{Arena, CLUB, block, book, caster};

/// Who is Incapacitated by the own spell keeps it up no longer: whoever it would have caught after that goes free.
#[test]
fn a_spell_that_catches_its_caster_is_over() {
    let folk = format!("[{}, {}]", caster("mage", &["hypnotic-pattern"]), block("foe", CLUB, "{}"));
    let book = book(&folk);
    for (own, caught) in [(true, 0), (false, 2)] {
        let (x, y) = if own { (4, 8) } else { (10, 8) };
        let mut arena = Arena::open(&book, &[("mage", 0, 4, 8), ("foe", 1, x + 1, 9), ("foe", 1, x + 1, 7)]);
        let events = arena.dice(&[1, 1, 1]).act_at("Hypnotic Pattern", x, y);
        assert_eq!(
            events.iter().any(|it| matches!(it, Event::ConcentrationEnded { who: 0 })),
            own,
            "{}",
            arena.told()
        );
        let hangs = |it: &rules::fight::Lasting| it.concentration && matches!(it.laid, Laid::Condition(_));
        let held = arena.fight.fighters.iter().filter(|it| it.lasting.iter().any(hangs)).count();
        assert_eq!(held, caught, "{}", arena.told());
        arena.replays();
    }
}
