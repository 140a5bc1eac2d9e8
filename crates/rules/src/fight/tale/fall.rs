//! A fall in a tale: how deep, and what it did.

use super::{Tale, name};
use crate::fight::{Event, Fight};

impl Tale {
    /// A fall and the wound of it are one sentence.
    pub(super) fn fell(&mut self, fight: &Fight<'_>, rest: &[Event]) -> usize {
        match rest {
            [Event::Fell { who, feet, slowly: false }, wound @ Event::Hurt { who: hurt, .. }, ..]
                if who == hurt =>
            {
                let wound = self.wound(fight, wound);
                self.say(fight, format!("{} falls {feet} feet and {wound}.", name(fight, *who)));
                2
            }
            _ => {
                self.fact(fight, &rest[0]);
                1
            }
        }
    }
}
