//! The sky: a star with its corona, a nebula of light, and the list of the real stars.

pub mod nebula;
pub mod star;
pub mod stars;

use crate::shelf::{Asset, Make};

/// Everything of this family.
pub fn assets() -> Vec<Asset> {
    let asset = |id: &str, make, budget| Asset {
        id: id.to_owned(),
        make: Make::Alone(make),
        budget,
        stands: false,
        watertight: false,
    };
    vec![
        asset("nebula/lantern-veil", nebula::build, [2_000, 12_000]),
        asset("star/corona", star::build, [1_500, 9_000]),
    ]
}
