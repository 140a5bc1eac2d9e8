//! Whether what a character is called, and how it is at the moment, can be.

use super::{Rule, gather::Gather};
use crate::{
    condition::EXHAUSTION_MOST,
    text::{Name, NotAName},
};

/// Of either kind of death save three decide (SRD 5.2, "Playing the Game", Death Saving Throws).
const DEATH_SAVES_MOST: u8 = 3;

impl Gather<'_> {
    /// Nobody needs a name yet; who has one can be shown by it.
    pub(super) fn name(&mut self) {
        if let Err(why) = named(&self.adventurer.build.name) {
            self.forbid("name", Rule::Name(why));
        }
    }

    pub(super) fn now(&mut self) {
        let now = &self.adventurer.build.now;
        if now.exhaustion > EXHAUSTION_MOST {
            self.forbid("now", Rule::Exhaustion(now.exhaustion));
        }
        for saves in [now.death_successes, now.death_failures] {
            if saves > DEATH_SAVES_MOST {
                self.forbid("now", Rule::DeathSaves(saves));
            }
        }
    }
}

fn named(name: &str) -> Result<(), NotAName> {
    if name.is_empty() { Ok(()) } else { Name::parse(name).map(|_| ()) }
}
