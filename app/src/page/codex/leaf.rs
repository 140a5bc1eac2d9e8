//! One entry of the book, and beside it another one to compare.

use leptos::{prelude::*, task::spawn_local};
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use rules::{
    ContentId,
    codex::{Kind, Leaf, Opened, Part, Query},
};
use serde::{Deserialize, Serialize};

use super::{address_of, path_of, peek, prose};
use crate::{
    component::{
        icon::icon,
        state::{self, notice},
        thing::thing,
    },
    dom,
    door::{self, Closed},
    tab::Tab,
    words,
};

pub(crate) fn leaf() -> AnyView {
    let (params, query) = (use_params_map(), use_query_map());
    let wanted = Memo::new(move |_| {
        let kind = params.with(|it| Kind::named(&it.get("kind")?));
        let slug = params.with(|it| it.get("slug")).unwrap_or_default();
        (kind, slug, query.with(|it| it.get("with")).unwrap_or_default())
    });
    let opened = Resource::new(move || wanted.get(), |(kind, slug, with)| open(kind, slug, with));
    let again = Callback::new(move |()| opened.refetch());
    view! {
        <Title text=words::CODEX/>
        <Transition fallback=state::waiting_sheet>
            {move || opened.get().map(|it| shown(it, again))}
        </Transition>
    }
    .into_any()
}

/// An entry, and the one beside it: none where none is wished, or the words that find nothing.
type Both = (Opened, Option<Result<Opened, String>>);

/// It could not be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Away;

/// None: there is none.
async fn open(kind: Option<Kind>, slug: String, with: String) -> Result<Option<Both>, Away> {
    let Some(kind) = kind else { return Ok(None) };
    let Some(one) = door::leaf(kind, slug).await.ok_or(Away)? else { return Ok(None) };
    let with = with.trim().to_owned();
    if with.is_empty() {
        return Ok(Some((one, None)));
    }
    let by_slug = door::leaf(kind, with.to_lowercase().replace(' ', "-")).await.ok_or(Away)?;
    let other = match by_slug {
        Some(other) => Ok(other),
        None => found(kind, &with).await.ok_or(with),
    };
    Ok(Some((one, Some(other))))
}

/// What fits some words best among a kind.
async fn found(kind: Kind, words: &str) -> Option<Opened> {
    let query = Query { kind: Some(kind), per_page: 1, ..Query::about(words) };
    let first = door::codex(query).await?.entries.into_iter().next()?;
    door::leaf(kind, first.id.slug().to_owned()).await?
}

fn shown(opened: Result<Option<Both>, Away>, again: Callback<()>) -> AnyView {
    let Ok(opened) = opened else {
        let button = view! {
            <button class="button" type="button" on:click=move |_| again.run(())>
                {words::TRY_AGAIN}
            </button>
        };
        let told = notice(
            "offline",
            words::OFFLINE_HEADING.into(),
            words::CODEX_AWAY.into(),
            Some(button.into_any()),
        );
        return view! { <div class="page"><h1>{words::CODEX_HEADING}</h1>{told}</div> }.into_any();
    };
    let Some((one, other)) = opened else {
        return state::missing(words::CODEX_UNKNOWN, words::CODEX_UNKNOWN_LEAD);
    };
    let card = one.card.clone();
    let name = card.name.clone();
    let kind = Query { kind: Some(card.kind), ..Query::default() };
    let unknown = match &other {
        Some(Err(with)) => Some(notice("info", String::new(), words::codex_no_such(with), None)),
        _ => None,
    };
    let other = other.and_then(Result::ok);
    let compares = other.is_some();
    let model = if compares { ().into_any() } else { model(&card.id) };
    let title = name.clone();
    let inside = view! {
        <div class="page wide codex">
            <nav class="crumbs" aria-label=words::WHERE>
                <ol>
                    <li><a href="/codex">{words::CODEX}</a></li>
                    <li><a href=address_of(&kind)>{card.kind.name()}</a></li>
                    <li aria-current="page"><span>{name}</span></li>
                </ol>
            </nav>
            <div class="codex-pair" data-two=compares.then_some("true")>
                {model} {sheet(one, true)} {other.map(|it| sheet(it, false))}
            </div>
            {unknown}
            {below(card.kind, path_of(&card.id), compares)}
        </div>
    }
    .into_any();
    view! {
        <Title text=title/>
        {peek::with_previews(inside)}
    }
    .into_any()
}

/// The creature itself, where the forge has made one and the browser can draw it.
fn model(id: &ContentId) -> AnyView {
    if id.kind() != "creature" {
        return ().into_any();
    }
    let (tab, id, made) = (Tab::here(), id.clone(), RwSignal::new(false));
    let state = RwSignal::new(None::<Result<(), Closed>>);
    let asked = id.clone();
    Effect::new(move || {
        let id = asked.clone();
        if tab.alive.get() && tab.online.get_untracked() {
            spawn_local(async move {
                made.try_set(door::lists(id).await);
            });
        }
    });
    // Asked anew only when it changes: it would else be put up again as soon as it is shown.
    let stands = Memo::new(move |_| made.get() && !matches!(state.get(), Some(Err(_))));
    view! {
        {move || stands.get().then(|| view! { <div class="panel codex-model">{thing(id.to_string(), words::CODEX_MODEL, state)}</div> })}
    }
    .into_any()
}

/// An entry as it is read.
fn sheet(Opened { card, leaf }: Opened, is_first: bool) -> AnyView {
    let Leaf { facts, text, parts, prompts, source, automation } = leaf;
    let icon = super::icon_of(&card);
    let heading = match is_first {
        true => view! { <h1>{card.name}</h1> }.into_any(),
        false => view! { <h2 class="codex-second"><a href=path_of(&card.id)>{card.name}</a></h2> }.into_any(),
    };
    let runs = automation.map(|it| {
        let (tone, word) = words::codex_automation(it);
        view! { <span class="badge" data-tone=tone>{word}</span> }
    });
    let prompts = (!prompts.is_empty()).then(|| {
        let prompts = prompts.into_iter().map(|it| view! { <li>{it}</li> }).collect_view();
        view! {
            <section class="codex-part">
                {heading_of(words::CODEX_PROMPTS.into(), is_first)}
                <ul>{prompts}</ul>
            </section>
        }
    });
    view! {
        <article class="panel codex-leaf">
            <header class="codex-head">
                {icon}
                <div>
                    {heading}
                    <p class="codex-what">{card.line}</p>
                </div>
                {runs}
            </header>
            {(!facts.is_empty()).then(|| prose::facts(facts))}
            <div class="codex-text">{text.into_iter().map(|it| view! { <p>{it}</p> }).collect_view()}</div>
            {parts.into_iter().map(|it| part(it, is_first)).collect_view()}
            {prompts}
            <p class="hint">{words::CODEX_SOURCE} {source} "."</p>
        </article>
    }
    .into_any()
}

/// One step below the name of the entry.
fn heading_of(heading: String, is_first: bool) -> AnyView {
    match is_first {
        true => view! { <h2>{heading}</h2> }.into_any(),
        false => view! { <h3>{heading}</h3> }.into_any(),
    }
}

fn part(Part { heading, rows }: Part, is_first: bool) -> AnyView {
    view! {
        <section class="codex-part">
            {heading_of(heading, is_first)}
            {rows.into_iter().map(prose::row).collect_view()}
        </section>
    }
    .into_any()
}

/// What can be done with an entry beside reading it.
fn below(kind: Kind, path: String, compares: bool) -> AnyView {
    let tab = Tab::here();
    let end = compares.then(|| view! { <a class="button" href=path.clone()>{words::CODEX_COMPARE_END}</a> });
    let query = Query { kind: Some(kind), ..Query::default() };
    view! {
        <form class="codex-compare" method="get" action=path>
            <div class="field">
                <label for="codex-with">{words::CODEX_COMPARE}</label>
                <input id="codex-with" name="with" required autocomplete="off" spellcheck="false" maxlength="64" aria-describedby="codex-with-hint"/>
                <p class="hint" id="codex-with-hint">{words::CODEX_COMPARE_HINT}</p>
            </div>
            <div class="row">
                <button class="button" type="submit">{words::CODEX_COMPARE_GO}</button>
                {end}
                <button class="button quiet needs-scripts" type="button" disabled=move || !tab.alive.get() on:click=move |_| dom::print()>
                    {words::CODEX_PRINT}
                </button>
                <a class="button quiet" href=address_of(&query)>{icon("list")} {words::codex_all(kind)}</a>
            </div>
        </form>
    }
    .into_any()
}
