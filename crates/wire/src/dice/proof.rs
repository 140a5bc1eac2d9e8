//! A roll with all that it takes to check it, as one word that fits into a link.

use std::{fmt, str::FromStr};

use rules::dice::{Expr, Roll, Unrolled};
use serde::{Deserialize, Serialize};

use super::{Doubt, Promise, RollReceipt, belongs, promised, rolled};
use crate::{
    encoding,
    limit::{PROOF_CHARS_MAX, SIGNED_BYTES_MAX},
    signed::{Group, PublicKey, Signature, Signed},
};

/// A receipt and the promise that it belongs to. As JSON it is the file that one can save.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    pub promise: Signed,
    pub receipt: Signed,
}

/// A roll that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    pub promise: Promise,
    pub receipt: RollReceipt,
    pub expr: Expr,
    /// Why there are none, where it could not be rolled.
    pub rolls: Result<Vec<Roll>, Unrolled>,
}

/// This is no proof of a roll.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("This is no receipt, or a part of it is missing.")]
pub struct NoProof;

impl Proof {
    /// Whose signature it is said to carry.
    pub fn server(&self) -> PublicKey {
        self.receipt.key
    }

    /// Checks it with nothing but itself: both are signed by the same key, the seed is the promised one, and
    /// the dice fall as it says. Whether that key is the server's that one trusts, is another question.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self) -> Result<Proven, Doubt> {
        let server = self.server();
        let promise = promised(&self.promise, &server)?;
        let receipt = rolled(&self.receipt, &server)?;
        belongs(&promise, &receipt)?;
        let expr = receipt.wish.read()?;
        let rolls = receipt.wish.roll_read(&expr, receipt.link, receipt.stream, receipt.index);
        Ok(Proven { promise, receipt, expr, rolls })
    }
}

/// `key.promise.signature.receipt.signature`, each in base64url; where one of them was signed together with
/// others, two more parts: the group of the promise and that of the receipt.
impl fmt::Display for Proof {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = encoding::encode;
        let (promise, receipt) = (&self.promise, &self.receipt);
        write!(out, "{}.{}.", part(&self.server().0), part(&promise.bytes))?;
        write!(out, "{}.{}.", part(&promise.signature.0), part(&receipt.bytes))?;
        out.write_str(&part(&receipt.signature.0))?;
        if promise.group.is_none() && receipt.group.is_none() {
            return Ok(());
        }
        let group = |it: &Signed| it.group.as_deref().map_or_else(Vec::new, Group::to_bytes);
        write!(out, ".{}.{}", part(&group(promise)), part(&group(receipt)))
    }
}

impl FromStr for Proof {
    type Err = NoProof;

    fn from_str(text: &str) -> Result<Self, NoProof> {
        if text.len() > PROOF_CHARS_MAX {
            return Err(NoProof);
        }
        let parts: Vec<&str> = text.split('.').collect();
        let (parts, [promise_group, receipt_group]) = match parts[..] {
            [key, promise, signed, receipt, sealed] => ([key, promise, signed, receipt, sealed], [""; 2]),
            // Without any group it has the shorter spelling.
            [.., "", ""] => return Err(NoProof),
            [key, promise, signed, receipt, sealed, first, second] => {
                ([key, promise, signed, receipt, sealed], [first, second])
            }
            _ => return Err(NoProof),
        };
        let [key, promise, promise_signature, receipt, receipt_signature] = parts;
        let key = PublicKey(encoding::decode_exact(key).ok_or(NoProof)?);
        let signed = |bytes: &str, signature: &str, group: &str| {
            let bytes = encoding::decode(bytes).filter(|it| it.len() <= SIGNED_BYTES_MAX)?;
            let mut signed = Signed::alone(bytes, key, Signature(encoding::decode_exact(signature)?));
            if !group.is_empty() {
                signed.group = Some(Box::new(Group::of_bytes(&encoding::decode(group)?)?));
            }
            Some(signed)
        };
        Ok(Self {
            promise: signed(promise, promise_signature, promise_group).ok_or(NoProof)?,
            receipt: signed(receipt, receipt_signature, receipt_group).ok_or(NoProof)?,
        })
    }
}
