//! What waits for the better moment: a Critical Hit, cheap slots, somebody who comes (SRD 5.2, "Rules Glossary", Critical
//! Hit, Ready; "Spells", Divine Smite).

use rules::fight::{Aim, Awaited, Comes, Event, Order, Ready, Refused, Unbidden, Why, WrongIntent};

use super::{
    arena::{Arena, Hero},
    held_back::{act, armed, came, foes, minds},
};

/// The smite waits for a Critical Hit, or for the cheap slots.
#[test]
fn a_smite_waits() {
    let book = foes();
    let smite = act("Divine Smite");
    // Of which mind, whether the free one is gone, the die of the attack, and what is spent.
    for (comes, gone, die, spent) in [
        (Comes::Always, false, 15, Some("free:divine-smite")),
        (Comes::Always, true, 15, Some("slot/2")),
        (Comes::Critical, false, 15, None),
        (Comes::Critical, false, 20, Some("free:divine-smite")),
        (Comes::Critical, true, 20, Some("slot/2")),
        (Comes::Slots(2), true, 15, Some("slot/2")),
        (Comes::Slots(1), true, 15, Some("slot/1")),
        (Comes::Slots(1), false, 15, Some("free:divine-smite")),
        (Comes::Slots(0), true, 15, None),
        (Comes::Slots(0), false, 15, Some("free:divine-smite")),
    ] {
        let hero = armed("paladin", 5, "longsword");
        let mut arena = Arena::of_hero(&book, hero, &[("foe", 1, 3, 8)]);
        if gone {
            arena.happened(Event::Spent { who: 0, key: "free:divine-smite".into(), count: 1 });
        }
        minds(&mut arena, 0, &smite, comes).unwrap();
        let events = arena.dice(&[die]).act("Longsword", &[1]);
        let keys = events.iter().filter_map(|it| match it {
            Event::Spent { key, .. } => Some(key.as_str()),
            _ => None,
        });
        assert_eq!(keys.collect::<Vec<_>>(), spent.into_iter().collect::<Vec<_>>(), "{comes:?} {gone} {die}");
        assert_eq!(came(&events, &smite), usize::from(spent.is_some()), "{}", arena.told());
        arena.replays();
    }
}

/// So does what takes something off a hit.
#[test]
fn a_dodge_waits() {
    let book = foes();
    for (class, level, name) in [("rogue", 5, "Uncanny Dodge"), ("monk", 3, "Deflect Attacks")] {
        for (comes, die, dodges) in [
            (Comes::Critical, 17, 0),
            (Comes::Critical, 20, 1),
            (Comes::Always, 17, 1),
            (Comes::Always, 20, 1),
            (Comes::Never, 20, 0),
        ] {
            let mut arena = Arena::of_hero(&book, Hero::of(class, level), &[("foe", 1, 3, 8)]);
            minds(&mut arena, 0, &act(name), comes).unwrap();
            arena.pass();
            let events = arena.dice(&[die]).act("Club", &[0]);
            assert_eq!(came(&events, &act(name)), dodges, "{name} {comes:?} {die}: {}", arena.told());
            arena.replays();
        }
    }
}

/// Ready: whoever waits may let the moment go by, and wait on (SRD 5.2, "Rules Glossary", Ready).
#[test]
fn a_moment_goes_by() {
    let book = foes();
    for (minded, strikes) in
        [(&[][..], [1, 0]), (&[Comes::Never], [0, 0]), (&[Comes::Never, Comes::Always], [0, 1])]
    {
        let mut arena = Arena::of_hero(&book, armed("fighter", 1, "club"), &[("foe", 1, 5, 8)]);
        let nothing = minds(&mut arena, 0, &Unbidden::Readied, Comes::Never);
        assert_eq!(nothing, Err(Refused::Intent(WrongIntent::Unready("fighter".into()))));
        let Order::Act { act, .. } = arena.ordered("Club", Aim::default()) else { unreachable!() };
        arena.must(&Order::Ready(Ready { act, awaits: Awaited::Comes }));
        arena.pass();
        let mut minded = minded.iter();
        let counts = [7, 8].map(|y| {
            minded.next().into_iter().for_each(|it| minds(&mut arena, 0, &Unbidden::Readied, *it).unwrap());
            let events = arena.go(3, y);
            events.iter().filter(|it| matches!(it, Event::Acted { who: 0, why: Why::Reaction, .. })).count()
        });
        assert_eq!(counts, strikes, "{minded:?}: {}", arena.told());
        arena.replays();
    }
}
