//! The accounts in this browser: which one it is in, and going to another, adding one, and removing
//! one from here.

use leptos::{html, prelude::*, task::spawn_local};

use crate::{
    act::Deed,
    component::{
        button,
        confirm::{self, confirm},
        public_name::public_name,
    },
    door::{self, Account},
    tab::Tab,
    words,
};

pub(crate) fn accounts() -> AnyView {
    let tab = Tab::here();
    let all = RwSignal::new(Vec::new());
    let look = Callback::new(move |()| {
        spawn_local(async move {
            if let Ok(found) = door::accounts().await {
                all.try_set(found);
            }
        });
    });
    // What is told of an account changes with what is sent and with who is in it.
    Effect::new(move || {
        tab.waiting.track();
        tab.places.track();
        tab.tide.track();
        tab.me.track();
        if tab.alive.get() {
            look.run(());
        }
    });
    view! {
        <p class="muted">{words::ACCOUNTS_LEAD}</p>
        <ul class="accounts">
            {move || all.get().into_iter().map(|it| account(tab, look, it)).collect_view()}
        </ul>
        {add(tab)}
    }
    .into_any()
}

fn account(tab: Tab, look: Callback<()>, it: Account) -> AnyView {
    let Account { number, label, begun, did, waiting, here } = it;
    let called = match label.as_str() {
        "" if begun => words::ACCOUNT_NAMELESS.into(),
        label => words::account_called(label),
    };
    let said = if did.is_none() {
        Some(words::ACCOUNT_NO_KEY)
    } else if begun {
        None
    } else {
        Some(words::ACCOUNT_UNBEGUN)
    };
    let waits = (waiting > 0).then(|| view! { <span class="badge">{words::waiting(waiting)}</span> });
    let in_use = here.then(|| view! { <span class="badge" data-tone="info">{words::ACCOUNT_IN_USE}</span> });
    let doors = view! {
        {(!here).then(|| switch(tab, number, &label))}
        {remove(tab, number, &called, look)}
    };
    view! {
        <li class="account-card">
            <div class="device-head">
                <h3>{called.clone()}</h3>
                {in_use}
                {waits}
            </div>
            {said.map(|it| view! { <p class="small muted">{it}</p> })}
            {did.map(|it| public_name(tab, &it))}
            <div class="row">{doors}</div>
        </li>
    }
    .into_any()
}

fn switch(tab: Tab, number: u32, label: &str) -> AnyView {
    let deed = Deed::new();
    let said = words::switched(label);
    let go = Callback::new(move |()| tab.switch_to(deed, number, "/".into(), said.clone()));
    let word = Signal::stored(words::ACCOUNT_SWITCH.to_owned());
    view! {
        {button::wish("button", "key", word, deed, go)}
        {button::fault(deed)}
    }
    .into_any()
}

fn remove(tab: Tab, number: u32, called: &str, look: Callback<()>) -> AnyView {
    let deed = Deed::new();
    let dialog = NodeRef::<html::Dialog>::new();
    let ask = Callback::new(move |()| confirm::open(dialog));
    let gone = Callback::new(move |()| tab.remove_account(deed, number, look));
    let id = ["remove-account-", &number.to_string()].concat();
    let question = Signal::stored(words::account_remove_question(called));
    let word = Signal::stored(words::ACCOUNT_REMOVE.to_owned());
    let [body, no] = [words::ACCOUNT_REMOVE_BODY, words::ACCOUNT_KEEP];
    view! {
        {button::wish("button danger", "lock", word, deed, ask)}
        {button::fault(deed)}
        {confirm(id, dialog, question, body, no, (words::ACCOUNT_REMOVE, gone))}
    }
    .into_any()
}

fn add(tab: Tab) -> AnyView {
    let deed = Deed::new();
    let add = Callback::new(move |()| tab.add_account(deed, "/".into()));
    let word = Signal::stored(words::ACCOUNT_ADD.to_owned());
    let door = move || {
        if tab.has_account() {
            view! { <div class="row">{button::wish("button", "plus", word, deed, add)}</div> }.into_any()
        } else {
            view! { <p class="muted">{words::ACCOUNT_ADD_LATER}</p> }.into_any()
        }
    };
    view! {
        {move || tab.alive.get().then(door)}
        {button::fault(deed)}
    }
    .into_any()
}
