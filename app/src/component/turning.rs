//! A figure that turns on its base: drawn with depth where that can be, else the flat one that stands
//! there from the beginning.

use leptos::{html, prelude::*, task::spawn_local};
use rules::StreamId;

use super::figure::Looks;
use crate::{
    chunk,
    door::{self, Opening, Scenery, Stop, Told},
    portraits,
    tab::Tab,
    words,
};

/// `flat` shows the same looks. Where `whose` is given, a portrait is kept of the looks it is given with.
pub(crate) fn turning(
    looks: Signal<Looks>,
    flat: AnyView,
    whose: Option<(StreamId, Signal<Looks>)>,
) -> AnyView {
    let slot = NodeRef::<html::Div>::new();
    let shown = RwSignal::new(false);
    let loading = StoredValue::new(None::<Stop>);
    let tab = Tab::here();
    Effect::new(move |begun: Option<bool>| {
        let alive = tab.alive.get();
        if alive
            && begun != Some(true)
            && let (Some(slot), Ok(stop)) = (slot.get_untracked(), Stop::new())
        {
            loading.set_value(Some(stop.clone()));
            let opening = Opening {
                slot: slot.into(),
                scenery: Scenery::Figure,
                looks: Some(looks.get_untracked()),
                label: words::FIGURE_CANVAS,
                stop,
                progress: Box::new(|_| ()),
                hear: Box::new(move |told| {
                    if told == Told::Shown {
                        shown.try_set(true);
                    }
                }),
            };
            open(opening, shown, looks, whose);
        }
        alive
    });
    Effect::new(move |before: Option<Looks>| {
        let now = looks.get();
        if before.is_some_and(|it| it != now) && shown.get_untracked() {
            dress(now.clone(), whose);
        }
        now
    });
    on_cleanup(move || {
        // Whoever leaves while it is still coming needs nothing of it.
        if let Some(stop) = loading.try_get_value().flatten() {
            stop.stop();
        }
        if let Some(theatre) = door::theatre() {
            theatre.leave();
        }
    });
    view! {
        <div class="turning" data-figure-shown=move || shown.get().then_some("true")>
            {flat}
            <div class="turning-slot" node_ref=slot aria-hidden="true"></div>
        </div>
    }
    .into_any()
}

fn open(
    opening: Opening,
    shown: RwSignal<bool>,
    looks: Signal<Looks>,
    whose: Option<(StreamId, Signal<Looks>)>,
) {
    spawn_local(async move {
        // The flat figure stands there for whoever cannot have more.
        let Ok(opened) = chunk::open_stage(opening).await else { return };
        let Ok(theatre) = opened.await else { return };
        // None: the page has been left meanwhile.
        match looks.try_get_untracked() {
            Some(now) => {
                shown.try_set(true);
                dress(now, whose);
            }
            None => theatre.leave(),
        }
    });
}

/// Puts looks on, and keeps a portrait if they are the ones that somebody really has.
fn dress(looks: Looks, whose: Option<(StreamId, Signal<Looks>)>) {
    let Some(theatre) = door::theatre() else { return };
    spawn_local(async move {
        if theatre.dress(looks.clone()).await.is_err() {
            return;
        }
        if let Some((stream, own)) = whose
            && own.try_get_untracked().is_some_and(|it| it == looks)
            && let Some(picture) = theatre.portrait()
        {
            portraits::keep(stream, &picture);
        }
    });
}
