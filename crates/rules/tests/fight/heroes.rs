//! Characters made by hand: a class, some levels, and what it fights with. What is left to choose stays open.

use rules::build::{Build, Carried, Level, Method, Now, Place, Scores};
use rules::dice::{Chance, Stream};

/// Class, scores, and goods with their places.
/// A class, scores, and what is worn and held.
type Kind = (&'static str, [u8; 6], &'static [(&'static str, Place)]);

const KINDS: [Kind; 7] = [
    ("barbarian", [17, 14, 16, 8, 12, 10], &[("weapon/greataxe", Place::BothHands)]),
    (
        "fighter",
        [17, 12, 15, 8, 12, 10],
        &[
            ("weapon/longsword", Place::MainHand),
            ("armour/shield", Place::OffHand),
            ("armour/chain-mail", Place::Worn),
        ],
    ),
    (
        "rogue",
        [8, 17, 14, 12, 13, 10],
        &[
            ("weapon/shortsword", Place::MainHand),
            ("weapon/dagger", Place::OffHand),
            ("armour/leather-armor", Place::Worn),
        ],
    ),
    (
        "ranger",
        [10, 17, 14, 8, 14, 10],
        &[("weapon/longbow", Place::BothHands), ("armour/leather-armor", Place::Worn)],
    ),
    (
        "cleric",
        [14, 10, 14, 8, 17, 12],
        &[("weapon/mace", Place::MainHand), ("armour/shield", Place::OffHand)],
    ),
    ("wizard", [8, 14, 14, 17, 12, 10], &[("weapon/dagger", Place::MainHand)]),
    ("monk", [10, 17, 14, 8, 15, 10], &[]),
];

/// Somebody of a class and a level.
pub(crate) fn hero(class: &str, level: u8) -> Build {
    let (_, base, goods) = KINDS.iter().find(|it| it.0 == class).unwrap();
    let carried = |(item, place): &(&str, Place)| Carried {
        item: item.parse().unwrap(),
        count: 1,
        place: *place,
        attuned: false,
    };
    Build {
        name: class.to_owned(),
        species: "species/orc".parse().unwrap(),
        background: "background/soldier".parse().unwrap(),
        scores: Scores { by: Method::Rolled, base: *base },
        levels: (0..level)
            .map(|_| Level { class: format!("class/{class}").parse().unwrap(), hp: None })
            .collect(),
        picks: std::collections::BTreeMap::new(),
        goods: goods.iter().map(carried).collect(),
        coins: std::collections::BTreeMap::new(),
        xp: None,
        now: Now::default(),
    }
}

pub(crate) fn any(chance: &mut Stream) -> Build {
    let class = KINDS[chance.draw(KINDS.len() as u32) as usize - 1].0;
    hero(class, chance.draw(20) as u8)
}
