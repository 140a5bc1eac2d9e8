//! What friends have who stand near somebody (SRD 5.2, "Classes", Paladin: Aura of Protection, of Courage, of Devotion).

use super::{Event, Fight, Kit};
use crate::{
    book::{Formula, Modifier, Number},
    sheet::Bearer,
};

/// An aura of a character: friends within so many feet have the same modifiers.
#[derive(Clone, Debug)]
pub struct Radiance {
    /// Of several of one name everybody has one alone.
    pub name: String,
    pub feet: i32,
    pub modifiers: Vec<Modifier>,
}

impl Kit {
    pub(super) fn take_radiance(&mut self, bearer: &Bearer<'_>) {
        let mut wider = 0;
        for feature in bearer.adventurer.features.iter().map(|it| it.feature) {
            let Some(feet) = &feature.radiates else { continue };
            if feature.modifiers.is_empty() {
                wider = wider.max(bearer.number(feet));
                continue;
            }
            let mut modifiers = feature.modifiers.clone();
            modifiers.iter_mut().for_each(|it| it.settle(&|name| bearer.value(name)));
            let (name, feet) = (feature.name.clone(), bearer.number(feet));
            self.radiates.push(Radiance { name, feet, modifiers });
        }
        self.radiates.iter_mut().for_each(|it| it.feet = it.feet.max(wider));
    }
}

impl Fight<'_> {
    /// What those near somebody radiate upon it: each aura once, the best of a name. Its own stands in its numbers.
    fn radiated(&self, who: usize) -> Vec<&Radiance> {
        let mut all: Vec<&Radiance> = Vec::new();
        for (at, other) in self.fighters.iter().enumerate() {
            let radiates = &other.kit.radiates;
            if radiates.is_empty() || at == who || !other.is_able() || self.are_enemies(at, who) {
                continue;
            }
            let far = other.stand().feet_to(self.fighters[who].stand());
            for radiance in radiates.iter().filter(|it| far <= it.feet) {
                match all.iter_mut().find(|it| it.name == radiance.name) {
                    Some(before) if before.strength() >= radiance.strength() => {}
                    Some(before) => *before = radiance,
                    None => all.push(radiance),
                }
            }
        }
        all
    }

    /// What the auras of friends add to a roll, beyond what its own of the same name adds already.
    pub(super) fn radiated_bonus(&self, who: usize, of: &[Number]) -> i32 {
        let own = |name: &str| self.fighters[who].kit.radiates.iter().find(|it| it.name == name);
        let bonus = |it: &Radiance| {
            let more = it.bonus(of);
            own(&it.name).map_or(more, |mine| (more - mine.bonus(of)).max(0))
        };
        self.radiated(who).into_iter().map(bonus).sum()
    }

    /// Conditions do nothing to who stands in an aura that keeps them off, and do it again outside.
    pub(super) fn apply_shelter(&mut self, event: &Event) {
        let still = matches!(
            event,
            Event::Acted { .. } | Event::Attacked { .. } | Event::Saved { .. } | Event::Hurt { .. }
        );
        if still || self.fighters.iter().all(|it| it.kit.radiates.is_empty()) {
            return;
        }
        for who in 0..self.fighters.len() {
            let sheltered = self.shelter(who);
            if self.fighters[who].sheltered != sheltered {
                self.fighters[who].sheltered = sheltered;
                self.fighters[who].refresh();
            }
        }
    }

    fn shelter(&self, who: usize) -> u16 {
        let modifiers = self.radiated(who).into_iter().flat_map(|it| &it.modifiers);
        let kept = modifiers.flat_map(|it| match it {
            Modifier::ConditionImmunity { to, .. } => to.as_slice(),
            _ => &[],
        });
        kept.fold(0, |bits, it| bits | 1 << *it as u16)
    }

    /// Whether the aura of a friend keeps a condition off.
    pub(super) fn is_shielded(&self, who: usize, condition: crate::book::Condition) -> bool {
        let keeps =
            |it: &Modifier| matches!(it, Modifier::ConditionImmunity { to, .. } if to.contains(&condition));
        self.radiated(who).into_iter().any(|it| it.modifiers.iter().any(keeps))
    }
}

impl Radiance {
    fn bonus(&self, of: &[Number]) -> i32 {
        let adds = |it: &Modifier| match it {
            Modifier::Add { to, value, .. } if of.contains(to) => value.constant().unwrap_or(0),
            _ => 0,
        };
        self.modifiers.iter().map(adds).sum()
    }

    fn strength(&self) -> i32 {
        let adds = |it: &Modifier| match it {
            Modifier::Add { value, .. } => Formula::constant(value).unwrap_or(0),
            _ => 1,
        };
        self.modifiers.iter().map(adds).sum()
    }
}
