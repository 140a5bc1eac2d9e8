//! Where nothing is asked yet: the shelves of the book, each with what stands on it.

use std::collections::BTreeMap;

use leptos::prelude::*;
use rules::codex::{Found, Kind, Query};

use super::{Desk, address_of};
use crate::words;

/// Kinds as one comes upon them: who one is, what one can, whom one meets, and the small print.
const ORDER: [Kind; 15] = [
    Kind::Classes,
    Kind::Species,
    Kind::Backgrounds,
    Kind::Feats,
    Kind::Spells,
    Kind::Items,
    Kind::Creatures,
    Kind::Conditions,
    Kind::Subclasses,
    Kind::Features,
    Kind::Actions,
    Kind::Skills,
    Kind::Masteries,
    Kind::Properties,
    Kind::Languages,
];

/// The same in the order in which one comes upon them.
pub(super) fn in_order(kinds: &BTreeMap<Kind, usize>) -> Vec<(Kind, usize)> {
    let mut kinds: Vec<_> = kinds.iter().map(|(kind, count)| (*kind, *count)).collect();
    kinds.sort_by_key(|it| ORDER.iter().position(|kind| *kind == it.0));
    kinds
}

pub(super) fn shelves(desk: Desk, found: &Found) -> AnyView {
    let shelf = |(kind, count): &(Kind, usize)| {
        let (kind, count) = (*kind, *count);
        let query = Query { kind: Some(kind), ..Query::default() };
        let href = address_of(&query);
        view! {
            <li class="card">
                <div class="card-head">
                    <h2>
                        <a class="card-link" href=href on:click=move |it| desk.follow(&it, query.clone())>
                            {kind.name()}
                        </a>
                    </h2>
                    <span class="muted mono">{count}</span>
                </div>
                <p class="muted">{words::codex_kind(kind)}</p>
            </li>
        }
    };
    view! { <ul class="board codex-shelves">{in_order(&found.kinds).iter().map(shelf).collect_view()}</ul> }
        .into_any()
}
