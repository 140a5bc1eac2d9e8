//! The devices of the account: names, last use, who is here, and the door for those who must go.

use leptos::{ev::SubmitEvent, html, prelude::*};
use wire::PublicKey;

use super::Household;
use crate::{
    act::{self, Deed},
    component::{
        button,
        confirm::{self, confirm},
        field::line_field,
        public_name::public_name,
    },
    date, door,
    keyring::Device,
    words,
};

pub(crate) fn devices(household: Household) -> AnyView {
    let keyring = household.keyring;
    let keys = move || keyring.with(|it| it.as_ref().map(|it| it.devices.clone()).unwrap_or_default());
    view! {
        <ul class="devices">
            <For each=keys key=|it| it.key children=move |it| device(household, it)/>
        </ul>
    }
    .into_any()
}

fn device(household: Household, first: Device) -> AnyView {
    let tab = household.reading.tab;
    let key = first.key;
    let this = first.this;
    // The row outlives the device by a moment when it goes.
    let device = Memo::new(move |before: Option<&Device>| {
        let find = |it: &crate::keyring::Keyring| it.devices.iter().find(|it| it.key == key).cloned();
        let now = household.keyring.with(|it| it.as_ref().and_then(find));
        now.or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
    });
    let here = move || tab.present.with(|it| it.contains(&key));
    let badge =
        |tone: &'static str, word: &'static str| view! { <span class="badge" data-tone=tone>{word}</span> };
    // Who is here now needs no word of when.
    let last = move || match device.with(|it| it.seen) {
        _ if here() => ().into_any(),
        Some(at) => view! { {words::LAST_HERE} {date::moment(at)} "." }.into_any(),
        None => words::NEVER_HERE.into_any(),
    };
    view! {
        <li class="device">
            <div class="device-head">
                <h3>{move || device.with(|it| it.name.clone())}</h3>
                {this.then(|| badge("info", words::THIS_DEVICE))}
                {move || here().then(|| badge("success", words::HERE_NOW))}
            </div>
            <p class="small muted">
                {words::ADDED} {move || date::moment(device.with(|it| it.added_at))} ". " {last}
            </p>
            {public_name(tab, &key.did())}
            <fieldset class="plain" disabled=move || !tab.alive.get()>
                {rename(household, key, device)}
                <div class="row">{turn_away(household, key, this, device)}</div>
            </fieldset>
        </li>
    }
    .into_any()
}

fn rename(household: Household, key: PublicKey, device: Memo<Device>) -> AnyView {
    let tab = household.reading.tab;
    let deed = Deed::new();
    let written = RwSignal::new(device.with_untracked(|it| it.name.clone()));
    let fold = NodeRef::<html::Details>::new();
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let name = written.get_untracked().trim().to_owned();
        act::attempt(tab, deed, door::name_device(key, name), move |()| {
            tab.toast("success", words::DEVICE_RENAMED.into());
            tab.changed_keys();
            if let Some(Some(it)) = fold.try_get_untracked() {
                it.set_open(false);
            }
        });
    };
    let id = ["device-", &key.to_string()].concat();
    view! {
        <details class="fold" node_ref=fold>
            <summary>{words::RENAME}</summary>
            <form class="stack" on:submit=save>
                {line_field(id, words::DEVICE_NAME, None, "text", written, deed.fault)}
                <div class="row">{button::submit("button primary", words::SAVE_NAME, deed)}</div>
            </form>
        </details>
    }
    .into_any()
}

fn turn_away(household: Household, key: PublicKey, this: bool, device: Memo<Device>) -> AnyView {
    let tab = household.reading.tab;
    let deed = Deed::new();
    let dialog = NodeRef::<html::Dialog>::new();
    let ask = Callback::new(move |()| confirm::open(dialog));
    let turn = Callback::new(move |()| {
        act::attempt(tab, deed, door::turn_away(key), move |()| {
            tab.toast("success", words::TURNED_AWAY_NOW.into());
            tab.changed_keys();
        });
    });
    let id = ["turn-away-", &key.to_string()].concat();
    let question = Signal::derive(move || device.with(|it| words::turn_away_question(&it.name)));
    let body = if this { words::TURN_AWAY_THIS_BODY } else { words::TURN_AWAY_BODY };
    let word = Signal::stored(words::TURN_AWAY.to_owned());
    view! {
        {button::wish("button danger", "lock", word, deed, ask)}
        {button::fault(deed)}
        {confirm(id, dialog, question, body, words::KEEP_DEVICE, (words::TURN_AWAY, turn))}
    }
    .into_any()
}
