//! The foot of every page.

use leptos::prelude::*;

use super::shortcuts::show;
use crate::{tab::Tab, words};

pub(crate) fn foot() -> AnyView {
    let tab = Tab::here();
    view! {
        <footer class="foot">
            <p>{words::VERSION}</p>
            <nav aria-label="Footer">
                <button class="foot-door" type="button" on:click=move |_| show(tab)>
                    {words::KEYS_HEADING}
                </button>
                <a href="/api">{words::API}</a>
                <a href="/privacy">{words::PRIVACY}</a>
                <a href="/about">{words::ABOUT_AND_CREDITS}</a>
            </nav>
        </footer>
    }
    .into_any()
}
