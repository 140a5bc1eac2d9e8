//! What is promised of the harbour as a place.

use forge::{pack, scene};

#[test]
fn the_scene_is_read_back_as_it_was() {
    let harbour = scene::harbour();
    let text = pack::scene_text(&harbour).unwrap();
    assert_eq!(wire::scene::Scene::read(&text).unwrap(), harbour);
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
