//! Dice of a hit's extra damage that are forgone for something else (SRD 5.2, "Classes", Rogue: Cunning Strike).

use std::sync::Arc;

use super::{Aim, Extra, Why, context::Context, order::Engine};
use crate::{
    book::{Sum, Who},
    circumstance::Verdict,
};

impl Extra {
    fn dice(&self) -> u32 {
        self.sum.dice.iter().map(|(count, _)| u32::try_from(*count).unwrap_or(0)).sum()
    }
}

impl Context {
    /// What is left of extra damage without the dice that are forgone.
    pub(super) fn without_forgone(&self, extra: &Extra) -> Sum {
        let mut sum = extra.sum.clone();
        let forgone = self.forgone.filter(|(at, _)| {
            self.kit.acts[*at].forgoes.as_ref().is_some_and(|(whose, _)| *whose == extra.whose)
        });
        let mut left = forgone.map_or(0, |(_, dice)| i32::try_from(dice).unwrap_or(i32::MAX));
        for (count, _) in &mut sum.dice {
            let lost = left.clamp(0, (*count).max(0));
            *count -= lost;
            left -= lost;
        }
        sum
    }
}

impl Engine<'_, '_, '_> {
    /// Pays for what comes in the place of dice of this hit, before any are thrown: which acts, in their order.
    pub(super) fn forgo(&mut self, context: &mut Context, target: usize) -> Vec<usize> {
        let (who, kit) = (context.who, context.kit.clone());
        let mut acts = Vec::new();
        if kit.occasions.is_empty() || !Arc::ptr_eq(&kit, &self.fight.fighters[who].kit) {
            return acts;
        }
        let Some(swing) = &kit.acts[context.act].swing else { return acts };
        for at in kit.occasions.iter().copied() {
            let act = &kit.acts[at];
            let Some((whose, dice)) = &act.forgoes else { continue };
            let (first, gone) = context.forgone.unwrap_or((at, 0));
            let gives = |it: &&Extra| it.whose == *whose && it.dice() >= gone + dice;
            let fits = act.activity.targets.largest;
            let comes = fits.is_none_or(|it| self.fight.fighters[target].kit.size <= it)
                && self.fight.can_come(who, at)
                && self.fight.fighters[who].lets_act(at, context.critical)
                && self.holds(context, &act.activity.when, target) == Verdict::Yes
                && swing.more.iter().filter(gives).any(|it| self.adds(context, it, target));
            if comes {
                self.pay(who, at, None, Why::Turn);
                context.forgone = Some((first, gone + dice));
                acts.push(at);
            }
        }
        acts
    }

    /// What dice were forgone for, once the damage of the hit is dealt.
    pub(super) fn instead(&mut self, context: &Context, target: usize, acts: &[usize]) {
        for at in acts.iter().copied() {
            let own = context.kit.acts[at].activity.targets.who == Who::Own;
            let upon = if own { context.who } else { target };
            if self.fight.fighters[upon].is_up() {
                self.let_loose(context.who, at, &Aim { targets: vec![upon], spot: None }, Why::Turn);
            }
        }
    }
}
