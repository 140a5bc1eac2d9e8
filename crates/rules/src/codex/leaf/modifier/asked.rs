//! What modifiers ask before they count.

use crate::book::{Condition, Modifier, Test};

/// The tests of a modifier, where it has room for some.
fn tests(modifier: &mut Modifier) -> Option<&mut Vec<Test>> {
    match modifier {
        Modifier::Add { when, .. }
        | Modifier::Base { when, .. }
        | Modifier::AtLeast { when, .. }
        | Modifier::Advantage { when, .. }
        | Modifier::Disadvantage { when, .. }
        | Modifier::AdvantageAgainst { when }
        | Modifier::DisadvantageAgainst { when }
        | Modifier::Reroll { when, .. }
        | Modifier::CriticalFrom { when, .. }
        | Modifier::Damage { when, .. }
        | Modifier::DamageDiceAtLeast { when, .. }
        | Modifier::AttackWith { when, .. }
        | Modifier::WeaponDie { when, .. }
        | Modifier::SkillWith { when, .. }
        | Modifier::Resistance { when, .. }
        | Modifier::Immunity { when, .. }
        | Modifier::Vulnerability { when, .. }
        | Modifier::ConditionImmunity { when, .. }
        | Modifier::Speed { when, .. }
        | Modifier::Attacks { when, .. }
        | Modifier::DealsAs { when, .. } => Some(when),
        Modifier::Marked { .. }
        | Modifier::ResistanceToPicked { .. }
        | Modifier::Sense { .. }
        | Modifier::FallsSlowly { .. }
        | Modifier::FallsSofter { .. }
        | Modifier::Jump { .. }
        | Modifier::JumpTimes { .. }
        | Modifier::JumpFor { .. }
        | Modifier::FurtherAction { .. }
        | Modifier::Softens { .. }
        | Modifier::NoSpells {}
        | Modifier::NoWords {}
        | Modifier::NoReactions {}
        | Modifier::NoHealing {}
        | Modifier::NoOpportunityAttacks {}
        | Modifier::OneThing {} => None,
    }
}

/// What several modifiers ask alike, and the same without asking it.
pub(in super::super) fn shared(modifiers: &[Modifier]) -> Option<(Vec<Test>, Vec<Modifier>)> {
    let mut bare = modifiers.to_vec();
    let mut asked: Option<Vec<Test>> = None;
    for modifier in &mut bare {
        let when = std::mem::take(tests(modifier)?);
        if when.is_empty() || against(&when).is_some() || asked.as_ref().is_some_and(|it| *it != when) {
            return None;
        }
        asked = Some(when);
    }
    asked.filter(|_| modifiers.len() > 1).map(|it| (it, bare))
}

/// The conditions that a save is against, where nothing else is asked.
pub(super) fn against(when: &[Test]) -> Option<Vec<Condition>> {
    let tests = match when {
        [Test::Any(tests)] => tests.as_slice(),
        [_] => when,
        _ => return None,
    };
    tests.iter().map(|it| if let Test::AgainstCondition(it) = it { Some(*it) } else { None }).collect()
}
