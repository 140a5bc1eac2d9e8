//! Tests of the hub: who hears what, and who has to go.

use rules::Hash;
use tokio::sync::oneshot::error::TryRecvError;
use wire::socket::read;

use super::*;
use crate::socket::frame::tests::{event, positions};

const ADA: AccountId = AccountId([1; 32]);
const BEN: AccountId = AccountId([2; 32]);

fn key(seed: u8) -> PublicKey {
    PublicKey([seed; 32])
}

fn hub() -> Arc<Hub> {
    let hub = Arc::<Hub>::default();
    hub.begin(Position(10));
    hub
}

fn fed(account: AccountId, position: i64) -> Fed {
    Fed { position: Position(position), account, what: FedWhat::Event(Box::new(event(position, 3))) }
}

fn keys(account: AccountId, position: i64) -> Fed {
    Fed { position: Position(position), account, what: FedWhat::Keys(Hash([position as u8; 32])) }
}

/// Everything that waits for a tab, event by event.
fn heard(joined: &mut Joined) -> Vec<i64> {
    let mut all = Vec::new();
    while let Ok(frame) = joined.frames.try_recv() {
        all.extend(frame.behind(joined.seam).as_deref().map(positions).unwrap_or_default());
    }
    all
}

fn present(joined: &mut Joined) -> Vec<(u8, u16)> {
    match read(&joined.present.borrow_and_update()) {
        Some(FromServer::Present(all)) => all.iter().map(|it| (it.key.0[0], it.tabs)).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn everyone_hears_what_is_theirs_from_the_seam_on() {
    let hub = hub();
    let (ada, _word) = hub.enter(ADA, key(1), [1; 16]).unwrap();
    let (early, _word) = hub.enter(ADA, key(2), [2; 16]).unwrap();
    let (ben, _word) = hub.enter(BEN, key(3), [3; 16]).unwrap();
    let (mut early, mut ben) = (early.join().unwrap(), ben.join().unwrap());
    hub.dispatch(vec![fed(ADA, 11), fed(BEN, 12), fed(ADA, 13)], Instant::now());
    let mut late = ada.join().unwrap();
    assert_eq!((early.seam, ben.seam, late.seam), (Position(10), Position(10), Position(13)));
    hub.dispatch(vec![fed(BEN, 14), keys(ADA, 15), fed(ADA, 16), keys(ADA, 17)], Instant::now());
    hub.dispatch(vec![fed(AccountId([9; 32]), 18)], Instant::now());
    assert_eq!(hub.cursor(), Some(Position(18)));
    assert_eq!(heard(&mut ben), [12, 14]);
    let first = early.frames.try_recv().unwrap();
    assert_eq!(positions(&first.behind(Position(10)).unwrap()), [11, 13]);
    for joined in [&mut early, &mut late] {
        let (events, word) = (joined.frames.try_recv().unwrap(), joined.frames.try_recv().unwrap());
        assert_eq!(positions(&events.behind(Position(13)).unwrap()), [16]);
        let word = read::<FromServer>(&word.behind(Position(99)).unwrap());
        assert_eq!(word, Some(FromServer::Keys(Hash([17; 32]))), "the last head is the one that counts");
        assert!(joined.frames.try_recv().is_err());
    }
}

/// Joining at any moment between what is told on leaves no gap and no double.
#[test]
fn a_seam_at_every_place() {
    for joins_at in 0..6 {
        let hub = hub();
        let (seat, _word) = hub.enter(ADA, key(1), [1; 16]).unwrap();
        let mut joined = None;
        for round in 0..6 {
            if round == joins_at {
                joined = seat.join();
            }
            let first = 11 + round * 3;
            hub.dispatch((first..first + 3).map(|it| fed(ADA, it)).collect(), Instant::now());
        }
        let mut joined = joined.unwrap();
        let behind: Vec<i64> = (joined.seam.0 + 1..=28).collect();
        assert_eq!(heard(&mut joined), behind);
        assert_eq!(behind.len() as i64, 3 * (6 - joins_at));
    }
}

#[test]
fn who_cannot_keep_up_is_sent_away_and_nobody_else() {
    let hub = hub();
    let (slow, mut word) = hub.enter(ADA, key(1), [1; 16]).unwrap();
    let (swift, mut other) = hub.enter(ADA, key(1), [2; 16]).unwrap();
    let (mut slow, mut swift) = (slow.join().unwrap(), swift.join().unwrap());
    let mut swiftly = Vec::new();
    for position in 11..=11 + TAB_FRAMES_MAX as i64 + 5 {
        hub.dispatch(vec![fed(ADA, position)], Instant::now());
        swiftly.extend(heard(&mut swift));
    }
    assert_eq!(word.try_recv(), Ok(Closing::TooSlow));
    assert_eq!(other.try_recv(), Err(TryRecvError::Empty));
    assert_eq!(swiftly.len(), TAB_FRAMES_MAX + 6);
    let slowly = heard(&mut slow);
    assert_eq!(slowly, (11..11 + TAB_FRAMES_MAX as i64).collect::<Vec<_>>(), "whole up to where it ends");
    assert_eq!(present(&mut swift), [(1, 1)]);
}

#[test]
fn who_is_here_is_told_when_it_changes() {
    let hub = hub();
    let (ada, _word) = hub.enter(ADA, key(1), [1; 16]).unwrap();
    let mut first = ada.join().unwrap();
    assert_eq!(present(&mut first), [(1, 1)]);
    let (more, mut word) = hub.enter(ADA, key(2), [2; 16]).unwrap();
    assert!(!first.present.has_changed().unwrap(), "who has not said hello is not here");
    let mut second = more.join().unwrap();
    assert!(second.present.has_changed().unwrap());
    let (again, _word) = hub.enter(ADA, key(2), [2; 16]).unwrap();
    let third = again.join().unwrap();
    assert_eq!((present(&mut first), present(&mut second)), (vec![(1, 1), (2, 2)], vec![(1, 1), (2, 2)]));
    drop((again, third));
    assert_eq!(present(&mut first), [(1, 1), (2, 1)]);
    hub.end_sessions(&HashSet::from([[2; 16]]));
    assert_eq!(present(&mut first), [(1, 1)], "gone at once, however slowly its socket ends");
    assert_eq!(word.try_recv(), Ok(Closing::SessionEnded));
    assert!(more.join().is_none(), "and it does not come back into this seat");
    let (ben, _word) = hub.enter(BEN, key(1), [3; 16]).unwrap();
    assert_eq!(present(&mut ben.join().unwrap()), [(1, 1)]);
    assert!(!first.present.has_changed().unwrap(), "other accounts are nobody's business");
}

#[test]
fn the_sessions_of_those_who_have_not_said_hello_count_too() {
    let hub = hub();
    let (_waiting, mut word) = hub.enter(ADA, key(1), [7; 16]).unwrap();
    let (_also, mut other) = hub.enter(BEN, key(1), [8; 16]).unwrap();
    let (_twice, _word) = hub.enter(BEN, key(1), [8; 16]).unwrap();
    assert_eq!(hub.lineages(), [[7; 16], [8; 16]]);
    hub.end_sessions(&HashSet::from([[7; 16]]));
    assert_eq!(word.try_recv(), Ok(Closing::SessionEnded));
    assert_eq!(other.try_recv(), Err(TryRecvError::Empty));
}

#[tokio::test]
async fn places_are_few_and_come_back() {
    let hub = hub();
    let enter = |account| hub.enter(account, key(1), [1; 16]);
    let mut seats: Vec<_> = (0..SOCKETS_PER_ACCOUNT_MAX).map(|_| enter(ADA).unwrap()).collect();
    assert_eq!(enter(ADA).err(), Some(Closing::TooMany));
    let other = enter(BEN).unwrap();
    seats.pop();
    seats.push(enter(ADA).unwrap());
    let mut crowd = Vec::new();
    for n in 0.. {
        let account = AccountId([n as u8 + 3; 32]);
        let room = (0..SOCKETS_PER_ACCOUNT_MAX).map_while(|_| enter(account).ok());
        let before = crowd.len();
        crowd.extend(room);
        if crowd.len() - before < SOCKETS_PER_ACCOUNT_MAX {
            break;
        }
    }
    assert_eq!(crowd.len() + seats.len() + 1, SOCKETS_MAX);
    drop((seats, other, crowd));
    hub.emptied().await;
    assert!(hub.lineages().is_empty());
    assert!(enter(ADA).is_ok());
}

#[test]
fn goodbye_is_for_everybody_and_for_good() {
    let hub = hub();
    let (ada, mut first) = hub.enter(ADA, key(1), [1; 16]).unwrap();
    let (_ben, mut second) = hub.enter(BEN, key(1), [2; 16]).unwrap();
    let mut joined = ada.join().unwrap();
    hub.say_goodbye();
    assert_eq!((first.try_recv(), second.try_recv()), (Ok(Closing::Goodbye), Ok(Closing::Goodbye)));
    assert_eq!(hub.enter(ADA, key(1), [1; 16]).err(), Some(Closing::Goodbye));
    hub.dispatch(vec![fed(ADA, 11)], Instant::now());
    assert!(joined.frames.try_recv().is_err());
}

#[tokio::test]
async fn nothing_is_told_before_there_is_a_beginning_and_nothing_twice() {
    let hub = Arc::<Hub>::default();
    let (seat, _word) = hub.enter(ADA, key(1), [1; 16]).unwrap();
    assert!(seat.join().is_none());
    let waits = tokio::spawn({
        let hub = hub.clone();
        async move { hub.begun().await }
    });
    hub.begin(Position(5));
    hub.begin(Position(3));
    waits.await.unwrap();
    assert_eq!(seat.join().unwrap().seam, Position(5));
    assert!(!hub.skip_to(Position(9)), "somebody is here");
    drop(seat);
    assert!(hub.skip_to(Position(9)));
    assert!(hub.skip_to(Position(7)), "but never back");
    assert_eq!(hub.cursor(), Some(Position(9)));
}
