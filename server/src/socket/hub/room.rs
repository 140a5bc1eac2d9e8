//! The tabs of one account.

use std::{collections::BTreeMap, sync::Arc};

use axum::body::Bytes;
use tokio::sync::{mpsc, oneshot, watch};
use wire::{
    PublicKey,
    socket::{Closing, FromServer, Present, write},
};

use super::Lineage;
use crate::socket::frame::Frame;

/// The tabs of one account.
pub(super) struct Room {
    pub(super) tabs: Vec<Tab>,
    /// The last word on who is here. A newer one replaces it.
    pub(super) present: watch::Sender<Bytes>,
}

pub(super) struct Tab {
    pub(super) id: u64,
    pub(super) key: PublicKey,
    pub(super) lineage: Lineage,
    /// None once it was sent away.
    pub(super) dismiss: Option<oneshot::Sender<Closing>>,
    /// None until it has joined, and once it was sent away.
    pub(super) frames: Option<mpsc::Sender<Arc<Frame>>>,
}

impl Default for Room {
    fn default() -> Self {
        Self { tabs: Vec::new(), present: watch::Sender::new(Bytes::new()) }
    }
}

impl Room {
    /// Gives a frame to all who have joined. Who cannot take it any more is sent away.
    pub(super) fn tell(&mut self, frame: &Arc<Frame>) {
        let is_full = |it: &Tab| it.frames.as_ref().is_some_and(|to| to.try_send(frame.clone()).is_err());
        let full: Vec<u64> = self.tabs.iter().filter(|it| is_full(it)).map(|it| it.id).collect();
        if !full.is_empty() {
            self.dismiss(Closing::TooSlow, |it| full.contains(&it.id));
        }
    }

    /// Sends tabs away: nothing flows to them from here on.
    pub(super) fn dismiss(&mut self, why: Closing, which: impl Fn(&Tab) -> bool) {
        for tab in self.tabs.iter_mut().filter(|it| which(it)) {
            tab.frames = None;
            if let Some(dismiss) = tab.dismiss.take() {
                // A tab that has just gone hears nothing any more.
                let _ = dismiss.send(why);
            }
        }
        self.tell_presence();
    }

    /// Says anew who is here, if that has changed.
    pub(super) fn tell_presence(&self) {
        let mut tabs: BTreeMap<PublicKey, u16> = BTreeMap::new();
        for tab in self.tabs.iter().filter(|it| it.frames.is_some()) {
            *tabs.entry(tab.key).or_default() += 1;
        }
        let present = tabs.into_iter().map(|(key, tabs)| Present { key, tabs }).collect();
        let said = Bytes::from(write(&FromServer::Present(present)));
        self.present.send_if_modified(|it| {
            let is_news = *it != said;
            *it = said;
            is_news
        });
    }
}
