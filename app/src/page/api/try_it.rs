//! An operation is tried where it is read: what is sent can be changed, and what comes back is shown.

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

use super::reference::{Caller, Operation, Parameter};
use crate::{door, query::encoded, tab::Tab, words};

/// More of an answer nobody reads here.
const ANSWER_CHARS_MAX: usize = 20_000;

/// What came back.
#[derive(Clone)]
enum Tried {
    /// The status, and the body laid out for people.
    Answer(u16, String),
    /// It did not get there, and why.
    Lost(String),
}

/// None where a key is needed, or there is nothing to begin with.
pub(super) fn try_it(told: &Operation) -> Option<AnyView> {
    let is_whole = told.parameters.iter().all(|it| !it.is_path);
    let can_begin = told.takes.is_none() || told.example.is_some();
    (told.caller == Caller::Anyone && is_whole && can_begin).then(|| form(told))
}

fn form(told: &Operation) -> AnyView {
    let tab = Tab::here();
    let body = RwSignal::new(told.example.clone());
    let values: Vec<(String, RwSignal<String>)> = told.parameters.iter().map(begun).collect();
    let tried: RwSignal<Option<Tried>> = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let path = told.path.clone();
    let asked = values.clone();
    let send = move |submit: SubmitEvent| {
        submit.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let address = address(&path, &asked);
        spawn_local(async move {
            let answer = door::try_out(&address, body.get_untracked().as_deref()).await;
            let answer = match answer {
                Ok((status, text)) => Tried::Answer(status, text),
                Err(trouble) => Tried::Lost(trouble.sentence()),
            };
            tab.say(&said(&answer));
            tried.try_set(Some(answer));
            busy.try_set(false);
        });
    };
    let fields = told.parameters.iter().zip(values).map(|(it, (_, value))| line(&told.id, it, value));
    view! {
        <details class="fold api-try">
            <summary>{words::API_TRY}</summary>
            <form class="stack" on:submit=send>
                {fields.collect_view()}
                {told.takes.is_some().then(|| area(&told.id, body))}
                <div class="row">
                    <button
                        class="button primary"
                        type="submit"
                        disabled=move || !tab.alive.get()
                        aria-busy=move || busy.get().then_some("true")
                    >
                        {words::API_SEND}
                    </button>
                </div>
                {move || tried.get().map(|it| shown(&it))}
            </form>
        </details>
    }
    .into_any()
}

/// What must be there is there.
fn begun(it: &Parameter) -> (String, RwSignal<String>) {
    (it.name.clone(), RwSignal::new(if it.required { it.example.clone() } else { String::new() }))
}

fn address(path: &str, asked: &[(String, RwSignal<String>)]) -> String {
    let mut address = path.to_owned();
    for (name, value) in asked {
        let value = value.get_untracked();
        if !value.is_empty() {
            let before = if address.contains('?') { '&' } else { '?' };
            address.push_str(&format!("{before}{name}={}", encoded(&value)));
        }
    }
    address
}

fn line(operation: &str, it: &Parameter, value: RwSignal<String>) -> AnyView {
    let id = [operation, "-try-", &it.name].concat();
    view! {
        <div class="field">
            <label for=id.clone()><span class="mono">{it.name.clone()}</span></label>
            <input
                id=id.clone()
                autocomplete="off"
                spellcheck="false"
                placeholder=it.example.clone()
                prop:value=move || value.get()
                on:input=move |it| value.set(event_target_value(&it))
            />
        </div>
    }
    .into_any()
}

fn area(operation: &str, body: RwSignal<Option<String>>) -> AnyView {
    let id = [operation, "-try-body"].concat();
    view! {
        <div class="field">
            <label for=id.clone()>{words::API_SENT}</label>
            <textarea
                id=id.clone()
                class="mono"
                spellcheck="false"
                prop:value=move || body.get().unwrap_or_default()
                on:input=move |it| body.set(Some(event_target_value(&it)))
            ></textarea>
        </div>
    }
    .into_any()
}

fn said(tried: &Tried) -> String {
    match tried {
        Tried::Answer(status, _) => words::api_answered(*status),
        Tried::Lost(sentence) => sentence.clone(),
    }
}

fn shown(tried: &Tried) -> AnyView {
    let text = match tried {
        Tried::Lost(_) => None,
        Tried::Answer(_, text) => Some(short(text)),
    };
    view! {
        <p>{said(tried)}</p>
        {text.map(|it| view! { <div class="api-code"><pre tabindex="0">{it}</pre></div> })}
    }
    .into_any()
}

fn short(text: &str) -> String {
    match text.char_indices().nth(ANSWER_CHARS_MAX) {
        Some((end, _)) => [&text[..end], "\n…"].concat(),
        None => text.to_owned(),
    }
}
