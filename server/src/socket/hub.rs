//! Who is here: the tabs of every account, what flows to them, and who is sent away. Knows no
//! socket and no store.

mod room;

use std::{
    collections::{BTreeMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use axum::body::Bytes;
use rules::AccountId;
use store::{Fed, FedWhat};
use tokio::sync::{Notify, mpsc, oneshot, watch};
use wire::{
    Position, PublicKey,
    socket::{Closing, FromServer},
};

use self::room::{Room, Tab};
use super::frame::{Frame, batches};
use crate::{
    limit::{SOCKETS_MAX, SOCKETS_PER_ACCOUNT_MAX, TAB_FRAMES_MAX},
    metrics,
};

/// What sessions that were renewed out of each other have in common.
pub(crate) type Lineage = [u8; 16];

/// Everyone who is here.
pub(crate) struct Hub {
    rooms: Mutex<Rooms>,
    /// Up to where the journal has been told on; none before the dispatcher has begun. Moves only
    /// under the lock of the rooms.
    cursor: watch::Sender<Option<Position>>,
    /// How many sockets are open.
    open: watch::Sender<usize>,
    doubt: Notify,
}

#[derive(Default)]
struct Rooms {
    of: BTreeMap<AccountId, Room>,
    next_tab: u64,
    closing: bool,
}

/// A place in a room, given back when it is dropped.
pub(crate) struct Seat {
    hub: Arc<Hub>,
    account: AccountId,
    tab: u64,
}

/// Says why a tab is sent away.
pub(super) type Dismissed = oneshot::Receiver<Closing>;

/// What a tab follows from a moment on.
pub(super) struct Joined {
    /// Everything behind this position comes through `frames`, and nothing up to it.
    pub(super) seam: Position,
    pub(super) frames: mpsc::Receiver<Arc<Frame>>,
    pub(super) present: watch::Receiver<Bytes>,
}

impl Default for Hub {
    fn default() -> Self {
        Self {
            rooms: Mutex::default(),
            cursor: watch::Sender::new(None),
            open: watch::Sender::new(0),
            doubt: Notify::new(),
        }
    }
}

impl Hub {
    /// A place for one more socket. From here on its session is looked after.
    pub(super) fn enter(
        self: &Arc<Self>,
        account: AccountId,
        key: PublicKey,
        lineage: Lineage,
    ) -> Result<(Seat, Dismissed), Closing> {
        let mut rooms = self.rooms();
        if rooms.closing {
            return Err(Closing::Goodbye);
        }
        let taken = rooms.of.get(&account).map_or(0, |it| it.tabs.len());
        if *self.open.borrow() >= SOCKETS_MAX || taken >= SOCKETS_PER_ACCOUNT_MAX {
            return Err(Closing::TooMany);
        }
        rooms.next_tab += 1;
        let (tab, (dismiss, dismissed)) = (rooms.next_tab, oneshot::channel());
        let sits = Tab { id: tab, key, lineage, dismiss: Some(dismiss), frames: None };
        rooms.of.entry(account).or_default().tabs.push(sits);
        self.count(1);
        Ok((Seat { hub: self.clone(), account, tab }, dismissed))
    }

    /// Begins to tell on what happens behind this position.
    pub(super) fn begin(&self, at: Position) {
        let _rooms = self.rooms();
        self.cursor.send_if_modified(|it| it.is_none() && it.replace(at).is_none());
    }

    /// Up to where the journal has been told on.
    pub(super) fn cursor(&self) -> Option<Position> {
        *self.cursor.borrow()
    }

    /// Waits until the dispatcher has begun.
    pub(super) async fn begun(&self) {
        // The sender lives as long as this, so there is always an end to wait for.
        let _ = self.cursor.subscribe().wait_for(Option::is_some).await;
    }

    /// Goes on to a position without telling anything, if there is nobody to tell.
    pub(super) fn skip_to(&self, position: Position) -> bool {
        let rooms = self.rooms();
        let alone = rooms.of.is_empty();
        if alone {
            self.move_to(position);
        }
        alone
    }

    /// Tells on what comes next in the journal. A tab that cannot keep up is sent away: it comes
    /// back to where it was, so that nothing is ever left out.
    pub(super) fn dispatch(&self, fed: Vec<Fed>, moved_at: Instant) {
        let Some(through) = fed.last().map(|it| it.position) else { return };
        let mut rooms = self.rooms();
        let mut news: BTreeMap<AccountId, (Vec<_>, Option<_>)> = BTreeMap::new();
        for it in fed.into_iter().filter(|it| rooms.of.contains_key(&it.account)) {
            let (events, keys) = news.entry(it.account).or_default();
            match it.what {
                FedWhat::Event(event) => events.push(*event),
                FedWhat::Keys(head) => *keys = Some(head),
            }
        }
        for (account, (events, keys)) in news {
            let Some(room) = rooms.of.get_mut(&account) else { continue };
            for said in batches(events).into_iter().chain(keys.map(FromServer::Keys)) {
                room.tell(&Arc::new(Frame::of(&said, moved_at)));
            }
        }
        self.move_to(through);
    }

    /// The lineages of all open sockets, each once.
    pub(super) fn lineages(&self) -> Vec<Lineage> {
        let rooms = self.rooms();
        let mut all: Vec<_> = rooms.of.values().flat_map(|it| &it.tabs).map(|it| it.lineage).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Sends away the tabs of sessions that have ended.
    pub(super) fn end_sessions(&self, gone: &HashSet<Lineage>) {
        for room in self.rooms().of.values_mut() {
            room.dismiss(Closing::SessionEnded, |it| gone.contains(&it.lineage));
        }
    }

    /// Sessions may have ended: somebody should look at once.
    pub(crate) fn doubt(&self) {
        self.doubt.notify_one();
    }

    pub(super) async fn doubted(&self) {
        self.doubt.notified().await;
    }

    /// Sends everybody away, and lets nobody in any more.
    pub(crate) fn say_goodbye(&self) {
        let mut rooms = self.rooms();
        rooms.closing = true;
        for room in rooms.of.values_mut() {
            room.dismiss(Closing::Goodbye, |_| true);
        }
    }

    /// Waits until nobody is here.
    pub(crate) async fn emptied(&self) {
        let _ = self.open.subscribe().wait_for(|it| *it == 0).await;
    }

    fn rooms(&self) -> MutexGuard<'_, Rooms> {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn move_to(&self, position: Position) {
        self.cursor.send_if_modified(|it| {
            let moves = it.is_some_and(|before| before < position);
            if moves {
                *it = Some(position);
            }
            moves
        });
    }

    /// Called under the lock of the rooms.
    fn count(&self, change: isize) {
        self.open.send_modify(|it| *it = it.saturating_add_signed(change));
        metrics::sockets(*self.open.borrow());
    }
}

impl Seat {
    /// Follows what happens from now on. None if the tab was sent away meanwhile, or nothing is
    /// told on yet.
    pub(super) fn join(&self) -> Option<Joined> {
        let mut rooms = self.hub.rooms();
        let seam = self.hub.cursor()?;
        let room = rooms.of.get_mut(&self.account)?;
        let tab = room.tabs.iter_mut().find(|it| it.id == self.tab)?;
        tab.dismiss.as_ref()?;
        let (frames, inbox) = mpsc::channel(TAB_FRAMES_MAX);
        tab.frames = Some(frames);
        room.tell_presence();
        let mut present = room.present.subscribe();
        present.mark_changed();
        Some(Joined { seam, frames: inbox, present })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut rooms = self.hub.rooms();
        if let Some(room) = rooms.of.get_mut(&self.account) {
            room.tabs.retain(|it| it.id != self.tab);
            room.tell_presence();
            if room.tabs.is_empty() {
                rooms.of.remove(&self.account);
            }
        }
        self.hub.count(-1);
    }
}

#[cfg(test)]
mod tests;
