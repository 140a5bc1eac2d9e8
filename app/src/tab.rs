//! What this browser tab knows about itself, and every part of every page may look at. On the
//! server it stands as it stands before the bundle has come alive.

use std::time::Duration;

use leptos::{ev, prelude::*, task::spawn_local};
use rules::{AccountId, StreamId};
use wire::{Outcome, PublicKey, Purpose, Receipt};

use crate::{
    dom,
    door::{self, Trouble},
    read::{self, Answer, Kind, Question},
    words,
};

/// How long to wait before looking again whether the server can be reached.
const LOOK_AGAIN: Duration = Duration::from_secs(10);

/// Who this browser is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Me {
    pub(crate) key: PublicKey,
    /// None until the first thing worth keeping.
    pub(crate) account: Option<AccountId>,
    /// The address is insecure, so the key lies here without a lock.
    pub(crate) plain: bool,
    pub(crate) logged_out: bool,
    /// The key that this browser had before and lost, until the next login.
    pub(crate) lost: Option<PublicKey>,
}

#[derive(Clone, Copy)]
pub(crate) struct Tab {
    /// The bundle is hydrated and the key has been looked for.
    pub(crate) alive: RwSignal<bool>,
    pub(crate) me: RwSignal<Option<Me>>,
    /// Why there is no key, if there is none.
    pub(crate) keyless: RwSignal<Option<String>>,
    pub(crate) online: RwSignal<bool>,
    /// How many changes are on their way just now.
    pub(crate) sending: RwSignal<u32>,
    /// How many changes are kept in the outbox.
    pub(crate) waiting: RwSignal<u32>,
    /// What those changes are of.
    pub(crate) undecided: RwSignal<Vec<StreamId>>,
    /// Why a change that waits was turned away, if one was.
    pub(crate) held: RwSignal<Option<String>>,
    /// What was said last, for those who listen to the page.
    pub(crate) said: RwSignal<String>,
    pub(crate) toast: RwSignal<Option<Toast>>,
    /// Rises when everything that is shown should be asked again.
    pub(crate) tide: RwSignal<u32>,
    /// The server knows no session although this browser may have a key.
    lapsed: RwSignal<bool>,
    /// The key is at the door just now.
    pub(crate) renewing: RwSignal<bool>,
    /// The key was already tried since the last answer that needed a session.
    tried: RwSignal<bool>,
    /// A clock runs to look again for the server.
    looking: RwSignal<bool>,
}

/// A short word at the edge of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Toast {
    pub(crate) tone: &'static str,
    pub(crate) text: String,
}

impl Tab {
    /// Opens the tab's knowledge to everything below, and brings it alive in the browser.
    pub(crate) fn provide() -> Self {
        let tab = Self::still();
        provide_context(tab);
        // Effects run in the browser only, and only once the page is hydrated.
        Effect::new(move || tab.boot());
        Effect::new(move || tab.renew());
        Effect::new(move || tab.look_again());
        Effect::new(move |before| tab.tell_link(before));
        tab
    }

    /// A tab in which nothing happens by itself.
    pub(crate) fn still() -> Self {
        Self {
            alive: RwSignal::new(false),
            me: RwSignal::new(None),
            keyless: RwSignal::new(None),
            online: RwSignal::new(true),
            sending: RwSignal::new(0),
            waiting: RwSignal::new(0),
            undecided: RwSignal::new(Vec::new()),
            held: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            toast: RwSignal::new(None),
            tide: RwSignal::new(0),
            lapsed: RwSignal::new(false),
            renewing: RwSignal::new(false),
            tried: RwSignal::new(false),
            looking: RwSignal::new(false),
        }
    }

    pub(crate) fn here() -> Self {
        expect_context()
    }

    fn boot(self) {
        self.online.set(dom::is_online());
        _ = window_event_listener(ev::offline, move |_| self.online.set(false));
        _ = window_event_listener(ev::online, move |_| {
            self.online.set(true);
            spawn_local(async move {
                self.flush().await;
                self.rise();
            });
        });
        spawn_local(async move {
            match door::boot().await {
                Ok(me) => self.me.set(Some(me)),
                Err(trouble) => self.keyless.set(Some(trouble.sentence())),
            }
            self.alive.set(true);
            dom::mark_hydrated();
            self.flush().await;
        });
    }

    /// A session that lapsed is renewed by the key, unless its owner logged out.
    fn renew(self) {
        let wanted = self.alive.get()
            && self.lapsed.get()
            && self.online.get()
            && self.me.with(|it| it.as_ref().is_some_and(|me| me.account.is_some() && !me.logged_out));
        if wanted && !self.tried.get_untracked() {
            self.tried.set(true);
            self.log_in();
        }
    }

    /// While the server cannot be reached, looks again from time to time.
    fn look_again(self) {
        if self.online.get() || self.looking.get_untracked() {
            return;
        }
        self.looking.set(true);
        let look = move || {
            spawn_local(async move {
                let reached = !matches!(read::fetch(Question::Session).await, Answer::Offline);
                self.looking.set(false);
                // Also when it is false still: to set it is to look again later.
                self.online.set(reached);
                if reached {
                    self.flush().await;
                    self.rise();
                }
            });
        };
        set_timeout(look, LOOK_AGAIN);
    }

    /// Says when the server is lost and when it is found again.
    fn tell_link(self, before: Option<bool>) -> bool {
        let online = self.online.get();
        if before.is_some_and(|it| it != online) {
            self.say(if online { words::BACK_ONLINE } else { words::WENT_OFFLINE });
        }
        online
    }

    pub(crate) fn log_in(self) {
        self.renewing.set(true);
        spawn_local(async move {
            match door::log_in().await {
                Ok(me) => {
                    self.me.set(Some(me));
                    self.say(words::LOGGED_IN);
                }
                Err(trouble) => {
                    // Without a network the key has not been tried.
                    self.tried.set(!matches!(trouble, Trouble::Offline));
                    self.trouble(&trouble);
                }
            }
            self.renewing.set(false);
            self.rise();
        });
    }

    /// Logs in with a key that was never used before; the client opens the account for it.
    pub(crate) async fn open_account(self) {
        if self.me.with_untracked(|it| it.as_ref().is_some_and(|me| me.account.is_some())) {
            return;
        }
        match door::log_in().await {
            Ok(me) => {
                self.lapsed.set(false);
                self.me.set(Some(me));
            }
            // The account is begun here all the same.
            Err(_) => self.me.set(door::whoami().await),
        }
    }

    pub(crate) fn log_out(self) {
        spawn_local(async move {
            match door::log_out().await {
                Ok(me) => {
                    self.me.set(Some(me));
                    self.say(words::LOGGED_OUT);
                }
                Err(trouble) => self.trouble(&trouble),
            }
            self.rise();
        });
    }

    /// Sends what waits. Refusals are told, and what is shown is asked again.
    pub(crate) async fn flush(self) {
        self.count().await;
        if self.waiting.get_untracked() == 0 {
            return;
        }
        self.sending.update(|it| *it += 1);
        let flushed = door::flush().await;
        self.sending.update(|it| *it -= 1);
        match flushed {
            Ok(answers) => {
                self.count().await;
                if !answers.is_empty() {
                    self.decided(&answers);
                }
            }
            Err(trouble) => {
                self.trouble(&trouble);
                self.count().await;
            }
        }
    }

    /// What waited is decided: the word that it is kept gives way to how it ended, and what is
    /// shown is asked again.
    fn decided(self, answers: &[wire::Answer]) {
        let mut refusals = answers.iter().filter_map(refusal).peekable();
        if refusals.peek().is_none() {
            self.toast("success", words::SAVED.into());
        }
        for sentence in refusals {
            self.toast("danger", sentence);
        }
        self.reached();
        self.rise();
    }

    /// Who answers can be reached, whatever was thought before.
    pub(crate) fn reached(self) {
        if !self.online.get_untracked() {
            self.online.set(true);
        }
    }

    /// Counts again what waits.
    pub(crate) async fn count(self) {
        let waiting = door::waiting().await;
        self.waiting.set(waiting);
        self.undecided.set(if waiting > 0 { door::undecided().await } else { Vec::new() });
        self.held.set(if waiting > 0 { door::held().await } else { None });
    }

    /// Everything that is shown is asked again.
    pub(crate) fn rise(self) {
        self.tide.update(|it| *it += 1);
    }

    /// Learns from an answer of the server whether it can be reached and knows a session.
    pub(crate) fn heard(self, kind: Kind) {
        match kind {
            Kind::Offline => self.online.set(false),
            Kind::NeedLogin => self.lapsed.set(true),
            Kind::Ready | Kind::NotFound => {
                self.lapsed.set(false);
                self.tried.set(false);
            }
            Kind::Failed => {}
        }
    }

    /// Says something to those who listen.
    pub(crate) fn say(self, text: &str) {
        self.said.set(text.into());
    }

    /// Shows a short word; who listens hears it too.
    pub(crate) fn toast(self, tone: &'static str, text: String) {
        self.toast.set(Some(Toast { tone, text }));
    }

    pub(crate) fn trouble(self, trouble: &Trouble) {
        if matches!(trouble, Trouble::Offline) {
            self.online.set(false);
        } else {
            self.toast("danger", trouble.sentence());
        }
    }
}

/// Why a command was refused, if it was.
pub(crate) fn refusal(answer: &wire::Answer) -> Option<String> {
    match answer.receipt.read::<Receipt>(Purpose::Receipt) {
        Ok(Receipt { outcome: Outcome::Refused { sentence, .. }, .. }) => Some(sentence),
        Ok(_) => None,
        Err(_) => Some(words::BROKEN.into()),
    }
}
