//! Streams of dice: a promise before the first roll, and for each roll a link that is revealed once.

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

use crate::{Store, StoreError, keys::ServerKeys, writer::Job};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
        Ok((stream, self.inner.keys.promise(stream, first).1))
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
        wish.read().map_err(|doubt| refused_dice(&doubt))?;
        let taken = self.ask(|reply| Job::TakeLink { stream, now, reply }).await??;
        self.rolled(stream, taken, wish, now)
    }

    /// Rolls once, on a stream of its own that nothing is kept of: it can have no second roll.
    ///
    /// # Errors
    /// As above, but for the stream.
    pub fn roll_dice_alone(&self, wish: Wish, now: Millis) -> Result<DiceRolled, StoreError> {
        wish.read().map_err(|doubt| refused_dice(&doubt))?;
        let taken = DiceStream::begun(now).take(now);
        self.rolled(fresh_stream()?, taken, wish, now)
    }

    fn rolled(
        &self,
        stream: StreamId,
        taken: Taken,
        wish: Wish,
        now: Millis,
    ) -> Result<DiceRolled, StoreError> {
        let expr = wish.read().map_err(|doubt| refused_dice(&doubt))?;
        let keys = &self.inner.keys;
        let (links, promise) = keys.promise(stream, taken.promise);
        let link =
            links.link(taken.index).ok_or_else(|| StoreError::corrupt("a promise without its link"))?;
        let rolls = match wish.roll(link, stream, taken.index) {
            Ok(rolls) => Ok(rolls),
            Err(Doubt::Unrolled(why)) => Err(why),
            Err(doubt) => return Err(refused_dice(&doubt)),
        };
        let amounts = rolls.iter().flatten().map(|it| it.amount).collect();
        let (generation, index) = (taken.promise.generation, taken.index);
        let receipt = RollReceipt { stream, generation, index, link, wish, amounts, time: now };
        let receipt = keys.sign(Signed::bytes_of(Purpose::Roll, &receipt));
        let next = taken.next.map(|it| keys.promise(stream, it).1);
        Ok(DiceRolled { expr, rolls, receipt, promise, next })
    }
}

fn fresh_stream() -> Result<StreamId, StoreError> {
    let mut id = [0; 16];
    getrandom::fill(&mut id).map_err(StoreError::corrupt)?;
    Ok(StreamId(id))
}

impl ServerKeys {
    /// The links of a promise, and the promise itself; for the same promise always the same bytes.
    fn promise(&self, stream: StreamId, of: Promised) -> (Links, Signed) {
        let links = Links::of(self.dice_secret(stream, of), PROMISE_LINKS_MAX);
        let (end, count) = (links.end(), links.count());
        let promise = Promise { stream, generation: of.generation, end, links: count, time: of.at };
        let signed = self.sign(Signed::bytes_of(Purpose::Promise, &promise));
        (links, signed)
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
