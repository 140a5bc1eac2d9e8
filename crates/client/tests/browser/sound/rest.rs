//! Nothing runs where nobody is, nothing is left behind, and captions come all the same.

use std::rc::Rc;

use client::sound::{Levels, Sound, levels, set_levels};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{
    LOOP, Told, all, emitter, hide, id, put, quiet, round, show, steady,
    studio::{clock, ears, watch},
};
use crate::harbour::{run, sleep};

#[wasm_bindgen_test]
async fn nobody_there_means_that_nothing_runs() {
    let contexts = watch();
    let (sound, told) = quiet();
    assert!(!sound.is_heard(), "nothing sounds before a gesture");
    sound.wake().unwrap();
    contexts.reach("running").await;
    assert!(sound.is_heard());
    hide();
    contexts.reach("suspended").await;
    assert!(!sound.is_heard());
    sound.effect(&id("sound/tick"), None);
    assert!(told.borrow().is_empty());
    show();
    contexts.reach("running").await;
    set_levels(Levels { muted: true, ..levels() });
    contexts.reach("suspended").await;
    // Who has muted it reads it all the same.
    sound.effect(&id("sound/tick"), None);
    assert_eq!(*told.borrow(), ["tick is heard."]);
    set_levels(Levels { muted: false, ..levels() });
    contexts.reach("running").await;
    drop(sound);
    contexts.reach("closed").await;
    assert_eq!(contexts.len(), 1);
}

#[wasm_bindgen_test]
fn captions_come_once_for_what_goes_on_and_always_for_what_happens() {
    let (sound, told) = quiet();
    sound.enter(&[], &[emitter("sound/water", 5.0, 1.0, 6.0), emitter("sound/water", -50.0, 1.0, 6.0)]);
    sound.play("harbour");
    assert_eq!(told.take(), ["water is heard.", "harbour-pad is heard."]);
    sound.listen([-50.0, 0.0, 0.0], [0.0, 0.0, -1.0]);
    sound.intensity(1.0);
    assert_eq!(told.take(), ["harbour-lead is heard."]);
    sound.effect(&id("sound/step"), Some([-49.0, 0.0, 0.0]));
    sound.effect(&id("sound/step"), None);
    sound.murmur("innkeeper", "pleased", None);
    sound.murmur("no one", "p/l", None);
    assert_eq!(told.take(), ["step is heard.", "step is heard.", "innkeeper-pleased is heard."]);
    set_levels(Levels { voice: 0, ..levels() });
    sound.murmur("innkeeper", "pleased", None);
    assert!(told.take().is_empty(), "who turned voices down wants none");
    hide();
    sound.enter(&[id("sound/water")], &[]);
    assert!(told.take().is_empty());
    show();
    assert_eq!(told.take(), ["water is heard."], "who was elsewhere reads it now");
}

#[wasm_bindgen_test]
fn what_is_no_loop_calls_now_and_then_until_it_is_left() {
    let timers = clock();
    let (sound, told) = quiet();
    sound.enter(&[], &[emitter("sound/step", 1.0, 1.0, 6.0)]);
    assert!(told.borrow().is_empty());
    let mut waits = Vec::new();
    for calls in 1..=8 {
        waits.push(timers.ring());
        assert_eq!(told.borrow().len(), calls);
    }
    assert!(waits.iter().all(|it| (4_000.0..=14_000.0).contains(it)), "{waits:?}");
    waits.dedup();
    assert!(waits.len() > 4, "at no regular time: {waits:?}");
    assert_eq!(timers.waiting(), 1);
    hide();
    assert_eq!(timers.waiting(), 0);
    show();
    assert_eq!(timers.waiting(), 1);
    sound.hush();
    assert_eq!(timers.waiting(), 0);
    sound.enter(&[], &[emitter("sound/step", 1.0, 1.0, 6.0)]);
    drop(sound);
    assert_eq!(timers.waiting(), 0);
}

#[wasm_bindgen_test]
async fn ten_of_them_leave_nothing_behind() {
    let contexts = watch();
    let ears = ears();
    let before = ears.count();
    let told = Told::default();
    for _ in 0..10 {
        let hear = told.clone();
        let sound = Sound::new(all(), move |it| hear.borrow_mut().push(it.into())).unwrap();
        assert!(ears.count() > before);
        sound.wake().unwrap();
        put(&sound, "sound/water", &round(0.01), Some(LOOP));
        put(&sound, "sound/tick", &steady(0.5, 0.01), None);
        sound.enter(&[id("sound/water")], &[emitter("sound/step", 1.0, 1.0, 6.0)]);
        sound.ready(&[id("sound/tick")]).await.unwrap();
        sound.effect(&id("sound/tick"), None);
        // Some are gone before what they wait for is decoded.
        put(&sound, "sound/harbour-pad", &round(0.01), Some(LOOP));
        sound.play("harbour");
    }
    assert_eq!(ears.count(), before);
    assert_eq!(contexts.len(), 10);
    contexts.reach("closed").await;
    for _ in 0..100 {
        if Rc::strong_count(&told) == 1 {
            return;
        }
        sleep(50).await;
    }
    panic!("{} still tell", Rc::strong_count(&told) - 1);
}

#[wasm_bindgen_test]
fn without_web_audio_there_is_a_sentence_and_captions_come() {
    run("self.itsAudioContext ??= self.AudioContext; self.AudioContext = undefined");
    let (sound, told) = quiet();
    let woken = sound.wake();
    run("self.AudioContext = self.itsAudioContext");
    assert_eq!(
        woken.unwrap_err().to_string(),
        "This browser plays no sound here. Captions can tell what would be heard."
    );
    sound.effect(&id("sound/tick"), None);
    assert_eq!(*told.borrow(), ["tick is heard."]);
}

#[wasm_bindgen_test]
fn levels_are_kept_and_strange_notes_do_no_harm() {
    run("localStorage.removeItem('farlantern.sound')");
    assert_eq!(levels(), Levels::default());
    let louder = Levels { music: 35, captions: true, ..Levels::default() };
    assert!(set_levels(louder));
    assert_eq!(levels(), louder);
    run(r#"localStorage.setItem('farlantern.sound', '{"music":20,"smell":3}')"#);
    assert_eq!(levels(), Levels { music: 20, ..Levels::default() });
    for strange in ["", "7", "{", r#"{"music":-1}"#, r#"{"music":"loud"}"#] {
        run(&["localStorage.setItem('farlantern.sound', `", strange, "`)"].concat());
        assert_eq!(levels(), Levels::default(), "{strange}");
    }
    run(r#"localStorage.setItem('farlantern.sound', '{"music":255}')"#);
    assert_eq!(levels().music, 100);
    run("localStorage.removeItem('farlantern.sound')");
}
