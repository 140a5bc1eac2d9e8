//! Jobs: what is done now and then, beside all requests. To add one: a function and a line.

use std::time::Duration;

use futures::future::BoxFuture;
use tokio::{task::JoinSet, time::MissedTickBehavior};
use tracing::warn;

use crate::{
    limit::{SWEEP_EVERY, UPKEEP_EVERY},
    state::AppState,
};

type Job = (Duration, fn(AppState) -> BoxFuture<'static, ()>);

const JOBS: &[Job] =
    &[(SWEEP_EVERY, |app| Box::pin(sweep(app))), (UPKEEP_EVERY, |app| Box::pin(fold_samples(app)))];

/// Starts all jobs; they end when the set is dropped.
pub(crate) fn start(app: &AppState) -> JoinSet<()> {
    let mut set = JoinSet::new();
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
