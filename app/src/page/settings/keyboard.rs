//! Which keys do what, and other keys for them.

use leptos::{ev::SubmitEvent, prelude::*};

use super::part;
use crate::{
    component::{
        field::Writing,
        shortcuts::{keys, show},
    },
    shortcut::Doing,
    tab::Tab,
    words,
};

pub(crate) fn keyboard() -> AnyView {
    let tab = Tab::here();
    let on = move || tab.shortcuts.with(|it| it.is_on());
    let inside = view! {
        <p class="muted">{words::KEYS_LEAD}</p>
        <fieldset class="plain" disabled=move || !tab.alive.get()>
            <label class="check">
                <input
                    type="checkbox"
                    checked
                    prop:checked=on
                    on:change=move |it| tab.change_shortcuts(|keys| keys.turn(event_target_checked(&it)))
                />
                <span>{words::KEYS_ON}</span>
            </label>
            <ul class="key-rows">{Doing::ALL.map(|it| row(tab, it)).collect_view()}</ul>
            <div class="row">
                <button class="button" type="button" on:click=move |_| show(tab)>{words::KEYS_SHOW}</button>
                {move || tab.shortcuts.with(|it| it.is_changed()).then(|| reset(tab))}
            </div>
        </fieldset>
    };
    part("shortcuts", words::KEYS_HEADING, inside.into_any())
}

/// What it does, its keys, and a fold with a line for other ones.
fn row(tab: Tab, doing: Doing) -> AnyView {
    let written = RwSignal::new(String::new());
    let fault = RwSignal::new(None::<String>);
    let id = ["key-", doing.name()].concat();
    let writing = Writing::new(&id, None, written, fault);
    let label = [words::doing(doing), ": ", words::KEYS_OTHER].concat();
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let keys = written.get_untracked();
        match tab.change_shortcuts(|it| it.change(doing, &keys)) {
            Ok(()) => {
                written.set(String::new());
                tab.toast("success", words::KEYS_SAVED.into());
            }
            Err(unfit) => {
                let sentence = words::unfit(unfit);
                tab.say(&sentence);
                fault.set(Some(sentence));
            }
        }
    };
    view! {
        <li>
            <span class="key-word">{words::doing(doing)}</span>
            <span class="key-now">{move || tab.shortcuts.with(|it| keys(it.keys(doing)))}</span>
            <form class="key-form field" on:submit=save>
                <input
                    id=id
                    aria-label=label
                    maxlength="5"
                    autocapitalize="off"
                    {..writing.by_hand()}
                />
                <button class="button" type="submit">{words::KEYS_SET}</button>
            </form>
            {writing.said()}
        </li>
    }
    .into_any()
}

fn reset(tab: Tab) -> AnyView {
    let reset = move |_| {
        tab.change_shortcuts(|it| it.reset());
        tab.toast("success", words::KEYS_WERE_RESET.into());
    };
    view! { <button class="button quiet" type="button" on:click=reset>{words::KEYS_RESET}</button> }
        .into_any()
}
