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
    let rows = move || {
        household.keyring.with(|keyring| {
            let Some(keyring) = keyring else { return ().into_any() };
            let last = keyring.changes.iter().rev().take(SHOWN);
            let rows = last.map(|it| row(household, keyring, it)).collect_view();
            if keyring.changes.is_empty() {
                view! { <p class="muted">{words::CHANGES_NONE}</p> }.into_any()
            } else {
                view! { <ol class="key-changes">{rows}</ol> }.into_any()
            }
        })
    };
    view! {
        <h3 id="changes">{words::CHANGES_HEADING}</h3>
        <p class="muted">{words::CHANGES_LEAD}</p>
        {rows}
    }
    .into_any()
}

fn row(household: Household, keyring: &Keyring, change: &Change) -> AnyView {
    let back = keyring.before(change).filter(|_| change.undoable && keyring.recovery > 0);
    view! {
        <li>
            <p>{change.what.clone()}</p>
            <p class="small muted">{date::moment(change.at)} {words::by(&change.by)}</p>
            {back.map(|it| take_back(household, it, &change.doers))}
        </li>
    }
    .into_any()
}

fn take_back(household: Household, to: Hash, doers: &[(PublicKey, String)]) -> AnyView {
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
                {doers.iter().map(|it| doer(it, away)).collect_view()}
                {text_field(id, words::WORDS_LABEL, words::WORDS_HINT, written, deed.fault)}
                <div class="row">{button::submit("button danger", words::TAKE_BACK, deed)}</div>
            </form>
        </details>
    }
    .into_any()
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
            <input type="checkbox" on:change=mark/>
            <span>{words::turn_away_too(name)}</span>
        </label>
    }
    .into_any()
}
