//! A short word at the edge of the screen, and the one live region that speaks it.

use std::time::Duration;

use leptos::prelude::*;

use super::icon::icon;
use crate::{tab::Tab, words};

/// How long a short word stays.
const STAYS: Duration = Duration::from_secs(8);

/// Everything that is said on a page is said here, politely: a word that is shown, or one that is
/// only spoken.
pub(crate) fn rack(tab: Tab) -> AnyView {
    Effect::new(move || {
        let shown = tab.toast.get();
        if shown.is_some() {
            let gone = move || {
                if tab.toast.get_untracked() == shown {
                    tab.toast.set(None);
                }
            };
            set_timeout(gone, STAYS);
        }
    });
    view! { <div class="toast-rack" role="status" aria-live="polite">
        {toast(tab)}
        <p class="visually-hidden">{move || tab.said.get()}</p>
    </div> }
    .into_any()
}

pub(crate) fn toast(tab: Tab) -> impl Fn() -> Option<AnyView> {
    move || {
        tab.toast.get().map(|it| {
            view! {
                <div class="toast" data-tone=it.tone>
                    <p>{it.text}</p>
                    <button
                        class="icon-button"
                        type="button"
                        aria-label=words::CLOSE
                        on:click=move |_| tab.toast.set(None)
                    >
                        {icon("close")}
                    </button>
                </div>
            }
            .into_any()
        })
    }
}
