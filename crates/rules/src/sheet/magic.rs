//! Spells: what they are cast with, which slots there are, and what is known (SRD 5.2, "Spells").

use serde::Serialize;

use super::{Bearer, Lack, Number, Roll};
use crate::{
    ContentId,
    book::{Ability, Modifier, Number as Of, SpellRole},
    build::Known,
    circumstance::Verdict,
};

/// A class that casts, with its numbers.
#[derive(Clone, Debug, Serialize)]
pub struct Caster<'a> {
    pub class: &'a str,
    pub ability: Ability,
    pub dc: Number<'a>,
    pub attack: Roll<'a>,
    /// Prepared spells of the class's number: how many may be, how many are.
    pub prepared: (u8, u8),
}

/// Slots of one level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SlotLine {
    pub level: u8,
    pub most: u32,
    pub left: u32,
    pub pact: bool,
}

/// A spell on the sheet.
#[derive(Clone, Debug, Serialize)]
pub struct SheetSpell<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub level: u8,
    pub role: SpellRole,
    pub whose: &'a str,
    pub ability: Ability,
    pub dc: i32,
    pub attack: i32,
    /// Can be cast now, with a slot or at will.
    pub ready: bool,
    /// Castings without a slot: how many there are, how many are left.
    pub free: Option<(u32, u32)>,
    pub ritual: bool,
    pub concentration: bool,
    /// Whether a hand must be free for it.
    pub by_hand: bool,
    /// What a casting uses up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub uses_up: Vec<(ContentId, u32)>,
    /// What of its components is not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lacks: Option<Lack>,
}

pub(super) fn casters<'a>(bearer: &Bearer<'a>) -> Vec<Caster<'a>> {
    let line = |(class, level): &(&'a crate::book::Class, u8)| {
        let casting = class.casting.as_ref()?;
        let of_class = |it: &&Known<'_>| it.class.is_some_and(|of| of.id == class.id);
        let mine = bearer.adventurer.spells.iter().filter(of_class);
        let prepared = mine.filter(|it| it.role == SpellRole::Prepared).count();
        Some(Caster {
            class: &class.name,
            ability: casting.ability,
            dc: dc(bearer, casting.ability),
            attack: attack(bearer, casting.ability),
            prepared: (casting.prepared.get(usize::from(*level) - 1).copied().unwrap_or(0), prepared as u8),
        })
    };
    bearer.adventurer.classes.iter().filter_map(line).collect()
}

/// SRD 5.2, "Spells", Saving Throws: 8, the modifier and the proficiency bonus.
pub(super) fn dc<'a>(bearer: &Bearer<'a>, ability: Ability) -> Number<'a> {
    let mut number = Number::from(8, "Base");
    number.add(bearer.modifier(ability), ability.name());
    number.add(bearer.adventurer.proficiency(), "Proficiency");
    for it in &bearer.bearings {
        match it.modifier {
            Modifier::Add { to: Of::SpellDc, value, when } if bearer.holds(when) == Verdict::Yes => {
                number.add(bearer.number(value), it.whose);
            }
            _ => {}
        }
    }
    number
}

pub(super) fn attack<'a>(bearer: &Bearer<'a>, ability: Ability) -> Roll<'a> {
    let mut roll = Roll::default();
    roll.number.add(bearer.modifier(ability), ability.name());
    roll.number.add(bearer.adventurer.proficiency(), "Proficiency");
    let spell = |when: &[crate::book::Test]| {
        let strike = crate::circumstance::Strike {
            cast: None,
            part_of: None,
            ability,
            melee: false,
            weapon: None,
            spell: true,
            hands: 0,
            main_hand: false,
            alone: false,
            light: false,
            advantage: None,
            disadvantage: None,
            ally_beside: None,
            target_conditions: None,
            target_bloodied: None,
            target_kind: None,
            target_hurt: None,
            target_marked: None,
            target_size: None,
            laid: None,
            with: None,
            rolled: None,
        };
        bearer.holds_for(when, &strike)
    };
    bearer.lean(&mut roll, &[Of::Tests, Of::Attacks, Of::SpellAttacks], &spell);
    roll
}

/// Why no spell can be cast at the moment.
pub(super) fn forbidden<'a>(bearer: &Bearer<'a>) -> Option<&'a str> {
    let bears = bearer.bearings.iter().find(|it| matches!(it.modifier, Modifier::NoSpells {}));
    bears.map(|it| it.whose).or_else(|| bearer.untrained())
}

pub(super) fn slots(bearer: &Bearer<'_>) -> Vec<SlotLine> {
    let (shared, (pact, of)) = bearer.adventurer.slots();
    let mut lines: Vec<SlotLine> = Vec::new();
    for (at, most) in shared.iter().enumerate().filter(|(_, it)| **it > 0) {
        let level = at as u8 + 1;
        let spent = bearer.spent(SLOTS[at]);
        lines.push(SlotLine {
            level,
            most: u32::from(*most),
            left: u32::from(*most).saturating_sub(spent),
            pact: false,
        });
    }
    if pact > 0 {
        let left = u32::from(pact).saturating_sub(bearer.spent("slot/pact"));
        lines.push(SlotLine { level: of, most: u32::from(pact), left, pact: true });
    }
    lines
}

/// What spent slots are counted under.
pub(crate) const SLOTS: [&str; 9] =
    ["slot/1", "slot/2", "slot/3", "slot/4", "slot/5", "slot/6", "slot/7", "slot/8", "slot/9"];

pub(super) fn spells<'a>(bearer: &Bearer<'a>) -> Vec<SheetSpell<'a>> {
    let slots = slots(bearer);
    let barred = forbidden(bearer).is_some();
    // Three abilities at most: reckoned once each.
    let mut numbers: Vec<(Ability, i32, i32)> = Vec::new();
    let mut lines = Vec::with_capacity(bearer.adventurer.spells.len());
    let shown = |it: &&'a Known<'a>| it.role != SpellRole::Spellbook || it.spell.ritual;
    let mut spells: Vec<&'a Known<'a>> = bearer.adventurer.spells.iter().filter(shown).collect();
    // Lines are long: what they are made of is put in order instead.
    spells.sort_by(|left, right| {
        let order = |it: &Known<'a>| (it.spell.level, it.spell.name.as_str());
        order(left).cmp(&order(right))
    });
    for known in spells {
        let (dc, hit) = match numbers.iter().find(|(it, ..)| *it == known.ability) {
            Some((_, dc, hit)) => (*dc, *hit),
            None => {
                let pair = (dc(bearer, known.ability).total, attack(bearer, known.ability).number.total);
                numbers.push((known.ability, pair.0, pair.1));
                pair
            }
        };
        lines.push(line(bearer, known, (dc, hit), !barred && castable(known, &slots)));
    }
    lines
}

fn line<'a>(
    bearer: &Bearer<'a>,
    known: &'a Known<'a>,
    (dc, attack): (i32, i32),
    ready: bool,
) -> SheetSpell<'a> {
    let free = known.free.as_ref().map(|(free, key)| {
        let most = u32::try_from(bearer.number(&free.count)).unwrap_or(0);
        (most, most.saturating_sub(bearer.spent(key)))
    });
    let (uses_up, lacks) = match bearer.components(known) {
        Ok(used) => (used, None),
        Err(lacks) => (Vec::new(), Some(lacks)),
    };
    SheetSpell {
        id: known.spell.id.as_str(),
        name: &known.spell.name,
        level: known.spell.level,
        role: known.role,
        whose: known.whose,
        ability: known.ability,
        dc,
        attack,
        ready: lacks.is_none() && (ready || free.is_some_and(|(_, left)| left > 0)),
        free,
        ritual: known.spell.ritual,
        concentration: known.spell.concentration(),
        by_hand: bearer.takes_free_hand(known),
        uses_up,
        lacks,
    }
}

fn castable(known: &Known<'_>, slots: &[SlotLine]) -> bool {
    match known.role {
        SpellRole::Cantrip => true,
        SpellRole::Spellbook | SpellRole::Only => false,
        SpellRole::Prepared | SpellRole::Always if known.spell.level == 0 => true,
        SpellRole::Prepared | SpellRole::Always => {
            slots.iter().any(|it| it.level >= known.spell.level && it.left > 0)
        }
    }
}
