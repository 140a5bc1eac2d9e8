//! Words and gestures of spells in a fight (SRD 5.2, "Spells", Components).

use super::{Ends, Fight, Refused};
use crate::book::Modifier;

impl Fight<'_> {
    /// Whether words are heard and a hand is free for what somebody would cast.
    ///
    /// In one's own turn a weapon is put away in passing and drawn again with the next attack; a Shield and
    /// whoever is held keep their hands.
    pub(super) fn can_cast(&self, who: usize, at: usize) -> Result<(), Refused> {
        let fighter = &self.fighters[who];
        let act = &fighter.kit.acts[at];
        // What goes on with a spell is no new casting.
        let Some(magic) = act.spell.as_ref().filter(|_| act.after.is_none()) else { return Ok(()) };
        let silent = || self.modifiers(who).any(|it| matches!(it, Modifier::NoWords {}));
        if magic.verbal && silent() {
            return Err(Refused::Unheard(act.name.clone()));
        }
        let weapons = if self.turn == Some(who) { 0 } else { fighter.kit.in_hand };
        let full = || weapons + u8::from(fighter.kit.shield) + self.gripped(who) >= 2;
        if fighter.kit.hero && magic.by_hand && full() {
            return Err(Refused::NoGesture(act.name.clone()));
        }
        Ok(())
    }

    /// How many somebody holds, a hand for each.
    pub(super) fn gripped(&self, who: usize) -> u8 {
        let grips =
            |it: &&super::Fighter<'_>| it.lasting.iter().any(|it| it.by == who && it.ends == Ends::Grapple);
        self.fighters.iter().filter(grips).count() as u8
    }
}
