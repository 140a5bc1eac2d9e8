//! The same laws on both databases: streams of dice, their promises, and links that are revealed once.

use std::collections::BTreeMap;

use rules::{
    Hash, StreamId,
    dice::{Amount, Dialect},
};
use wire::{
    Signed,
    dice::{Promise, Proof, RollReceipt, Wish, follows, promised, rolled},
    limit::PROMISE_LINKS_MAX,
};

use super::{
    ground::Ground,
    on_both,
    owner::{at, refused},
    player::NOW,
};
use crate::{Store, limit};

fn wish(expr: &str, share: u8) -> Wish {
    let values = BTreeMap::from([("str".to_owned(), Amount::whole(3))]);
    Wish { expr: expr.into(), dialect: Dialect::Avrae, values, times: 1, share: Hash([share; 32]) }
}

fn read_promise(store: &Store, signed: &Signed) -> Promise {
    promised(signed, &store.server_key()).unwrap()
}

fn read_receipt(store: &Store, signed: &Signed) -> RollReceipt {
    rolled(signed, &store.server_key()).unwrap()
}

on_both! {
    async fn a_stream_keeps_its_promise(ground: Ground) {
        let mut ground = ground;
        let (stream, signed) = ground.store.begin_dice(NOW).await.unwrap();
        let promise = read_promise(&ground.store, &signed);
        assert_eq!((promise.stream, promise.generation, promise.links), (stream, 0, PROMISE_LINKS_MAX));
        let mut before = None;
        for turn in 0..6 {
            let rolled = ground.store.roll_dice(stream, wish("4d6kh3+@str", turn), at(turn.into())).await.unwrap();
            assert_eq!(rolled.promise, signed, "the promise is the same bytes, whenever it is asked for");
            let receipt = read_receipt(&ground.store, &rolled.receipt);
            assert_eq!(follows(&promise, before.as_ref(), &receipt), Ok(()), "roll {turn}");
            assert_eq!(receipt.amounts, rolled.rolls.unwrap().iter().map(|it| it.amount).collect::<Vec<_>>());
            assert!(Proof { promise: rolled.promise, receipt: rolled.receipt }.check().is_ok());
            before = Some(receipt);
            // Nobody rolls with a link that was revealed before the server went down.
            ground.restart().await;
        }
        let (other, signed) = ground.store.begin_dice(NOW).await.unwrap();
        assert_ne!(other, stream);
        assert_ne!(read_promise(&ground.store, &signed).end, promise.end, "each stream has a secret of its own");
    }

    async fn a_promise_that_is_used_up_is_followed_by_the_next(ground: Ground) {
        let (stream, signed) = ground.store.begin_dice(NOW).await.unwrap();
        let mut promise = read_promise(&ground.store, &signed);
        let mut before = None;
        for turn in 0..=PROMISE_LINKS_MAX {
            let rolled = ground.store.roll_dice(stream, wish("1d20", 1), at(i64::from(turn))).await.unwrap();
            let receipt = read_receipt(&ground.store, &rolled.receipt);
            assert_eq!(follows(&promise, before.as_ref(), &receipt), Ok(()), "roll {turn}");
            assert_eq!(rolled.next.is_some(), turn + 1 == PROMISE_LINKS_MAX, "roll {turn}");
            before = Some(receipt);
            if let Some(next) = rolled.next {
                promise = read_promise(&ground.store, &next);
                assert_eq!(promise.generation, 1);
                before = None;
            }
        }
    }

    async fn many_at_once_share_no_link(ground: Ground) {
        let (stream, _) = ground.store.begin_dice(NOW).await.unwrap();
        let other = ground.another().await;
        let rolls = (0..20_u8).map(|turn| {
            let store = if turn % 2 == 0 { ground.store.clone() } else { other.clone() };
            tokio::spawn(async move { store.roll_dice(stream, wish("1d6", turn), NOW).await.unwrap().receipt })
        });
        let mut seen = Vec::new();
        for roll in rolls.collect::<Vec<_>>() {
            seen.push(read_receipt(&ground.store, &roll.await.unwrap()).index);
        }
        seen.sort_unstable();
        assert_eq!(seen, (0..20).collect::<Vec<u32>>());
    }

    async fn what_cannot_be_rolled_uses_no_link_unless_dice_fell(ground: Ground) {
        let (stream, signed) = ground.store.begin_dice(NOW).await.unwrap();
        let promise = read_promise(&ground.store, &signed);
        let roll = async |wish: Wish| ground.store.roll_dice(stream, wish, NOW).await;
        assert_eq!(refused(roll(wish("1d20 + banana", 1)).await.map(drop)), "DICE_MISREAD");
        assert_eq!(refused(roll(wish("1d20 + @dex", 1)).await.map(drop)), "DICE_UNROLLED");
        let mut many = wish("1d20", 1);
        many.times = 0;
        assert_eq!(refused(roll(many).await.map(drop)), "DICE_TOO_MUCH");
        let failed = roll(wish("1 / (1d1 - 1)", 1)).await.unwrap();
        assert!(failed.rolls.is_err());
        let first = read_receipt(&ground.store, &failed.receipt);
        assert_eq!(follows(&promise, None, &first), Ok(()), "it has its receipt");
        let second = read_receipt(&ground.store, &roll(wish("1d20", 1)).await.unwrap().receipt);
        assert_eq!(follows(&promise, Some(&first), &second), Ok(()));
        let nowhere = ground.store.roll_dice(StreamId([9; 16]), wish("1d20", 1), NOW).await;
        assert_eq!(refused(nowhere.map(drop)), "DICE_STREAM_UNKNOWN");
    }

    async fn a_roll_that_stands_alone_is_proven_and_leaves_nothing(ground: Ground) {
        let rolled = ground.store.roll_dice_alone(wish("4d6kh3+@str", 1), NOW).await.unwrap();
        let other = ground.store.roll_dice_alone(wish("4d6kh3+@str", 1), NOW).await.unwrap();
        assert_ne!(rolled.promise, other.promise, "each has a stream of its own");
        let proven = Proof { promise: rolled.promise, receipt: rolled.receipt }.check().unwrap();
        assert_eq!((proven.receipt.index, proven.promise.links), (0, 1), "there can be no second");
        assert_eq!(ground.rows("dice_streams").await, 0);
        assert_eq!(refused(ground.store.roll_dice_alone(wish("1d20+@dex", 1), NOW).await.map(drop)), "DICE_UNROLLED");
    }

    async fn many_at_once_are_each_proven(ground: Ground) {
        let (stream, _) = ground.store.begin_dice(NOW).await.unwrap();
        let rolls = (0..60_u8).map(|turn| {
            let store = ground.store.clone();
            async move {
                match turn % 2 {
                    0 => store.roll_dice(stream, wish("1d20+@str", turn), NOW).await,
                    _ => store.roll_dice_alone(wish("1d20+@str", turn), NOW).await,
                }
            }
        });
        for rolled in futures::future::join_all(rolls).await {
            let rolled = rolled.unwrap();
            let proof = Proof { promise: rolled.promise, receipt: rolled.receipt };
            let amounts = proof.check().unwrap().receipt.amounts;
            assert_eq!(amounts, rolled.rolls.unwrap().iter().map(|it| it.amount).collect::<Vec<_>>());
            assert_eq!(proof.to_string().parse(), Ok(proof));
        }
        let quiet = ground.store.roll_dice_alone(wish("1d20", 1), NOW).await.unwrap();
        assert!(quiet.receipt.group.is_none() && quiet.promise.group.is_none(), "few are signed one by one");
    }

    async fn more_streams_than_are_remembered_keep_their_promises(ground: Ground) {
        let mut streams = Vec::new();
        for _ in 0..limit::PROMISES_REMEMBERED_MAX + 3 {
            streams.push(ground.store.begin_dice(NOW).await.unwrap());
        }
        for (stream, promise) in &streams {
            let rolled = ground.store.roll_dice(*stream, wish("1d20", 1), NOW).await.unwrap();
            assert_eq!(rolled.promise, *promise);
        }
    }

    async fn streams_are_forgotten_and_never_come_back(ground: Ground) {
        let (unused, _) = ground.store.begin_dice(NOW).await.unwrap();
        let (used, _) = ground.store.begin_dice(NOW).await.unwrap();
        ground.store.roll_dice(used, wish("1d20", 1), NOW).await.unwrap();
        ground.store.sweep(at(limit::DICE_UNUSED_MILLIS - 1)).await.unwrap();
        assert_eq!(ground.rows("dice_streams").await, 2);
        ground.store.sweep(at(limit::DICE_UNUSED_MILLIS)).await.unwrap();
        assert_eq!(ground.rows("dice_streams").await, 1);
        let gone = ground.store.roll_dice(unused, wish("1d20", 1), NOW).await;
        assert_eq!(refused(gone.map(drop)), "DICE_STREAM_UNKNOWN");
        ground.store.sweep(at(limit::DICE_STREAM_MILLIS)).await.unwrap();
        assert_eq!(ground.rows("dice_streams").await, 0);
    }
}
