//! The sky, the hour and the camera: what stands where, and when.
#![expect(clippy::unwrap_used, reason = "a helper of tests may fail as they do")]

use glam::{Vec2, Vec3};
use staging::{Camera, Shot, Sky, daylight, flicker};

const LIST: &[u8] = include_bytes!("../../../content/sky/bright.json");

/// Degrees above the horizon and from south over west, of the star at that place of the list.
fn stands(star: usize, day: f32, hours: f32) -> (f32, f32) {
    let sky = Sky::read(LIST).unwrap();
    let at = Sky::harbour_from_sky(day, hours) * sky.stars[star].toward;
    (at.y.asin().to_degrees(), at.x.atan2(-at.z).to_degrees())
}

#[test]
fn the_list_is_read() {
    let sky = Sky::read(LIST).unwrap();
    assert!(sky.stars.len() > 900);
    assert!(sky.stars.iter().all(|it| (it.toward.length() - 1.0).abs() < 1e-5));
    assert!(sky.stars.is_sorted_by(|one, other| one.magnitude <= other.magnitude));
}

#[test]
fn stars_stand_where_almanacs_have_them() {
    // Sirius, the first of the list, culminates on the evening of 16 February at nine by the sun, 28 degrees
    // high at 45 degrees north.
    let (height, side) = stands(0, 46.0, 21.0);
    assert!((height - 28.3).abs() < 0.5 && side.abs() < 1.5, "{height} {side}");
    // Three hours before it stood in the south-east, three hours later in the south-west.
    assert!(stands(0, 46.0, 18.0).1 < -30.0);
    assert!(stands(0, 46.0, 24.0).1 > 30.0);
    // In August it is up by day, and not in the evening.
    assert!(stands(0, 219.0, 22.0).0 < 0.0);
    // Vega, fourth of the list, stands high in August.
    assert!(stands(3, 219.0, 21.5).0 > 75.0);
}

#[test]
fn lists_that_are_none_are_refused() {
    for bytes in [
        &b""[..],
        b"[]",
        b"{\"stars\":[[1]]}",
        b"{\"stars\":[[1,\"a\",3,4,5]]}",
        b"{\"stars\":{}}",
        &LIST[..LIST.len() / 2],
    ] {
        assert!(Sky::read(bytes).is_err(), "{:?}", String::from_utf8_lossy(&bytes[..bytes.len().min(40)]));
    }
    let many = ["{\"stars\":[", &"[1,2,3,4,5],".repeat(5_000), "[1,2,3,4,5]]}"].concat();
    assert!(Sky::read(many.as_bytes()).is_err());
}

#[test]
fn days_are_light_and_nights_are_dark() {
    for (hours, light) in
        [(0.0, 0.0), (3.0, 0.0), (9.0, 1.0), (12.0, 1.0), (17.0, 1.0), (22.0, 0.0), (24.0, 0.0)]
    {
        assert_eq!(daylight(hours), light, "{hours}");
    }
    let mut before = daylight(0.0);
    for minute in 0..24 * 60 {
        let now = daylight(minute as f32 / 60.0);
        assert!((0.0..=1.0).contains(&now) && (now - before).abs() < 0.03, "{minute}");
        before = now;
    }
    assert_eq!(daylight(f32::NAN), daylight(0.0));
}

#[test]
fn lights_flicker_and_never_go_out() {
    let mut seen = (f32::MAX, f32::MIN);
    for frame in 0..2_000 {
        let now = flicker(frame as f32 / 30.0, 3, 0.1);
        seen = (seen.0.min(now), seen.1.max(now));
        assert_eq!(flicker(frame as f32 / 30.0, 3, 0.0), 1.0);
    }
    assert!(seen.0 > 0.89 && seen.0 < 0.95 && seen.1 < 1.11 && seen.1 > 1.05, "{seen:?}");
}

const SHOT: Shot = Shot { eye: Vec3::new(4.0, 5.0, 17.0), target: Vec3::new(0.0, 1.0, -2.0), field: 40.0 };

#[test]
fn what_is_pointed_at_is_where_it_is_seen() {
    for aspect in [0.46, 1.0, 1.6, 2.4] {
        for at in [Vec2::ZERO, Vec2::new(0.7, -0.5), Vec2::new(-0.9, -0.9)] {
            let there = SHOT.meets(at, aspect, 0.0).unwrap();
            assert!(there.y.abs() < 1e-3);
            let seen = SHOT.seen(there, aspect).unwrap();
            assert!(seen.distance(at) < 1e-3, "{aspect} {at} {seen}");
        }
    }
    // Above the horizon the ground is never met; behind the eye nothing is seen.
    assert!(SHOT.meets(Vec2::new(0.0, 0.99), 1.6, 0.0).is_none());
    assert!(SHOT.seen(SHOT.eye + Vec3::Z * 5.0, 1.6).is_none());
}

#[test]
fn a_camera_arrives_without_a_leap() {
    let there = Shot { eye: Vec3::new(-6.0, 2.0, 3.0), target: Vec3::new(-9.0, 2.0, -5.0), field: 42.0 };
    let mut camera = Camera::at(SHOT);
    camera.go(there, false);
    let mut before = camera.shot();
    for _ in 0..90 {
        camera.advance(1.0 / 60.0);
        let now = camera.shot();
        assert!(now.eye.distance(before.eye) < 1.1, "{}", now.eye.distance(before.eye));
        before = now;
    }
    assert!(!camera.is_moving());
    assert!(camera.shot().eye.distance(there.eye) < 1e-4);
    camera.go(SHOT, true);
    assert_eq!(camera.shot(), SHOT);
}
