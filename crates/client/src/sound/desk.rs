//! The mixing desk: a fader for each channel, and a limiter behind them all.

use std::cell::Cell;

use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AudioContext, AudioContextState, AudioNode, DistanceModelType, DynamicsCompressorNode, GainNode,
    PannerNode, PannerOptions, PanningModelType,
};
use wire::sound::Channel;

use super::level::Levels;
use crate::{page, trouble::Trouble};

/// Faders move so slowly that nobody hears steps.
const FADER_SECONDS: f64 = 0.02;
/// While somebody speaks, music is so much softer, and so fast it goes and comes back.
const DUCKED: f32 = 0.5;
const DUCK_SECONDS: f64 = 0.08;
const DUCK_BACK_SECONDS: f64 = 0.4;
/// How long a browser takes to let it sound.
const RESUME_MILLIS: f64 = 500.0;
/// Where the limiter begins.
const THRESHOLD_DB: f32 = -3.0;
/// The steepest that Web Audio knows.
const RATIO: f32 = 20.0;
const ATTACK_SECONDS: f32 = 0.002;
const RELEASE_SECONDS: f32 = 0.2;
/// What is softer than the threshold comes out as it went in. The node makes everything louder: by
/// the inverse of what it leaves of full scale, to the power 0.6 (Web Audio API, "Dynamics compression").
const MAKEUP_POWER: f32 = 0.6;

#[wasm_bindgen]
extern "C" {
    /// Looked for when it is wanted; that of web-sys is looked for when the bundle is loaded.
    #[wasm_bindgen(js_name = AudioContext)]
    type Context;
    #[wasm_bindgen(constructor, catch, js_class = "AudioContext")]
    fn new() -> Result<Context, JsValue>;
}

/// Where a sound comes from: metres of the scene.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    pub(super) at: [f32; 3],
    /// As loud as it is up to here, and not heard from there on.
    pub(super) near: f32,
    pub(super) far: f32,
}

/// An open way to the loudspeakers. Closed when it is dropped.
pub(super) struct Desk {
    pub(super) context: AudioContext,
    /// One for each of [`Channel::ALL`].
    faders: Vec<(Channel, GainNode)>,
    /// Behind the fader of music: it gives way to voices.
    duck: GainNode,
    /// When it was last told to run, in ticks.
    told_to_run: Cell<f64>,
}

impl Spot {
    /// Whether who is there hears anything of it.
    pub(super) fn reaches(&self, ear: [f32; 3]) -> bool {
        let square = |it: usize| (self.at[it] - ear[it]) * (self.at[it] - ear[it]);
        square(0) + square(1) + square(2) <= self.far * self.far
    }
}

impl Desk {
    /// # Errors
    /// `Unreadable` in a browser without Web Audio.
    pub(super) fn open(levels: Levels) -> Result<Self, Trouble> {
        let context = Context::new().map_err(no_sound)?;
        Self::wire(context.unchecked_into(), levels).map_err(no_sound)
    }

    fn wire(context: AudioContext, levels: Levels) -> Result<Self, JsValue> {
        let limiter = limiter(&context)?;
        let end = gain(&context, makeup().recip())?;
        limiter.connect_with_audio_node(&end)?;
        end.connect_with_audio_node(&context.destination())?;
        let duck = gain(&context, 1.0)?;
        duck.connect_with_audio_node(&limiter)?;
        let mut faders = Vec::new();
        for channel in Channel::ALL {
            let fader = gain(&context, levels.gain(channel))?;
            let next: &AudioNode = if channel == Channel::Music { &duck } else { &limiter };
            fader.connect_with_audio_node(next)?;
            faders.push((channel, fader));
        }
        Ok(Self { context, faders, duck, told_to_run: Cell::new(f64::NEG_INFINITY) })
    }

    /// Moves the faders.
    pub(super) fn set(&self, levels: Levels) {
        for (channel, fader) in &self.faders {
            self.glide(fader, levels.gain(*channel), self.now(), FADER_SECONDS);
        }
    }

    /// Moves a gain from a moment on, without a click; seconds to two thirds of the way.
    pub(super) fn glide(&self, node: &GainNode, to: f32, from: f64, seconds: f64) {
        // A refusal leaves the fader where it was.
        _ = node.gain().set_target_at_time(to, from, seconds);
    }

    /// Lets music give way to a voice of so many seconds.
    pub(super) fn duck(&self, seconds: f64) {
        let now = self.now();
        // Whoever spoke before must not bring the music back too early.
        _ = self.duck.gain().cancel_scheduled_values(now);
        self.glide(&self.duck, DUCKED, now, DUCK_SECONDS);
        self.glide(&self.duck, 1.0, now + seconds, DUCK_BACK_SECONDS);
    }

    /// The time of all that sounds, in seconds.
    pub(super) fn now(&self) -> f64 {
        self.context.current_time()
    }

    /// Lets time go on, or stops it: nothing is computed then, and everything goes on where it was.
    pub(super) fn run(&self, on: bool) {
        let asked = if on { self.context.resume() } else { self.context.suspend() };
        self.told_to_run.set(if on { page::ticks() } else { f64::NEG_INFINITY });
        forget(asked);
    }

    /// Whether what begins now is heard now: it runs, or will in a moment. Where the browser does not
    /// let it run, nothing must pile up that would all be heard at once later.
    pub(super) fn is_running(&self) -> bool {
        let is_coming = page::ticks() - self.told_to_run.get() <= RESUME_MILLIS;
        self.context.state() == AudioContextState::Running || is_coming
    }

    /// A moment from now, on a whole sample: what begins there is exactly in step with the rest.
    pub(super) fn soon(&self, seconds: f64) -> f64 {
        let rate = f64::from(self.context.sample_rate());
        ((self.now() + seconds) * rate).ceil() / rate
    }

    /// Connects a sound to its channel, by way of the place that it comes from.
    pub(super) fn connect(
        &self,
        from: &AudioNode,
        channel: Channel,
        spot: Option<Spot>,
    ) -> Result<(), JsValue> {
        let fader = self.faders.iter().find(|(its, _)| *its == channel);
        let Some((_, fader)) = fader else { return Ok(()) };
        let Some(spot) = spot else {
            from.connect_with_audio_node(fader)?;
            return Ok(());
        };
        let options = PannerOptions::new();
        options.set_panning_model(PanningModelType::Equalpower);
        options.set_distance_model(DistanceModelType::Linear);
        options.set_ref_distance(spot.near.into());
        options.set_max_distance(spot.far.into());
        options.set_position_x(spot.at[0]);
        options.set_position_y(spot.at[1]);
        options.set_position_z(spot.at[2]);
        let panner = PannerNode::new_with_options(&self.context, &options)?;
        from.connect_with_audio_node(&panner)?;
        panner.connect_with_audio_node(fader)?;
        Ok(())
    }

    /// Where one listens, and where one looks. Not all browsers have parameters for that yet.
    pub(super) fn listen(&self, position: [f32; 3], forward: [f32; 3]) {
        let [position, forward] = [position, forward].map(|it| it.map(f64::from));
        if !position.iter().chain(&forward).all(|it| it.is_finite()) {
            return;
        }
        let listener = self.context.listener();
        listener.set_position(position[0], position[1], position[2]);
        listener.set_orientation(forward[0], forward[1], forward[2], 0.0, 1.0, 0.0);
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        forget(self.context.close());
    }
}

/// A gain at a level.
pub(super) fn gain(context: &AudioContext, level: f32) -> Result<GainNode, JsValue> {
    let node = context.create_gain()?;
    node.gain().set_value(level);
    Ok(node)
}

fn limiter(context: &AudioContext) -> Result<DynamicsCompressorNode, JsValue> {
    let limiter = context.create_dynamics_compressor()?;
    limiter.threshold().set_value(THRESHOLD_DB);
    limiter.knee().set_value(0.0);
    limiter.ratio().set_value(RATIO);
    limiter.attack().set_value(ATTACK_SECONDS);
    limiter.release().set_value(RELEASE_SECONDS);
    Ok(limiter)
}

fn makeup() -> f32 {
    let left_db = THRESHOLD_DB - THRESHOLD_DB / RATIO;
    10_f32.powf(-left_db / 20.0 * MAKEUP_POWER)
}

/// A promise whose end changes nothing here. A browser that is not allowed to sound yet never keeps it.
fn forget(asked: Result<js_sys::Promise, JsValue>) {
    if let Ok(promise) = asked {
        spawn_local(async { _ = JsFuture::from(promise).await });
    }
}

fn no_sound(_why: JsValue) -> Trouble {
    Trouble::Unreadable("This browser plays no sound here. Captions can tell what would be heard.".into())
}
