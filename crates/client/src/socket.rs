//! The one socket of this tab: what happens elsewhere is here within a second, each event once and
//! in order, however often the connection breaks.

mod backoff;
mod cursor;
mod line;
mod pilot;

use futures::future::{AbortHandle, abortable};
use rules::Hash;
use wasm_bindgen_futures::spawn_local;
use wire::{
    Recorded,
    socket::{Closing, Present},
};

use pilot::Pilot;

/// How the connection stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// For the first time.
    Connecting,
    /// What happens elsewhere comes here.
    Online,
    /// It broke, and is tried again; why, if the server said.
    Reconnecting { closing: Option<Closing> },
    /// Something on the way lets no sockets through. It is tried again every few minutes; the page
    /// polls meanwhile, and nothing is wrong.
    Blocked,
    /// It is not tried again: open another socket after a login, or reload the page.
    Refused(Closing),
}

/// What the page does with what comes. All run in the page's own turn, one after the other.
pub struct Handlers {
    /// Called when it changes.
    pub state: Box<dyn Fn(State)>,
    /// New events of the account, in the order of the journal, each once.
    pub events: Box<dyn Fn(Vec<Recorded>)>,
    /// Which devices of the account are here now, this one among them.
    pub present: Box<dyn Fn(Vec<Present>)>,
    /// The account's keys have changed; the head of its chain.
    pub keys: Box<dyn Fn(Hash)>,
    /// Something may have been missed, so what is shown should be asked again: on the first
    /// connection of a tab, and when the server cannot go on where this tab stopped.
    pub gap: Box<dyn Fn()>,
}

/// The connection. Dropping it closes it; then no handler is called any more. Where this tab
/// stopped is remembered, so that another one goes on from there.
pub struct Socket {
    end: AbortHandle,
}

impl Socket {
    /// Connects, and connects again whenever that breaks. To be called once there is a session; one
    /// that lapses later is renewed from here.
    pub fn open(handlers: Handlers) -> Self {
        let (flight, end) = abortable(Pilot::new(handlers).fly());
        spawn_local(async {
            // Ended by the drop, or by a refusal that was told.
            _ = flight.await;
        });
        Self { end }
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.end.abort();
    }
}
