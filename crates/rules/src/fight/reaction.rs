//! What happens in between: reactions that guard, states that are kept up or end, and what is used up by
//! the next roll.

use super::{Aim, Ends, Event, Laid, Why, order::Engine};
use crate::{
    ContentId,
    book::{Effect, End, Keep, Modifier, Number, State, Time, Trigger},
};

impl Engine<'_, '_, '_> {
    /// Raises the target's armour class by a Reaction, if that turns this hit into a miss (Shield, Parry).
    /// Whether it did something.
    pub(super) fn guard(&mut self, target: usize, by: usize, melee: bool, over: i32) -> bool {
        let fighter = &self.fight.fighters[target];
        if !fighter.can_react() || !self.fight.sees(target, by) {
            return false;
        }
        let kit = fighter.kit.clone();
        let found = kit.acts.iter().enumerate().position(|(at, act)| {
            let sets_off = match &act.time {
                Time::Reaction(Trigger::Hit | Trigger::Attacked) => true,
                Time::Reaction(Trigger::HitInMelee) => melee,
                _ => false,
            };
            sets_off
                && self.fight.can_pay(target, at)
                && fighter.lets_act(at, false)
                && self.fight.permits(target, act)
                && raises(&act.activity.effects, &|name| kit.value(act, name)) > over
        });
        let Some(act) = found else { return false };
        self.perform(target, act, &Aim { targets: vec![target], spot: None }, None, Why::Reaction);
        true
    }

    /// What changed only the next such roll of somebody is gone with it.
    pub(super) fn used_up(&mut self, who: usize, of: &[Number]) {
        let changes = |it: &Modifier| match it {
            Modifier::Add { when, .. } if super::inspire::is_kept(when) => false,
            Modifier::Add { to: on, .. }
            | Modifier::Advantage { on, .. }
            | Modifier::Disadvantage { on, .. } => of.contains(on),
            Modifier::AttackWith { .. } | Modifier::Damage { .. } => of.contains(&Number::Attacks),
            _ => false,
        };
        self.use_up(who, |laid| matches!(laid, Laid::Modifiers(all) if all.iter().any(changes)));
    }

    /// So is what changed only the next attack upon somebody.
    pub(super) fn used_against(&mut self, target: usize, by: usize) {
        let changes = |it: &Modifier| {
            matches!(
                it,
                Modifier::AdvantageAgainst { .. }
                    | Modifier::DisadvantageAgainst { .. }
                    | Modifier::Add { to: Number::ArmourClass, .. }
            )
        };
        self.use_up(target, |laid| match laid {
            Laid::Modifiers(all) => all.iter().any(changes),
            Laid::Exposed(to) => *to == by,
            _ => false,
        });
    }

    fn use_up(&mut self, who: usize, fits: impl Fn(&Laid) -> bool) {
        let used = |it: &&super::Lasting| it.ends.is_used_up() && fits(&it.laid);
        let ids: Vec<u32> = self.fight.fighters[who].lasting.iter().filter(used).map(|it| it.id).collect();
        ids.into_iter().for_each(|id| self.lift(who, id));
    }

    /// States that go on when one does this.
    pub(super) fn keep_states(&mut self, who: usize, by: Keep) {
        let kept: Vec<ContentId> = self
            .fight
            .states_of(who)
            .filter(|it| {
                it.kept_by.contains(&by) && self.fight.fighters[who].kept.get(&it.id) == Some(&false)
            })
            .map(|it| it.id.clone())
            .collect();
        kept.into_iter().for_each(|state| self.emit(Event::StateKept { who, state }));
    }

    pub(super) fn begin_state(&mut self, who: usize, state: &ContentId) {
        if self.fight.fighters[who].states.contains(state) {
            return;
        }
        let bears = self
            .fight
            .state(state)
            .is_some_and(|it| it.modifiers.iter().any(|it| matches!(it, Modifier::NoSpells {})));
        if bears {
            self.end_concentration(who);
        }
        self.emit(Event::StateBegan { who, state: state.clone() });
        let lasts = self.fight.state(state).and_then(|it| match (it.rounds, it.minutes) {
            (Some(rounds), _) if it.kept_by.is_empty() => Some(rounds),
            (None, minutes) => minutes.map(|it| it.saturating_mul(10)),
            _ => None,
        });
        if let Some(rounds) = lasts {
            let (laid, ends) = (Laid::State(state.clone()), Ends::TurnStart(who, rounds.max(1)));
            let act = state.as_str().to_owned();
            let lasting = super::Lasting {
                id: self.fight.next,
                laid,
                by: who,
                act,
                level: None,
                ends,
                save: None,
                concentration: false,
            };
            self.emit(Event::Laid { who, lasting });
        }
    }

    /// Ends a state that is active, with what reminds of its end.
    pub(super) fn end_state(&mut self, who: usize, state: &ContentId) {
        let fighter = &self.fight.fighters[who];
        if !fighter.states.contains(state) {
            return;
        }
        let reminds = fighter
            .lasting
            .iter()
            .find(|it| matches!(&it.laid, Laid::State(of) if of == state))
            .map(|it| it.id);
        self.emit(Event::StateEnded { who, state: state.clone() });
        if let Some(id) = reminds {
            self.lift(who, id);
        }
        self.unshape_with(who, state);
    }

    /// States end at once with a condition that ends them.
    pub(super) fn end_by_conditions(&mut self, who: usize) {
        let fighter = &self.fight.fighters[who];
        let ended = |it: &&State| {
            it.ends.iter().any(|end| matches!(end, End::Condition(condition) if fighter.has(*condition)))
        };
        let ending: Vec<ContentId> =
            self.fight.states_of(who).filter(ended).map(|it| it.id.clone()).collect();
        ending.iter().for_each(|it| self.end_state(who, it));
    }

    /// States that end at this moment of a turn.
    pub(super) fn end_states(&mut self, who: usize, end: &End) {
        let ending: Vec<ContentId> =
            self.fight.states_of(who).filter(|it| it.ends.contains(end)).map(|it| it.id.clone()).collect();
        ending.iter().for_each(|it| self.end_state(who, it));
    }

    /// States that were not kept up in this turn, and such as end with a condition that one has.
    pub(super) fn lapse(&mut self, who: usize) {
        let fighter = &self.fight.fighters[who];
        let lapses = |it: &&State| {
            it.rounds.is_some() && !it.kept_by.is_empty() && fighter.kept.get(&it.id) == Some(&false)
        };
        let ending: Vec<ContentId> =
            self.fight.states_of(who).filter(lapses).map(|it| it.id.clone()).collect();
        for state in ending {
            let can_keep = self.fight.state(&state).is_some_and(|it| it.kept_by.contains(&Keep::BonusAction));
            let fighter = &self.fight.fighters[who];
            if can_keep && fighter.is_able() && !fighter.moment.bonus_action && self.fight.has_foes(who) {
                let name = self.fight.state(&state).map(|it| it.name.clone()).unwrap_or_default();
                self.emit(Event::Kept { who, state, name });
            } else {
                self.end_state(who, &state);
            }
        }
    }
}

/// How much effects add to the armour class.
fn raises(effects: &[Effect], value: &dyn Fn(&str) -> Option<i32>) -> i32 {
    let mut most = 0;
    for effect in effects {
        effect.walk(&mut |it| {
            if let Effect::Modifiers { modifiers, .. } = it {
                for modifier in modifiers {
                    if let Modifier::Add { to: Number::ArmourClass, value: by, .. } = modifier {
                        most = most.max(by.value(value));
                    }
                }
            }
        });
    }
    most
}

impl super::Fight<'_> {
    /// A state by its id, out of the features of the book.
    pub(super) fn state(&self, id: &ContentId) -> Option<&State> {
        self.book.state(id)
    }

    pub(super) fn states_of(&self, who: usize) -> impl Iterator<Item = &State> {
        self.fighters[who].states.iter().filter_map(|it| self.state(it))
    }

    pub(super) fn has_foes(&self, who: usize) -> bool {
        (0..self.fighters.len()).any(|it| self.are_enemies(who, it) && self.fighters[it].is_up())
    }

    /// The swing with which somebody would strike a target from where it stands.
    pub(super) fn best_swing(&self, who: usize, target: usize) -> Option<usize> {
        self.best_of(who, target, |_| true)
    }

    /// The best Unarmed Strike upon somebody.
    pub(super) fn best_unarmed(&self, who: usize, target: usize) -> Option<usize> {
        self.best_of(who, target, |it| it.melee && it.weapon.is_none())
    }

    pub(super) fn best_of(
        &self,
        who: usize,
        target: usize,
        kind: impl Fn(&super::Swing) -> bool,
    ) -> Option<usize> {
        let fighter = &self.fighters[who];
        let feet = fighter.stand().feet_to(self.fighters[target].stand());
        let acts = fighter.kit.acts.iter().enumerate();
        let fits = acts.filter(|(_, it)| {
            let (reach, range) = it.far();
            it.swing.as_ref().is_some_and(&kind) && it.spends.is_empty() && feet <= reach.max(range)
        });
        fits.map(|(at, _)| at).max_by_key(|at| self.expected(who, *at, target))
    }

    /// Whether something laid upon somebody is a condition that it can break.
    pub(super) fn grip(&self, who: usize) -> Option<(u32, usize, i32)> {
        let held = |it: &&super::Lasting| it.ends == Ends::Grapple && matches!(it.laid, Laid::Condition(_));
        let it = self.fighters[who].lasting.iter().find(held)?;
        Some((it.id, it.by, it.save.map_or(10, |(_, dc)| dc)))
    }
}
