//! How much of the game is here, by kind; the rest is fetched from here, and the space freed again.

use leptos::{html, prelude::*};
use wire::asset::Kind;

use super::Hold;
use crate::{
    component::{
        button,
        confirm::{self, confirm},
        icon::icon,
        progress::{Stand, progress},
        state,
    },
    door::{Share, Trouble},
    words,
};

/// What is here of all there is.
pub(super) fn named(hold: Hold) -> AnyView {
    let loading = Memo::new(move |_| hold.stand.with(Option::is_some));
    view! {
        {move || untold(hold, words::FILES_OFFLINE)}
        {move || if loading.get() { download(hold) } else { kept(hold) }}
        {table(hold)}
        {doors(hold)}
    }
    .into_any()
}

/// Nobody has said what there is: there is nothing, or it could not be asked.
pub(super) fn unnamed(hold: Hold) -> AnyView {
    let nothing = || view! { <p class="muted">{words::FILES_NONE}</p> }.into_any();
    (move || untold(hold, words::FILES_UNKNOWN).unwrap_or_else(nothing)).into_any()
}

/// Why the server did not say what there is; `offline` is what that means when it cannot be reached.
fn untold(hold: Hold, offline: &'static str) -> Option<AnyView> {
    Some(match hold.read(|it| it.untold.clone())? {
        Trouble::Offline => state::notice("offline", words::OFFLINE_HEADING.into(), offline.into(), None),
        other => state::notice("danger", String::new(), other.sentence(), None),
    })
}

fn kept(hold: Hold) -> AnyView {
    let all = move || hold.read(|it| it.all);
    view! {
        <div class="progress">
            <div class="spread">
                <p class="progress-label">{words::FILES_KEPT}</p>
                <p class="progress-bytes">{move || words::size_of(all().bytes, all().all_bytes)}</p>
            </div>
            <progress
                class="meter"
                aria-label=words::FILES_KEPT
                max=move || all().all_bytes.max(1).to_string()
                value=move || all().bytes.to_string()
            ></progress>
            <p class="progress-name">
                {move || hold.read(|it| words::files_kept(it.all.files, it.all.all_files, it.missing_bytes))}
            </p>
        </div>
    }
    .into_any()
}

fn download(hold: Hold) -> AnyView {
    let stand = Signal::derive(move || hold.stand.get().unwrap_or(Stand::Going));
    let cancel = Callback::new(move |()| hold.cancel());
    let retry = Callback::new(move |()| hold.bring());
    view! {
        {progress(words::DOWNLOADING, hold.at.into(), stand, cancel, retry)}
        {move || hold.is_going().then(|| view! { <p class="small muted">{words::DOWNLOAD_LEAVE}</p> })}
    }
    .into_any()
}

fn table(hold: Hold) -> AnyView {
    let kept = move |it: Share| match hold.is_going() {
        true => words::FILES_COUNTING.into(),
        false => words::size(it.bytes),
    };
    let row = move |(kind, it): (Kind, Share)| {
        view! {
            <tr>
                <th scope="row">{words::kind(kind)}</th>
                <td>{move || kept(it)}</td>
                <td>{words::size(it.all_bytes)}</td>
            </tr>
        }
    };
    view! {
        <table class="sizes">
            <caption class="visually-hidden">{words::FILES_TABLE}</caption>
            <thead>
                <tr>
                    <th scope="col">{words::FILES_KIND}</th>
                    <th scope="col">{words::FILES_KEPT}</th>
                    <th scope="col">{words::FILES_ALL}</th>
                </tr>
            </thead>
            <tbody>
                {move || hold.read(|it| it.shares.clone()).into_iter().map(row).collect_view()}
            </tbody>
        </table>
    }
    .into_any()
}

fn doors(hold: Hold) -> AnyView {
    let dialog = NodeRef::<html::Dialog>::new();
    let is_whole = move || hold.read(|it| it.all.files == it.all.all_files);
    // What is to be done first is the brightest.
    let class = move || match is_whole() || hold.stand.with(Option::is_some) {
        true => "button",
        false => "button primary",
    };
    let word = move || if is_whole() { words::CHECK_FILES } else { words::DOWNLOAD };
    let free = Callback::new(move |()| hold.free());
    let question = Signal::stored(words::FREE_QUESTION.to_owned());
    let [body, no] = [words::FREE_BODY, words::FREE_NO];
    let busy = move || hold.is_going().then_some("true");
    let is_empty = move || hold.read(|it| it.all.files == 0);
    view! {
        <div class="row">
            <button
                class=class
                type="button"
                aria-busy=busy
                aria-disabled=busy
                on:click=move |_| hold.bring()
            >
                {icon("lantern")}
                {word}
            </button>
            <button
                class="button danger"
                type="button"
                disabled=move || is_empty() || hold.is_going()
                on:click=move |_| confirm::open(dialog)
            >
                {words::FREE}
            </button>
        </div>
        {button::fault(hold.freeing)}
        {confirm("free-files", dialog, question, body, no, (words::FREE, free))}
    }
    .into_any()
}
