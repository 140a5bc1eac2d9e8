//! Quick open: a line over whatever page, which finds anything in the codex. Ctrl and K open it from everywhere.

use leptos::{
    ev::{self, KeyboardEvent, SubmitEvent},
    html,
    prelude::*,
    task::spawn_local,
};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use rules::codex::{Card, Query};

use super::icon::icon;
use crate::{chunk, dom, page::codex, words};

const LINE: &str = "quick-line";
const LIST: &str = "quick-list";
/// Rows that fit above a phone's keyboard.
const HITS: usize = 7;

/// Leads to another page of this site.
type Go = Box<dyn Fn(&str) + Send + Sync>;

#[derive(Clone, Copy)]
struct Quick {
    dialog: NodeRef<html::Dialog>,
    open: RwSignal<bool>,
    written: RwSignal<String>,
    hits: RwSignal<Vec<Card>>,
    /// Neither the book nor the server could be asked.
    away: RwSignal<bool>,
    /// Which one Enter takes.
    at: RwSignal<usize>,
    busy: StoredValue<bool>,
    again: StoredValue<bool>,
    go: StoredValue<Go>,
}

/// Waits for its keys on every page.
pub(crate) fn quick() -> AnyView {
    let navigate = use_navigate();
    let quick = Quick {
        dialog: NodeRef::new(),
        open: RwSignal::new(false),
        written: RwSignal::new(String::new()),
        hits: RwSignal::new(Vec::new()),
        away: RwSignal::new(false),
        at: RwSignal::new(0),
        busy: StoredValue::new(false),
        again: StoredValue::new(false),
        go: StoredValue::new(Box::new(move |path| navigate(path, NavigateOptions::default()))),
    };
    Effect::new(move || {
        let listening = window_event_listener(ev::keydown, move |it| quick.hear(&it));
        on_cleanup(move || listening.remove());
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        quick.take(quick.at.get_untracked());
    };
    view! {
        <dialog
            class="dialog quick"
            node_ref=quick.dialog
            aria-label=words::QUICK_HEADING
            on:close=move |_| quick.open.set(false)
        >
            // It stands there before it is opened: whoever types on at once loses no letter.
            {inside(quick, submit)}
        </dialog>
    }
    .into_any()
}

fn inside(quick: Quick, submit: impl Fn(SubmitEvent) + 'static) -> AnyView {
    let active = move || quick.hits.with(|it| !it.is_empty()).then(|| format!("{LIST}-{}", quick.at.get()));
    view! {
        <form class="quick-form" role="search" on:submit=submit>
            <label for=LINE class="visually-hidden">{words::QUICK_HEADING}</label>
            <input
                id=LINE
                type="text"
                enterkeyhint="search"
                autofocus
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                maxlength="128"
                placeholder=words::QUICK_HINT
                role="combobox"
                aria-autocomplete="list"
                aria-expanded=move || if quick.hits.with(Vec::is_empty) { "false" } else { "true" }
                aria-controls=LIST
                aria-activedescendant=active
                prop:value=move || quick.written.get()
                on:input=move |it| quick.write(event_target_value(&it))
                on:keydown=move |it| quick.press(&it)
            />
            <button class="icon-button" type="button" aria-label=words::CLOSE on:click=move |_| quick.close()>
                {icon("close")}
            </button>
        </form>
        <ul id=LIST class="quick-list" role="listbox" aria-label=words::CODEX>
            {move || quick.hits.get().into_iter().enumerate().map(|(at, it)| hit(quick, at, it)).collect_view()}
        </ul>
        <p class="hint" role="status">{move || quick.said()}</p>
    }
    .into_any()
}

fn hit(quick: Quick, at: usize, card: Card) -> AnyView {
    let is_taken = move || quick.at.get() == at;
    view! {
        <li
            id=format!("{LIST}-{at}")
            role="option"
            aria-selected=move || if is_taken() { "true" } else { "false" }
            on:click=move |_| quick.take(at)
        >
            <strong>{card.name}</strong>
            <span class="muted">{card.line}</span>
        </li>
    }
    .into_any()
}

impl Quick {
    /// The browser keeps some keys for itself; this one it lets go of.
    fn hear(self, event: &KeyboardEvent) {
        let held = (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.shift_key();
        if !held || !event.key().eq_ignore_ascii_case("k") || event.default_prevented() {
            return;
        }
        if self.open.get_untracked() {
            event.prevent_default();
            self.close();
        } else if !dom::has_dialog() {
            event.prevent_default();
            self.written.set(String::new());
            self.hits.set(Vec::new());
            self.open.set(true);
            if let Some(it) = self.dialog.get_untracked() {
                _ = it.show_modal();
            }
            dom::focus_field(LINE);
        }
    }

    fn close(self) {
        if let Some(it) = self.dialog.get_untracked() {
            it.close();
        }
    }

    fn write(self, written: String) {
        self.written.set(written);
        self.look();
    }

    fn press(self, event: &KeyboardEvent) {
        let count = self.hits.with_untracked(Vec::len);
        let at = self.at.get_untracked();
        let to = match event.key().as_str() {
            "ArrowDown" if count > 0 => (at + 1) % count,
            "ArrowUp" if count > 0 => (at + count - 1) % count,
            _ => return,
        };
        event.prevent_default();
        self.at.set(to);
    }

    /// Opens what stands there; whatever else was written is looked up in the codex.
    fn take(self, at: usize) {
        let written = self.written.get_untracked();
        let hit = self.hits.with_untracked(|it| it.get(at).map(|it| codex::path_of(&it.id)));
        let path = match hit {
            Some(path) => path,
            None if written.trim().is_empty() => return,
            None => codex::address_of(&Query::about(written.trim())),
        };
        self.close();
        self.go.with_value(|go| go(&path));
    }

    /// One question after the other; of those that came meanwhile only the last one counts.
    fn look(self) {
        self.again.set_value(true);
        if self.busy.get_value() {
            return;
        }
        self.busy.set_value(true);
        spawn_local(async move {
            while self.again.try_get_value() == Some(true) {
                self.again.set_value(false);
                let Some(written) = self.written.try_get_untracked() else { return };
                let hits = find(&written).await;
                self.away.try_set(hits.is_none());
                self.at.try_set(0);
                self.hits.try_set(hits.unwrap_or_default());
            }
            self.busy.try_set_value(false);
        });
    }

    fn said(self) -> String {
        if self.away.get() {
            return words::CODEX_AWAY.into();
        }
        let nothing = self.written.with(|it| !it.trim().is_empty()) && self.hits.with(Vec::is_empty);
        if nothing { words::CODEX_NOTHING.into() } else { words::QUICK_KEYS.into() }
    }
}

async fn find(written: &str) -> Option<Vec<Card>> {
    if written.trim().is_empty() {
        return Some(Vec::new());
    }
    let query = Query { per_page: HITS, ..Query::about(written.trim()) };
    Some(chunk::look_up(query).await.ok()?.await?.entries)
}
