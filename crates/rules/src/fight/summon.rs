//! Who is summoned: where it comes, when it acts, and how it goes again (SRD 5.2, "Spells", Duration).

use super::{Ends, Event, Fight, Fighter, Laid, SQUARE_FEET, Spot, context::Context, order::Engine};
use crate::{
    ContentId,
    book::{Effect, Until},
};

impl<'b> Fight<'b> {
    /// Takes its place in the order: after who called it, and after whom that one called before.
    pub(super) fn come(&mut self, fighter: Fighter<'b>) {
        let by = fighter.summoner;
        let caller = self.order.iter().position(|it| Some(*it) == by);
        let after = caller.map_or(self.order.len(), |at| {
            let later = self.order.iter().skip(at + 1);
            at + 1 + later.take_while(|it| self.fighters[**it].summoner == by).count()
        });
        self.order.insert(after, self.fighters.len());
        self.fighters.push(fighter);
    }
}

impl Fighter<'_> {
    /// Whoever is called cannot call its own kind in turn (SRD 5.2, "Monsters", Treant: Animate Trees).
    pub(super) fn forgets_to_call(&mut self, kind: &ContentId) {
        let calls = |it: &Effect| matches!(it, Effect::Summon { creature, .. } if creature == kind);
        let kit = self.kit.clone();
        let own = kit.acts.iter().filter(|it| it.activity.effects.iter().any(calls));
        for (key, _) in own.flat_map(|it| &it.spends) {
            self.stock.insert(key.clone(), 0);
        }
    }
}

impl Engine<'_, '_, '_> {
    /// Creatures come to a side, next to who calls them, and go with the spell that called them.
    pub(super) fn summon(&mut self, context: &Context, creature: &ContentId, count: i32) {
        let who = context.who;
        let Some(stat_block) = self.fight.book.creatures.get(creature) else { return };
        let side = self.fight.fighters[who].side;
        let squares = (stat_block.size.space_feet() / SQUARE_FEET) as i16;
        for _ in 0..count.clamp(0, crate::limit::SUMMONED_MOST) {
            let around = self.fight.fighters[who].stand();
            let mut spots: Vec<Spot> = (0..self.fight.grid.height)
                .flat_map(|y| (0..self.fight.grid.width).map(move |x| Spot { x, y }))
                .filter(|it| self.fight.is_free(self.fight.grid.stand(*it, squares), None))
                .collect();
            spots.sort_by_key(|it| (around.feet_to(self.fight.grid.stand(*it, squares)), *it));
            let Some(spot) = spots.first() else { return };
            let name = self.fight.own_name(&stat_block.name);
            let place = self.fight.fighters.len();
            let (creature, by) = (creature.clone(), Some(who));
            self.emit(Event::Joined { who: place, creature, name, side, spot: *spot, by });
            if context.concentration || context.rounds.is_some() {
                let until = Until::Duration;
                let ends = Ends::of(&until, (who, place), context.rounds, self.fight.turn);
                self.lay(context, place, Laid::Summoned, ends, None);
            }
        }
    }
}
