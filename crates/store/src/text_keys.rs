//! The keys of accounts' texts, in a file of their own: not in the database, nor in its backups.
//! When one is dropped here, what it sealed is noise in every copy of the database there is.

mod moved;

use std::{
    collections::HashMap,
    fs::{self, File, OpenOptions},
    io,
    os::unix::fs::{FileExt, OpenOptionsExt},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use rules::AccountId;

use crate::{
    error::{OpenError, StoreError},
    seal::SEALED_KEY_BYTES,
};

pub(crate) use moved::move_out;

/// An account's id and its sealed key. All zeros: dropped.
const RECORD: usize = AccountId::BYTES + SEALED_KEY_BYTES;
/// The first bytes of the file, filled up with zeros to the length of a record.
const BEGINNING: &[u8] = b"farlantern text keys v1\n";

/// A handle on the file. Several processes may have it open; each write holds it against the others.
#[derive(Clone)]
pub(crate) struct TextKeys {
    inner: Arc<Inner>,
}

struct Inner {
    path: PathBuf,
    file: File,
    index: Mutex<Index>,
}

/// Where the last record of each account lies, in records; and how many have been read.
#[derive(Default)]
struct Index {
    places: HashMap<AccountId, u64>,
    read: u64,
}

impl TextKeys {
    /// Opens the file, or makes it.
    pub(crate) fn load_or_make(path: &Path) -> Result<Self, OpenError> {
        Self::open(path).map_err(|why| OpenError::Key { path: path.into(), why: why.to_string() })
    }

    fn open(path: &Path) -> io::Result<Self> {
        let file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path)?;
        file.lock()?;
        let begun = begin(&file, path);
        file.unlock()?;
        begun?;
        let inner = Inner { path: path.into(), file, index: Mutex::default() };
        inner.catch_up(&mut inner.index())?;
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The sealed key of an account. None when there is none, or it was dropped.
    pub(crate) fn find(&self, account: AccountId) -> Result<Option<Vec<u8>>, StoreError> {
        self.inner.find(account).map_err(|why| self.unreadable(&why))
    }

    /// Keeps sealed keys. When this returns, they are on the disk. A key that an account had here
    /// before gives way.
    pub(crate) async fn keep(&self, keys: &[(AccountId, Vec<u8>)]) -> Result<(), StoreError> {
        if keys.is_empty() {
            return Ok(());
        }
        let keys = keys.to_vec();
        self.work(move |inner| inner.keep(&keys)).await
    }

    /// Drops the keys of accounts for good: their bytes are written over, and that is on the disk
    /// when this returns.
    pub(crate) async fn forget(&self, accounts: Vec<AccountId>) -> Result<(), StoreError> {
        if accounts.is_empty() {
            return Ok(());
        }
        self.work(move |inner| inner.forget(&accounts)).await
    }

    /// Waiting for a disk is no work for the threads that others run on.
    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Inner) -> io::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let inner = Arc::clone(&self.inner);
        let worked = tokio::task::spawn_blocking(move || {
            inner.file.lock()?;
            let worked = work(&inner);
            inner.file.unlock()?;
            worked
        });
        let worked = worked.await.map_err(StoreError::corrupt)?;
        worked.map_err(|why| self.unreadable(&why))
    }

    fn unreadable(&self, why: &io::Error) -> StoreError {
        StoreError::Keys { path: self.inner.path.clone(), why: why.to_string() }
    }
}

/// Writes the first bytes of a new file, durable with its name; of an old one, checks them.
fn begin(file: &File, path: &Path) -> io::Result<()> {
    let mut beginning = [0; RECORD];
    beginning[..BEGINNING.len()].copy_from_slice(BEGINNING);
    // A power cut may have come while they were first written: no key stands behind them then.
    if file.metadata()?.len() <= RECORD as u64 {
        file.write_all_at(&beginning, 0)?;
        file.sync_all()?;
        return match path.parent() {
            Some(folder) => File::open(folder)?.sync_all(),
            None => Ok(()),
        };
    }
    let mut found = [0; RECORD];
    file.read_exact_at(&mut found, 0)?;
    if found == beginning { Ok(()) } else { Err(io::Error::other("it does not hold the keys of texts")) }
}

impl Inner {
    fn index(&self) -> MutexGuard<'_, Index> {
        self.index.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whole records, the beginning counted. A power cut may leave a part of one, which nobody
    /// stands on: what is written next covers it.
    fn length(&self) -> io::Result<u64> {
        Ok(self.file.metadata()?.len() / RECORD as u64)
    }

    /// Reads what was added, here or by another process.
    fn catch_up(&self, index: &mut Index) -> io::Result<()> {
        let (from, to) = (index.read.max(1), self.length()?);
        if to > from {
            let mut records = vec![0; (to - from) as usize * RECORD];
            self.file.read_exact_at(&mut records, from * RECORD as u64)?;
            let records = records.chunks_exact(RECORD).zip(from..);
            // Zeros: dropped, or never whole.
            for (record, place) in records.filter(|(it, _)| it.iter().any(|byte| *byte != 0)) {
                index.places.insert(owner(record), place);
            }
            index.read = to;
        }
        Ok(())
    }

    fn find(&self, account: AccountId) -> io::Result<Option<Vec<u8>>> {
        for _ in 0..2 {
            let place = {
                let mut index = self.index();
                if !index.places.contains_key(&account) {
                    self.catch_up(&mut index)?;
                }
                index.places.get(&account).copied()
            };
            let Some(place) = place else { return Ok(None) };
            let mut record = [0; RECORD];
            self.file.read_exact_at(&mut record, place * RECORD as u64)?;
            if owner(&record) == account {
                return Ok(Some(record[AccountId::BYTES..].to_vec()));
            }
            // Dropped by another process, or given way to a later one.
            self.index().places.remove(&account);
        }
        Ok(None)
    }

    fn keep(&self, keys: &[(AccountId, Vec<u8>)]) -> io::Result<()> {
        let mut index = self.index();
        self.catch_up(&mut index)?;
        let mut records = Vec::with_capacity(keys.len() * RECORD);
        for (account, sealed) in keys {
            if sealed.len() != SEALED_KEY_BYTES {
                return Err(io::Error::other("a sealed key has a wrong length"));
            }
            if let Some(place) = index.places.get(account) {
                self.file.write_all_at(&[0; RECORD], place * RECORD as u64)?;
            }
            records.extend_from_slice(&account.0);
            records.extend_from_slice(sealed);
        }
        let end = self.length()?.max(1);
        self.file.write_all_at(&records, end * RECORD as u64)?;
        self.file.sync_all()?;
        self.catch_up(&mut index)
    }

    /// Looks at every record: an account may have more than one.
    fn forget(&self, accounts: &[AccountId]) -> io::Result<()> {
        let mut index = self.index();
        let bytes = fs::read(&self.path)?;
        let mut dropped = false;
        for (record, place) in bytes.chunks(RECORD).zip(0_u64..).skip(1) {
            let named = record.first_chunk().is_some_and(|it| accounts.contains(&AccountId(*it)));
            if named {
                self.file.write_all_at(&vec![0; record.len()], place * RECORD as u64)?;
                dropped = true;
            }
        }
        if dropped {
            self.file.sync_all()?;
        }
        for account in accounts {
            index.places.remove(account);
        }
        Ok(())
    }
}

fn owner(record: &[u8]) -> AccountId {
    AccountId(*record.first_chunk().expect("a record begins with an id"))
}
