//! Jobs: what is done beside all requests, now and then or all the time. To add one: a function
//! and a line.

use std::time::Duration;

use futures::future::BoxFuture;
use tokio::{task::JoinSet, time::MissedTickBehavior};
use tracing::{info, warn};

use crate::{
    limit::{SWEEP_EVERY, UPKEEP_EVERY},
    socket,
    state::AppState,
};

type Job = (Duration, fn(AppState) -> BoxFuture<'static, ()>);

const JOBS: &[Job] = &[
    (SWEEP_EVERY, |app| Box::pin(sweep(app))),
    (SWEEP_EVERY, |app| Box::pin(erase(app))),
    (UPKEEP_EVERY, |app| Box::pin(fold_samples(app))),
];

/// Starts all jobs; they end when the set is dropped. Without them sockets are told nothing.
pub fn start(app: &AppState) -> JoinSet<()> {
    let mut set = JoinSet::new();
    set.spawn(socket::dispatch(app.clone()));
    set.spawn(socket::end_sessions(app.clone()));
    for (every, job) in JOBS {
        let app = app.clone();
        set.spawn(async move {
            let mut bell = tokio::time::interval(*every);
            bell.set_missed_tick_behavior(MissedTickBehavior::Skip);
            loop {
                bell.tick().await;
                job(app.clone()).await;
            }
        });
    }
    set
}

/// Destroys accounts that were closed long enough ago.
async fn erase(app: AppState) {
    match app.store().erase_due(app.now()).await {
        Ok(0) => {}
        Ok(many) => info!(accounts = many, "Accounts that were to be deleted are gone"),
        Err(why) => warn!(cause = %why, "Closed accounts were not deleted; the next try will do it"),
    }
}

/// Forgets sessions and nonces that ended.
async fn sweep(app: AppState) {
    if let Err(why) = app.store().sweep(app.now()).await {
        warn!(cause = %why, "Ended sessions were not swept; the next sweep will do it");
    }
}

/// Without this the samples of all requests would pile up until somebody reads the metrics.
async fn fold_samples(app: AppState) {
    app.inner.metrics.run_upkeep();
}
