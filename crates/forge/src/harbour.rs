//! The harbour: its quay, its houses, its sea. Pieces on a grid, made to be repeated.

pub mod house;
pub mod quay;
pub mod quest_board;
pub mod sea;
pub mod shop;
pub mod tavern;
pub mod trunk_room;

use crate::shelf::{Asset, Make};

type Line = (&'static str, Make, [usize; 2], bool);

/// Everything of these families: id, maker, triangles, and whether it stands on something.
pub fn assets() -> Vec<Asset> {
    use Make::{Alone, Named};
    let lines: [Line; 18] = [
        ("building/quest-board", Alone(quest_board::quest_board), [300, 1_600], true),
        ("building/shop", Alone(shop::shop), [600, 2_600], true),
        ("building/tavern", Alone(tavern::tavern), [600, 3_200], true),
        ("building/trunk-room", Alone(trunk_room::trunk_room), [600, 2_700], true),
        ("quay/flags", Named(quay::flags), [80, 400], false),
        ("quay/pile", Alone(quay::pile), [60, 300], false),
        ("quay/planks-a", Named(quay::planks), [80, 300], false),
        ("quay/planks-b", Named(quay::planks), [80, 300], false),
        ("quay/planks-c", Named(quay::planks), [80, 300], false),
        ("quay/railing", Alone(quay::railing), [60, 300], false),
        ("quay/steps", Alone(quay::steps), [80, 400], false),
        ("quay/wall", Alone(quay::wall), [80, 400], false),
        ("rock/island-a", Named(sea::island), [60, 600], false),
        ("rock/island-b", Named(sea::island), [60, 700], false),
        ("rock/island-c", Named(sea::island), [60, 600], false),
        ("rock/islet-a", Named(sea::islet), [60, 400], false),
        ("rock/islet-b", Named(sea::islet), [60, 400], false),
        ("water/sheet", Alone(sea::sheet), [800, 2_500], false),
    ];
    let asset = |(id, make, budget, stands): Line| Asset {
        id: id.to_owned(),
        make,
        budget,
        stands,
        // A sheet has an edge.
        watertight: id != "water/sheet",
    };
    lines.map(asset).to_vec()
}
