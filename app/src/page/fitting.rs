//! What is tried on before it is saved: colours, and an appearance.

use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
    web_sys::Element,
};
use rules::{ContentId, character::Appearance};

use crate::{
    act::{self, Deed},
    component::{
        button,
        figure::{Looks, figure},
        pick::{self, Dyes},
    },
    read::Reading,
    words,
};

/// Colours and an appearance, and whether each is tried on: who closes a fold wears the saved ones.
#[derive(Clone, Copy)]
pub(super) struct Fitting {
    dyes: Dyes,
    dyeing: RwSignal<bool>,
    appearance: RwSignal<Appearance>,
    styling: RwSignal<bool>,
    species: Memo<ContentId>,
}

impl Fitting {
    pub(super) fn of(looks: Memo<Looks>) -> Self {
        // Apart from each other, so that a draft of one outlives a saved change of the other.
        let colours = Memo::new(move |_| looks.with(|it| it.figure.colours.clone()));
        let appearance = Memo::new(move |_| looks.with(|it| it.figure.appearance.clone()));
        let fitting = Self {
            dyes: Dyes::new(colours.get_untracked()),
            dyeing: RwSignal::new(false),
            appearance: RwSignal::new(appearance.get_untracked()),
            styling: RwSignal::new(false),
            species: Memo::new(move |_| looks.with(|it| it.figure.species.clone())),
        };
        Effect::new(move || fitting.dyes.set(colours.get()));
        Effect::new(move || fitting.appearance.set(appearance.get()));
        fitting
    }

    /// How the character would look.
    pub(super) fn dress(self, looks: Memo<Looks>) -> Signal<Looks> {
        Signal::derive(move || {
            let mut looks = looks.get();
            // A retired character tries nothing on.
            if !looks.retired && self.dyeing.get() {
                looks.figure.colours = self.dyes.get();
            }
            if !looks.retired && self.styling.get() {
                looks.figure.appearance = self.appearance.get();
            }
            looks
        })
    }
}

pub(super) fn recolour(reading: Reading, fitting: Fitting, worn: Signal<Looks>) -> AnyView {
    let Fitting { dyes, dyeing, .. } = fitting;
    let deed = Deed::new();
    let save = move || act::recolour(reading, deed, untrack(|| dyes.get()));
    let choices = pick::dyes("recolour", dyes);
    fold([words::RECOLOUR, words::SAVE_COLOURS], deed, dyeing, worn, choices, save)
}

pub(super) fn restyle(reading: Reading, fitting: Fitting, worn: Signal<Looks>) -> AnyView {
    let Fitting { appearance, styling, species, .. } = fitting;
    let deed = Deed::new();
    let save = move || act::restyle(reading, deed, appearance.get_untracked());
    let choices = pick::appearance("restyle", species.into(), appearance);
    let choices = view! { <div class="stack">{choices}</div> };
    fold([words::RESTYLE, words::SAVE_APPEARANCE], deed, styling, worn, choices.into_any(), save)
}

/// The portrait tries it on. Where that is out of sight, a small figure beside the choices does.
fn fold(
    [summary, save_word]: [&'static str; 2],
    deed: Deed,
    on: RwSignal<bool>,
    worn: Signal<Looks>,
    choices: AnyView,
    save: impl Fn() + 'static,
) -> AnyView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        save();
    };
    view! {
        <details class="fold" on:toggle=move |event| on.set(is_open(&event))>
            <summary>{summary}</summary>
            // A fold may have been opened before anyone heard of it.
            <form class="stack" on:change=move |_| on.set(true) on:submit=submit>
                <div class="fitting">
                    {choices}
                    <div class="fitting-figure">{figure(worn)}</div>
                </div>
                <div class="row">{button::submit("button primary", save_word, deed)}</div>
                {button::fault(deed)}
            </form>
        </details>
    }
    .into_any()
}

fn is_open(event: &Event) -> bool {
    event_target::<Element>(event).has_attribute("open")
}
