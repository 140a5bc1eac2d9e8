//! The turning lantern, with its picture over it until the first frame is drawn, and for good where
//! there is no WebGL. The picture is that first frame, so that the one gives way to the other calmly.

use leptos::{html, prelude::*, task::spawn_local};

use crate::{chunk, dom, picture, words};

pub(crate) fn lantern() -> AnyView {
    let canvas = NodeRef::<html::Canvas>::new();
    let lit = RwSignal::new(false);
    Effect::new(move || {
        let Some(canvas) = canvas.get() else { return };
        // The effect holds it, so it burns as long as this page stands: dropping it stops the loop
        // and frees the context.
        let burning = StoredValue::new_local(None);
        spawn_local(async move {
            let Ok(Some(lantern)) = chunk::light(canvas).await else { return };
            if burning.try_update_value(|it| *it = Some(lantern)).is_some() {
                dom::after_drawing(move || _ = lit.try_set(true));
            }
        });
    });
    view! {
        <div class="lantern-stage" data-lit=move || lit.get().then_some("true")>
            <canvas node_ref=canvas aria-hidden="true"></canvas>
            <img src=picture::LANTERN.whole() alt=words::LANTERN_ALT width="440" height="440"/>
        </div>
    }
    .into_any()
}
