//! Theme, text, contrast, motion, pictures; units and dice.

use leptos::prelude::*;

use super::part;
use crate::{component::segment::segments, look::Preference, tab::Tab, words};

pub(crate) fn look() -> AnyView {
    use Preference::{Contrast, Motion, Picture, Text, Theme};
    part("look", words::LOOK_HEADING, rows(words::LOOK_LEAD, &[Theme, Text, Contrast, Motion, Picture]))
}

pub(crate) fn play() -> AnyView {
    part("play", words::PLAY_HEADING, rows(words::PLAY_LEAD, &[Preference::Units, Preference::Dice]))
}

fn rows(lead: &'static str, preferences: &[Preference]) -> AnyView {
    let tab = Tab::here();
    view! {
        <p class="muted">{lead}</p>
        <fieldset class="plain" disabled=move || !tab.alive.get()>
            <div class="settings-rows">{preferences.iter().map(|it| row(tab, *it)).collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

fn row(tab: Tab, preference: Preference) -> AnyView {
    let choices = preference.choices().iter().map(|it| (*it, words::choice(it))).collect();
    let chosen = Signal::derive(move || tab.look.get().get(preference));
    let choose = Callback::new(move |word| tab.choose(preference, word));
    let hint = words::preference_hint(preference);
    segments(preference.name(), words::preference(preference), hint, choices, chosen, choose)
}
