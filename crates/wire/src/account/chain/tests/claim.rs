//! Every claim, good and refused.

use super::ground::{Say::*, *};
use crate::{
    account::{Chain, Claim, NotALink, NotALink::*, Statement},
    limit::{DEVICES_MAX, RECOVERY_KEYS_MAX},
    number::Millis,
    signed::{Purpose, Signed, Unsigned},
};

const CASES: &[Case] = &[
    ("a device takes in another", &[(PHONE, Add(LAPTOP))], Ok(())),
    ("which takes in a third", &[(PHONE, Add(LAPTOP)), (LAPTOP, Add(TABLET))], Ok(())),
    ("the words take in a device", &[(PHONE, Recovery(&[WORDS])), (WORDS, Add(LAPTOP))], Ok(())),
    ("a stranger takes in itself", &[(THIEF, Add(THIEF))], Err(Stranger)),
    ("a device comes in twice", &[(PHONE, Add(LAPTOP)), (PHONE, Add(LAPTOP))], Err(Known)),
    ("the first device comes in again", &[(PHONE, Add(PHONE))], Err(Known)),
    ("a device turns another away", &[(PHONE, Add(LAPTOP)), (PHONE, Revoke(LAPTOP))], Ok(())),
    ("the newer one turns the first away", &[(PHONE, Add(LAPTOP)), (LAPTOP, Revoke(PHONE))], Ok(())),
    ("a device leaves by itself", &[(PHONE, Add(LAPTOP)), (LAPTOP, Revoke(LAPTOP))], Ok(())),
    ("a stranger turns the phone away", &[(THIEF, Revoke(PHONE))], Err(Stranger)),
    ("somebody who is not here is turned away", &[(PHONE, Revoke(LAPTOP))], Err(Unknown)),
    (
        "somebody is turned away twice",
        &[(PHONE, Add(LAPTOP)), (PHONE, Revoke(LAPTOP)), (PHONE, Revoke(LAPTOP))],
        Err(Unknown),
    ),
    (
        "who was turned away says something",
        &[(PHONE, Add(LAPTOP)), (PHONE, Revoke(LAPTOP)), (LAPTOP, Name(PHONE))],
        Err(Stranger),
    ),
    (
        "who was turned away comes back",
        &[(PHONE, Add(LAPTOP)), (PHONE, Revoke(LAPTOP)), (PHONE, Add(LAPTOP))],
        Err(TurnedAway),
    ),
    (
        "who was turned away becomes a recovery key",
        &[(PHONE, Add(LAPTOP)), (PHONE, Revoke(LAPTOP)), (PHONE, Recovery(&[WORDS, LAPTOP]))],
        Err(TurnedAway),
    ),
    (
        "a recovery key that is turned away as a device goes on speaking",
        &[
            (PHONE, Add(LAPTOP)),
            (PHONE, Recovery(&[WORDS, LAPTOP])),
            (PHONE, Revoke(LAPTOP)),
            (LAPTOP, Name(PHONE)),
        ],
        Err(Stranger),
    ),
    ("the last device leaves", &[(PHONE, Revoke(PHONE))], Err(LastKey)),
    (
        "the last device leaves, and it is itself the recovery key",
        &[(PHONE, Recovery(&[PHONE])), (PHONE, Revoke(PHONE))],
        Err(LastKey),
    ),
    (
        "the last device leaves, and there are the words",
        &[(PHONE, Recovery(&[WORDS])), (PHONE, Revoke(PHONE))],
        Ok(()),
    ),
    (
        "the words go where they alone are left",
        &[(PHONE, Recovery(&[WORDS])), (PHONE, Revoke(PHONE)), (WORDS, Recovery(&[]))],
        Err(LastKey),
    ),
    ("a device is named", &[(PHONE, Name(PHONE))], Ok(())),
    ("a stranger names a device", &[(THIEF, Name(PHONE))], Err(Stranger)),
    ("a device that is not here is named", &[(PHONE, Name(LAPTOP))], Err(Unknown)),
    (
        "a device that was turned away is named",
        &[(PHONE, Add(LAPTOP)), (PHONE, Revoke(LAPTOP)), (PHONE, Name(LAPTOP))],
        Err(Unknown),
    ),
    ("recovery keys are set", &[(PHONE, Recovery(&[WORDS, FILE]))], Ok(())),
    ("a recovery key is a device too", &[(PHONE, Recovery(&[WORDS, PHONE]))], Ok(())),
    ("recovery keys are set again", &[(PHONE, Recovery(&[WORDS])), (WORDS, Recovery(&[FILE]))], Ok(())),
    ("recovery keys go", &[(PHONE, Recovery(&[WORDS])), (PHONE, Recovery(&[]))], Ok(())),
    (
        "words that are no longer set speak",
        &[(PHONE, Recovery(&[WORDS])), (PHONE, Recovery(&[FILE])), (WORDS, Add(TABLET))],
        Err(Stranger),
    ),
    ("a stranger sets them", &[(THIEF, Recovery(&[THIEFS_WORDS]))], Err(Stranger)),
    ("one stands there twice", &[(PHONE, Recovery(&[WORDS, FILE, WORDS]))], Err(Twice)),
    ("too many of them", &[(PHONE, Recovery(&[31, 32, 33, 34, 35]))], Err(TooMany)),
    ("an undo of nothing", &[(PHONE, Recovery(&[WORDS])), (WORDS, Undo(1))], Err(NoSuchPast)),
];

/// The last line of each script is judged; the lines before are accepted.
#[test]
fn who_may_say_what() {
    for (sentence, script, expected) in CASES {
        let ((by, last), before) = script.split_last().unwrap();
        assert_eq!(Play::after(before).say(*by, *last), *expected, "{sentence}");
    }
    assert_eq!(RECOVERY_KEYS_MAX, 4, "as the case of too many says");
}

#[test]
fn the_chain_knows_who_speaks() {
    let play = Play::after(&[
        (PHONE, Add(LAPTOP)),
        (PHONE, Recovery(&[WORDS, LAPTOP])),
        (LAPTOP, Add(TABLET)),
        (PHONE, Name(LAPTOP)),
        (WORDS, Revoke(PHONE)),
    ]);
    assert_eq!(play.speakers(), (vec![LAPTOP, TABLET], vec![WORDS, LAPTOP]));
    let [phone, laptop, tablet] = play.chain.keys().devices.as_slice() else { panic!("three devices") };
    assert_eq!((phone.name, phone.revoked_at), (None, Some(Millis(BEGIN))));
    assert_eq!((laptop.name, laptop.added_by), (Some(name(200)), public(PHONE)));
    assert_eq!((tablet.name, tablet.added_by), (Some(name(TABLET)), public(LAPTOP)));
    assert_eq!(play.chain.head(), play.links.last().unwrap().signed.hash());
    assert_eq!(Chain::read(&play.links).as_ref(), Ok(&play.chain));
}

#[test]
fn an_account_holds_so_many_devices() {
    let mut play = Play::open();
    for who in 101..100 + DEVICES_MAX as u8 {
        play.say(PHONE, Add(who)).unwrap();
    }
    assert_eq!(play.say(PHONE, Add(LAPTOP)), Err(TooMany));
    // The place of one that was turned away is free.
    play.say(PHONE, Revoke(101)).unwrap();
    assert_eq!(play.say(PHONE, Add(LAPTOP)), Ok(()));
}

#[test]
fn nobody_is_taken_in_unasked() {
    let play = Play::open();
    let other = Play::open_with(1);
    let id = play.chain.id();
    let good = consent(LAPTOP, id, SERVER);
    let forged = Signed { signature: consent(THIEF, id, SERVER).signature, ..good.clone() };
    let retold = Signed::sign(
        Purpose::Login,
        &good.read::<crate::account::Consent>(Purpose::Consent).unwrap(),
        &key(LAPTOP),
    );
    for (sentence, consent, expected) in [
        ("the device's own word", good, Ok(())),
        ("somebody else's word", consent(THIEF, id, SERVER), Err(Unasked)),
        ("a word for another account", consent(LAPTOP, other.chain.id(), SERVER), Err(Unasked)),
        ("a word for another server", consent(LAPTOP, id, SERVER + 1), Err(Unasked)),
        ("a forged word", forged, Err(Unsigned(Unsigned::WrongSignature))),
        ("a signature for something else", retold, Err(Unsigned(Unsigned::WrongPurpose))),
    ] {
        let claim = Claim::AddKey { key: public(LAPTOP), name: name(LAPTOP), consent };
        assert_eq!(play.clone().claims(PHONE, claim), expected, "{sentence}");
    }
}

#[test]
fn a_link_belongs_to_one_place_of_one_chain() {
    let play = Play::after(&[(PHONE, Add(LAPTOP))]);
    let good = play.statement(Claim::RevokeKey { key: public(LAPTOP) });
    let other = Play::open_with(1);
    type Change<'a> = &'a dyn Fn(&mut Statement);
    let cases: [(&str, Change<'_>, NotALink); 7] = [
        ("another account", &|it| it.account = Some(other.chain.id()), Elsewhere),
        ("no account", &|it| it.account = None, Elsewhere),
        ("another server", &|it| it.server = public(SERVER + 1), Elsewhere),
        ("an older place", &|it| it.previous = Some(play.hash(0)), Stale),
        ("no place", &|it| it.previous = None, Stale),
        ("an unknown place", &|it| it.previous = Some(rules::Hash([0; 32])), Stale),
        (
            "a beginning inside",
            &|it| it.claim = play.links[0].signed.read::<Statement>(Purpose::Account).unwrap().claim,
            Known,
        ),
    ];
    for (sentence, change, expected) in cases {
        let mut statement = good.clone();
        change(&mut statement);
        let signed = Signed::sign(Purpose::Account, &statement, &key(PHONE));
        assert_eq!(play.clone().push(signed), Err(expected), "{sentence}");
    }
    let signed = Signed::sign(Purpose::Account, &good, &key(PHONE));
    let mut late = play.clone();
    late.now = BEGIN - 1;
    assert_eq!(late.push(signed.clone()), Err(Stale), "time does not go back");
    let mut again = play.clone();
    assert_eq!(again.push(signed.clone()), Ok(()));
    assert_eq!(again.push(signed), Err(Stale), "the same link twice");
}

#[test]
fn a_chain_begins_with_its_opening() {
    let open: Statement = opening(PHONE, 0).read(Purpose::Account).unwrap();
    let begin = |statement: &Statement, by| {
        Chain::begin(&Signed::sign(Purpose::Account, statement, &key(by)), Millis(BEGIN)).map(|it| it.id())
    };
    assert_eq!(begin(&open, PHONE), Ok(Play::open().chain.id()));
    assert_ne!(begin(&open, PHONE), Ok(Play::open_with(1).chain.id()), "the salt makes them two");
    assert_eq!(begin(&open, THIEF), Err(Unsigned(Unsigned::WrongSignature)));
    let unreadable = |it: Result<_, NotALink>| matches!(it, Err(Unsigned(Unsigned::Unreadable(_))));
    let play = Play::open();
    assert!(unreadable(begin(&play.statement(open.claim.clone()), PHONE)));
    assert!(unreadable(begin(&Statement { claim: Claim::RevokeKey { key: public(PHONE) }, ..open }, PHONE)));
    assert_eq!(Chain::read(&[]), Err(NoSuchPast));
}
