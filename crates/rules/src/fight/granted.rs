//! Attacks that something else grants, and what tests are told of an attack (SRD 5.2, "Classes", Monk: Flurry of Blows).

use std::sync::Arc;

use super::{context::Context, order::Engine};
use crate::{
    book::{Effect, Test},
    circumstance::{Circumstance, Strike, Verdict},
};

impl Engine<'_, '_, '_> {
    /// An attack with the best weapon at hand, or with none, and what follows from its hit beside. `only`: an Unarmed
    /// Strike, or in melee.
    pub(super) fn weapon_attack(
        &mut self,
        context: &Context,
        hit: &[Effect],
        target: usize,
        only: (bool, bool),
    ) {
        let best = match only {
            (true, _) => self.fight.best_unarmed(context.who, target),
            (_, true) => self.fight.best_of(context.who, target, |it| it.melee),
            _ => self.fight.best_swing(context.who, target),
        };
        let Some(at) = best else { return };
        // The kit may have changed since: a rage that began makes it anew.
        let kit = self.fight.fighters[context.who].kit.clone();
        let act = &kit.acts[at];
        let Some(Effect::Attack { style, hit: own, miss, .. }) = act.activity.effects.first() else {
            return;
        };
        let of = if Arc::ptr_eq(&kit, &context.kit) {
            Some(context.act)
        } else {
            let name = &context.kit.acts[context.act].name;
            kit.acts.iter().position(|it| it.name == *name)
        };
        let all: Vec<Effect> = own.iter().chain(hit).cloned().collect();
        let swung = Context { act: at, kit: kit.clone(), of, ..context.clone() };
        self.attack(&swung, target, *style, (&all, miss));
    }

    /// What is known of the attack that something belongs to.
    pub(super) fn struck<'s>(&'s self, context: &'s Context, target: usize) -> Strike<'s> {
        let acts = &context.kit.acts;
        let theirs = self.fight.fighters[target].conditions();
        let melee = context.blow.is_some_and(|it| it.1);
        let mut strike = self.fight.strike(context.who, target, &acts[context.act], melee, theirs);
        if let Some((leaning, _)) = context.blow {
            strike.advantage = Some(leaning.side() > 0);
            strike.disadvantage = Some(leaning.side() < 0);
        }
        strike.rolled = context.rolled;
        if let Some(of) = context.of.and_then(|it| acts.get(it)) {
            strike.part_of = Some(&of.name);
            strike.cast = strike.cast.or(of.spell.as_ref().map(|it| &it.id));
        }
        strike
    }

    /// Whether an effect's tests hold for one target.
    pub(super) fn holds(&self, context: &Context, when: &[Test], target: usize) -> Verdict {
        if when.is_empty() {
            return Verdict::Yes;
        }
        let mine = self.fight.fighters[context.who].conditions();
        let strike = Some(self.struck(context, target));
        let around = Circumstance { strike, ..self.fight.circumstance(context.who, mine) };
        around.all(when, &|name| context.value(name))
    }
}
