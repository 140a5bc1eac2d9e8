//! Any model of the forge in the light of the stage, by its id in the address: `?model=ship/sloop`.
//! A figure comes dressed, with its own cuts of hair.

use leptos::prelude::*;

use crate::{
    component::{figure::Looks, thing::thing, turning::turning},
    door::Closed,
};

/// The form that leads to a model.
pub(super) fn form() -> AnyView {
    view! {
        <form class="row" method="get" action="/workbench" role="search" aria-label="Models">
            <label class="field">
                <span class="label">"Model, by its id"</span>
                <input class="input mono" name="model" placeholder="ship/sloop" required/>
            </label>
            <button class="button" type="submit">"Show"</button>
        </form>
    }
    .into_any()
}

/// The model alone.
pub(super) fn model(id: String) -> AnyView {
    let stand = match id.strip_prefix("figure/") {
        Some(slug) => dressed(slug),
        None => shown(id.clone()),
    };
    view! {
        <div class="page wide workbench">
            <h1 class="mono">{id}</h1>
            <div class="bench-model panel">{stand}</div>
            {form()}
        </div>
    }
    .into_any()
}

fn dressed(slug: &str) -> AnyView {
    let Ok(species) = ["species/", slug].concat().parse() else { return unknown() };
    let looks = Looks::usual(species, Looks::nobody().figure.colours);
    turning(Signal::stored(looks), ().into_any(), None)
}

fn unknown() -> AnyView {
    view! { <p class="error">"The forge makes nothing of this id."</p> }.into_any()
}

fn shown(id: String) -> AnyView {
    let state = RwSignal::new(None::<Result<(), Closed>>);
    let sentence = move || match state.get() {
        Some(Err(Closed::Trouble(why))) => view! { <p class="error">{why.sentence()}</p> }.into_any(),
        Some(Err(Closed::NoPicture)) => {
            view! { <p class="muted">"This browser draws no pictures with depth."</p> }.into_any()
        }
        _ => ().into_any(),
    };
    view! {
        {thing(id, "A model of the forge, turning.", state)}
        {sentence}
    }
    .into_any()
}
