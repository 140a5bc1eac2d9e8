//! What a link leads to, told beside it: while a pointer or the keyboard rests on it, or a finger stays on it.

use std::time::Duration;

use leptos::{
    ev::{self, FocusEvent, KeyboardEvent, MouseEvent, PointerEvent},
    leptos_dom::helpers::TimeoutHandle,
    prelude::*,
    task::spawn_local,
    web_sys::EventTarget,
};
use rules::codex::{Kind, Opened};

use super::{icon_of, path_of, prose};
use crate::{
    dom::{self, Link},
    door,
    tab::Tab,
};

const PEEK: &str = "codex-peek";
/// Who only passes by is told nothing.
const REST: Duration = Duration::from_millis(350);
/// How long a finger stays until it means more than a tap.
const HOLD: Duration = Duration::from_millis(450);
/// Time to come from the link to what is told of it.
const LEAVE: Duration = Duration::from_millis(250);
/// A finger that stays moves less than this, in CSS pixels.
const STILL: f64 = 10.0;
const FACTS: usize = 6;

#[derive(Clone, Copy)]
struct Peek {
    tab: Tab,
    /// What one rests on, whether or not it is told yet.
    near: RwSignal<Option<Link>>,
    shown: RwSignal<Option<(Link, Opened)>>,
    timer: StoredValue<Option<TimeoutHandle>>,
    /// Where a finger came down.
    finger: StoredValue<Option<(f64, f64)>>,
    /// The finger has been told already: letting go leads nowhere.
    told: StoredValue<bool>,
}

/// A page of the codex whose links tell what they lead to.
pub(super) fn with_previews(inside: AnyView) -> AnyView {
    let peek = Peek::begin();
    view! {
        <div
            class="codex-peeks"
            on:pointerover=move |it| peek.come(&it)
            on:pointerout=move |it| peek.leave(&it)
            on:pointerdown=move |it| peek.press(&it)
            on:pointermove=move |it| peek.slip(&it)
            on:pointerup=move |_| peek.lift()
            on:pointercancel=move |_| peek.lift()
            on:focusin=move |it| peek.focus(&it)
            on:focusout=move |it| peek.blur(&it)
            on:keydown=move |it| peek.key(&it)
            on:contextmenu=move |it| peek.keep(&it)
            on:click=move |it| peek.click(&it)
        >
            {inside}
            {move || peek.shown.get().map(|(link, it)| card(peek, &link, it))}
        </div>
    }
    .into_any()
}

fn card(peek: Peek, link: &Link, Opened { card, leaf }: Opened) -> AnyView {
    let facts: Vec<_> = leaf.facts.into_iter().take(FACTS).collect();
    let text = leaf.text.into_iter().next();
    let side = if link.is_low { "above" } else { "below" };
    let (x, y) = (px(link.x), px(link.y));
    view! {
        <div
            id=PEEK
            class="codex-peek panel"
            role="tooltip"
            data-side=side
            style=("--x", x)
            style=("--y", y)
            on:pointerenter=move |_| peek.stay()
            on:pointerleave=move |it| peek.part(&it)
        >
            <p class="codex-peek-head">
                {icon_of(&card)} <a href=path_of(&card.id) tabindex="-1">{card.name}</a>
                <span class="muted">{card.line}</span>
            </p>
            {text.map(|it| view! { <p class="codex-peek-text">{it}</p> })}
            {(!facts.is_empty()).then(|| prose::plain_facts(facts))}
        </div>
    }
    .into_any()
}

fn px(of: f64) -> String {
    format!("{}px", of.round())
}

/// Kind and slug of what a path leads to, if that is an entry.
fn entry(path: &str) -> Option<(Kind, String)> {
    let (kind, slug) = path.strip_prefix("/codex/")?.split_once('/')?;
    let is_slug = !slug.is_empty() && !slug.contains(['/', '?', '#']);
    Kind::named(kind).filter(|_| is_slug).map(|it| (it, slug.to_owned()))
}

impl Peek {
    fn begin() -> Self {
        let peek = Self {
            tab: Tab::here(),
            near: RwSignal::new(None),
            shown: RwSignal::new(None),
            timer: StoredValue::new(None),
            finger: StoredValue::new(None),
            told: StoredValue::new(false),
        };
        // It stands where the link stood, which is elsewhere once the page moves.
        Effect::new(move || {
            let listening = window_event_listener(ev::scroll, move |_| peek.scroll());
            on_cleanup(move || listening.remove());
        });
        // What the link says of itself for readers.
        Effect::new(move |before: Option<Option<String>>| {
            let path = peek.shown.with(|it| it.as_ref().map(|it| it.0.path.clone()));
            if let Some(before) = before.flatten().filter(|it| Some(it) != path.as_ref()) {
                dom::describe(&before, None);
            }
            if let Some(path) = &path {
                dom::describe(path, Some(PEEK));
            }
            path
        });
        peek
    }

    fn come(self, event: &PointerEvent) {
        if event.pointer_type() != "touch" {
            self.rest_on(event.target(), REST);
        }
    }

    /// Off a link, but perhaps onto what is told of it.
    fn leave(self, event: &PointerEvent) {
        let is_outside = !dom::is_within(event.target(), PEEK);
        if event.pointer_type() != "touch" && is_outside && dom::link_at(event.target()).is_some() {
            self.go_soon();
        }
    }

    /// Off what is told, but perhaps back onto its link.
    fn part(self, event: &PointerEvent) {
        if event.pointer_type() != "touch" {
            self.go_soon();
        }
    }

    fn go_soon(self) {
        self.near.set(None);
        self.later(LEAVE, move || _ = self.shown.try_set(None));
    }

    /// The pointer has come over: what is told stays.
    fn stay(self) {
        self.wait_for_nothing();
    }

    fn focus(self, event: &FocusEvent) {
        if dom::shows_focus(event.target()) {
            self.rest_on(event.target(), REST);
        }
    }

    /// The focus goes, unless into what is told: a press on a link there takes it before it leads on.
    fn blur(self, event: &FocusEvent) {
        if !dom::is_within(event.related_target(), PEEK) {
            self.hide();
        }
    }

    fn press(self, event: &PointerEvent) {
        self.told.set_value(false);
        if event.pointer_type() != "touch" {
            return;
        }
        if !dom::is_within(event.target(), PEEK) {
            self.hide();
        }
        self.finger.set_value(Some((f64::from(event.client_x()), f64::from(event.client_y()))));
        self.rest_on(event.target(), HOLD);
    }

    fn slip(self, event: &PointerEvent) {
        let Some((x, y)) = self.finger.get_value() else { return };
        let (x, y) = (f64::from(event.client_x()) - x, f64::from(event.client_y()) - y);
        if x.hypot(y) > STILL {
            self.lift();
        }
    }

    fn lift(self) {
        if self.finger.get_value().is_some() {
            self.finger.set_value(None);
            self.near.set(None);
            self.wait_for_nothing();
        }
    }

    /// The browser's own menu for links would cover it.
    fn keep(self, event: &MouseEvent) {
        let asks = self.finger.get_value().is_some() || self.told.get_value();
        if asks && self.entry_at(event.target()).is_some() {
            event.prevent_default();
        }
    }

    fn click(self, event: &MouseEvent) {
        if self.told.get_value() && self.entry_at(event.target()).is_some() {
            self.told.set_value(false);
            event.prevent_default();
        } else if !dom::is_within(event.target(), PEEK) {
            self.hide();
        }
    }

    fn key(self, event: &KeyboardEvent) {
        if event.key() == "Escape" && self.shown.with_untracked(Option::is_some) {
            event.prevent_default();
            self.hide();
        }
    }

    fn scroll(self) {
        if self.shown.with_untracked(Option::is_some) {
            self.hide();
        }
    }

    fn hide(self) {
        self.wait_for_nothing();
        self.near.set(None);
        if self.shown.with_untracked(Option::is_some) {
            self.shown.set(None);
        }
    }

    /// A link to an entry, unless it stands in what is told of another.
    fn entry_at(self, target: Option<EventTarget>) -> Option<(Link, Kind, String)> {
        let link = dom::link_at(target.clone()).filter(|_| !dom::is_within(target, PEEK))?;
        let (kind, slug) = entry(&link.path)?;
        Some((link, kind, slug))
    }

    fn rest_on(self, target: Option<EventTarget>, time: Duration) {
        let alive = self.tab.alive.get_untracked();
        let Some((link, kind, slug)) = self.entry_at(target.clone()).filter(|_| alive) else { return };
        let is_shown = self.shown.with_untracked(|it| it.as_ref().is_some_and(|it| it.0 == link));
        self.near.set(Some(link.clone()));
        self.wait_for_nothing();
        if is_shown {
            return;
        }
        self.later(time, move || {
            spawn_local(async move {
                let Some(Some(opened)) = door::leaf(kind, slug).await else { return };
                // Meanwhile one may have gone on.
                let rests = self.near.try_with_untracked(|it| it.as_ref() == Some(&link)) == Some(true);
                // And the page may have moved: the keyboard brings what it comes to into view.
                if let Some(link) = dom::link_at(target).filter(|_| rests) {
                    self.told.set_value(self.finger.get_value().is_some());
                    _ = self.shown.try_set(Some((link, opened)));
                }
            });
        });
    }

    fn later(self, time: Duration, then: impl FnOnce() + 'static) {
        self.wait_for_nothing();
        self.timer.set_value(set_timeout_with_handle(then, time).ok());
    }

    fn wait_for_nothing(self) {
        if let Some(timer) = self.timer.try_get_value().flatten() {
            timer.clear();
            self.timer.set_value(None);
        }
    }
}
