//! The roster: who there is, who has retired, and a form for someone new.

use leptos::prelude::*;
use leptos_meta::Title;
use wire::CharacterView;

use super::maker::maker;
use crate::{
    component::{
        account::account,
        figure::{Looks, figure},
        icon::icon,
        state,
    },
    date, portraits,
    read::{Question, Reading, shown},
    words,
};

pub(crate) fn characters() -> AnyView {
    view! {
        <Title text=words::CHARACTERS/>
        <div class="page wide">
            <div class="spread">
                <h1>{words::CHARACTERS}</h1>
                <a class="button primary" href="#create">{words::NEW_CHARACTER}</a>
            </div>
            {shown(Question::Roster, state::waiting_cards, roster)}
            {maker()}
            {account()}
        </div>
    }
    .into_any()
}

fn roster(reading: Reading) -> AnyView {
    let cards = move || {
        reading.roster(|it| {
            let (retired, active): (Vec<_>, Vec<_>) =
                it.characters.iter().partition(|it| it.snapshot.retired);
            view! {
                {if it.characters.is_empty() { state::nobody_yet() } else { board(&active) }}
                {(!retired.is_empty()).then(|| retirement(&retired))}
            }
        })
    };
    view! {
        {state::kept(reading)}
        {cards}
    }
    .into_any()
}

fn board(characters: &[&CharacterView]) -> AnyView {
    view! {
        <div class="board">
            {characters.iter().map(|it| card(it)).collect_view()}
            <a class="card empty" href="#create">
                {icon("plus")}
                <span>{words::NEW_CHARACTER}</span>
            </a>
        </div>
    }
    .into_any()
}

/// Those who have retired stand behind a door of their own.
fn retirement(characters: &[&CharacterView]) -> AnyView {
    view! {
        <details class="fold">
            <summary>{words::retired_ones(characters.len())}</summary>
            <div class="board">{characters.iter().map(|it| card(it)).collect_view()}</div>
        </details>
    }
    .into_any()
}

/// The portrait that this browser has drawn, or else the flat figure.
fn portrayed(view: &CharacterView) -> AnyView {
    let (stream, looks) = (view.snapshot.stream, Looks::of(view));
    let kept = RwSignal::new(None);
    // What the server wrote knows no portraits.
    Effect::new(move || kept.set(portraits::kept(stream)));
    view! {
        {figure(Signal::stored(looks))}
        {move || kept.get().map(|it| view! { <img class="card-portrait" src=it alt="" width="256" height="256"/> })}
    }
    .into_any()
}

pub(crate) fn card(view: &CharacterView) -> AnyView {
    let it = &view.snapshot;
    let href = ["/characters/", &it.stream.to_string()].concat();
    let badge = || view! { <span class="badge" data-tone="muted">{words::RETIRED}</span> };
    view! {
        <article class="card character" data-retired=it.retired.then_some("true")>
            <div class="card-stand">{portrayed(view)}</div>
            <div class="card-head">
                <h2>
                    <a class="card-link" href=href>{words::name_of(view)}</a>
                </h2>
                {it.retired.then(badge)}
            </div>
            <div class="card-body">
                <p class="muted">{words::in_short(&it.species, &it.keepsake)}</p>
            </div>
            <div class="card-foot">
                <p class="small muted">{words::CHANGED} {date::moment(view.changed_at)}</p>
            </div>
        </article>
    }
    .into_any()
}
