//! The server's own keys: one signs receipts, one seals the keys of accounts. They lie in files of
//! their own, and those of accounts beside them.

use std::{fs, io::Write, path::Path, sync::Arc};

use ed25519_dalek::{Signer as _, SigningKey};
use rules::AccountId;
use sha2::{Digest, Sha256};
use wire::{PublicKey, Signature, Signed};

use crate::{
    erasure::ErasureList,
    error::{OpenError, StoreError},
    seal::{DataKey, Sealer},
    signer::Signer,
    text_keys::TextKeys,
};

#[derive(Clone)]
pub(crate) struct ServerKeys {
    signing: Arc<SigningKey>,
    pub(crate) sealer: Sealer,
    /// The keys of accounts, sealed.
    pub(crate) texts: TextKeys,
    /// Accounts that are gone for good.
    pub(crate) erased: ErasureList,
}

impl ServerKeys {
    /// Reads the keys, or makes them on the first start.
    pub(crate) fn load_or_make(folder: &Path) -> Result<Self, OpenError> {
        fs::create_dir_all(folder)
            .map_err(|why| OpenError::Key { path: folder.into(), why: why.to_string() })?;
        let signing = SigningKey::from_bytes(&seed(&folder.join("server.key"))?);
        let sealer = Sealer::new(seed(&folder.join("text.key"))?);
        let texts = TextKeys::load_or_make(&folder.join("texts.keys"))?;
        let erased = ErasureList::load(&folder.join("erased.txt"))?;
        Ok(Self { signing: Arc::new(signing), sealer, texts, erased })
    }

    /// The key that seals an account's texts. None when it was dropped: then they are gone.
    pub(crate) fn data_key(&self, account: AccountId) -> Result<Option<DataKey>, StoreError> {
        self.texts.find(account)?.map(|sealed| self.sealer.open_key(account, &sealed)).transpose()
    }

    pub(crate) fn public(&self) -> PublicKey {
        PublicKey(self.signing.verifying_key().to_bytes())
    }

    pub(crate) fn sign(&self, bytes: Vec<u8>) -> Signed {
        let signature = Signature(self.signing.sign(&bytes).to_bytes());
        Signed::alone(bytes, self.public(), signature)
    }

    /// One who signs with the same key, many at once.
    pub(crate) fn signer(&self) -> Signer {
        Signer::start(self.signing.clone())
    }

    pub(crate) fn secret(&self, purpose: &str) -> [u8; 32] {
        let mut sum = Sha256::new_with_prefix(b"farlantern/v1/secret\0");
        sum.update(self.signing.to_bytes());
        sum.update(purpose.as_bytes());
        sum.finalize().into()
    }
}

fn seed(path: &Path) -> Result<[u8; 32], OpenError> {
    let refused = |why: String| OpenError::Key { path: path.into(), why };
    match fs::read_to_string(path) {
        Ok(text) => {
            let mut seed = [0; 32];
            hex::decode_to_slice(text.trim(), &mut seed)
                .map_err(|_why| refused("it should hold 64 hexadecimal digits".into()))?;
            Ok(seed)
        }
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => {
            let mut seed = [0; 32];
            getrandom::fill(&mut seed).map_err(|why| refused(why.to_string()))?;
            write_new(path, &hex::encode(seed)).map_err(|why| refused(why.to_string()))?;
            Ok(seed)
        }
        Err(why) => Err(refused(why.to_string())),
    }
}

/// Writes a file that did not exist, readable by its owner alone, and durable before it counts:
/// receipts signed by a key that a power cut took away could never be checked again.
fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    let making = path.with_extension("making");
    let mut open = fs::OpenOptions::new();
    open.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        open.mode(0o600);
    }
    let mut file = open.open(&making)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&making, path)?;
    if let Some(folder) = path.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}
