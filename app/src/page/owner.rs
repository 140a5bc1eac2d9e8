//! The owner's desk: how one becomes the owner, who is here, and what owners did.

mod audit;
mod claim;
mod lock;
mod people;

use leptos::{ev, prelude::*};
use leptos_meta::Title;

use crate::{
    component::{
        part::part,
        state::{self, notice},
    },
    dom,
    read::{Question, Reading, shown},
    tab::Tab,
    words,
};

/// So long is what a one-time address has behind `#`.
const TOKEN_CHARS: usize = 43;

pub(crate) fn owner() -> AnyView {
    let tab = Tab::here();
    let token = RwSignal::new(None::<String>);
    let look = move || {
        let found = dom::take_fragment().filter(|it| it.len() == TOKEN_CHARS);
        if found.is_some() {
            token.set(found);
        }
    };
    Effect::new(move || {
        if tab.alive.get() {
            look();
            // Another address in the same tab changes nothing but the fragment.
            let pasted = window_event_listener(ev::hashchange, move |_| look());
            on_cleanup(move || pasted.remove());
        }
    });
    let claimed = move || token.with(Option::is_some);
    view! {
        <Title text=words::OWNER/>
        <div class="page wide owner">
            <h1>{words::OWNER_HEADING}</h1>
            <div>
                <noscript>"Reading this page needs no scripts. Becoming the owner, and locking an account, does: both are signed with the key in your browser."</noscript>
            </div>
            {move || token.get().map(|it| claim::claim(tab, it, token))}
            <div class="stack" hidden=claimed>
                {shown(Question::Owner, state::waiting_line, office)}
            </div>
        </div>
    }
    .into_any()
}

fn office(reading: Reading) -> AnyView {
    let owns = Memo::new(move |_| reading.owner(|_| ()).is_some());
    view! {
        {state::kept(reading)}
        {move || if owns.get() { desk(reading) } else { guest() }}
    }
    .into_any()
}

fn desk(reading: Reading) -> AnyView {
    view! {
        <p class="lead">{words::OWNER_LEAD}</p>
        {people::people(reading)}
        {audit::audit(reading)}
    }
    .into_any()
}

fn guest() -> AnyView {
    notice("info", String::new(), words::OWNER_GUEST.into(), None)
}
