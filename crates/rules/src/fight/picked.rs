//! What was picked with a choice, as weapons and spells that an attack can be made with.

use crate::{ContentId, book::Test, sheet::Bearer};

/// Puts what was picked in the place of the choice, so that fights need not ask the build.
pub(super) fn name(tests: &mut [Test], key: &str, bearer: &Bearer<'_>) {
    for test in tests {
        match test {
            Test::Not(inner) => name(std::slice::from_mut(&mut **inner), key, bearer),
            Test::Any(tests) => name(tests, key, bearer),
            Test::WithPicked { choice, of } => {
                let held = bearer.adventurer.features.iter();
                let key = match of {
                    Some(of) => held.clone().find(|it| it.feature.id == *of).map(|it| it.key.as_str()),
                    None => Some(key),
                };
                let picks = &bearer.adventurer.build.picks;
                let picked = key.and_then(|it| picks.get(&[it, "/", choice.as_str()].concat()));
                let named = |kind: &str| -> Vec<ContentId> {
                    let ids = picked.into_iter().flatten().map(|it| [kind, "/", it.as_str()].concat());
                    ids.filter_map(|it| it.parse().ok()).collect()
                };
                *test = Test::Any(vec![Test::WeaponAmong(named("weapon")), Test::SpellAmong(named("spell"))]);
            }
            _ => {}
        }
    }
}
