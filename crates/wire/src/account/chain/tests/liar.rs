//! Ten thousand lies, and none believed; and honest play that reads as it was pushed.

use std::collections::BTreeSet;

use super::ground::{Say::*, *};
use crate::{
    account::{Chain, Claim, Link, Statement},
    number::Millis,
    signed::{Purpose, Signature, Signed},
};

/// A small generator (xorshift64*), so that a seed is all a failure needs to come back.
struct Luck(u64);

impl Luck {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, end: usize) -> usize {
        ((self.next() >> 33) % end as u64) as usize
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

const EVERYBODY: [u8; 7] = [PHONE, LAPTOP, TABLET, WORDS, FILE, THIEF, THIEFS_WORDS];
const LISTS: [&[u8]; 6] =
    [&[WORDS], &[WORDS, FILE], &[FILE, WORDS], &[THIEFS_WORDS], &[THIEFS_WORDS, WORDS], &[LAPTOP, WORDS]];

/// What somebody might say, sensible or not.
fn something(luck: &mut Luck, play: &Play) -> (u8, Say) {
    let by = luck.one(&EVERYBODY);
    let newcomer = 40 + luck.below(40) as u8;
    let whom = luck.one(&[PHONE, LAPTOP, TABLET, THIEF, newcomer]);
    let spare = luck.one(&[SPARE, SECOND_SPARE, 83]);
    let say = match luck.below(14) {
        12 => return (luck.one(&[PHONE, LAPTOP]), Keep(spare)),
        13 => {
            // One who speaks later: there may be nobody else.
            let anew = Reenter(luck.one(&[LAPTOP, TABLET, THIEF]));
            return (spare, luck.one(&[anew, anew, anew, Add(whom), Revoke(whom)]));
        }
        0..=2 => Add(whom),
        3 => Revoke(whom),
        4..=5 => Name(whom),
        6..=7 => Recovery(luck.one(&LISTS)),
        8..=10 => Undo(luck.below(play.chain.len())),
        _ => Wait(luck.below(30 * 3_600_000) as i64),
    };
    (by, say)
}

/// Random play on one account; what is refused is refused.
fn played(luck: &mut Luck, salt: u8, turns: usize) -> Play {
    let mut play = Play::open_with(salt);
    for _ in 0..turns {
        let (by, say) = something(luck, &play);
        let _ = play.say(by, say);
    }
    play
}

#[test]
fn a_chain_reads_as_it_was_pushed() {
    let (mut links, mut undone, mut back) = (0, 0, 0);
    for seed in 1..=60 {
        let luck = &mut Luck(seed);
        let play = played(luck, 0, 150);
        assert_eq!(Chain::read(&play.links).as_ref(), Ok(&play.chain), "seed {seed}");
        let mut one_by_one = Chain::begin(&play.links[0].signed, play.links[0].time).unwrap();
        for (place, link) in play.links.iter().enumerate().skip(1) {
            one_by_one.push(&link.signed, link.time).unwrap();
            let head = play.hash(place);
            assert_eq!(one_by_one.head(), head, "seed {seed}");
            if luck.below(4) == 0 {
                assert_eq!(Chain::read(&play.links[..=place]).as_ref(), Ok(&one_by_one), "seed {seed}");
            }
            let (devices, recovery) = (one_by_one.keys().active().count(), &one_by_one.keys().recovery);
            assert!(devices > 0 || !recovery.is_empty(), "seed {seed}: nobody can come back at {place}");
            let revoked = one_by_one.keys().devices.iter().filter(|it| it.revoked_at.is_some());
            for gone in revoked {
                assert!(!one_by_one.keys().may_speak(gone.key), "seed {seed}: gone, and speaks at {place}");
                assert_eq!(gone.reentry, None, "seed {seed}: gone, and its re-entry key is not at {place}");
            }
        }
        assert_eq!(one_by_one, play.chain, "seed {seed}");
        links += play.links.len();
        undone += play.chain.statements().filter(|it| matches!(it.3, Claim::Undo { .. })).count();
        back += came_back(&play, seed);
    }
    assert!(links > 1_000 && undone > 40, "the play is worth watching: {links} links, {undone} undone");
    assert!(back > 20, "the play is worth watching: {back} came back by themselves");
}

/// A re-entry key has said one thing, once, or nothing.
fn came_back(play: &Play, seed: u64) -> usize {
    let spares: Vec<_> = (SPARE..=83).map(public).collect();
    let said = play.chain.statements().filter(|(_, _, by, _)| spares.contains(by));
    let mut back: Vec<_> = said
        .map(|(_, _, by, claim)| {
            assert!(matches!(claim, Claim::Reenter { .. }), "seed {seed}: a re-entry key says {claim:?}");
            by
        })
        .collect();
    let all = back.len();
    back.sort();
    back.dedup();
    assert_eq!(back.len(), all, "seed {seed}: a re-entry key was used twice");
    all
}

/// Changes a good next link in one way that somebody might try. What it names was never said by
/// who may say it here, so it must be refused.
fn lie(luck: &mut Luck, play: &Play, other: &Play, good: &Statement, by: u8) -> (&'static str, Signed) {
    let sign = |statement: &Statement, who| Signed::sign(Purpose::Account, statement, &key(who));
    let mut signed = sign(good, by);
    let mut changed = good.clone();
    let flip = |luck: &mut Luck, bytes: &mut [u8]| bytes[luck.below(bytes.len())] ^= 1 << luck.below(8);
    match luck.below(14) {
        0 => flip(luck, &mut signed.bytes),
        1 => flip(luck, &mut signed.signature.0),
        2 => flip(luck, &mut signed.key.0),
        3 => signed.bytes.truncate(luck.below(signed.bytes.len())),
        4 => signed.bytes.push(b' '),
        5 => {
            return (
                "forged for another key",
                Signed { key: public(luck.one(&EVERYBODY[..3])), ..sign(good, 90) },
            );
        }
        6 => return ("signed by a stranger", sign(good, 90)),
        7 => return ("replayed", play.links[luck.below(play.links.len())].signed.clone()),
        8 => return ("from another account", other.links[luck.below(other.links.len())].signed.clone()),
        9 => {
            changed.account = Some(other.chain.id());
            changed.previous = Some(other.chain.head());
            return ("made for another account", sign(&changed, by));
        }
        10 => {
            changed.server = public(luck.one(&[PHONE, SERVER - 1]));
            return ("made for another server", sign(&changed, by));
        }
        11 => {
            changed.previous =
                [None, Some(other.chain.head()), Some(play.hash(luck.below(play.chain.len() - 1)))]
                    [luck.below(3)];
            return ("at another place", sign(&changed, by));
        }
        12 => {
            let purpose = luck.one(&[Purpose::Consent, Purpose::Command, Purpose::Login, Purpose::Receipt]);
            return ("for another purpose", Signed::sign(purpose, good, &key(by)));
        }
        _ => {
            let mut signature = [0; 64];
            signature.iter_mut().for_each(|it| *it = luck.next() as u8);
            signed.signature = Signature(signature);
        }
    }
    ("tampered with", signed)
}

/// Who may say what next: a name or recovery keys, a re-entry key, or by one that there is.
fn truth(play: &Play, seed: u64) -> (u8, Claim) {
    let (devices, recovery) = play.speakers();
    let kept = |spare: &u8| {
        let spare = Some(public(*spare));
        play.chain.keys().active().any(|it| play.chain.reentry_of(it.key) == spare)
    };
    match (seed % 3, (SPARE..=83).find(kept), devices.first()) {
        (0, Some(spare), _) => (spare, play.claim(Reenter(95))),
        (1, _, Some(who)) => (*who, play.claim(Keep(96))),
        (_, _, Some(who)) => (*who, play.claim(Name(*who))),
        (_, _, None) => (recovery[0], play.claim(Recovery(&[WORDS, FILE, 77]))),
    }
}

#[test]
fn seven_thousand_lies_about_the_next_link() {
    let (mut told, mut told_of) = (0, BTreeSet::new());
    for seed in 1..=70 {
        let luck = &mut Luck(seed * 7_919);
        let mut play = played(luck, 0, 30);
        play.say(PHONE, A_MOMENT).unwrap();
        let other = played(luck, 1, 30);
        if play.chain.len() < 2 {
            play.say(PHONE, Name(PHONE)).unwrap();
        }
        let (speaker, claim) = truth(&play, seed);
        told_of.insert(claim.kind());
        let good = play.statement(claim);
        for _ in 0..100 {
            let (kind, lie) = lie(luck, &play, &other, &good, speaker);
            assert!(play.push(lie).is_err(), "seed {seed}: {kind}");
            told += 1;
        }
        // The truth is still believed.
        let truth = Signed::sign(Purpose::Account, &good, &key(speaker));
        assert_eq!(play.push(truth), Ok(()), "seed {seed}");
    }
    assert_eq!(told, 7_000);
    assert!(["reentry_added.v1", "reentered.v1", "key_named.v1"].iter().all(|it| told_of.contains(it)));
}

/// Spoils a whole chain in one way; its beginning may stay good, its whole may not.
fn spoil(luck: &mut Luck, links: &[Link], other: &[Link]) -> (&'static str, Vec<Link>) {
    let mut spoilt = links.to_vec();
    let at = 1 + luck.below(links.len() - 1);
    match luck.below(8) {
        0 => {
            let to = (at % (links.len() - 1)) + 1;
            spoilt.swap(at, to);
            ("reordered", spoilt)
        }
        1 => {
            spoilt.remove(at - 1);
            ("one left out", spoilt)
        }
        2 => {
            spoilt.insert(at, links[at].clone());
            ("one twice", spoilt)
        }
        3 => {
            spoilt[at] = other[luck.below(other.len())].clone();
            ("one from another account", spoilt)
        }
        4 => {
            let place = luck.below(spoilt[at].signed.bytes.len());
            spoilt[at].signed.bytes[place] ^= 1 << luck.below(8);
            ("a bit of one", spoilt)
        }
        5 => {
            let length = luck.below(spoilt[at].signed.bytes.len());
            spoilt[at].signed.bytes.truncate(length);
            ("one cut short", spoilt)
        }
        6 => {
            spoilt[at].time = Millis(spoilt[at - 1].time.0 - 1 - luck.below(1_000) as i64);
            ("time goes back", spoilt)
        }
        _ => {
            spoilt[at].signed.signature.0[luck.below(64)] ^= 1 << luck.below(8);
            ("a bit of a signature", spoilt)
        }
    }
}

#[test]
fn three_thousand_spoilt_chains() {
    let mut told = 0;
    for seed in 1..=60 {
        let luck = &mut Luck(seed * 104_729);
        let mut play = played(luck, 0, 60);
        for _ in 0..1_000 {
            let (by, say) = something(luck, &play);
            if play.links.len() < 4 {
                let _ = play.say(by, say);
            }
        }
        // The one that is left may be a newcomer, who says nothing here.
        if play.links.len() < 4 {
            continue;
        }
        let other = played(luck, 1, 30);
        for _ in 0..55 {
            let (kind, spoilt) = spoil(luck, &play.links, &other.links);
            if spoilt == play.links {
                continue;
            }
            assert!(Chain::read(&spoilt).is_err(), "seed {seed}: {kind}");
            told += 1;
        }
    }
    assert!(told >= 3_000, "only {told}");
}

/// Whatever others say within 72 hours, in whatever order: who has the words, and never gives
/// them away, stands on top or can get back there.
#[test]
fn nobody_robs_the_words_of_their_account() {
    let (mut said, mut robbed) = (0, 0);
    for seed in 1..=150 {
        let luck = &mut Luck(seed * 15_485_863);
        let mut play = Play::after(&[(PHONE, Add(LAPTOP)), (PHONE, Recovery(&[WORDS, FILE]))]);
        let mut tops: Vec<bool> = (0..play.links.len()).map(|it| it == 2).collect();
        for turn in 0..80 {
            let (by, say) = something(luck, &play);
            let fair = by != WORDS
                || match say {
                    Recovery(keys) => keys[0] == WORDS,
                    Undo(place) => tops[place],
                    _ => true,
                };
            if !fair || matches!(say, Wait(_)) || play.say(by, say).is_err() {
                continue;
            }
            said += 1;
            tops.push(play.chain.keys().rank(public(WORDS)) == Some(0));
            let open: Vec<_> = play.chain.undoable(public(WORDS), Millis(play.now)).collect();
            let back = (0..tops.len()).any(|it| tops[it] && open.contains(&play.hash(it)));
            let now = *tops.last().unwrap();
            robbed += usize::from(!now);
            assert!(now || back, "seed {seed}, turn {turn}: {by} says {say:?}");
        }
    }
    assert!(said > 2_000 && robbed > 200, "the play is worth watching: {said} said, {robbed} robbed");
}

/// A chain whose end is cut off is a good chain: that is why heads are signed, told to every
/// device, and pinned. It is never taken for the whole.
#[test]
fn a_chain_that_is_cut_off_has_another_head() {
    for seed in 1..=10 {
        let play = played(&mut Luck(seed), 0, 60);
        for length in 1..play.links.len() {
            let cut = Chain::read(&play.links[..length]).unwrap();
            assert_ne!(cut.head(), play.chain.head(), "seed {seed}");
        }
    }
}
