//! The codex: what is looked up, among which kind, sifted how, and what was found.

mod found;
pub(crate) mod leaf;
mod peek;
mod prose;
mod shelves;
mod sieve;

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use leptos_meta::Title;
use leptos_router::{
    hooks::{use_params_map, use_query_map},
    params::ParamsMap,
};
use rules::{
    ContentId,
    codex::{Card, Found, Kind, Misasked, Query},
    limit::CODEX_QUERY_BYTES_MAX,
};

use crate::{
    component::state::{self, notice},
    dom, door,
    tab::Tab,
    words,
};

const LINE: &str = "codex-line";

/// Where an entry of the book is read.
pub(crate) fn path_of(id: &ContentId) -> String {
    let kind = Kind::of(id).map_or("", Kind::word);
    ["/codex/", kind, "/", id.slug()].concat()
}

/// Where a question is answered. The kind stands in the path.
pub(crate) fn address_of(query: &Query) -> String {
    let kind = query.kind.map_or(String::new(), |it| ["/", it.word()].concat());
    let rest = Query { kind: None, ..query.clone() }.address();
    let mark = if rest.is_empty() { "" } else { "?" };
    ["/codex", &kind, mark, &rest].concat()
}

/// The picture of a weapon, which the forge has drawn from its model.
pub(super) fn icon_of(card: &Card) -> Option<AnyView> {
    let src = ["/picture/icon/", card.id.slug()].concat();
    let picture = view! { <img class="codex-icon" src=src alt="" width="48" height="48" loading="lazy"/> };
    (card.of.as_deref() == Some("weapon")).then(|| picture.into_any())
}

/// What stands on the page.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    tab: Tab,
    asked: RwSignal<Query>,
    /// What could not be read of the address.
    misasked: RwSignal<Option<String>>,
    /// None until something else was asked than what the page came with.
    later: RwSignal<Option<Found>>,
    /// The book could not be reached.
    away: RwSignal<bool>,
    busy: StoredValue<bool>,
    again: StoredValue<bool>,
}

pub(crate) fn codex() -> AnyView {
    let params = use_params_map();
    let named = params.with_untracked(|it| it.get("kind"));
    if named.is_some_and(|it| Kind::named(&it).is_none()) {
        return state::missing(words::NOT_FOUND, words::NOT_FOUND_LEAD);
    }
    let desk = Desk::begin();
    let first = desk.asked.get_untracked();
    // The shelves need no more than how much stands on them.
    let first = if desk.is_idle() { Query { per_page: 1, ..first } } else { first };
    let found = Resource::new(|| (), move |()| door::codex(first.clone()));
    let told = move || match desk.later.get() {
        Some(found) => Some(Some(found)),
        None => found.get(),
    };
    let heading = move || desk.asked.with(|it| it.kind.map_or(words::CODEX_HEADING, Kind::name));
    let inside = view! {
        <div class="page wide codex">
            <header class="stack">
                <h1>{heading}</h1>
                <p class="lead">{move || desk.asked.with(|it| it.kind.map_or(words::CODEX_LEAD, words::codex_kind))}</p>
            </header>
            {line(desk)}
            {move || desk.misasked.get().map(|it| notice("danger", words::CODEX_MISASKED.into(), it, None))}
            {move || desk.away.get().then(|| away(desk))}
            <Suspense fallback=state::waiting_cards>
                {move || told().map(|it| answered(desk, it))}
            </Suspense>
        </div>
    }
    .into_any();
    view! {
        <Title text=words::CODEX/>
        {peek::with_previews(inside)}
    }
    .into_any()
}

fn answered(desk: Desk, found: Option<Found>) -> AnyView {
    match found {
        Some(found) if desk.is_idle() => shelves::shelves(desk, &found),
        Some(found) => found::found(desk, found),
        None => away(desk),
    }
}

fn away(desk: Desk) -> AnyView {
    let again = view! {
        <button class="button" type="button" on:click=move |_| desk.look_again()>
            {words::TRY_AGAIN}
        </button>
    };
    notice("offline", words::OFFLINE_HEADING.into(), words::CODEX_AWAY.into(), Some(again.into_any()))
}

/// Where one writes. Without scripts it is a form like any other.
fn line(desk: Desk) -> AnyView {
    let first = desk.asked.with_untracked(|it| it.words.clone());
    let action = move || desk.asked.with(|it| address_of(&Query { kind: it.kind, ..Query::default() }));
    let send = move |event: SubmitEvent| event.prevent_default();
    view! {
        <form class="codex-form" method="get" role="search" action=action on:submit=send>
            <div class="field">
                <label for=LINE>{words::CODEX_FIND}</label>
                <div class="codex-line">
                    <input
                        id=LINE
                        name="q"
                        type="search"
                        value=first
                        maxlength=CODEX_QUERY_BYTES_MAX / 4
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        aria-describedby="codex-hint"
                        prop:value=move || desk.asked.with(|it| it.words.clone())
                        on:input=move |it| desk.write(event_target_value(&it))
                    />
                    <noscript>
                        <button class="button primary" type="submit">{words::CODEX_GO}</button>
                    </noscript>
                </div>
                <p class="hint" id="codex-hint">{words::CODEX_HINT}</p>
            </div>
            {sieve::sieve(desk)}
        </form>
    }
    .into_any()
}

impl Desk {
    fn begin() -> Self {
        let (params, query) = (use_params_map(), use_query_map());
        let address = move || {
            let kind = params.with(|it| it.get("kind"));
            query.with(|it| read(it, kind.as_deref()))
        };
        let (first, fault) = parted(untrack(address));
        let desk = Self {
            tab: Tab::here(),
            asked: RwSignal::new(first),
            misasked: RwSignal::new(fault),
            later: RwSignal::new(None),
            away: RwSignal::new(false),
            busy: StoredValue::new(false),
            again: StoredValue::new(false),
        };
        // A link that leads here from here.
        Effect::new(move |before: Option<Result<Query, Misasked>>| {
            let now = address();
            if before.is_some_and(|it| it != now) {
                let (query, fault) = parted(now.clone());
                desk.misasked.set(fault);
                desk.asked.set(query);
                desk.look_again();
            }
            now
        });
        desk
    }

    /// Nothing is asked yet.
    fn is_idle(self) -> bool {
        self.asked.with_untracked(|it| *it == Query { page: it.page, ..Query::default() })
    }

    fn write(self, written: String) {
        let written = written.chars().take(CODEX_QUERY_BYTES_MAX / 8).collect();
        self.ask(Query { words: written, page: 1, ..self.asked.get_untracked() });
    }

    /// Another value of a field.
    fn set(self, field: &str, value: &str) {
        match self.asked.with_untracked(|it| it.with(field, value)) {
            Ok(query) => self.ask(query),
            Err(why) => self.misasked.set(Some(why.to_string())),
        }
    }

    fn ask(self, query: Query) {
        // Who comes back to this page finds the same list.
        dom::show_address(&address_of(&query));
        self.misasked.set(None);
        self.asked.set(query);
        self.look_again();
    }

    /// One question after the other; of those that came meanwhile only the last one counts.
    fn look_again(self) {
        self.again.set_value(true);
        if self.busy.get_value() {
            return;
        }
        self.busy.set_value(true);
        spawn_local(async move {
            while self.again.try_get_value() == Some(true) {
                self.again.set_value(false);
                let Some(query) = self.asked.try_get_untracked() else { return };
                match door::codex(query).await {
                    Some(found) => {
                        self.away.try_set(false);
                        self.later.try_set(Some(found));
                    }
                    None => _ = self.away.try_set(true),
                }
            }
            self.busy.try_set_value(false);
        });
    }
}

fn read(query: &ParamsMap, kind: Option<&str>) -> Result<Query, Misasked> {
    let pairs: Vec<(String, String)> =
        query.clone().into_iter().map(|(field, value)| (field.into_owned(), value)).collect();
    let pairs = pairs.iter().map(|(field, value)| (field.as_str(), value.as_str()));
    Query::read(pairs.chain(kind.map(|it| ("kind", it))))
}

fn parted(read: Result<Query, Misasked>) -> (Query, Option<String>) {
    match read {
        Ok(query) => (query, None),
        Err(why) => (Query::default(), Some(why.to_string())),
    }
}
