//! A power cut: everything a process wrote is recorded, and replayed up to a random moment with
//! what had not been flushed dropped at random, page by page. Nothing acknowledged may be missing.
//! The control flushes nothing and must be caught.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use super::{
    kill::{CONTROL, FOLDER, lost, open},
    player::Luck,
};
use crate::{Store, engine::read_on};

/// A disk keeps or loses this many bytes at once.
const SECTOR: usize = 512;

enum Step {
    Write { path: PathBuf, offset: usize, data: Vec<u8> },
    Truncate { path: PathBuf, size: usize },
    Sync { path: PathBuf },
    Unlink { path: PathBuf },
}

/// A file as the process sees it, and the writes that are not yet safe.
#[derive(Default)]
struct File {
    safe: Vec<u8>,
    unsafe_yet: Vec<Change>,
}

enum Change {
    Write(usize, Vec<u8>),
    Truncate(usize),
}

/// Builds the recorder with the C compiler that SQLite needs anyway.
fn recorder(folder: &Path) -> PathBuf {
    let library = folder.join("record.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tests/record.c");
    let made = Command::new("cc").args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(source).status();
    assert!(made.unwrap().success(), "the C compiler refused the recorder");
    library
}

/// Plays for a while under the recorder. Returns the steps, each acknowledgement after the step
/// count at which it had been said.
fn record(scratch: &Path, control: &str) -> (PathBuf, Vec<Step>, Vec<(usize, String)>) {
    let (folder, trace) = (scratch.join("data"), scratch.join("trace"));
    fs::create_dir(&folder).unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "tests::kill::child", "--nocapture", "--quiet"])
        .env(FOLDER, &folder)
        .env(CONTROL, control)
        .env("LD_PRELOAD", recorder(scratch))
        .env("RECORD_FOLDER", &folder)
        .env("RECORD_FILE", &trace)
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let mut acknowledged = Vec::new();
    let until = Instant::now() + Duration::from_millis(1_500);
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        if let Some(id) = line.strip_prefix("ack ") {
            // Everything it stands on was recorded before this length.
            let length = fs::metadata(&trace).unwrap().len() as usize;
            acknowledged.push((length, id.to_owned()));
        }
        if Instant::now() > until {
            break;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let (steps, ends) = parse(&fs::read(&trace).unwrap());
    let acknowledged = acknowledged
        .into_iter()
        .map(|(length, id)| (ends.partition_point(|end| *end <= length) + 1, id))
        .collect();
    (folder, steps, acknowledged)
}

fn parse(trace: &[u8]) -> (Vec<Step>, Vec<usize>) {
    let (mut steps, mut ends, mut at) = (Vec::new(), Vec::new(), 0);
    while let Some((kind, head)) = trace.get(at).zip(trace.get(at + 1..at + 25)) {
        let number = |n: usize| u64::from_le_bytes(head[8 * n..8 * n + 8].try_into().unwrap()) as usize;
        let (path_length, offset, size) = (number(0), number(1), number(2));
        let from = at + 25;
        let Some(body) = trace.get(from..from + path_length + size) else { break };
        let (path, data) = body.split_at(path_length);
        let path = PathBuf::from(std::str::from_utf8(path).unwrap());
        steps.push(match kind {
            b'w' => Step::Write { path, offset, data: data.to_vec() },
            b'u' => Step::Unlink { path },
            b't' => Step::Truncate { path, size: offset },
            _ => Step::Sync { path },
        });
        at = from + path_length + size;
        ends.push(at);
    }
    (steps, ends)
}

impl File {
    fn sync(&mut self) {
        for change in std::mem::take(&mut self.unsafe_yet) {
            apply(&mut self.safe, &change);
        }
    }

    /// What a disk may hold after the cut: of what was not flushed, any sectors.
    fn after_cut(&self, luck: &mut Luck) -> Vec<u8> {
        let mut bytes = self.safe.clone();
        for change in &self.unsafe_yet {
            match change {
                Change::Truncate(_) if luck.below(2) == 0 => apply(&mut bytes, change),
                Change::Truncate(_) => {}
                Change::Write(offset, data) => {
                    for (n, sector) in data.chunks(SECTOR).enumerate() {
                        if luck.below(2) == 0 {
                            apply(&mut bytes, &Change::Write(offset + n * SECTOR, sector.to_vec()));
                        }
                    }
                }
            }
        }
        bytes
    }
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Truncate(size) => bytes.resize(*size, 0),
        Change::Write(offset, data) => {
            let end = offset + data.len();
            if bytes.len() < end {
                bytes.resize(end, 0);
            }
            bytes[*offset..end].copy_from_slice(data);
        }
    }
}

/// Cuts the power after `moment` steps and lays out what is left.
fn cut(folder: &Path, steps: &[Step], moment: usize, to: &Path, luck: &mut Luck) {
    let mut files: BTreeMap<&Path, File> = BTreeMap::new();
    // Removed, but until its folder is flushed a cut may bring it back.
    let mut ghosts: BTreeMap<&Path, File> = BTreeMap::new();
    for step in &steps[..moment] {
        match step {
            Step::Write { path, offset, data } => {
                files.entry(path).or_default().unsafe_yet.push(Change::Write(*offset, data.clone()));
            }
            Step::Truncate { path, size } => {
                files.entry(path).or_default().unsafe_yet.push(Change::Truncate(*size));
            }
            Step::Sync { path } if *path == folder => ghosts.clear(),
            Step::Sync { path } => files.entry(path).or_default().sync(),
            Step::Unlink { path } => {
                ghosts.extend(files.remove(path.as_path()).map(|it| (path.as_path(), it)))
            }
        }
    }
    fs::create_dir_all(to.join("keys")).unwrap();
    ghosts.retain(|path, _| !files.contains_key(path) && luck.below(2) == 0);
    files.append(&mut ghosts);
    for (path, file) in files {
        let name = path.strip_prefix(folder).unwrap();
        // The index of the log lives in memory alone, and the server's keys are written once at the
        // start; those of accounts come with each of them.
        let name_text = name.to_str().unwrap();
        if name_text == "keys" || [".key", ".making", "-shm"].iter().any(|it| name_text.ends_with(it)) {
            continue;
        }
        fs::write(to.join(name), file.after_cut(luck)).unwrap();
    }
    for key in ["server.key", "text.key"] {
        fs::copy(folder.join("keys").join(key), to.join("keys").join(key)).unwrap();
    }
}

/// Cuts many times; returns in how many of them something acknowledged was missing or torn.
async fn cut_often(times: u64, control: &str) -> usize {
    let scratch = TempDir::new().unwrap();
    let (folder, steps, acknowledged) = record(scratch.path(), control);
    assert!(acknowledged.len() > 50, "only {} were acknowledged", acknowledged.len());
    let mut luck = Luck(3);
    let mut faults = 0;
    let first = acknowledged[0].0;
    for _ in 0..times {
        let moment = first + luck.below((steps.len() - first) as u64) as usize;
        let left = TempDir::new().unwrap();
        cut(&folder, &steps, moment, left.path(), &mut luck);
        let said: Vec<String> =
            acknowledged.iter().filter(|(at, _)| *at <= moment).map(|(_, id)| id.clone()).collect();
        faults += usize::from(!survives(left.path(), &said).await);
    }
    faults
}

async fn survives(folder: &Path, acknowledged: &[String]) -> bool {
    let folder_buf = folder.to_owned();
    let Ok(store) = tokio::spawn(async move { open(&folder_buf).await }).await else { return false };
    let missing = lost(&store.inner.engine, acknowledged).await;
    let rebuilt = store.rebuild().await;
    let readable = all_have_keys(&store).await;
    store.close().await;
    let whole = readable && rebuilt.as_ref().is_ok_and(|rebuilt| rebuilt.differences.is_empty());
    if !(missing.is_empty() && whole) {
        eprintln!("{} of {} acknowledged are missing; {rebuilt:?}", missing.len(), acknowledged.len());
    }
    missing.is_empty() && whole
}

/// Whether every account can still read what it wrote.
async fn all_have_keys(store: &Store) -> bool {
    let sql = "SELECT stream_id FROM account_events WHERE sequence = 1";
    let accounts: Vec<String> = read_on!(&store.inner.engine, pool => {
        match sqlx::query_scalar(sql).fetch_all(pool).await {
            Ok(accounts) => accounts,
            Err(_) => return false,
        }
    });
    let has_key = |id: &String| matches!(store.inner.keys.data_key(id.parse().unwrap()), Ok(Some(_)));
    accounts.iter().all(has_key)
}

fn cuts() -> u64 {
    if std::env::var_os("FARLANTERN_LONG").is_some() { 400 } else { 25 }
}

#[tokio::test]
async fn a_power_cut_loses_nothing_acknowledged() {
    assert_eq!(cut_often(cuts(), "").await, 0);
}

#[tokio::test]
async fn without_flushing_the_same_cuts_are_noticed() {
    assert!(cut_often(cuts(), "no-flush").await > 0, "the control must fail");
}
