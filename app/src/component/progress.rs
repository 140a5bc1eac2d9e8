//! Something large on its way: how far it is, what is coming, and the way to stop it or to go on.

use leptos::prelude::*;

use crate::{door::Progress, words};

/// Where a download stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stand {
    Going,
    /// Somebody said to stop.
    Stopped,
    /// Why it did not come to its end; a sentence for people.
    Failed(String),
}

/// A bar with what is below it. The one button cancels while the download goes on, and else goes on
/// from where it was; it stays the same button, so that the keyboard stays on it.
pub(crate) fn progress(
    label: &'static str,
    at: Signal<Progress>,
    stand: Signal<Stand>,
    cancel: Callback<()>,
    retry: Callback<()>,
) -> AnyView {
    let is_going = move || stand.with(|it| *it == Stand::Going);
    let press = move |_| if is_going() { cancel.run(()) } else { retry.run(()) };
    let class = move || if is_going() { "button" } else { "button primary" };
    // Without a value the bar says that it does not know yet how much there is.
    let value = move || at.with(|it| (it.all_bytes > 0).then(|| it.done_bytes.to_string()));
    let max = move || at.with(|it| it.all_bytes.max(1).to_string());
    view! {
        <div class="progress">
            <div class="spread">
                <p class="progress-label">{label}</p>
                <p class="progress-bytes">{move || at.with(bytes)}</p>
            </div>
            <progress class="meter" aria-label=label max=max value=value></progress>
            <div class="spread">
                {move || stand.with(|it| below(it, at))}
                <button class=class type="button" on:click=press>
                    {move || if is_going() { words::CANCEL } else { words::GO_ON }}
                </button>
            </div>
        </div>
    }
    .into_any()
}

fn bytes(at: &Progress) -> String {
    if at.all_bytes == 0 { String::new() } else { words::size_of(at.done_bytes, at.all_bytes) }
}

/// What is on its way, or why nothing is.
fn below(stand: &Stand, at: Signal<Progress>) -> AnyView {
    match stand {
        Stand::Going => {
            view! { <p class="progress-name">{move || at.with(|it| words::asset_name(&it.name))}</p> }
                .into_any()
        }
        Stand::Stopped => view! { <p class="progress-name">{words::STOPPED}</p> }.into_any(),
        Stand::Failed(sentence) => view! { <p class="fault">{sentence.clone()}</p> }.into_any(),
    }
}
