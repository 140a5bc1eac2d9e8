//! What is kept of whom, where, and for how long.

use leptos::prelude::*;
use leptos_meta::Title;

use super::about::credits;
use crate::words::{self, Keeping};

pub(crate) fn privacy() -> AnyView {
    view! {
        <Title text=words::PRIVACY/>
        <div class="page prose">
            <h1>{words::PRIVACY_HEADING}</h1>
            <p class="lead">{words::PRIVACY_LEAD}</p>
            {words::KEEPINGS.iter().map(keeping).collect_view()}
        </div>
    }
    .into_any()
}

fn keeping(of: &Keeping) -> AnyView {
    let list = (!of.kept.is_empty()).then(|| credits(of.kept));
    view! {
        <h2>{of.heading}</h2>
        {list}
        {of.said.iter().map(|text| view! { <p>{*text}</p> }).collect_view()}
    }
    .into_any()
}
