//! A thousand sockets: what one costs while nothing happens, how soon another tab hears of a
//! change, and what it costs to tell all.

mod crowd;

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use tokio::time::sleep;
use wire::Position;

use self::crowd::Crowd;
use crate::{
    load::{self, Connection, Requests},
    process,
    report::{Reach, Report},
    served::Served,
    tab::Tab,
    visitor::Visitor,
};

const SOCKETS: u64 = 1_000;
/// People have a few tabs each.
const IDLE_ACCOUNTS: u64 = 250;
/// As many tabs of one account as the server lets in.
const TOLD_ACCOUNTS: u64 = 10;
const CHANGES_PER_ACCOUNT: u64 = 300;
const CHANGES_WATCHED: u64 = 400;
const PAUSE: Duration = Duration::from_millis(20);
/// Longer than what still happens after sockets have opened.
const SETTLES: Duration = Duration::from_secs(2);

pub(crate) fn measure(report: &mut Report) -> Result<()> {
    process::allow_files(4 * SOCKETS)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    runtime.block_on(idle(report))?;
    runtime.block_on(caught_up(report))?;
    runtime.block_on(told(report))
}

async fn idle(report: &mut Report) -> Result<()> {
    let served = Served::start()?;
    let mut visitors = visitors(&served, IDLE_ACCOUNTS).await?;
    let mut crowd = Crowd::default();
    let each = kilobytes_each(&served, &mut crowd, &visitors, None).await?;
    report.reach("socket, 1000 idle: memory", each, "KB", Reach::AtMost(16.0));
    another_tab(report, &served, &mut visitors[0]).await?;
    crowd.ensure_here()
}

/// Sockets that came back and were told everything they had missed.
async fn caught_up(report: &mut Report) -> Result<()> {
    let served = Served::start()?;
    let mut visitors = visitors(&served, TOLD_ACCOUNTS).await?;
    load::as_fast_as_answered(served.address, changes(&mut visitors)?).await?;
    let mut crowd = Crowd::default();
    let each = kilobytes_each(&served, &mut crowd, &visitors, Some(Position(0))).await?;
    report.note("socket, 1000 that caught up: memory", each, "KB");
    crowd.ensure_here()
}

/// How much memory of the server each of a thousand sockets takes.
async fn kilobytes_each(
    served: &Served,
    crowd: &mut Crowd,
    visitors: &[Visitor],
    after: Option<Position>,
) -> Result<f64> {
    // What the first socket of all costs is not the others'.
    drop(visitors[0].tab(after).await?);
    sleep(SETTLES).await;
    let before = process::memory_megabytes(served.pid())?;
    crowd.gather(visitors, SOCKETS / visitors.len() as u64, after).await?;
    sleep(SETTLES).await;
    let more = process::memory_megabytes(served.pid())? - before;
    crowd.ensure_here()?;
    Ok(more * 1024.0 / SOCKETS as f64)
}

/// From the receipt in one tab to the event in another, one change after another.
async fn another_tab(report: &mut Report, served: &Served, visitor: &mut Visitor) -> Result<()> {
    let mut tab = visitor.tab(None).await?;
    let mut connection = Connection::open(served.address).await?;
    let (mut after_receipt, mut after_sending) = (Vec::new(), Vec::new());
    for _ in 0..CHANGES_WATCHED {
        let change = visitor.change()?;
        let sent = Instant::now();
        let receipt = async {
            connection.ask(&change).await?;
            anyhow::Ok(Instant::now())
        };
        let (receipt, events) = tokio::join!(receipt, hear_one(&mut tab));
        let heard = events?;
        after_receipt.push(millis(heard.saturating_duration_since(receipt?)));
        after_sending.push(millis(heard - sent));
        sleep(PAUSE).await;
    }
    after_receipt.sort_by(f64::total_cmp);
    after_sending.sort_by(f64::total_cmp);
    let name = |what: &str| format!("another tab, 1000 idle sockets: {what}");
    report.note(name("p50 after the receipt"), after_receipt[after_receipt.len() / 2], "ms");
    let p99 = load::p99(&after_receipt);
    report.reach(name("p99 after the receipt"), p99, "ms", Reach::AtMost(25.0));
    report.note(name("p50 after sending"), after_sending[after_sending.len() / 2], "ms");
    report.note(name("p99 after sending"), load::p99(&after_sending), "ms");
    Ok(())
}

async fn hear_one(tab: &mut Tab) -> Result<Instant> {
    let events = tab.events().await?;
    let now = Instant::now();
    ensure!(events.len() == 1, "one change is one event");
    Ok(now)
}

/// Every change is told to all the tabs of its account. Making the changes is counted too.
async fn told(report: &mut Report) -> Result<()> {
    let served = Served::start()?;
    let mut visitors = visitors(&served, TOLD_ACCOUNTS).await?;
    let mut crowd = Crowd::default();
    crowd.gather(&visitors, SOCKETS / TOLD_ACCOUNTS, None).await?;
    sleep(SETTLES).await;
    let changes = changes(&mut visitors)?;
    let all = SOCKETS * CHANGES_PER_ACCOUNT;
    let used = process::cpu_seconds(served.pid())?;
    load::as_fast_as_answered(served.address, changes).await?;
    let (events, messages) = crowd.wait_for(all).await?;
    let cpu = process::cpu_seconds(served.pid())? - used;
    crowd.ensure_here()?;
    let name = |what: &str| format!("told to 1000 sockets: {what}");
    report.note(name("messages"), messages as f64 / cpu, "per CPU-second");
    report.note(name("events"), events as f64 / cpu, "per CPU-second");
    Ok(())
}

/// What each of them changes, one thing after another.
fn changes(visitors: &mut [Visitor]) -> Result<Vec<Requests>> {
    visitors.iter_mut().map(|it| (0..CHANGES_PER_ACCOUNT).map(|_| it.change()).collect()).collect()
}

/// People who are logged in and have a character each.
async fn visitors(served: &Served, count: u64) -> Result<Vec<Visitor>> {
    let server = served.key()?;
    let mut connection = Connection::open(served.address).await?;
    let mut visitors = Vec::new();
    for seed in 1..=count {
        let mut visitor = Visitor::come(served, server, &mut connection, seed).await?;
        visitor.create(&mut connection).await?;
        visitor.log_in(&mut connection).await?;
        visitors.push(visitor);
    }
    Ok(visitors)
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
