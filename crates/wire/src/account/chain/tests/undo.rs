//! Taking back what was done to an account: by whom, how long, and what comes of it.

use super::ground::{Say::*, *};
use crate::{
    account::{Chain, NotALink::*},
    number::Millis,
};

/// A thief with the phone sets a key of his own and throws everybody out.
const ROBBED: &[(u8, Say)] = &[
    (PHONE, Add(LAPTOP)),
    (PHONE, Recovery(&[WORDS, FILE])),
    (PHONE, Add(THIEF)),
    (THIEF, Recovery(&[THIEFS_WORDS])),
    (THIEF, Revoke(LAPTOP)),
    (THIEF, Revoke(PHONE)),
];

fn robbed(then: &[(u8, Say)]) -> Play {
    Play::after(&[ROBBED, then].concat())
}

#[test]
fn the_words_bring_a_stolen_account_back() {
    let play = robbed(&[]);
    assert_eq!(play.speakers(), (vec![THIEF], vec![THIEFS_WORDS]));
    let play = robbed(&[(WORDS, Undo(2))]);
    assert_eq!(play.speakers(), (vec![PHONE, LAPTOP], vec![WORDS, FILE]));
    assert_eq!(play.chain.keys(), Play::after(&ROBBED[..2]).chain.keys(), "as it stood then");
    assert_eq!(Chain::read(&play.links).as_ref(), Ok(&play.chain));
}

#[test]
fn the_lower_key_brings_it_back_too() {
    assert_eq!(robbed(&[(FILE, Undo(2))]).speakers(), (vec![PHONE, LAPTOP], vec![WORDS, FILE]));
}

#[test]
fn who_undoes_what_and_until_when() {
    let cases: &[Case] = &[
        ("exactly 72 hours", &[(PHONE, WINDOW), (WORDS, Undo(2))], Ok(())),
        ("one millisecond later", &[(PHONE, WINDOW), (PHONE, A_MOMENT), (WORDS, Undo(2))], Err(TooLate)),
        ("a device", &[(THIEF, Undo(2))], Err(Stranger)),
        ("a device of that time", &[(LAPTOP, Undo(2))], Err(Stranger)),
        ("a recovery key of a later time", &[(THIEFS_WORDS, Undo(2))], Err(Stranger)),
        ("to before the words were set", &[(WORDS, Undo(1))], Err(Stranger)),
        ("to where it stands", &[(WORDS, Undo(6))], Err(NoSuchPast)),
        ("a higher key undoes an undo", &[(FILE, Undo(2)), (WORDS, Undo(6))], Ok(())),
        ("a lower key undoes an undo", &[(WORDS, Undo(2)), (FILE, Undo(6))], Err(TooLow)),
        ("a lower key goes behind it", &[(WORDS, Undo(2)), (FILE, Undo(2))], Err(TooLow)),
        ("a key undoes its own undo", &[(WORDS, Undo(2)), (WORDS, Undo(6))], Err(TooLow)),
        ("a key goes behind its own undo", &[(WORDS, Undo(3)), (WORDS, Undo(2))], Err(TooLow)),
        ("the thief's key undoes the undo", &[(WORDS, Undo(2)), (THIEFS_WORDS, Undo(4))], Err(Stranger)),
        ("and to where it was alone", &[(WORDS, Undo(2)), (THIEFS_WORDS, Undo(6))], Err(Stranger)),
        (
            "the undo is undone one after another",
            &[(FILE, Undo(2)), (WORDS, Undo(6)), (FILE, Undo(7))],
            Err(TooLow),
        ),
    ];
    for (sentence, script, expected) in cases {
        let ((by, last), before) = script.split_last().unwrap();
        assert_eq!(robbed(before).say(*by, *last), *expected, "{sentence}");
    }
}

#[test]
fn an_unknown_place_is_none() {
    let mut play = robbed(&[]);
    let to = rules::Hash([9; 32]);
    assert_eq!(play.claims(WORDS, crate::account::Claim::Undo { to, away: Vec::new() }), Err(NoSuchPast));
    let to = Play::open_with(1).chain.head();
    assert_eq!(
        play.claims(WORDS, crate::account::Claim::Undo { to, away: Vec::new() }),
        Err(NoSuchPast),
        "of another account"
    );
}

#[test]
fn an_undo_undone_by_a_higher_key_stands_as_before_it() {
    let play = robbed(&[(FILE, Undo(2)), (WORDS, Undo(6))]);
    assert_eq!(play.chain.keys(), robbed(&[]).chain.keys());
}

/// A thief who still holds a device tries again and again; the words win every time, and as soon
/// as they turn the device away it is over.
#[test]
fn the_words_have_the_last_word() {
    let mut play = robbed(&[(WORDS, Undo(2))]);
    for round in 0..5 {
        play.say(PHONE, Recovery(&[THIEFS_WORDS])).unwrap();
        assert_eq!(play.say(WORDS, Revoke(PHONE)), Err(Stranger), "round {round}");
        let good = play.chain.len() - 2;
        play.say(WORDS, Undo(good)).unwrap();
        for place in 0..play.chain.len() {
            assert!(play.say(THIEFS_WORDS, Undo(place)).is_err(), "round {round}: back to {place}");
        }
    }
    play.say(WORDS, Revoke(PHONE)).unwrap();
    assert_eq!(play.say(PHONE, Recovery(&[THIEFS_WORDS])), Err(Stranger));
    assert_eq!(play.speakers(), (vec![LAPTOP], vec![WORDS, FILE]));
}

/// The thief leaves the words in the list, below his own key. Their owner comes back by them and
/// sees it only then: what they said meanwhile does not protect the thief.
#[test]
fn words_that_were_pushed_down_can_still_undo() {
    let before = [
        (PHONE, Recovery(&[WORDS, FILE])),
        (PHONE, Recovery(&[THIEFS_WORDS, WORDS])),
        (WORDS, Add(LAPTOP)),
        (WORDS, Recovery(&[WORDS])),
    ];
    let mut play = Play::after(&before);
    // His key stands above, so it may undo what the words said …
    play.say(THIEFS_WORDS, Undo(2)).unwrap();
    // … and the words may undo all of it.
    assert_eq!(play.say(FILE, Undo(1)), Err(TooLow), "the words spoke, and stand above the file");
    play.say(WORDS, Undo(1)).unwrap();
    assert_eq!(play.speakers(), (vec![PHONE], vec![WORDS, FILE]));
    assert_eq!(play.say(THIEFS_WORDS, Undo(2)), Err(Stranger));
}

/// Words that somebody has seen are replaced by their own word, and that is final at once.
#[test]
fn words_that_replace_themselves_are_gone() {
    let mut play =
        Play::after(&[(PHONE, Recovery(&[WORDS])), (PHONE, Name(PHONE)), (WORDS, Recovery(&[FILE]))]);
    for place in 0..4 {
        assert!(play.say(WORDS, Undo(place)).is_err(), "back to {place}");
    }
}

#[test]
fn keys_of_the_undone_part_never_come_back() {
    let mut play = robbed(&[(WORDS, Undo(2))]);
    assert_eq!(play.say(PHONE, Add(THIEF)), Err(TurnedAway));
    assert_eq!(play.say(PHONE, Recovery(&[WORDS, THIEF])), Err(TurnedAway));
    assert_eq!(play.say(PHONE, Add(TABLET)), Ok(()));
}

/// Who was turned away in the undone part is back, because it was never gone.
#[test]
fn who_was_turned_away_in_the_undone_part_is_back() {
    let mut play = robbed(&[(WORDS, Undo(2))]);
    assert_eq!(play.say(LAPTOP, Name(LAPTOP)), Ok(()));
    let laptop = play.chain.keys().devices.iter().find(|it| it.key == public(LAPTOP)).unwrap();
    assert_eq!(laptop.revoked_at, None);
}

#[test]
fn what_can_be_undone_is_what_is_accepted() {
    let mut play = robbed(&[(PHONE, Wait(1_000)), (FILE, Undo(3)), (THIEF, Name(THIEF))]);
    play.now += 1_000;
    for who in [PHONE, LAPTOP, WORDS, FILE, THIEF, THIEFS_WORDS] {
        let offered: Vec<_> = play.chain.undoable(public(who), Millis(play.now)).collect();
        let accepted: Vec<_> = (0..play.chain.len())
            .filter(|place| play.clone().say(who, Undo(*place)).is_ok())
            .map(|place| play.hash(place))
            .collect();
        assert_eq!(offered, accepted, "{who}");
        assert_eq!(offered.is_empty(), ![WORDS, FILE].contains(&who), "{who}");
    }
}

/// Who comes with the words alone must be let in to undo, also when they are not set just now.
#[test]
fn words_that_were_taken_away_are_still_known() {
    let play = robbed(&[]);
    let knows = |who, now| play.chain.answers_to(public(who), Millis(now));
    for who in [WORDS, FILE, THIEFS_WORDS] {
        assert!(knows(who, play.now), "{who}");
    }
    for who in [PHONE, THIEF, TABLET] {
        assert!(!knows(who, play.now), "{who}");
    }
    let later = play.now + crate::limit::UNDO_MILLIS + 1;
    assert!(!knows(WORDS, later) && knows(THIEFS_WORDS, later));
}
