//! What is promised of every piece of the harbour, and of the scene that they make.

use std::collections::BTreeSet;

use forge::{bake, harbour, measure, occlusion, pack, prop, scene};

#[test]
fn every_piece_keeps_its_promises() {
    let mut faults = Vec::new();
    for asset in harbour::assets().into_iter().chain(prop::assets()) {
        let model = asset.model();
        let baked = bake::bake(&model, &asset.beside(), asset.stands);
        let found = measure::measure(&baked);
        let mut claim = |holds: bool, what: String| {
            if !holds {
                faults.push(format!("{} {what}", asset.id));
            }
        };
        let [least, most] = asset.budget;
        claim((least..=most).contains(&found.triangles), format!("has {} triangles", found.triangles));
        claim(found.broken == 0, format!("has {} broken vertices", found.broken));
        claim(found.off_palette == 0, format!("has {} vertices off the palette", found.off_palette));
        let [dark, light] = found.occlusion;
        claim(
            dark >= occlusion::DARKEST && light <= occlusion::LIGHTEST,
            format!("is {dark} to {light} open"),
        );
        for joint in &model.joints {
            let (leaks, slivers) = (measure::leaks(&joint.mesh), measure::slivers(&joint.mesh));
            claim(!asset.watertight || leaks == 0, format!("{} leaks at {leaks} edges", joint.name));
            claim(slivers == 0, format!("{} has {slivers} faces without area", joint.name));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_scene_is_read_back_as_it_was() {
    let harbour = scene::harbour();
    let text = pack::scene_text(&harbour).unwrap();
    assert_eq!(wire::scene::Scene::read(&text).unwrap(), harbour);
}

/// Ship and figures are made elsewhere; all else must be there.
#[test]
fn the_scene_needs_only_what_is_made() {
    let made: BTreeSet<String> = forge::shelf::assets().into_iter().map(|asset| asset.id).collect();
    let harbour = scene::harbour();
    let needed = harbour.assets().into_iter().map(|id| id.as_str());
    let missing: Vec<&str> = needed
        .filter(|id| !made.contains(*id) && !id.starts_with("figure/") && !id.starts_with("ship/"))
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn who_stands_in_the_harbour_stands_on_its_ground() {
    let harbour = scene::harbour();
    let [x, _, z] = harbour.spawn.at;
    assert!(is_inside(&harbour.walk, [x, z]));
    for obstacle in &harbour.obstacles {
        use wire::scene::Obstacle::{Box, Circle};
        let (at, reach) = match obstacle {
            Circle { at, radius } => (at, *radius),
            Box { at, half, .. } => (at, half[0].hypot(half[1])),
        };
        assert!((at[0] - x).hypot(at[1] - z) > reach + 0.4, "the visitor arrives in {obstacle:?}");
    }
    let names: Vec<&str> = harbour.views.iter().map(|view| view.name.as_str()).collect();
    assert_eq!(names, ["harbour", "shop", "trunk-room", "board", "ship"]);
    assert!(harbour.views.iter().all(|view| view.sentence.ends_with('.')));
}

fn is_inside(outline: &[[f32; 2]], [x, z]: [f32; 2]) -> bool {
    let next = outline.iter().cycle().skip(1);
    let crossed = outline.iter().zip(next).filter(|(one, two)| {
        (one[1] > z) != (two[1] > z) && x < (two[0] - one[0]) * (z - one[1]) / (two[1] - one[1]) + one[0]
    });
    crossed.count() % 2 == 1
}

#[test]
fn the_sky_says_whose_stars_it_shows() {
    let sky = pack::sky_file().unwrap();
    let list = forge::sky::stars::Sky::read(std::str::from_utf8(&sky.bytes).unwrap()).unwrap();
    assert!(list.stars.len() > 800 && sky.credits.iter().any(|it| it.author.contains("Gaia")));
}
