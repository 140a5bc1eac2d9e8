//! What stands above every page when it must not be missed: that the account is to be deleted, keys
//! that changed elsewhere, and, more quietly, that there is no way back yet, or that this is an old
//! address of the server.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wire::{Millis, limit::DELETION_MILLIS, path::MOVE};

use super::{button, state::notice};
use crate::{
    act::{self, Deed},
    date, dom, door,
    keyring::{Change, Rewritten},
    tab::Tab,
    words,
};

/// Where it lies that the reminder was put away, and when.
pub(crate) const LATER: &str = "farlantern.remind";
/// Who said "not now" is asked again after two weeks.
const LATER_MILLIS: i64 = 14 * 24 * 60 * 60 * 1_000;

pub(crate) fn news() -> AnyView {
    let tab = Tab::here();
    let path = use_location().pathname;
    let later = RwSignal::new(true);
    Effect::new(move || later.set(is_put_off()));
    let remind = move || {
        let here = path.with(|it| it.starts_with("/characters"));
        here && !later.get() && tab.news.with(|it| it.unsafe_still)
    };
    let closed_at = Memo::new(move |_| tab.news.with(|it| it.closed_at));
    let alarm = move || tab.news.with(|it| it.rewritten.is_some() || !it.changes.is_empty());
    // What was not taken along is still read and changed at the old address.
    let old = door::addresses().is_some_and(|it| it.home != dom::origin());
    let lingers = move || (old && path.with(|it| it != MOVE)).then(|| lingering(&path.get()));
    view! {
        {lingers}
        {move || closed_at.get().map(|it| view! { <div class="news" role="alert">{closing(tab, it)}</div> })}
        {move || alarm().then(|| changed(tab))}
        {move || remind().then(|| reminder(later))}
    }
    .into_any()
}

/// That this is the old address, and the way to the new one.
fn lingering(path: &str) -> AnyView {
    let href = [MOVE, "?to=", path].concat();
    let door = view! { <a class="button" href=href>{words::MOVED_GO}</a> };
    let notice = notice("info", words::MOVED_HEADING.into(), words::MOVED.into(), Some(door.into_any()));
    view! { <div class="news">{notice}</div> }.into_any()
}

/// Whether the reminder was put away not long ago.
fn is_put_off() -> bool {
    let at = dom::kept(&door::note_name(LATER)).and_then(|it| it.parse::<i64>().ok());
    at.is_some_and(|it| dom::now() - it < LATER_MILLIS)
}

fn changed(tab: Tab) -> AnyView {
    let row = |it: &Change| {
        view! { <li>{it.what.clone()} " " <span class="muted">{date::moment(it.at)} {words::by(&it.by)}</span></li> }
    };
    let rows = tab.news.with(|it| it.changes.iter().map(row).collect_view());
    let lead = match tab.news.with(|it| it.rewritten) {
        None => words::NEWS_LEAD,
        Some(Rewritten::Shorter) => words::NEWS_SHORTER,
        Some(Rewritten::Other) => words::NEWS_REWRITTEN,
    };
    let door = view! {
        <ul class="news-list">{rows}</ul>
        <a class="button" href="/settings#changes">{words::NEWS_LOOK}</a>
        <button class="button quiet" type="button" on:click=move |_| tab.put_news_away()>
            {words::NEWS_KNOWN}
        </button>
    };
    let notice = notice("danger", words::NEWS_HEADING.into(), lead.into(), Some(door.into_any()));
    view! { <div class="news" role="alert">{notice}</div> }.into_any()
}

/// That the account is to be deleted, when, and the way back.
pub(crate) fn closing(tab: Tab, since: Millis) -> AnyView {
    let deed = Deed::new();
    let cancel = Callback::new(move |()| {
        act::attempt(tab, deed, door::reopen_account(), move |()| {
            tab.toast("success", words::DELETE_CANCELLED.into());
            tab.changed_keys();
        });
    });
    let word = Signal::stored(words::DELETE_CANCEL.to_owned());
    let gone = date::words(Millis(since.0.saturating_add(DELETION_MILLIS)));
    let door = view! {
        {button::wish("button primary", "back", word, deed, cancel)}
        {button::fault(deed)}
    };
    notice("danger", words::CLOSING_HEADING.into(), words::closing(&gone), Some(door.into_any()))
}

fn reminder(later: RwSignal<bool>) -> AnyView {
    let put_off = move |_| {
        dom::keep(&door::note_name(LATER), &dom::now().to_string());
        later.set(true);
    };
    let door = view! {
        <a class="button" href="/settings#recovery">{words::REMIND_DO}</a>
        <button class="button quiet" type="button" on:click=put_off>{words::NOT_NOW}</button>
    };
    let notice = notice("info", words::REMIND_HEADING.into(), words::REMIND.into(), Some(door.into_any()));
    view! { <div class="news">{notice}</div> }.into_any()
}
