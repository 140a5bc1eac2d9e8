//! Events change what an account holds. Total: a fact cannot be refused. An event that names several
//! accounts is applied to each of them.

use super::{Account, Event, Goods, Parcel, Source, Thing};
use crate::{ItemId, build::Place};

/// Folds one event into the goods of one account.
pub fn apply(goods: &mut Goods, event: &Event) {
    let mine = |account: &Account| *account == goods.account;
    match event {
        Event::Made { to, source, parcel } if mine(to) => {
            goods.receive(parcel);
            goods.started |= *source == Source::Start;
        }
        Event::Unmade { from, parcel, .. } if mine(from) => goods.release(parcel),
        Event::Moved { from, to, parcel } => {
            let (gives, gets) = (mine(from), mine(to));
            if gives {
                goods.release(parcel);
            }
            if gets {
                goods.receive(parcel);
            }
        }
        Event::Bought { by, parcel, paid, change, .. } if mine(by) => {
            goods.coins.remove_all(paid);
            goods.coins.add_all(change);
            goods.receive(parcel);
        }
        Event::Sold { by, parcel, paid, .. } if mine(by) => {
            goods.release(parcel);
            goods.coins.add_all(paid);
        }
        Event::Exchanged { by, gave, got } if mine(by) => {
            goods.coins.remove_all(gave);
            goods.coins.add_all(got);
        }
        Event::Opened { by, thing, parcel, .. } if mine(by) => {
            goods.things.remove(thing);
            goods.receive(parcel);
        }
        Event::Put { by, thing, place } if mine(by) => goods.change(thing, |it| it.place = *place),
        Event::Attuned { by, thing } if mine(by) => goods.change(thing, |it| it.attuned = true),
        Event::AttunementEnded { by, thing } if mine(by) => goods.change(thing, |it| it.attuned = false),
        _ => {}
    }
}

impl Goods {
    fn receive(&mut self, parcel: &Parcel) {
        for (id, item) in &parcel.things {
            // Whoever had it was perhaps attuned to it; who gets it is not.
            self.things.insert(*id, Thing { item: item.clone(), place: Place::Stowed, attuned: false });
        }
        for (item, count) in &parcel.stacks {
            let had = self.stacks.entry(item.clone()).or_default();
            *had = had.saturating_add(*count);
        }
        self.coins.add_all(&parcel.coins);
    }

    fn release(&mut self, parcel: &Parcel) {
        for id in parcel.things.keys() {
            self.things.remove(id);
        }
        for (item, count) in &parcel.stacks {
            let left = self.stacks.get(item).copied().unwrap_or(0).saturating_sub(*count);
            match left {
                0 => drop(self.stacks.remove(item)),
                left => drop(self.stacks.insert(item.clone(), left)),
            }
        }
        self.coins.remove_all(&parcel.coins);
    }

    fn change(&mut self, thing: &ItemId, change: impl FnOnce(&mut Thing)) {
        if let Some(thing) = self.things.get_mut(thing) {
            change(thing);
        }
    }
}
