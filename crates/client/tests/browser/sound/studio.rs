//! Stands in for loudspeakers, without a clock: what would be heard comes out as samples.

use js_sys::{Array, Float32Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::super::harbour::{run, sleep};

/// Samples a second.
pub(super) const RATE: usize = 48_000;

/// Every AudioContext that is made writes down what it plays.
pub(super) struct Studio;

impl Studio {
    /// The next AudioContext renders so many seconds, and is always running.
    pub(super) fn open(seconds: f64) -> Self {
        let samples = (seconds * RATE as f64) as usize;
        let script = [
            "self.itsAudioContext ??= self.AudioContext;
             self.itsPlayed = [];
             self.AudioContext = class extends OfflineAudioContext {
                constructor() { super(2, ",
            &samples.to_string(),
            ", 48000); self.itsStudio = this; }
                get state() { return 'running'; }
                resume() { return Promise.resolve(); }
                suspend() { return Promise.resolve(); }
                close() { return Promise.resolve(); }
                createBufferSource() {
                    const source = super.createBufferSource();
                    const start = source.start.bind(source);
                    source.start = (...when) => {
                        self.itsPlayed.push([source.buffer.getChannelData(0)[0], source.playbackRate.value]);
                        start(...when);
                    };
                    return source;
                }
             };",
        ];
        run(&script.concat());
        Self
    }

    /// Waits until so many sounds have begun: what is decoded begins in a task of its own.
    pub(super) async fn begun(&self, sounds: usize) {
        for _ in 0..400 {
            if ask("self.itsPlayed.length") as usize >= sounds {
                return;
            }
            sleep(25).await;
        }
        panic!("{sounds} sounds never began");
    }

    /// The left side of all that was to be heard.
    pub(super) async fn render(&self) -> Vec<f32> {
        self.render_both().await.0
    }

    pub(super) async fn render_both(&self) -> (Vec<f32>, Vec<f32>) {
        sides(promise(RENDER)).await
    }

    /// Begins to render, and comes back when it rests there.
    pub(super) async fn begin_and_rest_at(&self, seconds: f64) -> Promise {
        let rest = ["OfflineAudioContext.prototype.suspend.call(self.itsStudio, ", &seconds.to_string(), ")"];
        let rests = promise(&rest.concat());
        let rendering = promise(RENDER);
        JsFuture::from(rests).await.unwrap();
        rendering
    }

    pub(super) async fn go_on(&self, rendering: Promise) -> (Vec<f32>, Vec<f32>) {
        run("OfflineAudioContext.prototype.resume.call(self.itsStudio);");
        sides(rendering).await
    }

    /// The first sample in hundredths, and the pitch, of each sound that was begun.
    pub(super) fn played(&self) -> Vec<(i32, f64)> {
        run("self.AudioContext = self.itsAudioContext;");
        let played: Array = Reflect::get(&js_sys::global(), &"itsPlayed".into()).unwrap().unchecked_into();
        let pair = |it: JsValue| {
            let it: Array = it.unchecked_into();
            ((it.get(0).as_f64().unwrap() * 100.0).round() as i32, it.get(1).as_f64().unwrap())
        };
        played.iter().map(pair).collect()
    }
}

const RENDER: &str =
    "self.itsStudio.startRendering().then((it) => [it.getChannelData(0), it.getChannelData(1)])";

fn promise(of: &str) -> Promise {
    let ask = Function::new_no_args(&["return ", of].concat());
    ask.call0(&JsValue::NULL).unwrap().unchecked_into()
}

async fn sides(rendering: Promise) -> (Vec<f32>, Vec<f32>) {
    let sides: Array = JsFuture::from(rendering).await.unwrap().unchecked_into();
    run("self.AudioContext = self.itsAudioContext;");
    let side = |place| sides.get(place).unchecked_into::<Float32Array>().to_vec();
    (side(0), side(1))
}

/// The highest sample, whatever its sign.
pub(super) fn loudest(samples: &[f32]) -> f32 {
    samples.iter().fold(0.0, |loud, it| loud.max(it.abs()))
}

/// A file of 16-bit samples on one channel.
pub(super) fn wave(samples: usize, level: impl Fn(usize) -> f64) -> Vec<u8> {
    let bytes = samples as u32 * 2;
    let mut file = Vec::new();
    file.extend_from_slice(b"RIFF");
    file.extend_from_slice(&(36 + bytes).to_le_bytes());
    file.extend_from_slice(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    file.extend_from_slice(&(RATE as u32).to_le_bytes());
    file.extend_from_slice(&(RATE as u32 * 2).to_le_bytes());
    file.extend_from_slice(b"\x02\0\x10\0data");
    file.extend_from_slice(&bytes.to_le_bytes());
    for at in 0..samples {
        file.extend_from_slice(&((level(at) * 32_767.0).round() as i16).to_le_bytes());
    }
    file
}

/// The real contexts that are made from now on.
pub(super) struct Contexts;

pub(super) fn watch() -> Contexts {
    run("self.itsAudioContext ??= self.AudioContext;
         self.itsContexts = [];
         self.AudioContext = class extends self.itsAudioContext {
            constructor() { super(); self.itsContexts.push(this); }
         };");
    Contexts
}

impl Contexts {
    pub(super) fn len(&self) -> usize {
        ask("self.itsContexts.length") as usize
    }

    /// Waits until all are in a state.
    pub(super) async fn reach(&self, state: &str) {
        let question = ["self.itsContexts.every((it) => it.state === '", state, "') ? 1 : 0"].concat();
        for _ in 0..200 {
            if ask(&question) > 0.0 {
                return;
            }
            sleep(25).await;
        }
        panic!("no context came to be {state}");
    }
}

impl Drop for Contexts {
    fn drop(&mut self) {
        run("self.AudioContext = self.itsAudioContext;");
    }
}

/// Counts who listens to the document and the window.
pub(super) struct Ears;

pub(super) fn ears() -> Ears {
    run("self.itsEars = 0;
         for (const it of [document, window]) {
            const [add, remove] = [it.addEventListener, it.removeEventListener];
            it.addEventListener = function (...what) { self.itsEars += 1; return add.apply(it, what); };
            it.removeEventListener = function (...what) { self.itsEars -= 1; return remove.apply(it, what); };
         }");
    Ears
}

impl Ears {
    pub(super) fn count(&self) -> i32 {
        ask("self.itsEars") as i32
    }
}

impl Drop for Ears {
    fn drop(&mut self) {
        run(
            "for (const it of [document, window]) { delete it.addEventListener; delete it.removeEventListener; }",
        );
    }
}

/// Timers that ring by hand.
pub(super) struct Clock;

pub(super) fn clock() -> Clock {
    run("self.itsTimers = new Map();
         self.itsSetTimeout = self.setTimeout;
         self.itsClearTimeout = self.clearTimeout;
         let last = 0;
         self.setTimeout = (then, millis) => { last += 1; self.itsTimers.set(last, [then, millis]); return last; };
         self.clearTimeout = (id) => self.itsTimers.delete(id);");
    Clock
}

impl Clock {
    /// Lets the only timer ring, and says how many milliseconds it would have taken.
    pub(super) fn ring(&self) -> f64 {
        ask("(() => {
            const [[id, [then, millis]]] = self.itsTimers;
            self.itsTimers.delete(id);
            then();
            return millis;
        })()")
    }

    pub(super) fn waiting(&self) -> usize {
        ask("self.itsTimers.size") as usize
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        run("self.setTimeout = self.itsSetTimeout; self.clearTimeout = self.itsClearTimeout;");
    }
}

fn ask(question: &str) -> f64 {
    let ask = Function::new_no_args(&["return ", question].concat());
    ask.call0(&JsValue::NULL).unwrap().as_f64().unwrap()
}
