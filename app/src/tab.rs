//! What this browser tab knows about itself, and every part of every page may look at. On the
//! server it stands as it stands before the bundle has come alive.

mod places;
mod session;
mod sound;

use std::time::Duration;

use leptos::{ev, prelude::*, reactive::computed::ScopedFuture, task::spawn_local};
use rules::{AccountId, StreamId};
use wire::{Millis, Outcome, PublicKey, Purpose, Receipt, Recorded};

use crate::{
    chunk::{self, Parts},
    dom,
    door::{self, Levels, Link, Place, Trouble},
    keyring::News,
    look::{Look, Preference},
    read::{self, Answer, Kind, Question},
    shortcut::Shortcuts,
    words,
};

/// Where the shortcuts lie in the browser's small storage.
const SHORTCUTS: &str = "farlantern.shortcuts";
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
    /// The account is the owner's of this server, as the server last said.
    pub(crate) owns: RwSignal<bool>,
    /// How the visitor likes it.
    pub(crate) look: RwSignal<Look>,
    pub(crate) shortcuts: RwSignal<Shortcuts>,
    /// How loud it is in this browser; the usual before the tab is alive.
    pub(crate) levels: RwSignal<Levels>,
    /// The dialog that names the shortcuts is open.
    pub(crate) help: RwSignal<bool>,
    /// Where the live connection stands.
    pub(crate) link: RwSignal<Link>,
    /// The devices of the account that are here just now.
    pub(crate) present: RwSignal<Vec<PublicKey>>,
    /// What the live connection brought last.
    pub(crate) events: RwSignal<Vec<Recorded>>,
    /// What is new about the keys of the account.
    pub(crate) news: RwSignal<News>,
    /// When the session ends by the server's clock, and how many milliseconds that was away when
    /// the server said so; none while nobody is logged in, as far as is known.
    pub(crate) session: RwSignal<Option<(Millis, i64)>>,
    /// The session that the server did not know, by its end (zero where there was none), although this
    /// browser may have a key. What was asked before a login is often heard after it: it says nothing of
    /// the session that came meanwhile.
    pub(crate) lapsed: RwSignal<Option<Millis>>,
    /// The key is at the door just now.
    pub(crate) renewing: RwSignal<bool>,
    /// The key was already tried since the last answer that needed a session.
    tried: RwSignal<bool>,
    /// The places of this browser; none before the tab is alive.
    pub(crate) places: RwSignal<Vec<Place>>,
    /// The browser has gone on to another account; what is said of it until the page is loaded anew.
    pub(crate) left: RwSignal<Option<String>>,
    /// What the shell shows only once the tab is alive.
    pub(crate) parts: RwSignal<Option<Parts>>,
    /// How many pages wait for their chunk.
    pub(crate) coming: RwSignal<u32>,
    /// What brings the tab alive is being fetched, or here.
    awake: RwSignal<bool>,
    /// Rises when it is to be tried again to bring the tab alive.
    wakes: RwSignal<u32>,
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
        // Effects run in the browser only. What the server wrote is taken over as it stands, so the
        // tab sleeps until all of that has come.
        let owner = Owner::current().unwrap_or_default();
        Effect::new(move || {
            tab.wakes.track();
            if tab.coming.get() == 0 && !tab.awake.get_untracked() {
                tab.awake.set(true);
                // Not this effect's: what begins here goes on when it runs again.
                owner.with(|| tab.wake());
            }
        });
        tab
    }

    /// Fetches what brings the tab alive; without it the page can be read, and it is tried again.
    fn wake(self) {
        spawn_local(ScopedFuture::new_untracked(async move {
            match chunk::life(self).await {
                Ok(parts) => {
                    self.keyless.set(None);
                    self.parts.set(Some(parts));
                }
                Err(chunk::Missing) => {
                    if self.keyless.with_untracked(Option::is_none) {
                        self.toast("danger", words::CHUNK_MISSING.into());
                    }
                    self.keyless.set(Some(words::CHUNK_MISSING.into()));
                    self.awake.set(false);
                    set_timeout(move || self.wakes.update(|it| *it += 1), LOOK_AGAIN);
                }
            }
        }));
    }

    /// Makes things happen by themselves.
    pub(crate) fn come_alive(self) {
        Effect::new(move || self.boot());
        Effect::new(move || {
            if self.alive.get() && self.coming.get() == 0 {
                dom::mark_hydrated();
            }
        });
        Effect::new(move || self.renew());
        Effect::new(move || self.look_again());
        Effect::new(move |before| self.tell_link(before));
        self.live();
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
            owns: RwSignal::new(door::owns()),
            look: RwSignal::new(door::look()),
            shortcuts: RwSignal::new(Shortcuts::default()),
            levels: RwSignal::new(Levels::default()),
            help: RwSignal::new(false),
            link: RwSignal::new(Link::Still),
            present: RwSignal::new(Vec::new()),
            events: RwSignal::new(Vec::new()),
            news: RwSignal::new(News::default()),
            session: RwSignal::new(None),
            lapsed: RwSignal::new(None),
            renewing: RwSignal::new(false),
            tried: RwSignal::new(false),
            looking: RwSignal::new(false),
            places: RwSignal::new(Vec::new()),
            left: RwSignal::new(None),
            parts: RwSignal::new(None),
            coming: RwSignal::new(0),
            awake: RwSignal::new(false),
            wakes: RwSignal::new(0),
        }
    }

    pub(crate) fn here() -> Self {
        expect_context()
    }

    fn boot(self) {
        if let Some(kept) = dom::kept(SHORTCUTS).and_then(|it| serde_json::from_str(&it).ok()) {
            self.shortcuts.set(kept);
        }
        self.hear_levels();
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
            self.follow_places();
            self.alive.set(true);
            if door::came_back().await {
                self.toast("info", words::CAME_BACK_ALONE.into());
            }
            self.ask_session().await;
            self.flush().await;
        });
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

    /// Takes a choice, and shows it.
    pub(crate) fn choose(self, preference: Preference, word: &str) {
        self.look.update(|it| *it = it.with(preference, word));
        dom::show_look(self.look.get_untracked());
    }

    /// The shortcuts that were changed in this browser, as they are kept.
    pub(crate) fn kept_shortcuts(self) -> Option<String> {
        dom::kept(SHORTCUTS)
    }

    /// Changes the shortcuts, and keeps them.
    pub(crate) fn change_shortcuts<R>(self, change: impl FnOnce(&mut Shortcuts) -> R) -> R {
        let mut shortcuts = self.shortcuts.get_untracked();
        let changed = change(&mut shortcuts);
        if let Ok(text) = serde_json::to_string(&shortcuts) {
            dom::keep(SHORTCUTS, &text);
        }
        self.shortcuts.set(shortcuts);
        changed
    }

    /// Sends what waits. Refusals are told, and what is shown is asked again.
    pub(crate) async fn flush(self) {
        // Another account has taken the browser over: what waits here goes out when this one is back.
        if self.left.with_untracked(Option::is_some) {
            return;
        }
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
                for answer in &answers {
                    door::keep_new(answer).await;
                }
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

    /// Learns from an answer of the server whether it can be reached and knows a session: that in which
    /// it was asked, by its end.
    pub(crate) fn heard(self, kind: Kind, session: Millis) {
        match kind {
            Kind::Offline => self.online.set(false),
            Kind::NeedLogin => self.lapsed.set(Some(session)),
            Kind::Ready | Kind::NotFound => {
                self.lapsed.set(None);
                self.tried.set(false);
            }
            Kind::Failed => {}
        }
    }

    /// Says something to those who listen.
    pub(crate) fn say(self, text: &str) {
        // The same once more is heard only if something changes.
        let again = self.said.with_untracked(|it| it == text);
        self.said.set([text, if again { "\u{a0}" } else { "" }].concat());
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
