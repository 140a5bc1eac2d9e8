//! Ways back: 24 words on paper, and a key file behind a passphrase.

use leptos::{ev::SubmitEvent, html, prelude::*};

use super::{Household, paper};
use crate::{
    act::{self, Deed},
    component::{
        button,
        confirm::{self, confirm},
        field::line_field,
        state::notice,
    },
    dom, door, words,
};

pub(crate) fn recovery(household: Household) -> AnyView {
    let count = move || household.keyring.with(|it| it.as_ref().map_or(0, |it| it.recovery));
    let standing = move || match count() {
        0 => notice("info", String::new(), words::RECOVERY_NONE.into(), None),
        more => notice("success", String::new(), words::recovery_keys(more), None),
    };
    // Rebuilding the words while they are checked would lose them.
    let has_words = Memo::new(move |_| count() > 0);
    let has_files = Memo::new(move |_| count() > 1);
    view! {
        {standing}
        {paper::paper(household, has_words)}
        <h3>{words::FILE_HEADING}</h3>
        <p class="muted">{words::FILE_LEAD}</p>
        {move || {
            if has_words.get() {
                file(household)
            } else {
                view! { <p class="muted">{words::FILE_NEEDS_WORDS}</p> }.into_any()
            }
        }}
        {move || has_files.get().then(|| drop_files(household))}
    }
    .into_any()
}

fn file(household: Household) -> AnyView {
    let tab = household.reading.tab;
    let deed = Deed::new();
    let passphrase = RwSignal::new(String::new());
    let make = move |event: SubmitEvent| {
        event.prevent_default();
        act::attempt(tab, deed, door::key_file(passphrase.get_untracked()), move |file| {
            dom::save(&door::file_name(words::FILE_NAME), &file);
            passphrase.try_set(String::new());
            tab.toast("success", words::FILE_SAVED.into());
            tab.changed_keys();
        });
    };
    let [id, label, hint] = ["file-passphrase", words::PASSPHRASE, words::PASSPHRASE_HINT];
    view! {
        <form class="stack" on:submit=make>
            {line_field(id.into(), label, Some(hint), "password", passphrase, deed.fault)}
            <div class="row">{button::submit("button", words::FILE_SAVE, deed)}</div>
        </form>
    }
    .into_any()
}

fn drop_files(household: Household) -> AnyView {
    let tab = household.reading.tab;
    let deed = Deed::new();
    let dialog = NodeRef::<html::Dialog>::new();
    let ask = Callback::new(move |()| confirm::open(dialog));
    let drop = Callback::new(move |()| {
        act::attempt(tab, deed, door::drop_files(), move |()| {
            tab.toast("success", words::FILES_DROPPED.into());
            tab.changed_keys();
        });
    });
    let word = Signal::stored(words::FILES_DROP.to_owned());
    let question = Signal::stored(words::FILES_DROP_QUESTION.to_owned());
    let [body, no] = [words::FILES_DROP_BODY, words::FILES_KEEP];
    view! {
        <div class="row">{button::wish("button danger", "close", word, deed, ask)}</div>
        {button::fault(deed)}
        {confirm("drop-files", dialog, question, body, no, (words::FILES_DROP, drop))}
    }
    .into_any()
}
