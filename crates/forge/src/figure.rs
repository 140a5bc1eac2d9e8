//! The figure: one jointed miniature, nine bodies, and everything they wear and hold.

pub mod body;
pub mod head;
pub mod motion;
pub mod rig;

use crate::mesh::Mesh;
use crate::model::Model;
use crate::picture::Picture;
use crate::raster::Dress;
use crate::shelf::{Asset, Make};

/// Everything of this family.
pub fn assets() -> Vec<Asset> {
    vec![Asset {
        id: "figure/human".to_owned(),
        make: Make::Named(figure),
        budget: [500, 1_200],
        stands: true,
        watertight: true,
    }]
}

fn figure(_slug: &str) -> Model {
    let frame = rig::Frame::REFERENCE;
    let mut model = rig::assemble(&frame, |bone| {
        let stretch = frame.stretch(bone);
        let part = match bone {
            rig::Bone::Head => head::head(&head::Face::PLAIN),
            other => body::part(other),
        };
        part.scaled(stretch.x, stretch.y, stretch.z)
    });
    model.clips = motion::clips(&frame);
    model
}

/// What stands around the parts of a family when they are baked.
pub fn beside(_family: &str) -> Mesh {
    Mesh::default()
}

/// The colours of a species.
pub fn dress(_species: &str) -> Dress {
    [None; 7]
}

/// Sheets that show several together.
pub fn lineups(_wanted: impl Fn(&str) -> bool) -> Vec<(String, Picture)> {
    vec![]
}
