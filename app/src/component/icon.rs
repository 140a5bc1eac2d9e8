//! A small picture beside words; it says nothing that the words do not.

use leptos::prelude::*;

use crate::picture;

pub(crate) fn icon(name: &str) -> AnyView {
    let href = picture::ICONS.symbol(name);
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <use_ href=href></use_>
        </svg>
    }
    .into_any()
}
