//! What is worn, held and attuned to: two hands, one suit of armour, three magic items.

use super::{Place, Rule, gather::Gather};
use crate::{
    book::{Item, Modifier, Number},
    limit::ATTUNEMENT_MAX,
};

pub(super) fn check(gather: &mut Gather<'_>) {
    let (book, build) = (gather.adventurer.book, gather.adventurer.build);
    let mut places = Vec::new();
    let mut attuned = 0;
    for carried in &build.goods {
        let Some(item) = book.items.get(&carried.item) else {
            gather.forbid("goods", Rule::unknown(&carried.item));
            continue;
        };
        attuned += i32::from(carried.attuned);
        if carried.attuned && !item.attunes(&gather.adventurer) {
            gather.forbid("goods", Rule::attuned_by(item, book));
        }
        if let Some(clash) = clash(item, carried.place, &places) {
            gather.forbid("goods", clash);
        }
        if carried.place != Place::Stowed {
            places.push((item, carried.place));
        }
    }
    let most = ATTUNEMENT_MAX + more_attunement(gather);
    if attuned > most {
        gather.forbid("goods", Rule::Attunement { most });
    }
}

/// A feature can allow more (SRD 5.2, "Classes", Thief, Use Magic Device).
fn more_attunement(gather: &Gather<'_>) -> i32 {
    let adventurer = &gather.adventurer;
    let modifiers = adventurer.features.iter().flat_map(|it| &it.feature.modifiers);
    let more = modifiers.map(|it| match it {
        Modifier::Add { to: Number::Attunement, value, .. } => value.value(&|name| adventurer.value(name)),
        _ => 0,
    });
    more.sum()
}

/// SRD 5.2, "Equipment", Armor: one suit and one Shield; two hands hold what they can.
pub(crate) fn clash(item: &Item, place: Place, places: &[(&Item, Place)]) -> Option<Rule> {
    let suit = |it: &Item| it.armour.is_some() && !it.is_shield();
    let second_suit =
        place == Place::Worn && suit(item) && places.iter().any(|(it, at)| suit(it) && *at == Place::Worn);
    let second_shield =
        place != Place::Stowed && item.is_shield() && places.iter().any(|(it, _)| it.is_shield());
    let held: u8 = places.iter().map(|(it, at)| at.hands(it)).sum();
    let full = place.hands(item) > 0 && held + place.hands(item) > 2;
    (second_suit || second_shield || full).then(|| Rule::Hands { item: item.name.clone() })
}
