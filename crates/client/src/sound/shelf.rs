//! The files of sounds, decoded when they are first wanted.

use std::{cell::RefCell, collections::BTreeMap};

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AudioBuffer, AudioContext};
use wire::{
    asset::{ContentId, LoopPoints},
    sound::RATE_HZ,
};

use crate::trouble::Trouble;

/// Where a loop turns, in seconds of what was decoded: at whatever rate that is.
#[derive(Clone, Copy)]
pub(super) struct Turn {
    pub(super) start: f64,
    pub(super) length: f64,
}

#[derive(Default)]
pub(super) struct Shelf {
    files: RefCell<BTreeMap<ContentId, File>>,
    turns: RefCell<BTreeMap<ContentId, Turn>>,
}

enum File {
    Packed(Uint8Array),
    Decoded(AudioBuffer),
    /// It was tried once.
    Damaged,
}

impl Shelf {
    /// A file that is here already stays.
    pub(super) fn put(&self, id: &ContentId, bytes: &Uint8Array, turn: Option<LoopPoints>) {
        self.files.borrow_mut().entry(id.clone()).or_insert_with(|| File::Packed(bytes.clone()));
        if let Some(turn) = turn {
            let seconds = |samples: u64| samples as f64 / f64::from(RATE_HZ);
            let turn = Turn { start: seconds(turn.start_samples), length: seconds(turn.length_samples) };
            self.turns.borrow_mut().insert(id.clone(), turn);
        }
    }

    /// Whether there is a file that may still be played.
    pub(super) fn has(&self, id: &ContentId) -> bool {
        self.files.borrow().get(id).is_some_and(|it| !matches!(it, File::Damaged))
    }

    /// What was decoded before.
    pub(super) fn at_hand(&self, id: &ContentId) -> Option<AudioBuffer> {
        match self.files.borrow().get(id) {
            Some(File::Decoded(buffer)) => Some(buffer.clone()),
            _ => None,
        }
    }

    /// The sound as samples. A packed file gives way to it.
    ///
    /// # Errors
    /// `Unreadable` when it is damaged, or not here.
    pub(super) async fn decode(
        &self,
        id: &ContentId,
        context: &AudioContext,
    ) -> Result<AudioBuffer, Trouble> {
        let packed = match self.files.borrow().get(id) {
            Some(File::Decoded(buffer)) => return Ok(buffer.clone()),
            Some(File::Packed(bytes)) => bytes.clone(),
            Some(File::Damaged) => return Err(damaged(id)),
            None => return Err(Trouble::Unreadable([id.as_str(), " is not here yet."].concat())),
        };
        // The browser takes the buffer that it decodes away, and this one belongs to the cache, too.
        let copy = packed.slice(0, packed.length()).buffer();
        let decoded = match context.decode_audio_data(&copy) {
            Ok(promise) => JsFuture::from(promise).await,
            Err(why) => Err(why),
        };
        let (file, answer) = match decoded {
            Ok(buffer) => {
                let buffer: AudioBuffer = buffer.unchecked_into();
                (File::Decoded(buffer.clone()), Ok(buffer))
            }
            Err(_) => (File::Damaged, Err(damaged(id))),
        };
        self.files.borrow_mut().insert(id.clone(), file);
        answer
    }

    /// Where a loop turns.
    ///
    /// # Errors
    /// `Unreadable` when nobody says so, or it lies outside of what was decoded.
    pub(super) fn turn(&self, id: &ContentId, buffer: &AudioBuffer) -> Result<Turn, Trouble> {
        let turn = self.turns.borrow().get(id).copied();
        turn.filter(|it| it.length > 0.0 && it.start + it.length <= buffer.duration())
            .ok_or_else(|| damaged(id))
    }
}

fn damaged(id: &ContentId) -> Trouble {
    Trouble::Unreadable([id.as_str(), " is damaged and cannot be heard."].concat())
}
