//! The words of a tale: counts, saves, misses, states, and what people are asked to see to. What is told are facts, so
//! each case is a few events.

use rules::{
    book::{Ability, DamageType},
    fight::{Ended, Event, Fight, Outcome, Side, Tale, tell},
};

use super::arena::{Arena, CLUB, Hero, block, book, caster};

fn told(fight: &Fight<'_>, events: &[Event]) -> String {
    let mut tale = Tale::of(fight);
    let mut told = tale.hear(fight, events);
    told.extend(tale.hear(fight, &[Event::TurnEnded { who: 0 }]));
    told.join("\n")
}

fn saved(who: usize, total: i32, concentration: bool) -> Event {
    let outcome = if total >= 10 { Outcome::Success } else { Outcome::Failure };
    let (ability, dc) = (Ability::Con, 10);
    Event::Saved { who, ability, dice: Vec::new(), lean: 0, bonus: 0, total, dc, outcome, concentration }
}

fn hurt(who: usize, lost: i32) -> Event {
    let parts = vec![(DamageType::Fire, lost, lost)];
    serde_json::from_value(serde_json::json!({"hurt": {
        "who": who, "by": null, "parts": parts, "lost": lost, "temporary_lost": 0}}))
    .unwrap()
}

/// Of one there is one: hit points, failures, rounds (SRD 5.2, "Playing the Game", Damage and Healing).
#[test]
fn one_is_told_as_one() {
    let book = book(&format!("[{}]", block("thug", CLUB, "{}")));
    let mut arena = Arena::open(&book, &[("thug", 0, 2, 8), ("thug", 0, 4, 8), ("thug", 1, 12, 8)]);
    for (event, expected) in [
        (Event::Healed { who: 0, by: None, hp: 1 }, "thug regains 1 hit point and has 40."),
        (Event::Strengthened { who: 0, temporary_hp: 1 }, "thug has 1 temporary hit point."),
        (
            Event::DeathSaved { who: 0, die: 12, successes: 1, failures: 2 },
            "thug fights for life: 12, 1 success and 2 failures.",
        ),
        (Event::Tired { who: 0, levels: 1 }, "thug gains 1 level of Exhaustion."),
        (Event::Ended { how: Ended::Won(Side(0)) }, "It is over after 1 round: thug and thug 2 stand."),
    ] {
        arena.fight.round = 1;
        assert_eq!(tell(&arena.fight, &event).unwrap(), expected);
    }
}

/// A wound deeper than what was left takes no more than that: what is healed counts from 0 (SRD 5.2, "Playing the
/// Game", Dropping to 0 Hit Points).
#[test]
fn nobody_has_less_than_none() {
    let book = book(&format!("[{}]", block("thug", CLUB, "{}")));
    let arena = Arena::open(&book, &[("thug", 0, 2, 8), ("thug", 1, 12, 8)]);
    let events = [hurt(0, 67), Event::Healed { who: 0, by: None, hp: 12 }, hurt(0, 5)];
    let expected = "The first thug takes 67 fire damage. The first thug regains 12 hit points and has 12. The first thug takes 5 fire damage; 7 left.";
    assert_eq!(told(&arena.fight, &events), expected);
}

/// SRD 5.2, "Rules Glossary", Concentration: the save is told as what it is for, apart from those against a spell.
#[test]
fn concentration_is_kept_or_lost() {
    let wizard = caster("wizard", &["fireball"]);
    let book = book(&format!("[{wizard}, {}]", block("rat", CLUB, "{}")));
    let arena = Arena::open(&book, &[("wizard", 0, 2, 8), ("rat", 1, 14, 8), ("rat", 1, 15, 8)]);
    let lost = Event::ConcentrationEnded { who: 1 };
    let cast = Event::Acted {
        who: 0,
        act: None,
        name: "Fireball".into(),
        targets: vec![1, 2],
        why: rules::fight::Why::Turn,
        action: rules::fight::Action::Other,
    };
    let kept = "The first rat keeps Concentration (Constitution 11 against 10).";
    for (events, expected) in [
        (vec![saved(1, 11, true)], kept.to_owned()),
        (
            vec![saved(1, 9, true), lost.clone()],
            "The first rat loses Concentration (Constitution 9 against 10).".into(),
        ),
        (
            vec![cast, saved(1, 9, false), hurt(1, 4), saved(1, 11, true), saved(2, 9, false)],
            format!(
                "The wizard uses Fireball upon the first rat and the second rat: the first rat fails to withstand it (Constitution 9 against 10) and \
                 takes 4 fire damage, 36 left. {kept} The second rat fails to withstand it (Constitution 9 against 10)."
            ),
        ),
    ] {
        assert_eq!(told(&arena.fight, &events), expected);
    }
}

/// How far a blow went astray is told by what it lacked (SRD 5.2, "Playing the Game", Attack Rolls).
#[test]
fn how_near_a_miss_was_goes_by_the_gap() {
    for (class, face, expected) in [
        (10, 2, "The thug misses the ogre with its club (7 against 10)."),
        (18, 2, "The thug goes wide of the ogre with its club (7 against 18)."),
        (24, 9, "The thug goes wide of the ogre with its club (14 against 24)."),
    ] {
        let ogre = block("ogre", CLUB, &format!(r#"{{"armour_class": {class}}}"#));
        let book = book(&format!("[{}, {ogre}]", block("thug", CLUB, "{}")));
        let mut arena = Arena::open(&book, &[("thug", 0, 2, 8), ("ogre", 1, 3, 8)]);
        let before = arena.fight.clone();
        let events = arena.dice(&[face]).act("Club", &[1]);
        assert_eq!(told(&before, &events), expected);
    }
}

/// Teeth tear; a blow that deals nothing has no effect; what follows upon the same speaks of `its guard`.
#[test]
fn blows_are_told_by_what_strikes() {
    let bite = CLUB.replace("Club", "Bite").replace("bludgeoning", "piercing").replace("\"4\"", "\"20\"");
    for (more, expected) in [
        (
            "{}",
            "The rat tears into the ogre with its bite (19 against 10) for 20 piercing damage; bloodied, 20 left.",
        ),
        (
            r#"{"immunities": ["piercing"]}"#,
            "The rat hits the ogre without effect with its bite (19 against 10).",
        ),
    ] {
        let book = book(&format!("[{}, {}]", block("rat", &bite, "{}"), block("ogre", CLUB, more)));
        let mut arena = Arena::open(&book, &[("rat", 0, 2, 8), ("ogre", 1, 3, 8)]);
        let before = arena.fight.clone();
        let events = arena.dice(&[14]).act("Bite", &[1]);
        assert_eq!(told(&before, &events), expected);
    }
}

/// States are what somebody does; what only keeps account has no words (SRD 5.2, "Classes", Barbarian: Rage; Rogue:
/// Steady Aim).
#[test]
fn states_are_sentences_or_silent() {
    let book = book(&format!("[{}]", block("ogre", CLUB, "{}")));
    let arena = Arena::of_hero(&book, Hero::of("barbarian", 3), &[("ogre", 1, 12, 8)]);
    for (state, began, ended) in [
        ("state/rage", "barbarian flies into a rage.", "barbarian is no longer in a rage."),
        ("state/steady-aim", "barbarian takes steady aim.", ""),
        ("state/standing-still", "", ""),
        ("state/cunning-trip", "", ""),
    ] {
        let state: rules::ContentId = state.parse().unwrap();
        let begins = Event::StateBegan { who: 0, state: state.clone() };
        assert_eq!(told(&arena.fight, &[begins]), began);
        assert_eq!(told(&arena.fight, &[Event::StateEnded { who: 0, state }]), ended);
    }
}

/// People are asked once a fight, and only where what it goes with took (SRD 5.2, "Rules Glossary", Grappled; Immunity).
#[test]
fn people_are_asked_once_and_not_in_vain() {
    let grab = CLUB.replace(
        r#"{"damage": {"amount": "4", "of": ["bludgeoning"]}}"#,
        r#"{"grapple": {"escape": "12"}}, {"prompt": "It cannot teleport."}"#,
    );
    for (more, times) in [("{}", 1), (r#"{"condition_immunities": ["grappled"]}"#, 0)] {
        let book = book(&format!("[{}, {}]", block("squid", &grab, "{}"), block("ogre", CLUB, more)));
        let mut arena = Arena::open(&book, &[("squid", 0, 2, 8), ("ogre", 1, 3, 8)]);
        let before = arena.fight.clone();
        let mut events = arena.dice(&[14]).act("Club", &[1]);
        arena.pass();
        arena.pass();
        events.extend(arena.dice(&[14]).act("Club", &[1]));
        assert_eq!(told(&before, &events).matches("It cannot teleport.").count(), times, "{more}");
    }
}
