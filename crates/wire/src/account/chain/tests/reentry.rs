//! Re-entry keys: kept by a device, used once, and good for nothing else.

use super::ground::{Say::*, *};
use crate::{
    account::{Chain, Claim, NotALink, NotALink::*},
    limit::{REENTRIES_MAX, REENTRIES_PER_DEVICE_MAX, STATEMENTS_MAX},
    number::Millis,
    signed::{Purpose, Signed, Unsigned},
};

/// The key that a browser makes when it has lost its own.
const ANEW: u8 = 50;
const ANEW_AGAIN: u8 = 51;

/// Two devices, the words, and a re-entry key of the phone.
const KEPT: &[(u8, Say)] =
    &[(PHONE, Add(LAPTOP)), (PHONE, Recovery(&[WORDS, FILE])), (PHONE, Keep(SPARE)), (PHONE, Wait(5))];

fn kept(then: &[(u8, Say)]) -> Play {
    Play::after(&[KEPT, then].concat())
}

fn judge(cases: &[Case], before: fn(&[(u8, Say)]) -> Play) {
    for (sentence, script, expected) in cases {
        let ((by, last), earlier) = script.split_last().unwrap();
        assert_eq!(before(earlier).say(*by, *last), *expected, "{sentence}");
    }
}

#[test]
fn who_may_keep_one() {
    let cases: &[Case] = &[
        ("a device", &[(PHONE, Keep(SPARE))], Ok(())),
        ("another one, in its place", &[(PHONE, Keep(SPARE)), (PHONE, Keep(SECOND_SPARE))], Ok(())),
        ("the same again", &[(PHONE, Keep(SPARE)), (PHONE, Keep(SPARE))], Err(Known)),
        (
            "the first again",
            &[(PHONE, Keep(SPARE)), (PHONE, Keep(SECOND_SPARE)), (PHONE, Keep(SPARE))],
            Err(TurnedAway),
        ),
        (
            "two devices the same",
            &[(PHONE, Add(LAPTOP)), (PHONE, Keep(SPARE)), (LAPTOP, Keep(SPARE))],
            Err(Known),
        ),
        (
            "the words, which are no device",
            &[(PHONE, Recovery(&[WORDS])), (WORDS, Keep(SPARE))],
            Err(NoDevice),
        ),
        ("words that are a device too", &[(PHONE, Recovery(&[PHONE])), (PHONE, Keep(SPARE))], Ok(())),
        ("a program", &[(PHONE, Program(ROBOT, YEAR)), (ROBOT, Keep(SPARE))], Err(Stranger)),
        ("a re-entry key", &[(PHONE, Keep(SPARE)), (SPARE, Keep(SECOND_SPARE))], Err(Stranger)),
        ("a stranger", &[(THIEF, Keep(SPARE))], Err(Stranger)),
        (
            "a device that was turned away",
            &[(PHONE, Add(LAPTOP)), (PHONE, Revoke(LAPTOP)), (LAPTOP, Keep(SPARE))],
            Err(Stranger),
        ),
        ("its own key", &[(PHONE, Keep(PHONE))], Err(Known)),
        ("the key of another device", &[(PHONE, Add(LAPTOP)), (PHONE, Keep(LAPTOP))], Err(Known)),
        ("the words' key", &[(PHONE, Recovery(&[WORDS])), (PHONE, Keep(WORDS))], Err(Known)),
        (
            "the key of former words",
            &[(PHONE, Recovery(&[WORDS])), (PHONE, Recovery(&[FILE])), (PHONE, Keep(WORDS))],
            Err(Known),
        ),
        ("a program's key", &[(PHONE, Program(ROBOT, 1)), (PHONE, Keep(ROBOT))], Err(Known)),
        (
            "a key that was turned away",
            &[(PHONE, Add(LAPTOP)), (PHONE, Revoke(LAPTOP)), (PHONE, Keep(LAPTOP))],
            Err(TurnedAway),
        ),
        ("an account that is to be deleted", &[(PHONE, Close), (PHONE, Keep(SPARE))], Err(Closed)),
    ];
    judge(cases, Play::after);
}

#[test]
fn what_it_may_say() {
    let cases: &[Case] = &[
        ("it takes in a new key", &[(SPARE, Reenter(ANEW))], Ok(())),
        ("a second one", &[(SPARE, Reenter(ANEW)), (SPARE, Reenter(ANEW_AGAIN))], Err(TurnedAway)),
        ("the very same once more", &[(SPARE, Reenter(ANEW)), (SPARE, Reenter(ANEW))], Err(TurnedAway)),
        ("itself", &[(SPARE, Reenter(SPARE))], Err(Known)),
        ("a device that is there", &[(SPARE, Reenter(LAPTOP))], Err(Known)),
        ("the very device that it belongs to", &[(SPARE, Reenter(PHONE))], Err(Known)),
        ("the words' key", &[(SPARE, Reenter(WORDS))], Err(Known)),
        ("one that was turned away", &[(PHONE, Revoke(LAPTOP)), (SPARE, Reenter(LAPTOP))], Err(TurnedAway)),
        ("it takes in another device as others do", &[(SPARE, Add(ANEW))], Err(Stranger)),
        ("it turns away", &[(SPARE, Revoke(LAPTOP))], Err(Stranger)),
        ("it turns itself away", &[(SPARE, Revoke(SPARE))], Err(Stranger)),
        ("it names", &[(SPARE, Name(PHONE))], Err(Stranger)),
        ("it sets recovery keys", &[(SPARE, Recovery(&[THIEFS_WORDS]))], Err(Stranger)),
        ("it undoes", &[(SPARE, Undo(1))], Err(Stranger)),
        ("it closes", &[(SPARE, Close)], Err(Stranger)),
        ("it reopens", &[(PHONE, Close), (SPARE, Reopen)], Err(Stranger)),
        ("it lets a program in", &[(SPARE, Program(ROBOT, 1))], Err(Stranger)),
        ("it keeps another of its kind", &[(SPARE, Keep(SECOND_SPARE))], Err(Stranger)),
        ("a device says its word", &[(PHONE, Reenter(ANEW))], Err(Stranger)),
        ("the words say its word", &[(WORDS, Reenter(ANEW))], Err(Stranger)),
        ("a program says its word", &[(PHONE, Program(ROBOT, 1)), (ROBOT, Reenter(ANEW))], Err(Stranger)),
        ("a stranger says its word", &[(THIEF, Reenter(THIEF))], Err(Stranger)),
        ("one that was replaced", &[(PHONE, Keep(SECOND_SPARE)), (SPARE, Reenter(ANEW))], Err(Stranger)),
        ("the one that replaced it", &[(PHONE, Keep(SECOND_SPARE)), (SECOND_SPARE, Reenter(ANEW))], Ok(())),
        (
            "one whose device was turned away",
            &[(LAPTOP, Revoke(PHONE)), (SPARE, Reenter(ANEW))],
            Err(Stranger),
        ),
        (
            "one that was turned away by itself",
            &[(LAPTOP, Revoke(SPARE)), (SPARE, Reenter(ANEW))],
            Err(Stranger),
        ),
        ("an account that is to be deleted", &[(LAPTOP, Close), (SPARE, Reenter(ANEW))], Err(Closed)),
        ("one that stays after all", &[(LAPTOP, Close), (LAPTOP, Reopen), (SPARE, Reenter(ANEW))], Ok(())),
        ("it becomes a device", &[(LAPTOP, Add(SPARE))], Err(Known)),
        ("it becomes a device after its use", &[(SPARE, Reenter(ANEW)), (ANEW, Add(SPARE))], Err(TurnedAway)),
        ("it becomes a recovery key", &[(PHONE, Recovery(&[WORDS, SPARE]))], Err(Known)),
        (
            "it becomes a recovery key after its use",
            &[(SPARE, Reenter(ANEW)), (ANEW, Recovery(&[SPARE]))],
            Err(TurnedAway),
        ),
        ("it becomes a program", &[(PHONE, Program(SPARE, 1))], Err(Known)),
        ("it is named", &[(PHONE, Name(SPARE))], Err(Unknown)),
        ("it is turned away by its device", &[(PHONE, Revoke(SPARE))], Ok(())),
        ("by the words", &[(WORDS, Revoke(SPARE))], Ok(())),
        ("twice", &[(PHONE, Revoke(SPARE)), (PHONE, Revoke(SPARE))], Err(Unknown)),
        ("when it was used", &[(SPARE, Reenter(ANEW)), (ANEW, Revoke(SPARE))], Err(Unknown)),
        ("while the account is to be deleted", &[(PHONE, Close), (PHONE, Revoke(SPARE))], Ok(())),
        (
            "with an undo, which is for devices",
            &[(PHONE, Name(PHONE)), (WORDS, UndoWithout(3, &[SPARE]))],
            Err(Unknown),
        ),
    ];
    judge(cases, kept);
}

#[test]
fn the_new_key_stands_where_the_lost_one_stood() {
    let play = kept(&[(LAPTOP, Name(PHONE)), (SPARE, Reenter(ANEW))]);
    assert_eq!(play.speakers(), (vec![LAPTOP, ANEW], vec![WORDS, FILE]));
    let [phone, _, anew] = play.chain.keys().devices.as_slice() else { panic!("three devices") };
    assert_eq!((anew.name, anew.added_by, anew.reentry), (Some(name(200)), public(SPARE), None));
    assert_eq!((phone.revoked_at, phone.reentry), (Some(Millis(play.now)), None));
    assert!(!play.chain.keys().may_command(public(PHONE), Millis(play.now)));
    assert!(play.chain.keys().may_command(public(ANEW), Millis(play.now)));
    assert!(!play.chain.keys().may_speak(public(SPARE)));
    assert!(!play.chain.keys().may_command(public(SPARE), Millis(play.now)));
    assert_eq!(Chain::read(&play.links).as_ref(), Ok(&play.chain));
    for say in [Name(LAPTOP), Revoke(LAPTOP), Keep(SECOND_SPARE)] {
        assert_eq!(play.clone().say(PHONE, say), Err(Stranger), "{say:?}");
    }
    // It keeps one of its own, and so on, and nobody ever was more than one device.
    let play =
        kept(&[(SPARE, Reenter(ANEW)), (ANEW, Keep(SECOND_SPARE)), (SECOND_SPARE, Reenter(ANEW_AGAIN))]);
    assert_eq!(play.speakers(), (vec![LAPTOP, ANEW_AGAIN], vec![WORDS, FILE]));
}

#[test]
fn the_only_device_comes_back_without_any_words() {
    let play = Play::after(&[(PHONE, Keep(SPARE)), (SPARE, Reenter(ANEW))]);
    assert_eq!(play.speakers(), (vec![ANEW], vec![]));
    assert_eq!(play.chain.keys().devices[1].name, None, "the first device has no name to leave");
}

/// A lost device that is a recovery key too is none any more; the new one is none either.
#[test]
fn recovery_is_not_inherited() {
    let mut play =
        Play::after(&[(PHONE, Recovery(&[WORDS, PHONE])), (PHONE, Keep(SPARE)), (SPARE, Reenter(ANEW))]);
    assert_eq!(play.speakers(), (vec![ANEW], vec![WORDS]));
    assert_eq!(play.say(WORDS, Undo(2)), Ok(()));
    assert_eq!(play.speakers(), (vec![PHONE], vec![WORDS, PHONE]));
}

/// What an undo makes of it. Statement 3 keeps the key, 4 uses it.
#[test]
fn what_is_taken_back() {
    let used: fn(&[(u8, Say)]) -> Play = |then| kept(&[&[(SPARE, Reenter(ANEW))], then].concat());
    let cases: &[Case] = &[
        ("the words take it back", &[(WORDS, Undo(3))], Ok(())),
        ("a lower recovery key does", &[(FILE, Undo(3))], Ok(())),
        ("at the last moment", &[(PHONE, WINDOW), (WORDS, Undo(3))], Ok(())),
        ("too late", &[(PHONE, WINDOW), (PHONE, A_MOMENT), (WORDS, Undo(3))], Err(TooLate)),
        ("a device does", &[(LAPTOP, Undo(3))], Err(Stranger)),
        ("the one that came back does", &[(ANEW, Undo(3))], Err(Stranger)),
        ("the re-entry key does", &[(SPARE, Undo(3))], Err(Stranger)),
        ("it is used a second time", &[(WORDS, Undo(3)), (SPARE, Reenter(ANEW_AGAIN))], Err(TurnedAway)),
        ("for the same key", &[(WORDS, Undo(3)), (SPARE, Reenter(ANEW))], Err(TurnedAway)),
        ("it is kept a second time", &[(WORDS, Undo(2)), (PHONE, Keep(SPARE))], Err(TurnedAway)),
        ("or as something else", &[(WORDS, Undo(2)), (PHONE, Add(SPARE))], Err(TurnedAway)),
        ("another one is kept", &[(WORDS, Undo(3)), (PHONE, Keep(SECOND_SPARE))], Ok(())),
        ("who came back comes again", &[(WORDS, Undo(3)), (PHONE, Add(ANEW))], Err(TurnedAway)),
        ("the lost key is there again", &[(WORDS, Undo(3)), (PHONE, Name(PHONE))], Ok(())),
        ("and goes with the undo", &[(WORDS, UndoWithout(3, &[PHONE])), (PHONE, Name(PHONE))], Err(Stranger)),
        ("an undo of the undo", &[(FILE, Undo(3)), (WORDS, Undo(4)), (ANEW, Name(ANEW))], Ok(())),
        (
            "brings no second use",
            &[(FILE, Undo(3)), (WORDS, Undo(4)), (SPARE, Reenter(ANEW_AGAIN))],
            Err(TurnedAway),
        ),
    ];
    judge(cases, used);
    let replaced: &[Case] = &[
        (
            "the one before is good again",
            &[(PHONE, Keep(SECOND_SPARE)), (WORDS, Undo(3)), (SPARE, Reenter(ANEW))],
            Ok(()),
        ),
        (
            "the one of the undone part is not",
            &[(PHONE, Keep(SECOND_SPARE)), (WORDS, Undo(3)), (SECOND_SPARE, Reenter(ANEW))],
            Err(Stranger),
        ),
        (
            "that of a device whose turning away is undone is good again",
            &[(LAPTOP, Revoke(PHONE)), (WORDS, Undo(3)), (SPARE, Reenter(ANEW))],
            Ok(()),
        ),
        (
            "that of a device that goes with the undo is not",
            &[(LAPTOP, Name(LAPTOP)), (WORDS, UndoWithout(3, &[PHONE])), (SPARE, Reenter(ANEW))],
            Err(Stranger),
        ),
        (
            "that of a time when it was not kept is not",
            &[(WORDS, Undo(2)), (SPARE, Reenter(ANEW))],
            Err(Stranger),
        ),
    ];
    judge(replaced, kept);
}

/// What the server goes by when it is asked for what wraps a key.
#[test]
fn what_the_server_may_release() {
    let told = |script: &[(u8, Say)], device, reentry| {
        kept(script).chain.may_unwrap(public(device), public(reentry))
    };
    for (sentence, script, device, reentry, expected) in [
        ("its own", &[][..], PHONE, SPARE, true),
        ("a new one", &[], PHONE, SECOND_SPARE, true),
        ("another device's", &[], LAPTOP, SPARE, false),
        ("a new one of a device without any", &[], LAPTOP, SECOND_SPARE, true),
        ("a stranger's", &[], THIEF, SECOND_SPARE, false),
        ("the words'", &[], WORDS, SECOND_SPARE, false),
        ("itself", &[], SPARE, SPARE, false),
        ("one that was replaced", &[(PHONE, Keep(SECOND_SPARE))], PHONE, SPARE, false),
        ("one that was turned away", &[(PHONE, Revoke(SPARE))], PHONE, SPARE, false),
        ("one whose device was turned away", &[(LAPTOP, Revoke(PHONE))], PHONE, SPARE, false),
        ("one that was used", &[(SPARE, Reenter(ANEW))], ANEW, SPARE, false),
        ("to the lost device", &[(SPARE, Reenter(ANEW))], PHONE, SPARE, false),
        ("used in a part that is undone", &[(SPARE, Reenter(ANEW)), (WORDS, Undo(3))], PHONE, SPARE, false),
        ("kept in a part that is undone", &[(WORDS, Undo(2))], PHONE, SPARE, false),
        ("a device's key", &[], PHONE, LAPTOP, false),
        ("a recovery key", &[], PHONE, WORDS, false),
        ("of an account that is to be deleted", &[(PHONE, Close)], PHONE, SPARE, false),
        ("a new one there", &[(PHONE, Close)], PHONE, SECOND_SPARE, false),
        ("of one that stays after all", &[(PHONE, Close), (PHONE, Reopen)], PHONE, SPARE, true),
    ] {
        assert_eq!(told(script, device, reentry), expected, "{sentence}");
    }
}

#[test]
fn nobody_keeps_or_takes_in_unasked() {
    let play = kept(&[]);
    let id = play.chain.id();
    let other = Play::open_with(1).chain.id();
    let keep = |consent| play.clone().claims(PHONE, Claim::AddReentry { key: public(SECOND_SPARE), consent });
    let enter = |consent| play.clone().claims(SPARE, Claim::Reenter { key: public(ANEW), consent });
    type Told<'a> = &'a dyn Fn(Signed) -> Result<(), NotALink>;
    let cases: [(Told<'_>, Purpose, u8, Purpose); 2] = [
        (&keep, Purpose::Reentry, SECOND_SPARE, Purpose::Consent),
        (&enter, Purpose::Consent, ANEW, Purpose::Reentry),
    ];
    for (told, purpose, who, others) in cases {
        let good = word(purpose, who, id, SERVER);
        assert_eq!(told(good.clone()), Ok(()), "{purpose:?}");
        assert_eq!(told(word(purpose, THIEF, id, SERVER)), Err(Unasked), "{purpose:?}");
        assert_eq!(told(word(purpose, who, other, SERVER)), Err(Unasked), "{purpose:?}");
        assert_eq!(told(word(purpose, who, id, SERVER + 1)), Err(Unasked), "{purpose:?}");
        assert_eq!(
            told(word(others, who, id, SERVER)),
            Err(Unsigned(Unsigned::WrongPurpose)),
            "a word for the one is no word for the other: {purpose:?}"
        );
        let forged = Signed { signature: word(purpose, THIEF, id, SERVER).signature, ..good };
        assert_eq!(told(forged), Err(Unsigned(Unsigned::WrongSignature)), "{purpose:?}");
    }
}

#[test]
fn a_device_keeps_so_many() {
    let mut play = Play::after(&[(PHONE, Add(LAPTOP))]);
    for who in 101..101 + REENTRIES_PER_DEVICE_MAX as u8 {
        play.say(PHONE, Keep(who)).unwrap();
    }
    assert_eq!(play.say(PHONE, Keep(SPARE)), Err(TooMany));
    // The last one is good all the same, and so are those of others.
    assert_eq!(play.clone().say(100 + REENTRIES_PER_DEVICE_MAX as u8, Reenter(ANEW)), Ok(()));
    assert_eq!(play.say(LAPTOP, Keep(SPARE)), Ok(()));
}

/// Browsers that lose their storage every day have an end before the chain has.
#[test]
fn an_account_keeps_so_many() {
    let mut play = Play::open();
    for device in 2..=26 {
        play.say(PHONE, Add(device)).unwrap();
    }
    for turn in 0..REENTRIES_MAX as u8 {
        play.say(1 + turn / REENTRIES_PER_DEVICE_MAX as u8, Keep(30 + turn)).unwrap();
    }
    assert_eq!(play.say(26, Keep(250)), Err(TooMany));
    const { assert!(2 * REENTRIES_MAX < STATEMENTS_MAX / 2, "kept and used, they leave room for the rest") };
}
