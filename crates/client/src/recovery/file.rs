//! A recovery key in a file, sealed by a passphrase.

use ed25519_dalek::SigningKey;
use rules::AccountId;
use serde::{Deserialize, Serialize};
use wire::{Millis, PublicKey, account::Chain, encoding, limit::RECOVERY_KEYS_MAX};
use zeroize::Zeroizing;

use super::{files, restore, said};
use crate::{
    chance,
    identity::{self, Came},
    limit::{KEY_FILE_BYTES_MAX, PASSPHRASE_CHARS_MIN, ROUNDS, ROUNDS_MAX},
    page,
    statement::{self, By},
    trouble::Trouble,
};

const KIND: &str = "farlantern-key";
const VERSION: u32 = 1;

/// The file. It says in plain words how it is sealed, so that it can be opened without the game.
#[derive(Debug, Serialize, Deserialize)]
struct KeyFile {
    kind: String,
    v: u32,
    origin: String,
    account: AccountId,
    /// The public half of what is sealed.
    key: PublicKey,
    made_at: Millis,
    derivation: String,
    rounds: u32,
    salt: String,
    cipher: String,
    iv: String,
    /// The seed of the ED25519 key: 32 bytes, and the 16 of the cipher's mark.
    sealed: String,
}

/// Only this much of a file of any version.
#[derive(Deserialize)]
struct Versioned {
    kind: String,
    v: u32,
}

/// Makes one more recovery key, below the words', and returns it as the text of a file. `Unfit` if
/// there are no words yet, too many files, or too short a passphrase.
pub async fn key_file(passphrase: &str) -> Result<String, Trouble> {
    if passphrase.chars().count() < PASSPHRASE_CHARS_MIN {
        return Err(unfit("A passphrase has at least eight characters. A few words in a row are best."));
    }
    let mut seed = Zeroizing::new([0; 32]);
    chance::fill(&mut seed[..])?;
    let key = PublicKey(SigningKey::from_bytes(&seed).verifying_key().to_bytes());
    let text = sealed(&seed, key, passphrase).await?;
    let say = |chain: &Chain| {
        let there = &chain.keys().recovery;
        let Some(words) = there.first() else {
            return Err(unfit("Write down the 24 words first. A key file comes on top of them."));
        };
        if there.len() >= RECOVERY_KEYS_MAX {
            return Err(unfit("There are three key files already. Take their power from them first."));
        }
        Ok(said(std::iter::once(*words).chain(files(chain)).chain([key]).collect()))
    };
    statement::add(By::Device, &say).await?;
    Ok(text)
}

/// Brings the account of a key file to this browser, and logs in. `Unfit` if that is no key file, or
/// another passphrase; else as [`restore`](super::restore).
pub async fn restore_file(text: &str, passphrase: &str) -> Result<Came, Trouble> {
    let file = read(text)?;
    let seed = unsealed(&file, passphrase).await?;
    let key = SigningKey::from_bytes(&seed);
    if key.verifying_key().to_bytes() != file.key.0 {
        return Err(unfit(NO_KEY_FILE));
    }
    restore::by(&key, restore::Past::Stays).await
}

async fn sealed(seed: &[u8; 32], key: PublicKey, passphrase: &str) -> Result<String, Trouble> {
    let salt: [u8; 16] = chance::bytes()?;
    let iv: [u8; 12] = chance::bytes()?;
    let sealed = identity::sealed_by(passphrase, &salt, ROUNDS, &iv, seed).await?;
    let file = KeyFile {
        kind: KIND.into(),
        v: VERSION,
        origin: page::origin()?,
        account: identity::account().await?,
        key,
        made_at: page::now(),
        derivation: "PBKDF2-HMAC-SHA-256".into(),
        rounds: ROUNDS,
        salt: encoding::encode(&salt),
        cipher: "AES-256-GCM".into(),
        iv: encoding::encode(&iv),
        sealed: encoding::encode(&sealed),
    };
    serde_json::to_string_pretty(&file).or(Err(unfit(NO_KEY_FILE)))
}

fn read(text: &str) -> Result<KeyFile, Trouble> {
    let no = || unfit(NO_KEY_FILE);
    if text.len() > KEY_FILE_BYTES_MAX {
        return Err(no());
    }
    let head: Versioned = serde_json::from_str(text).ok().ok_or_else(no)?;
    if head.kind != KIND {
        return Err(no());
    }
    if head.v > VERSION {
        return Err(unfit("This key file is of a newer version of the game. Reload this page."));
    }
    let file: KeyFile = serde_json::from_str(text).ok().ok_or_else(no)?;
    if file.rounds == 0 || file.rounds > ROUNDS_MAX { Err(no()) } else { Ok(file) }
}

async fn unsealed(file: &KeyFile, passphrase: &str) -> Result<Zeroizing<[u8; 32]>, Trouble> {
    let no = || unfit(NO_KEY_FILE);
    let salt: [u8; 16] = encoding::decode_exact(&file.salt).ok_or_else(no)?;
    let iv: [u8; 12] = encoding::decode_exact(&file.iv).ok_or_else(no)?;
    let sealed: [u8; 48] = encoding::decode_exact(&file.sealed).ok_or_else(no)?;
    let open = identity::unsealed_by(passphrase, &salt, file.rounds, &iv, &sealed).await?;
    let mut seed = Zeroizing::new([0; 32]);
    match open.map(Zeroizing::new) {
        Some(open) if open.len() == 32 => seed.copy_from_slice(&open),
        _ => return Err(unfit("This passphrase does not open this key file.")),
    }
    Ok(seed)
}

const NO_KEY_FILE: &str = "This is not a key file of the game, or it was damaged.";

fn unfit(sentence: &str) -> Trouble {
    Trouble::Unfit(sentence.into())
}
