//! Several ways, of which one is chosen.

use super::{
    super::{
        prose::{Say, joined, listed, say},
        voice::Voice,
    },
    Lead,
};
use crate::book::{Effect, Way};

impl Voice<'_> {
    pub(super) fn ways(&self, ways: &[Way]) -> Vec<Say> {
        let cast = |it: &Way| match it.effects.as_slice() {
            [Effect::Cast { spell, level }] => {
                let when = if it.when.is_empty() {
                    Say::default()
                } else {
                    say![" (only", self.only_if(&it.when), ")"]
                };
                Some(say![self.link(spell), self.at_level(level.as_ref()), when])
            }
            _ => None,
        };
        let casts: Option<Vec<Say>> = ways.iter().map(cast).collect();
        if let Some(casts) = casts {
            return vec![say![self.me.does("cast"), " ", listed(casts, "or")]];
        }
        let ends = ways.iter().map(|it| match it.effects.as_slice() {
            [Effect::EndConditions { among }] if among.len() == 1 && it.when.is_empty() => {
                among.first().copied()
            }
            _ => None,
        });
        if let Some(ends) = ends.collect::<Option<Vec<_>>>() {
            let names = listed(ends.into_iter().map(|it| self.condition(it)), "or");
            let which = Say::from(self.me.does("choose") + " which").sentence();
            return vec![say!["the ", names, " condition ends on ", self.target.noun.clone(), ". ", which]];
        }
        if let Some(said) = self.but_for_names(ways) {
            return vec![said];
        }
        let mut all = vec![Say::from(format!("{} one of the following", self.me.does("choose"))).sentence()];
        for way in ways {
            let when = if way.when.is_empty() {
                Say::default()
            } else {
                say![" (only", self.only_if(&way.when), ")"]
            };
            let told = joined(self.told(&way.effects, Lead::Plain));
            let told = if told.is_empty() { "Nothing more.".into() } else { told };
            all.push(say![way.name.clone(), when, ": ", told]);
        }
        all
    }

    /// Ways that differ by nothing but the word they are called by, told once.
    fn but_for_names(&self, ways: &[Way]) -> Option<Say> {
        const NAME: &str = "\u{1}";
        let mut told: Option<String> = None;
        for way in ways.iter().filter(|_| ways.len() > 1) {
            let said = joined(self.told(&way.effects, Lead::Plain));
            let said = if said.is_text() && way.when.is_empty() {
                said.plain().replace(&way.name, NAME)
            } else {
                return None;
            };
            if !said.contains(NAME) || told.as_ref().is_some_and(|it| *it != said) {
                return None;
            }
            told = Some(said);
        }
        let names = listed(ways.iter().map(|it| it.name.as_str()), "or").plain();
        told.map(|it| {
            say![it.replace(NAME, &names), " ", Say::from(self.me.does("choose") + " which").sentence()]
        })
    }
}
