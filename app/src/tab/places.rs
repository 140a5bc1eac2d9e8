//! The tab among the accounts of this browser: which one it is in, and how it goes along when the
//! browser goes on to another.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use super::Tab;
use crate::{
    act::{self, Deed},
    dom,
    door::{self, Place},
    read::{self, Answer, Question},
    words,
};

/// How long to wait before looking again whether the page can be loaded.
const LOAD_AGAIN: Duration = Duration::from_secs(2);

impl Tab {
    /// From here on the tab notices when the browser goes on to another account.
    pub(super) fn follow_places(self) {
        self.note_places();
        if let Some(word) = dom::take_word() {
            self.toast("info", word);
        }
        let look = move |_| {
            self.note_places();
            self.go_along();
        };
        // Some browsers keep a whole page while another is shown, and tell it nothing meanwhile.
        for heard in ["storage", "pageshow"] {
            _ = window_event_listener_untyped(heard, look);
        }
        self.go_along();
    }

    /// Goes where the browser has gone in another tab.
    fn go_along(self) {
        if !door::is_active() {
            let place = self.places.with_untracked(|it| it.iter().find(|it| it.active).cloned());
            let label = place.map_or_else(String::new, |it| it.label);
            self.depart("/".into(), words::switched_elsewhere(&label));
        }
    }

    /// Whether there are several accounts in this browser; false before the tab is alive.
    pub(crate) fn is_one_of_many(self) -> bool {
        self.places.with(|it| it.len() > 1)
    }

    /// Whether the tab is in an account; false before it is alive.
    pub(crate) fn has_account(self) -> bool {
        self.alive.get() && self.me.with(|it| it.as_ref().is_some_and(|me| me.account.is_some()))
    }

    /// What the account of this tab is called, among several.
    pub(crate) fn label(self) -> String {
        let label = |it: &Place| it.here.then(|| it.label.clone());
        self.places.with(|it| it.iter().find_map(label)).unwrap_or_default()
    }

    /// Notes the places anew.
    pub(crate) fn note_places(self) {
        let places = door::places();
        if self.places.with_untracked(|it| *it != places) {
            self.places.set(places);
        }
    }

    /// Goes on to another account of this browser; every other tab goes along.
    pub(crate) fn switch_to(self, deed: Deed, number: u32, path: String, word: String) {
        act::attempt(self, deed, door::switch_place(number), move |()| self.depart(path, word));
    }

    /// Makes a place for another account, and goes there.
    pub(crate) fn add_account(self, deed: Deed, path: String) {
        let add = async {
            let number = door::add_place().await?;
            door::switch_place(number).await
        };
        act::attempt(self, deed, add, move |()| self.depart(path, words::ACCOUNT_ADDED.into()));
    }

    /// Removes an account from this browser; `then` is called if the tab stays where it is.
    pub(crate) fn remove_account(self, deed: Deed, number: u32, then: Callback<()>) {
        act::attempt(self, deed, door::remove_place(number), move |()| {
            if door::is_active() {
                self.note_places();
                self.toast("success", words::ACCOUNT_REMOVED.into());
                then.run(());
            } else {
                self.depart("/".into(), words::ACCOUNT_REMOVED.into());
            }
        });
    }

    /// Asks the server. What it says to another account is no answer here: the session of this
    /// browser is still that one's, and this tab's own key has to come in first.
    pub(crate) async fn ask(self, question: Question) -> Answer {
        let answer = read::fetch(question).await;
        if self.is_foreign(&answer) {
            // Another tab may have come in meanwhile.
            if let Some(me) = door::whoami().await {
                self.me.set(Some(me));
            }
        }
        if self.is_foreign(&answer) { Answer::NeedLogin } else { answer }
    }

    /// Whether an answer is one to another account than this tab's.
    pub(crate) fn is_foreign(self, answer: &Answer) -> bool {
        self.me.with_untracked(|it| it.as_ref().is_some_and(|me| answer.is_foreign_to(me)))
    }

    /// Leaves this page for one of another account. Until that can be loaded nothing is done here.
    fn depart(self, path: String, word: String) {
        if self.left.with_untracked(Option::is_some) {
            return;
        }
        dom::hand_word(&word);
        self.say(&word);
        self.left.set(Some(word));
        self.session.set(None);
        self.load(path);
    }

    fn load(self, path: String) {
        spawn_local(async move {
            if door::is_reachable().await {
                dom::load(&path);
            } else {
                self.online.set(false);
                set_timeout(move || self.load(path), LOAD_AGAIN);
            }
        });
    }
}
