//! Characters made by hand: a class, some levels, and what it fights with. What is left to choose stays open.

use rules::book::Book;
use rules::build::{Adventurer, Build, Carried, Level, Method, Now, Place, Scores};
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
            ("armour/leather", Place::Worn),
        ],
    ),
    (
        "ranger",
        [10, 17, 14, 8, 14, 10],
        &[("weapon/longbow", Place::BothHands), ("armour/leather", Place::Worn)],
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
        background: "background/criminal".parse().unwrap(),
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

/// A legal character with all that it chose: of one class and any level, or of several.
pub(crate) fn any(book: &Book, chance: &mut Stream) -> Build {
    let seed = u64::from(chance.draw(1 << 30));
    let classes: Vec<&str> = book.classes.iter().map(|it| it.id.as_str()).collect();
    let class = classes[chance.draw(classes.len() as u32) as usize - 1];
    let level = chance.draw(20) as u8;
    let one = (chance.draw(4) > 1).then_some((class, level));
    let build = super::chance::character(book, seed, one);
    let adventurer = Adventurer::of(book, &build);
    assert_eq!(adventurer.illegal, [], "the character of seed {seed}");
    build
}
