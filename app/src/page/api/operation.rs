//! One operation: who may call it, what is sent, what comes back, and how it fails.

use leptos::prelude::*;

use super::{
    code,
    reference::{Caller, Gives, Operation, Parameter},
    shape::{kind, said},
    try_it::try_it,
};
use crate::words;

/// Those that somebody looks for are shown.
pub(super) fn operation(told: Operation, origin: &str, sought: RwSignal<String>) -> AnyView {
    let heading = [&told.id, "-heading"].concat();
    let shell = told.shell(origin);
    let fits = told.clone();
    let said_of_it = (!told.says.is_empty()).then(|| said(&told.says));
    view! {
        <article
            id=told.id.clone()
            class="api-operation"
            aria-labelledby=heading
            hidden=move || sought.with(|it| !fits.fits(it))
        >
            <div class="spread">
                <h3 id=heading.clone()>{told.summary.clone()}</h3>
                {who(told.caller, told.scope.as_deref())}
            </div>
            <p class="api-path mono">
                <b data-method=told.method.clone()>{told.method.clone()}</b>
                " "
                {told.path.clone()}
            </p>
            {said_of_it}
            <dl class="facts">
                {told.takes.as_deref().map(|it| fact(words::API_SENT, kind(it)))}
                {fact(words::API_GIVEN, given(&told.gives))}
            </dl>
            {(!told.parameters.is_empty()).then(|| parameters(&told.parameters))}
            {try_it(&told)}
            <details class="fold">
                <summary>{words::API_SHELL}</summary>
                <div>{code(shell)}</div>
            </details>
            <details class="fold">
                <summary>{words::API_FAILS} " " {words::api_codes(told.failures.len())}</summary>
                <div>{failures(&told.failures)}</div>
            </details>
        </article>
    }
    .into_any()
}

fn fact(name: &'static str, value: AnyView) -> AnyView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
        </div>
    }
    .into_any()
}

fn who(caller: Caller, scope: Option<&str>) -> AnyView {
    let (tone, word) = match caller {
        Caller::Anyone => ("success", words::API_ANYONE),
        Caller::Session => ("info", words::API_SESSION),
        Caller::Signed => ("info", words::API_SIGNED),
        Caller::Owner => ("danger", words::API_OWNER),
        Caller::Machine => ("danger", words::API_MACHINE),
    };
    let scope = scope.map(|it| {
        view! { <span class="badge"><span class="mono">{it.to_owned()}</span></span> }
    });
    view! {
        <div class="row">
            <span class="badge" data-tone=tone>{word}</span>
            {scope}
        </div>
    }
    .into_any()
}

fn given(gives: &Gives) -> AnyView {
    match gives {
        Gives::Data(Some(pieces)) => kind(pieces),
        Gives::Data(None) => view! { <div class="muted">{said(words::API_GIVEN_NOTHING)}</div> }.into_any(),
        Gives::Bare(pieces) => {
            view! { {kind(pieces)} <span class="muted">", " {words::API_GIVEN_BARE}</span> }.into_any()
        }
    }
}

fn parameters(all: &[Parameter]) -> AnyView {
    let one = |it: &Parameter| {
        let says = match it.example.is_empty() {
            true => it.says.clone(),
            false => format!("{} {}: `{}`", it.says, words::API_EXAMPLE, it.example),
        };
        view! {
            <div>
                <dt>
                    <span class="mono">{it.name.clone()}</span>
                    {kind(&it.kind)}
                    {it.required.then(|| view! { <span class="muted">{words::API_REQUIRED}</span> })}
                </dt>
                <dd>{said(says.trim())}</dd>
            </div>
        }
    };
    view! {
        <h4>{words::API_PARAMETERS}</h4>
        <dl class="api-fields">{all.iter().map(one).collect_view()}</dl>
    }
    .into_any()
}

fn failures(codes: &[String]) -> AnyView {
    let one = |it: &String| {
        view! { <li><a class="mono" rel="external" href=["#error-", it].concat()>{it.clone()}</a></li> }
    };
    view! { <ul class="api-codes">{codes.iter().map(one).collect_view()}</ul> }.into_any()
}
