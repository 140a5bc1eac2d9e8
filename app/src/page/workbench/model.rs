//! Any model of the forge in the light of the stage, by its id in the address: `?model=ship/sloop`.
//! A figure comes dressed, with its own cuts of hair.

use leptos::{html, prelude::*, task::spawn_local};

use crate::{
    chunk,
    component::{figure::Looks, turning::turning},
    door::{self, Closed, Opening, Scenery, Stop, Told},
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
        None => thing(id.clone()),
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

fn thing(id: String) -> AnyView {
    let slot = NodeRef::<html::Div>::new();
    let state = RwSignal::new(None::<Result<(), Closed>>);
    Effect::new(move |_| {
        let (Some(slot), Ok(stop)) = (slot.get(), Stop::new()) else { return };
        let opening = Opening {
            slot: slot.into(),
            scenery: Scenery::Thing(id.clone()),
            looks: None,
            label: "A model of the forge, turning.",
            stop,
            progress: Box::new(|_| ()),
            hear: Box::new(move |told| {
                if told == Told::Shown {
                    state.try_set(Some(Ok(())));
                }
            }),
        };
        spawn_local(async move {
            let Ok(opened) = chunk::open_stage(opening).await else { return };
            if let Err(why) = opened.await {
                state.try_set(Some(Err(why)));
            }
        });
    });
    on_cleanup(|| {
        if let Some(theatre) = door::theatre() {
            theatre.leave();
        }
    });
    let sentence = move || match state.get() {
        Some(Err(Closed::Trouble(why))) => view! { <p class="error">{why.sentence()}</p> }.into_any(),
        Some(Err(Closed::NoPicture)) => {
            view! { <p class="muted">"This browser draws no pictures with depth."</p> }.into_any()
        }
        _ => ().into_any(),
    };
    view! {
        <div class="turning" data-figure-shown=move || matches!(state.get(), Some(Ok(()))).then_some("true")>
            <div class="turning-slot" node_ref=slot></div>
        </div>
        {sentence}
    }
    .into_any()
}
