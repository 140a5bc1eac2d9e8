//! The first tactic: whatever promises most, reckoned and not rolled, with its reason. It always takes
//! the same turn from the same fight.

mod boon;
mod edge;
mod nearer;
mod plan;
mod slip;
mod worth;

use std::cell::OnceCell;

use super::{Action, Aim, Fight, Order, ways::Ways};
use crate::book::{Condition, Effect, Time};

pub(super) use boon::boons;
use plan::Plan;

/// What to do next, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub order: Order,
    pub reason: String,
}

/// What somebody does next in its turn.
pub fn choose(fight: &Fight<'_>, who: usize) -> Choice {
    let fighter = &fight.fighters[who];
    if !fighter.is_able() {
        return end("cannot act");
    }
    if fighter.has(Condition::Prone) && fight.allows(who, &Order::Stand).is_ok() {
        return Choice { order: Order::Stand, reason: "stands up, for nobody fights well lying down".into() };
    }
    let ways = Walks { fight, who, known: OnceCell::new() };
    let main = fight.best_plan(who, &ways, Time::Action);
    let bonus = fight.best_plan(who, &ways, Time::BonusAction);
    // What readies one (a rage) comes before what it readies for.
    if let Some(plan) = bonus.as_ref().filter(|it| it.readies || main.is_none()) {
        return fight.carry(who, plan);
    }
    if let Some(push) = fight.push(who, main.as_ref().map_or(0, |it| it.worth)) {
        return push;
    }
    if let Some(plan) = main {
        return fight.carry(who, &plan);
    }
    if let Some(act) = fight.surge(who, &ways) {
        return act;
    }
    if let Some(act) = fight.slip(who, &ways) {
        return act;
    }
    fight.leave_danger(who, &ways).unwrap_or_else(|| fight.approach(who, &ways))
}

/// Where one could go from here, found out once and only when it is asked: who stands beside its foes
/// needs no way.
struct Walks<'f, 'b> {
    fight: &'f Fight<'b>,
    who: usize,
    known: OnceCell<Ways>,
}

impl Walks<'_, '_> {
    fn ways(&self) -> &Ways {
        let found = || self.fight.ways(self.who, self.fight.fighters[self.who].feet_left());
        self.known.get_or_init(found)
    }
}

fn end(reason: &str) -> Choice {
    Choice { order: Order::EndTurn, reason: reason.into() }
}

impl Fight<'_> {
    /// The plan's next step: first the way, then the act.
    fn carry(&self, who: usize, plan: &Plan) -> Choice {
        let reason = self.reason(who, plan);
        match plan.spot {
            Some(spot) if spot != self.fighters[who].spot => Choice { order: Order::Move(spot), reason },
            _ => Choice { order: Order::Act { act: plan.act, aim: plan.aim.clone(), row: plan.row }, reason },
        }
    }

    fn reason(&self, who: usize, plan: &Plan) -> String {
        let act = &self.fighters[who].kit.acts[plan.act];
        let names: Vec<&str> = plan.aim.targets.iter().map(|it| self.fighters[*it].name.as_str()).collect();
        let whom = match (names.as_slice(), plan.aim.spot) {
            ([], Some(_)) => format!("{} in its area", plan.reached),
            ([], None) => "itself".to_owned(),
            (names, _) => names.join(", "),
        };
        let worth = format!("{}.{}", plan.worth / 100, plan.worth.abs() % 100 / 10);
        match plan.readies {
            true => format!("{} readies it for what follows", act.name),
            false => format!("{} upon {whom} is worth {worth}, the most of {} ways", act.name, plan.among),
        }
    }

    /// Another action for who has one up the sleeve, when somebody is at hand.
    fn surge(&self, who: usize, ways: &Walks<'_, '_>) -> Option<Choice> {
        let fighter = &self.fighters[who];
        if !fighter.moment.action || fighter.moment.attacks.iter().any(|(_, count)| *count > 0) {
            return None;
        }
        let extra = |it: &Effect| match it {
            Effect::Extra { time: Time::Action, purpose, .. } => Some(*purpose),
            _ => None,
        };
        let acts = fighter.kit.acts.iter().enumerate();
        let surges = acts.filter(|(at, it)| it.time == Time::Free && self.can_pay(who, *at));
        let mut surges =
            surges.filter_map(|(at, it)| Some((at, it.activity.effects.iter().find_map(extra)?)));
        let (act, purpose) = surges.next()?;
        let mut fresh = self.clone();
        fresh.fighters[who].moment.further.push(purpose);
        fresh.best_plan(who, ways, Time::Action)?;
        let order = Order::Act { act, aim: Aim { targets: vec![who], spot: None }, row: None };
        Some(Choice { order, reason: "has more in it this turn".into() })
    }

    pub(super) fn can_pay(&self, who: usize, at: usize) -> bool {
        let fighter = &self.fighters[who];
        let act = &fighter.kit.acts[at];
        let slot = act.spell.is_some() && act.spends.iter().any(|(key, _)| key.starts_with("slot/"));
        act.spends.iter().all(|(key, count)| fighter.left(key) >= *count)
            && self.goes_on(who, act)
            && !(slot && fighter.moment.slot_cast)
            && self.can_cast(who, at).is_ok()
    }

    /// Nobody can be reached: nearer, or free, or on guard.
    fn approach(&self, who: usize, walks: &Walks<'_, '_>) -> Choice {
        let fighter = &self.fighters[who];
        let Some(foe) = self.nearest_foe(who) else { return end("has nobody to fight") };
        if (self.grip(who).is_some() || self.bond(who).is_some()) && fighter.can(Action::Other) {
            return Choice { order: Order::Escape, reason: "is held, and tries to break free".into() };
        }
        if self.is_hurt_by_fire(who) && self.allows_extinguishing(who).is_ok() {
            return Choice { order: Order::Extinguish, reason: "burns, and rolls on the ground".into() };
        }
        let now = fighter.stand().feet_to(self.fighters[foe].stand());
        // Who has struck stays: a step away from an enemy is dear.
        let wants = now > super::SQUARE_FEET && !(fighter.moment.action && self.threatened(who));
        if let Some(feet) = self.levels(who, foe).filter(|_| wants) {
            let reason = format!("comes to the height of {}", self.fighters[foe].name);
            return Choice { order: Order::Rise(feet), reason };
        }
        if let Some(choice) = wants.then(|| self.come_nearer(who, foe, walks)).flatten() {
            return choice;
        }
        if fighter.can(Action::Hide) && self.allows_hiding(who).is_ok() {
            return Choice { order: Order::Hide, reason: "can do no harm, and hides".into() };
        }
        if fighter.can(Action::Other) {
            return Choice { order: Order::Dodge, reason: "can do no harm, and is on guard".into() };
        }
        end("has done what it could")
    }

    /// Whoever has done what it could does not stay where it is harmed.
    fn leave_danger(&self, who: usize, ways: &Walks<'_, '_>) -> Option<Choice> {
        if !self.in_danger(who) {
            return None;
        }
        let ways = ways.ways();
        let foe = self.fighters[self.nearest_foe(who)?].stand();
        let there = |spot| self.stand_at(who, spot);
        let free = |(spot, feet): &(super::Spot, i32)| {
            *feet > 0 && !ways.is_risky(*spot) && self.is_free(there(*spot), Some(who))
        };
        let out =
            ways.all().filter(free).min_by_key(|(spot, feet)| (*feet, there(*spot).feet_to(foe), *spot));
        out.map(|(spot, _)| Choice {
            order: Order::Move(spot),
            reason: "gets out of what would harm it".into(),
        })
    }

    fn threatened(&self, who: usize) -> bool {
        let near = |foe: usize| {
            let it = &self.fighters[foe];
            self.are_enemies(who, foe)
                && it.is_able()
                && it.stand().feet_to(self.fighters[who].stand()) <= super::SQUARE_FEET
        };
        (0..self.fighters.len()).any(near)
    }

    pub(super) fn nearest_foe(&self, who: usize) -> Option<usize> {
        let stand = self.fighters[who].stand();
        let foes =
            (0..self.fighters.len()).filter(|it| self.are_enemies(who, *it) && self.fighters[*it].is_up());
        foes.min_by_key(|it| (stand.feet_to(self.fighters[*it].stand()), *it))
    }

    /// The Legendary Action that promises most from where one stands.
    pub(super) fn best_legend(&self, who: usize) -> Option<(usize, Aim)> {
        let fighter = &self.fighters[who];
        let mut best: Option<Plan> = None;
        for (at, act) in fighter.kit.acts.iter().enumerate() {
            let Time::Legendary(cost) = act.time else { continue };
            if cost <= fighter.legendary_actions && self.can_pay(who, at) {
                self.stand_plans(who, at, &mut |plan| {
                    if best.as_ref().is_none_or(|it| plan.worth > it.worth) {
                        best = Some(plan);
                    }
                });
            }
        }
        best.filter(|it| it.worth > 0).map(|it| (it.act, it.aim))
    }
}
