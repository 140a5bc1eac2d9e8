//! A level between nothing and all, with its value in sight.

use leptos::prelude::*;
use wire::limit::LEVEL_MAX;

/// Arrow keys move it by so much.
const STEP: u8 = 5;

/// `id` is the control's own. The value beside the label is for eyes: the slider tells it itself.
pub(crate) fn slider(
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    level: Signal<u8>,
    set: Callback<u8>,
) -> AnyView {
    let first = level.get_untracked();
    let hint_id = [id, "-hint"].concat();
    let slid = move |event| {
        if let Ok(level) = event_target_value(&event).parse() {
            set.run(level);
        }
    };
    view! {
        <div class="slider">
            <div class="slider-head">
                <label for=id>{label}</label>
                <span class="slider-value" aria-hidden="true">{move || level.get()}</span>
            </div>
            <input
                id=id
                type="range"
                min="0"
                max=LEVEL_MAX
                step=STEP
                value=first
                prop:value=move || level.get().to_string()
                aria-describedby=hint_id.clone()
                on:input=slid
            />
            <p class="hint" id=hint_id>{hint}</p>
        </div>
    }
    .into_any()
}
