//! The strip at the top: where one can go, whether the server hears us, and the theme.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{icon::icon, shortcuts::turn_theme, whose::chip};
use crate::{dom, door::Link, tab::Tab, words};

/// Icon, address and word of each door.
const DOORS: [(&str, &str, &str); 6] = [
    ("lantern", "/", words::HOME),
    ("anchor", "/harbour", words::HARBOUR),
    ("people", "/characters", words::CHARACTERS),
    ("book", "/codex", words::CODEX),
    ("dice", "/roll", words::DICE),
    ("settings", "/settings", words::SETTINGS),
];

/// The owner has one more.
const DESK: (&str, &str, &str) = ("lock", "/owner", words::OWNER);

pub(crate) fn strip() -> AnyView {
    let tab = Tab::here();
    let path = use_location().pathname;
    let door = move |(picture, href, word): (&'static str, &'static str, &'static str)| {
        // A page below one of the doors belongs to it; everything is below the first.
        let here = move || path.with(|it| if href == "/" { it == href } else { it.starts_with(href) });
        view! {
            <a href=href aria-current=move || here().then_some("page")>
                {icon(picture)}
                <span>{word}</span>
            </a>
        }
    };
    view! {
        <header class="strip">
            <a class="strip-brand" href="/">
                <img src="/favicon.svg" alt="" width="28" height="28"/>
                <span>{words::FARLANTERN}</span>
            </a>
            <nav class="strip-nav" aria-label="Main">
                {DOORS.map(door).collect_view()}
                {move || tab.owns.get().then(|| door(DESK))}
            </nav>
            <div class="strip-end">{chip(tab)} {mark(tab)} {theme(tab)}</div>
        </header>
    }
    .into_any()
}

/// Whether the server hears us. Changes are said in the live region, so this one is silent.
pub(crate) fn mark(tab: Tab) -> AnyView {
    let state = move || {
        if tab.sending.get() > 0 {
            "sending"
        } else if tab.waiting.get() > 0 {
            "waiting"
        } else if !tab.online.get() {
            "offline"
        } else if tab.link.get() == Link::Reconnecting {
            "reconnecting"
        } else {
            "online"
        }
    };
    let word = move || match state() {
        "sending" => words::SENDING.into(),
        "waiting" => words::waiting(tab.waiting.get()),
        "online" => words::ONLINE.to_owned(),
        "reconnecting" => words::RECONNECTING.into(),
        _ => words::OFFLINE_SHORT.into(),
    };
    view! {
        <span class="mark" data-state=state>
            <span>{word}</span>
        </span>
    }
    .into_any()
}

/// Dark or vellum. What is shown at first was decided by the server from the cookie, or by the
/// system; here it is only looked at, after hydration.
fn theme(tab: Tab) -> AnyView {
    let vellum = RwSignal::new(false);
    Effect::new(move || {
        tab.look.track();
        vellum.set(dom::is_vellum());
    });
    let turn = move |_| turn_theme(tab);
    view! {
        <button
            class="icon-button"
            type="button"
            aria-label=words::VELLUM_THEME
            aria-pressed=move || if vellum.get() { "true" } else { "false" }
            disabled=move || !tab.alive.get()
            on:click=turn
        >
            {icon("theme")}
        </button>
    }
    .into_any()
}
