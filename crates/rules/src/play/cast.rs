//! Casting a spell (SRD 5.2, "Spells", Casting Spells).

use super::{
    At, Event, Refusal, With,
    effect::Doing,
    scene::Scene,
    stock::{PACT, slot_key},
};
use crate::{
    ContentId,
    book::{Duration, End, Modifier, Special, Spell, SpellRole},
    build::Known,
};

impl<'a> Scene<'a, '_> {
    pub(super) fn cast(&mut self, id: &ContentId, with: With, at: At, ways: &[u8]) -> Result<(), Refusal> {
        let Some(spell) = self.adventurer.book.spells.get(id) else {
            return Err(Refusal::Unknown(id.as_str().to_owned()));
        };
        if let Some(condition) = self.helpless() {
            return Err(Refusal::Helpless(condition));
        }
        if let Some(whose) = self.no_spells() {
            return Err(Refusal::NoSpells(whose));
        }
        let known = self.castable(spell, with)?;
        let (level, key) = self.way(spell, known, with)?;
        let used = self.bearer.components(known)?;
        if let Some(key) = key {
            self.emit(Event::Spent { key, count: 1 });
        }
        used.into_iter().for_each(|(item, count)| self.emit(Event::UsedUp { item, count }));
        self.end_those(|end| *end == End::SpellCast);
        let modifier = self.bearer.modifier(known.ability);
        self.bring_about(spell, (level, with, modifier), at, ways)
    }

    /// The spell happens: Concentration passes on to it, and it does what it does.
    pub(super) fn bring_about(
        &mut self,
        spell: &'a Spell,
        (level, with, modifier): (u8, With, i32),
        at: At,
        ways: &[u8],
    ) -> Result<(), Refusal> {
        self.emit(Event::Cast { spell: spell.id.clone(), level, with });
        if let Some(text) = coins(spell) {
            self.emit(Event::Prompted { text });
        }
        if matches!(spell.cast.duration, Duration::Concentration(_)) {
            self.concentrate(&spell.id);
        }
        let mut doing = Doing {
            own: super::effect::upon_own(&spell.cast, at, &spell.name)?,
            slot: i32::from(level),
            above: i32::from(level.saturating_sub(spell.level)),
            spell: modifier,
            ways,
            slots: &[],
            source: &spell.source,
        };
        self.run(&spell.cast.effects, &mut doing)
    }

    /// SRD 5.2, "Equipment", Armor Training; "Classes", Rage.
    fn no_spells(&self) -> Option<String> {
        let forbids =
            |it: &&crate::book::State| it.modifiers.iter().any(|it| matches!(it, Modifier::NoSpells {}));
        let state = self.active().into_iter().find(forbids).map(|it| it.name.clone());
        state.or_else(|| self.sheet.no_spells.map(str::to_owned))
    }

    /// The way in which the spell is known that allows to cast it so.
    fn castable(&self, spell: &Spell, with: With) -> Result<&'a Known<'a>, Refusal> {
        let name = || spell.name.clone();
        let ritualist = self.bearer.special(Special::RitualAdept).is_some();
        let ready = |it: &&&'a Known<'a>| match it.role {
            SpellRole::Cantrip | SpellRole::Prepared | SpellRole::Always => true,
            SpellRole::Spellbook => with == With::Ritual && spell.ritual && ritualist,
            SpellRole::Only => with == With::Free,
        };
        let known: Vec<&'a Known<'a>> =
            self.adventurer.spells.iter().filter(|it| it.spell.id == spell.id).collect();
        let free = |it: &&&'a Known<'a>| it.free.as_ref().is_some_and(|(_, key)| self.left(key) > 0);
        if with == With::Free && known.iter().any(|it| it.free.is_some()) {
            return known.iter().find(free).copied().ok_or_else(|| Refusal::NoFree(name()));
        }
        match (known.iter().find(ready), known.first().map(|it| it.role)) {
            (Some(known), _) => Ok(known),
            (None, None) => Err(Refusal::NotKnown(name())),
            (None, Some(SpellRole::Only)) => Err(Refusal::NotByItself(name())),
            (None, Some(_)) => Err(Refusal::NotPrepared(name())),
        }
    }

    /// The level that it is cast at, and what is spent for it.
    fn way(&self, spell: &Spell, known: &Known<'_>, with: With) -> Result<(u8, Option<String>), Refusal> {
        let (name, level) = (|| spell.name.clone(), spell.level);
        let low = |slot: u8| Refusal::SlotLow { spell: name(), level, slot };
        match with {
            With::Brought => Err(Refusal::NotByItself(name())),
            With::Cantrip if level > 0 => Err(Refusal::NoCantrip(name())),
            With::Cantrip => Ok((0, None)),
            With::Ritual if !spell.ritual => Err(Refusal::NoRitual(name())),
            With::Ritual => Ok((level, None)),
            With::Free => match &known.free {
                Some((_, key)) => Ok((level, Some(key.clone()))),
                None => Err(Refusal::NoFree(name())),
            },
            With::Slot(_) | With::Pact if level == 0 => Err(Refusal::IsCantrip(name())),
            With::Slot(slot) if slot < level => Err(low(slot)),
            With::Slot(slot) => match self.left(&slot_key(slot)) {
                0 => Err(Refusal::NoSlot(slot)),
                _ => Ok((slot, Some(slot_key(slot)))),
            },
            With::Pact => match (self.adventurer.slots().1, self.left(PACT)) {
                (_, 0) => Err(Refusal::NoPactSlot),
                ((_, of), _) if of < level => Err(low(of)),
                ((_, of), _) => Ok((of, Some(PACT.into()))),
            },
        }
    }
}

/// What it uses up that is among nobody's goods: a coin or two, which people see to.
fn coins(spell: &Spell) -> Option<String> {
    let parts = &spell.components;
    let what = parts.material.as_ref().filter(|_| parts.consumed && parts.needs.is_empty())?;
    Some(format!("{} uses up {what}.", spell.name))
}
