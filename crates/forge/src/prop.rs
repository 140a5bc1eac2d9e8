//! Props: small things that stand, hang, float and fly about a harbour, made to be repeated.

pub mod animal;
pub mod boat;
pub mod cargo;
pub mod instrument;
pub mod lantern;
pub mod swaying;
pub mod timber;

use crate::model::Model;
use crate::shelf::{Asset, Make};

type Line = (&'static str, fn() -> Model, [usize; 2], bool);

/// Everything of this family: slug, maker, triangles, and whether it stands on something.
const PROPS: [Line; 22] = [
    ("anchor", cargo::anchor, [60, 400], true),
    ("barrel", cargo::barrel, [60, 400], true),
    ("barrel-open", cargo::barrel_open, [60, 500], true),
    ("bollard", cargo::bollard, [60, 400], true),
    ("bunting", swaying::bunting, [60, 400], false),
    ("chart-table", instrument::chart_table, [60, 600], true),
    ("crate", cargo::crate_box, [60, 500], true),
    ("flowers", cargo::flowers, [60, 400], true),
    ("gull", animal::gull, [60, 400], false),
    ("lantern-hanging", lantern::hanging, [60, 500], false),
    ("lantern-post", lantern::post, [60, 800], true),
    ("lantern-string", swaying::lantern_string, [60, 1_400], false),
    ("mooring-post", cargo::mooring_post, [60, 400], false),
    ("moth", animal::moth, [40, 200], false),
    ("net", cargo::net, [60, 400], true),
    ("rope-bridge", swaying::rope_bridge, [60, 900], false),
    ("rope-coil", cargo::rope_coil, [60, 400], true),
    ("rowboat", boat::rowboat, [60, 900], false),
    ("sacks", cargo::sacks, [60, 400], true),
    ("stool", instrument::stool, [60, 400], true),
    ("telescope", instrument::telescope, [60, 400], true),
    ("trunk", cargo::trunk, [60, 400], true),
];

/// Everything of this family.
pub fn assets() -> Vec<Asset> {
    let asset = |(slug, make, budget, stands): Line| Asset {
        id: format!("prop/{slug}"),
        make: Make::Alone(make),
        budget,
        stands,
        watertight: true,
    };
    PROPS.map(asset).to_vec()
}
