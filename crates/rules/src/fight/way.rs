//! The ways in which an act can be done, of which its doer names one; where none is named it is the most promising
//! (SRD 5.2, "Spells", Eyebite; "Classes", Cleric: Channel Divinity).

use super::{Act, Aim, Fight, Refused, Why, context::Context, order::Engine};
use crate::{
    book::{Effect, Way},
    circumstance::Verdict,
};

/// An act by its place in the kit, at whom or where, and the way in which it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    pub act: usize,
    pub aim: Aim,
    pub way: String,
}

/// Why it is not done so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongWay {
    #[error("{0} leaves nothing to choose.")]
    One(String),
    #[error("{act} is done in one of these ways: {ways}. {way} is none of them.")]
    Unknown { act: String, way: String, ways: String },
    #[error("{way} is no way of {act} as things are.")]
    Shut { act: String, way: String },
}

impl Act {
    /// The ways of which one is chosen when it is done, by name. What it does later is chosen then.
    pub fn ways(&self) -> Vec<&Way> {
        let mut found: Vec<&Way> = Vec::new();
        gather(&self.activity.effects, &mut found);
        found
    }
}

fn gather<'e>(effects: &'e [Effect], found: &mut Vec<&'e Way>) {
    for effect in effects {
        match effect {
            Effect::OneOf(ways) => {
                for way in ways {
                    if found.iter().all(|it| it.name != way.name) {
                        found.push(way);
                    }
                    gather(&way.effects, found);
                }
            }
            Effect::Attack { hit: one, miss: other, .. }
            | Effect::Save { fail: one, success: other, .. }
            | Effect::Check { success: one, fail: other, .. } => {
                gather(one, found);
                gather(other, found);
            }
            Effect::WeaponAttack { hit: effects, .. } | Effect::Steer { into: effects, .. } => {
                gather(effects, found);
            }
            _ => {}
        }
    }
}

impl Fight<'_> {
    pub(super) fn allows_way(&self, who: usize, chosen: &Chosen) -> Result<(), Refused> {
        let fighter = &self.fighters[who];
        let act = fighter.kit.acts.get(chosen.act).ok_or(Refused::NoAct)?;
        if act.shapes {
            return Err(super::WrongForm::Unnamed.into());
        }
        let (name, way) = (act.name.clone(), chosen.way.clone());
        let ways = act.ways();
        if ways.is_empty() {
            return Err(WrongWay::One(name).into());
        }
        let Some(named) = ways.iter().find(|it| it.name == way) else {
            let ways: Vec<&str> = ways.iter().map(|it| it.name.as_str()).collect();
            return Err(WrongWay::Unknown { act: name, way, ways: ways.join(", ") }.into());
        };
        let value = |name: &str| fighter.kit.value(act, name);
        if self.circumstance(who, fighter.conditions()).all(&named.when, &value) == Verdict::No {
            return Err(WrongWay::Shut { act: name, way }.into());
        }
        if named.effects.contains(&Effect::Hide {}) {
            self.allows_hiding(who)?;
        }
        self.allows_act(who, chosen.act, &chosen.aim)
    }
}

impl Engine<'_, '_, '_> {
    /// Does an act in the way that the order names.
    pub(super) fn perform_so(&mut self, who: usize, chosen: &Chosen) {
        self.way = Some(chosen.way.clone());
        self.perform(who, chosen.act, &chosen.aim, None, Why::Turn);
    }

    /// Does it in the way that was named, or in the best that is open.
    pub(super) fn one_of(&mut self, context: &Context, ways: &[Way], targets: &[usize]) {
        let target = targets.first().copied().unwrap_or(context.who);
        // What people alone can know they have told with the name.
        let is_named = |it: &&Way| {
            self.fight.turn == Some(context.who)
                && self.way.as_ref() == Some(&it.name)
                && self.holds(context, &it.when, target) != Verdict::No
        };
        let open = ways.iter().filter(|it| self.holds(context, &it.when, target) == Verdict::Yes);
        let act = &context.kit.acts[context.act];
        // The first of equals.
        let best = || open.rev().max_by_key(|it| self.fight.all(context.who, act, &it.effects, target));
        if let Some(way) = ways.iter().find(is_named).or_else(best) {
            self.effects(context, &way.effects, targets);
        }
    }
}
