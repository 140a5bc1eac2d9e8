//! The public name of a key, shortened, with a button that copies the whole.

use leptos::prelude::*;

use crate::{dom, tab::Tab, words};

pub(crate) fn public_name(tab: Tab, did: &str) -> AnyView {
    let whole = did.to_owned();
    let copy = move |_| {
        if dom::copy(&whole) {
            tab.toast("success", words::COPIED.into());
        } else {
            tab.toast("danger", words::NOT_COPIED.into());
        }
    };
    view! {
        <p class="row">
            <span class="visually-hidden">{words::KEY_NAME}</span>
            <span class="mono small" title=did.to_owned()>{words::short_did(did)}</span>
            <button class="button quiet" type="button" disabled=move || !tab.alive.get() on:click=copy>
                {words::COPY}
            </button>
        </p>
    }
    .into_any()
}
