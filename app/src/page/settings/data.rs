//! Taking everything along, and deleting everything: what goes, what stays, and seven days to
//! think better of it.

use leptos::{ev::SubmitEvent, html, prelude::*};
use wire::export::FILE_NAME;

use super::{Household, part};
use crate::{
    act::{self, Deed},
    component::{
        button,
        confirm::{self, confirm},
        field::line_field,
        news::closing,
    },
    door, words,
};

pub(crate) fn data(household: Household) -> AnyView {
    let closed = Memo::new(move |_| household.keyring.with(|it| it.as_ref()?.closed_at));
    let inside = view! {
        {take_along(household)}
        <p><a href="/storage">{words::TO_STORAGE}</a></p>
        <h3 id="delete">{words::DELETE_HEADING}</h3>
        {move || match closed.get() {
            Some(at) => closing(household.reading.tab, at),
            None => delete(household),
        }}
    };
    part("data", words::DATA_HEADING, inside.into_any())
}

fn take_along(household: Household) -> AnyView {
    let tab = household.reading.tab;
    let deed = Deed::new();
    let save = Callback::new(move |()| {
        act::attempt(tab, deed, door::save_everything(), move |()| {
            tab.toast("success", words::DATA_SAVED.into());
        });
    });
    let word = Signal::stored(words::DATA_SAVE.to_owned());
    view! {
        <p class="muted">{words::DATA_LEAD}</p>
        <p class="muted">{words::DATA_LEFT_OUT}</p>
        <fieldset class="plain" disabled=move || !tab.alive.get()>
            <div class="row">{button::wish("button", "book", word, deed, save)}</div>
        </fieldset>
        {button::fault(deed)}
        <p class="muted">{words::DATA_CHECK}</p>
        <p><code class="mono command">{words::DATA_COMMAND} {door::file_name(FILE_NAME)}</code></p>
        <p class="muted">{words::DATA_PRIVATE}</p>
    }
    .into_any()
}

/// The word is typed, and then the question is asked: twice, because it is for good.
fn delete(household: Household) -> AnyView {
    let tab = household.reading.tab;
    let deed = Deed::new();
    let typed = RwSignal::new(String::new());
    let dialog = NodeRef::<html::Dialog>::new();
    let ask = move |event: SubmitEvent| {
        event.prevent_default();
        if typed.with_untracked(|it| it.trim().eq_ignore_ascii_case(words::DELETE_WORD)) {
            confirm::open(dialog);
        } else {
            deed.refuse(tab, words::DELETE_MISTYPED.into());
        }
    };
    let close = Callback::new(move |()| {
        act::attempt(tab, deed, door::close_account(), move |()| {
            tab.toast("info", words::DELETE_BEGUN.into());
            tab.changed_keys();
        });
    });
    let question = Signal::stored(words::DELETE_QUESTION.to_owned());
    let [body, no] = [words::DELETE_BODY, words::DELETE_KEEP];
    let goes = |it: &'static str| view! { <li>{it}</li> };
    view! {
        <p>{words::DELETE_GOES}</p>
        <ul>{words::DELETE_GOES_LIST.map(goes).collect_view()}</ul>
        <p class="muted">{words::DELETE_STAYS}</p>
        <p class="muted">{words::DELETE_SAVE_FIRST}</p>
        <fieldset class="plain" disabled=move || !tab.alive.get()>
            <form class="stack" on:submit=ask>
                {line_field("delete-word".into(), words::DELETE_TYPE, None, "text", typed, deed.fault)}
                <div class="row">{button::submit("button danger", words::DELETE, deed)}</div>
            </form>
        </fieldset>
        {confirm("delete-all", dialog, question, body, no, (words::DELETE, close))}
    }
    .into_any()
}
