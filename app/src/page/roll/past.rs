//! What was rolled before, what one likes to roll, and what a beginner could.

use leptos::prelude::*;

use super::{Desk, form::address};
use crate::{
    component::{icon::icon, part::part},
    date,
    dice::{Favourite, Past, Pouch},
    words,
};

pub(super) fn past(desk: Desk) -> AnyView {
    let has_favourites = move || desk.pouch.with(|it| !it.favourites.is_empty());
    view! {
        <div class="dice-shelf">
            {move || match has_favourites() {
                true => part("favourites", words::FAVOURITES, favourites(desk)),
                false => part("examples", words::TRY_THESE, examples(desk)),
            }}
            {part("past", words::PAST_ROLLS, rolls(desk))}
        </div>
    }
    .into_any()
}

/// A link that works without scripts; with them it fills the line and leaves the page as it is.
fn fill(desk: Desk, favourite: Favourite, inside: AnyView) -> AnyView {
    let href = address(&favourite.expr, favourite.dialect);
    let take = move |event: leptos::ev::MouseEvent| {
        if !desk.tab.alive.get_untracked() || event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        event.prevent_default();
        // The router would follow the link, too.
        event.stop_propagation();
        desk.dialect.set(favourite.dialect);
        desk.write(&favourite.expr);
    };
    view! { <a class="chip" href=href on:click=take>{inside}</a> }.into_any()
}

fn examples(desk: Desk) -> AnyView {
    let chip = move |(expr, meaning): (&'static str, &'static str)| {
        let favourite = Favourite { expr: expr.into(), dialect: Default::default() };
        let inside = view! { <span class="mono">{expr}</span> " " <span class="muted">{meaning}</span> };
        view! { <li>{fill(desk, favourite, inside.into_any())}</li> }
    };
    view! { <ul class="chips">{words::EXAMPLES.map(chip).collect_view()}</ul> }.into_any()
}

fn favourites(desk: Desk) -> AnyView {
    let chip = move |it: Favourite| {
        let inside = view! { <span class="mono">{it.expr.clone()}</span> };
        view! { <li>{fill(desk, it, inside.into_any())}</li> }
    };
    let list = move || desk.pouch.with(|it| it.favourites.clone());
    view! { <ul class="chips">{move || list().into_iter().map(chip).collect_view()}</ul> }.into_any()
}

fn rolls(desk: Desk) -> AnyView {
    let is_empty = move || desk.pouch.with(|it| it.past.is_empty());
    let clear = move |_| {
        if untrack(is_empty) {
            return;
        }
        desk.pouch.set(Pouch::change(|it| it.past.clear()));
        desk.tab.toast("success", words::PAST_CLEARED.into());
    };
    let key = |it: &Past| (it.time, it.proof.clone(), it.expr.clone());
    view! {
        <Show
            when=move || !is_empty()
            fallback=|| view! { <p class="muted">{words::PAST_NONE}</p> }
        >
            <ol class="past-rolls">
                <For each=move || desk.pouch.with(|it| it.past.clone()) key=key children=move |it| row(desk, it)/>
            </ol>
        </Show>
        // It stays, and keeps the focus of whoever pressed it.
        <div class="row">
            <button
                class="button quiet"
                type="button"
                aria-disabled=move || is_empty().then_some("true")
                on:click=clear
            >
                {words::PAST_CLEAR}
            </button>
        </div>
    }
    .into_any()
}

fn row(desk: Desk, past: Past) -> AnyView {
    let amount = past.amount.map_or_else(|| "-".to_owned(), |it| it.to_string());
    let expr = past.expr.clone();
    let receipt = past.proof.map(|it| {
        let href = ["/roll/receipt?proof=", &it].concat();
        let label = [words::RECEIPT, ": ", &expr, " = ", &amount].concat();
        view! {
            <a class="icon-button" href=href aria-label=label title=words::RECEIPT>{icon("check")}</a>
        }
    });
    let favourite = Favourite { expr: past.expr.clone(), dialect: past.dialect };
    let inside = view! { <span class="mono">{past.expr.clone()}</span> };
    view! {
        <li>
            <strong class="mono past-amount">{amount}</strong>
            {fill(desk, favourite, inside.into_any())}
            <span class="muted past-when">{date::moment(past.time)}</span>
            {receipt}
        </li>
    }
    .into_any()
}
