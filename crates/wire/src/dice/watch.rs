//! Whoever rolls watches: with the promise and the last receipt a lie of the server is seen at once.

use rules::dice::Unrolled;
use serde::{Deserialize, Serialize};

use super::{DicePlace, Doubt, Proof, Proven, RollReceipt, Wish, belongs, follows, promised};
use crate::signed::{PublicKey, Purpose, Signed};

/// What is remembered of a stream between two rolls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watch {
    pub place: DicePlace,
    /// The [`super::Promise`] that was given before.
    pub promise: Signed,
    /// The last [`RollReceipt`] under it.
    pub last: Option<Signed>,
}

/// A roll that was watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    pub proof: Proof,
    pub proven: Proven,
    /// It is in order, but one before it was not seen: its answer was lost, or kept back.
    pub gap: bool,
}

impl Watch {
    /// Begins to watch a stream whose promise has just come.
    ///
    /// # Errors
    /// When it is no promise of this server.
    pub fn begin(promise: Signed, pass: rules::Hash, server: &PublicKey) -> Result<Self, Doubt> {
        let stream = promised(&promise, server)?.stream;
        Ok(Self { place: DicePlace { stream, pass }, promise, last: None })
    }

    /// Looks at what came back for a wish. `next` is the promise that comes when this one is used up.
    ///
    /// # Errors
    /// Why it is not to be believed. What was remembered stays.
    pub fn see(
        &mut self,
        server: &PublicKey,
        wish: &Wish,
        receipt: Signed,
        next: Option<Signed>,
    ) -> Result<Watched, Doubt> {
        let promise = promised(&self.promise, server)?;
        let proof = Proof { promise: self.promise.clone(), receipt };
        if proof.server() != *server {
            return Err(Doubt::OtherServer);
        }
        let proven = proof.check()?;
        if proven.receipt.wish != *wish {
            return Err(Doubt::OtherWish);
        }
        let last: Option<RollReceipt> = match &self.last {
            Some(last) => Some(last.read(Purpose::Roll)?),
            None => None,
        };
        let gap = match follows(&promise, last.as_ref(), &proven.receipt) {
            Ok(()) => false,
            Err(Doubt::Order { expected, found }) if found > expected => {
                belongs(&promise, &proven.receipt)?;
                true
            }
            Err(doubt) => return Err(doubt),
        };
        match next {
            Some(next) => {
                let coming = promised(&next, server)?;
                let following = promise.generation.checked_add(1);
                let is_next = coming.stream == promise.stream && Some(coming.generation) == following;
                if !is_next {
                    return Err(Doubt::OtherPromise);
                }
                (self.promise, self.last) = (next, None);
            }
            None => self.last = Some(proof.receipt.clone()),
        }
        Ok(Watched { proof, proven, gap })
    }
}

impl Watched {
    /// Why there are no results, where with what fell it could not be rolled.
    pub fn failure(&self) -> Option<&Unrolled> {
        self.proven.rolls.as_ref().err()
    }
}
