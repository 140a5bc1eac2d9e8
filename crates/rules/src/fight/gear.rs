//! What is done in a fight with things that are carried: a potion, a flask of acid, a lantern (SRD 5.2, "Equipment",
//! Adventuring Gear).

use std::collections::BTreeMap;

use super::{Act, Fight, Kit};
use crate::{
    ContentId,
    book::{Cost, Effect, Item},
    build::Place,
    sheet::Bearer,
};

impl Fight<'_> {
    /// What somebody has used up of the things that it carried, and how many of each: it is gone from its goods.
    pub fn gear_used(&self, who: usize) -> BTreeMap<ContentId, u32> {
        let Some(fighter) = self.fighters.get(who) else { return BTreeMap::new() };
        let goods = fighter.hero.iter().flat_map(|it| &it.build.goods);
        let mut used: BTreeMap<ContentId, u32> = BTreeMap::new();
        for carried in goods.filter(|it| fighter.stock.contains_key(it.item.as_str())) {
            *used.entry(carried.item.clone()).or_default() += carried.count;
        }
        used.iter_mut().for_each(|(item, count)| *count = count.saturating_sub(fighter.left(item.as_str())));
        used.retain(|_, count| *count > 0);
        used
    }
}

impl Kit {
    /// What somebody carries at hand, each thing once. What people see to alone is no act of a fight.
    pub(super) fn take_gear(&mut self, bearer: &Bearer<'_>) {
        let adventurer = bearer.adventurer;
        let goods = &adventurer.build.goods;
        for (at, carried) in goods.iter().enumerate() {
            let again = goods.iter().take(at).any(|it| it.item == carried.item);
            let Some(item) = adventurer.book.items.get(&carried.item).filter(|_| !again) else { continue };
            let at_hand = |it: &&crate::build::Carried| {
                it.item == item.id
                    && (it.attuned || !item.attunement)
                    && (it.place != Place::Stowed || !item.is_worn())
            };
            if goods.iter().filter(at_hand).any(|it| it.count > 0) {
                self.learn_gear(item, bearer);
            }
        }
    }

    fn learn_gear(&mut self, item: &Item, bearer: &Bearer<'_>) {
        for activity in
            item.activities.iter().filter(|it| it.effects.iter().any(|it| !matches!(it, Effect::Prompt(_))))
        {
            let name = match &activity.name {
                Some(name) if name.contains(&item.name) => name.clone(),
                Some(name) => [&item.name, ": ", name].concat(),
                None => item.name.clone(),
            };
            let mut act = Act::plain(name, activity.clone());
            act.dc = super::hero::save_dc(activity, bearer);
            act.bonus = self.modifiers[0] + self.proficiency;
            for cost in &activity.cost {
                let key = match cost {
                    Cost::Item(of) => of.as_str().to_owned(),
                    _ => super::kit::NEVER.to_owned(),
                };
                if let Cost::Item(of) = cost {
                    let count = bearer
                        .adventurer
                        .build
                        .goods
                        .iter()
                        .filter(|it| it.item == *of)
                        .map(|it| it.count)
                        .sum();
                    self.stock.insert(key.clone(), count);
                }
                act.spends.push((key, 1));
            }
            self.acts.push(act);
        }
    }
}
