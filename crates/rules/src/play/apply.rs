//! Events change the character. Total: a fact cannot be refused.

use super::Event;
use crate::{
    build::{Build, Level, Now},
    condition::EXHAUSTION_MOST,
    limit::LEVEL_MAX,
};

/// Folds one event into a build.
pub fn apply(build: &mut Build, event: &Event) {
    to_now(&mut build.now, event);
    match event {
        Event::LevelGained { class, shown } if build.levels.len() < LEVEL_MAX => {
            build.levels.push(Level { class: class.clone(), hp: *shown });
        }
        Event::XpGained { xp } => build.xp = Some(build.xp.unwrap_or(0).saturating_add(*xp)),
        Event::UsedUp { item, count } => {
            let mut left = *count;
            for carried in build.goods.iter_mut().filter(|it| it.item == *item) {
                let gone = carried.count.min(left);
                carried.count -= gone;
                left -= gone;
            }
            build.goods.retain(|it| it.count > 0);
        }
        _ => {}
    }
}

/// What an event changes of how it goes at the moment.
pub(super) fn to_now(now: &mut Now, event: &Event) {
    match event {
        Event::Hurt { lost, temporary_lost, .. } => {
            now.lost = now.lost.saturating_add(*lost);
            now.temporary_hp = now.temporary_hp.saturating_sub(*temporary_lost);
        }
        Event::HpPaid { hp } => now.lost = now.lost.saturating_add(*hp),
        Event::Healed { hp } => {
            now.lost = now.lost.saturating_sub(*hp);
            calm(now);
        }
        Event::MaximumLowered { by } => {
            now.maximum_lost = now.maximum_lost.saturating_add(*by);
            // Hit points stay unless there is no more room for them.
            now.lost = now.lost.saturating_sub(*by);
        }
        Event::MaximumRestored {} => {
            now.lost = now.lost.saturating_add(std::mem::take(&mut now.maximum_lost))
        }
        Event::TemporarySet { hp } => now.temporary_hp = *hp,
        Event::DeathSaved { successes, failures, .. } => {
            (now.death_successes, now.death_failures) = (*successes, *failures);
            now.stable = false;
        }
        Event::Stabilised {} => {
            calm(now);
            now.stable = true;
        }
        Event::KnockedOut {} => now.knocked_out = true,
        Event::Died { .. } => die(now),
        Event::Revived { hp, most } => {
            calm(now);
            now.dead = false;
            now.lost = most.saturating_sub(*hp);
            now.exhaustion = now.exhaustion.saturating_sub(1);
        }
        Event::Exhausted { levels } => now.exhaustion = (*levels).min(EXHAUSTION_MOST),
        Event::ConditionGained { condition } if !now.conditions.contains(condition) => {
            now.conditions.push(*condition)
        }
        Event::ConditionEnded { condition } => now.conditions.retain(|it| it != condition),
        Event::ConcentrationBegun { on } => now.concentration = Some(on.clone()),
        Event::ConcentrationEnded {} => now.concentration = None,
        Event::StateBegun { state } if !now.states.contains(state) => now.states.push(state.clone()),
        Event::StateEnded { state } => now.states.retain(|it| it != state),
        Event::InspirationGained {} => now.inspiration = true,
        Event::InspirationSpent {} => now.inspiration = false,
        _ => count(now, event),
    }
}

/// What is spent, and what returns.
fn count(now: &mut Now, event: &Event) {
    match event {
        Event::Spent { key, count } => {
            let spent = now.spent.entry(key.clone()).or_default();
            *spent = spent.saturating_add(*count);
        }
        Event::Returned { key, count } => {
            let left = now.spent.get(key).copied().unwrap_or(0).saturating_sub(*count);
            match left {
                0 => drop(now.spent.remove(key)),
                left => drop(now.spent.insert(key.clone(), left)),
            }
        }
        Event::HitDieSpent { class, .. } => {
            let spent = now.hit_dice.entry(class.clone()).or_default();
            *spent = spent.saturating_add(1);
        }
        Event::HitDiceReturned {} => now.hit_dice.clear(),
        // The others are told for people: nothing of the moment follows from them.
        _ => {}
    }
}

/// Successes and failures count from nothing again.
fn calm(now: &mut Now) {
    (now.death_successes, now.death_failures) = (0, 0);
    (now.stable, now.knocked_out) = (false, false);
}

fn die(now: &mut Now) {
    calm(now);
    now.dead = true;
    now.temporary_hp = 0;
    now.concentration = None;
    now.states.clear();
}
