//! What is made of a weapon that one has mastered (SRD 5.2, "Equipment", Mastery Properties).

use super::{Ends, Event, Laid, context::Context, order::Engine, roll::Saving};
use crate::book::{Ability, Condition, Effect, Formula, Mastery, Modifier, Number, Size};

/// One attack of a turn goes on to a second creature (Cleave).
const CLEAVE: &str = "mastery/cleave";
/// A mastered push, in feet.
const PUSH_FEET: i32 = 10;

impl Engine<'_, '_, '_> {
    /// What a hit does; some of it only if the hit dealt damage.
    pub(super) fn master_hit(&mut self, context: &Context, target: usize, dealt: bool) {
        let act = &context.kit.acts[context.act];
        let Some(mastery) = act.swing.as_ref().and_then(|it| it.mastery) else { return };
        let who = context.who;
        let mastery = self.fight.fighters[who].stand_in(mastery);
        if !self.fight.fighters[who].lets(&super::Unbidden::Mastery(mastery)) {
            return;
        }
        match mastery {
            Mastery::Cleave => self.cleave(context, target),
            Mastery::Push if self.fight.fighters[target].kit.size <= Size::Large => {
                self.shift(target, who, PUSH_FEET, true);
            }
            Mastery::Sap => {
                let laid =
                    Laid::Modifiers(vec![Modifier::Disadvantage { on: Number::Attacks, when: Vec::new() }]);
                self.lay(context, target, laid, Ends::TurnStartOrUsed(who, 1), None);
            }
            Mastery::Slow if dealt => self.slow(context, target),
            Mastery::Topple => self.topple(context, target),
            Mastery::Vex if dealt => {
                let turns = 1 + u32::from(self.fight.turn == Some(who));
                self.lay(context, target, Laid::Exposed(who), Ends::TurnEndOrUsed(who, turns), None);
            }
            // Graze is a matter of misses, Nick one of the turn.
            _ => {}
        }
    }

    /// What a miss does.
    pub(super) fn graze(&mut self, context: &Context, target: usize) {
        let act = &context.kit.acts[context.act];
        let modifier = context.kit.modifiers[act.ability as usize];
        if modifier > 0
            && self.fight.fighters[context.who].lets(&super::Unbidden::Mastery(Mastery::Graze))
            && act.swing.as_ref().is_some_and(|it| it.mastery == Some(Mastery::Graze))
            && let Some(of) = act.activity.effects.iter().find_map(first_type)
        {
            self.hurt(target, Some(context.who), &[(of, modifier)], false);
        }
    }

    /// The same weapon strikes a second creature beside the first, without what the ability adds.
    fn cleave(&mut self, context: &Context, first: usize) {
        let who = context.who;
        let melee = context.blow.is_some_and(|(_, melee)| melee);
        let fighter = &self.fight.fighters[who];
        if !melee || !fighter.is_able() || fighter.moment.once.contains(CLEAVE) {
            return;
        }
        let act = &context.kit.acts[context.act];
        let beside = |it: &usize| {
            let (mine, other) = (fighter.stand(), &self.fight.fighters[*it]);
            *it != first
                && other.is_up()
                && self.fight.are_enemies(who, *it)
                && other.stand().feet_to(self.fight.fighters[first].stand()) <= super::SQUARE_FEET
                && mine.feet_to(other.stand()) <= act.far().0
                && self.fight.line(mine, other.stand())
                && !self.fight.spares(who, *it, act)
        };
        // The first of equals.
        let second = (0..self.fight.fighters.len())
            .rev()
            .filter(beside)
            .max_by_key(|it| self.fight.expected(who, context.act, *it));
        let (Some(second), Some(swing)) = (second, act.swing.as_ref()) else { return };
        let Some(Effect::Attack { style, .. }) = act.activity.effects.first() else { return };
        self.emit(Event::Once { who, whose: CLEAVE.into() });
        let fresh = Context { critical: false, dealt: 0, blow: None, added: false, ..context.clone() };
        self.attack(&fresh, second, *style, (&swing.bare, &[]));
    }

    /// 10 feet less until one's next turn; no more than that from several.
    fn slow(&mut self, context: &Context, target: usize) {
        let value = "0 - 10".parse().unwrap_or_else(|_| Formula::number(0));
        let laid = Laid::Modifiers(vec![Modifier::Add { to: Number::Speeds, value, when: Vec::new() }]);
        let others = |it: &super::Lasting| it.laid == laid && it.by != context.who;
        if !self.fight.fighters[target].lasting.iter().any(others) {
            self.lay(context, target, laid, Ends::TurnStart(context.who, 1), None);
        }
    }

    fn topple(&mut self, context: &Context, target: usize) {
        let modifier = context.kit.modifiers[context.kit.acts[context.act].ability as usize];
        let dc = 8 + modifier + context.kit.proficiency;
        let saving = Saving { conditions: &[Condition::Prone], ..Saving::of(Ability::Con, dc) };
        let fighter = &self.fight.fighters[target];
        let lies = !fighter.is_up()
            || fighter.has(Condition::Prone)
            || self.fight.is_immune(target, Condition::Prone);
        if !lies && !self.saves(target, &saving) {
            self.lay(context, target, Laid::Condition(Condition::Prone), Ends::Never, None);
        }
    }
}

fn first_type(effect: &Effect) -> Option<crate::book::DamageType> {
    match effect {
        Effect::Attack { hit, .. } => hit.iter().find_map(first_type),
        Effect::Damage { of, .. } => of.first().copied(),
        _ => None,
    }
}
