//! The file of a re-entry key, `reentry-<server>-<account>.json`: its seed, sealed with what the
//! server tells a live session, bound to its account and to itself. Its shape is guarded by a sample
//! in `tests/golden`.

use ed25519_dalek::SigningKey;
use rules::AccountId;
use serde::{Deserialize, Serialize};
use wire::{
    PublicKey,
    account::{ReentryPost, Released},
    encoding,
};
use zeroize::Zeroizing;

use super::folder;
use crate::{chance, identity, link, page, place, trouble::Trouble};

const KIND: &str = "farlantern-reentry";
const VERSION: u32 = 1;
const TAG: &[u8] = b"farlantern/v1/reentry/file\0";
const DOOR: &str = "/api/v1/account/reentry";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct File {
    kind: String,
    v: u32,
    pub(super) account: AccountId,
    /// The device that keeps it.
    pub(super) device: PublicKey,
    /// The re-entry key.
    pub(super) key: PublicKey,
    iv: String,
    /// 32 bytes, and the 16 of the cipher's mark.
    sealed: String,
}

impl File {
    /// A new re-entry key for the device of this session, and the file that it lies in. Nothing is
    /// kept yet.
    pub(super) async fn make(account: AccountId, device: PublicKey) -> Result<(Self, SigningKey), Trouble> {
        let mut seed = Zeroizing::new([0; 32]);
        chance::fill(&mut seed[..])?;
        let signing = SigningKey::from_bytes(&seed);
        let key = PublicKey(signing.verifying_key().to_bytes());
        let iv = chance::bytes::<12>()?;
        let wrapping = wrapping(key).await?;
        let sealed = identity::sealed_with(&wrapping, &about(account, key), &iv, &seed[..]).await?;
        let (iv, sealed) = (encoding::encode(&iv), encoding::encode(&sealed));
        Ok((Self { kind: KIND.into(), v: VERSION, account, device, key, iv, sealed }, signing))
    }

    /// The re-entry key, if the server tells this session what opens the file.
    pub(super) async fn open(&self) -> Result<SigningKey, Trouble> {
        let iv: [u8; 12] = encoding::decode_exact(&self.iv).ok_or_else(unreadable)?;
        let sealed: [u8; 48] = encoding::decode_exact(&self.sealed).ok_or_else(unreadable)?;
        let wrapping = wrapping(self.key).await?;
        let open = identity::unsealed_with(&wrapping, &about(self.account, self.key), &iv, &sealed).await?;
        let seed: Zeroizing<[u8; 32]> = Zeroizing::new(open[..].try_into().ok().ok_or_else(unreadable)?);
        let signing = SigningKey::from_bytes(&seed);
        let its = signing.verifying_key().to_bytes() == self.key.0;
        if its { Ok(signing) } else { Err(unreadable()) }
    }

    /// The file of an account on this page's server, if there is one that this version can read.
    pub(super) async fn of(account: AccountId) -> Option<Self> {
        let text = folder::read(&name(account)?).await?;
        let file: Self = serde_json::from_str(&text).ok()?;
        (file.kind == KIND && file.v == VERSION && file.account == account).then_some(file)
    }

    /// Tells whether it is kept.
    pub(super) async fn keep(&self) -> bool {
        match (name(self.account), serde_json::to_string(self)) {
            (Some(name), Ok(text)) => folder::write(&name, &text).await,
            _ => false,
        }
    }
}

/// Whether there is any file of this page's server.
pub(super) async fn any() -> bool {
    let Some(begin) = begin() else { return false };
    // Those of other places are of devices that are not lost.
    let may_be_of_here = |it: &String| {
        let account = it.strip_prefix(&begin).and_then(|it| it.strip_suffix(".json")?.parse().ok());
        account.is_some_and(|it| place::other_of(it).is_none())
    };
    folder::names().await.iter().any(may_be_of_here)
}

pub(super) async fn remove(account: AccountId) {
    if let Some(name) = name(account) {
        folder::remove(&name).await;
    }
}

/// What the server tells the session of this browser.
async fn wrapping(key: PublicKey) -> Result<Zeroizing<[u8; 32]>, Trouble> {
    let released: Released = link::post(DOOR, &ReentryPost { key }).await?;
    let wrapping = Zeroizing::new(released.wrapping);
    Ok(Zeroizing::new(wrapping[..].try_into().ok().ok_or_else(unreadable)?))
}

/// What is sealed along with the seed, without being hidden.
fn about(account: AccountId, key: PublicKey) -> Vec<u8> {
    [TAG, &account.0, &key.0].concat()
}

fn begin() -> Option<String> {
    Some(["reentry-", &page::server().ok()?.to_string(), "-"].concat())
}

fn name(account: AccountId) -> Option<String> {
    Some([&begin()?, &account.to_string(), ".json"].concat())
}

fn unreadable() -> Trouble {
    Trouble::NoKey("The re-entry key of this browser cannot be used.".into())
}
