//! The door to what is heard.

use client::sound;
use wire::sound::Channel;

use crate::door::Levels;

/// How loud it is in this browser.
pub(crate) fn levels() -> Levels {
    let kept = sound::levels();
    Levels { levels: Channel::ALL.map(|it| kept.of(it)), muted: kept.muted, captions: kept.captions }
}

/// Keeps other levels. Whatever sounds obeys at once, also where nothing can be kept.
pub(crate) fn keep_levels(levels: Levels) {
    let Levels { levels: [music, ambience, effects, interface, voice], muted, captions } = levels;
    _ = sound::set_levels(sound::Levels { music, ambience, effects, interface, voice, muted, captions });
}
