//! Single sounds: never too many, never twice the same, and no damaged one does harm.

use client::sound::set_levels;
use wasm_bindgen_test::wasm_bindgen_test;
use wire::asset::LoopPoints;

use super::{
    LOOP, emitter, full, id, put, quiet, round, steady,
    studio::{Studio, loudest, watch},
};
use crate::harbour::sleep;

#[wasm_bindgen_test]
async fn voices_have_a_limit_and_come_to_an_end() {
    let contexts = watch();
    let (sound, _) = quiet();
    sound.wake().unwrap();
    contexts.reach("running").await;
    put(&sound, "sound/tick", &steady(0.3, 0.01), None);
    sound.ready(&[id("sound/tick")]).await.unwrap();
    for _ in 0..40 {
        sound.effect(&id("sound/tick"), None);
    }
    assert_eq!(sound.voices(), 16);
    for _ in 0..100 {
        if sound.voices() == 0 {
            return;
        }
        sleep(50).await;
    }
    panic!("{} voices never end", sound.voices());
}

#[wasm_bindgen_test]
async fn no_variant_comes_twice_in_a_row() {
    let studio = Studio::open(1.0);
    let (sound, told) = quiet();
    set_levels(full());
    sound.wake().unwrap();
    for (name, level) in [("sound/step-1", 0.1), ("sound/step-2", 0.2), ("sound/step-3", 0.3)] {
        put(&sound, name, &steady(0.1, level), None);
    }
    sound.ready(&["sound/step-1", "sound/step-2", "sound/step-3"].map(id)).await.unwrap();
    for _ in 0..60 {
        sound.effect(&id("sound/step"), None);
    }
    assert_eq!(told.borrow().len(), 60);
    // A variant is known by its level; its pitch is never far from its own.
    let played = studio.played();
    assert_eq!(played.len(), 60);
    for pair in played.windows(2) {
        assert_ne!(pair[0].0, pair[1].0);
    }
    let pitches: Vec<f64> = played.iter().map(|it| it.1).collect();
    assert!(pitches.iter().all(|it| (0.949..=1.051).contains(it)), "{pitches:?}");
    assert!(pitches.iter().any(|it| (it - pitches[0]).abs() > 0.001), "no two are alike");
    let kinds: std::collections::BTreeSet<_> = played.iter().map(|it| it.0).collect();
    assert_eq!(kinds.len(), 3);
}

#[wasm_bindgen_test]
async fn what_is_damaged_is_named_and_harms_nothing() {
    let studio = Studio::open(1.0);
    let (sound, _) = quiet();
    set_levels(full());
    sound.wake().unwrap();
    put(&sound, "sound/tick", &[1, 2, 3, 4], None);
    put(&sound, "sound/step-1", &[], None);
    put(&sound, "sound/step-2", &steady(1.5, 0.1), None);
    let trouble = sound.ready(&[id("sound/tick")]).await.unwrap_err();
    assert_eq!(trouble.to_string(), "sound/tick is damaged and cannot be heard.");
    let trouble = sound.ready(&[id("sound/step-3")]).await.unwrap_err();
    assert_eq!(trouble.to_string(), "sound/step-3 is not here yet.");
    assert!(sound.ready(&["sound/step-1", "sound/step-2"].map(id)).await.is_err());
    // A loop whose points lie behind its end, and one that has none.
    let far = LoopPoints { start_samples: 0, length_samples: 10_000_000 };
    put(&sound, "sound/harbour-pad", &round(0.1), Some(far));
    put(&sound, "sound/harbour-lead", &round(0.1), None);
    sound.intensity(1.0);
    sound.play("harbour");
    sound.ready(&["sound/harbour-pad", "sound/harbour-lead"].map(id)).await.unwrap();
    for name in ["sound/tick", "sound/step", "sound/none"] {
        sound.effect(&id(name), None);
    }
    sound.enter(&[id("sound/none")], &[emitter("sound/water", f32::NAN, -1.0, f32::INFINITY)]);
    sound.listen([f32::NAN; 3], [0.0; 3]);
    sound.intensity(f32::NAN);
    put(&sound, "sound/water", &round(0.1), Some(LOOP));
    sound.ready(&[id("sound/water")]).await.unwrap();
    let heard = studio.render().await;
    assert!(loudest(&heard) <= 0.11);
}
