//! An account that is to be deleted, and one that stays after all.

use super::ground::{Say::*, *};
use crate::{
    account::{Chain, NotALink::*},
    limit::STATEMENTS_MAX,
    number::Millis,
};

/// Two devices, the words, a program; then the account is closed.
const CLOSED: &[(u8, Say)] = &[
    (PHONE, Add(LAPTOP)),
    (PHONE, Recovery(&[WORDS, FILE])),
    (PHONE, Program(ROBOT, YEAR)),
    (PHONE, Wait(5)),
    (LAPTOP, Close),
];

fn closed(then: &[(u8, Say)]) -> Play {
    Play::after(&[CLOSED, then].concat())
}

#[test]
fn who_may_say_what_of_a_closed_account() {
    let cases: &[Case] = &[
        ("it is reopened by the one that closed it", &[(LAPTOP, Reopen)], Ok(())),
        ("by another device", &[(PHONE, Reopen)], Ok(())),
        ("by the words", &[(WORDS, Reopen)], Ok(())),
        ("by a program", &[(ROBOT, Reopen)], Err(Stranger)),
        ("by a stranger", &[(THIEF, Reopen)], Err(Stranger)),
        (
            "by one that was turned away meanwhile",
            &[(PHONE, Revoke(LAPTOP)), (LAPTOP, Reopen)],
            Err(Stranger),
        ),
        ("it is closed twice", &[(PHONE, Close)], Err(Closed)),
        ("it is reopened twice", &[(PHONE, Reopen), (PHONE, Reopen)], Err(NotClosed)),
        ("and closed again", &[(PHONE, Reopen), (WORDS, Close)], Ok(())),
        ("a device is turned away", &[(PHONE, Revoke(LAPTOP))], Ok(())),
        ("a program too", &[(PHONE, Revoke(ROBOT))], Ok(())),
        ("a device is taken in", &[(PHONE, Add(TABLET))], Err(Closed)),
        ("a program is let in", &[(PHONE, Program(41, 1))], Err(Closed)),
        ("a name", &[(PHONE, Name(PHONE))], Err(Closed)),
        ("recovery keys", &[(PHONE, Recovery(&[WORDS]))], Err(Closed)),
        ("an undo", &[(WORDS, Undo(3))], Ok(())),
        ("life goes on after that", &[(WORDS, Undo(3)), (PHONE, Name(PHONE))], Ok(())),
    ];
    for (sentence, script, expected) in cases {
        let ((by, last), before) = script.split_last().unwrap();
        assert_eq!(closed(before).say(*by, *last), *expected, "{sentence}");
    }
    assert_eq!(Play::open().say(PHONE, Reopen), Err(NotClosed));
    assert_eq!(Play::open().say(THIEF, Close), Err(Stranger));
    assert_eq!(Play::after(&[(PHONE, Program(ROBOT, 1))]).say(ROBOT, Close), Err(Stranger));
}

#[test]
fn the_time_is_known() {
    let play = closed(&[]);
    assert_eq!(play.chain.keys().closed_at, Some(Millis(BEGIN + 5)));
    assert_eq!(closed(&[(PHONE, Reopen)]).chain.keys().closed_at, None);
    assert_eq!(closed(&[(WORDS, Undo(3))]).chain.keys().closed_at, None);
    assert_eq!(Chain::read(&play.links).as_ref(), Ok(&play.chain));
}

/// The days to think it over are counted anew when an undo closes the account again: whoever
/// reopened it long ago must not find it gone at once.
#[test]
fn an_undo_that_closes_again_begins_anew() {
    let days = Wait(6 * 24 * 60 * 60 * 1_000);
    let mut play = closed(&[(PHONE, days), (PHONE, Reopen), (PHONE, Wait(1_000)), (WORDS, Undo(4))]);
    assert_eq!(play.chain.keys().closed_at, Some(Millis(play.now)));
    play.say(PHONE, Wait(7)).unwrap();
    play.say(WORDS, Reopen).unwrap();
    assert_eq!(play.chain.keys().closed_at, None);
}

/// The chain is full, and its last statement closed the account: it can be reopened all the same.
#[test]
fn a_thief_cannot_close_with_the_last_word() {
    let mut play = Play::after(&[(PHONE, Add(LAPTOP))]);
    while play.chain.len() < STATEMENTS_MAX - 1 {
        play.say(PHONE, Name(PHONE)).unwrap();
    }
    play.say(PHONE, Close).unwrap();
    assert_eq!(play.say(PHONE, Revoke(LAPTOP)), Err(TooMany));
    play.say(LAPTOP, Reopen).unwrap();
    for say in [Close, Reopen, Name(LAPTOP)] {
        assert!(play.say(LAPTOP, say).is_err(), "{say:?}");
    }
    assert_eq!(play.chain.keys().closed_at, None);
}
