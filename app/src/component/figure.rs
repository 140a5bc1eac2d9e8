//! A character as a painted miniature.

use leptos::prelude::*;
use rules::{Content, ContentId, character::Colours};
use wire::{CharacterView, Figure};

use crate::{picture, words};

/// What decides how a figure looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Looks {
    pub(crate) figure: Figure,
    pub(crate) retired: bool,
}

impl Looks {
    pub(crate) fn of(view: &CharacterView) -> Self {
        Self { figure: view.figure(), retired: view.snapshot.retired }
    }

    /// The same as someone of another species.
    pub(crate) fn carried_over(self, to: &ContentId) -> Self {
        let Figure { species, colours, appearance } = self.figure;
        let appearance = appearance.carried_over(&species, to, Content::built_in());
        Self { figure: Figure { species: to.clone(), colours, appearance }, ..self }
    }

    /// The first of everything, for the moment in which there is nobody to look at.
    pub(crate) fn nobody() -> Self {
        let Content { species, dyes, .. } = Content::built_in();
        let dye = || dyes[0].id.clone();
        let colours = Colours { cloak: dye(), trim: dye(), lantern: dye() };
        Self::usual(species[0].id.clone(), colours)
    }

    /// Someone of a species in these colours, and else as is usual there.
    pub(crate) fn usual(species: ContentId, colours: Colours) -> Self {
        let appearance = Content::built_in().usual(&species).clone();
        Self { figure: Figure { species, colours, appearance }, retired: false }
    }
}

/// A figure beside the name it belongs to: decoration.
pub(crate) fn figure(looks: Signal<Looks>) -> AnyView {
    drawn(looks, None)
}

/// A figure that stands alone, and so says in words who it is.
pub(crate) fn portrait(looks: Signal<Looks>, name: Signal<String>) -> AnyView {
    drawn(looks, Some(name))
}

fn drawn(looks: Signal<Looks>, name: Option<Signal<String>>) -> AnyView {
    let slug =
        move |look: fn(&Figure) -> &ContentId| move || looks.with(|it| look(&it.figure).slug().to_owned());
    let class = move || if looks.with(|it| it.retired) { "figure retired" } else { "figure" };
    let label = move || name.map(|name| looks.with(|it| words::portrait(&name.get(), &it.figure)));
    view! {
        <svg
            class=class
            data-cloak=slug(|it| &it.colours.cloak)
            data-trim=slug(|it| &it.colours.trim)
            data-lantern=slug(|it| &it.colours.lantern)
            data-skin=slug(|it| &it.appearance.skin)
            data-hair=slug(|it| &it.appearance.hair_colour)
            viewBox="0 0 200 300"
            role=name.map(|_| "img")
            aria-label=label
            aria-hidden=name.is_none().then_some("true")
        >
            <use_ href=move || looks.with(|it| picture::FIGURES.symbol(it.figure.species.slug()))></use_>
        </svg>
    }
    .into_any()
}
