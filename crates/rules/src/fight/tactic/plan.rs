//! Plans: which act, at whom, from where, and what that promises.

use super::{
    super::{Act, Aim, Fight, Spot, Stand, ways::Ways},
    Walks,
    boon::boons,
};
use crate::book::{Condition, Effect, Time, Who};

/// One way to spend a moment.
#[derive(Clone, Debug)]
pub(in crate::fight) struct Plan {
    pub(in crate::fight) act: usize,
    pub(in crate::fight) aim: Aim,
    pub(in crate::fight) row: Option<usize>,
    /// Where one must stand for it.
    pub(in crate::fight) spot: Option<Spot>,
    /// Hundredths of a hit point.
    pub(in crate::fight) worth: i32,
    pub(in crate::fight) readies: bool,
    /// How many an area reaches, and how many ways were weighed.
    pub(in crate::fight) reached: usize,
    pub(in crate::fight) among: usize,
}

/// A foot on the way is worth so little, so that of equals the nearest is taken.
const FOOT_WORTH: i32 = 1;
/// What harms on the way is worth so many feet, and a little blood.
const RISK_FEET: i32 = 500;
/// Each level of a slot must promise so much more.
const SLOT_WORTH: i32 = 250;

impl Fight<'_> {
    /// The best plan that has this time, with the ways that lead on from here.
    pub(super) fn best_plan(&self, who: usize, ways: &Walks<'_, '_>, time: Time) -> Option<Plan> {
        let fighter = &self.fighters[who];
        let mut best: Option<Plan> = None;
        let mut among = 0;
        let mut weigh = |plan: Plan| {
            among += 1;
            if plan.worth > 0 && best.as_ref().is_none_or(|it| plan.worth > it.worth) {
                best = Some(plan);
            }
        };
        for (at, act) in fighter.kit.acts.iter().enumerate() {
            let fits = act.time == time || act.time == Time::Attack && time == Time::Action;
            if fits && self.has_time(who, at).is_ok() && self.can_pay(who, at) && self.ready(who, act) {
                self.stand_plans(who, at, &mut weigh);
                self.way_plans(who, at, ways, &mut weigh);
            }
        }
        best.map(|it| Plan { among, ..it })
    }

    /// The extra attack of the Light property comes after another; what is concentrated on is not given up.
    fn ready(&self, who: usize, act: &Act) -> bool {
        let fighter = &self.fighters[who];
        let light = act.swing.as_ref().is_some_and(|it| it.light);
        let concentrates = act.spell.as_ref().is_some_and(|it| it.concentration);
        let early = light && !fighter.follows_up();
        let gives_up = concentrates && fighter.concentration.is_some();
        // Which form to take, and what nobody but a person sees, is for people to say.
        !early && !gives_up && !act.shapes && !act.told && self.permits(who, act)
    }

    /// Plans for which one stays where one is.
    pub(in crate::fight) fn stand_plans(&self, who: usize, at: usize, weigh: &mut dyn FnMut(Plan)) {
        let fighter = &self.fighters[who];
        let act = &fighter.kit.acts[at];
        if let Some(worth) = self.readying(who, act) {
            let aim = Aim { targets: vec![who], spot: None };
            return weigh(Plan { worth, readies: true, ..Plan::new(at, aim) });
        }
        if act.activity.area.is_some() {
            return self.area_plans(who, at, weigh);
        }
        if self.steers(who, act).is_some() {
            return self.steer_plans(who, at, weigh);
        }
        if let Some(most) = self.leap(who, act) {
            if let Some((spot, worth)) = self.best_leap(who, most) {
                let aim = Aim { targets: vec![who], spot: Some(spot) };
                weigh(Plan { worth: worth - self.price(act), ..Plan::new(at, aim) });
            }
            return;
        }
        let many = self.how_many(who, act);
        let mut targets: Vec<(i32, usize)> = Vec::new();
        for target in 0..self.fighters.len() {
            let aim = Aim { targets: vec![target], spot: None };
            if self.is_meant(who, act, target) && self.allows_aim(who, at, &aim).is_ok() {
                targets.push((self.expected(who, at, target), target));
            }
        }
        targets.retain(|(worth, _)| *worth > 0);
        targets.sort_by_key(|(worth, target)| (-worth, *target));
        if targets.is_empty() {
            return;
        }
        // Rays may all go to the same one; what each can have once goes to the best.
        let aimed: Vec<(i32, usize)> = match act.activity.targets.who {
            Who::Other | Who::Enemy => {
                targets.iter().cycle().take(many.min(targets.len().max(1))).copied().collect()
            }
            _ => targets.iter().take(many).copied().collect(),
        };
        let worth = aimed.iter().map(|(worth, _)| worth).sum::<i32>();
        let aim = Aim { targets: aimed.iter().map(|(_, it)| *it).collect(), spot: None };
        let (worth, row) = self.with_row(who, at, worth, aim.targets[0]);
        weigh(Plan { worth: worth - self.price(act), row, ..Plan::new(at, aim) });
    }

    /// Plans for which one goes somewhere first: only attacks and touches.
    fn way_plans(&self, who: usize, at: usize, ways: &Walks<'_, '_>, weigh: &mut dyn FnMut(Plan)) {
        let fighter = &self.fighters[who];
        let act = &fighter.kit.acts[at];
        let (reach, range) = act.far();
        let far = reach.max(range);
        if act.activity.area.is_some() || far == 0 || fighter.feet_left() == 0 {
            return;
        }
        for target in 0..self.fighters.len() {
            let there = self.fighters[target].stand();
            let near = fighter.stand().feet_to(there) <= far && self.line(fighter.stand(), there);
            if target == who || near || !self.is_meant(who, act, target) {
                continue;
            }
            let worth = self.expected(who, at, target);
            if worth <= 0 {
                continue;
            }
            if let Some((spot, feet)) = self.nearest_spot(who, ways.ways(), there, far) {
                let aim = Aim { targets: vec![target], spot: None };
                let (worth, row) = self.with_row(who, at, worth, target);
                let worth = worth - self.price(act) - feet * FOOT_WORTH;
                weigh(Plan { worth, row, spot: Some(spot), ..Plan::new(at, aim) });
            }
        }
    }

    /// The square to be reached with the fewest feet from which a stand is near enough.
    fn nearest_spot(&self, who: usize, ways: &Ways, there: Stand, far: i32) -> Option<(Spot, i32)> {
        let mut best: Option<(i32, Spot)> = None;
        let side = self.fighters[who].stand().side;
        for (spot, feet) in ways.near(there, side, far) {
            let feet = feet + if ways.is_risky(spot) { RISK_FEET } else { 0 };
            let here = self.stand_at(who, spot);
            let better = best.is_none_or(|it| (feet, spot) < it);
            if better
                && here.feet_to(there) <= far
                && self.is_free(here, Some(who))
                && !self.fears(who, spot)
                && self.line(here, there)
            {
                best = Some((feet, spot));
            }
        }
        best.map(|(feet, spot)| (spot, feet))
    }

    /// An area, aimed at each enemy in turn.
    fn area_plans(&self, who: usize, at: usize, weigh: &mut dyn FnMut(Plan)) {
        let act = &self.fighters[who].kit.acts[at];
        let stand = self.fighters[who].stand();
        for foe in 0..self.fighters.len() {
            if !self.is_meant(who, act, foe) && !self.are_enemies(who, foe) || !self.fighters[foe].is_up() {
                continue;
            }
            let spot = self.fighters[foe].stand().nearest(stand.spot);
            let aim = Aim { targets: Vec::new(), spot: Some(spot) };
            if self.allows_aim(who, at, &aim).is_err() {
                continue;
            }
            let reached = self.in_area(who, act, spot);
            let worth: i32 = reached.iter().map(|it| self.signed(who, at, *it)).sum();
            let plan = Plan { worth: worth - self.price(act), reached: reached.len(), ..Plan::new(at, aim) };
            weigh(plan);
        }
    }

    /// Harm to a friend is worse than harm to a foe is good.
    fn signed(&self, who: usize, at: usize, target: usize) -> i32 {
        let worth = self.expected(who, at, target);
        let helps = !self.fighters[who].kit.acts[at].harms;
        match (self.are_enemies(who, target), helps) {
            (true, _) | (_, true) => worth,
            (false, false) => -2 * worth,
        }
    }

    /// An area that was laid, moved upon each enemy in turn.
    fn steer_plans(&self, who: usize, at: usize, weigh: &mut dyn FnMut(Plan)) {
        let act = &self.fighters[who].kit.acts[at];
        for (spot, worth) in self.steerings(who, at) {
            let aim = Aim { targets: Vec::new(), spot: Some(spot) };
            weigh(Plan { worth: worth - self.price(act), reached: 1, ..Plan::new(at, aim) });
        }
    }

    /// What a whole Multiattack is worth that begins with this act.
    fn with_row(&self, who: usize, at: usize, worth: i32, target: usize) -> (i32, Option<usize>) {
        let fighter = &self.fighters[who];
        let act = &fighter.kit.acts[at];
        if !matches!(act.time, Time::Action | Time::Attack) || !fighter.can_attack_in_full() {
            return (worth, None);
        }
        let rows = fighter
            .kit
            .multiattack
            .iter()
            .enumerate()
            .filter(|(_, it)| it.iter().any(|(acts, _)| acts.contains(&at)));
        let of_row = |way: &[(Vec<usize>, u8)]| {
            let best =
                |acts: &[usize]| acts.iter().map(|it| self.expected(who, *it, target)).max().unwrap_or(0);
            way.iter()
                .map(|(acts, count)| i32::from(*count) * if acts.contains(&at) { worth } else { best(acts) })
                .sum::<i32>()
        };
        let best = rows
            .map(|(row, way)| (of_row(way), row))
            .max_by_key(|(sum, row)| (*sum, std::cmp::Reverse(*row)));
        match best {
            Some((sum, row)) => (sum.max(worth), Some(row)),
            None => (worth, None),
        }
    }

    fn how_many(&self, who: usize, act: &Act) -> usize {
        let kit = &self.fighters[who].kit;
        let count = act.activity.targets.count.value(&|name| kit.value(act, name));
        usize::try_from(count).unwrap_or(1).max(1)
    }

    /// Whether somebody is whom an act is meant for.
    fn is_meant(&self, who: usize, act: &Act, target: usize) -> bool {
        let it = &self.fighters[target];
        let kinds = &act.activity.targets.kinds;
        let small = act.activity.targets.largest.is_none_or(|size| it.kit.size <= size);
        let revives = act.activity.effects.iter().any(|it| matches!(it, Effect::Revive { .. }));
        if revives {
            return !self.are_enemies(who, target) && self.can_revive(target);
        }
        let kind = kinds.is_empty() || kinds.contains(&it.kit.kind);
        let side = match act.activity.targets.who {
            Who::Own => target == who,
            Who::Ally => !self.are_enemies(who, target),
            Who::Fallen => !it.is_up() && !self.are_enemies(who, target),
            Who::Creature | Who::Other | Who::Enemy | Who::Chosen if act.harms => {
                self.are_enemies(who, target) && it.is_up()
            }
            Who::Creature | Who::Other | Who::Enemy | Who::Chosen => {
                let heals = act.activity.effects.iter().any(|it| matches!(it, Effect::Heal { .. }));
                let kind = heals || Self::strengthens(act);
                self.are_enemies(who, target) != kind && it.is_up() || heals && !self.are_enemies(who, target)
            }
            Who::Object | Who::Place => false,
        };
        let other = target != who || act.activity.targets.who != Who::Other;
        side && small
            && other
            && kind
            && self.suits(who, target, act)
            && !self.spares(who, target, act)
            && it.health != super::super::Health::Dead
    }

    /// Whether what it lays upon somebody does it good: nobody does that for an enemy.
    fn strengthens(act: &Act) -> bool {
        let better = |it: &Effect| match it {
            Effect::Modifiers { modifiers, .. } => boons(modifiers) > 0,
            Effect::TemporaryHp { .. } | Effect::Condition { condition: Condition::Invisible, .. } => true,
            _ => false,
        };
        act.activity.effects.iter().any(better)
    }

    pub(in crate::fight) fn price(&self, act: &Act) -> i32 {
        let slot = act.spends.iter().any(|(key, _)| key.starts_with("slot/"));
        match (&act.spell, slot) {
            (Some(spell), true) => i32::from(spell.level) * SLOT_WORTH,
            _ => 0,
        }
    }
}

impl Plan {
    fn new(act: usize, aim: Aim) -> Self {
        Self { act, aim, row: None, spot: None, worth: 0, readies: false, reached: 0, among: 0 }
    }
}
