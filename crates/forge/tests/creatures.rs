//! What is promised of the creatures as a family, besides what is measured of every model.

use std::collections::BTreeSet;

use forge::bake::Baked;
use forge::creature::{self, CREATURES};
use forge::sheet;

/// The creature types of the fifth edition (SRD 5.2, Monsters A to Z, "Creature Type").
const TYPES: [&str; 14] = [
    "aberration",
    "beast",
    "celestial",
    "construct",
    "dragon",
    "elemental",
    "fey",
    "fiend",
    "giant",
    "humanoid",
    "monstrosity",
    "ooze",
    "plant",
    "undead",
];
/// What each does, besides one attack.
const EVERYDAY: [&str; 4] = ["down", "hit", "idle", "walk"];
/// Attacks, as figures call them.
const ATTACKS: [&str; 2] = ["slash", "thrust"];
/// Most parts, because each is a draw of its own: as many as the dragon has.
const PARTS_MOST: usize = 25;
/// Least share of pixels, in percent, by which two shapes of 48 pixels differ.
const SHAPES_DIFFER_PERCENT: usize = 25;

#[test]
fn every_type_has_one_creature() {
    assert_eq!(CREATURES.each_ref().map(|it| it.kind), TYPES);
    let slugs: BTreeSet<&str> = CREATURES.iter().map(|it| it.slug).collect();
    assert_eq!(slugs.len(), TYPES.len());
}

#[test]
fn a_creature_says_what_it_is_and_what_it_does() {
    for it in &CREATURES {
        let model = creature::creature(it.slug);
        assert_eq!(model.extras["type"], it.kind, "{}", it.slug);
        assert_eq!(model.extras["size"], it.size.name(), "{}", it.slug);
        let attack = model.extras["attack"].as_str().unwrap_or_default();
        assert!(ATTACKS.contains(&attack), "{} attacks by {attack}", it.slug);
        let made: BTreeSet<&str> = model.clips.iter().map(|clip| clip.name).collect();
        let wanted: BTreeSet<&str> = EVERYDAY.into_iter().chain([attack]).collect();
        assert_eq!(made, wanted, "{}", it.slug);
        for clip in &model.clips {
            assert_eq!(clip.looping, ["idle", "walk"].contains(&clip.name), "{} {}", it.slug, clip.name);
        }
        let parts = model.joints.iter().filter(|joint| !joint.mesh.faces.is_empty()).count();
        assert!(parts <= PARTS_MOST, "{}: {parts} parts", it.slug);
    }
}

/// What is down stays low, and stays there.
#[test]
fn what_is_down_lies() {
    for (slug, cast) in creature::casts() {
        let height = |name: &str, share: f32| {
            let clip = cast.model.clips.iter().find(|clip| clip.name == name).unwrap();
            let (low, high) = cast.bounds(&clip.sample(clip.seconds * share, cast.model.rest()));
            high.y - low.y.min(0.0)
        };
        let (stands, lies) = (height("idle", 0.0), height("down", 1.0));
        assert!(lies < stands * 0.85, "{slug} stands {stands} m high and lies {lies} m high");
        assert_eq!(height("down", 1.0), height("down", 2.0), "{slug}");
    }
}

/// While nothing but breath and weight moves it, a foot stays where it stands. Keys that are left out
/// of tracks let it slip by about a hundredth of the creature's height; hips go five times as far.
#[test]
fn feet_stand_still_while_a_creature_breathes() {
    const SLIP_SHARE: f32 = 0.012;
    let mut feet = 0;
    for it in &CREATURES {
        // The figure's rig turns joints and knows no feet.
        if it.kind == "humanoid" {
            continue;
        }
        let model = creature::creature(it.slug);
        let idle = model.clips.iter().find(|clip| clip.name == "idle").unwrap();
        let most = SLIP_SHARE * model.bounds().1.y;
        let standing = model.posed(&model.rest());
        let is_foot = |name: &str| name.starts_with("foot") || name.starts_with("hand");
        for (index, joint) in model.joints.iter().enumerate().filter(|(_, joint)| is_foot(&joint.name)) {
            feet += 1;
            for moment in 0..24 {
                let pose = idle.sample(idle.seconds * moment as f32 / 24.0, model.rest());
                let slip = model.posed(&pose)[index].translation.distance(standing[index].translation);
                assert!(slip < most, "{}: {} slips {slip} m", it.slug, joint.name);
            }
        }
    }
    assert!(feet > 20, "{feet} feet");
}

/// As black shapes of 48 pixels, each as large as it fits, no two creatures are nearly the same.
#[test]
fn creatures_are_told_apart_by_their_shadows() {
    let shadows: Vec<(String, Vec<bool>)> = creature::casts()
        .iter()
        .map(|(slug, cast)| (slug.clone(), sheet::shadow(cast, creature::FACE)))
        .collect();
    for (index, (one, a)) in shadows.iter().enumerate() {
        for (two, b) in &shadows[index + 1..] {
            let [either, differ] = a.iter().zip(b).fold([0, 0], |[either, differ], (a, b)| {
                [either + usize::from(*a || *b), differ + usize::from(a != b)]
            });
            assert!(
                differ * 100 > either * SHAPES_DIFFER_PERCENT,
                "{one} and {two} differ in {differ} of {either} pixels"
            );
        }
    }
}

/// The rim of every base can take the colour of a star.
#[test]
fn every_base_has_its_rim_of_starlight() {
    let star = forge::paint::Slot::Star;
    for asset in creature::assets() {
        let product = forge::pack::produce(&asset);
        let has = |parts: &[Baked]| parts[0].vertices.iter().any(|vertex| vertex.slot == star);
        assert_eq!(product.model.joints[0].name, "base");
        assert!(has(&product.near) && has(&product.far), "{}", asset.id);
    }
}
