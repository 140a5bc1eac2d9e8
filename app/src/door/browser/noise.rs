//! What is heard of the stage: its place around the listener, steps, voices.

use std::{cell::RefCell, collections::BTreeSet, rc::Rc};

use client::{asset, sound::Sound, stage::Stage};
use leptos::task::spawn_local;
use wire::{
    scene::Emitter,
    sound::{self, ContentId, Sounds},
};

/// Heard everywhere in the harbour, its piece, and how much of that is heard.
const BED: &str = "sound/place-harbour";
const PIECE: &str = "harbour";
const INTENSITY: f32 = 0.7;
/// What is under the foot where nobody knows, and families of steps by what is.
const PLANKS: &str = "quay/planks";
const STEPS: [(&str, &str); 3] = [
    ("quay/flags", "sound/footstep-stone"),
    ("quay/wall", "sound/footstep-stone"),
    ("quay/", "sound/footstep-wood"),
];

/// The sounds of the stage, once somebody let them in.
#[derive(Clone, Default)]
pub(super) struct Noise {
    sound: Rc<RefCell<Option<Sound>>>,
}

impl Noise {
    /// Within a gesture. The first time it fetches what there is to hear.
    pub(super) fn wake(&self, stage: Option<&Stage>, caption: Box<dyn Fn(&str)>) {
        let emitters = stage.map(Stage::emitters).unwrap_or_default();
        if let Some(sound) = &*self.sound.borrow() {
            // A browser without Web Audio keeps its captions.
            _ = sound.wake();
            enter(sound, &emitters);
            return;
        }
        let me = self.clone();
        spawn_local(async move {
            // Where sounds cannot be fetched it stays silent, and the switch can be pressed again.
            if let Some(list) = list().await
                && let Ok(sound) = Sound::new(list.clone(), caption)
            {
                _ = sound.wake();
                me.sound.replace(Some(sound));
                me.stock(&list, &emitters).await;
            }
        });
    }

    /// Brings what the place needs, and lets it be heard.
    async fn stock(&self, list: &Sounds, emitters: &[Emitter]) {
        let Ok(stop) = asset::Stop::new() else { return };
        let heard: BTreeSet<&ContentId> = emitters.iter().map(|it| &it.sound).collect();
        let wanted = |it: &&sound::Sound| {
            it.first_scene || heard.contains(&it.family) || it.channel == sound::Channel::Voice
        };
        let wanted = list.sounds.iter().filter(wanted).chain(list.stems(PIECE));
        let ids: Vec<ContentId> = wanted.map(|it| it.id.clone()).collect();
        if let Ok(files) = asset::bring(&ids, &stop, &|_| ()).await
            && let Some(sound) = &*self.sound.borrow()
        {
            sound.stock(&files);
            enter(sound, emitters);
        }
    }

    pub(super) fn listen(&self, at: [f32; 3], ahead: [f32; 3]) {
        if let Some(sound) = &*self.sound.borrow() {
            sound.listen(at, ahead);
        }
    }

    pub(super) fn step(&self, at: [f32; 3], floor: Option<&str>) {
        let floor = floor.unwrap_or(PLANKS);
        let family = STEPS.iter().find(|it| floor.starts_with(it.0)).and_then(|it| it.1.parse().ok());
        if let (Some(sound), Some(family)) = (&*self.sound.borrow(), family) {
            sound.effect(&family, Some(at));
        }
    }

    pub(super) fn murmur(&self, voice: &str, mood: &str, at: Option<[f32; 3]>) {
        if let Some(sound) = &*self.sound.borrow() {
            sound.murmur(voice, mood, at);
        }
    }

    pub(super) fn hush(&self) {
        if let Some(sound) = &*self.sound.borrow() {
            sound.hush();
        }
    }

    /// Somebody is back, and let it in before.
    pub(super) fn again(&self, stage: Option<&Stage>) {
        if let (Some(sound), Some(stage)) = (&*self.sound.borrow(), stage) {
            enter(sound, &stage.emitters());
        }
    }
}

fn enter(sound: &Sound, emitters: &[Emitter]) {
    let bed: Vec<ContentId> = BED.parse().into_iter().collect();
    sound.enter(&bed, emitters);
    sound.play(PIECE);
    sound.intensity(INTENSITY);
}

/// The list of all that there is to hear.
async fn list() -> Option<Sounds> {
    let id: ContentId = sound::ID.parse().ok()?;
    let files = asset::bring(std::slice::from_ref(&id), &asset::Stop::new().ok()?, &|_| ()).await.ok()?;
    Sounds::read(&files.bytes(&id)?).ok()
}
