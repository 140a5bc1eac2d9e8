//! The first page: what this is, in three sentences, and two doors.

use leptos::prelude::*;
use leptos_meta::Title;
use rules::{Content, character::Colours};

use crate::{
    component::{
        figure::{Looks, figure},
        icon::icon,
        lantern::lantern,
        whose::whose,
    },
    tab::Tab,
    words,
};

pub(crate) fn landing() -> AnyView {
    let value = |(picture, heading, text)| {
        view! {
            <article class="card value">
                {icon(picture)}
                <h3>{heading}</h3>
                <p>{text}</p>
            </article>
        }
    };
    let tab = Tab::here();
    view! {
        <Title text=""/>
        <section class="hero">
            <div class="hero-words">
                <h1>{words::MOTTO}</h1>
                <p class="lead">{words::LANDING_LEAD}</p>
                <div class="row hero-doors">
                    <a class="button primary large" href="/characters">{words::MAKE_CHARACTER}</a>
                    <a class="button quiet large" href="/about">{words::WHAT_IS_THIS}</a>
                </div>
                <p class="small muted">{words::NO_ACCOUNT}</p>
                {whose(Tab::here())}
            </div>
            {lantern()}
        </section>
        {move || tab.parts.get().map(|it| (it.visitor)())}
        <section class="page wide">
            <h2 class="visually-hidden">{words::WHY}</h2>
            <div class="board values">{words::VALUES.map(value).collect_view()}</div>
            <div class="parade" aria-hidden="true">{parade()}</div>
        </section>
    }
    .into_any()
}

/// All nine species on one shelf, each in its own three dyes.
fn parade() -> Vec<AnyView> {
    let Content { species, dyes, .. } = Content::built_in();
    let dye = |at: usize| dyes[at % dyes.len()].id.clone();
    let stand = |(at, it): (usize, &'static rules::content::Species)| {
        let colours = Colours { cloak: dye(at * 7), trim: dye(at * 5 + 2), lantern: dye(at * 3 + 1) };
        figure(Signal::stored(Looks::usual(it.id.clone(), colours)))
    };
    species.iter().enumerate().map(stand).collect()
}
