//! Single sounds: a variant that is not the last one, a little higher or lower, and never too many.

use std::collections::{BTreeMap, VecDeque};

use wasm_bindgen::JsValue;
use web_sys::{AudioBuffer, AudioScheduledSourceNode};
use wire::{
    asset::ContentId,
    sound::{Channel, Kind, Sound},
};

use super::desk::{Desk, Spot};
use crate::limit::VOICES_MAX;

/// All that sound just now, the oldest first.
#[derive(Default)]
pub(super) struct Voices {
    sources: VecDeque<AudioScheduledSourceNode>,
    /// The last variant of each family.
    last: BTreeMap<ContentId, u8>,
}

impl Voices {
    pub(super) fn len(&self) -> usize {
        self.sources.len()
    }

    /// One of these at random, but not the one that was chosen the last time.
    pub(super) fn choose<'a>(&mut self, named: &[&'a Sound]) -> Option<&'a Sound> {
        let mut once: Vec<&Sound> = named.iter().copied().filter(|it| it.kind == Kind::Once).collect();
        let last = self.last.get(&once.first()?.family).copied();
        if once.len() > 1 {
            once.retain(|it| Some(it.variant) != last);
        }
        let place = (js_sys::Math::random() * once.len() as f64) as usize;
        let chosen = once.get(place).or(once.first()).copied()?;
        self.last.insert(chosen.family.clone(), chosen.variant);
        Some(chosen)
    }

    /// Lets a sound be heard. Where there are too many, the oldest gives way.
    pub(super) fn start(
        &mut self,
        desk: &Desk,
        buffer: &AudioBuffer,
        channel: Channel,
        spot: Option<Spot>,
        ended: &js_sys::Function,
    ) -> Result<(), JsValue> {
        let source = desk.context.create_buffer_source()?;
        source.set_buffer(Some(buffer));
        let turn = (js_sys::Math::random() * 2.0 - 1.0) as f32;
        source.playback_rate().set_value(1.0 + turn * jitter(channel));
        desk.connect(&source, channel, spot)?;
        let source: AudioScheduledSourceNode = source.into();
        source.set_onended(Some(ended));
        source.start()?;
        self.sources.push_back(source);
        while self.sources.len() > VOICES_MAX {
            if let Some(oldest) = self.sources.pop_front() {
                hush(&oldest);
            }
        }
        Ok(())
    }

    /// One has come to its end.
    pub(super) fn forget(&mut self, ended: &JsValue) {
        self.sources.retain(|it| AsRef::<JsValue>::as_ref(it) != ended);
    }

    pub(super) fn clear(&mut self) {
        self.sources.drain(..).for_each(|it| hush(&it));
    }
}

fn hush(source: &AudioScheduledSourceNode) {
    source.set_onended(None);
    // One that has ended already cannot end again.
    _ = source.stop();
}

/// How far the pitch goes up or down. Ticks are in tune with the music, so theirs stays.
fn jitter(channel: Channel) -> f32 {
    match channel {
        Channel::Effects => 0.05,
        Channel::Ambience | Channel::Voice => 0.03,
        Channel::Interface | Channel::Music => 0.0,
    }
}
