//! Reactions: one place that asks everybody who still has one, each time that something sets one off
//! (SRD 5.2, "Playing the Game", Reactions).

use super::{Act, Aim, Event, Fight, Why, order::Engine};
use crate::book::{Effect, Time, Trigger, Who};

/// What happened to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    Damaged,
    /// An attack upon it missed.
    Missed,
    /// It was attacked; its friends are asked.
    Attacked,
    /// It casts a spell; its enemies are asked.
    Casts,
}

impl Fight<'_> {
    /// The act with which somebody would answer what `by` did, or what happened to `of`.
    fn answer(&self, who: usize, of: usize, by: usize, cause: Cause) -> Option<usize> {
        let fighter = &self.fighters[who];
        let asked = match cause {
            Cause::Damaged | Cause::Missed => who == of,
            Cause::Attacked => {
                who != of && who != by && !self.are_enemies(who, of) && self.are_enemies(who, by)
            }
            Cause::Casts => self.are_enemies(who, by),
        };
        if !asked || who == by || !fighter.can_react() || !self.sees(who, by) {
            return None;
        }
        let feet = fighter.stand().feet_to(self.fighters[by].stand());
        let set_off = |act: &Act| match (&act.time, cause) {
            (Time::Reaction(Trigger::DamagedWithin(reach)), Cause::Damaged) => feet <= *reach as i32,
            (Time::Reaction(Trigger::Damaged), Cause::Damaged)
            | (Time::Reaction(Trigger::Missed), Cause::Missed)
            | (Time::Reaction(Trigger::AllyAttacked), Cause::Attacked)
            | (Time::Reaction(Trigger::SpellCast), Cause::Casts) => true,
            _ => false,
        };
        let reaches = |act: &Act| {
            let (reach, range) = act.far();
            act.activity.targets.who == Who::Own || feet <= reach.max(range)
        };
        // What takes something off the damage has come before it.
        let does = |act: &Act| {
            !act.endures()
                && act
                    .activity
                    .effects
                    .iter()
                    .any(|it| !matches!(it, Effect::Prompt(_) | Effect::Cast { .. }))
        };
        let may = |at: usize| self.can_pay(who, at) && fighter.lets_act(at, false);
        let fits = |(at, act): (usize, &Act)| set_off(act) && reaches(act) && does(act) && may(at);
        fighter.kit.acts.iter().enumerate().find(|(at, act)| fits((*at, act))).map(|(at, _)| at)
    }
}

impl Engine<'_, '_, '_> {
    /// Asks everybody whether they answer, each by the first Reaction that fits and can be paid.
    pub(super) fn ask(&mut self, of: usize, by: usize, cause: Cause) {
        if of == by && cause != Cause::Casts {
            return;
        }
        for who in 0..self.fight.fighters.len() {
            let Some(act) = self.fight.answer(who, of, by, cause) else { continue };
            let blow = |it: &Effect| matches!(it, Effect::WeaponAttack { .. });
            let activity = &self.fight.fighters[who].kit.acts[act].activity;
            let own = activity.targets.who == Who::Own && !activity.effects.iter().any(blow);
            let target = if own { who } else { by };
            self.perform(who, act, &Aim { targets: vec![target], spot: None }, None, Why::Reaction);
            if cause == Cause::Casts && self.was_countered(by) {
                return;
            }
        }
    }

    /// Whether the spell that somebody casts was stopped.
    pub(super) fn was_countered(&self, who: usize) -> bool {
        let last = self.events.iter().rev().find(|it| {
            matches!(it, Event::Countered { .. })
                || matches!(it, Event::Acted { who: caster, .. } if *caster == who)
        });
        matches!(last, Some(Event::Countered { who: stopped }) if *stopped == who)
    }

    /// A spell was cast; its enemies may stop it, and the slot is not lost then.
    pub(super) fn is_stopped(&mut self, who: usize, act: &Act) -> bool {
        // Nobody answers what nobody sees being cast.
        let shows = act.spell.as_ref().is_some_and(|it| it.level > 0 && it.shows);
        if act.after.is_some() || !shows {
            return false;
        }
        self.ask(who, who, Cause::Casts);
        if !self.was_countered(who) {
            return false;
        }
        for (key, count) in act.spends.iter().filter(|(key, _)| key.starts_with("slot/")) {
            self.emit(Event::Returned { who, key: key.clone(), count: *count });
        }
        true
    }
}
