//! How many spells somebody may choose for their classes, once everything that adds to them is known.

use super::{
    Asked,
    gather::{Gather, Giver, under},
};
use crate::book::{Class, Grant, SpellRole};

impl Gather<'_> {
    /// Cantrips, spellbook and prepared spells of the classes, once everything that adds to them is known.
    pub(super) fn casting(&mut self) {
        for (class, level) in self.adventurer.classes.clone() {
            let Some(casting) = &class.casting else { continue };
            let giver = Giver { whose: &class.name, class: Some(class), at: self.reached(class, level) };
            let at = usize::from(level) - 1;
            let row = |table: &[u8]| table.get(at).copied().map_or(0, usize::from);
            let slug = class.id.slug();
            let cantrips = row(&casting.cantrips) + self.more(class, SpellRole::Cantrip);
            let prepared = row(&casting.prepared) + self.more(class, SpellRole::Prepared);
            let book =
                casting.spellbook.map_or(0, |(first, each)| usize::from(first) + at * usize::from(each));
            let book = book + if book > 0 { self.more(class, SpellRole::Spellbook) } else { 0 };
            for (word, count, role) in [
                ("cantrips", cantrips, SpellRole::Cantrip),
                ("spellbook", book, SpellRole::Spellbook),
                ("prepared", prepared, SpellRole::Prepared),
            ] {
                self.choose(under(slug, word).into(), count, Asked::Spells(class, role), giver);
            }
        }
    }

    fn more(&self, class: &Class, role: SpellRole) -> usize {
        let grants = self.adventurer.features.iter().flat_map(|it| &it.feature.grants);
        let words = self.adventurer.words_grants.iter().copied();
        grants
            .chain(words)
            .filter_map(|it| match it {
                Grant::MoreSpells { class: of, role: as_role, count }
                    if *of == class.id && *as_role == role =>
                {
                    Some(self.count(count))
                }
                _ => None,
            })
            .sum()
    }
}
