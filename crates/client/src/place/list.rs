//! The list of places, in localStorage. While there is only one, there is no list. Its shape is
//! guarded by a sample in `tests/golden`.

use rules::AccountId;
use serde::{Deserialize, Serialize};
use wire::Millis;

use super::FIRST;
use crate::{limit::PLACES_MAX, page, small, trouble::Trouble};

const NAME: &str = "farlantern.places";

/// A place as the list knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub number: u32,
    /// When it was made; zero for the one that was there before any list.
    pub since: Millis,
    /// None until an account was begun or joined, or while that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
    /// What its person knows it by; empty until somebody was there.
    #[serde(default)]
    pub label: String,
    /// When somebody last went there.
    pub used_at: Millis,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct List {
    active: u32,
    /// The cookie may still hold a session of a place that is active no more.
    #[serde(default)]
    pub(super) leftover: bool,
    pub(super) places: Vec<Place>,
}

impl List {
    /// None where there is no list, or none that can be read.
    pub(super) fn read() -> Option<Self> {
        small::get(NAME).filter(|it: &Self| it.places.iter().any(|place| place.number == it.active))
    }

    /// The list as it is now; without one, the first place alone.
    pub(super) fn now() -> Self {
        Self::read().unwrap_or_else(|| {
            let first = Place { since: Millis(0), ..Place::new(FIRST) };
            Self { active: FIRST, leftover: false, places: vec![first] }
        })
    }

    /// The list anew, by the vaults that are there. The first place alone needs none.
    pub(super) fn of(mut numbers: Vec<u32>) -> Self {
        numbers.sort_unstable();
        let Some(&active) = numbers.iter().find(|it| **it != FIRST).and(numbers.first()) else {
            return Self::now();
        };
        let places = numbers.iter().map(|it| Place { since: Millis(0), ..Place::new(*it) }).collect();
        let list = Self { active, leftover: true, places };
        list.keep();
        list
    }

    /// Changes the list and keeps it, in one turn of this browser's.
    pub(super) fn change<T>(change: impl FnOnce(&mut Self) -> Result<T, Trouble>) -> Result<T, Trouble> {
        let mut list = Self::now();
        let done = change(&mut list)?;
        if list.keep() { Ok(done) } else { Err(no_room()) }
    }

    pub(super) fn keep(&self) -> bool {
        small::set(NAME, self)
    }

    pub(super) fn active(&self) -> &Place {
        // A list is never without its active place: see `read`, and `remove` below.
        self.places.iter().find(|it| it.number == self.active).unwrap_or(&self.places[0])
    }

    /// One more place, with the next number.
    pub(super) fn add(&mut self) -> Result<&mut Place, Trouble> {
        if self.places.len() >= PLACES_MAX {
            return Err(Trouble::Unfit(
                "This browser holds as many accounts as it can. Remove one of them first.".into(),
            ));
        }
        let next = self.places.iter().map(|it| it.number).max().unwrap_or(0) + 1;
        self.places.push(Place::new(next));
        Ok(self.places.last_mut().expect("one was put there just now"))
    }

    /// Makes another place the active one.
    pub(super) fn go(&mut self, number: u32) -> Result<(), Trouble> {
        let gone = || Trouble::Unfit("This account is no longer in this browser.".into());
        let place = self.places.iter_mut().find(|it| it.number == number).ok_or_else(gone)?;
        place.used_at = page::now();
        self.leftover |= self.active != number;
        self.active = number;
        Ok(())
    }

    /// Takes a place out. The one that was used last becomes active if need be; after the last one
    /// the first is empty.
    pub(super) fn remove(&mut self, number: u32) {
        self.places.retain(|it| it.number != number);
        if self.places.is_empty() {
            self.places.push(Place::new(FIRST));
        }
        if self.active == number {
            self.leftover = true;
            let last = self.places.iter().max_by_key(|it| it.used_at);
            self.active = last.map_or(FIRST, |it| it.number);
        }
    }
}

impl Place {
    fn new(number: u32) -> Self {
        let now = page::now();
        Self { number, since: now, account: None, label: String::new(), used_at: now }
    }
}

fn no_room() -> Trouble {
    Trouble::NoStorage(
        "This browser keeps no notes for the game, so it has room for one account only.".into(),
    )
}
