//! A model of the forge, turning in the light of the stage. Where nothing can be drawn with depth, nothing stands
//! there.

use leptos::{html, prelude::*, task::spawn_local};

use crate::{
    chunk,
    door::{self, Closed, Opening, Scenery, Stop, Told},
};

/// `state` says when it is shown, or why not.
pub(crate) fn thing(id: String, label: &'static str, state: RwSignal<Option<Result<(), Closed>>>) -> AnyView {
    let slot = NodeRef::<html::Div>::new();
    let loading = StoredValue::new(None::<Stop>);
    Effect::new(move |_| {
        let (Some(slot), Ok(stop)) = (slot.get(), Stop::new()) else { return };
        loading.set_value(Some(stop.clone()));
        let opening = Opening {
            slot: slot.into(),
            scenery: Scenery::Thing(id.clone()),
            looks: None,
            label,
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
        <div class="turning" data-figure-shown=move || matches!(state.get(), Some(Ok(()))).then_some("true")>
            <div class="turning-slot" node_ref=slot></div>
        </div>
    }
    .into_any()
}
