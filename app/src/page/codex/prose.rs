//! Text with links to other entries, and with dice that can be rolled.

use leptos::prelude::*;
use rules::codex::{Fact, Piece, Prose};

use super::path_of;
use crate::{query::encoded, words};

pub(super) fn prose(prose: Prose) -> AnyView {
    prose.into_iter().map(piece).collect_view().into_any()
}

fn piece(piece: Piece) -> AnyView {
    match piece {
        Piece::Text(text) => text.into_any(),
        Piece::Link { to, text } => view! { <a href=path_of(&to)>{text}</a> }.into_any(),
        Piece::Dice { roll } => {
            let href = ["/roll?e=", &encoded(&roll)].concat();
            let title = [words::CODEX_ROLL, " ", &roll].concat();
            view! { <a class="codex-dice mono" href=href title=title>{roll}</a> }.into_any()
        }
    }
}

/// A list of names and what stands beside them.
pub(super) fn facts(facts: Vec<Fact>) -> AnyView {
    let fact = |Fact { name, says }: Fact| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd><span>{prose(says)}</span></dd>
            </div>
        }
    };
    view! { <dl class="facts codex-facts">{facts.into_iter().map(fact).collect_view()}</dl> }.into_any()
}

/// The same without anything to follow: what is told in passing is not walked through.
pub(super) fn plain_facts(facts: Vec<Fact>) -> AnyView {
    let plain = |piece| match piece {
        Piece::Text(text) | Piece::Link { text, .. } | Piece::Dice { roll: text } => text,
    };
    let fact = |Fact { name, says }: Fact| {
        let says: String = says.into_iter().map(plain).collect();
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{says}</dd>
            </div>
        }
    };
    view! { <dl class="facts codex-facts">{facts.into_iter().map(fact).collect_view()}</dl> }.into_any()
}

/// A row below a heading: with its name before it, or a paragraph without one.
pub(super) fn row(Fact { name, says }: Fact) -> AnyView {
    let name = (!name.is_empty()).then(|| view! { <strong>{name} ". "</strong> });
    view! { <p>{name} {prose(says)}</p> }.into_any()
}
