//! The writer alone: durable commands a second with one, 64 and 1,000 clients on both databases,
//! and how often the disk was flushed for them. Signatures were checked before the clock starts.

use std::{
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use store::{Database, NewStatement, Options, Place, Store, Submission};
use tempfile::TempDir;
use wire::{Millis, StatementPost};

use crate::{
    flushes,
    player::Player,
    process,
    report::{Reach, Report},
};

const ORIGIN: &str = "http://127.0.0.1:3000";

#[derive(Serialize, Deserialize)]
struct Measured {
    commands: u64,
    seconds: f64,
    cpu_seconds: f64,
    flushes: u64,
}

pub(crate) fn measure(report: &mut Report) -> Result<()> {
    let postgres = std::env::var("TEST_PG_URL").ok();
    for engine in ["sqlite", "postgres"] {
        let Some(url) = (if engine == "sqlite" { Some("-") } else { postgres.as_deref() }) else { continue };
        for (clients, commands) in [(1, 300), (64, 20_000), (1_000, 40_000)] {
            let it = in_a_process_of_its_own(url, clients, commands)?;
            let name = |what: &str| format!("writer, {engine}, {clients} clients: {what}");
            let rate = it.commands as f64 / it.seconds;
            match (engine, clients) {
                ("sqlite", 1_000) => report.reach(name("commands"), rate, "/s", Reach::AtLeast(12_000.0)),
                _ => report.note(name("commands"), rate, "/s"),
            }
            // PostgreSQL works in processes of its own, which this does not count.
            if engine == "sqlite" {
                report.note(name("commands"), it.commands as f64 / it.cpu_seconds, "per CPU-second");
            }
            let flushes = it.flushes as f64 / it.commands as f64;
            match clients {
                1 => report.reach(name("flushes"), flushes, "per command", Reach::AtMost(1.3)),
                64 => report.reach(name("flushes"), flushes, "per command", Reach::AtMost(0.05)),
                _ => report.note(name("flushes"), flushes, "per command"),
            }
        }
    }
    Ok(())
}

fn in_a_process_of_its_own(url: &str, clients: u64, commands: u64) -> Result<Measured> {
    let folder = TempDir::new()?;
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["writer-alone", url, &clients.to_string(), &commands.to_string()]);
    flushes::counted(&mut command, folder.path())?;
    let output = command.stderr(std::process::Stdio::inherit()).output()?;
    ensure!(output.status.success(), "the writer's process failed");
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The process that is measured: prints one JSON line.
pub(crate) fn alone(words: &[String]) -> Result<()> {
    let [url, clients, commands] = words else { anyhow::bail!("url, clients and commands are needed") };
    let (clients, commands): (u64, u64) = (clients.parse()?, commands.parse()?);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let measured = runtime.block_on(run(url, clients, commands))?;
    serde_json::to_writer(std::io::stdout(), &measured)?;
    Ok(())
}

async fn run(url: &str, clients: u64, commands: u64) -> Result<Measured> {
    let folder = TempDir::new()?;
    let database = if url == "-" {
        Database::Sqlite(folder.path().join("world.db"))
    } else {
        fresh_postgres(url).await?
    };
    let store = open(folder.path(), database).await?;
    let each = commands.div_ceil(clients);
    let mut ready = Vec::new();
    for client in 0..clients {
        ready.push(prepare(&store, client, each).await?);
    }
    let pid = std::process::id();
    let (flushed, used, began) = (flushes(url).await?, process::cpu_seconds(pid)?, Instant::now());
    let players: Vec<_> =
        ready.into_iter().map(|posts| tokio::spawn(send_all(store.clone(), posts))).collect();
    for player in players {
        player.await??;
    }
    let seconds = began.elapsed().as_secs_f64();
    let cpu_seconds = process::cpu_seconds(pid)? - used;
    let of_sqlite = flushes(url).await?.saturating_sub(flushed);
    store.close().await;
    let flushes = if url == "-" {
        of_sqlite
    } else {
        // PostgreSQL's processes tell their numbers when they end.
        tokio::time::sleep(Duration::from_secs(1)).await;
        flushes(url).await?.saturating_sub(flushed)
    };
    Ok(Measured { commands: each * clients, seconds, cpu_seconds, flushes })
}

async fn open(folder: &Path, database: Database) -> Result<Store> {
    Ok(Store::open(Options { database, keys: folder.join("keys"), readers: 4 }).await?)
}

async fn fresh_postgres(server: &str) -> Result<Database> {
    let name = format!("bench_{}", std::process::id());
    let mut admin = PgConnection::connect(server).await?;
    admin.execute(AssertSqlSafe(format!("DROP DATABASE IF EXISTS {name}"))).await?;
    admin.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await?;
    let (address, query) = server.split_once('?').unwrap_or((server, ""));
    let (address, _) = address.rsplit_once('/').context("an unexpected database URL")?;
    Ok(Database::Postgres(format!("{address}/{name}?{query}")))
}

async fn flushes(url: &str) -> Result<u64> {
    if url == "-" {
        return flushes::read(&PathBuf::from(std::env::var(flushes::FILE)?));
    }
    flushes::of_postgres(url).await
}

/// One client's account and character, and the commands it will send, each already believed.
async fn prepare(store: &Store, seed: u64, commands: u64) -> Result<Vec<Submission>> {
    let place = Place { server: store.server_key(), origin: ORIGIN };
    let mut player = Player::new(place.server, ORIGIN, seed + 1);
    let refused = |code: &'static wire::ErrorCode| anyhow::anyhow!(code.sentence);
    let statement = StatementPost { signed: player.statement.clone(), texts: Vec::new() };
    let statement = NewStatement::open(statement, &place).map_err(refused)?;
    store.statement(statement, Millis(1)).await?;
    let create = Submission::open(player.create(), &place).map_err(refused)?;
    store.command(create, Millis(1)).await?;
    (0..commands).map(|_| Submission::open(player.recolour(), &place).map_err(refused)).collect()
}

async fn send_all(store: Store, submissions: Vec<Submission>) -> Result<()> {
    for submission in submissions {
        let answer = store.command(submission, Millis(2)).await?;
        ensure!(!answer.events.is_empty(), "a command was refused");
    }
    Ok(())
}

/// How fast a journal is walked, folded and compared.
pub(crate) fn rebuild(report: &mut Report) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let folder = TempDir::new()?;
        let store = open(folder.path(), Database::Sqlite(folder.path().join("world.db"))).await?;
        let mut players = Vec::new();
        for client in 0..500 {
            players.push(tokio::spawn(send_all(store.clone(), prepare(&store, client, 100).await?)));
        }
        for player in players {
            player.await??;
        }
        let used = process::cpu_seconds(std::process::id())?;
        let rebuilt = store.rebuild().await?;
        ensure!(rebuilt.differences.is_empty(), "the journal and its projections differ");
        let cpu = process::cpu_seconds(std::process::id())? - used;
        report.note("rebuild: events", rebuilt.events as f64 / cpu, "per CPU-second");
        store.close().await;
        Ok(())
    })
}
