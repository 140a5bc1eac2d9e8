//! Every address of a page, and what stands around all of them.

use leptos::{ev::MouseEvent, prelude::*};
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    ParamSegment, SsrMode, StaticSegment,
    components::{FlatRoutes, Route, Router},
    hooks::use_location,
};

use crate::{
    chunk,
    component::{foot::foot, strip::strip, toast},
    dom, page,
    tab::Tab,
    words,
};

/// The whole body of the document.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let tab = Tab::provide();
    view! {
        <Title formatter=titled/>
        <Router>
            <a class="skip" href="#main" on:click=skip>
                {words::SKIP}
            </a>
            {strip()}
            <main id="main" tabindex="-1">
                {follow_focus()}
                {move || tab.parts.get().map(|it| (it.news)())}
                <FlatRoutes fallback=page::not_found>
                    <Route path=StaticSegment("") view=page::landing::landing ssr=SsrMode::Async/>
                    <Route path=StaticSegment("about") view=page::about::about ssr=SsrMode::Async/>
                    <Route path=StaticSegment("api") view=chunk::api() ssr=SsrMode::Async/>
                    <Route path=StaticSegment("characters") view=chunk::characters() ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("characters"), ParamSegment("id")) view=chunk::character() ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("characters"), ParamSegment("id"), StaticSegment("history")) view=chunk::history() ssr=SsrMode::Async/>
                    <Route path=StaticSegment("codex") view=chunk::codex() ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("codex"), ParamSegment("kind")) view=chunk::codex() ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("codex"), ParamSegment("kind"), ParamSegment("slug")) view=chunk::leaf() ssr=SsrMode::Async/>
                    <Route path=StaticSegment("harbour") view=chunk::harbour() ssr=SsrMode::Async/>
                    <Route path=StaticSegment("move") view=chunk::moving() ssr=SsrMode::Async/>
                    <Route path=StaticSegment("owner") view=chunk::owner() ssr=SsrMode::Async/>
                    <Route path=StaticSegment("pair") view=chunk::pair() ssr=SsrMode::Async/>
                    <Route path=StaticSegment("privacy") view=chunk::privacy() ssr=SsrMode::Async/>
                    <Route path=StaticSegment("restore") view=chunk::restore() ssr=SsrMode::Async/>
                    <Route path=StaticSegment("roll") view=chunk::roll() ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("roll"), StaticSegment("receipt")) view=chunk::receipt() ssr=SsrMode::Async/>
                    <Route path=StaticSegment("settings") view=chunk::settings() ssr=SsrMode::Async/>
                    <Route path=StaticSegment("storage") view=chunk::storage() ssr=SsrMode::Async/>
                    <Route path=StaticSegment("workbench") view=chunk::workbench() ssr=SsrMode::Async/>
                </FlatRoutes>
            </main>
            {foot()}
            {move || tab.parts.get().map(|it| (it.shortcuts)())}
            {move || tab.parts.get().map(|it| (it.quick)())}
            {move || tab.parts.get().map(|it| (it.veil)())}
        </Router>
        {toast::rack(tab)}
    }
}

/// The router would take the click for a move within the site, and leave the focus behind.
fn skip(click: MouseEvent) {
    click.prevent_default();
    dom::focus_main();
}

fn titled(text: String) -> String {
    if text.is_empty() { words::FARLANTERN.into() } else { [&text, " - ", words::FARLANTERN].concat() }
}

/// After a move within the site the focus stands at the new page's heading.
fn follow_focus() {
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|it| it != now) {
            dom::focus_heading();
        }
        now
    });
}
