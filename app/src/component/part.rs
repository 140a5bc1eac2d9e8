//! A part of a page, in its frame.

use leptos::prelude::*;

/// `id` is where links lead; the heading names the part.
pub(crate) fn part(id: &'static str, heading: &'static str, inside: AnyView) -> AnyView {
    let heading_id = [id, "-heading"].concat();
    view! {
        <section id=id class="panel stack" aria-labelledby=heading_id>
            <h2 id=heading_id.clone()>{heading}</h2>
            {inside}
        </section>
    }
    .into_any()
}
