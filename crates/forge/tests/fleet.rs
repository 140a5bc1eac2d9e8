//! Ships, planets and sky: what is promised of each is measured.

use forge::bake::Baked;
use forge::measure::{leaks, measure, slivers};
use forge::occlusion::{DARKEST, LIGHTEST};
use forge::pack::produce;
use forge::shelf::{Asset, assets};

const FAMILIES: [&str; 4] = ["nebula", "planet", "ship", "star"];

fn ours() -> Vec<Asset> {
    assets().into_iter().filter(|asset| FAMILIES.contains(&asset.family())).collect()
}

#[test]
fn every_model_keeps_its_promises() {
    let mut broken = Vec::new();
    for asset in ours() {
        let product = produce(&asset);
        let solid: Vec<Baked> = product.near.iter().filter(|part| part.veil.is_none()).cloned().collect();
        let (all, seen) = (measure(&product.near), measure(&solid));
        let far: usize = product.far.iter().map(Baked::triangles).sum();
        println!("{:<22} {:>5} far {far:>5} {:?}", asset.id, all.triangles, seen.occlusion);
        let mut say = |wrong: bool, what: &str| {
            if wrong {
                broken.push(format!("{}: {what} {all:?}", asset.id));
            }
        };
        say(!(asset.budget[0]..=asset.budget[1]).contains(&all.triangles), "out of budget");
        say(all.off_palette > 0 || all.broken > 0, "broken vertices");
        if !solid.is_empty() {
            say(seen.occlusion[0] < DARKEST - 0.01 || seen.occlusion[1] > LIGHTEST + 0.01, "occlusion");
        }
        for joint in &product.model.joints {
            say(
                asset.watertight && leaks(&joint.mesh) > 0,
                &format!("{} leaks {}", joint.name, leaks(&joint.mesh)),
            );
            say(slivers(&joint.mesh) > 0, &format!("{} has {} slivers", joint.name, slivers(&joint.mesh)));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_ship_has_light_engine_berths_a_flag_and_a_way_to_move() {
    for asset in ours().iter().filter(|asset| asset.family() == "ship") {
        let model = asset.model();
        for begins in
            ["socket_light_fore", "socket_light_aft", "socket_engine", "socket_berth_0", "socket_flag"]
        {
            assert!(model.sockets.iter().any(|it| it.name.starts_with(begins)), "{}: {begins}", asset.id);
        }
        let names: Vec<&str> = model.clips.iter().map(|clip| clip.name).collect();
        let wanted = if asset.slug() == "sloop-moored" { "idle" } else { "sail" };
        assert_eq!(names, [wanted], "{}", asset.id);
        assert!(model.clips[0].tracks.iter().all(|track| track.joint < model.joints.len()));
    }
}
