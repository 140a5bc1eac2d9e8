//! Moments by chance: what a character has lost, spent and is under.

use rules::{
    ContentId,
    book::Condition,
    build::{Adventurer, Now},
    dice::{Chance, Stream},
};

/// A moment that nobody planned: wounds, conditions, states and uses spent as they fall.
pub(crate) fn moment(adventurer: &Adventurer<'_>, chance: &mut Stream) -> Now {
    let some = |chance: &mut Stream| chance.draw(3) == 1;
    let states = adventurer.features.iter().flat_map(|it| &it.feature.states);
    let resources = adventurer.features.iter().flat_map(|it| &it.feature.resources);
    let spent = |id: &ContentId, chance: &mut Stream| (id.as_str().to_owned(), chance.draw(12) - 1);
    Now {
        lost: chance.draw(300) - 1,
        temporary_hp: chance.draw(20) - 1,
        maximum_lost: if some(chance) { chance.draw(300) } else { 0 },
        hit_dice: adventurer
            .classes
            .iter()
            .map(|(it, _)| (it.id.clone(), chance.draw(21) as u8 - 1))
            .collect(),
        states: states.filter(|_| some(chance)).map(|it| it.id.clone()).collect(),
        spent: resources.map(|it| spent(&it.id, chance)).collect(),
        conditions: Condition::ALL.iter().copied().filter(|_| chance.draw(8) == 1).collect(),
        exhaustion: (chance.draw(14) as u8).saturating_sub(8),
        inspiration: some(chance),
        ..Now::default()
    }
}
