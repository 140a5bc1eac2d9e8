//! What a browser keeps of dice: the stream it rolls on, what it rolled, and what it likes to roll.

use std::collections::BTreeMap;

use rules::dice::{Amount, Dialect};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use wire::{Millis, dice::Watch};

use crate::dom;

/// Where it lies in the browser's small storage.
const DICE: &str = "farlantern.dice";
/// So many rolls are kept; the last ones.
const PAST_MOST: usize = 40;
const FAVOURITES_MOST: usize = 24;
const VALUES_MOST: usize = 64;

/// Everything of it. Whatever cannot be read counts as nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Pouch {
    /// None until something is rolled with a server.
    pub(crate) watch: Option<Watch>,
    /// The last one first.
    pub(crate) past: Vec<Past>,
    pub(crate) favourites: Vec<Favourite>,
    /// What stands behind names, as it was written.
    pub(crate) values: BTreeMap<String, String>,
}

/// A roll that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Past {
    pub(crate) expr: String,
    #[serde(default)]
    pub(crate) dialect: Dialect,
    /// None where it could not be rolled with what fell.
    pub(crate) amount: Option<Amount>,
    pub(crate) time: Millis,
    /// A [`wire::dice::Proof`]; none: it was rolled without a server.
    pub(crate) proof: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Favourite {
    pub(crate) expr: String,
    #[serde(default)]
    pub(crate) dialect: Dialect,
}

impl Pouch {
    pub(crate) fn kept() -> Self {
        Self::read(&dom::kept(DICE).unwrap_or_default())
    }

    /// Each part by itself: one that cannot be read must not take the others with it.
    fn read(text: &str) -> Self {
        let mut all: BTreeMap<String, serde_json::Value> = serde_json::from_str(text).unwrap_or_default();
        Self {
            watch: part(&mut all, "watch"),
            past: part(&mut all, "past"),
            favourites: part(&mut all, "favourites"),
            values: part(&mut all, "values"),
        }
    }

    /// Changes what is kept just now: another tab may have rolled meanwhile.
    pub(crate) fn change(change: impl FnOnce(&mut Self)) -> Self {
        let mut pouch = Self::kept();
        change(&mut pouch);
        if let Ok(text) = serde_json::to_string(&pouch) {
            dom::keep(DICE, &text);
        }
        pouch
    }

    pub(crate) fn note(&mut self, roll: Past) {
        self.past.insert(0, roll);
        self.past.truncate(PAST_MOST);
    }

    pub(crate) fn likes(&self, favourite: &Favourite) -> bool {
        self.favourites.contains(favourite)
    }

    /// Adds a favourite in front, or drops it.
    pub(crate) fn turn(&mut self, favourite: Favourite) {
        if self.likes(&favourite) {
            self.favourites.retain(|it| *it != favourite);
        } else {
            self.favourites.insert(0, favourite);
            self.favourites.truncate(FAVOURITES_MOST);
        }
    }

    pub(crate) fn set_value(&mut self, name: &str, written: String) {
        if self.values.contains_key(name) || self.values.len() < VALUES_MOST {
            self.values.insert(name.to_owned(), written);
        }
    }

    /// The number behind a name, if one was written.
    pub(crate) fn value(&self, name: &str) -> Option<Amount> {
        Amount::fraction(self.values.get(name)?.trim().parse().ok()?, 1)
    }
}

fn part<T: DeserializeOwned + Default>(all: &mut BTreeMap<String, serde_json::Value>, name: &str) -> T {
    all.remove(name).and_then(|it| serde_json::from_value(it).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn favourite(expr: &str) -> Favourite {
        Favourite { expr: expr.into(), dialect: Dialect::Foundry }
    }

    #[test]
    fn the_last_rolls_are_kept() {
        let mut pouch = Pouch::default();
        for time in 0..100 {
            let expr = format!("1d{time}");
            pouch.note(Past { expr, dialect: Dialect::Avrae, amount: None, time: Millis(time), proof: None });
        }
        assert_eq!(pouch.past.len(), PAST_MOST);
        assert_eq!(pouch.past[0].expr, "1d99");
        let text = serde_json::to_string(&pouch).unwrap();
        assert_eq!(Pouch::read(&text), pouch);
        pouch.turn(favourite("1d6"));
        let broken = serde_json::to_string(&pouch).unwrap().replace("\"past\":[", "\"past\":[7,");
        assert_eq!(Pouch::read(&broken), Pouch { past: Vec::new(), ..pouch }, "the rest is still there");
        assert_eq!(Pouch::read("nonsense"), Pouch::default());
    }

    #[test]
    fn a_favourite_comes_and_goes() {
        let mut pouch = Pouch::default();
        for count in 0..40 {
            pouch.turn(favourite(&format!("{count}d6")));
        }
        assert_eq!(pouch.favourites.len(), FAVOURITES_MOST);
        assert!(pouch.likes(&favourite("39d6")) && !pouch.likes(&favourite("0d6")));
        pouch.turn(favourite("39d6"));
        assert_eq!(pouch.favourites[0], favourite("38d6"));
    }

    #[test]
    fn values_are_numbers_that_were_written() {
        let mut pouch = Pouch::default();
        for (name, written) in [("str", " 5 "), ("dex", "-2"), ("con", "x"), ("int", "")] {
            pouch.set_value(name, written.into());
        }
        assert_eq!(pouch.value("str"), Some(Amount::whole(5)));
        assert_eq!(pouch.value("dex"), Some(Amount::whole(-2)));
        assert_eq!(["con", "int", "wis"].map(|it| pouch.value(it)), [None; 3]);
    }
}
