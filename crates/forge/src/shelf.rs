//! The shelf: everything that the forge makes. A new asset is one line here, or one in the list of
//! its family.

use glam::Vec3;

use crate::cast::Cast;
use crate::figure::dressed::{self, Choice};
use crate::mesh::Mesh;
use crate::model::Model;
use crate::{creature, figure, harbour, planet, prop, ship, sky};

/// Something that can be made.
#[derive(Clone)]
pub struct Asset {
    /// `kind/slug`.
    pub id: String,
    pub make: Make,
    /// Fewest and most triangles from near.
    pub budget: [usize; 2],
    /// Whether it stands on a floor that darkens its foot.
    pub stands: bool,
    /// Whether every part is promised to hold water.
    pub watertight: bool,
}

/// How a model comes to be.
#[derive(Clone)]
pub enum Make {
    /// By itself.
    Alone(fn() -> Model),
    /// By its slug, for families.
    Named(fn(&str) -> Model),
}

impl Asset {
    /// The model, before it is baked.
    pub fn model(&self) -> Model {
        match self.make {
            Make::Alone(make) => make(),
            Make::Named(make) => make(self.slug()),
        }
    }

    /// The part of the id before the slash: its family.
    pub fn family(&self) -> &str {
        self.id.split_once('/').map_or("", |(family, _)| family)
    }

    /// The part of the id after the slash.
    pub fn slug(&self) -> &str {
        self.id.split_once('/').map_or("", |(_, slug)| slug)
    }

    /// What stands around it when it is baked, and what a contact sheet shows it with.
    pub fn beside(&self) -> Mesh {
        figure::beside(self.family())
    }
}

/// Everything, in the order of ids.
pub fn assets() -> Vec<Asset> {
    let mut assets = creature::assets();
    assets.extend(figure::assets());
    assets.extend(harbour::assets());
    assets.extend(planet::assets());
    assets.extend(prop::assets());
    assets.extend(ship::assets());
    assets.extend(sky::assets());
    assets.sort_by(|one, other| one.id.cmp(&other.id));
    assets
}

/// From where an asset is known by its shape: figures from the front, ships from the side, creatures
/// from where players sit.
pub fn face(asset: &Asset) -> Vec3 {
    match asset.family() {
        "ship" => Vec3::NEG_X,
        "creature" => creature::FACE,
        _ => Vec3::Z,
    }
}

/// What a contact sheet shows of an asset: itself, or a figure that wears it.
pub fn cast(asset: &Asset) -> Cast {
    let is = |slug: &&'static str| **slug == *asset.slug();
    let species = figure::species::all().map(|it| it.slug).into_iter().find(is);
    let outfit = figure::outfit::OUTFITS.map(|it| it.0).into_iter().find(is);
    let cut = figure::hair::CUTS.map(|it| it.0).into_iter().find(is);
    match (asset.family(), species, outfit, cut) {
        ("figure", Some(species), _, _) => dressed::cast(&Choice::of(species, "wayfarer")),
        ("outfit", _, Some(outfit), _) => dressed::cast(&Choice::of("human", outfit)),
        ("hair", _, _, Some(cut)) => {
            dressed::cast(&Choice { cuts: Some(vec![cut]), ..Choice::of("human", "wayfarer") })
        }
        _ => Cast::of(crate::pack::produce(asset)),
    }
}

/// Whether those in a line-up are shown at one scale, or each as large as it fits; `Corner`: with its
/// shadow from where creatures are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    One,
    Own,
    Corner,
}

type Lineup = (&'static str, Scale, fn() -> Vec<(String, Cast)>);

/// Sheets that show several side by side, to compare them: ids, and what stands there.
pub const LINEUPS: [Lineup; 6] = [
    ("lineup/callings", Scale::One, dressed::callings),
    ("lineup/company", Scale::One, dressed::company),
    ("lineup/creatures", Scale::Corner, creature::casts),
    ("lineup/hair", Scale::Own, dressed::cuts),
    ("lineup/held", Scale::Own, dressed::things),
    ("lineup/species", Scale::One, dressed::species),
];
