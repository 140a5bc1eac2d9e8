//! Coming back without a device: 24 words on paper, and key files behind a passphrase. The words'
//! key is the highest of the recovery keys, the files' keys stand below it.

mod file;
mod restore;
mod words;

use wire::{Claim, PublicKey, account::Chain};

use crate::{
    statement::{self, By, Said},
    trouble::Trouble,
};

pub use file::{key_file, restore_file};
pub use restore::{REPLACED, restore, take_back};
pub use words::Words;

/// Lets these words bring the account back, and no others: words from before lose their power, key
/// files keep theirs. To be called once the person has shown that the words were written down.
pub async fn set(words: &Words) -> Result<(), Trouble> {
    let key = PublicKey(words.key().verifying_key().to_bytes());
    let say = |chain: &Chain| Ok(said(std::iter::once(key).chain(files(chain)).collect()));
    statement::add(By::Device, &say).await
}

/// Takes the power from all key files; the words keep theirs.
pub async fn drop_files() -> Result<(), Trouble> {
    let say = |chain: &Chain| Ok(said(chain.keys().recovery.iter().copied().take(1).collect()));
    statement::add(By::Device, &say).await
}

fn said(keys: Vec<PublicKey>) -> Option<Said> {
    Some((Claim::SetRecovery { keys }, Vec::new()))
}

/// The recovery keys below the words'.
fn files(chain: &Chain) -> impl Iterator<Item = PublicKey> {
    chain.keys().recovery.iter().copied().skip(1)
}
