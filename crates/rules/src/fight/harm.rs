//! Harm: the damage of hits with all that is added to it, and what saves leave of it.

use super::{Event, context::Context, order::Engine, roll::Saving};
use crate::{
    book::{Ability, Condition, Effect, Special},
    circumstance::Verdict,
};

/// What dice that are thrown twice are told, and held back, by.
pub(super) const SAVAGE: &str = "Savage Attacker";

impl Engine<'_, '_, '_> {
    /// Damage of one effect upon one target, of an attack with all that is added to its hit.
    pub(super) fn deal(&mut self, context: &mut Context, target: usize, damages: &[Effect]) {
        let mut parts = Vec::new();
        let mut savage = self.is_savage(context);
        for damage in damages {
            let Effect::Damage { amount, of, when } = damage else { continue };
            if self.holds(context, when, target) == Verdict::Yes {
                let sum = amount.sum(&|name| context.value(name));
                let sum = if context.critical { sum.critical() } else { sum };
                let mut thrown = self.throw_for(context, &sum);
                if std::mem::take(&mut savage) {
                    thrown = thrown.max(self.throw_for(context, &sum));
                    self.emit(Event::Once { who: context.who, whose: SAVAGE.into() });
                }
                parts.push((self.fight.worst_of(target, of), thrown));
            }
        }
        let own = parts.len();
        if own == 0 {
            return;
        }
        if context.blow.is_some() && !std::mem::replace(&mut context.added, true) {
            self.more(context, target, &mut parts);
        }
        let told = self.wound(target, Some(context.who), &parts, context.critical);
        context.dealt = told.get(own - 1).map_or(0, |(.., dealt)| *dealt);
    }

    /// Whether the dice of this hit's weapon are thrown twice (SRD 5.2, "Feats", Savage Attacker).
    fn is_savage(&self, context: &Context) -> bool {
        let fighter = &self.fight.fighters[context.who];
        context.kit.specials.contains(&Special::SavageAttacker)
            && context.blow.is_some()
            && !context.added
            && context.kit.acts[context.act].swing.as_ref().is_some_and(|it| it.weapon.is_some())
            && !fighter.moment.once.contains(SAVAGE)
            && fighter.lets_extra(SAVAGE, context.critical)
    }

    /// Throws damage dice, of which low faces may count for more.
    pub(super) fn throw(&mut self, sum: &crate::book::Sum, least: u8) -> i32 {
        let mut total = sum.flat;
        for (count, sides) in &sum.dice {
            for _ in 0..*count {
                total += (self.chance.draw(*sides) as i32).max(i32::from(least).min(*sides as i32));
            }
        }
        total.max(0)
    }

    /// What features add to a hit, once a turn or always.
    fn more(&mut self, context: &Context, target: usize, parts: &mut Vec<(crate::book::DamageType, i32)>) {
        let kit = context.kit.clone();
        let act = &kit.acts[context.act];
        let mut extras: Vec<super::Extra> = act.swing.as_ref().map(|it| it.more.clone()).unwrap_or_default();
        extras.extend(self.fight.laid_extras(context.who, parts[0].0));
        extras.extend(self.fight.mark_extras(context.who, target, parts[0].0));
        for extra in extras {
            if !self.adds(context, &extra, target) {
                continue;
            }
            let sum = context.without_forgone(&extra);
            let sum = if context.critical { sum.critical() } else { sum };
            let of = if extra.or.is_empty() {
                extra.of
            } else {
                let all: Vec<_> = std::iter::once(extra.of).chain(extra.or.iter().copied()).collect();
                self.fight.worst_of(target, &all)
            };
            parts.push((of, sum.roll(self.chance).max(0)));
            if extra.once_a_turn {
                self.emit(Event::Once { who: context.who, whose: extra.whose });
            }
        }
    }

    /// Whether something adds its damage to this hit.
    pub(super) fn adds(&self, context: &Context, extra: &super::Extra, target: usize) -> bool {
        let fighter = &self.fight.fighters[context.who];
        let held = || !fighter.lets_extra(&extra.whose, context.critical);
        !(extra.once_a_turn && (fighter.moment.once.contains(&extra.whose) || held()))
            && self.holds(context, &extra.when, target) == Verdict::Yes
    }

    /// Everybody saves for themselves, against one roll of the damage.
    pub(super) fn save_each(&mut self, context: &Context, effect: &Effect, targets: &[usize]) {
        let Effect::Save { ability, dc, fail, success, half, when } = effect else { return };
        let act = &context.kit.acts[context.act];
        let dc = dc.as_ref().map_or(act.dc, |it| context.number(it));
        let (conditions, types) = threatened(fail);
        let rolled: Vec<Option<i32>> = fail.iter().map(|it| self.rolled(context, it)).collect();
        let cast = act.spell.as_ref().map(super::Magic::cast);
        let mut spared = act.spared;
        for target in targets {
            if self.holds(context, when, *target) != Verdict::Yes {
                continue;
            }
            if self.is_spared(context.who, *target, &mut spared) {
                let after = Context { save: Some((*ability, dc)), ..context.clone() };
                self.effects(&after, success, &[*target]);
                continue;
            }
            let heightened = self.fight.is_heightened(*target, context.who, &act.name);
            let (spell, conditions, damage) = (cast.is_some(), &conditions[..], &types[..]);
            let saving = Saving { conditions, damage, spell, cast, heightened, ..Saving::of(*ability, dc) };
            let saved = self.saves(*target, &saving);
            self.keep_states(context.who, crate::book::Keep::ForcedSave);
            let mut after = context.clone();
            after.save = Some((*ability, dc));
            let evades = *half && *ability == Ability::Dex && self.evades(*target);
            let mut parts = Vec::new();
            for (effect, amount) in fail.iter().zip(&rolled) {
                match (effect, amount) {
                    (Effect::Damage { when, .. }, _)
                        if self.holds(context, when, *target) != Verdict::Yes => {}
                    (Effect::Damage { of, .. }, Some(amount)) => {
                        let share = match (saved, evades) {
                            (true, true) => 0,
                            (true, false) if *half => amount / 2,
                            (true, false) => 0,
                            (false, true) => amount / 2,
                            (false, false) => *amount,
                        };
                        if share > 0 {
                            parts.push((self.fight.worst_of(*target, of), share));
                        }
                    }
                    _ if !saved => {
                        self.wound_by(&mut after, *target, &mut parts);
                        self.effect(&mut after, effect, &[*target]);
                    }
                    _ => {}
                }
            }
            self.wound_by(&mut after, *target, &mut parts);
            if saved {
                self.effects(&after, success, &[*target]);
            }
        }
    }

    /// One wound of all that has come together for it.
    fn wound_by(
        &mut self,
        context: &mut Context,
        target: usize,
        parts: &mut Vec<(crate::book::DamageType, i32)>,
    ) {
        if !parts.is_empty() {
            let told = self.wound(target, Some(context.who), &std::mem::take(parts), false);
            context.dealt = told.last().map_or(0, |(.., dealt)| *dealt);
        }
    }

    fn evades(&self, who: usize) -> bool {
        let fighter = &self.fight.fighters[who];
        fighter.kit.specials.contains(&Special::Evasion) && fighter.is_able()
    }

    fn rolled(&mut self, context: &Context, effect: &Effect) -> Option<i32> {
        match effect {
            Effect::Damage { amount, .. } => {
                let sum = amount.sum(&|name| context.value(name));
                Some(self.throw_for(context, &sum))
            }
            _ => None,
        }
    }
}

/// Conditions and damage that a failed save brings.
fn threatened(fail: &[Effect]) -> (Vec<Condition>, Vec<crate::book::DamageType>) {
    let (mut conditions, mut types) = (Vec::new(), Vec::new());
    for effect in fail {
        effect.walk(&mut |it| match it {
            Effect::Condition { condition, .. } => conditions.push(*condition),
            Effect::Damage { of, .. } => types.extend(of),
            _ => {}
        });
    }
    (conditions, types)
}

impl super::Fight<'_> {
    /// Of several types the one that hurts a target most.
    pub(super) fn worst_of(&self, target: usize, of: &[crate::book::DamageType]) -> crate::book::DamageType {
        let most = of.iter().rev().max_by_key(|it| self.suffers(target, **it, 100));
        most.copied().unwrap_or(crate::book::DamageType::Force)
    }

    /// More damage with every hit that is laid upon somebody.
    fn laid_extras(&self, who: usize, own: crate::book::DamageType) -> Vec<super::Extra> {
        use crate::book::Modifier;
        let fighter = &self.fighters[who];
        let extra = |it: &Modifier| match it {
            Modifier::Damage { value, of, or, once_a_turn, when } => Some(super::Extra {
                sum: value.sum(&|name| fighter.kit.values.get(name).copied()),
                of: of.unwrap_or(own),
                or: or.clone(),
                when: when.clone(),
                once_a_turn: *once_a_turn,
                whose: String::new(),
            }),
            _ => None,
        };
        fighter.laid_modifiers().filter_map(extra).collect()
    }
}
