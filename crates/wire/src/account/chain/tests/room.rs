//! A chain has an end, and a thief must not be able to bring it about.

use super::ground::{Say::*, *};
use crate::{
    account::{Chain, NotALink::*},
    limit::{RECOVERY_STATEMENTS_MAX, STATEMENTS_MAX},
};

fn fill(play: &mut Play, by: u8) {
    while play.chain.len() < STATEMENTS_MAX {
        play.say(by, Name(by)).unwrap();
    }
    assert_eq!(play.say(by, Name(by)), Err(TooMany));
}

#[test]
fn a_thief_who_fills_the_chain_is_thrown_out_all_the_same() {
    let mut play = Play::after(&[(PHONE, Add(LAPTOP)), (PHONE, Recovery(&[WORDS])), (PHONE, WINDOW)]);
    play.say(PHONE, Recovery(&[THIEFS_WORDS])).unwrap();
    play.say(PHONE, Revoke(LAPTOP)).unwrap();
    fill(&mut play, PHONE);
    assert_eq!(play.say(THIEFS_WORDS, Name(PHONE)), Err(TooMany), "a key that was set just now");
    play.say(WORDS, Undo(2)).unwrap();
    assert_eq!(play.say(PHONE, Recovery(&[THIEFS_WORDS])), Err(TooMany));
    play.say(WORDS, Revoke(PHONE)).unwrap();
    play.say(WORDS, Add(TABLET)).unwrap();
    assert_eq!(play.speakers(), (vec![LAPTOP, TABLET], vec![WORDS]));
    while play.chain.len() < STATEMENTS_MAX + RECOVERY_STATEMENTS_MAX {
        play.say(WORDS, Name(LAPTOP)).unwrap();
    }
    assert_eq!(play.say(WORDS, Name(LAPTOP)), Err(TooMany), "even the words have an end");
    assert_eq!(Chain::read(&play.links).as_ref(), Ok(&play.chain));
}

#[test]
fn the_first_recovery_keys_count_at_once_and_later_ones_after_72_hours() {
    let mut play = Play::after(&[(PHONE, Recovery(&[WORDS])), (PHONE, Recovery(&[WORDS, FILE]))]);
    fill(&mut play, PHONE);
    assert_eq!(play.say(FILE, Name(PHONE)), Err(TooMany));
    assert_eq!(play.say(WORDS, Name(PHONE)), Ok(()));
    play.say(PHONE, WINDOW).unwrap();
    assert_eq!(play.say(FILE, Name(PHONE)), Ok(()));
}
