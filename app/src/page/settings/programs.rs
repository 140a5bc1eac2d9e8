//! Programs that act for the account: let in within scopes and for a time, each with a token that
//! is shown once.

mod let_in;

use leptos::{html, prelude::*};
use wire::account::Scope;

use super::{Household, part};
use crate::{
    act::{self, Deed},
    component::{
        button,
        confirm::{self, confirm},
        state::notice,
    },
    date, dom, door,
    keyring::{Keyring, Program},
    words,
};

/// A token, and the name of its program. It lies nowhere else.
type Shown = RwSignal<Option<(String, String)>>;

pub(crate) fn programs(household: Household) -> AnyView {
    let keyring = household.keyring;
    let all = move || keyring.with(|it| it.as_ref().map(|it| it.programs.clone()).unwrap_or_default());
    let none = move || all().is_empty();
    let shown: Shown = RwSignal::new(None);
    let inside = view! {
        <p class="muted">{words::PROGRAMS_LEAD} " " <a href="/api">{words::PROGRAMS_MAY}</a></p>
        {move || none().then(|| view! { <p class="muted">{words::PROGRAMS_NONE}</p> })}
        {move || shown.get().map(|(name, token)| token_box(household, shown, &name, token))}
        <ul class="devices programs">
            <For each=all key=|it| it.key children=move |it| program(household, shown, it)/>
        </ul>
        {let_in::let_in(household, shown)}
    };
    part("programs", words::PROGRAMS_HEADING, inside.into_any())
}

fn program(household: Household, shown: Shown, first: Program) -> AnyView {
    let key = first.key;
    // The row outlives the program by a moment when it goes.
    let program = Memo::new(move |before: Option<&Program>| {
        let find = |it: &Keyring| it.programs.iter().find(|it| it.key == key).cloned();
        let now = household.keyring.with(|it| it.as_ref().and_then(find));
        now.or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
    });
    let scope = |it: &Scope| view! { <li>{words::scope(*it)}</li> };
    let scopes = move || program.with(|it| it.scopes.iter().map(scope).collect_view());
    let last = move || match program.with(|it| it.seen) {
        Some(at) => view! { {words::PROGRAM_LAST} {date::moment(at)} "." }.into_any(),
        None => words::PROGRAM_NEVER.into_any(),
    };
    let ended = move || {
        let badge = || view! { <span class="badge" data-tone="danger">{words::PROGRAM_ENDED}</span> };
        program.with(|it| it.ended).then(badge)
    };
    view! {
        <li class="device">
            <div class="device-head">
                <h3>{move || program.with(|it| it.name.clone())}</h3>
                {ended}
            </div>
            <ul class="small">{scopes}</ul>
            <p class="small muted">
                {words::PROGRAM_ENDS} {move || date::moment(program.with(|it| it.until))} ". " {last}
            </p>
            <fieldset class="plain" disabled=move || !household.reading.tab.alive.get()>
                <div class="row">
                    {move || (!program.with(|it| it.ended)).then(|| new_token(household, shown, program))}
                    {turn_away(household, program)}
                </div>
            </fieldset>
        </li>
    }
    .into_any()
}

fn new_token(household: Household, shown: Shown, program: Memo<Program>) -> AnyView {
    let tab = household.reading.tab;
    let deed = Deed::new();
    let dialog = NodeRef::<html::Dialog>::new();
    let ask = Callback::new(move |()| confirm::open(dialog));
    let key = program.with_untracked(|it| it.key);
    let make = Callback::new(move |()| {
        let name = program.with_untracked(|it| it.name.clone());
        act::attempt(tab, deed, door::new_token(key), move |token| _ = shown.try_set(Some((name, token))));
    });
    let id = ["new-token-", &key.to_string()].concat();
    let question = Signal::derive(move || program.with(|it| words::token_new_question(&it.name)));
    let word = Signal::stored(words::TOKEN_NEW.to_owned());
    let [body, no] = [words::TOKEN_NEW_BODY, words::TOKEN_KEEP];
    view! {
        {button::wish("button", "key", word, deed, ask)}
        {button::fault(deed)}
        {confirm(id, dialog, question, body, no, (words::TOKEN_NEW, make))}
    }
    .into_any()
}

fn turn_away(household: Household, program: Memo<Program>) -> AnyView {
    let tab = household.reading.tab;
    let deed = Deed::new();
    let dialog = NodeRef::<html::Dialog>::new();
    let ask = Callback::new(move |()| confirm::open(dialog));
    let key = program.with_untracked(|it| it.key);
    let turn = Callback::new(move |()| {
        act::attempt(tab, deed, door::turn_program_away(key), move |()| {
            tab.toast("success", words::PROGRAM_REVOKED.into());
            tab.changed_keys();
        });
    });
    let id = ["revoke-", &key.to_string()].concat();
    let question = Signal::derive(move || program.with(|it| words::turn_away_question(&it.name)));
    let word = Signal::stored(words::PROGRAM_REVOKE.to_owned());
    let [body, no] = [words::PROGRAM_REVOKE_BODY, words::PROGRAM_KEEP];
    view! {
        {button::wish("button danger", "lock", word, deed, ask)}
        {button::fault(deed)}
        {confirm(id, dialog, question, body, no, (words::PROGRAM_REVOKE, turn))}
    }
    .into_any()
}

/// A token, once. It stays in sight until its person says that it is put away.
fn token_box(household: Household, shown: Shown, name: &str, token: String) -> AnyView {
    let tab = household.reading.tab;
    let whole = token.clone();
    let copy = move |_| {
        if dom::copy(&whole) {
            tab.toast("success", words::TOKEN_COPIED.into());
        } else {
            tab.toast("danger", words::NOT_COPIED.into());
        }
    };
    view! {
        <div class="asker token">
            <h3>{words::token_of(name)}</h3>
            {notice("danger", String::new(), words::TOKEN_WARNING.into(), None)}
            <div class="field">
                <label for="program-token">{words::TOKEN}</label>
                <input id="program-token" class="mono" readonly value=token/>
            </div>
            <div class="row">
                <button class="button primary" type="button" on:click=copy>{words::TOKEN_COPY}</button>
                <button class="button quiet" type="button" on:click=move |_| shown.set(None)>
                    {words::TOKEN_DONE}
                </button>
            </div>
        </div>
    }
    .into_any()
}
