//! An address that leads nowhere.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::{component::state, words};

pub(crate) fn not_found() -> AnyView {
    view! {
        <Title text=words::NOT_FOUND/>
        {state::missing(words::NOT_FOUND, words::NOT_FOUND_LEAD)}
    }
    .into_any()
}
