//! Dressing: what the client does at run time, done here for the pictures.

use glam::Affine3A;

use super::rig::Bone;
use super::wear::Hair;
use super::{outfit, species};
use crate::cast::{Cast, Part};
use crate::model::Model;
use crate::pack::{Product, produce};
use crate::paint::{Ramp, Slot};
use crate::raster::Dress;
use crate::shelf;

/// A choice of everything.
#[derive(Clone, Debug)]
pub struct Choice {
    pub species: &'static str,
    pub outfit: &'static str,
    /// Slugs of `hair/…`; those of the species where none is given.
    pub cuts: Option<Vec<&'static str>>,
    /// In the right hand; what the outfit brings where none is given.
    pub holds: Option<&'static str>,
    pub cloak: Ramp,
    pub trim: Ramp,
}

impl Choice {
    /// A species in the coat of those without a calling.
    pub fn of(species: &'static str, outfit: &'static str) -> Self {
        Self { species, outfit, cuts: None, holds: None, cloak: Ramp::Tide, trim: Ramp::Brass }
    }

    /// The same in other colours.
    #[must_use]
    pub fn in_colours(self, cloak: Ramp, trim: Ramp) -> Self {
        Self { cloak, trim, ..self }
    }
}

/// Baked and ready to be looked at.
pub fn cast(choice: &Choice) -> Cast {
    let body = make("figure", choice.species);
    let wear = outfit::wear(choice.outfit);
    let mut parts = Vec::new();
    for (index, (near, far)) in body.near.into_iter().zip(body.far).enumerate() {
        if !wear.is_covering(Bone::ALL[index]) {
            parts.push(Part { near, far, joint: index, joint_from_part: Affine3A::IDENTITY });
        }
    }
    hang(&mut parts, &body.model, make("outfit", choice.outfit), &[]);
    let own = species::all().into_iter().find(|it| it.slug == choice.species);
    let cuts = choice.cuts.clone().or_else(|| own.as_ref().map(|it| it.cuts.to_vec())).unwrap_or_default();
    for cut in cuts {
        let worn = match wear.hair() {
            _ if cut.starts_with("beard") => cut,
            Hair::Loose => cut,
            Hair::Tucked => "tucked",
            Hair::Hidden => continue,
        };
        hang(&mut parts, &body.model, make("hair", worn), &[]);
    }
    let holds = choice.holds.unwrap_or(wear.holds);
    if !holds.is_empty() {
        hang(&mut parts, &body.model, make("held", holds), &["socket_hand_r"]);
    }
    let dress = own.map_or([None; 7], |own| dress(own.skin, own.hair, choice));
    Cast { model: body.model, parts, dress }
}

fn dress(skin: Ramp, hair: Ramp, choice: &Choice) -> Dress {
    let mut dress = [None; 7];
    dress[Slot::Skin as usize] = Some(skin);
    dress[Slot::Hair as usize] = Some(hair);
    dress[Slot::Cloak as usize] = Some(choice.cloak);
    dress[Slot::Trim as usize] = Some(choice.trim);
    dress[Slot::Star as usize] = Some(Ramp::StarA);
    dress
}

/// Hangs a product's parts on the sockets that its joints are named for, or on the one that is given.
fn hang(parts: &mut Vec<Part>, body: &Model, product: Product, sockets: &[&str]) {
    let names: Vec<String> = product.model.joints.iter().map(|joint| joint.name.clone()).collect();
    for (index, (near, far)) in product.near.into_iter().zip(product.far).enumerate() {
        let name = sockets.first().map_or(names[index].as_str(), |socket| socket);
        if let Some(socket) = body.socket(name) {
            let joint_from_part = socket.joint_from_socket();
            parts.push(Part { near, far, joint: socket.joint, joint_from_part });
        }
    }
}

fn make(family: &str, slug: &str) -> Product {
    let id = format!("{family}/{slug}");
    let found = super::assets().into_iter().find(|asset: &shelf::Asset| asset.id == id);
    match found {
        Some(asset) => produce(&asset),
        None => Product { model: Model::default(), near: vec![], far: vec![] },
    }
}

/// Every species in the coat of those without a calling.
pub fn species() -> Vec<(String, Cast)> {
    let one = |it: species::Species| (it.slug.to_owned(), cast(&Choice::of(it.slug, "wayfarer")));
    species::all().map(one).into_iter().collect()
}

/// Every calling on the same body, so that clothes alone tell them apart.
pub fn callings() -> Vec<(String, Cast)> {
    let one = |(slug, _): (&'static str, _)| (slug.to_owned(), cast(&Choice::of("human", slug)));
    outfit::OUTFITS.map(one).into_iter().collect()
}

/// A ship's company: species, callings and colours as they may come together.
pub fn company() -> Vec<(String, Cast)> {
    let one = |species, outfit, cloak, trim| {
        let choice = Choice::of(species, outfit).in_colours(cloak, trim);
        (format!("{species} {outfit}"), cast(&choice))
    };
    vec![
        one("dragonborn", "paladin", Ramp::Deep, Ramp::Brass),
        one("dwarf", "fighter", Ramp::Madder, Ramp::Straw),
        one("elf", "wizard", Ramp::Indigo, Ramp::Bone),
        one("gnome", "bard", Ramp::Rose, Ramp::Straw),
        one("goliath", "barbarian", Ramp::Ember, Ramp::Oak),
        one("halfling", "rogue", Ramp::Pine, Ramp::Lantern),
        one("orc", "cleric", Ramp::Heather, Ramp::Brass),
        one("tiefling", "warlock", Ramp::Pitch, Ramp::Madder),
        one("human", "ranger", Ramp::Pine, Ramp::Oak),
        one("elf", "druid", Ramp::Kelp, Ramp::Brass),
        one("human", "sorcerer", Ramp::Madder, Ramp::Lantern),
        one("halfling", "monk", Ramp::Ember, Ramp::Deep),
    ]
}

/// What a calling has in its right hand, by itself.
pub fn held_by(outfit: &str) -> Cast {
    Cast::of(make("held", outfit::wear(outfit).holds))
}

/// Everything that is held.
pub fn things() -> Vec<(String, Cast)> {
    super::held::HELD.iter().map(|(slug, _)| ((*slug).to_owned(), Cast::of(make("held", slug)))).collect()
}

/// Every cut on the same head.
pub fn cuts() -> Vec<(String, Cast)> {
    let one = |(slug, _): (&'static str, _)| {
        let cuts = if slug.starts_with("beard") { vec!["crop", slug] } else { vec![slug] };
        (slug.to_owned(), cast(&Choice { cuts: Some(cuts), ..Choice::of("human", "wayfarer") }))
    };
    super::hair::CUTS.map(one).into_iter().collect()
}
