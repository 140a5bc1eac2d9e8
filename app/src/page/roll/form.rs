//! Where dice are written: the line, what could follow, what is wrong and where, and the values behind names.

use leptos::{
    ev::{KeyboardEvent, SubmitEvent},
    html,
    prelude::*,
};
use rules::{
    dice::{Dialect, Misread},
    limit::EXPRESSION_BYTES_MAX,
};

use super::{
    Desk,
    offers::{Offer, offers},
};
use crate::{
    component::{button, icon::icon},
    dice::Pouch,
    dom,
    query::encoded,
    words,
};

const LINE: &str = "roll-line";
const LIST: &str = "roll-offers";

/// What could follow, while it is shown.
#[derive(Clone, Copy)]
struct Menu {
    desk: Desk,
    line: NodeRef<html::Input>,
    open: RwSignal<bool>,
    offers: Memo<Vec<Offer>>,
    /// Which one Enter takes.
    at: RwSignal<Option<usize>>,
}

/// What is wrong, and at which character.
pub(super) fn pointed(written: &str, misread: &Misread) -> String {
    let at = written.get(..misread.at).unwrap_or_default().chars().count();
    [words::at_character(at), misread.to_string()].concat()
}

pub(super) fn form(desk: Desk) -> AnyView {
    let roll = move |event: SubmitEvent| {
        event.prevent_default();
        desk.roll();
    };
    view! {
        <form class="panel stack roll-form" method="post" action="/roll" on:submit=roll>
            {line(desk)}
            {values(desk)}
            <div class="row roll-more">
                {spelling(desk)}
                <noscript>
                    <button class="button" type="submit" formmethod="get">{words::SHOW_ODDS}</button>
                </noscript>
                {like(desk)}
                {link(desk)}
            </div>
            {button::fault(desk.deed)}
            <noscript>{words::NO_SCRIPTS_DICE}</noscript>
        </form>
    }
    .into_any()
}

fn line(desk: Desk) -> AnyView {
    let menu = Menu::of(desk);
    let first = desk.written.get_untracked();
    let is_faulty = move || {
        desk.tried.get() && desk.written.with(|it| !it.trim().is_empty()) && desk.read.with(Result::is_err)
    };
    let active = move || menu.shown().then(|| menu.at.get().map(|it| format!("{LIST}-{it}"))).flatten();
    view! {
        <div class="field" data-faulty=move || is_faulty().then_some("true")>
            <label for=LINE>{words::EXPRESSION}</label>
            <div class="roll-line">
                <input
                    node_ref=menu.line
                    id=LINE
                    name="e"
                    type="text"
                    class="mono"
                    value=first
                    required
                    maxlength=EXPRESSION_BYTES_MAX
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    role="combobox"
                    aria-autocomplete="list"
                    aria-controls=LIST
                    aria-expanded=move || if menu.shown() { "true" } else { "false" }
                    aria-activedescendant=active
                    aria-invalid=move || is_faulty().then_some("true")
                    aria-describedby="roll-said"
                    prop:value=move || desk.written.get()
                    on:input=move |it| {
                        desk.write(&event_target_value(&it));
                        menu.open.set(true);
                        menu.at.set(None);
                    }
                    on:keydown=move |it| menu.press(&it)
                    on:blur=move |_| {
                        menu.open.set(false);
                        desk.tried.set(!desk.written.read_untracked().trim().is_empty());
                    }
                />
                {button::submit("button primary", words::ROLL, desk.deed)}
                {list(menu)}
            </div>
            <div id="roll-said">{move || said(desk)}</div>
        </div>
    }
    .into_any()
}

/// The hint; or what is wrong, with a mark at the place.
fn said(desk: Desk) -> AnyView {
    let written = desk.written.get();
    let misread = desk.read.with(|it| it.as_ref().err().cloned()).filter(|_| !written.trim().is_empty());
    let Some(misread) = misread else {
        return view! { <p class="hint">{words::EXPRESSION_HINT}</p> }.into_any();
    };
    let (before, rest) = written.split_at_checked(misread.at).unwrap_or((&written, ""));
    let wrong: String = rest.chars().take(1).collect();
    let after = rest.get(wrong.len()..).unwrap_or_default().to_owned();
    let wrong = if wrong.trim().is_empty() { "\u{a0}".to_owned() } else { wrong };
    let class = if desk.tried.get() { "fault" } else { "hint" };
    view! {
        <p class="roll-pointed mono" aria-hidden="true">{before.to_owned()}<mark>{wrong}</mark>{after}</p>
        <p class=class>{pointed(&written, &misread)}</p>
    }
    .into_any()
}

impl Menu {
    fn of(desk: Desk) -> Self {
        let found = Memo::new(move |_| {
            let pouch = desk.pouch.read();
            let values: Vec<String> = pouch.values.keys().cloned().collect();
            let likes: Vec<String> = pouch.favourites.iter().map(|it| it.expr.clone()).collect();
            desk.written.with(|it| offers(it, desk.dialect.get(), &values, &likes))
        });
        let at = RwSignal::new(None);
        Effect::new(move || {
            if let Some(at) = at.get() {
                dom::bring_into_sight(&format!("{LIST}-{at}"));
            }
        });
        Self { desk, line: NodeRef::new(), open: desk.offering, offers: found, at }
    }

    fn shown(self) -> bool {
        self.open.get() && !self.offers.with(Vec::is_empty)
    }

    fn press(self, event: &KeyboardEvent) {
        let count = self.offers.with_untracked(Vec::len);
        let at = self.at.get_untracked();
        let open = self.open.get_untracked() && count > 0;
        match (event.key().as_str(), at) {
            ("ArrowDown", _) if count > 0 => {
                event.prevent_default();
                self.open.set(true);
                self.at.set(Some(at.map_or(0, |it| (it + 1) % count)));
            }
            ("ArrowUp", _) if open => {
                event.prevent_default();
                self.at.set(Some(at.map_or(count - 1, |it| (it + count - 1) % count)));
            }
            ("Enter", Some(at)) if open => {
                event.prevent_default();
                self.take(at);
            }
            ("Escape", _) if open => {
                event.prevent_default();
                event.stop_propagation();
                self.open.set(false);
                self.at.set(None);
            }
            _ => {}
        }
    }

    fn take(self, at: usize) {
        let Some(offer) = self.offers.with_untracked(|it| it.get(at).cloned()) else { return };
        self.desk.write(&offer.line);
        self.at.set(None);
        self.open.set(true);
        if let Some(line) = self.line.get_untracked() {
            _ = line.focus();
        }
    }
}

fn list(menu: Menu) -> AnyView {
    let row = move |(at, offer): (usize, Offer)| {
        view! {
            <li
                id=format!("{LIST}-{at}")
                role="option"
                aria-selected=move || if menu.at.get() == Some(at) { "true" } else { "false" }
                // The line keeps the focus.
                on:mousedown=move |it| it.prevent_default()
                on:click=move |_| menu.take(at)
            >
                <span class="mono">{offer.word}</span>
                " "
                <span class="muted">{offer.meaning}</span>
            </li>
        }
    };
    view! {
        <ul id=LIST class="roll-offers" role="listbox" aria-label=words::OFFERS hidden=move || !menu.shown()>
            {move || menu.offers.get().into_iter().enumerate().map(row).collect_view()}
        </ul>
    }
    .into_any()
}

fn spelling(desk: Desk) -> AnyView {
    let choice = move |it: Dialect| {
        let first = desk.dialect.get_untracked() == it;
        view! {
            <option value=it.name() selected=first prop:selected=move || desk.dialect.get() == it>
                {words::choice(it.name())}
            </option>
        }
    };
    let choose = move |it| {
        if let Some(dialect) = Dialect::named(&event_target_value(&it)) {
            desk.dialect.set(dialect);
        }
    };
    view! {
        <div class="roll-spelling">
            <label for="roll-dialect">{words::SPELLING}</label>
            <select id="roll-dialect" name="d" on:change=choose>
                {Dialect::ALL.map(choice).collect_view()}
            </select>
        </div>
    }
    .into_any()
}

/// A field for each name that the line asks for.
fn values(desk: Desk) -> AnyView {
    let names = Memo::new(move |_| desk.read.with(|it| it.as_ref().map(names_of).unwrap_or_default()));
    let field = move |name: String| {
        let id = ["roll-value-", &name].concat();
        let (shown, is_faulty) = {
            let (one, two) = (name.clone(), name.clone());
            let shown = move || desk.pouch.with(|it| it.values.get(&one).cloned().unwrap_or_default());
            let is_faulty = move || desk.tried.get() && desk.pouch.with(|it| it.value(&two).is_none());
            (shown, is_faulty)
        };
        let keep = {
            let name = name.clone();
            move |it| {
                desk.deed.fault.set(None);
                let written = event_target_value(&it);
                desk.pouch.set(Pouch::change(|it| it.set_value(&name, written)));
            }
        };
        view! {
            <div class="field">
                <label class="mono" for=id.clone()>"@" {name.clone()}</label>
                <input
                    id=id
                    type="text"
                    maxlength="16"
                    autocomplete="off"
                    prop:value=shown
                    aria-invalid=move || is_faulty().then_some("true")
                    on:input=keep
                />
            </div>
        }
    };
    view! {
        <Show when=move || !names.with(Vec::is_empty)>
            <fieldset class="roll-values">
                <legend>{words::YOUR_VALUES}</legend>
                <For each=move || names.get() key=Clone::clone children=field/>
                <p class="hint">{words::YOUR_VALUES_HINT}</p>
            </fieldset>
        </Show>
    }
    .into_any()
}

fn names_of(expr: &rules::dice::Expr) -> Vec<String> {
    expr.references().into_iter().map(str::to_owned).collect()
}

/// Keeps what is written, or drops it.
fn like(desk: Desk) -> AnyView {
    let is_liked = move || desk.pouch.with(|it| it.likes(&desk.favourite()));
    let word = move || if is_liked() { words::DROP_FAVOURITE } else { words::KEEP_FAVOURITE };
    let turn = move |_| {
        let favourite = untrack(move || desk.favourite());
        desk.pouch.set(Pouch::change(|it| it.turn(favourite)));
    };
    view! {
        <button class="button quiet" type="button" disabled=move || !ready(desk) on:click=turn>
            {icon("star")}
            <span>{word}</span>
        </button>
    }
    .into_any()
}

/// A short address that leads to the same line.
fn link(desk: Desk) -> AnyView {
    let copy = move |_| {
        let path = address(&desk.written.read_untracked(), desk.dialect.get_untracked());
        let said = if dom::copy(&[&dom::origin(), path.as_str()].concat()) {
            words::LINK_COPIED
        } else {
            dom::show_address(&path);
            words::LINK_IN_ADDRESS
        };
        desk.tab.toast("success", said.into());
    };
    view! {
        <button class="button quiet" type="button" disabled=move || !ready(desk) on:click=copy>
            {icon("link")}
            <span>{words::COPY_LINK}</span>
        </button>
    }
    .into_any()
}

fn ready(desk: Desk) -> bool {
    desk.tab.alive.get() && desk.read.with(Result::is_ok)
}

/// `/roll?e=…`, and the spelling where it is not the usual one.
pub(super) fn address(expr: &str, dialect: Dialect) -> String {
    let mut address = ["/roll?e=", &encoded(expr.trim())].concat();
    if dialect != Dialect::default() {
        address.push_str("&d=");
        address.push_str(dialect.name());
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_short_and_leads_back() {
        assert_eq!(address(" 4d6kh3 ", Dialect::Foundry), "/roll?e=4d6kh3");
        assert_eq!(address("1d20+5 >= 15", Dialect::Avrae), "/roll?e=1d20%2B5%20%3E%3D%2015&d=avrae");
        assert_eq!(address("é&#=", Dialect::Foundry), "/roll?e=%C3%A9%26%23%3D");
    }
}
