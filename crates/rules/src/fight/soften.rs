//! Reactions that take something off a hit, or off any damage, before it is told what it does (SRD 5.2, "Classes", Rogue:
//! Uncanny Dodge; Monk: Deflect Attacks; "Character Origins", Goliath: Stone's Endurance).

use std::borrow::Cow;

use super::{Act, Aim, Fight, Laid, Why, order::Engine};
use crate::{
    book::{DamageType, Effect, Formula, Modifier, Time, Trigger},
    circumstance::{Against, Circumstance, Verdict},
};

/// Nobody uses up what comes back with a night's rest for less damage than this.
const WORTH: i32 = 5;

fn softens(effect: &Effect) -> bool {
    matches!(effect, Effect::Modifiers { modifiers, .. }
        if modifiers.iter().any(|it| matches!(it, Modifier::Softens { .. })))
}

impl Act {
    /// Takes something off a hit, as a Reaction to it.
    pub(super) fn softens(&self) -> bool {
        matches!(self.time, Time::Reaction(Trigger::Hit | Trigger::Attacked))
            && self.activity.effects.iter().any(softens)
    }

    /// Takes something off any damage, as a Reaction to it.
    pub(super) fn endures(&self) -> bool {
        self.time == Time::Reaction(Trigger::Damaged) && self.activity.effects.iter().any(softens)
    }
}

impl Fight<'_> {
    /// What takes something off the next damage of somebody: half of it, or so much.
    fn softening(&self, who: usize) -> Option<(u32, Option<&Formula>)> {
        self.fighters[who].lasting.iter().find_map(|it| {
            let Laid::Modifiers(all) = &it.laid else { return None };
            all.iter().find_map(|modifier| match modifier {
                Modifier::Softens { less } => Some((it.id, less.as_ref())),
                _ => None,
            })
        })
    }

    /// The Reaction with which somebody takes something off damage, wherever it comes from.
    fn endures(&self, who: usize, total: i32) -> Option<usize> {
        let fighter = &self.fighters[who];
        if !fighter.can_react() || total < WORTH.min(fighter.hp) {
            return None;
        }
        let may = |(at, act): &(usize, &Act)| {
            act.endures() && self.can_pay(who, *at) && fighter.lets_act(*at, false) && self.permits(who, act)
        };
        fighter.kit.acts.iter().enumerate().find(may).map(|(at, _)| at)
    }

    /// The Reaction with which somebody takes something off a hit that deals such damage.
    fn softens(&self, who: usize, by: usize, (hit, critical): (&[Effect], bool)) -> Option<usize> {
        let fighter = &self.fighters[who];
        if !fighter.can_react() {
            return None;
        }
        let asked = |(at, act): &(usize, &Act)| {
            act.softens() && self.can_pay(who, *at) && fighter.lets_act(*at, critical)
        };
        let mut acts = fighter.kit.acts.iter().enumerate().filter(asked).peekable();
        acts.peek()?;
        let of = |it: &Effect| if let Effect::Damage { of, .. } = it { of.clone() } else { Vec::new() };
        let types: Vec<DamageType> = hit.iter().flat_map(of).collect();
        if types.is_empty() || !self.sees(who, by) {
            return None;
        }
        let against = Against { conditions: &[], damage: &types, spell: false };
        let around = Circumstance { against: Some(against), ..self.circumstance(who, fighter.conditions()) };
        let holds =
            |act: &Act| around.all(&act.activity.when, &|name| fighter.kit.value(act, name)) == Verdict::Yes;
        acts.find(|(_, act)| holds(act)).map(|(at, _)| at)
    }
}

impl Engine<'_, '_, '_> {
    /// Somebody who is hit takes something off what is coming, if a Reaction of its does that: what the hit does,
    /// and whether it is a Critical Hit.
    pub(super) fn soften(&mut self, target: usize, by: usize, hit: (&[Effect], bool)) {
        if let Some(act) = self.fight.softens(target, by, hit) {
            self.perform(target, act, &Aim { targets: vec![target], spot: None }, None, Why::Reaction);
        }
    }

    /// Somebody takes something off damage that it is about to take, unless something is taken off it already.
    pub(super) fn endure(&mut self, who: usize, parts: &[(DamageType, i32)]) {
        let total = parts.iter().map(|(_, amount)| (*amount).max(0)).sum();
        if self.fight.softening(who).is_none()
            && let Some(act) = self.fight.endures(who, total)
        {
            self.perform(who, act, &Aim { targets: vec![who], spot: None }, None, Why::Reaction);
        }
    }

    /// Damage with what was taken off it, in equal shares; that is over with it.
    pub(super) fn softened<'p>(
        &mut self,
        who: usize,
        parts: &'p [(DamageType, i32)],
    ) -> Cow<'p, [(DamageType, i32)]> {
        let Some((id, less)) = self.fight.softening(who) else { return Cow::Borrowed(parts) };
        let values = &self.fight.fighters[who].kit.values;
        let sum = less.map(|it| it.sum(&|name| values.get(name).copied()));
        self.lift(who, id);
        let total: i32 = parts.iter().map(|(_, amount)| (*amount).max(0)).sum();
        let left = match sum {
            Some(sum) => (total - sum.roll(self.chance)).clamp(0, total),
            None => total / 2,
        };
        let (mut before, mut given) = (0, 0);
        let mut share = |amount: i32| {
            before += amount.max(0);
            let upto = if total > 0 { before * left / total } else { 0 };
            upto - std::mem::replace(&mut given, upto)
        };
        Cow::Owned(parts.iter().map(|(of, amount)| (*of, share(*amount))).collect())
    }
}
