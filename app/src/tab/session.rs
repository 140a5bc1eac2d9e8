//! The tab's session: begun by hand, renewed by the key when it lapsed, and ended.

use leptos::{prelude::*, task::spawn_local};
use wire::Millis;

use super::{Me, Tab};
use crate::{
    door::{self, Trouble},
    words,
};

impl Tab {
    /// A session that lapsed is renewed by the key, unless its owner logged out.
    pub(super) fn renew(self) {
        let Some(lapsed) = self.lapsed.get() else { return };
        let wanted = self.alive.get()
            && self.online.get()
            && self.me.with(|it| it.as_ref().is_some_and(|me| me.account.is_some() && !me.logged_out));
        if !wanted {
            return;
        }
        if door::session_end() > lapsed {
            self.settle_session();
        } else if !self.tried.get_untracked() {
            self.tried.set(true);
            self.come_in(Some(lapsed));
        }
    }

    /// Somebody here has logged in since a session lapsed. One more login would end the session that came
    /// of it; what is shown is asked again in that one.
    fn settle_session(self) {
        self.lapsed.set(None);
        spawn_local(async move {
            self.ask_session().await;
            self.rise();
        });
    }

    /// Takes in who came of a login that ended well. What was heard before it is past.
    pub(crate) fn enter(self, me: Option<Me>) {
        self.lapsed.set(None);
        self.me.set(me);
    }

    /// Logs in because its person asked for it.
    pub(crate) fn log_in(self) {
        self.come_in(None);
    }

    /// `lapsed` is the session that the server did not know, where no person asked for a login.
    fn come_in(self, lapsed: Option<Millis>) {
        if self.left.with_untracked(Option::is_some) {
            return;
        }
        self.renewing.set(true);
        spawn_local(async move {
            // Another tab may have left meanwhile: then nobody comes in unasked.
            if let Some(me) = door::whoami().await.filter(|me| me.logged_out && lapsed.is_some()) {
                if self.me.with_untracked(|it| it.as_ref().is_some_and(|before| !before.logged_out)) {
                    self.toast("info", words::LOGGED_OUT_ELSEWHERE.into());
                }
                self.me.set(Some(me));
                self.renewing.set(false);
                return;
            }
            let entered = match lapsed {
                Some(session) => door::log_in_again(session).await,
                None => door::log_in().await,
            };
            match entered {
                Ok(me) => {
                    self.enter(Some(me));
                    self.say(words::LOGGED_IN);
                    self.ask_session().await;
                }
                Err(trouble) => {
                    // Without a network the key has not been tried.
                    self.tried.set(!matches!(trouble, Trouble::Offline));
                    self.trouble(&trouble);
                    self.me.set(door::whoami().await.or(self.me.get_untracked()));
                }
            }
            self.renewing.set(false);
            self.rise();
        });
    }

    /// Logs in with a key that was never used before, as far as this tab knows; the client opens the
    /// account for it.
    pub(crate) async fn open_account(self) {
        if self.me.with_untracked(|it| it.as_ref().is_some_and(|me| me.account.is_some())) {
            return;
        }
        match door::open_account().await {
            Ok(me) => {
                self.enter(Some(me));
                self.ask_session().await;
            }
            // The account is begun here all the same.
            Err(_) => self.me.set(door::whoami().await),
        }
        door::begin_roster().await;
    }

    pub(crate) fn log_out(self) {
        self.leave(false);
    }

    /// Ends the sessions of all devices; each of them must then come in by hand.
    pub(crate) fn log_out_everywhere(self) {
        self.leave(true);
    }

    fn leave(self, everywhere: bool) {
        // The connection would be closed by the server otherwise, and taken for a session that
        // has merely lapsed.
        self.session.set(None);
        self.owns.set(false);
        spawn_local(async move {
            let left = if everywhere { door::log_out_everywhere().await } else { door::log_out().await };
            match left {
                Ok(me) => {
                    self.me.set(Some(me));
                    self.say(if everywhere { words::LOGGED_OUT_EVERYWHERE } else { words::LOGGED_OUT });
                }
                Err(trouble) => {
                    self.trouble(&trouble);
                    self.ask_session().await;
                }
            }
            self.rise();
        });
    }
}
