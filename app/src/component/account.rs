//! Who one is here: the key of this browser, and whether it is logged in.

use leptos::{prelude::*, task::spawn_local};

use super::state::{log_in_button, no_scripts, notice, waiting_line};
use crate::{
    dom,
    read::{Question, Reading, shown},
    tab::{Me, Tab},
    words,
};

pub(crate) fn account() -> AnyView {
    let tab = Tab::here();
    view! {
        <section class="panel stack account" aria-labelledby="account-heading">
            <h2 id="account-heading">{words::KEY_HEADING}</h2>
            {shown(Question::Session, waiting_line, logged_in)}
            {move || key(tab)}
            {move || (tab.waiting.get() > 0).then(|| outbox(tab))}
        </section>
    }
    .into_any()
}

/// What the server knows: it stands in the page before the key has been looked for.
fn logged_in(reading: Reading) -> AnyView {
    let tab = reading.tab;
    let out = move || {
        tab.alive.get().then(|| {
            view! {
                <button class="button quiet" type="button" on:click=move |_| tab.log_out()>
                    {words::LOG_OUT}
                </button>
            }
        })
    };
    view! {
        <div class="spread">
            <p>{words::LOGGED_IN}</p>
            {out}
        </div>
        {move || reading.session(|it| (!tab.alive.get()).then(|| name(tab, &it.did)))}
    }
    .into_any()
}

/// What this browser knows, once it is alive.
fn key(tab: Tab) -> AnyView {
    if let Some(sentence) = tab.keyless.get() {
        return notice("danger", String::new(), sentence, None);
    }
    let Some(me) = tab.me.get() else {
        return view! {
            <p class="muted">{words::KEY_LOOKING}</p>
            {no_scripts()}
        }
        .into_any();
    };
    let Me { key, account, plain, logged_out, lost } = me;
    let standing = match account {
        None => words::KEY_NEW,
        Some(_) if logged_out => words::KEY_OUT,
        Some(_) => words::KEY_HELD,
    };
    view! {
        <p>{standing}</p>
        {name(tab, &key.did())}
        {(account.is_some() && logged_out).then(|| log_in_button(tab))}
        {lost.map(|it| notice("danger", String::new(), words::key_lost(&it.did()), None))}
        {plain.then(|| notice("danger", String::new(), words::KEY_PLAIN.into(), None))}
        <p class="small muted">{words::KEY_LOSS}</p>
    }
    .into_any()
}

/// What waits to be sent, and why it waits if it was turned away.
fn outbox(tab: Tab) -> AnyView {
    let heading = words::waiting(tab.waiting.get());
    let why = tab.held.get().unwrap_or_else(|| words::KEPT.into());
    let send = view! {
        <button class="button" type="button" on:click=move |_| spawn_local(tab.flush())>
            {words::SEND_NOW}
        </button>
    };
    notice("offline", heading, why, Some(send.into_any()))
}

/// The public name, shortened, with a button that copies the whole.
fn name(tab: Tab, did: &str) -> AnyView {
    let whole = did.to_owned();
    let copy = move |_| {
        if dom::copy(&whole) {
            tab.toast("success", words::COPIED.into());
        } else {
            tab.toast("danger", words::NOT_COPIED.into());
        }
    };
    view! {
        <p class="row">
            <span class="visually-hidden">{words::KEY_NAME}</span>
            <span class="mono" title=did.to_owned()>{words::short_did(did)}</span>
            <button class="button quiet" type="button" disabled=move || !tab.alive.get() on:click=copy>
                {words::COPY}
            </button>
        </p>
    }
    .into_any()
}
