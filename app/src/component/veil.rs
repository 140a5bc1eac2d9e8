//! What stands over the whole page while the browser goes on to another of its accounts: nothing on
//! the page below is of this account any more.

use leptos::{html, prelude::*, web_sys::Event};

use super::confirm;
use crate::{tab::Tab, words};

pub(crate) fn veil() -> AnyView {
    let tab = Tab::here();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        if tab.left.with(Option::is_some) {
            confirm::open(dialog);
        }
    });
    let word = move || tab.left.get().unwrap_or_default();
    let late = move || (!tab.online.get()).then(|| view! { <p class="muted">{words::SWITCH_LATER}</p> });
    view! {
        <dialog
            class="dialog veil"
            node_ref=dialog
            aria-labelledby="veil-word"
            on:cancel=|event: Event| event.prevent_default()
        >
            <p id="veil-word" class="veil-word" tabindex="-1">{word}</p>
            <p class="muted" aria-busy="true">{words::SWITCHING}</p>
            {late}
        </dialog>
    }
    .into_any()
}
