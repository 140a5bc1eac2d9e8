//! What makes attacks hurt more, or otherwise.

use super::super::{
    amount::kinds,
    prose::{Say, article, say},
    voice::{Subject, Voice},
};
use crate::book::{AbilityOrCasting, DamageType, Formula};

impl Voice<'_> {
    pub(super) fn extra(&self, value: &Formula, of: Option<DamageType>, who: &Subject) -> Say {
        say![format!("{} deals ", hit(who)), self.amount_of(value, &extra(of))]
    }

    pub(super) fn marked(&self, value: &Formula, of: Option<DamageType>, who: &Subject) -> Say {
        say![format!("{} hits deal {} ", self.me.whose(), who.noun), self.amount_of(value, &extra(of))]
    }

    pub(super) fn attack_with(&self, ability: AbilityOrCasting, who: &Subject) -> Say {
        let ability = match ability {
            AbilityOrCasting::Ability(it) => it.name().to_owned(),
            AbilityOrCasting::Casting => format!("{} spellcasting ability", self.me.whose()),
        };
        format!("{} use {ability} for attack and damage rolls", who.does("can")).into()
    }

    pub(super) fn weapon_die(&self, sides: &Formula) -> Say {
        let die = self.die(sides);
        let grows = die.plain().contains('(');
        say!["the attack's damage die becomes ", die, if grows { "" } else { "," }, " if its own is smaller"]
    }

    /// `a d6`, and how it grows.
    pub(in super::super) fn die(&self, sides: &Formula) -> Say {
        let said = self.amount(sides).plain();
        let mut text = format!("a d{}", said.replace(", ", ", d").replace(" and ", " and d"));
        text = text.replace(" (", " (d");
        text.into()
    }
}

fn extra(of: Option<DamageType>) -> String {
    of.map_or_else(|| "extra damage".to_owned(), |it| format!("extra {} damage", it.name()))
}

fn hit(who: &Subject) -> String {
    match who.noun.as_str() {
        "you" => "a hit of yours".to_owned(),
        noun => format!("a hit by {noun}"),
    }
}

pub(super) fn die_at_least(face: u8) -> Say {
    let below = listed_below(face);
    format!("{below} on a damage die counts as {} {face}", article(&face.to_string())).into()
}

fn listed_below(face: u8) -> String {
    let faces = (1..face).map(|it| format!("{} {it}", article(&it.to_string())));
    super::super::prose::listed(faces, "or").plain()
}

pub(super) fn deals_as(of: &[DamageType], who: &Subject) -> Say {
    format!("{} can deal {} damage instead of its normal type", hit(who), kinds(of, "or")).into()
}
