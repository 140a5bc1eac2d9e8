//! A question before something that should not happen by a slip.

use leptos::{html, prelude::*};

/// A dialog that is opened by [`NodeRef`]; `yes` is done when its second button is pressed.
pub(crate) fn confirm(
    id: impl Into<String>,
    dialog: NodeRef<html::Dialog>,
    question: Signal<String>,
    body: &'static str,
    no: &'static str,
    yes: (&'static str, Callback<()>),
) -> AnyView {
    let (word, then) = yes;
    let id = id.into();
    let close = move || {
        if let Some(it) = dialog.get_untracked() {
            it.close();
        }
    };
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby=id>
            <h2 id=id.clone()>{move || question.get()}</h2>
            <p>{body}</p>
            <div class="row dialog-doors">
                <button class="button quiet" type="button" on:click=move |_| close()>{no}</button>
                <button
                    class="button danger"
                    type="button"
                    on:click=move |_| {
                        close();
                        then.run(());
                    }
                >
                    {word}
                </button>
            </div>
        </dialog>
    }
    .into_any()
}

/// Opens a dialog over everything else; the browser keeps the focus inside and gives it back.
pub(crate) fn open(dialog: NodeRef<html::Dialog>) {
    if let Some(it) = dialog.get_untracked() {
        _ = it.show_modal();
    }
}
