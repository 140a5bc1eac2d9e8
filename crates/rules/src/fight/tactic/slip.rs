//! Slipping away after the blow, into hiding or out of reach (SRD 5.2, "Monsters", Goblin: Nimble Escape; "Classes",
//! Rogue: Cunning Action).

use super::{
    super::{Aim, Chosen, Fight, Order, SQUARE_FEET},
    Choice, Walks, end,
};
use crate::book::{Effect, Time};

/// Fewer feet lead nowhere.
const LEAST_FEET: i32 = 2 * SQUARE_FEET;

impl Fight<'_> {
    /// Who has struck and can hide or disengage for nothing but its Bonus Action does, and goes.
    pub(super) fn slip(&self, who: usize, ways: &Walks<'_, '_>) -> Option<Choice> {
        let fighter = &self.fighters[who];
        if !fighter.moment.action {
            return None;
        }
        if fighter.moment.disengaged {
            return Some(self.withdraw(who, ways).unwrap_or_else(|| end("has slipped away")));
        }
        let hiding = self.kinds_of_escape(who, &Effect::Hide {});
        if let Some(order) = hiding.filter(|_| self.allows_hiding(who).is_ok()) {
            // Whoever hides is content with that.
            if self.hidden(who).is_some() {
                return Some(end("stays hidden"));
            }
            return self.if_allowed(who, order, "has struck, and hides where nobody sees it");
        }
        let flees = fighter.feet_left() >= LEAST_FEET && self.threatened(who);
        let order = self.kinds_of_escape(who, &Effect::Disengage {}).filter(|_| flees)?;
        self.withdraw(who, ways)?;
        self.if_allowed(who, order, "has struck, and slips away from whoever stands near")
    }

    fn if_allowed(&self, who: usize, order: Order, reason: &str) -> Option<Choice> {
        self.allows(who, &order).ok()?;
        Some(Choice { order, reason: reason.into() })
    }

    /// The Bonus Action that does nothing but this and costs nothing else, or the way of it.
    fn kinds_of_escape(&self, who: usize, wanted: &Effect) -> Option<Order> {
        let acts = self.fighters[who].kit.acts.iter().enumerate();
        let mut bonus = acts.filter(|(_, it)| it.time == Time::BonusAction && it.spends.is_empty());
        bonus.find_map(|(act, it)| {
            let aim = Aim { targets: vec![who], spot: None };
            match it.activity.effects.as_slice() {
                [Effect::OneOf(ways)] => {
                    let way = ways.iter().find(|it| it.effects.as_slice() == std::slice::from_ref(wanted))?;
                    Some(Order::Way(Chosen { act, aim, way: way.name.clone() }))
                }
                [effect] if effect == wanted => Some(Order::Act { act, aim, row: None }),
                _ => None,
            }
        })
    }

    /// As far from everybody who could strike as the feet of this turn lead; nothing: nobody stands near.
    fn withdraw(&self, who: usize, ways: &Walks<'_, '_>) -> Option<Choice> {
        if !self.threatened(who) {
            return None;
        }
        let foes: Vec<_> = (0..self.fighters.len())
            .filter(|it| self.are_enemies(who, *it) && self.fighters[*it].is_able())
            .map(|it| self.fighters[it].stand())
            .collect();
        let ways = ways.ways();
        let mut best: Option<(i32, i32, super::super::Spot)> = None;
        for (spot, feet) in ways.all().filter(|(spot, feet)| *feet > 0 && !ways.is_risky(*spot)) {
            let here = self.stand_at(who, spot);
            let away = foes.iter().map(|it| it.feet_to(here)).min().unwrap_or(0);
            let key = (-away, feet, spot);
            let better = away > SQUARE_FEET && best.is_none_or(|it| key < it);
            if better && self.is_free(here, Some(who)) && !self.fears(who, spot) {
                best = Some(key);
            }
        }
        let (.., spot) = best?;
        Some(Choice { order: Order::Move(spot), reason: "is gone before anybody strikes back".into() })
    }
}
