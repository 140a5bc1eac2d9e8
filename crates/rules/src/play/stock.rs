//! Everything of which there is only so much, under the key that spending is counted under, and when it
//! returns: resources, slots, castings and activities that are free so often.

use super::{Event, Refusal, scene::Scene};
use crate::{
    ContentId,
    book::{Activity, Cost, Return, Special, Test},
    build::Place,
    sheet::{Bearer, times_key},
};

/// What orcs have once a Long Rest.
const RELENTLESS: &str = "special/relentless-endurance";

/// Something that is spent and returns.
#[derive(Clone, Debug)]
pub struct Stock<'a> {
    pub key: String,
    pub name: &'a str,
    pub most: u32,
    pub returns: Return,
    /// So many return earlier, if what is asked for is so.
    pub partly: Vec<(u32, Return, &'a [Test])>,
    /// Its place in the book.
    pub source: &'a str,
}

/// All of it, each key once.
pub fn stock<'a>(bearer: &Bearer<'a>) -> Vec<Stock<'a>> {
    let mut all: Vec<Stock<'a>> = Vec::new();
    slots(bearer, &mut all);
    for held in &bearer.adventurer.features {
        let source = held.feature.source.as_str();
        for resource in &held.feature.resources {
            let part =
                |it: &'a crate::book::Partly| (positive(bearer.number(&it.count)), it.at, it.when.as_slice());
            all.push(Stock {
                key: resource.id.as_str().to_owned(),
                name: &resource.name,
                most: positive(bearer.number(&resource.most)),
                returns: resource.returns,
                partly: resource.partly.iter().map(part).collect(),
                source,
            });
        }
        for activity in &held.feature.activities {
            times(bearer, activity, (&held.key, &held.feature.name, source), &mut all);
        }
    }
    for carried in &bearer.adventurer.build.goods {
        let Some(item) = bearer.adventurer.book.items.get(&carried.item) else { continue };
        for activity in &item.activities {
            times(bearer, activity, (item.id.as_str(), &item.name, &item.source), &mut all);
        }
    }
    for known in &bearer.adventurer.spells {
        if let Some((free, key)) = &known.free {
            let most = positive(bearer.number(&free.count));
            let key = key.clone();
            all.push(Stock {
                key,
                name: &known.spell.name,
                most,
                returns: free.returns,
                partly: Vec::new(),
                source: &known.spell.source,
            });
        }
    }
    if let Some(name) = bearer.special(Special::RelentlessEndurance) {
        all.push(plain(RELENTLESS.into(), name, 1, Return::LongRest));
    }
    merged(all)
}

fn positive(number: i32) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

fn plain(key: String, name: &str, most: u32, returns: Return) -> Stock<'_> {
    Stock { key, name, most, returns, partly: Vec::new(), source: "Spells: Spell Slots" }
}

fn slots(bearer: &Bearer<'_>, all: &mut Vec<Stock<'_>>) {
    let (shared, (pact, _)) = bearer.adventurer.slots();
    for (level, most) in (1u8..).zip(shared).filter(|(_, most)| *most > 0) {
        all.push(plain(slot_key(level), "spell slots", u32::from(most), Return::LongRest));
    }
    if pact > 0 {
        all.push(plain(PACT.into(), "Pact Magic slots", u32::from(pact), Return::ShortRest));
    }
}

pub(super) const PACT: &str = "slot/pact";

pub(super) fn slot_key(level: u8) -> String {
    format!("slot/{level}")
}

fn times<'a>(
    bearer: &Bearer<'a>,
    activity: &'a Activity,
    (key, name, source): (&str, &'a str, &'a str),
    all: &mut Vec<Stock<'a>>,
) {
    for cost in &activity.cost {
        if let Cost::Times { count, returns } = cost {
            let name = activity.name.as_deref().unwrap_or(name);
            let (key, most) = (times_key(key, activity), positive(bearer.number(count)));
            all.push(Stock { key, name, most, returns: *returns, partly: Vec::new(), source });
        }
    }
}

/// What stands twice under a key counts once; where nothing is had of the first, the next counts.
fn merged(all: Vec<Stock<'_>>) -> Vec<Stock<'_>> {
    let mut kept: Vec<Stock<'_>> = Vec::with_capacity(all.len());
    for it in all {
        if it.most > 0 && !kept.iter().any(|had| had.key == it.key) {
            kept.push(it);
        }
    }
    kept
}

/// Whether what returns with one thing is back after another.
fn comes(at: Return, returns: Return) -> bool {
    match returns {
        Return::Never => false,
        Return::Turn => {
            matches!(at, Return::Turn | Return::Initiative | Return::ShortRest | Return::LongRest)
        }
        Return::ShortRest => matches!(at, Return::ShortRest | Return::LongRest),
        Return::Initiative | Return::LongRest | Return::Dawn => at == returns,
    }
}

impl<'a> Scene<'a, '_> {
    pub(super) fn stocked(&self, key: &str) -> Option<Stock<'a>> {
        stock(&self.bearer).into_iter().find(|it| it.key == key)
    }

    /// How many are left under a key.
    pub(super) fn left(&self, key: &str) -> u32 {
        self.stocked(key).map_or(0, |it| it.most.saturating_sub(self.spent(key)))
    }

    /// Spends, or says when it returns.
    pub(super) fn pay(&mut self, key: &str, count: u32) -> Result<(), Refusal> {
        let Some(stock) = self.stocked(key) else {
            let what = key.rsplit(['/', '#']).next().unwrap_or(key).to_owned();
            return Err(Refusal::NoSuchActivity(what));
        };
        if stock.most.saturating_sub(self.spent(key)) < count {
            let (what, place) = (stock.name.to_owned(), stock.source.to_owned());
            return Err(Refusal::NothingLeft { what, returns: stock.returns.to_string(), place });
        }
        if count > 0 {
            self.emit(Event::Spent { key: key.to_owned(), count });
        }
        Ok(())
    }

    pub(super) fn spend(&mut self, resource: &ContentId, count: u32) -> Result<(), Refusal> {
        match count {
            0 => Err(Refusal::NothingChanges),
            count => self.pay(resource.as_str(), count),
        }
    }

    /// Everything that is back at a moment, in whole or partly.
    pub(super) fn give_back(&mut self, at: Return, told: &[ContentId]) {
        for it in stock(&self.bearer) {
            let spent = self.spent(&it.key);
            let said = told.iter().any(|id| id.as_str() == it.key);
            let part = || {
                let due = it.partly.iter().filter(|(_, when, _)| comes(at, *when));
                let due = due.filter(|(.., when)| self.is_so(when, said));
                due.map(|(count, ..)| *count).sum::<u32>()
            };
            let count = if comes(at, it.returns) { spent } else { part().min(spent) };
            if count > 0 {
                self.emit(Event::Returned { key: it.key, count });
            }
        }
    }

    /// An item does what it does while it is at hand, and attuned to where it asks for that.
    pub(super) fn at_hand(&self, item: &crate::book::Item) -> bool {
        self.adventurer.build.goods.iter().any(|it| {
            it.item == item.id
                && it.count > 0
                && (it.attuned || !item.attunement)
                && (!item.is_worn() || it.place != Place::Stowed)
        })
    }
}
