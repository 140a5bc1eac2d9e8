//! What a model does over time: without jumps, and never without an end.

use glam::{Quat, Vec3};
use model::{Animator, Channel, Clip, Mask, Model, Node, Place, Pose, Values};

const FRAME: f32 = 1.0 / 60.0;

/// Hips that carry a chest with a head and an arm; and ways to move them.
fn doll() -> Model {
    let node = |name: &str, parent| Node {
        name: name.into(),
        parent,
        rest: Place::default(),
        mesh: None,
        far: None,
        socket: false,
        veil: None,
    };
    let turning = |name: &str, looping, parts: &[(usize, f32)]| Clip {
        name: name.into(),
        seconds: 1.0,
        looping,
        channels: parts.iter().map(|(node, angle)| turn(*node, *angle)).collect(),
    };
    Model {
        nodes: vec![node("hips", None), node("chest", Some(0)), node("head", Some(1)), node("arm", Some(1))],
        meshes: vec![],
        clips: vec![
            turning("idle", true, &[(1, 0.1)]),
            turning("walk", true, &[(0, 0.4), (1, -0.4), (3, 0.8)]),
            turning("wave", false, &[(0, 1.5), (3, 2.0)]),
        ],
        ..Model::default()
    }
}

/// There and back within a second.
fn turn(node: usize, angle: f32) -> Channel {
    let turns = [0.0, angle, 0.0].map(Quat::from_rotation_x).to_vec();
    Channel { node, times: vec![0.0, 0.5, 1.0], values: Values::Turns(turns) }
}

fn angle(pose: &Pose, node: usize) -> f32 {
    pose.0[node].turn.angle_between(Quat::IDENTITY)
}

/// The widest turn of any node from one frame to the next.
fn leap(one: &Pose, other: &Pose) -> f32 {
    one.0.iter().zip(&other.0).map(|(one, other)| one.turn.angle_between(other.turn)).fold(0.0, f32::max)
}

#[test]
fn a_clip_gives_way_without_a_leap() {
    let model = doll();
    let mut animator = Animator::new(&model);
    animator.play(0);
    for _ in 0..40 {
        animator.advance(&model, FRAME);
    }
    let mut before = animator.pose().clone();
    animator.play(1);
    for _ in 0..120 {
        animator.advance(&model, FRAME);
        let leap = leap(&before, animator.pose());
        assert!(leap < 0.12, "{leap}");
        before = animator.pose().clone();
    }
    // Asked again, it goes on and does not begin anew.
    animator.play(1);
    animator.advance(&model, FRAME);
    assert!(leap(&before, animator.pose()) < 0.12);
}

#[test]
fn a_deed_takes_its_part_alone_and_ends() {
    let model = doll();
    let mut animator = Animator::new(&model);
    animator.play(1);
    let arm = model.node("arm").unwrap();
    animator.act(model.clip("wave").unwrap(), Mask::below(&model, &[arm]), false);
    assert!(animator.is_busy());
    let (mut widest, mut hips) = (0.0_f32, 0.0_f32);
    let mut before = animator.pose().clone();
    for _ in 0..75 {
        animator.advance(&model, FRAME);
        widest = widest.max(angle(animator.pose(), arm));
        hips = hips.max(angle(animator.pose(), 0));
        assert!(leap(&before, animator.pose()) < 0.35);
        before = animator.pose().clone();
    }
    assert!(widest > 1.9, "the arm waved: {widest}");
    assert!(hips < 0.45, "the hips walked on: {hips}");
    assert!(!animator.is_busy());
}

#[test]
fn a_deed_that_holds_stays_until_it_is_let_go() {
    let mut model = doll();
    // It ends where it is widest.
    let Values::Turns(turns) = &mut model.clips[2].channels[1].values else { panic!("an arm turns") };
    turns[2] = turns[1];
    let mut animator = Animator::new(&model);
    animator.act(2, Mask::whole(&model), true);
    for _ in 0..300 {
        animator.advance(&model, FRAME);
    }
    assert!(animator.is_busy() && angle(animator.pose(), 3) > 1.9);
    animator.let_go();
    for _ in 0..30 {
        animator.advance(&model, FRAME);
    }
    assert!(!animator.is_busy() && angle(animator.pose(), 3) < 1e-3);
}

#[test]
fn a_head_looks_as_far_as_a_neck_goes() {
    let model = doll();
    let mut animator = Animator::new(&model);
    let head = model.node("head").unwrap();
    let mut look = |direction: Option<Vec3>| {
        animator.look(head, direction);
        for _ in 0..180 {
            animator.advance(&model, FRAME);
        }
        animator.pose().0[head].turn * Vec3::Z
    };
    let near = Vec3::new(0.5, 0.2, 1.0).normalize();
    assert!(look(Some(near)).angle_between(near) < 0.01);
    for far in [Vec3::X, Vec3::NEG_X, Vec3::NEG_Z, Vec3::Y, Vec3::NEG_Y, Vec3::new(0.1, 0.0, -1.0)] {
        let sees = look(Some(far));
        let angle = sees.angle_between(Vec3::Z);
        assert!(sees.is_finite() && (0.9..1.15).contains(&angle), "{far}: {angle}");
    }
    for nothing in [None, Some(Vec3::ZERO), Some(Vec3::NAN)] {
        assert!(look(nothing).angle_between(Vec3::Z) < 0.01, "{nothing:?}");
    }
}

#[test]
fn time_may_do_what_it_likes() {
    let model = doll();
    let mut animator = Animator::new(&model);
    animator.play(1);
    for step in [0.0, -1.0, 1e9, f32::NAN, f32::INFINITY, 1e-9] {
        animator.act(2, Mask::whole(&model), false);
        animator.advance(&model, step);
        assert!(animator.pose().matrices(&model).iter().all(|it| it.is_finite()), "{step}");
    }
    // What does not exist is not played.
    animator.play(99);
    animator.act(99, Mask::whole(&model), false);
    for _ in 0..60 {
        animator.advance(&model, FRAME);
    }
    assert!(!animator.is_busy());
}
