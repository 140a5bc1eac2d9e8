//! The tab's live side: the session is kept, the connection is held open, and what comes over it
//! reaches the page. Without a connection the tab asks from time to time, and says nothing wrong.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use wire::socket::Closing;

use crate::{
    dom,
    door::{self, Heard, Link, Live, Trouble},
    keyring::{Keyring, News, Told},
    read::{Answer, Found, Question},
    tab::Tab,
};

/// How often a tab that is seen asks anew while it has no live connection.
const POLL: Duration = Duration::from_secs(30);
/// How long a connection may be gone before the server itself is asked after.
const DOUBT: Duration = Duration::from_secs(4);
/// A connection that the server refuses again so soon is not tried by logging in once more.
const REFUSED_AGAIN_MILLIS: i64 = 60_000;
/// A session that is said to end at once is not renewed at once, whatever the server's clock.
const RENEW_MILLIS_MIN: i64 = 5_000;

impl Tab {
    /// Effects: they run in the browser only.
    pub(crate) fn live(self) {
        let refused_at = StoredValue::new(0_i64);
        let wanted = Memo::new(move |_| self.is_here());
        // The effect holds the connection; to drop it is to close it.
        Effect::new(move |_: Option<Option<Live>>| {
            if !wanted.get() {
                self.link.set(Link::Still);
                self.present.set(Vec::new());
                self.news.set(News::default());
                return None;
            }
            door::connect(move |heard| self.hear(heard, refused_at))
        });
        Effect::new(move || {
            if wanted.get() {
                self.look_at_keys();
            }
        });
        Effect::new(move || self.renew_in_time());
        Effect::new(move || {
            let polling = set_interval_with_handle(move || self.poll(), POLL);
            let seen = window_event_listener_untyped("visibilitychange", move |_| self.look_up());
            on_cleanup(move || {
                if let Ok(polling) = polling {
                    polling.clear();
                }
                seen.remove();
            });
        });
    }

    /// Asks who is logged in, and for how long. Says nothing where no account was begun.
    pub(crate) async fn ask_session(self) {
        let asks = |me: &crate::tab::Me| me.account.is_some() && !me.logged_out;
        if !self.me.with_untracked(|it| it.as_ref().is_some_and(asks)) {
            return;
        }
        let session = door::session_end();
        let answer = self.ask(Question::Session).await;
        self.heard(answer.kind(), session);
        match answer {
            Answer::Ready { value: Found::Session(it), at, .. } => {
                self.session.set(Some((it.expires_at, it.expires_at.0.saturating_sub(at.0))));
                self.owns.set(it.owner);
            }
            Answer::Offline => {}
            _ => {
                self.session.set(None);
                self.owns.set(false);
            }
        }
    }

    /// Compares the account's keys with what this browser last knew of them.
    fn look_at_keys(self) {
        spawn_local(async move {
            // Looked up first: an answer that was slow must not seem older than what came meanwhile.
            let (seen, told) = (door::seen_keys().await, door::told_keys().await);
            let Some(keyring) = self.keyring().await else { return };
            let news = keyring.news(seen, told);
            if news.rewritten.is_none() {
                keep_told(keyring.told()).await;
                if news.changes.is_empty() {
                    door::keep_seen_keys(keyring.told().0).await;
                }
            }
            self.news.set(news);
        });
    }

    /// What changed is known, or was done here: it is no news any more.
    pub(crate) fn put_news_away(self) {
        spawn_local(async move {
            // A change that nobody has read of yet stays news.
            let Some(told) = self.news.with_untracked(|it| it.told) else { return };
            know(told).await;
            self.look_at_keys();
        });
    }

    /// Keys were changed from here. That is no news; what others changed, and nobody here has read
    /// of, still is.
    pub(crate) fn changed_keys(self) {
        self.look_at_keys();
        self.rise();
    }

    /// Keys were taken back from here, with all changes in view: what the account is now is known.
    pub(crate) fn took_keys_back(self) {
        spawn_local(async move {
            if let Some(keyring) = self.keyring().await {
                know(keyring.told()).await;
                self.news.set(keyring.news(None, None));
            }
            self.rise();
        });
    }

    /// The account's keys, asked of the server and checked here.
    async fn keyring(self) -> Option<Keyring> {
        match self.ask(Question::Account).await {
            Answer::Ready { value: Found::Account(view), .. } => Keyring::read(&view).ok(),
            _ => None,
        }
    }

    /// Whether this browser is logged in, as far as is known.
    fn is_here(self) -> bool {
        let here = |me: &crate::tab::Me| me.account.is_some() && !me.logged_out;
        self.alive.get()
            && self.session.with(Option::is_some)
            && self.me.with(|it| it.as_ref().is_some_and(here))
    }

    /// When half of a session is over, the key asks for the next one.
    fn renew_in_time(self) {
        let Some((ends, left)) = self.session.get() else { return };
        let half = Duration::from_millis(u64::try_from((left / 2).max(RENEW_MILLIS_MIN)).unwrap_or_default());
        let renew = move || {
            spawn_local(async move {
                match door::renew(ends).await {
                    Ok(()) => self.ask_session().await,
                    // Tried again when the session is asked for again, at the latest by a poll.
                    Err(Trouble::Offline) => self.online.set(false),
                    Err(trouble) => {
                        self.session.set(None);
                        self.trouble(&trouble);
                        self.me.set(door::whoami().await);
                        self.rise();
                    }
                }
            });
        };
        if let Ok(timer) = set_timeout_with_handle(renew, half) {
            on_cleanup(move || timer.clear());
        }
    }

    fn hear(self, heard: Heard, refused_at: StoredValue<i64>) {
        match heard {
            Heard::Link(link) => self.linked(link, refused_at),
            Heard::Events(events) => self.events.set(events),
            Heard::Present(present) => self.present.set(present),
            Heard::Gap => self.rise(),
            Heard::Keys(_) => {
                self.look_at_keys();
                self.rise();
            }
        }
    }

    fn linked(self, link: Link, refused_at: StoredValue<i64>) {
        let before = self.link.get_untracked();
        self.link.set(link);
        match link {
            Link::Online if !self.online.get_untracked() => {
                self.online.set(true);
                spawn_local(async move {
                    self.flush().await;
                    self.rise();
                });
            }
            Link::Reconnecting if before == Link::Online => self.doubt(),
            Link::Refused(Closing::SessionEnded | Closing::HelloRefused) => {
                self.session.set(None);
                let now = dom::now();
                let often = now - refused_at.get_value() < REFUSED_AGAIN_MILLIS;
                refused_at.set_value(now);
                if !often {
                    self.lapsed.set(Some(door::session_end()));
                    self.rise();
                }
            }
            Link::Refused(closing) => self.toast("danger", closing.sentence().into()),
            _ => {}
        }
    }

    /// Whether the server is gone, or only this connection, shows when something is asked; but a
    /// server that merely restarts is left alone for a moment.
    fn doubt(self) {
        let ask = move || {
            if self.link.get_untracked() == Link::Reconnecting {
                spawn_local(self.ask_session());
            }
        };
        set_timeout(ask, DOUBT);
    }

    /// Asks anew for what is shown, if nobody tells by oneself.
    fn poll(self) {
        let told = self.link.get_untracked() == Link::Online;
        if !told && dom::is_visible() && self.online.get_untracked() && self.session.get_untracked().is_some()
        {
            self.rise();
            self.look_at_keys();
        }
    }

    /// A tab that is seen again may have slept through the end of its session.
    fn look_up(self) {
        if dom::is_visible() && self.alive.get_untracked() {
            spawn_local(async move {
                self.ask_session().await;
                self.poll();
            });
        }
    }
}

/// So far this browser was told the keys, unless it was told more while this answer was under way.
async fn keep_told(told: Told) {
    if door::told_keys().await.is_none_or(|(_, length)| length <= told.1) {
        door::keep_told_keys(told).await;
    }
}

/// So far the keys are known to this browser and to whoever sits before it.
async fn know(told: Told) {
    door::keep_told_keys(told).await;
    door::keep_seen_keys(told.0).await;
}
