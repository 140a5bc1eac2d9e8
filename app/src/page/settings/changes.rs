//! What changed about the keys, and the way to take it back.

use leptos::{ev::SubmitEvent, prelude::*};
use rules::Hash;
use wire::PublicKey;

use super::Household;
use crate::{
    act::{self, Deed},
    component::{button, field::text_field},
    date, door,
    keyring::{Change, Keyring},
    words,
};

/// More would be a wall; the whole chain can be read elsewhere.
const SHOWN: usize = 12;

pub(crate) fn changes(household: Household) -> AnyView {
    // By their places, so that a form in which somebody writes stays open when another change comes.
    let places = move || {
        let last = |it: &Keyring| it.changes.iter().rev().take(SHOWN).map(|it| it.place).collect();
        household.keyring.with(|it| it.as_ref().map_or_else(Vec::new, last))
    };
    let none = move || household.keyring.with(|it| it.as_ref().is_some_and(|it| it.changes.is_empty()));
    view! {
        <h3 id="changes">{words::CHANGES_HEADING}</h3>
        <p class="muted">{words::CHANGES_LEAD}</p>
        {move || none().then(|| view! { <p class="muted">{words::CHANGES_NONE}</p> })}
        <ol class="key-changes">
            <For each=places key=|place| *place children=move |place| row(household, place)/>
        </ol>
    }
    .into_any()
}

fn row(household: Household, place: usize) -> AnyView {
    household.keyring.with_untracked(|keyring| {
        let change = keyring.as_ref().and_then(|it| it.changes.iter().find(|it| it.place == place));
        keyring.as_ref().zip(change).map_or_else(|| ().into_any(), |(all, it)| told(household, all, it))
    })
}

fn told(household: Household, keyring: &Keyring, change: &Change) -> AnyView {
    let back = keyring.before(change).filter(|_| change.undoable && keyring.recovery > 0);
    view! {
        <li>
            <p>{change.what.clone()}</p>
            <p class="small muted">{date::moment(change.at)} {words::by(&change.by)}</p>
            {back.map(|it| take_back(household, it, change.place))}
        </li>
    }
    .into_any()
}

fn take_back(household: Household, to: Hash, place: usize) -> AnyView {
    let tab = household.reading.tab;
    let deed = Deed::new();
    let written = RwSignal::new(String::new());
    let away = RwSignal::new(Vec::<PublicKey>::new());
    let id = ["take-back-", &to.to_string()].concat();
    let undo = move |event: SubmitEvent| {
        event.prevent_default();
        let work = door::take_back(written.get_untracked(), to, away.get_untracked());
        act::attempt(tab, deed, work, move |()| {
            written.try_set(String::new());
            tab.toast("success", words::TAKEN_BACK_NOW.into());
            tab.took_keys_back();
        });
    };
    view! {
        <details class="fold">
            <summary>{words::TAKE_BACK}</summary>
            <form class="stack" on:submit=undo>
                <p>{words::TAKE_BACK_LEAD}</p>
                {move || doers(household, place).iter().map(|it| doer(it, away)).collect_view()}
                {text_field(id, words::WORDS_LABEL, words::WORDS_HINT, written, deed.fault)}
                <div class="row">{button::submit("button danger", words::TAKE_BACK, deed)}</div>
            </form>
        </details>
    }
    .into_any()
}

/// Who has said something since; it may become more while the form is open.
fn doers(household: Household, place: usize) -> Vec<(PublicKey, String)> {
    household.keyring.with(|keyring| {
        let change = keyring.as_ref().and_then(|it| it.changes.iter().find(|it| it.place == place));
        change.map_or_else(Vec::new, |it| it.doers.clone())
    })
}

/// Who did it can be turned away in the same breath, or would do it again.
fn doer((key, name): &(PublicKey, String), away: RwSignal<Vec<PublicKey>>) -> AnyView {
    let key = *key;
    let mark = move |event| {
        let on = event_target_checked(&event);
        away.update(|it| {
            it.retain(|other| *other != key);
            if on {
                it.push(key);
            }
        });
    };
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=move || away.with(|it| it.contains(&key)) on:change=mark/>
            <span>{words::turn_away_too(name)}</span>
        </label>
    }
    .into_any()
}
