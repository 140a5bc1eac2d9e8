//! What turns round and round: a layer of music, the water, a lantern. It waits for its file, fades in,
//! and turns until it fades out.

use wasm_bindgen::JsValue;
use web_sys::{AudioBuffer, AudioBufferSourceNode, AudioScheduledSourceNode, GainNode};
use wire::{
    asset::ContentId,
    sound::{Channel, Sound},
};

use super::{
    desk::{Desk, Spot, gain},
    shelf::Turn,
};

/// How long until a loop begins that was decoded: the browser must hear of it before it is due.
const LEAD_SECONDS: f64 = 0.05;
/// How fast a strand comes and goes.
const FADE_SECONDS: f64 = 0.4;
/// After so long nothing is left of one that fades out.
const GONE_SECONDS: f64 = 6.0 * FADE_SECONDS;
/// So much below the intensity at which a stem is whole, it begins to be heard.
const APPROACH: f32 = 0.25;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Ambience,
    Music,
}

pub(super) struct Strand {
    /// Tells it from all others that there ever were.
    pub(super) number: u32,
    pub(super) part: Part,
    pub(super) id: ContentId,
    pub(super) channel: Channel,
    pub(super) caption: String,
    pub(super) spot: Option<Spot>,
    /// Of a stem: the intensity at which it is whole.
    enters: f32,
    /// Its caption was told.
    pub(super) told: bool,
    pub(super) state: State,
}

pub(super) enum State {
    Still,
    /// It is being decoded.
    Coming,
    Turning(Round),
}

/// A loop that turns.
pub(super) struct Round {
    source: AudioBufferSourceNode,
    fader: GainNode,
}

impl Strand {
    pub(super) fn new(number: u32, part: Part, sound: &Sound, spot: Option<Spot>) -> Self {
        Self {
            number,
            part,
            id: sound.id.clone(),
            channel: sound.channel,
            caption: sound.caption.clone(),
            spot,
            enters: sound.enters.unwrap_or_default() as f32,
            told: false,
            state: State::Still,
        }
    }

    /// How much of it is wanted: a stem comes in on the way to its intensity.
    pub(super) fn share(&self, intensity: f32) -> f32 {
        match self.part {
            Part::Ambience => 1.0,
            Part::Music => (1.0 + (intensity - self.enters) / APPROACH).clamp(0.0, 1.0),
        }
    }

    /// Begins to turn. All stems of a piece are in step with `origin`, the moment at which the first
    /// began; what surrounds begins anywhere, so that two of a kind do not sound like one.
    pub(super) fn start(
        &mut self,
        desk: &Desk,
        buffer: &AudioBuffer,
        turn: Turn,
        share: f32,
        origin: &mut Option<f64>,
    ) -> Result<(), JsValue> {
        let when = desk.soon(LEAD_SECONDS);
        let begun = match self.part {
            Part::Music => when - *origin.get_or_insert(when),
            Part::Ambience => js_sys::Math::random() * turn.length,
        };
        let source = desk.context.create_buffer_source()?;
        source.set_buffer(Some(buffer));
        source.set_loop(true);
        source.set_loop_start(turn.start);
        source.set_loop_end(turn.start + turn.length);
        let fader = gain(&desk.context, 0.0)?;
        source.connect_with_audio_node(&fader)?;
        desk.connect(&fader, self.channel, self.spot)?;
        source.start_with_when_and_grain_offset(when, turn.start + begun % turn.length)?;
        desk.glide(&fader, share, when, FADE_SECONDS);
        self.state = State::Turning(Round { source, fader });
        Ok(())
    }

    /// Follows the intensity.
    pub(super) fn follow(&self, desk: &Desk, intensity: f32) {
        if let State::Turning(round) = &self.state {
            desk.glide(&round.fader, self.share(intensity), desk.now(), FADE_SECONDS);
        }
    }

    /// Fades out for good.
    pub(super) fn end(self, desk: Option<&Desk>) {
        let (State::Turning(round), Some(desk)) = (self.state, desk) else { return };
        desk.glide(&round.fader, 0.0, desk.now(), FADE_SECONDS);
        let source: &AudioScheduledSourceNode = &round.source;
        // It turns on in silence at worst.
        _ = source.stop_with_when(desk.now() + GONE_SECONDS);
    }
}
