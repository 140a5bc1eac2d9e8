//! Study, Influence, Utilize and Magic: actions whose outcome people tell (SRD 5.2, "Rules Glossary").

use rules::{
    book::{Book, Condition, Purpose, Skill},
    fight::{
        Action, Aim, Attitude, Ends, Event, Laid, Lasting, Order, Outcome, Refused, Urging, WrongUrging,
    },
};

use super::{
    arena::{Arena, CLUB, block, book, caster},
    flying::condition,
};

/// Dice, total, DC and whether it succeeded.
type Check = (usize, i32, i32, bool);

/// A bard with Intelligence 14, Wisdom 12 and Charisma 16, and whom it talks to.
fn folk() -> Book {
    let other = |slug: &str, kind: &str, int: u8| {
        block(slug, CLUB, &format!(r#"{{"type": "{kind}", "scores": [10, 10, 10, {int}, 10, 10]}}"#))
    };
    book(&format!(
        "[{}, {}, {}, {}, {}]",
        block("bard", CLUB, r#"{"scores": [10, 10, 10, 14, 12, 16]}"#),
        other("thug", "humanoid", 9),
        other("sage", "humanoid", 18),
        other("wolf", "beast", 3),
        caster("witch", &["fire-bolt"])
    ))
}

fn checked(events: &[Event]) -> Option<Check> {
    events.iter().find_map(|it| match it {
        Event::Checked { dice, total, dc, outcome, .. } => {
            Some((dice.len(), *total, *dc, *outcome == Outcome::Success))
        }
        _ => None,
    })
}

/// Study: an Intelligence check with a skill of knowledge, and with none beside.
#[test]
fn knowledge_is_looked_up() {
    let book = folk();
    for skill in Skill::ALL {
        let knows = matches!(
            skill,
            Skill::Arcana | Skill::History | Skill::Investigation | Skill::Nature | Skill::Religion
        );
        let mut arena = Arena::open(&book, &[("bard", 0, 2, 8), ("thug", 1, 8, 8)]);
        let found = arena.dice(&[11]).order(&Order::Study { skill: *skill, dc: 13 });
        if knows {
            assert_eq!(checked(&found.unwrap()), Some((1, 13, 13, true)), "{skill:?}: {}", arena.told());
            assert!(!arena.fight.fighters[0].can(Action::Other), "it takes the action");
        } else {
            assert_eq!(found, Err(WrongUrging::NoKnowledge(skill.name()).into()));
            assert!(arena.fight.fighters[0].can(Action::Other), "what is refused takes nothing");
        }
        arena.replays();
    }
}

type Case = (&'static str, Skill, Attitude, &'static [u32], Result<Check, WrongUrging>);

/// Influence: the way of talking decides the skill, the attitude how it leans, and its Intelligence the DC.
#[test]
fn creatures_are_brought_round() {
    use Attitude::{Friendly, Hostile, Indifferent};
    let book = folk();
    let cases: &[Case] = &[
        ("thug", Skill::Persuasion, Indifferent, &[12], Ok((1, 15, 15, true))),
        ("thug", Skill::Deception, Indifferent, &[11], Ok((1, 14, 15, false))),
        ("thug", Skill::Performance, Friendly, &[2, 12], Ok((2, 15, 15, true))),
        ("thug", Skill::Intimidation, Hostile, &[12, 2], Ok((2, 5, 15, false))),
        ("sage", Skill::Persuasion, Indifferent, &[14], Ok((1, 17, 18, false))),
        ("sage", Skill::Persuasion, Indifferent, &[15], Ok((1, 18, 18, true))),
        // Wisdom coaxes beasts, and nobody else.
        ("wolf", Skill::AnimalHandling, Indifferent, &[14], Ok((1, 15, 15, true))),
        ("thug", Skill::AnimalHandling, Friendly, &[], Err(WrongUrging::NoBeast("thug".into()))),
        ("thug", Skill::Stealth, Friendly, &[], Err(WrongUrging::NoInfluence("Stealth"))),
        ("thug", Skill::Insight, Friendly, &[], Err(WrongUrging::NoInfluence("Insight"))),
    ];
    for (whom, skill, attitude, dice, found) in cases {
        let mut arena = Arena::open(&book, &[("bard", 0, 2, 8), (whom, 1, 8, 8)]);
        let urging = Urging { target: 1, skill: *skill, attitude: *attitude };
        let told = arena.dice(dice).order(&Order::Influence(urging));
        let expected = found.clone().map(Some).map_err(Refused::from);
        assert_eq!(told.map(|it| checked(&it)), expected, "{whom} {skill:?} {attitude:?}: {}", arena.told());
        arena.replays();
    }
}

/// Whoever is Charmed by one is easily won; a Hostile attitude and that come to nothing together.
#[test]
fn the_charmed_are_easily_won() {
    let book = folk();
    for (by, attitude, dice) in
        [(0, Attitude::Indifferent, 2), (0, Attitude::Hostile, 1), (2, Attitude::Indifferent, 1)]
    {
        let mut arena = Arena::open(&book, &[("bard", 0, 2, 8), ("thug", 1, 8, 8), ("bard", 0, 2, 9)]);
        let (laid, ends) = (Laid::Condition(Condition::Charmed), Ends::Never);
        let act = "Charm".into();
        let lasting = Lasting { id: 900, laid, by, act, level: None, ends, save: None, concentration: false };
        arena.happened(Event::Laid { who: 1, lasting });
        let events = arena.must(&Order::Influence(Urging { target: 1, skill: Skill::Persuasion, attitude }));
        assert_eq!(checked(&events).map(|it| it.0), Some(dice), "{by} {attitude:?}");
    }
}

/// What was tried in vain is not tried again upon the same creature; another way, and another creature, are.
#[test]
fn a_way_that_failed_must_wait() {
    let book = folk();
    let mut arena = Arena::open(&book, &[("bard", 0, 2, 8), ("thug", 1, 8, 8), ("wolf", 1, 9, 8)]);
    let urge = |target, skill| Order::Influence(Urging { target, skill, attitude: Attitude::Indifferent });
    arena.dice(&[2]).must(&urge(1, Skill::Persuasion));
    (0..3).for_each(|_| drop(arena.pass()));
    let again = arena.order(&urge(1, Skill::Persuasion));
    assert_eq!(again, Err(WrongUrging::InVain("thug".into()).into()));
    assert_eq!(arena.fight.allows(0, &urge(1, Skill::Intimidation)), Ok(()));
    assert_eq!(arena.fight.allows(0, &urge(2, Skill::Persuasion)), Ok(()));
    assert_eq!(arena.fight.allows(0, &urge(0, Skill::Persuasion)), Err(Refused::NoTarget), "oneself");
    assert_eq!(arena.fight.allows(0, &urge(7, Skill::Persuasion)), Err(Refused::NoTarget), "nobody");
    // What worked works again.
    arena.dice(&[20]).must(&urge(1, Skill::Deception));
    assert!(arena.told().contains("brings thug round"), "{}", arena.told());
    (0..3).for_each(|_| drop(arena.pass()));
    arena.must(&urge(1, Skill::Deception));
    arena.replays();
}

/// Who neither sees nor hears is not talked to, and finds nothing; one of the two senses is enough.
#[test]
fn the_senseless_are_out_of_reach() {
    let book = folk();
    let both = &[Condition::Blinded, Condition::Deafened][..];
    for (conditions, aware) in [(&[][..], true), (&both[..1], true), (&both[1..], true), (both, false)] {
        let mut arena = Arena::open(&book, &[("bard", 0, 2, 8), ("thug", 1, 8, 8)]);
        conditions.iter().for_each(|it| condition(&mut arena, 1, *it));
        let urging = Urging { target: 1, skill: Skill::Persuasion, attitude: Attitude::Friendly };
        let found = arena.fight.allows(0, &Order::Influence(urging));
        let refused = Err(WrongUrging::Unaware("thug".into()).into());
        assert_eq!(found, if aware { Ok(()) } else { refused }, "{conditions:?}");

        let mut arena = Arena::open(&book, &[("bard", 0, 2, 8), ("thug", 1, 8, 8)]);
        conditions.iter().for_each(|it| condition(&mut arena, 0, *it));
        let refused = Err(Refused::Senseless("bard".into()));
        assert_eq!(arena.fight.allows(0, &Order::Search), if aware { Ok(()) } else { refused });
    }
    let mut arena = Arena::open(&book, &[("bard", 0, 2, 8), ("thug", 1, 8, 8)]);
    condition(&mut arena, 1, Condition::Unconscious);
    let urging = Urging { target: 1, skill: Skill::Persuasion, attitude: Attitude::Friendly };
    assert!(arena.fight.allows(0, &Order::Influence(urging)).is_err(), "asleep");
}

/// Utilize takes the action and nothing else; Magic is what casts a spell, and a blow is none.
#[test]
fn every_act_is_one_of_the_actions() {
    let book = folk();
    let mut arena = Arena::open(&book, &[("witch", 0, 2, 8), ("thug", 1, 8, 8)]);
    let events = arena.must(&Order::Utilize);
    assert!(matches!(events[..], [Event::Acted { who: 0, action: Action::Utilize, .. }]), "{events:?}");
    assert_eq!(arena.order(&Order::Utilize), Err(Refused::NoAction));
    assert!(arena.told().ends_with("witch makes use of a thing."), "{}", arena.told());
    arena.replays();
    // Which additional action it can be tells which action it is.
    for (act, purpose, may) in [
        ("Fire Bolt", Purpose::Spell, true),
        ("Club", Purpose::Spell, false),
        ("Fire Bolt", Purpose::NoMagic, false),
        ("Club", Purpose::NoMagic, true),
    ] {
        let mut arena = Arena::open(&book, &[("witch", 0, 2, 8), ("thug", 1, 3, 8)]);
        arena.must(&Order::Utilize);
        arena.happened(Event::Hastened { who: 0, bonus: false, purpose });
        let order = arena.ordered(act, Aim { targets: vec![1], spot: None });
        assert_eq!(arena.fight.allows(0, &order).is_ok(), may, "{act} {purpose:?}");
    }
}
