//! The states of a page beside the happy one: waiting, locked, offline, broken, not there.

use leptos::prelude::*;

use super::icon::icon;
use crate::{
    date, door,
    read::{Kind, Question, Reading},
    tab::Tab,
    words,
};

/// A notice with a heading, a sentence and perhaps a button.
pub(crate) fn notice(tone: &'static str, heading: String, text: String, door: Option<AnyView>) -> AnyView {
    let picture = match tone {
        "danger" => "warn",
        "offline" => "cloud",
        "success" => "check",
        _ => "info",
    };
    let heading = (!heading.is_empty()).then(|| view! { <strong>{heading} ". "</strong> });
    view! {
        <div class="notice" data-tone=tone>
            {icon(picture)}
            <div>
                <p>{heading} {text}</p>
                {door.map(|it| view! { <div class="row">{it}</div> })}
            </div>
        </div>
    }
    .into_any()
}

/// Three cards of grey lines, for a roster that is on its way.
pub(crate) fn waiting_cards() -> AnyView {
    let card = |_| {
        view! {
            <div class="card" aria-busy="true">
                <div class="skeleton block"></div>
                <div class="skeleton line"></div>
                <div class="skeleton line"></div>
            </div>
        }
    };
    view! {
        <p class="visually-hidden">{words::LOADING}</p>
        <div class="board">{[0, 1, 2].map(card).collect_view()}</div>
    }
    .into_any()
}

/// A figure and lines, for a character that is on its way.
pub(crate) fn waiting_sheet() -> AnyView {
    view! {
        <div class="page wide" aria-busy="true">
            <p class="visually-hidden">{words::LOADING}</p>
            <div class="sheet">
                <div class="panel">
                    <div class="skeleton block"></div>
                </div>
                <div class="sheet-words stack">
                    <div class="skeleton line"></div>
                    <div class="skeleton line"></div>
                    <div class="skeleton line"></div>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// One grey line, for a word that is on its way.
pub(crate) fn waiting_line() -> AnyView {
    view! { <div class="skeleton line"></div> }.into_any()
}

/// Above a page that shows what this browser kept, while the server cannot be reached.
pub(crate) fn kept(reading: Reading) -> impl Fn() -> Option<AnyView> {
    move || {
        let since = reading.kept_since().filter(|_| !reading.tab.online.get())?;
        let text = words::kept_since(&date::words(since));
        Some(notice("offline", words::OFFLINE_HEADING.into(), text, Some(again(reading))))
    }
}

/// What is shown instead of an answer that is not ready.
pub(crate) fn instead(reading: Reading, kind: Kind) -> AnyView {
    match kind {
        Kind::NeedLogin => locked(reading),
        Kind::NotFound => missing(words::CHARACTER_NOT_FOUND, words::CHARACTER_NOT_FOUND_LEAD),
        Kind::Offline => trouble(reading, "offline", words::OFFLINE_HEADING, words::OFFLINE_NOTHING.into()),
        Kind::Failed | Kind::Ready => {
            let text = reading.failure().unwrap_or_else(|| words::BROKEN.into());
            trouble(reading, "danger", words::FAILED_HEADING, text)
        }
    }
}

/// Bad news, where the answer would stand: on a page of its own, or as a part of one.
fn trouble(reading: Reading, tone: &'static str, heading: &'static str, text: String) -> AnyView {
    match reading.question {
        // The rest of the page says it already.
        Question::Session => return ().into_any(),
        Question::Roster => return notice(tone, heading.into(), text, Some(again(reading))),
        Question::Character(_) | Question::History(_) => {}
    }
    view! {
        <div class="page">
            <div class="empty-state">
                {icon(if tone == "danger" { "warn" } else { "cloud" })}
                <h1>{heading}</h1>
                <p class="muted">{text}</p>
                {again(reading)}
            </div>
        </div>
    }
    .into_any()
}

/// A page that is not there. Programs read it in the status.
pub(crate) fn missing(heading: &'static str, lead: &'static str) -> AnyView {
    door::missing();
    view! {
        <div class="page lost">
            <img src="/lantern.svg" alt="" width="160" height="220"/>
            <h1>{heading}</h1>
            <p class="lead">{lead}</p>
            <div class="row">
                <a class="button primary" href="/">{words::TO_HARBOUR}</a>
                <a class="button" href="/characters">{words::TO_CHARACTERS}</a>
            </div>
        </div>
    }
    .into_any()
}

/// What belongs to a key, before the key has been at the door.
fn locked(reading: Reading) -> AnyView {
    let tab = reading.tab;
    match reading.question {
        Question::Session => (move || tab.renewing.get().then(renewing)).into_any(),
        Question::Roster => (move || locked_roster(tab)).into_any(),
        Question::Character(_) | Question::History(_) => view! {
            <div class="page">
                <div class="empty-state">
                    {icon("key")}
                    <h1>{words::LOCKED_HEADING}</h1>
                    {move || locked_page(tab)}
                    {no_scripts()}
                </div>
            </div>
        }
        .into_any(),
    }
}

/// Without a key that was used there is nobody to show, and that is no trouble at all.
fn locked_roster(tab: Tab) -> AnyView {
    if tab.renewing.get() {
        renewing()
    } else if has_account(tab) == Some(true) {
        view! {
            <div class="empty-state">
                <h2>{words::LOCKED_HEADING}</h2>
                {log_in_button(tab)}
            </div>
        }
        .into_any()
    } else {
        nobody_yet()
    }
}

fn locked_page(tab: Tab) -> AnyView {
    match has_account(tab) {
        _ if tab.renewing.get() => renewing(),
        Some(true) => view! {
            <p class="muted">{words::LOCKED}</p>
            {log_in_button(tab)}
        }
        .into_any(),
        Some(false) => view! {
            <p class="muted">{words::LOCKED_STRANGER}</p>
            <a class="button primary" href="/characters">{words::MAKE_CHARACTER}</a>
        }
        .into_any(),
        None => view! { <p class="muted">{words::LOCKED}</p> }.into_any(),
    }
}

/// Whether this browser's key was ever used; none while that is not known.
fn has_account(tab: Tab) -> Option<bool> {
    tab.me.with(|it| it.as_ref().map(|me| me.account.is_some()))
}

/// A roster without anyone.
pub(crate) fn nobody_yet() -> AnyView {
    view! {
        <div class="empty-state">
            {icon("people")}
            <h2>{words::ROSTER_EMPTY}</h2>
            <p class="muted">{words::ROSTER_EMPTY_LEAD}</p>
        </div>
    }
    .into_any()
}

/// Said to those whose browser runs no scripts. The words stand here rather than in the catalogue,
/// because a browser that does run scripts reads the inside of `noscript` as bare text: anything
/// but a literal would leave marks in it that hydration looks for and does not find.
pub(crate) fn no_scripts() -> AnyView {
    view! {
        <div>
            <noscript>
                "Your key lives in your browser, and using it needs scripts. Reading does not: this site can be read with scripts off, but a character can only be made with scripts on."
            </noscript>
        </div>
    }
    .into_any()
}

fn renewing() -> AnyView {
    view! { <p class="muted" aria-busy="true">{words::RENEWING}</p> }.into_any()
}

pub(crate) fn log_in_button(tab: Tab) -> AnyView {
    view! {
        <button
            class="button primary"
            type="button"
            aria-busy=move || tab.renewing.get().then_some("true")
            on:click=move |_| tab.log_in()
        >
            {icon("key")}
            {words::LOG_IN}
        </button>
    }
    .into_any()
}

fn again(reading: Reading) -> AnyView {
    view! {
        <button class="button" type="button" on:click=move |_| reading.refresh()>
            {words::TRY_AGAIN}
        </button>
    }
    .into_any()
}
