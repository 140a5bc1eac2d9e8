//! What a spell does to its bearer again and again, and what it does when it is over.

use super::{Laid, Lasting, context::Context, order::Engine};
use crate::book::Time;

impl Engine<'_, '_, '_> {
    /// What is done to somebody again at this moment of a turn.
    pub(super) fn again(&mut self, who: usize, time: &Time) {
        let due = |it: &&Lasting| matches!(&it.laid, Laid::Again { time: at, .. } if at == time);
        let lasting: Vec<_> = self.fight.fighters[who].lasting.iter().filter(due).cloned().collect();
        for it in lasting {
            if self.fight.fighters[who].lasting.iter().any(|of| of.id == it.id) {
                self.do_again(who, &it, it.concentration);
            }
        }
    }

    /// What comes when it is over; nothing of this is concentrated on any more.
    pub(super) fn come_after(&mut self, who: usize, it: &Lasting) {
        self.do_again(who, it, false);
    }

    fn do_again(&mut self, who: usize, it: &Lasting, concentration: bool) {
        let Laid::Again { effects, .. } = &it.laid else { return };
        let kit = self.fight.fighters[it.by].kit.clone();
        let Some(act) = kit.acts.iter().position(|of| of.name == it.act) else { return };
        let context = Context { act, save: it.save, concentration, ..Context::bare(it.by, kit) };
        self.effects(&context, effects, &[who]);
    }
}
