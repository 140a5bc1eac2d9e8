//! The shelf: everything that the forge makes. A new asset is one line here, or one in the list of
//! its family.

use crate::mesh::Mesh;
use crate::model::Model;
use crate::paint::Ramp;
use crate::raster::Dress;
use crate::{figure, harbour, prop};

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
    let mut assets = figure::assets();
    assets.extend(harbour::assets());
    assets.extend(prop::assets());
    assets.sort_by(|one, other| one.id.cmp(&other.id));
    assets
}

/// The colours in which contact sheets show an asset: those of its species, or as they stand.
pub fn dress(asset: &Asset) -> Dress {
    let mut dress = [None; 7];
    if asset.family() == "figure" {
        dress = figure::dress(asset.slug());
    }
    // Not white: a rim that is seen is a rim that can be judged.
    dress[6] = Some(Ramp::StarA);
    dress
}
