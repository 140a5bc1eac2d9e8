//! How loud each kind of sound is, whether any is, and whether captions are shown. Of the browser,
//! not of an account: it is the room that is quiet, not the person.

use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};

use serde::{Deserialize, Serialize};
use wire::{
    limit::LEVEL_MAX,
    sound::{Channel, LEVEL_USUAL},
};

use crate::small;

/// Where it lies in the browser's small storage.
pub(super) const NAME: &str = "farlantern.sound";

/// Levels are from 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Levels {
    pub music: u8,
    pub ambience: u8,
    pub effects: u8,
    pub interface: u8,
    pub voice: u8,
    pub muted: bool,
    pub captions: bool,
}

impl Default for Levels {
    fn default() -> Self {
        let [music, ambience, effects, interface, voice] = [LEVEL_USUAL; 5];
        Self { music, ambience, effects, interface, voice, muted: false, captions: false }
    }
}

impl Levels {
    pub fn of(&self, channel: Channel) -> u8 {
        match channel {
            Channel::Music => self.music,
            Channel::Ambience => self.ambience,
            Channel::Effects => self.effects,
            Channel::Interface => self.interface,
            Channel::Voice => self.voice,
        }
    }

    /// The factor of a channel's samples. Ears take the square for even steps.
    pub(super) fn gain(&self, channel: Channel) -> f32 {
        let share = f32::from(self.of(channel)) / f32::from(LEVEL_MAX);
        share * share
    }
}

/// Hears of other levels.
pub(super) type Ear = dyn Fn(Levels);

thread_local! {
    // Behind `dyn`, so that who sets levels does not carry all the rest of sound in its chunk.
    static EARS: RefCell<Vec<Weak<Ear>>> = const { RefCell::new(Vec::new()) };
}

/// What is kept in this browser.
pub fn levels() -> Levels {
    let Levels { music, ambience, effects, interface, voice, muted, captions } =
        small::get(NAME).unwrap_or_default();
    // Whatever is written there, no fader goes further than its slider.
    let [music, ambience, effects, interface, voice] =
        [music, ambience, effects, interface, voice].map(|it| it.min(LEVEL_MAX));
    Levels { music, ambience, effects, interface, voice, muted, captions }
}

/// Keeps other levels; whatever sounds obeys at once. Tells whether they are kept.
pub fn set_levels(levels: Levels) -> bool {
    let kept = small::set(NAME, &levels);
    let ears: Vec<_> = EARS.with_borrow(|it| it.iter().filter_map(Weak::upgrade).collect());
    for ear in ears {
        ear(levels);
    }
    kept
}

/// From now on an ear hears of other levels, as long as it lives.
pub(super) fn listen(ear: &Rc<Ear>) {
    EARS.with_borrow_mut(|it| {
        it.retain(|ear| ear.strong_count() > 0);
        it.push(Rc::downgrade(ear));
    });
}
