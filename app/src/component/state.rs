//! The states of a page beside the happy one: waiting, locked, offline, broken, not there.

use leptos::prelude::*;

use super::icon::icon;
use crate::{
    date, dom, door,
    moving::Addresses,
    picture,
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
        Some(notice("offline", words::OFFLINE_HEADING.into(), text, Some(again(reading, "button"))))
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
        Question::Account => return notice(tone, heading.into(), text, Some(again(reading, "button"))),
        Question::Owner | Question::Roster => {
            return notice(tone, heading.into(), text, Some(again(reading, "button")));
        }
        Question::Character(_) | Question::History(_) => {}
    }
    let picture = scene(if tone == "danger" { "dark" } else { "becalmed" });
    let rest = view! {
        <p class="lead">{text}</p>
        {again(reading, "button primary")}
    };
    alone(picture, heading, rest.into_any())
}

/// A page that has nothing to show but why: a picture, a heading, and what to do next.
fn alone(picture: AnyView, heading: &'static str, rest: AnyView) -> AnyView {
    view! {
        <div class="page lost">
            {picture}
            <h1>{heading}</h1>
            {rest}
        </div>
    }
    .into_any()
}

/// A larger picture: a lantern that is `closed` or `dark`, a ship `becalmed`. It lies among the
/// icons, which every page has read already, so that it is there when the server is not.
fn scene(name: &str) -> AnyView {
    let href = picture::ICONS.symbol(name);
    view! {
        <svg class="scene" viewBox="0 0 400 400" aria-hidden="true">
            <use_ href=href></use_>
        </svg>
    }
    .into_any()
}

/// A page whose chunk could not be fetched.
pub(crate) fn chunk_missing() -> AnyView {
    let rest = view! {
        <p class="lead">{words::CHUNK_MISSING}</p>
        <button class="button primary" type="button" on:click=|_| dom::reload()>{words::TRY_AGAIN}</button>
    };
    alone(scene("becalmed"), words::FAILED_HEADING, rest.into_any())
}

/// A page that is not there. Programs read it in the status.
pub(crate) fn missing(heading: &'static str, lead: &'static str) -> AnyView {
    door::missing();
    let picture = view! { <img class="scene" src=picture::LANTERN.whole() alt="" width="440" height="440"/> };
    let rest = view! {
        <p class="lead">{lead}</p>
        <div class="row">
            <a class="button primary" href="/">{words::TO_HARBOUR}</a>
            <a class="button" href="/characters">{words::TO_CHARACTERS}</a>
        </div>
    };
    alone(picture.into_any(), heading, rest.into_any())
}

/// What belongs to a key, before the key has been at the door.
fn locked(reading: Reading) -> AnyView {
    let tab = reading.tab;
    match reading.question {
        Question::Session => (move || tab.renewing.get().then(renewing)).into_any(),
        Question::Account => (move || locked_devices(tab)).into_any(),
        Question::Owner => (move || locked_desk(tab)).into_any(),
        Question::Roster => (move || locked_roster(tab)).into_any(),
        Question::Character(_) | Question::History(_) => {
            let rest = view! {
                {move || locked_page(tab)}
                {no_scripts()}
            };
            alone(scene("closed"), words::LOCKED_HEADING, rest.into_any())
        }
    }
}

/// Without a key that was used there is nobody to show, and that is no trouble at all.
fn locked_roster(tab: Tab) -> AnyView {
    if tab.renewing.get() {
        renewing()
    } else if has_account(tab) == Some(true) {
        view! {
            <div class="empty-state">
                {scene("closed")}
                <h2>{words::LOCKED_HEADING}</h2>
                <p class="muted">{words::LOCKED_ROSTER}</p>
                {log_in_button(tab, "button primary large")}
            </div>
        }
        .into_any()
    } else {
        view! {
            {nobody_yet()}
            {(has_account(tab) == Some(false)).then(played_before)}
        }
        .into_any()
    }
}

/// The way back for who has an account, and holds a browser that knows nothing of it.
fn played_before() -> AnyView {
    view! {
        <p class="muted">
            {words::PLAYED_BEFORE} <a href="/restore">{words::TO_RESTORE}</a> {words::PLAYED_BEFORE_HOW}
        </p>
        {door::addresses().map(came_from)}
    }
    .into_any()
}

/// The addresses that this server had before: what a browser keeps for one of them comes from there.
fn came_from(Addresses { home, former }: Addresses) -> AnyView {
    let link = |(at, it): (usize, String)| {
        let href = it.clone();
        view! { {(at > 0).then_some(", ")} <a href=href>{it}</a> }
    };
    let links = former.into_iter().filter(|it| *it != home).enumerate().map(link).collect_view();
    view! { <p class="muted">{words::CAME_FROM} {links} {words::CAME_FROM_HOW}</p> }.into_any()
}

/// Before the first character there are no devices; later they show when one is logged in.
fn locked_devices(tab: Tab) -> AnyView {
    if tab.renewing.get() {
        renewing()
    } else if has_account(tab) == Some(true) {
        view! {
            <p class="muted">{words::DEVICES_OUT}</p>
            <div class="row">{log_in_button(tab, "button primary")}</div>
        }
        .into_any()
    } else {
        view! {
            <p class="muted">{words::DEVICES_NONE}</p>
            {(has_account(tab) == Some(false)).then(played_before)}
        }
        .into_any()
    }
}

/// The owner's desk is somebody's; whose, a key says.
fn locked_desk(tab: Tab) -> AnyView {
    if tab.renewing.get() {
        renewing()
    } else if has_account(tab) == Some(true) {
        view! {
            <p class="muted">{words::OWNER_OUT}</p>
            <div class="row">{log_in_button(tab, "button primary")}</div>
        }
        .into_any()
    } else {
        view! { <p class="muted">{words::OWNER_STRANGER}</p> }.into_any()
    }
}

fn locked_page(tab: Tab) -> AnyView {
    match has_account(tab) {
        _ if tab.renewing.get() => renewing(),
        Some(true) => view! {
            <p class="lead">{words::LOCKED}</p>
            {log_in_button(tab, "button primary large")}
        }
        .into_any(),
        Some(false) => view! {
            <p class="lead">{words::LOCKED_STRANGER}</p>
            <a class="button primary large" href="/characters">{words::MAKE_CHARACTER}</a>
            {played_before()}
        }
        .into_any(),
        None => view! { <p class="lead">{words::LOCKED}</p> }.into_any(),
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

pub(crate) fn log_in_button(tab: Tab, class: &'static str) -> AnyView {
    view! {
        <button
            class=class
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

fn again(reading: Reading, class: &'static str) -> AnyView {
    view! {
        <button class=class type="button" on:click=move |_| reading.refresh()>
            {words::TRY_AGAIN}
        </button>
    }
    .into_any()
}
