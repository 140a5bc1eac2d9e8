//! The form that makes a character. Chance fills it in once the page is alive, so that a name and
//! one click are enough.

use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use rules::{
    Content, ContentId, StreamId,
    character::{Appearance, Colours},
    content::{Cut, Species, Tone},
};
use wire::Figure;

use crate::{
    act::{self, Deed, Sketch},
    component::{
        button,
        field::name_field,
        figure::{Looks, figure},
        pick::{self, Dyes},
        state::no_scripts,
        turning::turning,
    },
    dom, names,
    tab::Tab,
    words,
};

/// What stands chosen.
#[derive(Clone, Copy)]
struct Making {
    name: RwSignal<String>,
    species: RwSignal<ContentId>,
    keepsake: RwSignal<ContentId>,
    dyes: Dyes,
    appearance: RwSignal<Appearance>,
}

pub(crate) fn maker() -> AnyView {
    let tab = Tab::here();
    let deed = Deed::new();
    let making = Making::by([0; 16]);
    // Chance is the browser's; the server's page and the first picture here must be the same.
    Effect::new(move || making.set(dom::chance()));
    let logged_out = move || tab.me.with(|it| it.as_ref().is_some_and(|me| me.logged_out));
    let navigate = StoredValue::new(use_navigate());
    let open = Callback::new(move |stream: StreamId| {
        let path = ["/characters/", &stream.to_string()].concat();
        navigate.with_value(|it| it(&path, NavigateOptions::default()));
    });
    let make = move |event: SubmitEvent| {
        event.prevent_default();
        act::create(tab, deed, making.sketch(), open);
    };
    view! {
        <section aria-labelledby="create" hidden=logged_out>
            <h2 id="create">{words::NEW_CHARACTER}</h2>
            {no_scripts()}
            <form class="maker panel" on:submit=make>
            {making.preview()}
            <div class="maker-fields stack">
                {name_field("create-name", making.name, deed.fault)}
                <fieldset class="plain" disabled=move || !tab.alive.get()>
                    <div class="row">
                        {button::submit("button primary large", words::MAKE, deed)}
                        <button
                            class="button"
                            type="button"
                            on:click=move |_| making.name.set(names::suggest(dom::chance()))
                        >
                            {words::SUGGEST}
                        </button>
                    </div>
                </fieldset>
                {pick::species("create", making.looks(), move |it| making.become_one(it))}
                {pick::appearance("create", making.species.into(), making.appearance)}
                {pick::dyes("create", making.dyes)}
                {pick::keepsake("create", making.keepsake)}
            </div>
            </form>
        </section>
    }
    .into_any()
}

impl Making {
    fn by(chance: [u8; 16]) -> Self {
        let Sketch { name, species, colours, keepsake, appearance } = chosen_by(chance);
        Self {
            name: RwSignal::new(name),
            species: RwSignal::new(species),
            keepsake: RwSignal::new(keepsake),
            dyes: Dyes::new(colours),
            appearance: RwSignal::new(appearance),
        }
    }

    fn set(self, chance: [u8; 16]) {
        let Sketch { species, colours, keepsake, appearance, .. } = chosen_by(chance);
        self.appearance.set(appearance);
        self.species.set(species);
        self.keepsake.set(keepsake);
        self.dyes.set(colours);
    }

    fn sketch(self) -> Sketch {
        Sketch {
            name: self.name.get_untracked(),
            species: self.species.get_untracked(),
            colours: untrack(|| self.dyes.get()),
            keepsake: self.keepsake.get_untracked(),
            appearance: self.appearance.get_untracked(),
        }
    }

    /// Someone of the species that was chosen, in what suits them of what was chosen before.
    fn become_one(self, looks: Looks) {
        self.appearance.set(looks.figure.appearance);
        self.species.set(looks.figure.species);
    }

    fn looks(self) -> Signal<Looks> {
        Signal::derive(move || {
            let (species, appearance) = (self.species.get(), self.appearance.get());
            Looks { figure: Figure { species, colours: self.dyes.get(), appearance }, retired: false }
        })
    }

    fn preview(self) -> AnyView {
        let name = move || {
            self.name.with(|it| if it.trim().is_empty() { words::UNNAMED.into() } else { it.clone() })
        };
        let short = move || self.species.with(|it| self.keepsake.with(|kept| words::in_short(it, kept)));
        view! {
            <div class="maker-preview">
                {turning(self.looks(), figure(self.looks()), None)}
                <p class="maker-name">{name}</p>
                <p class="small muted">{short}</p>
            </div>
        }
        .into_any()
    }
}

/// How someone by chance looks.
pub(crate) fn looks_by(chance: [u8; 16]) -> Looks {
    let Sketch { species, colours, appearance, .. } = chosen_by(chance);
    Looks { figure: Figure { species, colours, appearance }, retired: false }
}

/// Someone by chance, not yet named. Trims are metals and plain cloth, lantern glass is bright, so
/// that every draw can be looked at.
fn chosen_by(chance: [u8; 16]) -> Sketch {
    const TRIMS: [&str; 5] = ["dye/brass", "dye/bone", "dye/straw", "dye/oak", "dye/slate"];
    const GLASS: [&str; 5] = ["dye/lantern", "dye/straw", "dye/tide", "dye/kelp", "dye/rose"];
    let Content { dyes, keepsakes, species, .. } = Content::built_in();
    let at = |byte: usize, len: usize| usize::from(chance[byte]) % len;
    let dye = |slug: &str| {
        let found = dyes.iter().find(|it| it.id.as_str() == slug);
        found.unwrap_or(&dyes[0]).id.clone()
    };
    let species = &species[at(0, species.len())];
    Sketch {
        name: String::new(),
        appearance: worn_by(species, &chance),
        species: species.id.clone(),
        colours: Colours {
            cloak: dyes[at(1, dyes.len())].id.clone(),
            trim: dye(TRIMS[at(2, TRIMS.len())]),
            lantern: dye(GLASS[at(3, GLASS.len())]),
        },
        keepsake: keepsakes[at(4, keepsakes.len())].id.clone(),
    }
}

/// What someone of a species happens to look like. Hair grows in the colours that hair has by
/// itself; the others are for who chooses them.
fn worn_by(species: &Species, chance: &[u8; 16]) -> Appearance {
    const HAIR: [&str; 8] = ["ink", "ebony", "oak", "rust", "brass", "straw", "bone", "iron"];
    let Content { cuts, beards, hair_colours, outfits, skins, .. } = Content::built_in();
    let at = |byte: usize, len: usize| usize::from(chance[byte]) % len;
    let suits = |it: &&Cut| it.suits(&species.id);
    let cuts: Vec<_> = cuts.iter().filter(suits).collect();
    let beards: Vec<_> = beards.iter().filter(suits).collect();
    let skins: Vec<_> = skins.iter().filter(|it: &&Tone| it.suits(&species.id)).collect();
    let colour = HAIR[at(7, HAIR.len())];
    let colour = hair_colours.iter().find(|it| it.id.slug() == colour);
    Appearance {
        outfit: outfits[at(5, outfits.len())].id.clone(),
        // Who usually has hair, or a beard, has some; the others have none.
        hair: species.usual.hair.as_ref().map(|_| cuts[at(6, cuts.len())].id.clone()),
        beard: species.usual.beard.as_ref().map(|_| beards[at(8, beards.len())].id.clone()),
        hair_colour: colour.map_or(&species.usual.hair_colour, |it| &it.id).clone(),
        skin: skins[at(9, skins.len())].id.clone(),
    }
}
