//! How loud music, ambience, effects, ticks and voices are; muting, and captions.

use leptos::prelude::*;
use wire::sound::Channel;

use super::part;
use crate::{component::slider::slider, door::Levels, tab::Tab, words};

pub(crate) fn sound() -> AnyView {
    let tab = Tab::here();
    let inside = view! {
        <p class="muted">{words::SOUND_LEAD}</p>
        <fieldset class="plain" disabled=move || !tab.alive.get()>
            <div class="settings-rows">{Channel::ALL.map(|it| row(tab, it)).collect_view()}</div>
            {check(tab, words::SOUND_MUTE, |it| &mut it.muted)}
            {check(tab, words::SOUND_CAPTIONS, |it| &mut it.captions)}
        </fieldset>
    };
    part("sound", words::SOUND_HEADING, inside.into_any())
}

fn row(tab: Tab, channel: Channel) -> AnyView {
    let id = match channel {
        Channel::Music => "sound-music",
        Channel::Ambience => "sound-ambience",
        Channel::Effects => "sound-effects",
        Channel::Interface => "sound-interface",
        Channel::Voice => "sound-voice",
    };
    let level = Signal::derive(move || tab.level(channel));
    let set = Callback::new(move |level| tab.set_level(channel, level));
    slider(id, words::channel(channel), words::channel_hint(channel), level, set)
}

/// Something that is so or not.
fn check(tab: Tab, word: &'static str, of: fn(&mut Levels) -> &mut bool) -> AnyView {
    let on = move || tab.levels.with(|it| *of(&mut it.clone()));
    let turn = move |event| tab.change_levels(|it| *of(it) = event_target_checked(&event));
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=on on:change=turn/>
            <span>{word}</span>
        </label>
    }
    .into_any()
}
