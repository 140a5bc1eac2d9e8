//! Logging in through HTTP, the whole way: a challenge, a signature, a session. Signing is the
//! browser's work and is not counted.

use anyhow::Result;

use crate::{
    load::Connection,
    process,
    report::{Reach, Report},
    served::Served,
    visitor::Visitor,
};

const CLIENTS: u64 = 64;
const LOGINS_PER_CLIENT: u64 = 150;

pub(crate) fn measure(report: &mut Report) -> Result<()> {
    let served = Served::start()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let cpu = runtime.block_on(all_log_in(&served))?;
    let rate = (CLIENTS * LOGINS_PER_CLIENT) as f64 / cpu;
    report.reach("full login through HTTP, 64 clients", rate, "per CPU-second", Reach::AtLeast(3_000.0));
    Ok(())
}

/// Processor seconds that the server spends.
async fn all_log_in(served: &Served) -> Result<f64> {
    let server = served.key()?;
    let mut clients = Vec::new();
    for client in 0..CLIENTS {
        let mut connection = Connection::open(served.address).await?;
        let visitor = Visitor::come(served, server, &mut connection, client + 1).await?;
        clients.push((visitor, connection));
    }
    let before = process::cpu_seconds(served.pid())?;
    let clients: Vec<_> = clients
        .into_iter()
        .map(|(mut visitor, mut connection)| {
            tokio::spawn(async move {
                for _ in 0..LOGINS_PER_CLIENT {
                    visitor.log_in(&mut connection).await?;
                }
                anyhow::Ok(())
            })
        })
        .collect();
    for client in clients {
        client.await??;
    }
    Ok(process::cpu_seconds(served.pid())? - before)
}
