//! Keys that do something on every page, and the dialog that names them. No key is taken from who
//! writes, from a dialog, or from the browser itself.

use leptos::{
    ev::{self, KeyboardEvent},
    html,
    prelude::*,
};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::icon::icon;
use crate::{
    dom,
    look::Preference,
    shortcut::{Doing, Pressed},
    tab::Tab,
    words,
};

/// Two keys belong together when no more time than this lies between them.
const TOGETHER_MILLIS: i64 = 1_500;

/// Listens on the whole page, and stands ready to name what it listens for.
pub(crate) fn shortcuts() -> AnyView {
    let tab = Tab::here();
    let dialog = NodeRef::<html::Dialog>::new();
    let navigate = StoredValue::new(use_navigate());
    let go = move |path: &str| navigate.with_value(|it| it(path, NavigateOptions::default()));
    let act = move |doing: Doing| match doing {
        Doing::Help => tab.help.set(true),
        Doing::Home => go("/"),
        Doing::Characters => go("/characters"),
        Doing::Codex => go("/codex"),
        Doing::NewCharacter => go("/characters#create"),
        Doing::Settings => go("/settings"),
        Doing::About => go("/about"),
        Doing::Theme => turn_theme(tab),
    };
    let begun = StoredValue::new((String::new(), 0_i64));
    let press = move |event: KeyboardEvent| {
        let Some(key) = plain_key(&event) else { return };
        let (before, at) = begun.get_value();
        let now = dom::now();
        let before = if now - at <= TOGETHER_MILLIS { before } else { String::new() };
        begun.set_value((String::new(), now));
        match tab.shortcuts.with_untracked(|it| it.press(&before, &key)) {
            Pressed::Nothing => {}
            Pressed::Begun(keys) => begun.set_value((keys, now)),
            Pressed::Whole(doing) => {
                event.prevent_default();
                act(doing);
            }
        }
    };
    // In the browser only: on the server nobody presses anything.
    Effect::new(move || {
        let listening = window_event_listener(ev::keydown, press);
        on_cleanup(move || listening.remove());
    });
    Effect::new(move || {
        if let (true, Some(it)) = (tab.help.get(), dialog.get()) {
            _ = it.show_modal();
        }
    });
    sheet(tab, dialog)
}

/// Opens the dialog that names all shortcuts.
pub(crate) fn show(tab: Tab) {
    tab.help.set(true);
}

/// Dark or vellum, whichever is not shown now.
pub(crate) fn turn_theme(tab: Tab) {
    tab.choose(Preference::Theme, if dom::is_vellum() { "dark" } else { "vellum" });
}

/// Keys as they stand in a sentence.
pub(crate) fn keys(keys: &str) -> AnyView {
    let key = |(at, it): (usize, char)| {
        view! {
            {(at > 0).then_some(words::KEYS_THEN)}
            <kbd class="kbd">{it.to_string()}</kbd>
        }
    };
    view! { <span class="keys">{keys.chars().enumerate().map(key).collect_view()}</span> }.into_any()
}

/// The key, if it is one that writes, pressed alone, where nobody else waits for it.
fn plain_key(event: &KeyboardEvent) -> Option<String> {
    let key = event.key();
    let held = event.ctrl_key() || event.meta_key() || event.alt_key();
    let plain = key.chars().count() == 1 && key != " " && !held && !event.repeat() && !event.is_composing();
    let free = || !event.default_prevented() && !dom::takes_keys(event.target()) && !dom::has_dialog();
    (plain && free()).then_some(key)
}

fn sheet(tab: Tab, dialog: NodeRef<html::Dialog>) -> AnyView {
    let close = move || {
        if let Some(it) = dialog.get_untracked() {
            it.close();
        }
    };
    let row = move |doing: Doing| {
        view! {
            <div>
                <dt>{words::doing(doing)}</dt>
                <dd>{move || tab.shortcuts.with(|it| keys(it.keys(doing)))}</dd>
            </div>
        }
    };
    view! {
        <dialog
            class="dialog"
            node_ref=dialog
            aria-labelledby="shortcut-heading"
            on:close=move |_| tab.help.set(false)
        >
            <div class="spread">
                <h2 id="shortcut-heading">{words::KEYS_HEADING}</h2>
                <button
                    class="icon-button"
                    type="button"
                    aria-label=words::CLOSE
                    on:click=move |_| close()
                >
                    {icon("close")}
                </button>
            </div>
            {move || (!tab.shortcuts.with(|it| it.is_on())).then(|| view! { <p>{words::KEYS_OFF_NOW}</p> })}
            <dl class="key-sheet">
                {Doing::ALL.map(row).collect_view()} <div>
                    <dt>{words::QUICK_HEADING}</dt>
                    <dd>
                        <span class="keys">
                            <kbd class="kbd">"Ctrl"</kbd>
                            " "
                            <kbd class="kbd">"K"</kbd>
                        </span>
                    </dd>
                </div>
            </dl>
            <p class="small">
                <a href="/settings#shortcuts" on:click=move |_| close()>{words::KEYS_CHANGE}</a>
            </p>
        </dialog>
    }
    .into_any()
}
