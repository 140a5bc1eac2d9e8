//! The foot of every page.

use leptos::prelude::*;

use crate::words;

pub(crate) fn foot() -> AnyView {
    view! {
        <footer class="foot">
            <p>{words::VERSION}</p>
            <nav aria-label="Footer">
                <a href="/about">{words::ABOUT_AND_CREDITS}</a>
            </nav>
        </footer>
    }
    .into_any()
}
