//! Rolls that anybody can check. Before anything is rolled a server promises the end of a chain of hashes;
//! each roll of a stream reveals the link before it. What falls comes from that link and from a share that
//! the player chose without knowing the link: neither side alone decides. So whoever holds the promise and
//! the receipts needs nobody to check them.

mod post;
mod proof;
mod watch;

use std::collections::BTreeMap;

pub use post::{DicePlace, DiceStream, DiceValue, RollAnswer, RollPost, RollView, ShareView};
pub use proof::{NoProof, Proof, Proven};
pub use watch::{Watch, Watched};

use hmac::{Hmac, KeyInit, Mac};
use rules::{
    Hash, StreamId,
    dice::{self, Amount, Dialect, Expr, Misread, Roll, Stream, Unrolled},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use crate::{
    limit::{DICE_VALUES_MAX, PROMISE_LINKS_MAX, ROLLS_PER_RECEIPT_MAX, WISH_BYTES_MAX},
    number::Millis,
    signed::{PublicKey, Purpose, Signed, Unsigned},
};

/// Stands before a link where the next one is made of it, and before everything that a seed is made of.
const LINK_TAG: &[u8] = b"farlantern/v1/dice-link\0";
const SEED_TAG: &[u8] = b"farlantern/v1/dice-seed\0";

/// What a server signs before it rolls for a stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    pub stream: StreamId,
    /// Counts the promises of a stream.
    pub generation: u32,
    /// What the first link hashes to.
    pub end: Hash,
    pub links: u32,
    pub time: Millis,
}

/// What is to be rolled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DiceWish)]
pub struct Wish {
    pub expr: String,
    #[serde(default)]
    pub dialect: Dialect,
    /// What stands behind its references.
    #[serde(default)]
    pub values: BTreeMap<String, Amount>,
    pub times: u16,
    /// The player's part of the seed: fresh bytes, or the hash of a signed command.
    pub share: Hash,
}

/// What a server signs for a roll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RollReceipt {
    pub stream: StreamId,
    pub generation: u32,
    /// Which roll of the promise this is, from 0.
    pub index: u32,
    /// The link that is revealed. It hashes to the one that was revealed before, or to the promised end.
    pub link: Hash,
    pub wish: Wish,
    /// None at all: with what fell it could not be rolled.
    pub amounts: Vec<Amount>,
    pub time: Millis,
}

/// Why a roll is not to be believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Doubt {
    #[error(transparent)]
    Unsigned(#[from] Unsigned),
    #[error("Another server signed this.")]
    OtherServer,
    #[error("This belongs to another promise.")]
    OtherPromise,
    #[error("A promise has from 1 to {PROMISE_LINKS_MAX} links, and this roll is none of them.")]
    Links,
    #[error(
        "A roll is missing, or this one was made twice: number {expected} was expected, and this is {found}."
    )]
    Order { expected: u32, found: u32 },
    #[error("The seed is not the one that was promised.")]
    Link,
    #[error("The expression cannot be read: {0}")]
    Misread(#[from] Misread),
    #[error("The expression cannot be rolled: {0}")]
    Unrolled(#[from] Unrolled),
    #[error(
        "A receipt rolls from 1 to {ROLLS_PER_RECEIPT_MAX} times, with at most {DICE_VALUES_MAX} values and \
         {WISH_BYTES_MAX} bytes in all."
    )]
    Size,
    #[error("This is the receipt of something else than what was to be rolled.")]
    OtherWish,
    #[error("The dice fell otherwise: this seed gives another result.")]
    Result,
}

/// The links of one promise, from the one that is revealed first. Whoever knows them knows every roll.
#[derive(Clone)]
pub struct Links(Vec<Hash>);

impl Links {
    /// `secret` belongs to one stream and one generation alone.
    pub fn of(secret: Hash, links: u32) -> Self {
        let mut all = vec![secret];
        for _ in 1..links.clamp(1, PROMISE_LINKS_MAX) {
            let last = all[all.len() - 1];
            all.push(hashed(last));
        }
        all.reverse();
        Self(all)
    }

    /// What is promised.
    pub fn end(&self) -> Hash {
        hashed(self.0[0])
    }

    /// None: the promise is used up.
    pub fn link(&self, index: u32) -> Option<Hash> {
        self.0.get(usize::try_from(index).ok()?).copied()
    }

    pub fn count(&self) -> u32 {
        self.0.len() as u32
    }
}

fn hashed(link: Hash) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(LINK_TAG);
    hasher.update(link.0);
    Hash(hasher.finalize().into())
}

/// The dice of a roll.
fn stream(link: Hash, stream: StreamId, index: u32, share: Hash) -> Stream {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&link.0).expect("any key will do");
    mac.update(SEED_TAG);
    mac.update(&stream.0);
    mac.update(&index.to_be_bytes());
    mac.update(&share.0);
    Stream::of(mac.finalize().into_bytes().into())
}

impl Wish {
    /// Rolls it with a link.
    ///
    /// # Errors
    /// When it cannot be rolled, or is larger than a receipt may be.
    pub fn roll(&self, link: Hash, of: StreamId, index: u32) -> Result<Vec<Roll>, Doubt> {
        Ok(self.roll_read(&self.read()?, link, of, index)?)
    }

    /// The same with what [`Wish::read`] understood, for who read it before.
    ///
    /// # Errors
    /// When it cannot be rolled.
    pub fn roll_read(
        &self,
        expr: &Expr,
        link: Hash,
        of: StreamId,
        index: u32,
    ) -> Result<Vec<Roll>, Unrolled> {
        let mut dice = stream(link, of, index, self.share);
        let values = |name: &str| self.values.get(name).copied();
        (0..self.times).map(|_| dice::roll(expr, &values, &mut dice)).collect()
    }

    /// Understands it. What comes of it was not rolled yet, so nothing is used up.
    ///
    /// # Errors
    /// When it cannot be read, is larger than a receipt may be, or asks for a value that it does not bring.
    pub fn read(&self) -> Result<Expr, Doubt> {
        if !self.fits() {
            return Err(Doubt::Size);
        }
        let expr = dice::parse(&self.expr, self.dialect)?;
        let unknown = expr.references().into_iter().find(|name| !self.values.contains_key(*name));
        match unknown {
            Some(name) => Err(Unrolled::Unknown(name.to_owned()).into()),
            None => Ok(expr),
        }
    }

    /// Whether its receipt fits under a signature, whatever the dice say.
    fn fits(&self) -> bool {
        // A byte becomes at most six in JSON, and what is beside the expression never has so many.
        let short = self.values.is_empty() && 6 * self.expr.len() <= WISH_BYTES_MAX / 2;
        (1..=ROLLS_PER_RECEIPT_MAX).contains(&self.times)
            && self.values.len() <= DICE_VALUES_MAX
            && (short || serde_json::to_vec(self).is_ok_and(|it| it.len() <= WISH_BYTES_MAX))
    }
}

/// A promise that a server signed.
///
/// # Errors
/// What is wrong with it.
pub fn promised(signed: &Signed, server: &PublicKey) -> Result<Promise, Doubt> {
    let promise: Promise = opened(signed, server, Purpose::Promise)?;
    if (1..=PROMISE_LINKS_MAX).contains(&promise.links) { Ok(promise) } else { Err(Doubt::Links) }
}

/// A receipt by itself: the server signed it, and its seed gives what it says. Whether the seed was promised
/// is told by [`follows`].
///
/// # Errors
/// What is wrong with it.
pub fn rolled(signed: &Signed, server: &PublicKey) -> Result<RollReceipt, Doubt> {
    let receipt: RollReceipt = opened(signed, server, Purpose::Roll)?;
    let amounts = match receipt.wish.roll(receipt.link, receipt.stream, receipt.index) {
        Ok(rolls) => rolls.iter().map(|it| it.amount).collect(),
        Err(Doubt::Unrolled(_)) => Vec::new(),
        Err(doubt) => return Err(doubt),
    };
    let same = amounts == receipt.amounts;
    if same { Ok(receipt) } else { Err(Doubt::Result) }
}

fn opened<T: serde::de::DeserializeOwned>(
    signed: &Signed,
    server: &PublicKey,
    purpose: Purpose,
) -> Result<T, Doubt> {
    if signed.key != *server {
        return Err(Doubt::OtherServer);
    }
    Ok(signed.open(purpose)?)
}

/// Whether a receipt is the next one of a promise, after `before`; none: the first.
///
/// # Errors
/// What does not fit.
pub fn follows(promise: &Promise, before: Option<&RollReceipt>, next: &RollReceipt) -> Result<(), Doubt> {
    if (next.stream, next.generation) != (promise.stream, promise.generation) {
        return Err(Doubt::OtherPromise);
    }
    let (expected, end) = before.map_or((0, promise.end), |it| (it.index.saturating_add(1), it.link));
    if next.index != expected {
        return Err(Doubt::Order { expected, found: next.index });
    }
    if next.index >= promise.links {
        return Err(Doubt::Links);
    }
    if hashed(next.link) == end { Ok(()) } else { Err(Doubt::Link) }
}

/// A receipt that is shown without those before it: hashed often enough, its link is the promised end.
///
/// # Errors
/// What does not fit.
pub fn belongs(promise: &Promise, receipt: &RollReceipt) -> Result<(), Doubt> {
    if (receipt.stream, receipt.generation) != (promise.stream, promise.generation) {
        return Err(Doubt::OtherPromise);
    }
    if receipt.index >= promise.links {
        return Err(Doubt::Links);
    }
    let end = (0..=receipt.index).fold(receipt.link, |link, _| hashed(link));
    if end == promise.end { Ok(()) } else { Err(Doubt::Link) }
}

#[cfg(test)]
mod tests;
