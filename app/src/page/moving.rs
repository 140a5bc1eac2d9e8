//! The page that takes along what a browser keeps for a former address. It goes by itself, from one
//! address to the other and back, and stops only where a person has to decide something.

use leptos::{prelude::*, task::spawn_local};
use leptos_meta::Title;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use wire::path::own_path;

use crate::{
    component::state::notice,
    dom, door,
    look::{Look, Preference},
    moving::{Addresses, Moved, Small, Wish},
    tab::Tab,
    words,
};

/// Where it stands.
#[derive(Clone, PartialEq, Eq)]
enum State {
    /// The page is not alive yet.
    Still,
    Busy,
    /// A person has to say something.
    Asks(Moved),
    /// A sentence.
    Stopped(String),
}

#[derive(Clone, Copy)]
struct Move {
    tab: Tab,
    wish: StoredValue<Wish>,
    state: RwSignal<State>,
    open: Callback<String>,
}

pub(crate) fn moving() -> AnyView {
    let Some(addresses) = door::addresses() else {
        return page(view! { <p class="lead">{words::MOVE_NONE}</p> }.into_any());
    };
    let tab = Tab::here();
    let navigate = StoredValue::new(use_navigate());
    let open = Callback::new(move |to: String| {
        _ = navigate.try_with_value(|it| it(&to, NavigateOptions { replace: true, ..Default::default() }));
    });
    let asked = use_query_map().with_untracked(|it| it.get("to"));
    let to = asked.as_deref().and_then(own_path).unwrap_or("/").to_owned();
    let wish = StoredValue::new(Wish { to: to.clone(), ..Wish::default() });
    let it = Move { tab, wish, state: RwSignal::new(State::Still), open };
    Effect::new(move || {
        if tab.alive.get() && it.state.with_untracked(|it| *it == State::Still) {
            it.begin();
        }
    });
    let href = [addresses.home.as_str(), &to].concat();
    let rest = view! {
        <p class="lead">{words::MOVE_LEAD} <a href=href>{addresses.home.clone()}</a></p>
        <div>
            <noscript>"Taking your key along needs scripts, because it lies in this browser."</noscript>
        </div>
        <div class="stack" aria-live="polite">{move || it.shown(&addresses)}</div>
    };
    page(rest.into_any())
}

fn page(rest: AnyView) -> AnyView {
    view! {
        <Title text=words::MOVE/>
        <div class="page">
            <h1>{words::MOVE}</h1>
            {rest}
        </div>
    }
    .into_any()
}

impl Move {
    fn begin(self) {
        let fragment = dom::fragment();
        self.wish.update_value(|it| {
            it.fragment = fragment;
            it.small = small(self.tab);
        });
        self.step(|_| {});
    }

    /// One step of the way, with what a person has said about it.
    fn step(self, say: impl FnOnce(&mut Wish)) {
        let Some(mut wish) = self.wish.try_get_value() else { return };
        say(&mut wish);
        self.state.set(State::Busy);
        spawn_local(async move {
            let heard = wish.fragment.clone();
            let moved = door::move_on(wish).await;
            // Only now: a page that is loaded anew before that has heard nothing.
            if heard.is_some() && dom::fragment() == heard {
                dom::take_fragment();
            }
            match moved {
                // Who has gone to another page meanwhile stays there.
                Ok(Moved::Go(_)) if self.state.try_get_untracked().is_none() => {}
                Ok(Moved::Go(address)) => dom::go(&address),
                Ok(Moved::Arrived { to, small, next }) => {
                    take(self.tab, &small);
                    match next {
                        Some(address) => dom::go(&address),
                        None => self.arrive(to).await,
                    }
                }
                Ok(asks) => _ = self.state.try_set(State::Asks(asks)),
                Err(trouble) => _ = self.state.try_set(State::Stopped(trouble.sentence())),
            }
        });
    }

    async fn arrive(self, to: String) {
        let tab = self.tab;
        tab.enter(door::whoami().await);
        tab.ask_session().await;
        // What this browser has just done to its keys is no news to it.
        tab.changed_keys();
        tab.toast("success", words::MOVE_DONE.into());
        tab.flush().await;
        tab.rise();
        self.open.run(to);
    }

    fn shown(self, addresses: &Addresses) -> AnyView {
        let home = &addresses.home;
        let asks = |text: String, first| self.decide(home, "info", String::new(), text, first);
        match self.state.get() {
            State::Still | State::Busy => {
                view! { <p class="muted" aria-busy="true">{words::MOVE_BUSY}</p> }.into_any()
            }
            State::Asks(Moved::LoggedOut) => {
                let go = self.button("button primary", words::MOVE_LOG_IN, |it| it.by_hand = true);
                asks(words::MOVE_OUT.into(), Some(go))
            }
            State::Asks(Moved::TurnedAway) => asks(words::MOVE_AWAY.into(), None),
            State::Asks(Moved::TooMany(changes)) => {
                let go = self.button("button", words::MOVE_LIGHT, |it| it.light = true);
                asks(words::move_too_many(changes), Some(go))
            }
            State::Asks(_) => {
                let to = self.wish.with_value(|it| it.to.clone());
                view! {
                    <p>{words::MOVE_NOBODY}</p>
                    <div class="row"><a class="button primary" href=to>{words::MOVE_GO_ON}</a></div>
                }
                .into_any()
            }
            State::Stopped(sentence) => {
                let again = self.button("button primary", words::TRY_AGAIN, |_| {});
                let text = [&sentence, " ", words::MOVE_STOPPED_LEAD].concat();
                self.decide(home, "danger", words::MOVE_STOPPED.into(), text, Some(again))
            }
        }
    }

    /// What a person has to know, and the ways from here.
    fn decide(
        self,
        home: &str,
        tone: &'static str,
        heading: String,
        text: String,
        first: Option<AnyView>,
    ) -> AnyView {
        let to = self.wish.with_value(|it| it.to.clone());
        let others = if dom::origin() == home {
            view! { <a class="button" href=to>{words::MOVE_GO_ON}</a> }.into_any()
        } else {
            view! {
                {self.button("button", words::MOVE_SKIP, |it| it.skip = true)}
                <a class="button quiet" href=to>{words::MOVE_STAY}</a>
            }
            .into_any()
        };
        notice(tone, heading, text, Some(view! { {first} {others} }.into_any()))
    }

    fn button(self, class: &'static str, word: &'static str, say: fn(&mut Wish)) -> AnyView {
        let step = move |_| {
            self.step(say);
            // The button goes, and the keyboard should not go with it.
            dom::focus_heading();
        };
        view! { <button class=class type="button" on:click=step>{word}</button> }.into_any()
    }
}

/// How its person likes the pages here.
fn small(tab: Tab) -> Small {
    let look = tab.look.get_untracked();
    Small {
        theme: look.attribute(Preference::Theme).unwrap_or_default().into(),
        look: look.cookie(),
        shortcuts: tab.kept_shortcuts(),
    }
}

/// Takes over how its person liked the pages, where nothing was chosen here.
fn take(tab: Tab, small: &Small) {
    if tab.look.get_untracked() == Look::default() {
        let look = Look::read(Some(&small.theme), Some(&small.look));
        tab.look.set(look);
        dom::show_look(look);
    }
    if tab.kept_shortcuts().is_none()
        && let Some(theirs) = small.shortcuts.as_ref().and_then(|it| serde_json::from_str(it).ok())
    {
        tab.change_shortcuts(|it| *it = theirs);
    }
}
