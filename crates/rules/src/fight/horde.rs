//! A second blow against who stands beside the first (SRD 5.2, "Classes", Ranger: Hunter's Prey, Horde Breaker).

use super::{Event, Fight, context::Context, order::Engine};
use crate::book::{Effect, Special, Style};

/// What it is told, and held back, by.
pub(super) const HORDE_BREAKER: &str = "Horde Breaker";

impl Fight<'_> {
    /// Remembers whom a breaker of hordes has attacked in its turn.
    pub(super) fn apply_blow(&mut self, event: &Event) {
        if let Event::Attacked { who, target, .. } = event
            && self.turn == Some(*who)
            && self.fighters[*who].kit.specials.contains(&Special::HordeBreaker)
        {
            self.fighters[*who].moment.struck.push(*target);
        }
    }

    /// Who can be struck beside the first: near it, in reach of the weapon, and not yet attacked in this turn.
    fn second_of_horde(&self, context: &Context, first: usize) -> Option<usize> {
        let (who, act) = (context.who, &context.kit.acts[context.act]);
        let fighter = &self.fighters[who];
        let able = fighter.kit.specials.contains(&Special::HordeBreaker)
            && self.turn == Some(who)
            && fighter.is_able()
            && act.swing.as_ref().is_some_and(|it| it.weapon.is_some())
            && !fighter.moment.once.contains(HORDE_BREAKER)
            && fighter.lets_extra(HORDE_BREAKER, context.critical);
        if !able {
            return None;
        }
        let (reach, range) = act.far();
        let beside = |it: &usize| {
            let stand = self.fighters[*it].stand();
            *it != first
                && self.are_enemies(who, *it)
                && self.fighters[*it].is_up()
                && stand.feet_to(self.fighters[first].stand()) <= super::SQUARE_FEET
                && fighter.stand().feet_to(stand) <= reach.max(range)
                && self.line(fighter.stand(), stand)
                && !fighter.moment.struck.contains(it)
                && !self.spares(who, *it, act)
        };
        // The first of equals.
        let all = (0..self.fighters.len()).rev().filter(beside);
        all.max_by_key(|it| self.expected(who, context.act, *it))
    }
}

impl Engine<'_, '_, '_> {
    /// The same weapon strikes another.
    pub(super) fn break_horde(
        &mut self,
        context: &Context,
        (first, style): (usize, Style),
        follows: (&[Effect], &[Effect]),
    ) {
        if let Some(second) = self.fight.second_of_horde(context, first) {
            self.emit(Event::Once { who: context.who, whose: HORDE_BREAKER.into() });
            let fresh = Context { critical: false, dealt: 0, blow: None, added: false, ..context.clone() };
            self.attack(&fresh, second, style, follows);
        }
    }
}
