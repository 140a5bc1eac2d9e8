//! What comes out of the loudspeakers: without a seam, in step, as loud as it should be.

use client::sound::{Levels, set_levels};
use wasm_bindgen_test::wasm_bindgen_test;
use wire::asset::LoopPoints;

use super::{
    LOOP, full, id, put, quiet, roughness, round, steady,
    studio::{RATE, Studio, loudest},
};

/// Of the forge's own sounds, the smallest loop.
const LANTERN: &[u8] = include_bytes!("place-lantern.mp3");
const LANTERN_TURN: LoopPoints = LoopPoints { start_samples: 12_000, length_samples: 288_000 };

#[wasm_bindgen_test]
async fn a_loop_has_no_seam() {
    let studio = Studio::open(4.0);
    let (sound, _) = quiet();
    set_levels(full());
    sound.wake().unwrap();
    put(&sound, "sound/harbour-pad", &round(0.25), Some(LOOP));
    sound.play("harbour");
    studio.begun(1).await;
    let heard = studio.render().await;
    // It turns at 1.05, 2.05 and 3.05 seconds.
    let rough = roughness(&heard);
    assert!(rough < 0.001, "{rough}");
    assert!((loudest(&heard[RATE * 3..]) - 0.25).abs() < 0.01, "as loud as it went in");
}

#[wasm_bindgen_test]
async fn a_loop_of_the_forge_has_no_seam_either() {
    let studio = Studio::open(12.0);
    let (sound, _) = quiet();
    set_levels(full());
    sound.wake().unwrap();
    put(&sound, "sound/harbour-pad", LANTERN, Some(LANTERN_TURN));
    sound.play("harbour");
    studio.begun(1).await;
    let heard = studio.render().await;
    let length = LANTERN_TURN.length_samples as usize;
    // It turns at `began + length`. Around there it is as rough as anywhere: no step is higher than
    // the highest of the round, and no hundredth of a second is empty.
    let began = (0.05 * RATE as f64) as usize;
    let steps = |span: &[f32]| span.windows(2).map(|it| (it[1] - it[0]).abs()).fold(0.0, f32::max);
    let anywhere = steps(&heard[began + RATE * 3..began + length - RATE / 10]);
    let seam = &heard[began + length - RATE / 50..began + length + RATE / 20];
    assert!(steps(seam) <= anywhere, "{} {anywhere}", steps(seam));
    for span in seam.chunks(RATE / 100) {
        assert!(loudest(span) > 0.0, "a gap");
    }
    // What follows the seam is the beginning, and it is no silence.
    let (first, second) = (&heard[began + RATE * 4..][..RATE], &heard[began + RATE * 4 + length..]);
    let apart = first.iter().zip(second).map(|(one, other)| (one - other).abs()).fold(0.0, f32::max);
    assert!(apart < 0.001 && loudest(first) > 0.01, "{apart}");
}

#[wasm_bindgen_test]
async fn stems_are_in_step_and_follow_the_intensity() {
    for (intensity, expected) in [(0.0, 0.1), (0.375, 0.15), (0.5, 0.2)] {
        let studio = Studio::open(4.0);
        let (sound, told) = quiet();
        set_levels(full());
        sound.wake().unwrap();
        sound.intensity(intensity);
        for name in ["sound/harbour-pad", "sound/harbour-lead"] {
            put(&sound, name, &round(0.1), Some(LOOP));
        }
        sound.play("harbour");
        studio.begun(if intensity > 0.25 { 2 } else { 1 }).await;
        // Only in step do two equal waves add up.
        let heard = studio.render().await;
        let loud = loudest(&heard[RATE * 3..]);
        assert!((loud - expected).abs() < 0.005, "{intensity}: {loud}");
        let captions = if intensity > 0.25 { 2 } else { 1 };
        assert_eq!(told.borrow().len(), captions, "{intensity}");
    }
}

#[wasm_bindgen_test]
async fn a_stem_that_comes_later_is_in_step_too() {
    let studio = Studio::open(6.0);
    let (sound, _) = quiet();
    set_levels(full());
    sound.wake().unwrap();
    put(&sound, "sound/harbour-pad", &round(0.1), Some(LOOP));
    sound.play("harbour");
    studio.begun(1).await;
    let rendering = studio.begin_and_rest_at(1.37).await;
    put(&sound, "sound/harbour-lead", &round(0.1), Some(LOOP));
    sound.intensity(1.0);
    studio.begun(2).await;
    let (heard, _) = studio.go_on(rendering).await;
    assert!((loudest(&heard[RATE..RATE * 5 / 4]) - 0.1).abs() < 0.02);
    let loud = loudest(&heard[RATE * 5..]);
    assert!((loud - 0.2).abs() < 0.005, "{loud}");
    let rough = roughness(&heard);
    assert!(rough < 0.001, "{rough}");
}

#[wasm_bindgen_test]
async fn every_slider_acts_and_softness_stays_as_it_is() {
    for (level, expected) in [(100, 0.2), (50, 0.05), (0, 0.0)] {
        let studio = Studio::open(1.0);
        let (sound, _) = quiet();
        set_levels(full());
        sound.wake().unwrap();
        put(&sound, "sound/tick", &steady(2.0, 0.2), None);
        sound.ready(&[id("sound/tick")]).await.unwrap();
        sound.effect(&id("sound/tick"), None);
        // Live, while it sounds.
        set_levels(Levels { interface: level, ..full() });
        let heard = studio.render().await;
        let loud = loudest(&heard[RATE / 2..]);
        assert!((loud - expected).abs() < 0.004, "{level}: {loud}");
    }
}

#[wasm_bindgen_test]
async fn music_gives_way_while_somebody_speaks() {
    let studio = Studio::open(5.0);
    let (sound, _) = quiet();
    set_levels(full());
    sound.wake().unwrap();
    put(&sound, "sound/harbour-pad", &round(0.2), Some(LOOP));
    put(&sound, "sound/innkeeper-pleased", &steady(1.0, 0.0), None);
    sound.play("harbour");
    sound.ready(&[id("sound/innkeeper-pleased")]).await.unwrap();
    studio.begun(1).await;
    let rendering = studio.begin_and_rest_at(2.5).await;
    // Two who speak at once do not make it softer still.
    sound.murmur("innkeeper", "pleased", None);
    sound.murmur("innkeeper", "pleased", None);
    let (heard, _) = studio.go_on(rendering).await;
    let loud = |from: usize| loudest(&heard[from..from + RATE / 10]);
    let (before, meanwhile, after) = (loud(RATE * 2), loud(RATE * 3), loud(RATE * 49 / 10));
    assert!((before - 0.2).abs() < 0.005, "{before}");
    assert!((meanwhile - 0.1).abs() < 0.005, "{meanwhile}");
    assert!(after > 0.195, "{after}");
}

#[wasm_bindgen_test]
async fn too_much_is_limited() {
    let studio = Studio::open(1.0);
    let (sound, _) = quiet();
    set_levels(full());
    sound.wake().unwrap();
    put(&sound, "sound/tick", &steady(2.0, 0.9), None);
    sound.ready(&[id("sound/tick")]).await.unwrap();
    for _ in 0..8 {
        sound.effect(&id("sound/tick"), None);
    }
    let heard = studio.render().await;
    let loud = loudest(&heard[RATE / 2..]);
    assert!(loud > 0.6 && loud < 1.0, "{loud}");
}

#[wasm_bindgen_test]
async fn what_is_far_is_soft_and_what_is_left_is_heard_left() {
    let heard_from = async |x: f32| {
        let studio = Studio::open(1.0);
        let (sound, told) = quiet();
        set_levels(full());
        sound.wake().unwrap();
        // One looks along -z, so that +x is to the right.
        sound.listen([0.0, 0.0, 0.0], [0.0, 0.0, -1.0]);
        put(&sound, "sound/tick", &steady(2.0, 0.2), None);
        sound.ready(&[id("sound/tick")]).await.unwrap();
        sound.effect(&id("sound/tick"), Some([x, 0.0, 0.0]));
        let told = told.borrow().len();
        let (left, right) = studio.render_both().await;
        (loudest(&left[RATE / 2..]), loudest(&right[RATE / 2..]), told)
    };
    let (left, right, _) = heard_from(-3.0).await;
    assert!(left > 0.15 && right < 0.01, "{left} {right}");
    let (_, near, _) = heard_from(3.0).await;
    let (_, far, _) = heard_from(20.0).await;
    assert!(near > 2.0 * far && far > 0.01, "{near} {far}");
    assert_eq!(heard_from(31.0).await, (0.0, 0.0, 0), "out of earshot nothing is told, either");
}
