//! Every part in every state, in both themes side by side. For looking at; development builds only.

mod model;
mod sample;

use leptos::{html, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use wire::Figure;

use crate::{
    act::Deed,
    component::{
        button,
        captions::{Captions, captions},
        confirm::{self, confirm},
        field::name_field,
        figure::{Looks, figure},
        icon::icon,
        pick::{self, Dyes},
        progress::{Stand, progress},
        slider::slider,
        sound_switch::sound_switch,
        state::{self, notice},
        strip, toast,
    },
    door::{Link, Progress},
    page::{characters::card, history::row},
    tab::{Tab, Toast},
};

const ICONS: [&str; 24] = [
    "lantern", "people", "book", "theme", "plus", "undo", "clock", "pen", "drop", "check", "warn", "cloud",
    "key", "bag", "restore", "back", "forward", "close", "info", "lock", "compass", "settings", "sound",
    "silent",
];

pub(crate) fn workbench() -> AnyView {
    let query = use_query_map();
    let shown = move || query.with(|it| it.get("model")).map_or_else(all_parts, model::model);
    shown.into_any()
}

fn all_parts() -> AnyView {
    view! {
        <Title text="Workbench"/>
        <div class="page wide workbench">
            <h1>"Workbench"</h1>
            {model::form()}
            <div class="bench-themes">{bench("dark")} {bench("vellum")}</div>
        </div>
    }
    .into_any()
}

/// All parts under one theme. `theme` also keeps the ids of the two halves apart.
fn bench(theme: &'static str) -> AnyView {
    view! {
        <div class="bench-theme" data-theme=theme>
            <h2>{theme}</h2>
            {section("Words", words())}
            {section("Buttons", buttons())}
            {section("Marks and badges", marks())}
            {section("Fields", fields(theme))}
            {section("Choices", choices(theme))}
            {section("Sound", sound(theme))}
            {section("Figures", figures())}
            {section("Cards", cards())}
            {section("Moments", moments())}
            {section("Notices", notices())}
            {section("Waiting and empty", waiting())}
            {section("Downloads", downloads())}
            {section("Dialog and toast", dialog(theme))}
        </div>
    }
    .into_any()
}

fn section(heading: &'static str, inside: AnyView) -> AnyView {
    view! {
        <section class="bench">
            <h3>{heading}</h3>
            {inside}
        </section>
    }
    .into_any()
}

fn words() -> AnyView {
    view! {
        <p class="lead">"A lead sets the mood in one breath."</p>
        <p>"Body text, with " <a href="/about">"a link"</a> " and " <kbd class="kbd">"?"</kbd> "."</p>
        <p class="muted">"Muted text."</p>
        <p class="small">"Small text."</p>
        <p class="mono">"17 + 4 = 21"</p>
        <div class="row">{ICONS.map(icon).collect_view()}</div>
        <progress class="meter" max="100" value="40">"40 of 100"</progress>
    }
    .into_any()
}

fn buttons() -> AnyView {
    let busy = Deed::new();
    busy.busy.set(true);
    let refused = Deed::new();
    refused.fault.set(Some("This character is retired. Restore it first.".into()));
    let nothing = Callback::new(|()| ());
    let word = |it: &str| Signal::stored(it.to_owned());
    view! {
        <div class="row">
            {button::submit("button primary", "Primary", Deed::new())}
            {button::submit("button", "Plain", Deed::new())}
            {button::submit("button quiet", "Quiet", Deed::new())}
            {button::submit("button danger", "Danger", Deed::new())}
            {button::submit("button primary large", "Large", Deed::new())}
        </div>
        <div class="row">
            {button::submit("button primary", "Busy", busy)}
            <fieldset class="plain" disabled>{button::submit("button primary", "Off", Deed::new())}</fieldset>
            {button::wish("button", "undo", word("With a picture"), Deed::new(), nothing)}
            {button::wish("button", "undo", word("Refused"), refused, nothing)}
        </div>
        {button::fault(refused)}
    }
    .into_any()
}

fn marks() -> AnyView {
    let mark = |change: fn(Tab)| {
        let tab = Tab::still();
        change(tab);
        strip::mark(tab)
    };
    let badge = |tone: &'static str| view! { <span class="badge" data-tone=tone>{tone}</span> };
    view! {
        <div class="row">
            {mark(|_| ())}
            {mark(|tab| tab.online.set(false))}
            {mark(|tab| tab.link.set(Link::Reconnecting))}
            {mark(|tab| tab.sending.set(1))}
            {mark(|tab| tab.waiting.set(1))}
            {mark(|tab| tab.waiting.set(3))}
        </div>
        <div class="row">{["info", "success", "danger", "muted"].map(badge).collect_view()}</div>
    }
    .into_any()
}

fn fields(theme: &'static str) -> AnyView {
    let [plain, faulty] = match theme {
        "dark" => ["dark-plain", "dark-faulty"],
        _ => ["vellum-plain", "vellum-faulty"],
    };
    let fault = Some("A name needs at least one letter.".to_owned());
    view! {
        {name_field(plain, RwSignal::new("Maren Oake".to_owned()), RwSignal::new(None))}
        {name_field(faulty, RwSignal::new(String::new()), RwSignal::new(fault))}
    }
    .into_any()
}

fn choices(theme: &'static str) -> AnyView {
    let looks = RwSignal::new(Looks::nobody());
    let Figure { species, colours, appearance } = looks.get_untracked().figure;
    let dyes = Dyes::new(colours);
    view! {
        {pick::species(theme, looks.into(), move |it| looks.set(it))}
        {pick::appearance(theme, Signal::stored(species), RwSignal::new(appearance))}
        {pick::dyes(theme, dyes)}
        {pick::keepsake(theme, RwSignal::new(sample::keepsake()))}
    }
    .into_any()
}

/// One switch for all, because it is the browser's; both begin as if nothing had been let in.
fn sound(theme: &'static str) -> AnyView {
    let (tab, awake, level) = (Tab::here(), RwSignal::new(false), RwSignal::new(35));
    let wake = Callback::new(move |()| awake.set(true));
    let set = Callback::new(move |it| level.set(it));
    let id = if theme == "dark" { "dark-slider" } else { "vellum-slider" };
    let heard = Captions::new();
    let hear = |caption: &'static str| {
        view! {
            <button class="button" type="button" on:click=move |_| heard.hear(caption)>{caption}</button>
        }
    };
    view! {
        <div class="row">{sound_switch(tab, awake.into(), wake)}</div>
        {slider(id, "Level", "What belongs to it.", level.into(), set)}
        <div class="row">{["A gull cries.", "A step on planks."].map(hear).collect_view()}</div>
        {captions(tab, heard)}
    }
    .into_any()
}

fn figures() -> AnyView {
    let retired = Looks { retired: true, ..Looks::nobody() };
    view! {
        <div class="bench-row">{figure(Signal::stored(Looks::nobody()))} {figure(Signal::stored(retired))}</div>
    }
    .into_any()
}

fn cards() -> AnyView {
    view! {
        <div class="board">
            {card(&sample::character("Maren Oake", false))}
            {card(&sample::character("Bryn of the nine unending northern lanterns", true))}
        </div>
    }
    .into_any()
}

fn moments() -> AnyView {
    let moments = sample::moments();
    let rows = moments.iter().enumerate().map(|(at, it)| row(Signal::stored(2), at + 1, it)).collect_view();
    view! { <ol class="timeline">{rows}</ol> }.into_any()
}

fn notices() -> AnyView {
    let tones = ["info", "success", "danger", "offline"];
    let shown = |tone: &'static str| {
        let text = "What you change is kept here and sent later.".to_owned();
        let door = view! { <button class="button" type="button">"Try again"</button> };
        notice(tone, tone.into(), text, Some(door.into_any()))
    };
    tones.map(shown).collect_view().into_any()
}

fn waiting() -> AnyView {
    view! {
        {state::waiting_cards()}
        {state::waiting_sheet()}
        {state::waiting_line()}
        {state::nobody_yet()}
    }
    .into_any()
}

fn downloads() -> AnyView {
    let at = Progress { done_bytes: 3_200_000, all_bytes: 15_900_000, name: "ship/sloop-moored".into() };
    let lost = Stand::Failed("The connection was lost. What has come by then is kept.".into());
    let nothing = Callback::new(|()| ());
    let shown = |stand: Stand, at: &Progress| {
        progress("The harbour", Signal::stored(at.clone()), Signal::stored(stand), nothing, nothing)
    };
    view! {
        {shown(Stand::Going, &Progress::default())}
        {shown(Stand::Going, &at)}
        {shown(Stand::Stopped, &at)}
        {shown(lost, &at)}
    }
    .into_any()
}

fn dialog(theme: &'static str) -> AnyView {
    let id = if theme == "dark" { "dark-dialog" } else { "vellum-dialog" };
    let dialog = NodeRef::<html::Dialog>::new();
    let question = Signal::stored("Retire Maren Oake?".to_owned());
    let done = ("Retire", Callback::new(|()| ()));
    let tab = Tab::still();
    tab.toast.set(Some(Toast { tone: "success", text: "Saved.".into() }));
    view! {
        <div class="row">
            <button class="button" type="button" on:click=move |_| confirm::open(dialog)>"Open the dialog"</button>
        </div>
        {confirm(id, dialog, question, "A retired character leaves play, but not history.", "Keep", done)}
        {toast::toast(tab)}
    }
    .into_any()
}
