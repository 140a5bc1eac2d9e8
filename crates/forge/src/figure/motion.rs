//! How figures move: eleven clips as code, the same for every body.

mod act;
mod gait;
mod stance;

use crate::clip::Clip;
use crate::model::Pose;
use stance::Stance;

use super::rig::Frame;

/// All clips for a body, in the order of their names.
pub fn clips(frame: &Frame) -> Vec<Clip> {
    // Feet and hips were drawn for the reference's legs.
    let legs = (frame.rest(super::rig::Bone::Pelvis).y - 0.085) / 0.64;
    let clip = |name, seconds, looping, at: fn(f32) -> Stance| {
        Clip::of(name, seconds, looping, |phase| -> Pose { at(phase).pose(legs) })
    };
    vec![
        clip("cast", 1.2, false, act::cast),
        clip("cheer", 1.4, true, act::cheer),
        clip("down", 1.1, false, act::down),
        clip("hit", 0.5, false, act::hit),
        clip("idle", 3.2, true, gait::idle),
        clip("run", 0.64, true, gait::run),
        clip("shoot", 1.2, false, act::shoot),
        clip("sit", 1.0, false, act::sit),
        clip("slash", 0.8, false, act::slash),
        clip("thrust", 0.8, false, act::thrust),
        clip("walk", 0.96, true, gait::walk),
    ]
}
