//! An act that waits for its moment (SRD 5.2, "Rules Glossary", Ready).

use serde::{Deserialize, Serialize};

use super::{Aim, Event, Fight, Refused, Why, order::Engine};
use crate::book::Time;

/// What is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Awaited {
    /// An enemy comes where the act reaches it.
    Comes,
}

/// An act that was made ready: by its place in the kit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ready {
    pub act: usize,
    pub awaits: Awaited,
}

impl Fight<'_> {
    pub(super) fn allows_ready(&self, who: usize, at: usize) -> Result<(), Refused> {
        let fighter = &self.fighters[who];
        let act = fighter.kit.acts.get(at).ok_or(Refused::NoAct)?;
        if act.time != Time::Action || act.activity.area.is_some() || act.shapes {
            return Err(Refused::NotNow(act.name.clone()));
        }
        if self.can_pay(who, at) { Ok(()) } else { Err(Refused::Spent(act.name.clone())) }
    }

    /// Whether somebody who waits would act now upon who came.
    fn springs(&self, who: usize, mover: usize) -> Option<usize> {
        let fighter = &self.fighters[who];
        let ready = fighter.ready?;
        let aim = Aim { targets: vec![mover], spot: None };
        let fits = fighter.lets(&super::Unbidden::Readied)
            && fighter.is_able()
            && fighter.can_react()
            && self.are_enemies(who, mover)
            && self.sees(who, mover);
        (fits && self.allows_aim(who, ready.act, &aim).is_ok()).then_some(ready.act)
    }

    /// Whether anybody waits for somebody to move.
    pub(super) fn is_awaited(&self, mover: usize) -> bool {
        (0..self.fighters.len()).any(|it| it != mover && self.springs(it, mover).is_some())
    }
}

impl Engine<'_, '_, '_> {
    /// Whether somebody waits for who is about to enter a square: asked as if it stood there.
    pub(super) fn awaited_at(&mut self, mover: usize, spot: super::Spot) -> bool {
        if self.fight.fighters.iter().all(|it| it.ready.is_none()) {
            return false;
        }
        let here = std::mem::replace(&mut self.fight.fighters[mover].spot, spot);
        let awaited = self.fight.is_awaited(mover);
        self.fight.fighters[mover].spot = here;
        awaited
    }

    /// Spends the action; a spell is cast now, held by Concentration, and let go later.
    pub(super) fn make_ready(&mut self, who: usize, ready: Ready) {
        self.emit(Event::Readied { who, ready: Some(ready) });
        let kit = self.fight.fighters[who].kit.clone();
        let act = &kit.acts[ready.act];
        if act.spell.is_some() {
            for (key, count) in &act.spends {
                self.emit(Event::Spent { who, key: key.clone(), count: *count });
            }
            self.end_concentration(who);
            self.emit(Event::Concentrated { who, act: act.name.clone() });
        }
    }

    /// Whoever waited acts, as a Reaction.
    pub(super) fn spring(&mut self, mover: usize) {
        for who in 0..self.fight.fighters.len() {
            let Some(act) = self.fight.springs(who, mover).filter(|_| who != mover) else { continue };
            let spell = self.fight.fighters[who].kit.acts[act].spell.is_some();
            let name = self.fight.fighters[who].kit.acts[act].name.clone();
            self.emit(Event::Readied { who, ready: None });
            // What was held by Concentration and lost is gone.
            if spell && self.fight.fighters[who].concentration.as_deref() != Some(name.as_str()) {
                continue;
            }
            let aim = Aim { targets: vec![mover], spot: None };
            if spell {
                self.end_concentration(who);
                self.let_loose(who, act, &aim, Why::Reaction);
            } else {
                self.perform(who, act, &aim, None, Why::Reaction);
            }
        }
    }

    /// The next turn begins: what waited in vain is let go.
    pub(super) fn unready(&mut self, who: usize) {
        if let Some(ready) = self.fight.fighters[who].ready {
            if self.fight.fighters[who].kit.acts[ready.act].spell.is_some() {
                self.end_concentration(who);
            }
            self.emit(Event::Readied { who, ready: None });
        }
    }
}
