//! Keeps one connection up: greets, listens, and decides what an end means.

mod talk;

use futures::{
    StreamExt,
    channel::mpsc::{UnboundedReceiver, unbounded},
};
use serde::de::IgnoredAny;
use wire::{Millis, error, socket::Closing};

use super::{
    Handlers, State,
    backoff::Backoff,
    cursor,
    line::{Hand, Heard, Line, Wake},
};
use crate::{
    identity,
    limit::{BLOCKED_MILLIS, UPGRADES_MAX},
    link,
    trouble::Trouble,
    wait::within,
};

/// As many failures as make the first wait after them up to eight seconds, for a server that has
/// asked for less.
const UNWELCOME: u32 = 4;
/// Up to two seconds, when all pages come back to a server that begins anew.
const ALL_AT_ONCE: u32 = 2;

pub(super) struct Pilot {
    handlers: Handlers,
    hand: Hand,
    ear: UnboundedReceiver<Heard>,
    _wake: Option<Wake>,
    shown: Option<State>,
    backoff: Backoff,
    /// In a row, although the server answered otherwise.
    upgrades_failed: u32,
    pings: u32,
    /// Something has woken us that no line has answered to since.
    woken: bool,
}

/// How a connection ended.
enum End {
    /// It never became a socket.
    NoUpgrade,
    /// Nobody is logged in here.
    Nobody,
    /// It was closed, by one of our reasons or without.
    Closed(Option<Closing>),
    /// Something came that is no message. What came before it counts; the cursor makes up for
    /// the rest.
    Garbled,
}

impl Pilot {
    pub(super) fn new(handlers: Handlers) -> Self {
        let (hand, ear) = unbounded();
        let wake = Wake::listen(hand.clone());
        Self {
            handlers,
            hand,
            ear,
            _wake: wake,
            shown: None,
            backoff: Backoff::default(),
            upgrades_failed: 0,
            pings: 0,
            woken: false,
        }
    }

    /// Until nothing is to be gained by another try.
    pub(super) async fn fly(mut self) {
        self.tell(State::Connecting);
        loop {
            let session = identity::session_end();
            let end = self.connect().await;
            if let Some(closing) = self.land(end, session).await {
                return self.tell(State::Refused(closing));
            }
            self.pause().await;
        }
    }

    async fn connect(&mut self) -> End {
        let account = match identity::known_account().await {
            Ok(Some(account)) if !identity::logged_out() => account,
            _ => return End::Nobody,
        };
        self.forget_what_was_heard();
        self.woken = false;
        let Some(line) = Line::open(self.hand.clone()) else { return End::NoUpgrade };
        let ready = self.greet(&line, account).await;
        let after = match ready {
            Ok(after) => after,
            Err(end) => return end,
        };
        self.upgrades_failed = 0;
        self.backoff.reset();
        self.tell(State::Online);
        // Another position than ours means that the server cannot go on from there, or was set back.
        if cursor::of(account) != Some(after) {
            cursor::set(account, after);
            (self.handlers.gap)();
        }
        loop {
            if let Err(end) = self.listen(&line, account).await {
                return end;
            }
        }
    }

    /// What an end means. A closing, if no other try would help.
    async fn land(&mut self, end: End, session: Option<Millis>) -> Option<Closing> {
        let closing = match end {
            End::Nobody => return Some(Closing::SessionEnded),
            End::NoUpgrade => match link::get::<IgnoredAny>("/api/v1/auth/session").await {
                Ok(_) => {
                    self.upgrades_failed += 1;
                    None
                }
                Err(trouble) if trouble.is(&error::SESSION_MISSING) => Some(Closing::SessionEnded),
                Err(_) => None,
            },
            End::Garbled => {
                self.backoff.at_least(UNWELCOME);
                self.tell(State::Reconnecting { closing: Some(Closing::Malformed) });
                return None;
            }
            End::Closed(closing) => closing,
        };
        match closing {
            Some(Closing::SessionEnded) => {
                if identity::renew(session.unwrap_or_default()).await.is_err_and(|it| is_final(&it)) {
                    return closing;
                }
                self.tell(State::Reconnecting { closing: None });
                return None;
            }
            Some(final_one) if !final_one.comes_back() => return closing,
            Some(Closing::TooFast | Closing::TooSlow | Closing::TooMany) => self.backoff.at_least(UNWELCOME),
            Some(Closing::Goodbye) => self.backoff.at_least(ALL_AT_ONCE),
            _ => {}
        }
        self.tell(if self.upgrades_failed >= UPGRADES_MAX {
            State::Blocked
        } else {
            State::Reconnecting { closing }
        });
        None
    }

    /// Waits for the next try. It comes at once when the network does, or somebody looks.
    async fn pause(&mut self) {
        let millis = match self.shown {
            Some(State::Blocked) => BLOCKED_MILLIS,
            _ => self.backoff.next(),
        };
        let woken = async { while !matches!(self.ear.next().await, Some(Heard::Woken) | None) {} };
        if self.woken || within(millis, woken).await.is_some() {
            self.backoff.reset();
        }
    }

    /// What an earlier line has said is nothing to the next one.
    fn forget_what_was_heard(&mut self) {
        while self.ear.try_recv().is_ok() {}
    }

    fn tell(&mut self, state: State) {
        // What was said about the first break stays said until it is mended.
        let stays = matches!(
            (self.shown, state),
            (Some(State::Reconnecting { .. }), State::Reconnecting { closing: None })
                | (Some(State::Blocked), State::Reconnecting { .. })
        );
        if !stays && self.shown != Some(state) {
            self.shown = Some(state);
            (self.handlers.state)(state);
        }
    }
}

/// Whether the server does not let this key in, rather than being busy or far away.
fn is_final(trouble: &Trouble) -> bool {
    error::find(trouble.code()).is_some_and(|it| matches!(it.status, 401 | 403))
}
