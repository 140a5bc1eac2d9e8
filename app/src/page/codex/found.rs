//! What was found: among which kinds, a page of it, and the way to the next.

use leptos::{ev::MouseEvent, prelude::*};
use rules::codex::{Card, Found, Kind, Query};

use super::{Desk, address_of, icon_of, path_of, shelves::in_order};
use crate::{dom, words};

pub(super) fn found(desk: Desk, found: Found) -> AnyView {
    let query = desk.asked.get_untracked();
    let kinds = kinds(desk, &query, &found);
    let Found { total, page, pages, entries, .. } = found;
    let list = match entries.is_empty() {
        true => nothing(desk, &query),
        false => view! {
            <ol class="codex-rows">{entries.into_iter().map(row).collect_view()}</ol>
            {(pages > 1).then(|| turning(desk, &query, page, pages))}
        }
        .into_any(),
    };
    view! {
        {kinds}
        <p role="status" class="muted codex-count">{words::codex_found(total)}</p>
        {list}
    }
    .into_any()
}

/// The same words among each kind that has something about them.
fn kinds(desk: Desk, query: &Query, found: &Found) -> AnyView {
    let all = found.kinds.values().sum::<usize>();
    // The one that one is in comes first, because on a phone the last ones are out of sight.
    let (here, others): (Vec<_>, Vec<_>) =
        in_order(&found.kinds).into_iter().partition(|it| query.kind == Some(it.0));
    let here = here.into_iter().chain(others).map(|it| (Some(it.0), it.1));
    // Where nothing is left of the kind that one is in, it stands there all the same.
    let lost = query.kind.filter(|kind| !found.kinds.contains_key(kind)).map(|it| (Some(it), 0));
    let tab = |(kind, count): (Option<Kind>, usize)| {
        let query = query.among(kind);
        let current = (kind == desk.asked.with_untracked(|it| it.kind)).then_some("true");
        let name = kind.map_or(words::CODEX_ALL, Kind::name);
        view! {
            <li>
                <a
                    class="chip"
                    href=address_of(&query)
                    aria-current=current
                    on:click=move |it| desk.follow(&it, query.clone())
                >
                    {name}
                    <span class="mono muted">{count}</span>
                </a>
            </li>
        }
    };
    let tabs = std::iter::once((None, all)).chain(here).chain(lost).map(tab).collect_view();
    view! {
        <nav class="codex-kinds" aria-label=words::CODEX_KINDS>
            <ul>{tabs}</ul>
        </nav>
    }
    .into_any()
}

fn row(card: Card) -> AnyView {
    let icon = icon_of(&card);
    let marks = [(card.concentration, words::CODEX_CONCENTRATION), (card.ritual, words::CODEX_RITUAL)];
    let marks = marks.into_iter().filter(|it| it.0 == Some(true));
    let marks = marks.map(|it| view! { <span class="badge">{it.1}</span> }).collect_view();
    let automation = card.automation.map(|it| {
        let (tone, word) = words::codex_automation(it);
        view! {
            <span class="codex-runs" data-tone=tone title=word>
                <span class="visually-hidden">{word}</span>
            </span>
        }
    });
    view! {
        <li class="codex-row">
            <p class="codex-name">
                {icon} {automation} <a class="card-link" href=path_of(&card.id)>{card.name}</a>
            </p>
            <p class="codex-what muted">{card.line} {marks}</p>
            <p class="codex-says">{card.text}</p>
        </li>
    }
    .into_any()
}

fn nothing(desk: Desk, query: &Query) -> AnyView {
    let cleared = Query { words: query.words.clone(), kind: query.kind, ..Query::default() };
    let clear = query.sifts().then(|| {
        let href = address_of(&cleared);
        view! {
            <a class="button" href=href on:click=move |it| desk.follow(&it, cleared.clone())>
                {words::CODEX_CLEAR}
            </a>
        }
    });
    view! {
        <div class="empty-state">
            <h2>{words::CODEX_NOTHING}</h2>
            <p class="muted">{words::CODEX_NOTHING_LEAD}</p>
            {clear}
        </div>
    }
    .into_any()
}

fn turning(desk: Desk, query: &Query, page: usize, pages: usize) -> AnyView {
    let to = |page: usize, word: &'static str| {
        let query = Query { page, ..query.clone() };
        let href = address_of(&query);
        let turn = move |it: MouseEvent| {
            desk.follow(&it, query.clone());
            dom::bring_into_sight("main");
        };
        view! { <a class="button" href=href on:click=turn>{word}</a> }
    };
    view! {
        <nav class="codex-pages" aria-label=words::CODEX_PAGES>
            {(page > 1).then(|| to(page - 1, words::CODEX_BEFORE))}
            <span class="muted">{words::codex_page(page, pages)}</span>
            {(page < pages).then(|| to(page + 1, words::CODEX_MORE))}
        </nav>
    }
    .into_any()
}

impl Desk {
    /// Follows a link within the codex without leaving the page; where no scripts run it is a link.
    pub(super) fn follow(self, click: &MouseEvent, query: Query) {
        let elsewhere = click.ctrl_key() || click.meta_key() || click.shift_key() || click.button() != 0;
        if elsewhere || !self.tab.alive.get_untracked() {
            return;
        }
        click.prevent_default();
        self.ask(query);
    }
}
