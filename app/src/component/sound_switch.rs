//! Sound on or off, for the strip of a place. Pressing it is the gesture that browsers ask for.

use leptos::prelude::*;

use super::icon::icon;
use crate::{tab::Tab, words};

/// `awake` says whether sound was let in already; `wake` lets it in, within the gesture.
pub(crate) fn sound_switch(tab: Tab, awake: Signal<bool>, wake: Callback<()>) -> AnyView {
    let on = Memo::new(move |_| awake.get() && !tab.levels.with(|it| it.muted));
    let turn = move |_| {
        let mute = on.get_untracked();
        tab.change_levels(|it| it.muted = mute);
        if !mute {
            wake.run(());
        }
    };
    view! {
        <button
            class="icon-button"
            type="button"
            aria-label=words::SOUND
            aria-pressed=move || if on.get() { "true" } else { "false" }
            disabled=move || !tab.alive.get()
            on:click=turn
        >
            {move || icon(if on.get() { "sound" } else { "silent" })}
        </button>
    }
    .into_any()
}
