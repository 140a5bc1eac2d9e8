//! The words of what is heard.

use wire::sound::Channel;

pub(crate) const SOUND: &str = "Sound";
pub(crate) const SOUND_HEADING: &str = "How it sounds";
pub(crate) const SOUND_LEAD: &str = "Kept in this browser. Nothing sounds before you press a key or a button, and it is quiet while you look at another tab.";
pub(crate) const SOUND_MUTE: &str = "Mute everything";
pub(crate) const SOUND_CAPTIONS: &str = "Show in words what is heard";
pub(crate) const CAPTIONS: &str = "What is heard";

/// A slider.
pub(crate) fn channel(it: Channel) -> &'static str {
    match it {
        Channel::Music => "Music",
        Channel::Ambience => "Ambience",
        Channel::Effects => "Effects",
        Channel::Interface => "Interface",
        Channel::Voice => "Voices",
    }
}

/// What belongs to it.
pub(crate) fn channel_hint(it: Channel) -> &'static str {
    match it {
        Channel::Music => "The song of a place.",
        Channel::Ambience => "Water, lanterns, wind, gulls.",
        Channel::Effects => "Steps, doors, coins, dice, blades, spells.",
        Channel::Interface => "Ticks of buttons and switches.",
        Channel::Voice => "The murmur of those who live here.",
    }
}
