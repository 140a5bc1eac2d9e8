//! Streams of dice: a promise before the first roll, and for each roll a link that is revealed once.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use hmac::{Hmac, KeyInit, Mac};
use rules::{
    Hash, StreamId,
    dice::{Expr, Roll, Unrolled},
};
use sha2::Sha256;
use wire::{
    Millis, Purpose, Signed,
    dice::{Doubt, Links, Promise, RollReceipt, Wish},
    error,
    limit::PROMISE_LINKS_MAX,
};

use crate::{Store, StoreError, keys::ServerKeys, limit::PROMISES_REMEMBERED_MAX, writer::Job};

/// A roll that was made and can be proven.
#[derive(Clone, Debug)]
pub struct DiceRolled {
    pub expr: Expr,
    /// Why there are none, where it could not be rolled with what fell.
    pub rolls: Result<Vec<Roll>, Unrolled>,
    /// A [`RollReceipt`].
    pub receipt: Signed,
    /// The [`Promise`] that it belongs to.
    pub promise: Signed,
    /// The promise for the next roll, where this one was used up.
    pub next: Option<Signed>,
}

/// A link that belongs to one roll alone from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Taken {
    pub(crate) promise: Promised,
    pub(crate) index: u32,
    /// What is promised next, where that was the last link.
    pub(crate) next: Option<Promised>,
}

/// Which promise of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Promised {
    pub(crate) generation: u32,
    pub(crate) at: Millis,
}

/// A stream as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DiceStream {
    pub(crate) promise: Promised,
    pub(crate) links_used: u32,
    pub(crate) used_at: Millis,
}

impl DiceStream {
    pub(crate) fn begun(now: Millis) -> Self {
        Self { promise: Promised { generation: 0, at: now }, links_used: 0, used_at: now }
    }

    /// Takes the next link; after the last one stands another promise.
    pub(crate) fn take(&mut self, now: Millis) -> Taken {
        let (promise, index) = (self.promise, self.links_used);
        self.used_at = now;
        self.links_used += 1;
        let used_up = self.links_used >= PROMISE_LINKS_MAX;
        if used_up {
            self.promise = Promised { generation: promise.generation + 1, at: now };
            self.links_used = 0;
        }
        Taken { promise, index, next: used_up.then_some(self.promise) }
    }
}

impl Store {
    /// Begins a stream: its promise is known before anything is rolled.
    pub async fn begin_dice(&self, now: Millis) -> Result<(StreamId, Signed), StoreError> {
        let stream = fresh_stream()?;
        self.ask(|reply| Job::BeginDice { stream, now, reply }).await??;
        let first = DiceStream::begun(now).promise;
        Ok((stream, self.promise(stream, first).signed.clone()))
    }

    /// Rolls once on a stream. The link counts as used before anybody learns what it brings.
    ///
    /// # Errors
    /// `DICE_MISREAD`, `DICE_TOO_MUCH`, `DICE_UNROLLED` when a value is missing: no link was used.
    /// `DICE_STREAM_UNKNOWN`.
    pub async fn roll_dice(
        &self,
        stream: StreamId,
        wish: Wish,
        now: Millis,
    ) -> Result<DiceRolled, StoreError> {
        let expr = wish.read().map_err(|doubt| refused_dice(&doubt))?;
        let taken = self.ask(|reply| Job::TakeLink { stream, now, reply }).await??;
        let promise = self.promise(stream, taken.promise);
        let made = Made::of(stream, taken, &promise.links, (&expr, wish), now)?;
        let receipt = self.inner.signer.sign(made.bytes).await?;
        let next = taken.next.map(|it| self.promise(stream, it).signed.clone());
        Ok(DiceRolled { expr, rolls: made.rolls, receipt, promise: promise.signed.clone(), next })
    }

    /// Rolls once, on a stream of its own that nothing is kept of: it promises one link and can have no
    /// second roll.
    ///
    /// # Errors
    /// As above, but for the stream.
    pub async fn roll_dice_alone(&self, wish: Wish, now: Millis) -> Result<DiceRolled, StoreError> {
        let expr = wish.read().map_err(|doubt| refused_dice(&doubt))?;
        let (stream, taken) = (fresh_stream()?, DiceStream::begun(now).take(now));
        let (links, promise) = self.inner.keys.promise(stream, taken.promise, 1);
        let made = Made::of(stream, taken, &links, (&expr, wish), now)?;
        let signer = &self.inner.signer;
        let (promise, receipt) = tokio::try_join!(signer.sign(promise), signer.sign(made.bytes))?;
        Ok(DiceRolled { expr, rolls: made.rolls, receipt, promise, next: None })
    }

    /// A promise that was given; for the same one always the same bytes under the same signature.
    fn promise(&self, stream: StreamId, of: Promised) -> Arc<Given> {
        let known = || self.inner.promises.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(given) = known().get(&(stream, of)) {
            return given.clone();
        }
        let (links, bytes) = self.inner.keys.promise(stream, of, PROMISE_LINKS_MAX);
        let given = Arc::new(Given { links, signed: self.inner.keys.sign(bytes) });
        let mut known = known();
        if known.len() >= PROMISES_REMEMBERED_MAX {
            known.clear();
        }
        known.insert((stream, of), given.clone());
        given
    }
}

/// Promises that streams are rolled on just now: their links take longer to find than a roll does.
pub(crate) type Promises = Mutex<HashMap<(StreamId, Promised), Arc<Given>>>;

pub(crate) struct Given {
    links: Links,
    signed: Signed,
}

/// A roll, and what is to be signed of it.
struct Made {
    rolls: Result<Vec<Roll>, Unrolled>,
    bytes: Vec<u8>,
}

impl Made {
    fn of(
        stream: StreamId,
        taken: Taken,
        links: &Links,
        (expr, wish): (&Expr, Wish),
        now: Millis,
    ) -> Result<Self, StoreError> {
        let (generation, index) = (taken.promise.generation, taken.index);
        let link = links.link(index).ok_or_else(|| StoreError::corrupt("a promise without its link"))?;
        let rolls = wish.roll_read(expr, link, stream, index);
        let amounts = rolls.iter().flatten().map(|it| it.amount).collect();
        let receipt = RollReceipt { stream, generation, index, link, wish, amounts, time: now };
        Ok(Self { rolls, bytes: Signed::bytes_of(Purpose::Roll, &receipt) })
    }
}

fn fresh_stream() -> Result<StreamId, StoreError> {
    let mut id = [0; 16];
    getrandom::fill(&mut id).map_err(StoreError::corrupt)?;
    Ok(StreamId(id))
}

impl ServerKeys {
    /// The links of a promise, and what is signed of it.
    fn promise(&self, stream: StreamId, of: Promised, links: u32) -> (Links, Vec<u8>) {
        let links = Links::of(self.dice_secret(stream, of), links);
        let (end, count) = (links.end(), links.count());
        let promise = Promise { stream, generation: of.generation, end, links: count, time: of.at };
        (links, Signed::bytes_of(Purpose::Promise, &promise))
    }

    fn dice_secret(&self, stream: StreamId, of: Promised) -> Hash {
        let key = self.secret("dice");
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&key).expect("any key will do");
        mac.update(&stream.0);
        mac.update(&of.generation.to_be_bytes());
        mac.update(&of.at.0.to_be_bytes());
        Hash(mac.finalize().into_bytes().into())
    }
}

/// What a wish is told that cannot be rolled.
pub fn refused_dice(doubt: &Doubt) -> StoreError {
    match doubt {
        Doubt::Misread(why) => StoreError::because(&error::DICE_MISREAD, why),
        Doubt::Unrolled(why) => StoreError::because(&error::DICE_UNROLLED, why),
        Doubt::Size => StoreError::because(&error::DICE_TOO_MUCH, doubt),
        _ => StoreError::corrupt(doubt),
    }
}
