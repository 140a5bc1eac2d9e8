//! Tabs that listen, and what they hear together.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};
use tokio::{task::JoinSet, time::sleep};
use wire::Position;

use crate::visitor::Visitor;

const TOLD_TIME_MAX: Duration = Duration::from_secs(60);

/// What all tabs have heard together.
#[derive(Default)]
struct Heard {
    messages: AtomicU64,
    events: AtomicU64,
}

/// Tabs that listen until they are dropped.
#[derive(Default)]
pub(super) struct Crowd {
    heard: Arc<Heard>,
    tabs: JoinSet<Result<()>>,
}

impl Crowd {
    /// Opens so many tabs of each, which go on behind a position.
    pub(super) async fn gather(
        &mut self,
        visitors: &[Visitor],
        tabs: u64,
        after: Option<Position>,
    ) -> Result<()> {
        for visitor in visitors.iter().cycle().take(visitors.len() * tabs as usize) {
            let (mut tab, heard) = (visitor.tab(after).await?, self.heard.clone());
            self.tabs.spawn(async move {
                loop {
                    let events = tab.events().await?.len() as u64;
                    heard.messages.fetch_add(1, Ordering::Relaxed);
                    heard.events.fetch_add(events, Ordering::Relaxed);
                }
            });
        }
        Ok(())
    }

    /// Fails if anybody has left.
    pub(super) fn ensure_here(&mut self) -> Result<()> {
        match self.tabs.try_join_next() {
            Some(left) => left?,
            None => Ok(()),
        }
    }

    /// Waits until so many events were heard; how many in how many messages.
    pub(super) async fn wait_for(&mut self, events: u64) -> Result<(u64, u64)> {
        let began = Instant::now();
        loop {
            self.ensure_here()?;
            let heard = self.heard.events.load(Ordering::Relaxed);
            if heard >= events {
                ensure!(heard == events, "{heard} events were heard instead of {events}");
                return Ok((heard, self.heard.messages.load(Ordering::Relaxed)));
            }
            ensure!(began.elapsed() < TOLD_TIME_MAX, "only {heard} of {events} events were heard");
            sleep(Duration::from_millis(10)).await;
        }
    }
}
