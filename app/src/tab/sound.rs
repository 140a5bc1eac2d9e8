//! How loud it is in this browser, and that other tabs change it too.

use leptos::{ev, prelude::*};
use wire::sound::Channel;

use super::Tab;
use crate::door::{self, Levels};

impl Tab {
    /// Takes over what is kept, now and whenever another tab keeps something else.
    pub(super) fn hear_levels(self) {
        let hear = move || {
            let kept = door::levels();
            if self.levels.get_untracked() != kept {
                self.levels.set(kept);
            }
        };
        hear();
        _ = window_event_listener(ev::storage, move |_| hear());
    }

    /// Changes the levels, and keeps them. Whatever sounds obeys at once.
    pub(crate) fn change_levels(self, change: impl FnOnce(&mut Levels)) {
        self.levels.update(change);
        door::keep_levels(self.levels.get_untracked());
    }

    pub(crate) fn level(self, channel: Channel) -> u8 {
        self.levels.with(|it| it.levels[place(channel)])
    }

    pub(crate) fn set_level(self, channel: Channel, level: u8) {
        self.change_levels(|it| it.levels[place(channel)] = level);
    }
}

fn place(channel: Channel) -> usize {
    Channel::ALL.iter().position(|it| *it == channel).unwrap_or_default()
}
