//! What a modifier is worth to whoever it is laid upon, as long as a fight lasts.

use super::worth::HIT_POINT;
use crate::book::{Formula, Modifier, Number};

/// What helps or hinders in every round.
const GREAT: i32 = 3 * HIT_POINT;
const SMALL: i32 = HIT_POINT;
const SLIGHT: i32 = HIT_POINT / 2;

/// Hundredths of a hit point, below nothing where it harms. Nothing: a fight does not ask for it.
pub(in crate::fight) fn boon(modifier: &Modifier) -> i32 {
    use Modifier as It;
    match modifier {
        It::Add { to, value, .. } => sign(value) * weight(*to),
        It::Base { of: on, .. }
        | It::AtLeast { of: on, .. }
        | It::Advantage { on, .. }
        | It::Reroll { on, .. } => weight(*on),
        It::Disadvantage { on, .. } => -weight(*on),
        It::FurtherAction { .. } => 2 * GREAT,
        It::DisadvantageAgainst { .. }
        | It::CriticalFrom { .. }
        | It::Damage { .. }
        | It::DamageDiceAtLeast { .. }
        | It::AttackWith { .. }
        | It::WeaponDie { .. }
        | It::Resistance { .. }
        | It::ResistanceToPicked { .. }
        | It::Immunity { .. }
        | It::ConditionImmunity { .. }
        | It::Attacks { .. }
        | It::Softens { .. }
        | It::DealsAs { .. } => GREAT,
        It::AdvantageAgainst { .. }
        | It::Marked { .. }
        | It::Vulnerability { .. }
        | It::NoSpells {}
        | It::NoWords {}
        | It::OneThing {} => -GREAT,
        // Who stays beside its foe has little of that.
        It::NoReactions {} | It::NoHealing {} | It::NoOpportunityAttacks {} => -SLIGHT,
        It::Speed { feet, .. } => sign(feet) * SMALL,
        It::SkillWith { .. }
        | It::Sense { .. }
        | It::FallsSlowly { .. }
        | It::FallsSofter { .. }
        | It::Jump { .. }
        | It::JumpTimes { .. }
        | It::JumpFor { .. } => 0,
    }
}

/// What all of them are worth together.
pub(in crate::fight) fn boons(modifiers: &[Modifier]) -> i32 {
    let sum: i32 = modifiers.iter().map(boon).sum();
    sum.clamp(-2 * GREAT, 2 * GREAT)
}

/// Numbers stand in the place of names long before anybody asks.
fn sign(value: &Formula) -> i32 {
    value.sum(&|_| Some(1)).twice_average().signum()
}

/// How much a fight asks for a number.
const fn weight(of: Number) -> i32 {
    match of {
        Number::ArmourClass
        | Number::Tests
        | Number::Saves
        | Number::Attacks
        | Number::SpellAttacks
        | Number::SpellDc
        | Number::SpellDamage => GREAT,
        Number::HitPointMaximum | Number::Save(_) | Number::Speed | Number::Speeds | Number::Score(_) => {
            SMALL
        }
        Number::DeathSaves | Number::Concentration | Number::Healing | Number::Check(_) => SLIGHT,
        Number::Initiative
        | Number::Checks
        | Number::Skill(_)
        | Number::Passive(_)
        | Number::CarrySize
        | Number::Attunement => 0,
    }
}
