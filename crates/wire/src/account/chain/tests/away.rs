//! An undo that turns away whoever did the harm, before it is done again.

use super::ground::{Say::*, *};
use crate::account::{Chain, NotALink::*};

/// A thief holds the phone, which belonged before the harm was done and would be back after an undo.
const ROBBED: &[(u8, Say)] = &[
    (PHONE, Add(LAPTOP)),
    (PHONE, Recovery(&[WORDS, FILE])),
    (PHONE, Program(ROBOT, YEAR)),
    (PHONE, Recovery(&[THIEFS_WORDS])),
    (PHONE, Revoke(LAPTOP)),
];

fn robbed(then: &[(u8, Say)]) -> Play {
    Play::after(&[ROBBED, then].concat())
}

#[test]
fn the_thief_has_no_turn_in_between() {
    let mut play = robbed(&[(WORDS, UndoWithout(3, &[PHONE]))]);
    assert_eq!(play.speakers(), (vec![LAPTOP], vec![WORDS, FILE]));
    for say in [Name(PHONE), Recovery(&[THIEFS_WORDS]), Revoke(LAPTOP), Add(THIEF), Close] {
        assert_eq!(play.say(PHONE, say), Err(Stranger), "{say:?}");
    }
    for place in 0..play.chain.len() {
        assert!(play.say(THIEFS_WORDS, Undo(place)).is_err(), "{place}");
    }
    assert_eq!(play.say(LAPTOP, Add(PHONE)), Err(TurnedAway));
    assert_eq!(play.say(LAPTOP, Name(LAPTOP)), Ok(()));
    assert_eq!(Chain::read(&play.links).as_ref(), Ok(&play.chain));
}

#[test]
fn programs_go_the_same_way() {
    let play = robbed(&[(WORDS, UndoWithout(3, &[ROBOT, PHONE]))]);
    assert!(!play.chain.keys().may_command(public(ROBOT), crate::Millis(play.now)));
    assert!(robbed(&[(WORDS, Undo(3))]).chain.keys().may_command(public(ROBOT), crate::Millis(BEGIN)));
    assert_eq!(robbed(&[(WORDS, Undo(2))]).chain.keys().programs, []);
}

#[test]
fn who_may_be_turned_away_with_it() {
    let cases: &[Case] = &[
        ("one that belongs there", &[(WORDS, UndoWithout(3, &[PHONE]))], Ok(())),
        ("all devices: the words are left", &[(WORDS, UndoWithout(3, &[PHONE, LAPTOP]))], Ok(())),
        ("one that is not known", &[(WORDS, UndoWithout(3, &[TABLET]))], Err(Unknown)),
        ("a recovery key, which is no device", &[(WORDS, UndoWithout(3, &[FILE]))], Err(Unknown)),
        ("a program that is not there yet", &[(WORDS, UndoWithout(2, &[ROBOT]))], Err(Unknown)),
        ("the same twice", &[(WORDS, UndoWithout(3, &[PHONE, PHONE]))], Err(Twice)),
        ("by a device", &[(LAPTOP, UndoWithout(3, &[PHONE]))], Err(Stranger)),
        ("by a thief's key", &[(THIEFS_WORDS, UndoWithout(3, &[LAPTOP]))], Err(Stranger)),
        ("too late", &[(PHONE, WINDOW), (PHONE, A_MOMENT), (WORDS, UndoWithout(3, &[PHONE]))], Err(TooLate)),
        (
            "a higher key brings the device back",
            &[(FILE, UndoWithout(3, &[PHONE])), (WORDS, Undo(5))],
            Ok(()),
        ),
        ("a lower one does not", &[(WORDS, UndoWithout(3, &[PHONE])), (FILE, Undo(5))], Err(TooLow)),
    ];
    for (sentence, script, expected) in cases {
        let ((by, last), before) = script.split_last().unwrap();
        assert_eq!(robbed(before).say(*by, *last), *expected, "{sentence}");
    }
}

/// Both branches have the words in common, but on the one that is gone back to they speak no more:
/// then they may go there, and turn nobody away.
#[test]
fn who_does_not_speak_there_turns_nobody_away() {
    let script = [
        (PHONE, Recovery(&[WORDS, FILE])),
        (PHONE, Recovery(&[FILE])),
        (FILE, Undo(1)),
        (PHONE, Name(PHONE)),
    ];
    let play = Play::after(&script);
    assert_eq!(play.clone().say(WORDS, Undo(2)), Ok(()));
    assert_eq!(play.clone().say(WORDS, UndoWithout(2, &[PHONE])), Err(Stranger));
}

#[test]
fn somebody_is_left() {
    let mut play = Play::after(&[(PHONE, Add(LAPTOP)), (PHONE, Recovery(&[LAPTOP])), (PHONE, Name(PHONE))]);
    assert_eq!(play.say(LAPTOP, UndoWithout(2, &[LAPTOP, PHONE])), Err(LastKey));
    assert_eq!(play.say(LAPTOP, UndoWithout(2, &[LAPTOP])), Ok(()));
    assert_eq!(play.speakers(), (vec![PHONE], vec![]), "its place among the recovery keys is gone too");
}

#[test]
fn what_would_be_left_can_be_seen_before() {
    let play = robbed(&[]);
    let after = play.chain.keys_after(play.hash(3)).unwrap();
    let mut undone = play.clone();
    undone.say(WORDS, Undo(3)).unwrap();
    assert_eq!(&after, undone.chain.keys());
    assert_eq!(play.chain.keys_after(rules::Hash([9; 32])), None);
}
