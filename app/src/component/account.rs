//! Who one is here: the key of this browser, and whether it is logged in.

use leptos::{prelude::*, task::spawn_local};

use super::{
    public_name::public_name,
    state::{log_in_button, no_scripts, notice, waiting_line},
    whose::whose,
};
use crate::{
    read::{Question, Reading, shown},
    tab::{Me, Tab},
    words,
};

pub(crate) fn account() -> AnyView {
    let tab = Tab::here();
    view! {
        <section class="panel stack account" aria-labelledby="account-heading">
            <h2 id="account-heading">{words::KEY_HEADING}</h2>
            {whose(tab)}
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
        {move || reading.session(|it| (!tab.alive.get()).then(|| public_name(tab, &it.did)))}
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
    // The page above has the large door; this one stands where the door to leave stands else.
    let door = (account.is_some() && logged_out).then(|| log_in_button(tab, "button quiet"));
    view! {
        <div class="spread">
            <p>{standing}</p>
            {door}
        </div>
        {public_name(tab, &key.did())}
        {lost.map(|it| notice("danger", String::new(), words::key_lost(&it.did()), None))}
        {plain.then(|| notice("danger", String::new(), words::KEY_PLAIN.into(), None))}
        <p class="small muted">
            {words::KEY_LOSS} " " <a href="/settings#devices">{words::TO_SETTINGS}</a>
        </p>
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
