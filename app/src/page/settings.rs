//! The settings: what everyone may choose, and who one is here.

mod accounts;
mod changes;
mod data;
mod devices;
mod invite;
mod keyboard;
mod leave;
mod look;
mod paper;
mod programs;
mod recovery;
mod sound;

use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    component::{part::part, state},
    keyring::Keyring,
    read::{Question, Reading, shown},
    tab::Tab,
    words,
};

/// Address and word of each part of the page, and of the page beside it.
const PARTS: [(&str, &str); 10] = [
    ("#look", words::LOOK_HEADING),
    ("#sound", words::SOUND_HEADING),
    ("#play", words::PLAY_HEADING),
    ("#shortcuts", words::KEYS_HEADING),
    ("#accounts", words::ACCOUNTS_HEADING),
    ("#devices", words::DEVICES_HEADING),
    ("#recovery", words::RECOVERY_HEADING),
    ("#programs", words::PROGRAMS_HEADING),
    ("#data", words::DATA_HEADING),
    ("/storage", words::STORAGE),
];

/// One's account, once it has been read.
#[derive(Clone, Copy)]
struct Household {
    reading: Reading,
    /// None while what the server says does not hold together.
    keyring: Memo<Option<Keyring>>,
}

/// Where the parts of the page find it.
#[derive(Clone, Copy)]
struct Open(RwSignal<Option<Household>>);

pub(crate) fn settings() -> AnyView {
    let open = Open(RwSignal::new(None));
    provide_context(open);
    let tab = Tab::here();
    // Hydration needs the page as the server wrote it; what is below needs scripts anyway.
    let rest = move |part: fn(Household) -> AnyView| {
        move || tab.alive.get().then(|| open.0.get()).flatten().map(part)
    };
    let devices = view! {
        <p class="muted">{words::DEVICES_LEAD}</p>
        {state::no_scripts()}
        {shown(Question::Account, state::waiting_line, household)}
    };
    let recovery = view! {
        <p class="muted">{words::RECOVERY_LEAD}</p>
        {rest(recovery::recovery)}
        {rest(changes::changes)}
        {loss()}
    };
    view! {
        <Title text=words::SETTINGS/>
        <div class="page wide settings">
            {index()}
            <div class="settings-parts">
                <h1>{words::SETTINGS}</h1>
                {look::look()}
                {sound::sound()}
                {look::play()}
                {keyboard::keyboard()}
                {part("accounts", words::ACCOUNTS_HEADING, accounts::accounts())}
                {part("devices", words::DEVICES_HEADING, devices.into_any())}
                {part("recovery", words::RECOVERY_HEADING, recovery.into_any())}
                {rest(programs::programs)}
                {rest(leave::leave)}
                {rest(data::data)}
            </div>
        </div>
    }
    .into_any()
}

fn index() -> AnyView {
    let part = |(href, word): (&'static str, &'static str)| {
        view! {
            <li><a href=href>{word}</a></li>
        }
    };
    view! {
        <nav class="settings-index" aria-label=words::SETTINGS_INDEX>
            <ul>{PARTS.map(part).collect_view()}</ul>
        </nav>
    }
    .into_any()
}

fn household(reading: Reading) -> AnyView {
    let keyring = Memo::new(move |_| reading.account(Keyring::read)?.ok());
    let household = Household { reading, keyring };
    let open = expect_context::<Open>().0;
    open.set(Some(household));
    on_cleanup(move || _ = open.try_set(None));
    let unbelieved = move || reading.account(|_| keyring.with(Option::is_none)) == Some(true);
    view! {
        {state::kept(reading)}
        {move || {
            unbelieved()
                .then(|| state::notice("danger", String::new(), words::CHAIN_UNBELIEVED.into(), None))
        }}
        {devices::devices(household)}
        {invite::invite(household)}
    }
    .into_any()
}

/// What it means when a browser forgets, in plain words.
fn loss() -> AnyView {
    let paragraph = |it: &'static str| view! { <p class="muted">{it}</p> };
    view! {
        <h3 id="loss">{words::LOSS_HEADING}</h3>
        {words::LOSS.map(paragraph).collect_view()}
        <p><a href="/restore">{words::TO_RESTORE}</a></p>
        <p><a href="/storage">{words::TO_STORAGE}</a></p>
    }
    .into_any()
}
