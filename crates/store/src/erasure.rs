//! Accounts that go for good. A list outside the database names them, so that no backup that is
//! restored brings them back; what sealed their texts is dropped, and what is projected of them.
//! The journal stays: it holds no personal word, and its hashes stay whole.

use std::{
    collections::BTreeMap,
    fs::{File, OpenOptions},
    io::{self, Read},
    os::unix::fs::{FileExt, OpenOptionsExt},
    path::{Path, PathBuf},
    sync::Arc,
};

use rules::AccountId;
use wire::Millis;

use crate::{
    Store,
    error::{OpenError, StoreError},
    writer::Job,
};

/// The list: a line for each account, its id and when it went. Lines are only added.
#[derive(Clone)]
pub(crate) struct ErasureList {
    path: Arc<PathBuf>,
}

impl ErasureList {
    /// Looks whether the list can be read; there is none before the first account goes.
    pub(crate) fn load(path: &Path) -> Result<Self, OpenError> {
        let list = Self { path: Arc::new(path.into()) };
        let read = list.read();
        read.map_err(|why| OpenError::Key { path: path.into(), why: why.to_string() })?;
        Ok(list)
    }

    /// Everyone who is gone, and since when.
    pub(crate) fn all(&self) -> Result<BTreeMap<AccountId, Millis>, StoreError> {
        self.read().map_err(|why| self.unreadable(&why))
    }

    /// Adds those that are not there yet. When this returns, the list is on the disk.
    pub(crate) async fn add(&self, accounts: Vec<AccountId>, now: Millis) -> Result<(), StoreError> {
        let list = self.clone();
        let added = tokio::task::spawn_blocking(move || list.append(&accounts, now));
        let added = added.await.map_err(StoreError::corrupt)?;
        added.map_err(|why| self.unreadable(&why))
    }

    fn append(&self, accounts: &[AccountId], now: Millis) -> io::Result<()> {
        let mut open = OpenOptions::new();
        let file = open.read(true).write(true).create(true).truncate(false).mode(0o600).open(&*self.path)?;
        file.lock()?;
        let mut text = String::new();
        (&file).read_to_string(&mut text)?;
        let known = parse(&text)?;
        // Of a line that a power cut tore nobody heard; it is written anew.
        let whole = text.rfind('\n').map_or(0, |at| at + 1);
        let new = accounts.iter().filter(|it| !known.contains_key(it));
        let lines: String = new.map(|it| format!("{it} {}\n", now.0)).collect();
        file.set_len(whole as u64)?;
        file.write_all_at(lines.as_bytes(), whole as u64)?;
        file.sync_all()?;
        match self.path.parent() {
            Some(folder) => File::open(folder)?.sync_all(),
            None => Ok(()),
        }
    }

    fn read(&self) -> io::Result<BTreeMap<AccountId, Millis>> {
        match std::fs::read_to_string(&*self.path) {
            Ok(text) => parse(&text),
            Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(BTreeMap::new()),
            Err(why) => Err(why),
        }
    }

    fn unreadable(&self, why: &io::Error) -> StoreError {
        StoreError::Keys { path: self.path.as_path().into(), why: why.to_string() }
    }
}

/// Whole lines only. One that cannot be read is no reason to forget whom it names.
fn parse(text: &str) -> io::Result<BTreeMap<AccountId, Millis>> {
    let whole = text.rfind('\n').map_or("", |at| &text[..at]);
    let line = |(number, line): (usize, &str)| {
        let parts = line.split_once(' ').and_then(|(id, at)| Some((id.parse().ok()?, at.parse().ok()?)));
        let why = || io::Error::other(format!("line {} is not an account and a time", number + 1));
        parts.map(|(id, at)| (id, Millis(at))).ok_or_else(why)
    };
    whole.lines().enumerate().map(line).collect()
}

impl Store {
    /// Destroys the accounts that were closed for longer than
    /// [`DELETION_MILLIS`](wire::limit::DELETION_MILLIS); answers how many. The list of them is
    /// durable first, then their keys are gone, then their rows.
    pub async fn erase_due(&self, now: Millis) -> Result<usize, StoreError> {
        self.ask(|reply| Job::Erase { now, reply }).await?
    }
}
