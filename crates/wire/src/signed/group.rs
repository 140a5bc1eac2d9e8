//! One signature for many: the signed parts are the leaves of a Merkle tree (RFC 9162, section 2.1), its root
//! alone is signed, and each part carries the hashes that lead from its leaf to that root. So whoever has one
//! part can check it without the others, and a server that has much to sign signs once.

use ed25519_dalek::{Signer, SigningKey};
use rules::Hash;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::{PublicKey, Signature, Signed, Unsigned};
use crate::limit::SIGNED_GROUP_MAX;

/// Stands before the size and the root that are signed. No purpose has this tag.
const GROUP_TAG: &[u8] = b"farlantern/v1/group\0";
const LEAF: [u8; 1] = [0];
const NODE: [u8; 1] = [1];

/// Where signed bytes lie in a group that was signed together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SignedGroup)]
pub struct Group {
    /// Leaves of the tree.
    pub size: u16,
    /// Which of them this is, from 0.
    pub leaf: u16,
    /// The hashes beside the way from the leaf to the root, the lowest first.
    pub path: Vec<Hash>,
}

impl Signed {
    /// Signs all of these with one signature; one alone without a group. What comes back is in their order.
    /// At most [`SIGNED_GROUP_MAX`] at once: what is beyond gets a signature of its own.
    pub fn sign_together(parts: Vec<Vec<u8>>, by: &SigningKey) -> Vec<Self> {
        let key = PublicKey(by.verifying_key().to_bytes());
        let mut signed = Vec::with_capacity(parts.len());
        let mut parts = parts.into_iter().peekable();
        while parts.peek().is_some() {
            let group: Vec<Vec<u8>> = parts.by_ref().take(SIGNED_GROUP_MAX.into()).collect();
            sign_group(group, by, key, &mut signed);
        }
        signed
    }
}

fn sign_group(mut group: Vec<Vec<u8>>, by: &SigningKey, key: PublicKey, signed: &mut Vec<Signed>) {
    if group.len() == 1 {
        signed.extend(group.pop().map(|bytes| {
            let signature = Signature(by.sign(&bytes).to_bytes());
            Signed { bytes, key, signature, group: None }
        }));
        return;
    }
    let size = group.len() as u16;
    let levels = levels(group.iter().map(|it| leaf(it)).collect());
    let root = levels.last().and_then(|it| it.first()).copied().unwrap_or(Hash([0; 32]));
    let signature = Signature(by.sign(&under(size, root)).to_bytes());
    signed.extend(group.into_iter().zip(0..).map(|(bytes, leaf)| {
        let group = Some(Box::new(Group { size, leaf, path: path(&levels, leaf) }));
        Signed { bytes, key, signature, group }
    }));
}

/// From the leaves to the root. Who has nobody beside it goes up as it is.
fn levels(leaves: Vec<Hash>) -> Vec<Vec<Hash>> {
    let mut levels = vec![leaves];
    while let Some(below) = levels.last().filter(|it| it.len() > 1) {
        let pair = |it: &[Hash]| match it {
            [left, right] => node(*left, *right),
            _ => it[0],
        };
        levels.push(below.chunks(2).map(pair).collect());
    }
    levels
}

fn path(levels: &[Vec<Hash>], leaf: u16) -> Vec<Hash> {
    let mut path = Vec::with_capacity(levels.len());
    let beside =
        levels.iter().enumerate().map(|(height, level)| level.get((usize::from(leaf) >> height) ^ 1));
    path.extend(beside.flatten());
    path
}

impl Group {
    /// Size, leaf, and the path as it is: 4 bytes, and 32 for each hash.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = [self.size.to_be_bytes(), self.leaf.to_be_bytes()].concat();
        self.path.iter().for_each(|it| bytes.extend(it.0));
        bytes
    }

    pub(crate) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let (size, rest) = bytes.split_first_chunk::<2>()?;
        let (leaf, rest) = rest.split_first_chunk::<2>()?;
        let (path, []) = rest.as_chunks::<32>() else { return None };
        let path = path.iter().map(|it| Hash(*it)).collect();
        Some(Self { size: u16::from_be_bytes(*size), leaf: u16::from_be_bytes(*leaf), path })
    }

    /// What was signed if these bytes are the leaf that it tells of.
    ///
    /// # Errors
    /// When it tells of no leaf of such a tree.
    pub(super) fn signed(&self, bytes: &[u8]) -> Result<Vec<u8>, Unsigned> {
        let root = self.root(bytes).ok_or(Unsigned::WrongSignature)?;
        Ok(under(self.size, root))
    }

    /// RFC 9162, section 2.1.3.2. Each group has one spelling: the path is as long as the tree asks for.
    fn root(&self, bytes: &[u8]) -> Option<Hash> {
        if self.size < 2 || self.size > SIGNED_GROUP_MAX || self.leaf >= self.size {
            return None;
        }
        let mut path = self.path.iter();
        let (mut at, mut last, mut hash) = (self.leaf, self.size - 1, leaf(bytes));
        while last > 0 {
            // The last of an odd number goes up as it is.
            if at % 2 == 1 {
                hash = node(*path.next()?, hash);
            } else if at < last {
                hash = node(hash, *path.next()?);
            }
            (at, last) = (at / 2, last / 2);
        }
        path.next().is_none().then_some(hash)
    }
}

fn under(size: u16, root: Hash) -> Vec<u8> {
    [GROUP_TAG, &size.to_be_bytes(), &root.0].concat()
}

fn leaf(bytes: &[u8]) -> Hash {
    Hash(Sha256::new().chain_update(LEAF).chain_update(bytes).finalize().into())
}

fn node(left: Hash, right: Hash) -> Hash {
    Hash(Sha256::new().chain_update(NODE).chain_update(left.0).chain_update(right.0).finalize().into())
}

#[cfg(test)]
mod tests;
