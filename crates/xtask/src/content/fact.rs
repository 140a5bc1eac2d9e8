//! Facts that two sources state, counted by their kinds, and where they differ.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One fact that is stated in two ways.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Difference {
    /// The kind of fact: `spell range`.
    pub(super) fact: String,
    /// Of whom: `spell/fireball`, and of what of theirs: `creature/owlbear: Rend`.
    pub(super) id: String,
    pub(super) ours: String,
    pub(super) theirs: String,
}

#[derive(Default)]
pub(super) struct Facts {
    counts: BTreeMap<&'static str, u32>,
    pub(super) differences: BTreeSet<Difference>,
    /// What only the reference has, by kind; the book is not meant to have all of it.
    absent: BTreeMap<&'static str, Vec<String>>,
}

impl Facts {
    /// Both state it; it is the same or it is not.
    pub(super) fn state(
        &mut self,
        fact: &'static str,
        id: impl ToString,
        ours: impl ToString,
        theirs: impl ToString,
    ) {
        *self.counts.entry(fact).or_default() += 1;
        let (ours, theirs) = (ours.to_string(), theirs.to_string());
        if ours != theirs {
            self.differences.insert(Difference { fact: fact.to_owned(), id: id.to_string(), ours, theirs });
        }
    }

    /// They state one thing of which we have a set.
    pub(super) fn among(&mut self, fact: &'static str, id: impl ToString, ours: &[String], theirs: &str) {
        let ours = match ours.iter().find(|it| *it == theirs) {
            Some(same) => same.clone(),
            None if ours.is_empty() => "nothing".to_owned(),
            None => ours.join(", "),
        };
        self.state(fact, id, ours, theirs);
    }

    /// Sets, whatever their order.
    pub(super) fn set<'a>(
        &mut self,
        fact: &'static str,
        id: impl ToString,
        ours: impl IntoIterator<Item = String>,
        theirs: impl IntoIterator<Item = &'a str>,
    ) {
        let ours: BTreeSet<String> = ours.into_iter().collect();
        let theirs: BTreeSet<&str> = theirs.into_iter().collect();
        self.state(fact, id, joined(ours), joined(theirs));
    }

    pub(super) fn absent(&mut self, kind: &'static str, name: &str) {
        self.absent.entry(kind).or_default().push(name.to_owned());
    }

    pub(super) fn count(&self) -> u32 {
        self.counts.values().sum()
    }

    pub(super) fn tell(&self) {
        for (kind, count) in &self.counts {
            println!("{count:>6}  {kind}");
        }
        for (kind, names) in &self.absent {
            println!("{} {kind} stand only in the reference.", names.len());
        }
    }
}

fn joined(all: BTreeSet<impl ToString>) -> String {
    if all.is_empty() {
        return "nothing".to_owned();
    }
    all.into_iter().map(|it| it.to_string()).collect::<Vec<_>>().join(", ")
}
