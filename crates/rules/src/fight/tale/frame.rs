//! How a tale begins and ends: who faces whom, and how those came out of it who are left.

use super::{Tale, name};
use crate::fight::{Fight, Fighter, Side, story::listed};

impl Tale {
    pub(super) fn opening(&mut self, fight: &Fight<'_>) -> String {
        let mut order = std::mem::take(&mut self.opening);
        order.sort_by_key(|(_, who)| fight.order.iter().position(|it| it == who));
        let side = |fits: &dyn Fn(Side) -> bool| {
            let all = fight.fighters.iter().filter(|it| fits(it.side)).map(|it| it.name.as_str());
            all.collect::<Vec<_>>()
        };
        let first = fight.fighters.first().map_or(Side(0), |it| it.side);
        let (ours, theirs) = (side(&|it| it == first), side(&|it| it != first));
        let verb = if ours.len() == 1 { "faces" } else { "face" };
        let order: Vec<String> =
            order.iter().map(|(total, who)| format!("{} ({total})", name(fight, *who))).collect();
        let order = listed(&order.iter().map(String::as_str).collect::<Vec<_>>());
        format!("{} {verb} {}. They act in this order: {order}.", listed(&ours), listed(&theirs))
    }

    /// How those who are left came out of it.
    pub(super) fn standing(fight: &Fight<'_>) -> Option<String> {
        let of = |it: &Fighter<'_>| {
            it.is_up().then(|| format!("{} with {} of {} hit points", it.name, it.hp, it.hp_most()))
        };
        let all: Vec<String> = fight.fighters.iter().filter_map(of).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        (!all.is_empty()).then(|| format!("Unfallen: {}.", listed(&all)))
    }
}
