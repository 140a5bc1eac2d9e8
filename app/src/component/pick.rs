//! Choices among content: species by silhouette, dyes by swatch, keepsakes by their story.

mod appearance;

pub(crate) use appearance::appearance;

use leptos::prelude::*;
use rules::{Content, ContentId, character::Colours};

use super::{
    figure::{Looks, figure},
    swatch::swatch,
};
use crate::words;

/// Colours while they are chosen.
#[derive(Clone, Copy)]
pub(crate) struct Dyes {
    pub(crate) cloak: RwSignal<ContentId>,
    pub(crate) trim: RwSignal<ContentId>,
    pub(crate) lantern: RwSignal<ContentId>,
}

impl Dyes {
    pub(crate) fn new(colours: Colours) -> Self {
        Self {
            cloak: RwSignal::new(colours.cloak),
            trim: RwSignal::new(colours.trim),
            lantern: RwSignal::new(colours.lantern),
        }
    }

    pub(crate) fn set(self, colours: Colours) {
        self.cloak.set(colours.cloak);
        self.trim.set(colours.trim);
        self.lantern.set(colours.lantern);
    }

    pub(crate) fn get(self) -> Colours {
        Colours { cloak: self.cloak.get(), trim: self.trim.get(), lantern: self.lantern.get() }
    }
}

/// Three choices, one for each thing that has a colour. `form` keeps the names of two forms on
/// one page apart.
pub(crate) fn dyes(form: &str, dyes: Dyes) -> AnyView {
    let parts = [
        ("cloak", words::CLOAK, dyes.cloak),
        ("trim", words::TRIM, dyes.trim),
        ("lantern", words::LANTERN, dyes.lantern),
    ];
    let fieldset = |(part, legend, chosen): (&str, &'static str, RwSignal<ContentId>)| {
        let group = [form, "-", part].concat();
        let choices = Content::built_in().dyes.iter().map(|dye| {
            let inside = view! {
                {swatch(&dye.id)}
                <span class="visually-hidden">{dye.name.as_str()}</span>
            };
            choice(&group, &dye.id, &dye.name, chosen, inside.into_any())
        });
        let now = move || chosen.with(words::dye_name);
        view! {
            <fieldset class="choices">
                <legend>{legend}</legend>
                <div class="choice-grid dyes">{choices.collect_view()}</div>
                <p class="choice-now small muted">{now}</p>
            </fieldset>
        }
    };
    view! { <div class="dye-rack">{parts.map(fieldset).collect_view()}</div> }.into_any()
}

/// Nine silhouettes: who is made looks as each of them would.
pub(crate) fn species(
    form: &str,
    looks: Signal<Looks>,
    choose: impl Fn(Looks) + Copy + Send + Sync + 'static,
) -> AnyView {
    let group = [form, "-species"].concat();
    let choices = Content::built_in().species.iter().map(|species| {
        let id = &species.id;
        let there = Signal::derive(move || looks.get().carried_over(id));
        let inside = view! {
            {figure(there)}
            <span class="choice-name">{species.name.as_str()}</span>
        };
        let is_chosen = Signal::derive(move || looks.with(|it| it.figure.species == *id));
        let choose = Callback::new(move |()| choose(there.get_untracked()));
        radio(&group, id.as_str(), &species.name, is_chosen, choose, inside.into_any())
    });
    let silhouette = move || looks.with(|it| words::silhouette(&it.figure.species));
    view! {
        <fieldset class="choices">
            <legend>{words::SPECIES}</legend>
            <div class="choice-grid species">{choices.collect_view()}</div>
            <p class="hint">{silhouette}</p>
        </fieldset>
    }
    .into_any()
}

pub(crate) fn keepsake(form: &str, chosen: RwSignal<ContentId>) -> AnyView {
    let group = [form, "-keepsake"].concat();
    let choices = Content::built_in().keepsakes.iter().map(|keepsake| {
        let inside = view! {
            <span class="choice-name">{keepsake.name.as_str()}</span>
            <span class="choice-story">{keepsake.story.as_str()}</span>
        };
        choice(&group, &keepsake.id, &keepsake.name, chosen, inside.into_any())
    });
    view! {
        <fieldset class="choices">
            <legend>{words::KEEPSAKE}</legend>
            <div class="choice-grid keepsakes">{choices.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

fn choice(
    group: &str,
    id: &'static ContentId,
    title: &'static str,
    chosen: RwSignal<ContentId>,
    inside: AnyView,
) -> AnyView {
    let is_chosen = Signal::derive(move || chosen.with(|it| it == id));
    let choose = Callback::new(move |()| chosen.set(id.clone()));
    radio(group, id.as_str(), title, is_chosen, choose, inside)
}

fn radio(
    group: &str,
    value: &'static str,
    title: &'static str,
    is_chosen: Signal<bool>,
    choose: Callback<()>,
    inside: AnyView,
) -> AnyView {
    let first = is_chosen.get_untracked();
    view! {
        <label class="choice" title=title>
            <input
                type="radio"
                name=group.to_owned()
                value=value
                checked=first
                prop:checked=is_chosen
                on:change=move |_| choose.run(())
            />
            {inside}
        </label>
    }
    .into_any()
}
