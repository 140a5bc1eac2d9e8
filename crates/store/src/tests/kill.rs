//! A process killed at any moment loses nothing that it acknowledged, and what it left is whole.
//! The control does the same without a transaction and must be caught.

use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use rules::character::Command::*;
use tempfile::TempDir;
use wire::Claim;

use super::{
    owner::{Owner, key, public},
    player::{Luck, NOW, colours, said},
};
use crate::{
    Database, Options, Store,
    engine::{Engine, read_on},
};

pub(super) const FOLDER: &str = "FARLANTERN_CHILD_FOLDER";
pub(super) const CONTROL: &str = "FARLANTERN_CHILD_CONTROL";

pub(super) async fn open(folder: &Path) -> Store {
    let database = Database::Sqlite(folder.join("farlantern.db"));
    Store::open(Options { database, keys: folder.join("keys"), readers: 2 }).await.unwrap()
}

/// The process that is killed: plays without end, and says what was acknowledged.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn child() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let store = open(Path::new(&folder)).await;
    let mut seed = [0; 8];
    getrandom::fill(&mut seed).unwrap();
    let seed = u64::from_le_bytes(seed);
    let players: Vec<_> =
        (0..6).map(|n| tokio::spawn(play_for_ever(store.clone(), seed.wrapping_add(n)))).collect();
    for player in players {
        player.await.unwrap();
    }
}

async fn play_for_ever(store: Store, seed: u64) {
    let mut owner = Owner::known(&store, seed).await;
    let first = owner.first();
    let mut stream = owner.player.begin(&store, "Wren").await;
    for turn in 0_u64.. {
        if turn % 16 == 9 {
            // Devices come and go; never so many that one more is refused.
            let device = key((turn / 16) as u8 % 200);
            let (claim, text) = owner.claim_to_add(&device, "Another");
            if owner.say_at(&store, NOW, &first, claim, Some(text)).await == "linked" {
                acknowledge(&owner.head.to_string());
            }
            let away = Claim::RevokeKey { key: public(&device) };
            if owner.say(&store, &first, away).await == "linked" {
                acknowledge(&owner.head.to_string());
            }
        }
        let player = &mut owner.player;
        let wish = match turn % 4 {
            0 => Recolour { colours: colours(if turn % 8 == 0 { "dye/ember" } else { "dye/tide" }) },
            1 => Retire {},
            2 => Restore {},
            _ => {
                stream = if turn % 16 == 3 { player.begin(&store, "Marlow").await } else { stream };
                Retire {}
            }
        };
        let command = player.command(stream, wish);
        if said(player.send(&store, &command, vec![]).await).starts_with("door") {
            continue;
        }
        acknowledge(&command.id.to_string());
    }
}

/// One line in one write, so that a kill never leaves half of one.
fn acknowledge(id: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(format!("ack {id}\n").as_bytes());
    let _ = out.flush();
}

pub(super) fn spawn(folder: &Path, control: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "tests::kill::child", "--nocapture", "--quiet"])
        .env(FOLDER, folder)
        .env(CONTROL, control)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Lets a child play, kills it `millis` after its first acknowledgement, and returns what it said.
fn kill_after(folder: &Path, control: &str, millis: u64) -> Vec<String> {
    let mut child = spawn(folder, control);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut acknowledged = Vec::new();
    let mut take = |line: String| acknowledged.extend(line.strip_prefix("ack ").map(str::to_owned));
    for line in lines.by_ref() {
        let line = line.unwrap();
        let first = line.starts_with("ack ");
        take(line);
        if first {
            break;
        }
    }
    std::thread::sleep(Duration::from_millis(millis));
    child.kill().unwrap();
    child.wait().unwrap();
    // What was already in the pipe had been acknowledged too.
    lines.map_while(Result::ok).for_each(take);
    acknowledged
}

/// Acknowledged commands that have no receipt, and statements that are not in the journal.
pub(super) async fn lost(engine: &Engine, acknowledged: &[String]) -> Vec<String> {
    let mut lost = Vec::new();
    for id in acknowledged {
        let found: i64 = read_on!(engine, pool => {
            let sql = "SELECT (SELECT COUNT(*) FROM receipts WHERE command_id = $1)
                + (SELECT COUNT(*) FROM account_events WHERE command_id = $1)";
            sqlx::query_scalar(sql)
                .bind(id)
                .fetch_one(pool)
                .await
                .unwrap()
        });
        if found != 1 {
            lost.push(id.clone());
        }
    }
    lost
}

/// Kills many times over, a fresh folder now and then; returns how many faults were found.
async fn kill_often(times: u64, control: &str) -> usize {
    let mut luck = Luck(20_261_120);
    let mut folder = TempDir::new().unwrap();
    let mut faults = 0;
    for time in 0..times {
        if time % 25 == 0 {
            folder = TempDir::new().unwrap();
        }
        let acknowledged = kill_after(folder.path(), control, luck.below(40));
        let store = open(folder.path()).await;
        faults += lost(&store.inner.engine, &acknowledged).await.len();
        faults += match store.rebuild().await {
            Ok(rebuilt) => rebuilt.differences.len(),
            Err(_) => 1,
        };
        store.close().await;
        if faults > 0 {
            break;
        }
    }
    faults
}

fn long() -> bool {
    std::env::var_os("FARLANTERN_LONG").is_some()
}

#[tokio::test]
async fn a_killed_process_loses_nothing_it_acknowledged() {
    assert_eq!(kill_often(if long() { 1_000 } else { 20 }, "").await, 0);
}

#[tokio::test]
async fn without_a_transaction_the_same_kills_are_noticed() {
    assert!(kill_often(60, "no-transaction").await > 0, "the control must fail");
}
