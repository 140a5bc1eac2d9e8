//! Ways over the ground: they lead where they should, and never through anything.
#![expect(clippy::unwrap_used, reason = "a helper of tests may fail as they do")]

use glam::Vec2;
use staging::{Ground, Walker};
use wire::scene::{Fog, Keeper, Obstacle, Rig, Scene, Spot, VERSION, View};

fn rig() -> Rig {
    Rig {
        toward_key: [0.0, 1.0, 0.0],
        key: [1.0; 3],
        sky: [1.0; 3],
        ground: [1.0; 3],
        rim: [1.0; 3],
        exposure: 1.0,
        fog: Fog { colour: [0.0; 3], density: 0.0, falloff: 1.0 },
        zenith: [0.0; 3],
        horizon: [0.0; 3],
        stars: 0.0,
        lanterns: 1.0,
    }
}

/// A yard of twenty by twelve metres, with a wall across it that leaves one gap, a tub and a keeper.
fn yard() -> Scene {
    Scene {
        v: VERSION,
        id: "scene/yard".parse().unwrap(),
        sea_level: -1.0,
        instances: vec![],
        day: rig(),
        night: rig(),
        lights: vec![],
        walk: vec![[-10.0, -6.0], [10.0, -6.0], [10.0, 6.0], [-10.0, 6.0]],
        obstacles: vec![
            Obstacle::Box { at: [0.0, -2.0], half: [0.4, 4.0], yaw: 0.0 },
            Obstacle::Box { at: [5.0, 0.0], half: [2.0, 0.3], yaw: 45.0 },
            Obstacle::Circle { at: [-5.0, 1.0], radius: 1.0 },
        ],
        views: vec![View {
            name: "yard".into(),
            eye: [0.0, 5.0, 12.0],
            target: [0.0; 3],
            field: 40.0,
            sentence: String::new(),
        }],
        spawn: Spot { at: [-8.0, 0.0, 0.0], yaw: 0.0 },
        keepers: vec![Keeper {
            name: "Somebody".into(),
            figure: "figure/human".parse().unwrap(),
            spot: Spot { at: [-2.0, 0.0, 4.0], yaw: 0.0 },
            pose: "idle".into(),
            outfit: None,
            cloak: None,
            trim: None,
        }],
        sounds: vec![],
    }
}

/// Numbers that are the same each time.
fn numbers(mut seed: u32) -> impl FnMut() -> f32 {
    move || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as f32 / (1u32 << 24) as f32
    }
}

#[test]
fn what_stands_there_is_not_free() {
    let ground = Ground::of(&yard());
    for (at, free) in [
        ([-8.0, 0.0], true),
        ([0.0, -2.0], false),
        ([0.6, -2.0], false),
        ([0.9, -2.0], true),
        ([0.0, 4.0], true),
        ([-5.0, 1.0], false),
        ([-2.0, 4.0], false),
        // The slanting wall reaches from here …
        ([4.0, 1.0], false),
        ([6.0, -1.0], false),
        // … and not to there.
        ([6.2, 1.2], true),
        ([11.0, 0.0], false),
        ([f32::NAN, 0.0], false),
    ] {
        assert_eq!(ground.is_free(Vec2::from(at)), free, "{at:?}");
    }
}

#[test]
fn a_way_never_goes_through_anything() {
    let ground = Ground::of(&yard());
    let mut next = numbers(7);
    let mut place = || Vec2::new(next() * 22.0 - 11.0, next() * 14.0 - 7.0);
    let mut long = 0;
    for _ in 0..300 {
        let (from, to) = (ground.nearest(place()).unwrap(), place());
        let way = ground.way(from, to);
        assert!(!way.is_empty(), "{from} {to}");
        let mut at = from;
        for corner in &way {
            assert!(ground.is_clear(at, *corner), "{from} {to}: {at} {corner}");
            at = *corner;
        }
        assert_eq!(Some(at), ground.nearest(to), "{from} {to}");
        long += usize::from(way.len() > 1);
    }
    assert!(long > 30, "only {long} ways had a corner");
}

#[test]
fn where_no_way_leads_there_is_none() {
    let mut scene = yard();
    scene.obstacles[0] = Obstacle::Box { at: [0.0, 0.0], half: [0.4, 7.0], yaw: 0.0 };
    let ground = Ground::of(&scene);
    assert_eq!(ground.way(Vec2::new(-8.0, 0.0), Vec2::new(8.0, 2.0)), vec![]);
    assert_eq!(Ground::default().way(Vec2::ZERO, Vec2::ONE), vec![]);
    scene.walk.truncate(2);
    assert!(Ground::of(&scene).nearest(Vec2::ZERO).is_none());
    scene.walk = vec![[f32::MAX, 0.0], [-f32::MAX, 0.0], [0.0, f32::MAX]];
    assert!(Ground::of(&scene).nearest(Vec2::ZERO).is_none());
}

#[test]
fn a_figure_arrives_and_never_stands_in_anything() {
    let ground = Ground::of(&yard());
    let mut next = numbers(3);
    let mut walker = Walker::new(Vec2::new(-8.0, 0.0), 0.0);
    for _ in 0..20 {
        let to = Vec2::new(next() * 20.0 - 10.0, next() * 12.0 - 6.0);
        let end = walker.go(&ground, to).unwrap();
        assert!(walker.is_moving(), "it is on its way before any time has passed");
        for _ in 0..2_000 {
            walker.advance(&ground, 1.0 / 30.0, Vec2::ZERO);
            assert!(ground.is_free(walker.at), "{}", walker.at);
        }
        assert!(walker.at.distance(end) < 1e-3, "{} is not {end}", walker.at);
    }
}

#[test]
fn whoever_steers_slides_along_walls() {
    let ground = Ground::of(&yard());
    let mut next = numbers(11);
    let mut walker = Walker::new(Vec2::new(-8.0, 0.0), 0.0);
    let mut furthest = 0.0_f32;
    for _ in 0..4_000 {
        let steer = Vec2::from_angle(next() * std::f32::consts::TAU);
        for _ in 0..4 {
            walker.advance(&ground, 1.0 / 30.0, steer);
        }
        assert!(ground.is_free(walker.at), "{}", walker.at);
        furthest = furthest.max(walker.at.x);
    }
    assert!(furthest > 0.5, "it never found the gap");
}

#[test]
fn who_is_left_alone_sits_down_and_gets_up_again() {
    let ground = Ground::of(&yard());
    let mut walker = Walker::new(Vec2::new(-8.0, 0.0), 0.0);
    let mut clips = vec![];
    for second in 0..120 {
        if second == 60 {
            walker.go(&ground, Vec2::new(-8.0, 2.0));
        }
        for _ in 0..10 {
            walker.advance(&ground, 0.1, Vec2::ZERO);
        }
        if clips.last() != Some(&walker.gait().clip()) {
            clips.push(walker.gait().clip());
        }
    }
    assert_eq!(clips, ["idle", "sit", "walk", "idle", "sit"]);
}
