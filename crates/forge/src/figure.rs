//! The figure: one jointed miniature, nine bodies, and everything they wear and hold.

pub mod body;
pub mod dressed;
pub mod hair;
pub mod head;
pub mod held;
pub mod motion;
pub mod outfit;
pub mod rig;
pub mod species;
pub mod wear;

use serde_json::json;

use crate::mesh::Mesh;
use crate::model::Model;
use crate::shelf::{Asset, Make};
use rig::Bone;

/// Everything of this family. Budgets of a body and its outfit add up to that of a figure.
pub fn assets() -> Vec<Asset> {
    let asset = |family: &str, slug: &str, make: fn(&str) -> Model, budget: [usize; 2]| Asset {
        id: format!("{family}/{slug}"),
        make: Make::Named(make),
        budget,
        stands: family == "figure",
        watertight: true,
    };
    let bodies = species::all().map(|it| asset("figure", it.slug, figure, [600, 1_200]));
    let cuts = hair::CUTS.map(|(slug, _)| asset("hair", slug, |slug| hair::wear(slug).model(), [40, 400]));
    let outfits = outfit::OUTFITS
        .map(|(slug, _)| asset("outfit", slug, |slug| outfit::wear(slug).model(), [300, 1_300]));
    let things = held::HELD.map(|(slug, _)| asset("held", slug, thing, [40, 420]));
    bodies.into_iter().chain(cuts).chain(outfits).chain(things).collect()
}

/// A body with its clips.
pub fn figure(slug: &str) -> Model {
    let Some(species) = species::all().into_iter().find(|it| it.slug == slug) else {
        return Model::default();
    };
    let frame = species.frame;
    let mut model = rig::assemble(&frame, |bone| {
        let stretch = frame.stretch(bone);
        let part = match (bone, species.bare_leg) {
            (Bone::Head, _) => (species.head)(&species.face),
            (Bone::Tail, _) => (species.tail)(),
            (Bone::ShinL, Some(leg)) => leg(),
            (Bone::ShinR, Some(leg)) => leg().mirrored(),
            (other, _) => body::part(other),
        };
        part.scaled(stretch.x, stretch.y, stretch.z)
    });
    model.clips = motion::clips(&frame);
    let cuts: Vec<String> = species.cuts.iter().map(|cut| format!("hair/{cut}")).collect();
    model.extras.insert("hair".into(), json!(cuts));
    let slots = json!({ "skin": species.skin as u8, "hair": species.hair as u8 });
    model.extras.insert("ramps".into(), slots);
    model
}

fn thing(slug: &str) -> Model {
    Model::rigid(slug, held::held(slug))
}

/// What stands around the parts of a family when they are baked.
pub fn beside(family: &str) -> Mesh {
    match family {
        // Clothes and hair are dark where they lie on a body, whichever body that will be.
        "hair" | "outfit" => figure("human").whole(),
        _ => Mesh::default(),
    }
}
