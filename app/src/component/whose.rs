//! Which of several accounts this browser is in. Where there is one alone, nothing is said.

use leptos::prelude::*;

use super::icon::icon;
use crate::{tab::Tab, words};

const HREF: &str = "/settings#accounts";

/// A line on pages where it matters. In a place without an account it says what to do there.
pub(crate) fn whose(tab: Tab) -> impl Fn() -> Option<AnyView> {
    move || {
        let begun = tab.me.with(|it| it.as_ref().map(|me| me.account.is_some()))?;
        if !tab.is_one_of_many() {
            return None;
        }
        let line = if begun { line(&tab.label()) } else { welcome() };
        let notice = view! {
            <div class="notice whose" data-tone="info">
                {icon("people")}
                <div>
                    {line}
                    <p><a href=HREF>{words::TO_ACCOUNTS}</a></p>
                </div>
            </div>
        };
        Some(notice.into_any())
    }
}

fn line(label: &str) -> AnyView {
    view! { <p>{words::in_account(label)}</p> }.into_any()
}

/// As on a first visit, and with the way back to the accounts that are here already.
fn welcome() -> AnyView {
    view! {
        <p>
            {words::NEW_PLACE} <a href="/restore">{words::NEW_PLACE_RESTORE}</a> {words::NEW_PLACE_INVITED}
        </p>
    }
    .into_any()
}

/// In the strip, where there is room for it.
pub(crate) fn chip(tab: Tab) -> impl Fn() -> Option<AnyView> {
    move || {
        tab.is_one_of_many().then(|| {
            let label = words::account_called(&tab.label());
            view! {
                <a class="strip-whose" href=HREF>
                    <span class="visually-hidden">{words::ACCOUNT_HERE}</span>
                    <span>{label}</span>
                </a>
            }
            .into_any()
        })
    }
}
