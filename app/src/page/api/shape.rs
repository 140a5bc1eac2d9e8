//! Types and sentences of the reference.

use leptos::prelude::*;

use super::reference::{Field, Form, Piece, Type, Variant};
use crate::words;

/// One type, and what it is made of; while somebody looks for it, or for nothing.
pub(super) fn shape(told: &Type, sought: RwSignal<String>) -> AnyView {
    // A link that leads inside opens it.
    let id = ["type-", &told.name].concat();
    let fits = told.clone();
    view! {
        <details class="fold api-type" hidden=move || sought.with(|it| !fits.fits(it))>
            <summary>
                <h3 class="mono">{told.name.clone()}</h3>
            </summary>
            <div id=id>
                {(!told.says.is_empty()).then(|| said(&told.says))}
                {form(&told.form)}
            </div>
        </details>
    }
    .into_any()
}

fn form(form: &Form) -> AnyView {
    match form {
        Form::Fields(all) if all.is_empty() => ().into_any(),
        Form::Fields(all) => fields(all),
        Form::Variants(all) => view! {
            <p class="muted">{words::API_ONE_OF}</p>
            <dl class="api-fields">{all.iter().map(variant).collect_view()}</dl>
        }
        .into_any(),
        Form::Words(all) => {
            let word = |it: &String| view! { <li class="mono">{it.clone()}</li> };
            view! {
                <p class="muted">{words::API_ONE_WORD}</p>
                <ul class="api-codes">{all.iter().map(word).collect_view()}</ul>
            }
            .into_any()
        }
        Form::Text { pattern, example } => {
            let example = (!example.is_empty())
                .then(|| view! { <span class="muted">{words::API_EXAMPLE} " "</span> <span class="mono">{example.clone()}</span> });
            view! {
                <p>
                    <span class="muted">{words::API_PATTERN} " "</span>
                    <span class="mono">{pattern.clone()}</span>
                </p>
                <p>{example}</p>
            }
            .into_any()
        }
        Form::Other(pieces) => view! { <p>{kind(pieces)}</p> }.into_any(),
    }
}

fn fields(all: &[Field]) -> AnyView {
    view! { <dl class="api-fields">{all.iter().map(field).collect_view()}</dl> }.into_any()
}

fn field(told: &Field) -> AnyView {
    view! {
        <div>
            <dt>
                <span class="mono">{told.name.clone()}</span>
                {kind(&told.kind)}
                {told.required.then(|| view! { <span class="muted">{words::API_REQUIRED}</span> })}
            </dt>
            <dd>{(!told.says.is_empty()).then(|| said(&told.says))}</dd>
        </div>
    }
    .into_any()
}

fn variant(told: &Variant) -> AnyView {
    view! {
        <div>
            <dt>
                <span class="mono">{told.name.clone()}</span>
                {kind(&told.kind)}
            </dt>
            <dd>
                {(!told.says.is_empty()).then(|| said(&told.says))}
                {(!told.fields.is_empty()).then(|| fields(&told.fields))}
            </dd>
        </div>
    }
    .into_any()
}

/// What a type is called; names lead to it.
pub(super) fn kind(pieces: &[Piece]) -> AnyView {
    let piece = |it: &Piece| match it {
        Piece::Word(word) => word.clone().into_any(),
        Piece::Name(name) => {
            // Left to the browser, which opens what is folded.
            view! { <a class="mono" rel="external" href=["#type-", name].concat()>{name.clone()}</a> }
                .into_any()
        }
    };
    view! { <span class="api-kind">{pieces.iter().map(piece).collect_view()}</span> }.into_any()
}

/// Paragraphs, and code between back quotes.
pub(super) fn said(text: &str) -> AnyView {
    let paragraph = |text: &str| {
        let part = |(at, text): (usize, &str)| match at % 2 {
            0 => text.to_owned().into_any(),
            _ => view! { <code class="mono">{text.to_owned()}</code> }.into_any(),
        };
        view! { <p>{text.split('`').enumerate().map(part).collect_view()}</p> }
    };
    text.split("\n\n").map(paragraph).collect_view().into_any()
}
