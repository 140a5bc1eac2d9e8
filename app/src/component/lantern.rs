//! The turning lantern, with its picture over it until the first frame is drawn, and for good where
//! there is no WebGL. The picture is that first frame, so that the one gives way to the other calmly.

use leptos::{html, prelude::*};

use crate::{
    dom,
    door::{self, Lantern},
    words,
};

pub(crate) fn lantern() -> AnyView {
    let canvas = NodeRef::<html::Canvas>::new();
    let lit = RwSignal::new(false);
    // The effect holds it, so it burns as long as this page stands: dropping it stops the loop and
    // frees the context.
    Effect::new(move |burning: Option<Option<Lantern>>| {
        burning.flatten().or_else(|| {
            let lantern = door::light(canvas.get()?)?;
            dom::after_drawing(move || _ = lit.try_set(true));
            Some(lantern)
        })
    });
    view! {
        <div class="lantern-stage" data-lit=move || lit.get().then_some("true")>
            <canvas node_ref=canvas aria-hidden="true"></canvas>
            <img src="/lantern.svg" alt=words::LANTERN_ALT width="440" height="440"/>
        </div>
    }
    .into_any()
}
