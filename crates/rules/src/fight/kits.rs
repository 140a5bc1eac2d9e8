//! The kits of a character: one for the states that it is in, made once. Whoever strikes recklessly begins and ends a state
//! in every turn, and a whole sheet is reckoned for each kit.

use std::{fmt, sync::Arc};

use super::{Fighter, Hero, Kit};
use crate::ContentId;

/// More states than these together are rare, and their kits are made as they are needed.
const KITS_MOST: usize = 16;

/// Kits by the states that they were made for. Nothing else of a build changes in a fight.
#[derive(Clone, Default)]
pub(super) struct Kits(Vec<(Vec<ContentId>, Arc<Kit>)>);

/// What can be made again says nothing about a fight.
impl fmt::Debug for Kits {
    fn fmt(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        text.write_str("Kits")
    }
}

impl Hero<'_> {
    /// The kit that goes with these states, which are those of the moment from now on.
    pub(super) fn kit_in(&mut self, states: &[ContentId]) -> Arc<Kit> {
        self.build.now.states.clear();
        self.build.now.states.extend_from_slice(states);
        if let Some((_, kit)) = self.kits.0.iter().find(|(of, _)| of == states) {
            return kit.clone();
        }
        let kit = Arc::new(self.kit());
        if self.kits.0.len() < KITS_MOST {
            self.kits.0.push((states.to_vec(), kit.clone()));
        }
        kit
    }
}

impl Fighter<'_> {
    /// Takes the kit that goes with the states of the moment. Hit points and stock stay.
    pub(super) fn remake(&mut self) {
        if let Some(hero) = &mut self.hero {
            let (kit, book) = (hero.kit_in(&self.states), hero.book);
            // What only the state lets one do has not been used yet.
            let fresh = kit.stock.iter().filter(|(key, _)| !self.stock.contains_key(*key));
            let fresh: Vec<_> = fresh.map(|(key, count)| (key.clone(), *count)).collect();
            self.stock.extend(fresh);
            self.remade(book, kit);
            self.hp = self.hp.min(self.hp_most());
        }
    }
}
