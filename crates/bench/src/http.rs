//! The whole way through HTTP: the landing page and a command, work per CPU-second of the server
//! and p99 at a fixed rate; memory and start of the idle server.

use anyhow::Result;

use crate::{
    load::{self, Requests},
    player::Player,
    process,
    report::{Reach, Report},
    served::Served,
};

const CLIENTS: u64 = 64;
const COMMANDS_PER_CLIENT: u64 = 300;
const PAGES_PER_CLIENT: u64 = 60;
const PAGES_PER_SECOND: f64 = 200.0;
const COMMANDS_PER_SECOND: f64 = 500.0;
const SECONDS: u64 = 8;

pub(crate) fn measure(report: &mut Report) -> Result<()> {
    let served = Served::start()?;
    report.note("start, first ever", served.start_millis, "ms");
    let served = served.restart()?;
    report.reach("start", served.start_millis, "ms", Reach::AtMost(1_000.0));
    std::thread::sleep(std::time::Duration::from_secs(3));
    report.reach(
        "memory of the idle server",
        process::memory_megabytes(served.pid())?,
        "MB",
        Reach::AtMost(20.0),
    );
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    runtime.block_on(pages(report, &served))?;
    runtime.block_on(commands(report, &served))?;
    report.note("memory after the load", process::memory_megabytes(served.pid())?, "MB");
    Ok(())
}

async fn pages(report: &mut Report, served: &Served) -> Result<()> {
    let page = load::get_request(served.address, "/");
    let clients = (0..CLIENTS).map(|_| vec![page.clone(); PAGES_PER_CLIENT as usize]).collect();
    let (done, cpu) = (CLIENTS * PAGES_PER_CLIENT, used_by(served, clients).await?);
    report.note("landing page: requests", done as f64 / cpu, "per CPU-second");
    let requests = vec![page; (PAGES_PER_SECOND as u64 * SECONDS) as usize];
    let millis = load::at_rate(served.address, requests, PAGES_PER_SECOND, 32).await?;
    report.note(format!("landing page: p99 at {PAGES_PER_SECOND}/s"), load::p99(&millis), "ms");
    Ok(())
}

async fn commands(report: &mut Report, served: &Served) -> Result<()> {
    let server = served.key()?;
    let mut players = Vec::new();
    for client in 0..CLIENTS {
        players.push(Player::new(server, &served.origin(), client + 1));
    }
    let first = players
        .iter_mut()
        .map(|player| {
            let statement = serde_json::json!({ "signed": player.statement });
            anyhow::Ok(vec![
                load::post_request(
                    served.address,
                    "/api/v1/account/statements",
                    &serde_json::to_vec(&statement)?,
                ),
                command(served, &player.create())?,
            ])
        })
        .collect::<Result<Vec<Requests>>>()?;
    load::as_fast_as_answered(served.address, first).await?;

    let clients = players
        .iter_mut()
        .map(|player| (0..COMMANDS_PER_CLIENT).map(|_| command(served, &player.recolour())).collect())
        .collect::<Result<Vec<Requests>>>()?;
    let cpu = used_by(served, clients).await?;
    let done = (CLIENTS * COMMANDS_PER_CLIENT) as f64;
    report.reach("command through HTTP, 64 clients", done / cpu, "per CPU-second", Reach::AtLeast(4_000.0));

    let count = COMMANDS_PER_SECOND as u64 * SECONDS;
    let requests = (0..count)
        .map(|at| command(served, &players[(at % CLIENTS) as usize].recolour()))
        .collect::<Result<Requests>>()?;
    let millis = load::at_rate(served.address, requests, COMMANDS_PER_SECOND, 64).await?;
    report.note(format!("command through HTTP: p99 at {COMMANDS_PER_SECOND}/s"), load::p99(&millis), "ms");
    Ok(())
}

fn command(served: &Served, post: &wire::CommandPost) -> Result<Vec<u8>> {
    Ok(load::post_request(served.address, "/api/v1/commands", &serde_json::to_vec(post)?))
}

/// Processor seconds that the server spends on these requests.
pub(crate) async fn used_by(served: &Served, clients: Vec<Requests>) -> Result<f64> {
    let before = process::cpu_seconds(served.pid())?;
    load::as_fast_as_answered(served.address, clients).await?;
    Ok(process::cpu_seconds(served.pid())? - before)
}
