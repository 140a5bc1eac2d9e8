//! What an action is spent on, and which are left in a turn (SRD 5.2, "Playing the Game", Actions).

use serde::{Deserialize, Serialize};

use super::{Act, Fighter, Kit, Why};
use crate::book::{Cost, Effect, Modifier, Purpose, Time};

/// One of the actions that everybody has, as far as an additional action asks which it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    Attack,
    /// The Magic action that casts a spell, and that which does anything else.
    Spell,
    Magic,
    Dash,
    Disengage,
    Hide,
    Utilize,
    #[default]
    Other,
}

impl Action {
    pub fn is_other(&self) -> bool {
        *self == Self::Other
    }
}

impl Purpose {
    /// Whether an additional action may be this.
    fn admits(self, action: Action) -> bool {
        match self {
            Self::Any => true,
            Self::NoMagic => !matches!(action, Action::Spell | Action::Magic),
            Self::Spell => action == Action::Spell,
            Self::Haste => !matches!(action, Action::Spell | Action::Magic | Action::Other),
        }
    }
}

impl Kit {
    /// Which action an act is, whether or not it takes one.
    pub(super) fn action(&self, act: &Act) -> Action {
        match () {
            () if act.spell.is_some() => Action::Spell,
            () if act.swing.is_some() || act.time == Time::Attack => Action::Attack,
            () if act.activity.cost.iter().any(|it| matches!(it, Cost::Item(_))) => Action::Utilize,
            () if self.hero => Action::Magic,
            // The attacks of a stat block are acts like all its others.
            () if act.activity.effects.iter().any(|it| matches!(it, Effect::Attack { .. })) => Action::Attack,
            () => Action::Magic,
        }
    }
}

impl Fighter<'_> {
    /// Whether an action is left that can be this.
    pub fn can(&self, action: Action) -> bool {
        !self.moment.action || self.moment.further.iter().any(|it| it.admits(action))
    }

    /// Whether an action is left for as many attacks as there are.
    pub(super) fn can_attack_in_full(&self) -> bool {
        let full = |it: &Purpose| *it != Purpose::Haste && it.admits(Action::Attack);
        !self.moment.action || self.moment.further.iter().any(full)
    }

    /// Spends an action on this: whichever can be spent on the least else.
    pub(super) fn take_action(&mut self, action: Action, in_full: bool) {
        let further = &mut self.moment.further;
        let fits = |(_, it): &(usize, &Purpose)| it.admits(action) && !(in_full && **it == Purpose::Haste);
        let best = further.iter().enumerate().filter(fits).min_by_key(|(_, it)| **it).map(|(at, _)| at);
        let better = |at: &usize| self.moment.action || further[*at] != Purpose::Any;
        match best.filter(better) {
            Some(at) => {
                further.remove(at);
            }
            None => self.moment.action = true,
        }
    }

    /// The additional actions of each turn.
    pub(super) fn further_actions(&self) -> Vec<Purpose> {
        let of = |it: &Modifier| match it {
            Modifier::FurtherAction { purpose } => Some(*purpose),
            _ => None,
        };
        self.laid_modifiers().filter_map(of).collect()
    }

    /// Takes the time that something costs.
    pub(super) fn act(&mut self, act: Option<usize>, why: Why, action: Action) {
        if act.is_some() {
            self.moment.run = 0;
        }
        let nicks = self.strike_lightly(act, why);
        let kit = self.kit.clone();
        let row = act.and_then(|it| self.attack_row(it));
        let act = act.and_then(|it| kit.acts.get(it).map(|act| (it, act)));
        match (why, act.map(|(_, it)| &it.time)) {
            (Why::Turn, Some(Time::Action | Time::Attack)) if row.is_some() => {
                self.strike_in(row.unwrap_or_default(), act.map(|it| it.0));
            }
            // The actions that everybody has.
            (Why::Turn, None) => self.take_action(action, false),
            (Why::Reaction, _) => self.moment.reaction = true,
            (Why::Legendary, Some(Time::Legendary(cost))) => {
                self.legendary_actions = self.legendary_actions.saturating_sub(*cost);
            }
            (Why::Turn, Some(Time::BonusAction)) if nicks => {}
            (Why::Turn, Some(Time::BonusAction)) => self.moment.bonus_action = true,
            (Why::Turn, Some(Time::Action | Time::Attack | Time::Minutes(_) | Time::Hours(_))) => {
                self.take_action(act.map_or(action, |(_, it)| kit.action(it)), false);
            }
            _ => {}
        }
    }

    /// An attack of the action that goes on, or what stands in for it.
    fn strike_in(&mut self, row: usize, act: Option<usize>) {
        self.moment.attacks[row].1 -= 1;
        let named = act.is_none_or(|it| self.moment.attacks[row].0.contains(&it));
        if let Some(act) = act.filter(|_| !named) {
            self.moment.stood_in.push(act);
        }
    }

    /// Remembers attacks with Light weapons; tells whether this one takes no Bonus Action.
    fn strike_lightly(&mut self, act: Option<usize>, why: Why) -> bool {
        let swing = act.and_then(|it| self.kit.acts.get(it)).and_then(|it| it.swing.as_ref());
        let Some(swing) = swing.filter(|_| why == Why::Turn) else { return false };
        self.moment.light_attack |= swing.leads;
        self.moment.light_followed |= swing.light;
        swing.nicks()
    }

    /// The row of the attacks still to come that an act would use.
    pub(super) fn attack_row(&self, at: usize) -> Option<usize> {
        let left = |row: &&(Vec<usize>, u8)| row.1 > 0;
        let named = self.moment.attacks.iter().position(|it| left(&it) && it.0.contains(&at));
        // What is done instead of an attack is done instead of any, but of one only; a stat block says of which.
        let instead = self.kit.hero
            && self.kit.acts.get(at).is_some_and(|it| it.time == Time::Attack)
            && !self.moment.stood_in.contains(&at);
        named.or_else(|| if instead { self.moment.attacks.iter().position(|it| left(&it)) } else { None })
    }
}
