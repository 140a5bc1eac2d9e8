//! What programs may send and what they get, to be read by people. It is the document at
//! `/api/v1/openapi.json` and nothing beside it.

mod operation;
mod reference;
mod shape;
mod try_it;

use leptos::prelude::*;
use leptos_meta::Title;
use wire::error::{CODES, ErrorCode};

use crate::{
    component::{icon::icon, part::part, state},
    dom, door,
    tab::Tab,
    words,
};
pub(crate) use reference::Reference;
use reference::{Group, Type};

/// Where the document lies.
pub(crate) const DOCUMENT: &str = "/api/v1/openapi.json";
/// The operation that is shown before all others.
const FIRST: &str = "roll_dice";

pub(crate) fn api() -> AnyView {
    let told = Resource::new(|| (), |()| door::reference());
    let again = Callback::new(move |()| told.refetch());
    view! {
        <Title text=words::API/>
        <div class="page wide api">
            <header class="stack">
                <h1>{words::API_HEADING}</h1>
                <p class="lead">{words::API_LEAD}</p>
                <p><a href=DOCUMENT rel="external" class="mono">{words::API_DOCUMENT} ": " {DOCUMENT}</a></p>
            </header>
            <Suspense fallback=state::waiting_cards>
                {move || told.get().map(|it| it.map_or_else(|| missing(again), shown))}
            </Suspense>
        </div>
    }
    .into_any()
}

/// Only the server knows what it takes.
fn missing(again: Callback<()>) -> AnyView {
    let tab = Tab::here();
    let offline = !tab.online.get_untracked();
    // It comes by itself when the server is back.
    Effect::new(move |before: Option<u32>| {
        let tide = tab.tide.get();
        if before.is_some_and(|it| it != tide) {
            again.run(());
        }
        tide
    });
    let (tone, heading) = match offline {
        true => ("offline", words::OFFLINE_HEADING),
        false => ("danger", words::FAILED_HEADING),
    };
    let door = view! {
        <button class="button" type="button" on:click=move |_| again.run(())>
            {words::TRY_AGAIN}
        </button>
    };
    state::notice(tone, heading.into(), words::API_MISSING.into(), Some(door.into_any()))
}

fn shown(reference: Reference) -> AnyView {
    let sought = RwSignal::new(String::new());
    let Reference { origin, says, groups, types } = reference;
    let first = groups.iter().flat_map(|it| &it.operations).find(|it| it.id == FIRST);
    let first = first.map(|it| part("begin", words::API_BEGIN, begin(it.shell(&origin))));
    let found = {
        let (groups, types) = (groups.clone(), types.clone());
        move || sought.with(|it| (!it.trim().is_empty()).then(|| told_found(&groups, &types, it)))
    };
    let no_type = {
        let types = types.clone();
        move || sought.with(|it| !types.iter().any(|one| one.fits(it)))
    };
    let index = index(&groups, sought, no_type.clone());
    view! {
        // What a link leads to is shown, whatever is looked for.
        <div
            class="api-shelf"
            on:click=move |it| {
                if dom::leads_to_hidden(it.target()) {
                    sought.set(String::new());
                }
            }
        >
            {index}
            <div class="api-main">
                <div class="api-main" hidden=move || sought.with(|it| !it.trim().is_empty())>
                    {first}
                    {part("callers", words::API_WHO, callers(&says))}
                </div>
                <p role="status" class="api-found muted">{found}</p>
                {groups.into_iter().map(|it| group(it, &origin, sought)).collect_view()}
                <div hidden=no_error(sought)>{part("errors", words::API_ERRORS, errors(sought))}</div>
                <div hidden=no_type>{part("types", words::API_TYPES, all_types(&types, sought))}</div>
            </div>
        </div>
    }
    .into_any()
}

/// How much of all there is fits what somebody looks for.
fn told_found(groups: &[Group], types: &[Type], sought: &str) -> String {
    let operations = groups.iter().flat_map(|it| &it.operations).filter(|it| it.fits(sought));
    let errors = CODES.iter().filter(|it| reference::is_error(it, sought));
    let types = types.iter().filter(|it| it.fits(sought));
    words::api_found(operations.count(), errors.count(), types.count())
}

/// Whether no error is meant by what somebody looks for.
fn no_error(sought: RwSignal<String>) -> impl Fn() -> bool + Clone {
    move || sought.with(|it| !CODES.iter().any(|one| reference::is_error(one, it)))
}

fn begin(shell: String) -> AnyView {
    view! {
        <p>{words::API_BEGIN_LEAD}</p>
        {code(shell)}
    }
    .into_any()
}

/// Lines to be copied.
fn code(text: String) -> AnyView {
    let tab = Tab::here();
    let copied = text.clone();
    let copy = move |_| match dom::copy(&copied) {
        true => tab.toast("success", words::API_COPIED.into()),
        false => tab.toast("danger", words::NOT_COPIED.into()),
    };
    view! {
        <div class="api-code">
            // What is too wide is moved by keyboard, too.
            <pre tabindex="0">{text}</pre>
            <button
                class="icon-button"
                type="button"
                aria-label=words::API_COPY
                title=words::API_COPY
                disabled=move || !tab.alive.get()
                on:click=copy
            >
                {icon("copy")}
            </button>
        </div>
    }
    .into_any()
}

fn callers(says: &str) -> AnyView {
    let way = |(who, how): (&'static str, &'static str)| {
        view! {
            <div>
                <dt>{who}</dt>
                <dd>{shape::said(how)}</dd>
            </div>
        }
    };
    view! {
        <dl class="credits">{words::API_WAYS.map(way).collect_view()}</dl>
        {shape::said(says)}
    }
    .into_any()
}

/// What there is, beside the page or above it.
fn index(
    groups: &[Group],
    sought: RwSignal<String>,
    no_type: impl Fn() -> bool + Send + Sync + 'static,
) -> AnyView {
    let tab = Tab::here();
    let group = |it: &Group| {
        let line = |it: &reference::Operation| {
            let fits = it.clone();
            // Left to the browser, which takes the focus along.
            view! {
                <li hidden=move || sought.with(|it| !fits.fits(it))>
                    <a rel="external" href=["#", &it.id].concat()>{it.summary.clone()}</a>
                </li>
            }
        };
        let all = it.operations.clone();
        view! {
            <li hidden=move || sought.with(|it| !all.iter().any(|one| one.fits(it)))>
                <a rel="external" href=["#", &id_of(&it.name)].concat()>{it.name.clone()}</a>
                <ul>{it.operations.iter().map(line).collect_view()}</ul>
            </li>
        }
    };
    view! {
        <nav class="api-index" aria-label=words::API_CONTENTS>
            <div class="field">
                <label for="sought">{words::API_FIND}</label>
                <input
                    id="sought"
                    type="search"
                    autocomplete="off"
                    spellcheck="false"
                    disabled=move || !tab.alive.get()
                    prop:value=move || sought.get()
                    on:input=move |it| sought.set(event_target_value(&it))
                />
            </div>
            <ul>
                {groups.iter().map(group).collect_view()}
                <li hidden=no_error(sought)>
                    <a rel="external" href="#errors">{words::API_ERRORS}</a>
                </li>
                <li hidden=no_type>
                    <a rel="external" href="#types">{words::API_TYPES}</a>
                </li>
            </ul>
        </nav>
    }
    .into_any()
}

fn group(group: Group, origin: &str, sought: RwSignal<String>) -> AnyView {
    let Group { name, says, operations } = group;
    let (id, heading_id) = (id_of(&name), [&id_of(&name), "-heading"].concat());
    let is_empty = {
        let operations = operations.clone();
        move || sought.with(|it| !operations.iter().any(|one| one.fits(it)))
    };
    view! {
        <section id=id class="panel stack" aria-labelledby=heading_id hidden=is_empty>
            <h2 id=heading_id.clone()>{name}</h2>
            <p class="lead">{says}</p>
            {operations.into_iter().map(|it| operation::operation(it, origin, sought)).collect_view()}
        </section>
    }
    .into_any()
}

fn id_of(name: &str) -> String {
    ["group-", &name.to_lowercase()].concat()
}

fn errors(sought: RwSignal<String>) -> AnyView {
    let row = |told: &'static ErrorCode| {
        view! {
            <div
                id=["error-", told.code].concat()
                hidden=move || sought.with(|it| !reference::is_error(told, it))
            >
                <dt>
                    <span class="mono">{told.code}</span>
                    <span class="muted">{told.status}</span>
                </dt>
                <dd>{shape::said(told.sentence)}</dd>
            </div>
        }
    };
    view! {
        <p>{words::API_ERRORS_LEAD}</p>
        <dl class="api-fields">{CODES.iter().map(row).collect_view()}</dl>
    }
    .into_any()
}

fn all_types(types: &[Type], sought: RwSignal<String>) -> AnyView {
    view! {
        <p>{words::API_TYPES_LEAD}</p>
        <div class="api-types">{types.iter().map(|it| shape::shape(it, sought)).collect_view()}</div>
    }
    .into_any()
}
