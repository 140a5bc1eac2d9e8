//! What a spell takes beside its slot: words, a free hand, and materials (SRD 5.2, "Spells", Components).

use serde::Serialize;

use super::Bearer;
use crate::{
    ContentId,
    book::{Class, Item, Modifier, Need, Spell},
    build::{Adventurer, Known, Place},
};

/// A Component Pouch holds whatever has no price.
const POUCH: &str = "gear/component-pouch";
/// Worn on a Shield as well as held: an emblem takes no hand of its own.
const EMBLEM: &str = "gear/holy-symbol-emblem";

/// What of a spell's components is not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    #[error("{spell} takes words, and {whose} lets none be heard (Spells, Verbal).")]
    Words { spell: String, whose: String },
    #[error(
        "{spell} takes {material}: without a Component Pouch, or a focus of the class that it comes by, there is none (Spells, Material)."
    )]
    Focus { spell: String, material: String },
    #[error("{spell} takes {what}, worth {worth} GP or more, and there is none (Spells, Material).")]
    Priced { spell: String, what: String, worth: u32 },
}

/// What somebody has for materials that have no price: asked for with every spell.
#[derive(Debug, Default)]
pub(super) struct Means<'a> {
    pouch: bool,
    /// Classes that cast and whose focus is carried; whether it is at hand.
    foci: Vec<(&'a Class, bool)>,
}

impl<'a> Means<'a> {
    pub(super) fn of(adventurer: &Adventurer<'a>) -> Self {
        let goods = adventurer.build.goods.iter().filter(|it| it.count > 0);
        let items = goods.filter_map(|it| Some((it.place, adventurer.book.items.get(&it.item)?)));
        let items: Vec<(Place, &Item)> = items.collect();
        let shield = items.iter().any(|(place, it)| it.is_shield() && *place != Place::Stowed);
        let at_hand = |(place, item): &(Place, &Item)| {
            let held = matches!(place, Place::MainHand | Place::OffHand | Place::BothHands);
            held || (item.id.as_str() == EMBLEM && shield)
        };
        let focus = |class: &'a Class| {
            let kinds = &class.casting.as_ref()?.focus;
            let mut foci = items.iter().filter(|(_, it)| kinds.iter().any(|kind| it.is_of(kind))).peekable();
            foci.peek()?;
            Some((class, foci.any(at_hand)))
        };
        Self {
            pouch: items.iter().any(|(_, it)| it.id.as_str() == POUCH),
            foci: adventurer.classes.iter().filter_map(|(class, _)| focus(class)).collect(),
        }
    }
}

impl<'a> Bearer<'a> {
    /// Items that a casting uses up, and how many of each.
    ///
    /// # Errors
    ///
    /// What is not there.
    pub fn components(&self, known: &Known<'a>) -> Result<Vec<(ContentId, u32)>, Lack> {
        let spell = known.spell;
        let silent = self.bearings.iter().find(|it| matches!(it.modifier, Modifier::NoWords {}));
        if let Some(silent) = silent.filter(|_| spell.components.verbal) {
            return Err(Lack::Words { spell: spell.name.clone(), whose: silent.whose.to_owned() });
        }
        self.materials(known)
    }

    fn materials(&self, known: &Known<'a>) -> Result<Vec<(ContentId, u32)>, Lack> {
        let (spell, parts) = (known.spell, &known.spell.components);
        let Some(material) = &parts.material else { return Ok(Vec::new()) };
        let priced = parts.cost.is_some();
        if !priced && !self.means.pouch && self.focus(known).is_none() {
            return Err(Lack::Focus { spell: spell.name.clone(), material: material.clone() });
        }
        let mut used = Vec::new();
        for need in &parts.needs {
            let found = self.supply(need).ok_or_else(|| self.wanting(spell, need))?;
            used.extend(need.consumed.then_some(found));
        }
        Ok(used)
    }

    /// Whether a hand must be free beside what is held: a focus in the hand makes the gestures, where the spell
    /// takes materials at all.
    pub(crate) fn takes_free_hand(&self, known: &Known<'a>) -> bool {
        let parts = &known.spell.components;
        let by_focus = parts.material.is_some() && parts.cost.is_none() && self.focus(known) == Some(true);
        (parts.somatic || parts.material.is_some()) && !by_focus
    }

    fn count(&self, id: &ContentId) -> u32 {
        let goods = self.adventurer.build.goods.iter().filter(|it| it.item == *id);
        goods.map(|it| it.count).fold(0, u32::saturating_add)
    }

    /// The focus of the class that a spell comes by: whether it is at hand, where there is one at all.
    fn focus(&self, known: &Known<'a>) -> Option<bool> {
        let class = known.class?;
        self.means.foci.iter().find(|(of, _)| std::ptr::eq(*of, class)).map(|(_, at_hand)| *at_hand)
    }

    /// What serves for a need, the cheapest: one piece, or as many as come to it.
    fn supply(&self, need: &Need) -> Option<(ContentId, u32)> {
        let goods = self.adventurer.build.goods.iter();
        let pieces = goods.filter_map(|it| {
            let item = self.adventurer.book.items.get(&it.item).filter(|item| item.is_of(&need.of))?;
            let each = (item.cost / item.lot.max(1)).max(1);
            let count = if need.together { need.worth.div_ceil(each).max(1) } else { 1 };
            let enough = self.count(&item.id) >= count && each.saturating_mul(count) >= need.worth;
            enough.then(|| (each.saturating_mul(count), item.id.clone(), count))
        });
        pieces.min().map(|(_, item, count)| (item, count))
    }

    fn wanting(&self, spell: &Spell, need: &Need) -> Lack {
        let named = self.adventurer.book.items.get(&need.of).map(|it| it.name.clone());
        let what = named.or_else(|| spell.components.material.clone()).unwrap_or_default();
        Lack::Priced { spell: spell.name.clone(), what, worth: need.worth / 100 }
    }
}
