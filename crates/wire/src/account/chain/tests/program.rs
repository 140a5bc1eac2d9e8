//! Programs: let in for something and for a time, and never to speak.

use super::ground::{Say::*, *};
use crate::{
    account::{Chain, Claim, Consent, NotALink::*, Scope, Scope::*},
    limit::PROGRAMS_MAX,
    number::Millis,
    signed::{Purpose, Signed, Unsigned},
};

const CASES: &[Case] = &[
    ("a device lets one in", &[(PHONE, Program(ROBOT, 1))], Ok(())),
    ("the words do", &[(PHONE, Recovery(&[WORDS])), (WORDS, Program(ROBOT, 1))], Ok(())),
    ("a stranger does", &[(THIEF, Program(ROBOT, 1))], Err(Stranger)),
    ("a program does", &[(PHONE, Program(ROBOT, YEAR)), (ROBOT, Program(41, 1))], Err(Stranger)),
    ("for a year", &[(PHONE, Program(ROBOT, YEAR))], Ok(())),
    ("for longer", &[(PHONE, Program(ROBOT, YEAR + 1))], Err(NoTime)),
    ("for no time", &[(PHONE, Program(ROBOT, 0))], Err(NoTime)),
    ("twice", &[(PHONE, Program(ROBOT, 1)), (PHONE, Program(ROBOT, 1))], Err(Known)),
    (
        "again after its time",
        &[(PHONE, Program(ROBOT, 1)), (PHONE, Wait(2)), (PHONE, Program(ROBOT, 1))],
        Err(Known),
    ),
    ("a device as a program", &[(PHONE, Add(LAPTOP)), (PHONE, Program(LAPTOP, 1))], Err(Known)),
    ("the words as a program", &[(PHONE, Recovery(&[WORDS])), (PHONE, Program(WORDS, 1))], Err(Known)),
    ("a program as a device", &[(PHONE, Program(ROBOT, 1)), (PHONE, Add(ROBOT))], Err(Known)),
    ("a program as a recovery key", &[(PHONE, Program(ROBOT, 1)), (PHONE, Recovery(&[ROBOT]))], Err(Known)),
    ("it is turned away", &[(PHONE, Program(ROBOT, 1)), (PHONE, Revoke(ROBOT))], Ok(())),
    ("after its time too", &[(PHONE, Program(ROBOT, 1)), (PHONE, Wait(2)), (PHONE, Revoke(ROBOT))], Ok(())),
    ("twice", &[(PHONE, Program(ROBOT, 1)), (PHONE, Revoke(ROBOT)), (PHONE, Revoke(ROBOT))], Err(Unknown)),
    (
        "and comes back",
        &[(PHONE, Program(ROBOT, 1)), (PHONE, Revoke(ROBOT)), (PHONE, Program(ROBOT, 1))],
        Err(TurnedAway),
    ),
    (
        "or comes back as a device",
        &[(PHONE, Program(ROBOT, 1)), (PHONE, Revoke(ROBOT)), (PHONE, Add(ROBOT))],
        Err(TurnedAway),
    ),
    (
        "a device that was turned away comes back as a program",
        &[(PHONE, Add(LAPTOP)), (PHONE, Revoke(LAPTOP)), (PHONE, Program(LAPTOP, 1))],
        Err(TurnedAway),
    ),
    (
        "one of an undone part",
        &[(PHONE, Recovery(&[WORDS])), (PHONE, Program(ROBOT, 1)), (WORDS, Undo(1)), (PHONE, Add(ROBOT))],
        Err(TurnedAway),
    ),
    ("it is named", &[(PHONE, Program(ROBOT, 1)), (PHONE, Name(ROBOT))], Ok(())),
    ("it names itself", &[(PHONE, Program(ROBOT, 1)), (ROBOT, Name(ROBOT))], Err(Stranger)),
    ("it leaves by itself", &[(PHONE, Program(ROBOT, 1)), (ROBOT, Revoke(ROBOT))], Err(Stranger)),
    ("it is left alone", &[(PHONE, Program(ROBOT, 1)), (PHONE, Revoke(PHONE))], Err(LastKey)),
];

#[test]
fn who_may_let_in_what() {
    for (sentence, script, expected) in CASES {
        let ((by, last), before) = script.split_last().unwrap();
        assert_eq!(Play::after(before).say(*by, *last), *expected, "{sentence}");
    }
}

#[test]
fn it_acts_within_its_scopes_and_its_time() {
    let mut play = Play::open();
    for (who, scopes) in
        [(40, &[ReadCharacters][..]), (41, &[WriteCharacters, ReadAccount]), (42, &Scope::ALL)]
    {
        let claim = play.program(who, 10, scopes);
        play.claims(PHONE, claim).unwrap();
        let keys = play.chain.keys();
        let program = keys.program(public(who), Millis(play.now)).unwrap();
        assert_eq!((program.scopes.as_slice(), program.name), (scopes, name(who)));
        assert!(Scope::ALL.iter().all(|it| program.has(*it) == scopes.contains(it)));
        assert!(!keys.may_speak(public(who)) && !keys.is_active(public(who)));
    }
    let may = |who, at| play.chain.keys().may_command(public(who), Millis(at));
    assert!(!may(40, BEGIN) && may(41, BEGIN) && may(42, BEGIN + 9) && may(PHONE, BEGIN));
    assert!(!may(41, BEGIN + 10) && !may(THIEF, BEGIN));
    play.say(PHONE, Name(41)).unwrap();
    play.say(PHONE, Revoke(42)).unwrap();
    let keys = play.chain.keys();
    assert!(!keys.may_command(public(42), Millis(BEGIN)));
    assert_eq!((keys.programs[1].name, keys.programs[2].revoked_at), (name(200), Some(Millis(BEGIN))));
    assert_eq!((keys.programs[0].added_by, keys.active().count()), (public(PHONE), 1));
    assert_eq!(Chain::read(&play.links).as_ref(), Ok(&play.chain));
}

#[test]
fn scopes_are_some_and_each_once() {
    let play = Play::open();
    for (scopes, expected) in [
        (&[][..], Err(NoScope)),
        (&[ReadCharacters, ReadCharacters], Err(Twice)),
        (&[WriteCharacters, ReadCharacters], Ok(())),
    ] {
        assert_eq!(play.clone().claims(PHONE, play.program(ROBOT, 1, scopes)), expected, "{scopes:?}");
    }
    let spelled = serde_json::to_string(&Scope::ALL).unwrap();
    assert_eq!(spelled, r#"["characters:read","characters:write","account:read"]"#);
}

#[test]
fn an_account_holds_so_many() {
    let mut play = Play::open();
    for who in 100..100 + PROGRAMS_MAX as u8 {
        play.say(PHONE, Program(who, 10)).unwrap();
    }
    assert_eq!(play.say(PHONE, Program(ROBOT, 10)), Err(TooMany));
    play.clone().say(PHONE, Add(LAPTOP)).unwrap();
    let mut revoked = play.clone();
    revoked.say(PHONE, Revoke(100)).unwrap();
    assert_eq!(revoked.say(PHONE, Program(ROBOT, 10)), Ok(()));
    play.say(PHONE, Wait(10)).unwrap();
    assert_eq!(play.say(PHONE, Program(ROBOT, 10)), Ok(()), "the time of the others is over");
}

/// A consent to be a program makes no device, and the other way round.
#[test]
fn a_word_for_one_is_no_word_for_the_other() {
    let play = Play::open();
    let id = play.chain.id();
    let other = Play::open_with(1).chain.id();
    let with = |consent| {
        let Claim::AddProgram { key, name, scopes, until, .. } = play.program(ROBOT, 1, &[ReadCharacters])
        else {
            unreachable!("a program was asked for")
        };
        play.clone().claims(PHONE, Claim::AddProgram { key, name, scopes, until, consent })
    };
    assert_eq!(with(word(Purpose::Program, ROBOT, id, SERVER)), Ok(()));
    assert_eq!(with(consent(ROBOT, id, SERVER)), Err(Unsigned(Unsigned::WrongPurpose)));
    assert_eq!(with(word(Purpose::Program, 41, id, SERVER)), Err(Unasked));
    assert_eq!(with(word(Purpose::Program, ROBOT, other, SERVER)), Err(Unasked));
    assert_eq!(with(word(Purpose::Program, ROBOT, id, SERVER + 1)), Err(Unasked));
    let forged = Signed {
        signature: word(Purpose::Program, 41, id, SERVER).signature,
        ..word(Purpose::Program, ROBOT, id, SERVER)
    };
    assert_eq!(with(forged), Err(Unsigned(Unsigned::WrongSignature)));
    let claim = Claim::AddKey {
        key: public(ROBOT),
        name: name(1),
        consent: word(Purpose::Program, ROBOT, id, SERVER),
    };
    assert_eq!(play.clone().claims(PHONE, claim), Err(Unsigned(Unsigned::WrongPurpose)));
    assert!(word(Purpose::Program, ROBOT, id, SERVER).open::<Consent>(Purpose::Program).is_ok());
}
