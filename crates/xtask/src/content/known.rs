//! Differences that somebody looked at and that stay: the reference is wrong, or says it in another way.

use super::fact::{Difference, Facts};
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    fact: String,
    id: String,
    ours: String,
    theirs: String,
    why: String,
}

pub(super) struct Known(BTreeMap<Difference, String>);

impl Known {
    /// No file: nothing is known.
    pub(super) fn read(file: &Path) -> Result<Self> {
        if !file.is_file() {
            return Ok(Self(BTreeMap::new()));
        }
        let text = std::fs::read_to_string(file)?;
        Self::of(&text).with_context(|| file.display().to_string())
    }

    pub(super) fn of(text: &str) -> Result<Self> {
        let entries: Vec<Entry> = serde_json::from_str(text)?;
        let mut known = BTreeMap::new();
        for Entry { fact, id, ours, theirs, why } in entries {
            if why.trim().is_empty() {
                bail!("{fact} of {id}: nobody says why it differs");
            }
            let name = format!("{fact} of {id}");
            if known.insert(Difference { fact, id, ours, theirs }, why).is_some() {
                bail!("{name} stands in it twice");
            }
        }
        Ok(Self(known))
    }

    /// An unknown difference fails, and so does one that is known and no longer there.
    pub(super) fn judge(&self, facts: &Facts) -> Result<()> {
        let mut faults = Vec::new();
        for difference in &facts.differences {
            let Difference { fact, id, ours, theirs } = difference;
            match self.0.get(difference) {
                Some(why) => println!("known: {fact} of {id}: {ours}, not {theirs}: {why}"),
                None => faults.push(format!("{fact} of {id}: ours {ours}; theirs {theirs}")),
            }
        }
        let gone = self.0.keys().filter(|it| !facts.differences.contains(it));
        faults.extend(gone.map(|it| format!("{} of {}: known to differ, and does not", it.fact, it.id)));
        let known = facts.differences.len().saturating_sub(faults.len());
        if !faults.is_empty() {
            bail!(
                "{}\n{} of {} facts differ, and nobody knows why",
                faults.join("\n"),
                faults.len(),
                facts.count()
            );
        }
        println!("{} facts were compared; {known} differ and are known.", facts.count());
        Ok(())
    }
}
