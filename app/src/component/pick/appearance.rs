//! Choices of an appearance: outfits and cuts by name, skins and colours of hair by swatch. What
//! someone of the species cannot have is not offered.

use leptos::prelude::*;
use rules::{
    Content, ContentId,
    character::Appearance,
    content::{Cut, Tone},
};

use super::radio;
use crate::{component::swatch::swatch, words};

/// A part that is chosen by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Skin,
    Hair,
    Beard,
    HairColour,
    Outfit,
}

/// What can be chosen for a part, with its name; none of it is a choice for some.
type Offer = (Option<&'static ContentId>, &'static str);

/// A choice for each part. `form` keeps the names of two forms on one page apart.
pub(crate) fn appearance(
    form: &'static str,
    species: Signal<ContentId>,
    chosen: RwSignal<Appearance>,
) -> AnyView {
    let fieldset = |part: Part| {
        move || {
            let offers = species.with(|it| part.offers(it));
            // One offer is no choice: who can only have a bare head is not asked about it.
            (offers.len() > 1).then(|| part.fieldset(form, offers, chosen))
        }
    };
    [Part::Skin, Part::Hair, Part::Beard, Part::HairColour, Part::Outfit]
        .map(fieldset)
        .collect_view()
        .into_any()
}

impl Part {
    fn offers(self, species: &ContentId) -> Vec<Offer> {
        let Content { beards, cuts, hair_colours, outfits, skins, .. } = Content::built_in();
        match self {
            Self::Skin => tones(skins, species),
            Self::Hair => hair(words::BARE_HEAD, cuts, species),
            Self::Beard => hair(words::BARE_CHIN, beards, species),
            // Who has no hair is not asked for its colour.
            Self::HairColour if !cuts.iter().any(|it| it.suits(species)) => Vec::new(),
            Self::HairColour => tones(hair_colours, species),
            Self::Outfit => outfits.iter().map(|it| (Some(&it.id), it.name.as_str())).collect(),
        }
    }

    /// The group's name and its legend.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Skin => ("-skin", words::SKIN),
            Self::Hair => ("-hair", words::HAIR),
            Self::Beard => ("-beard", words::BEARD),
            Self::HairColour => ("-hair-colour", words::HAIR_COLOUR),
            Self::Outfit => ("-outfit", words::OUTFIT),
        }
    }

    fn of(self, appearance: &Appearance) -> Option<&ContentId> {
        match self {
            Self::Skin => Some(&appearance.skin),
            Self::Hair => appearance.hair.as_ref(),
            Self::Beard => appearance.beard.as_ref(),
            Self::HairColour => Some(&appearance.hair_colour),
            Self::Outfit => Some(&appearance.outfit),
        }
    }

    fn put(self, appearance: &mut Appearance, id: Option<ContentId>) {
        match (self, id) {
            (Self::Hair, id) => appearance.hair = id,
            (Self::Beard, id) => appearance.beard = id,
            (Self::Skin, Some(id)) => appearance.skin = id,
            (Self::HairColour, Some(id)) => appearance.hair_colour = id,
            (Self::Outfit, Some(id)) => appearance.outfit = id,
            (Self::Skin | Self::HairColour | Self::Outfit, None) => {}
        }
    }

    fn is_tone(self) -> bool {
        matches!(self, Self::Skin | Self::HairColour)
    }

    fn fieldset(self, form: &str, offers: Vec<Offer>, chosen: RwSignal<Appearance>) -> AnyView {
        let (name, legend) = self.words();
        let group = [form, name].concat();
        let choices: Vec<_> = offers.into_iter().map(|it| self.choice(&group, it, chosen)).collect();
        let class = if self.is_tone() { "choice-grid dyes" } else { "choice-grid words" };
        // A swatch has no words of its own, and an outfit's name says little of what one will see.
        let said = move || chosen.with(|it| self.said(it));
        view! {
            <fieldset class="choices">
                <legend>{legend}</legend>
                <div class=class>{choices}</div>
                {self.said(&chosen.get_untracked()).map(|_| view! { <p class="hint">{said}</p> })}
            </fieldset>
        }
        .into_any()
    }

    fn choice(self, group: &str, offer: Offer, chosen: RwSignal<Appearance>) -> AnyView {
        let (id, title) = offer;
        let inside = match id.filter(|_| self.is_tone()) {
            None => view! { <span class="choice-name">{title}</span> }.into_any(),
            Some(id) => view! {
                {swatch(id)}
                <span class="visually-hidden">{title}</span>
            }
            .into_any(),
        };
        let is_chosen = Signal::derive(move || chosen.with(|it| self.of(it) == id));
        let choose = Callback::new(move |()| chosen.update(|it| self.put(it, id.cloned())));
        radio(group, id.map_or("", ContentId::as_str), title, is_chosen, choose, inside)
    }

    fn said(self, appearance: &Appearance) -> Option<&'static str> {
        match self {
            Self::Skin => Some(words::skin_name(&appearance.skin)),
            Self::HairColour => Some(words::hair_colour_name(&appearance.hair_colour)),
            Self::Outfit => Some(words::outfit_silhouette(&appearance.outfit)),
            Self::Hair | Self::Beard => None,
        }
    }
}

fn tones(shelf: &'static [Tone], species: &ContentId) -> Vec<Offer> {
    let suited = shelf.iter().filter(|it| it.suits(species));
    suited.map(|it| (Some(&it.id), it.name.as_str())).collect()
}

/// Without any, first of all.
fn hair(none: &'static str, shelf: &'static [Cut], species: &ContentId) -> Vec<Offer> {
    let suited = shelf.iter().filter(|it| it.suits(species));
    let suited = suited.map(|it| (Some(&it.id), it.name.as_str()));
    [(None, none)].into_iter().chain(suited).collect()
}
