//! Every model is read by what people's browsers read it with, and moves there.

use forge::{glb, scene, shelf};
use model::{Animator, Model, Pose};

use super::of_all;

/// The clips that are promised of all of a family, whatever else there is.
const PROMISED: [(&str, &[&str]); 3] = [
    ("figure", &["cast", "cheer", "down", "hit", "idle", "run", "shoot", "sit", "slash", "thrust", "walk"]),
    ("planet", &["turn"]),
    ("star", &["turn"]),
];
/// Share of a clip between two looks at it.
const STEPS: usize = 12;

#[test]
fn every_model_is_read_and_moves() {
    of_all(|asset, product| {
        let model = match Model::read(&glb::write(&product.model, &product.near, &product.far)) {
            Ok(model) => model,
            Err(why) => return vec![why.to_string()],
        };
        let mut faults = Vec::new();
        let near: usize = product.near.iter().filter(|part| !part.indices.is_empty()).count();
        let hung = model.nodes.iter().filter(|node| node.mesh.is_some()).count();
        if hung != near {
            faults.push(format!("{hung} of {near} parts are read"));
        }
        for joint in &product.model.joints {
            if model.node(&joint.name).is_none() {
                faults.push(format!("{} is not read", joint.name));
            }
        }
        for socket in &product.model.sockets {
            if !model.node(&socket.name).is_some_and(|it| model.nodes[it].socket) {
                faults.push(format!("{} is no socket", socket.name));
            }
        }
        let made = product.model.clips.iter().map(|clip| clip.name);
        let promised =
            PROMISED.iter().filter(|it| it.0 == asset.family()).flat_map(|it| it.1.iter().copied());
        for name in made.chain(promised) {
            match model.clip(name) {
                Some(clip) => faults.extend(stillness(&model, clip).map(|it| format!("{name} {it}"))),
                None => faults.push(format!("{name} is not read")),
            }
        }
        faults
    });
}

/// Whether a clip leaves everything as it was, or leads out of the world.
fn stillness(model: &Model, clip: usize) -> Option<&'static str> {
    let mut animator = Animator::new(model);
    animator.play(clip);
    let mut moved = false;
    for _ in 0..STEPS {
        animator.advance(model, model.clips[clip].seconds / STEPS as f32);
        let pose: &Pose = animator.pose();
        moved |= *pose != model.rest();
        if !pose.matrices(model).iter().all(glam::Mat4::is_finite) {
            return Some("is not finite");
        }
    }
    (!moved).then_some("moves nothing")
}

/// What the harbour plays is there to be played, and whatever it needs is made.
#[test]
fn the_harbour_asks_for_what_there_is() {
    let shelf = shelf::assets();
    let find = |id: &str| shelf.iter().find(|asset| asset.id == id);
    let harbour = scene::harbour();
    let missing: Vec<&str> =
        harbour.assets().into_iter().map(|id| id.as_str()).filter(|id| find(id).is_none()).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let played = harbour.instances.iter().filter_map(|it| Some((it.asset.as_str(), it.clip.as_deref()?)));
    let stood = harbour.keepers.iter().map(|it| (it.figure.as_str(), it.pose.as_str()));
    for (id, clip) in played.chain(stood) {
        let model = find(id).unwrap().model();
        assert!(model.clips.iter().any(|it| it.name == clip), "{id} has no clip {clip}");
    }
}
