//! Buttons that start a wish, and show while it is on its way. Whether anything can be wished for at
//! all is said by the fieldset they stand in.

use leptos::prelude::*;

use super::icon::icon;
use crate::act::Deed;

/// Sends the form it stands in.
pub(crate) fn submit(class: &'static str, word: &'static str, deed: Deed) -> AnyView {
    view! {
        <button
            class=class
            type="submit"
            aria-busy=busy(deed)
            aria-disabled=busy(deed)
        >
            {word}
        </button>
    }
    .into_any()
}

/// Does something by itself. A wish that is on its way is not sent twice: [`crate::act`] sees to it.
pub(crate) fn wish(
    class: &'static str,
    picture: &'static str,
    word: Signal<String>,
    deed: Deed,
    act: Callback<()>,
) -> AnyView {
    view! {
        <button
            class=class
            type="button"
            aria-busy=busy(deed)
            aria-disabled=busy(deed)
            on:click=move |_| act.run(())
        >
            {icon(picture)}
            {move || word.get()}
        </button>
    }
    .into_any()
}

/// What was refused, below the buttons of the wish.
pub(crate) fn fault(deed: Deed) -> impl Fn() -> Option<AnyView> {
    move || {
        let sentence = deed.fault.get()?;
        Some(view! { <p class="fault">{sentence}</p> }.into_any())
    }
}

fn busy(deed: Deed) -> impl Fn() -> Option<&'static str> {
    move || deed.busy.get().then_some("true")
}
