//! What there is only so much of, what can be done, what is carried, and what people must see to.

use serde::Serialize;

use super::{Bearer, Number};
use crate::{
    ContentId,
    book::{Activity, Cost, Effect, Modifier, Number as Of, Return, Size, Test, Time},
    circumstance::Verdict,
};

/// A resource, and how much of it is left.
#[derive(Clone, Debug, Serialize)]
pub struct ResourceLine<'a> {
    pub id: &'a ContentId,
    pub name: &'a str,
    pub most: u32,
    pub left: u32,
    pub returns: Return,
    /// Sides of the die that it is.
    pub die: Option<u32>,
    pub whose: &'a str,
}

/// A state that could be, or is.
#[derive(Clone, Debug, Serialize)]
pub struct StateLine<'a> {
    pub id: &'a ContentId,
    pub name: &'a str,
    pub active: bool,
}

/// Something that can be done.
#[derive(Clone, Debug, Serialize)]
pub struct Doing<'a> {
    pub name: &'a str,
    pub whose: &'a str,
    #[serde(skip)]
    pub key: &'a str,
    pub time: &'a Time,
    #[serde(skip)]
    pub activity: &'a Activity,
    /// Why it cannot be done now.
    pub barred: Option<&'a str>,
    /// What it costs, with how much of that is left.
    pub left: Option<u32>,
    pub perhaps: Option<&'a [Test]>,
}

/// What is carried (SRD 5.2, "Rules Glossary", Carrying Capacity).
#[derive(Clone, Debug, Serialize)]
pub struct Load<'a> {
    /// Hundredths of a pound.
    pub carried: u64,
    pub capacity: Number<'a>,
    pub drag: i32,
    pub over: bool,
}

pub(super) fn resources<'a>(bearer: &Bearer<'a>) -> Vec<ResourceLine<'a>> {
    let mut lines: Vec<ResourceLine<'a>> = Vec::new();
    for held in &bearer.adventurer.features {
        for resource in &held.feature.resources {
            let most = u32::try_from(bearer.number(&resource.most)).unwrap_or(0);
            if most == 0 || lines.iter().any(|it| *it.id == resource.id) {
                continue;
            }
            lines.push(ResourceLine {
                id: &resource.id,
                name: &resource.name,
                most,
                left: most.saturating_sub(bearer.spent(resource.id.as_str())),
                returns: resource.returns,
                die: resource.die.as_ref().and_then(|it| u32::try_from(bearer.number(it)).ok()),
                whose: &held.feature.name,
            });
        }
    }
    lines
}

pub(super) fn states<'a>(bearer: &Bearer<'a>) -> Vec<StateLine<'a>> {
    let states = bearer.adventurer.features.iter().flat_map(|it| &it.feature.states);
    states.map(|it| StateLine { id: &it.id, name: &it.name, active: bearer.state(&it.id) }).collect()
}

pub(super) fn doings<'a>(bearer: &Bearer<'a>) -> Vec<Doing<'a>> {
    let resources = resources(bearer);
    let mut all = Vec::new();
    for held in &bearer.adventurer.features {
        for activity in &held.feature.activities {
            let verdict = bearer.holds(&activity.when);
            let left = left(bearer, &resources, activity, &held.key);
            let helpless = bearer.conditions.iter().find(|it| it.incapacitates()).map(|it| it.name());
            let barred = match (helpless, verdict, left) {
                (Some(condition), ..) => Some(condition),
                (_, Verdict::No, _) => Some("Not as things are"),
                (.., Some(0)) => Some("Nothing left"),
                _ => None,
            };
            all.push(Doing {
                name: activity.name.as_deref().unwrap_or(&held.feature.name),
                whose: &held.feature.name,
                key: &held.key,
                time: &activity.time,
                activity,
                barred,
                left,
                perhaps: (verdict == Verdict::Perhaps).then_some(activity.when.as_slice()),
            });
        }
    }
    all
}

/// How often it can still be done by what it costs; nothing: as often as one likes.
fn left(bearer: &Bearer<'_>, resources: &[ResourceLine<'_>], activity: &Activity, key: &str) -> Option<u32> {
    let costs = activity.cost.iter().filter_map(|it| match it {
        Cost::Uses { of, count } => {
            let has = resources.iter().find(|it| it.id == of).map_or(0, |it| it.left);
            Some(has / u32::try_from(bearer.number(count)).unwrap_or(1).max(1))
        }
        Cost::Times { count, .. } => {
            let most = u32::try_from(bearer.number(count)).unwrap_or(0);
            Some(most.saturating_sub(bearer.spent(&times_key(key, activity))))
        }
        Cost::Slot(level) => {
            let slots = super::magic::slots(bearer);
            Some(slots.iter().filter(|it| it.level >= *level).map(|it| it.left).sum())
        }
        Cost::PactSlot {} => {
            let slots = super::magic::slots(bearer);
            Some(slots.iter().filter(|it| it.pact).map(|it| it.left).sum())
        }
        Cost::HitDice(count) => {
            let left: u32 = super::body::hit_dice(bearer).iter().map(|(.., left)| u32::from(*left)).sum();
            Some(left / u32::try_from(bearer.number(count)).unwrap_or(1).max(1))
        }
        Cost::Item(id) => {
            let of = bearer.adventurer.build.goods.iter().filter(|it| it.item == *id);
            Some(of.map(|it| it.count).sum())
        }
        Cost::Recharge(_) | Cost::Hp(_) | Cost::Forgo { .. } => None,
    });
    costs.min()
}

/// What uses of an activity of its own are counted under.
pub(crate) fn times_key(key: &str, activity: &Activity) -> String {
    match &activity.name {
        Some(name) => format!("{key}#{name}"),
        None => key.to_owned(),
    }
}

/// SRD 5.2, "Rules Glossary", Carrying Capacity: 15 pounds a point of Strength, more for the large.
pub(super) fn load<'a>(bearer: &Bearer<'a>) -> Load<'a> {
    let strength = bearer.scores[0].total;
    let mut steps = 0;
    for it in &bearer.bearings {
        match it.modifier {
            Modifier::Add { to: Of::CarrySize, value, when } if bearer.holds(when) == Verdict::Yes => {
                steps += bearer.number(value);
            }
            _ => {}
        }
    }
    let size = (bearer.adventurer.size as i32 + steps).clamp(0, Size::Gargantuan as i32);
    // In halves: Tiny half, Small and Medium whole, then twice for each size.
    let halves = match size {
        0 => 1,
        1 | 2 => 2,
        more => 2 << (more - 2),
    };
    let capacity = Number::from(15 * strength * halves / 2, "Strength");
    let weigh = |it: &crate::build::Carried| {
        let item = bearer.adventurer.book.items.get(&it.item)?;
        Some(u64::from(item.weight) * u64::from(it.count) / u64::from(item.lot.max(1)))
    };
    let goods: u64 = bearer.adventurer.build.goods.iter().filter_map(weigh).sum();
    // Fifty coins weigh a pound (SRD 5.2, "Equipment", Coins).
    let coins: u64 = bearer.adventurer.build.coins.values().map(|it| u64::from(*it) * 2).sum();
    let carried = goods + coins;
    Load { carried, drag: 2 * capacity.total, over: carried > capacity.total.max(0) as u64 * 100, capacity }
}

pub(super) fn attunement<'a>(bearer: &Bearer<'a>) -> (u32, Number<'a>) {
    let used = bearer.adventurer.build.goods.iter().filter(|it| it.attuned).count();
    let mut most = Number::from(crate::limit::ATTUNEMENT_MAX, "Base");
    for it in &bearer.bearings {
        if let Modifier::Add { to: Of::Attunement, value, .. } = it.modifier {
            most.add(bearer.number(value), it.whose);
        }
    }
    (used as u32, most)
}

pub(super) fn prompts<'a>(bearer: &Bearer<'a>) -> Vec<(&'a str, &'a str)> {
    let mut all = Vec::new();
    for held in &bearer.adventurer.features {
        let whose = held.feature.name.as_str();
        all.extend(held.feature.prompts.iter().map(|it| (whose, it.as_str())));
        for activity in &held.feature.activities {
            for effect in &activity.effects {
                told(effect, &mut |text| all.push((whose, text)));
            }
        }
    }
    all
}

/// Prompts on the first level of effects; what lies deeper is told when it happens.
fn told<'a>(effect: &'a Effect, tell: &mut dyn FnMut(&'a str)) {
    if let Effect::Prompt(text) = effect {
        tell(text);
    }
}
