//! Creatures: one of each of the fourteen types of the fifth edition, miniatures that move. Which
//! there are, and how large they are, is from the SRD 5.2.

pub mod body;
pub mod flesh;
pub mod leg;
pub mod stance;
pub mod stand;

mod biped;
mod quadruped;

mod couatl;
mod dire_wolf;
mod dragon;
mod ettin;
mod fire_elemental;
mod horned_devil;
mod iron_golem;
mod ochre_jelly;
mod otyugh;
mod owlbear;
mod pirate_captain;
mod satyr;
mod skeleton;
mod treant;

use glam::Vec3;
use serde_json::json;

use crate::cast::Cast;
use crate::model::{Joint, Model};
use crate::pack::produce;
use crate::shelf::{Asset, Make};
use crate::simplify::simplify;
use body::Body;
use stand::Size;

/// From where creatures are known: from the corner, a little above, as they stand on a table.
pub const FACE: Vec3 = Vec3::new(0.60, 0.22, 0.80);

/// How one is put together.
enum Build {
    /// On a rig of its own.
    Body(fn(Size) -> Body),
    /// On the rig of figures.
    Figure(fn(Size) -> Model),
}

/// A creature of the shelf.
pub struct Creature {
    pub slug: &'static str,
    /// Its type in the fifth edition.
    pub kind: &'static str,
    pub size: Size,
    make: Build,
    /// Most triangles: 1,200, unless a line beside it says why.
    most: usize,
}

/// All of them, in the order of their types.
pub const CREATURES: [Creature; 14] = [
    // A mouth, three legs and three limbs besides.
    of("otyugh", "aberration", Size::Large, Build::Body(otyugh::body), 1_500),
    of("dire-wolf", "beast", Size::Large, Build::Body(dire_wolf::body), 1_200),
    of("couatl", "celestial", Size::Medium, Build::Body(couatl::body), 1_200),
    // Plates with rims all over.
    of("iron-golem", "construct", Size::Large, Build::Body(iron_golem::body), 1_500),
    // Four legs, two wings of five fingers and a neck of two joints.
    of("young-red-dragon", "dragon", Size::Large, Build::Body(dragon::body), 2_000),
    of("fire-elemental", "elemental", Size::Large, Build::Body(fire_elemental::body), 1_200),
    of("satyr", "fey", Size::Medium, Build::Body(satyr::body), 1_200),
    // Two wings of five fingers, a tail and a fork.
    of("horned-devil", "fiend", Size::Large, Build::Body(horned_devil::body), 1_600),
    // Two heads and two weapons.
    of("ettin", "giant", Size::Large, Build::Body(ettin::body), 1_600),
    // Dressed and armed as figures are, which may have 1,900.
    of("pirate-captain", "humanoid", Size::Medium, Build::Figure(pirate_captain::model), 1_500),
    of("owlbear", "monstrosity", Size::Large, Build::Body(owlbear::body), 1_200),
    // Round all over, and a sword and a skull within.
    of("ochre-jelly", "ooze", Size::Large, Build::Body(ochre_jelly::body), 1_600),
    // Leaves.
    of("treant", "plant", Size::Huge, Build::Body(treant::body), 1_600),
    of("skeleton", "undead", Size::Medium, Build::Body(skeleton::body), 1_200),
];

const fn of(slug: &'static str, kind: &'static str, size: Size, make: Build, most: usize) -> Creature {
    Creature { slug, kind, size, make, most }
}

/// Everything of this family.
pub fn assets() -> Vec<Asset> {
    let asset = |it: &Creature| Asset {
        id: format!("creature/{}", it.slug),
        make: Make::Named(creature),
        budget: [600, it.most],
        stands: true,
        watertight: true,
    };
    CREATURES.iter().map(asset).collect()
}

/// A creature with its clips.
pub fn creature(slug: &str) -> Model {
    let Some(creature) = CREATURES.iter().find(|it| it.slug == slug) else {
        return Model::default();
    };
    let mut model = match creature.make {
        Build::Body(make) => make(creature.size).model,
        Build::Figure(make) => make(creature.size),
    };
    carve(&mut model, creature.most);
    let attack = model.clips.iter().map(|clip| clip.name).find(|name| ATTACKS.contains(name));
    model.extras.insert("attack".into(), json!(attack));
    model.extras.insert("type".into(), json!(creature.kind));
    model.extras.insert("size".into(), json!(creature.size.name()));
    model
}

/// Clips that are attacks, as figures call them.
const ATTACKS: [&str; 2] = ["slash", "thrust"];

/// What is not carved: one looks at faces, and bases are round.
const WHOLE: [&str; 5] = ["base", "head", "other_head", "jaw", "crown"];

/// Fewer triangles where there are more than wanted, from all other parts alike and where it shows
/// least.
fn carve(model: &mut Model, most: usize) {
    let is_whole = |joint: &Joint| WHOLE.contains(&joint.name.as_str());
    let kept: usize = model.joints.iter().filter(|it| is_whole(it)).map(|it| it.mesh.triangles()).sum();
    // Long edges are halved when it is baked; that takes a few more.
    let wanted = most as f32 * 0.97 - kept as f32;
    let share = wanted / (model.triangles() - kept) as f32;
    for joint in model.joints.iter_mut().filter(|joint| share < 1.0 && !is_whole(joint)) {
        let fewer = (joint.mesh.triangles() as f32 * share) as usize;
        joint.mesh = simplify(std::mem::take(&mut joint.mesh), fewer);
    }
}

/// All of them, for the line-up.
pub fn casts() -> Vec<(String, Cast)> {
    assets().iter().map(|asset| (asset.slug().to_owned(), Cast::of(produce(asset)))).collect()
}
