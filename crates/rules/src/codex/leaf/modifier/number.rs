//! What the numbers are called that modifiers change.

use super::super::prose::one;
use crate::book::Number;

/// Rolls, where the number is one that is rolled.
pub(super) fn rolls(number: Number) -> Option<String> {
    Some(match number {
        Number::Initiative => "Initiative rolls".to_owned(),
        Number::Tests => "D20 Tests".to_owned(),
        Number::Checks => "ability checks".to_owned(),
        Number::Check(it) => format!("{} checks", it.name()),
        Number::Skill(it) => format!("{} ({}) checks", it.ability().name(), it.name()),
        Number::Saves => "saving throws".to_owned(),
        Number::Save(it) => format!("{} saving throws", it.name()),
        Number::DeathSaves => "Death Saving Throws".to_owned(),
        Number::Concentration => "saving throws to maintain Concentration".to_owned(),
        Number::Attacks => "attack rolls".to_owned(),
        Number::SpellAttacks => "spell attack rolls".to_owned(),
        Number::ArmourClass
        | Number::HitPointMaximum
        | Number::Speed
        | Number::Speeds
        | Number::Score(_)
        | Number::SpellDc
        | Number::SpellDamage
        | Number::Healing
        | Number::Passive(_)
        | Number::CarrySize
        | Number::Attunement => return None,
    })
}

/// One such roll: `an ability check`.
pub(in super::super) fn one_roll(number: Number) -> String {
    match rolls(number) {
        Some(many) if number == Number::Concentration => {
            many.replacen("throws", "throw", 1).replacen("saving", "a saving", 1)
        }
        Some(many) => one(many.strip_suffix('s').unwrap_or(&many)),
        None => stat(number),
    }
}

/// What the number is called.
pub(super) fn stat(number: Number) -> String {
    match number {
        Number::ArmourClass => "Armour Class".to_owned(),
        Number::HitPointMaximum => "Hit Point maximum".to_owned(),
        Number::Speed | Number::Speeds => "Speed".to_owned(),
        Number::Score(it) => format!("{} score", it.name()),
        Number::SpellDc => "spell save DC".to_owned(),
        Number::SpellDamage => "spell damage".to_owned(),
        Number::Healing => "healing".to_owned(),
        Number::Passive(it) => format!("Passive {}", it.name()),
        Number::CarrySize => "carrying capacity".to_owned(),
        Number::Attunement => "number of attuned magic items".to_owned(),
        Number::Initiative
        | Number::Tests
        | Number::Checks
        | Number::Check(_)
        | Number::Skill(_)
        | Number::Saves
        | Number::Save(_)
        | Number::DeathSaves
        | Number::Concentration
        | Number::Attacks
        | Number::SpellAttacks => rolls(number).unwrap_or_default(),
    }
}
