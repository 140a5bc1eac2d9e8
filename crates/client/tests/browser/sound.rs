//! Sound: seamless, within its limits, silent when nobody is there, and told to who does not hear it.

mod heard;
mod rest;
mod studio;
mod voice;

use std::{cell::RefCell, rc::Rc};

use client::sound::{Levels, Sound};
use js_sys::Uint8Array;
use wire::{
    asset::{ContentId, LoopPoints},
    scene::Emitter,
    sound::{self as list, Channel, Kind, Sounds},
};

use super::harbour::run;
use studio::{RATE, wave};

/// A loop of a second with a quarter of a second of itself on both sides.
const ROLL: usize = 12_000;
const LOOP: LoopPoints = LoopPoints { start_samples: ROLL as u64, length_samples: RATE as u64 };

fn id(it: &str) -> ContentId {
    it.parse().unwrap()
}

fn sound(name: &str, kind: Kind, channel: Channel) -> list::Sound {
    let name = id(name);
    list::Sound {
        family: name.clone(),
        caption: [name.slug(), " is heard."].concat(),
        id: name,
        variant: 1,
        variants: 1,
        kind,
        group: "test".into(),
        channel,
        channels: 1,
        seconds: 1.5,
        lufs: -20.0,
        true_peak_db: -3.0,
        first_scene: false,
        enters: None,
    }
}

fn stem(name: &str, enters: f64) -> list::Sound {
    list::Sound { enters: Some(enters), ..sound(name, Kind::Stem, Channel::Music) }
}

fn all() -> Sounds {
    let step = |variant: u8| list::Sound {
        id: id(&["sound/step-", &variant.to_string()].concat()),
        variant,
        variants: 3,
        ..sound("sound/step", Kind::Once, Channel::Effects)
    };
    Sounds::of(vec![
        step(1),
        step(2),
        step(3),
        sound("sound/tick", Kind::Once, Channel::Interface),
        sound("sound/water", Kind::Loop, Channel::Ambience),
        sound("sound/innkeeper-pleased", Kind::Once, Channel::Voice),
        stem("sound/harbour-pad", 0.0),
        stem("sound/harbour-lead", 0.5),
    ])
}

/// What was told so far.
type Told = Rc<RefCell<Vec<String>>>;

/// Sound in a browser that was never here, and what it tells.
fn quiet() -> (Sound, Told) {
    run("localStorage.removeItem('farlantern.sound')");
    show();
    let told = Told::default();
    let hear = told.clone();
    let sound = Sound::new(all(), move |it| hear.borrow_mut().push(it.into())).unwrap();
    (sound, told)
}

fn put(sound: &Sound, name: &str, bytes: &[u8], turn: Option<LoopPoints>) {
    sound.put(&id(name), &Uint8Array::from(bytes), turn);
}

/// 401 hertz, in radians a sample: whole rounds fit into the loop, and half of one too many into the
/// file, so that who turns anywhere else is heard.
const TONE: f64 = std::f64::consts::TAU * 401.0 / RATE as f64;

/// A loop of that tone.
fn round(peak: f64) -> Vec<u8> {
    wave(RATE + 2 * ROLL, |at| peak * (TONE * at as f64).cos())
}

/// How far samples are from going on as one tone does that neither jumps nor ends.
fn roughness(samples: &[f32]) -> f32 {
    let turn = 2.0 * TONE.cos() as f32;
    samples.windows(3).map(|it| (it[0] + it[2] - turn * it[1]).abs()).fold(0.0, f32::max)
}

/// A steady level.
fn steady(seconds: f64, level: f64) -> Vec<u8> {
    wave((seconds * RATE as f64) as usize, |_| level)
}

fn full() -> Levels {
    Levels {
        music: 100,
        ambience: 100,
        effects: 100,
        interface: 100,
        voice: 100,
        muted: false,
        captions: false,
    }
}

fn hide() {
    run("Object.defineProperty(document, 'hidden', { value: true, configurable: true });
         document.dispatchEvent(new Event('visibilitychange'));");
}

fn show() {
    run("Object.defineProperty(document, 'hidden', { value: false, configurable: true });
         document.dispatchEvent(new Event('visibilitychange'));");
}

fn emitter(name: &str, x: f32, near: f32, far: f32) -> Emitter {
    Emitter { sound: id(name), at: [x, 0.0, 0.0], near, far }
}
