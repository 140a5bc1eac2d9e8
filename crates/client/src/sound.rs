//! What is heard: music in layers, what surrounds a place, single sounds and voices. For who does
//! not hear it, a caption. Nothing sounds before a gesture, nor while nobody can see the page.
//!
//! Without Web Audio, and before the gesture, captions come all the same.

mod desk;
mod level;
mod room;
mod shelf;
mod strand;
mod voice;
mod watch;

use std::rc::Rc;

use js_sys::Uint8Array;
use wire::{
    asset::{ContentId, LoopPoints},
    scene::Emitter,
    sound::Sounds,
};

use crate::{asset::Files, trouble::Trouble};
use level::Ear;
pub use level::{Levels, levels, set_levels};
use room::Room;
use strand::Part;
use watch::Watch;

/// Everything that sounds in a tab. Dropping it ends it all and gives its memory back.
pub struct Sound {
    room: Rc<Room>,
    /// The levels that change are heard as long as this lives.
    _ear: Rc<Ear>,
    _watch: Watch,
}

impl Sound {
    /// A silent room. `tell` hears the caption of everything that is to be heard.
    ///
    /// # Errors
    /// `Unreadable` where there is no window.
    pub fn new(list: Sounds, tell: impl Fn(&str) + 'static) -> Result<Self, Trouble> {
        let room = Rc::new(Room::new(list, Box::new(tell)));
        let watch = Watch::over(&room)?;
        let weak = Rc::downgrade(&room);
        let ear: Rc<Ear> = Rc::new(move |levels| {
            if let Some(room) = weak.upgrade() {
                room.obey(levels);
            }
        });
        level::listen(&ear);
        Ok(Self { room, _ear: ear, _watch: watch })
    }

    /// Lets it sound. To be called in a gesture of the player, because browsers allow it nowhere
    /// else; as often as one likes.
    ///
    /// # Errors
    /// `Unreadable` in a browser without Web Audio.
    pub fn wake(&self) -> Result<(), Trouble> {
        self.room.wake()
    }

    /// Whether something would be heard just now: woken, allowed by the browser, seen, not muted.
    pub fn is_heard(&self) -> bool {
        self.room.is_heard()
    }

    /// Takes over the files of sounds. What waits for one of them begins.
    pub fn stock(&self, files: &Files) {
        for sound in &self.room.list.sounds {
            if let Some(bytes) = files.array(&sound.id) {
                self.room.shelf.put(&sound.id, bytes, files.turn(&sound.id));
            }
        }
        self.room.tend();
    }

    /// Takes over one file. `turn` says where a loop begins again, in samples at 48 kHz.
    pub fn put(&self, id: &ContentId, bytes: &Uint8Array, turn: Option<LoopPoints>) {
        self.room.shelf.put(id, bytes, turn);
        self.room.tend();
    }

    /// Decodes files ahead of time, so that what must come at once does. After [`Sound::wake`].
    ///
    /// # Errors
    /// `Unreadable` names the first that is damaged or not here; the others are decoded all the same.
    pub async fn ready(&self, ids: &[ContentId]) -> Result<(), Trouble> {
        let room = self.room.clone();
        let mut trouble = None;
        for id in ids {
            if let Err(why) = room.decode(id).await {
                trouble = trouble.or(Some(why));
            }
        }
        trouble.map_or(Ok(()), Err)
    }

    /// Surrounds the listener with a place: `bed` is heard everywhere in it, an emitter from where it
    /// is. Loops turn, all others call now and then. What surrounded before fades out.
    pub fn enter(&self, bed: &[ContentId], emitters: &[Emitter]) {
        self.room.surround(bed, emitters);
    }

    /// Plays a piece, as `harbour`: its stems in step, each one loud by the intensity. What played
    /// before fades out, and so does everything when no piece goes by that name.
    pub fn play(&self, piece: &str) {
        self.room.play(piece);
    }

    /// How much of the piece is heard: 0.0 its quiet ground, 1.0 all of it.
    pub fn intensity(&self, intensity: f32) {
        self.room.intensify(intensity);
    }

    /// Where the listener is and where it looks, in metres of the scene; up is +y.
    pub fn listen(&self, position: [f32; 3], forward: [f32; 3]) {
        self.room.listen(position, forward);
    }

    /// One sound of that family, or of that id, from a place or from everywhere. A voice is no other.
    pub fn effect(&self, family: &ContentId, at: Option<[f32; 3]>) {
        self.room.effect(family, at);
    }

    /// A keeper says something without words: `sound/<keeper>-<mood>`.
    pub fn murmur(&self, keeper: &str, mood: &str, at: Option<[f32; 3]>) {
        if let Ok(family) = ["sound/", keeper, "-", mood].concat().parse() {
            self.effect(&family, at);
        }
    }

    /// Everything that surrounds and plays fades out; single sounds end by themselves.
    pub fn hush(&self) {
        self.room.clear(Part::Ambience);
        self.room.clear(Part::Music);
    }

    /// How many single sounds there are just now.
    pub fn voices(&self) -> usize {
        self.room.voices.borrow().len()
    }
}

impl Drop for Sound {
    fn drop(&mut self) {
        self.room.end();
    }
}
