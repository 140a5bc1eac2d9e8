//! Rests and other moments.

use super::Row;

const SHORT_REST: &str = "Rules Glossary, Short Rest";
const LONG_REST: &str = "Rules Glossary, Long Rest";

pub(crate) const SHORT: &[Row] = &[
    ("fighter 5, con 14, lost 30", "short fighter", &[6], "22/44, dice fighter -1", SHORT_REST),
    (
        "fighter 5, con 14, lost 30",
        "short fighter fighter fighter",
        &[6, 1, 10],
        "37/44, dice fighter -3",
        SHORT_REST,
    ),
    // At least 1 hit point for each die, and no die for what is whole already.
    ("fighter 5, con 3, lost 10", "short fighter", &[1], "5/14, dice fighter -1", SHORT_REST),
    ("fighter 5, con 14, lost 3", "short fighter fighter", &[1], "44/44, dice fighter -1", SHORT_REST),
    (
        "fighter 2, con 14, lost 15",
        "short fighter fighter fighter",
        &[1, 1],
        "no: No Hit Point Die",
        SHORT_REST,
    ),
    ("fighter 2, con 14, lost 15", "short wizard", &[], "no: No Hit Point Die", SHORT_REST),
    (
        "fighter 2, wizard 1, lost 9",
        "short wizard fighter",
        &[6, 2],
        "19/20, dice fighter -1, dice wizard -1",
        SHORT_REST,
    ),
    (
        "fighter 5, spent resource/second-wind 2, spent resource/action-surge 1",
        "short",
        &[],
        "34/34, resource/second-wind -1",
        "Classes, Fighter",
    ),
    (
        "barbarian 5, spent resource/rage 3",
        "short",
        &[],
        "40/40, resource/rage -2",
        "Classes, Barbarian, Rage",
    ),
    ("barbarian 5, state rage", "short", &[], "40/40", SHORT_REST),
    ("warlock 3, spent slot/pact 2", "short", &[], "18/18", "Classes, Warlock, Pact Magic"),
    ("wizard 3, spent slot/1 2", "short", &[], "14/14, slot/1 -2", "Spells, Spell Slots"),
    (
        "bard 4, cha 16, spent resource/bardic-inspiration 3",
        "short",
        &[],
        "23/23, resource/bardic-inspiration -3",
        "Classes, Bard, Bardic Inspiration",
    ),
    (
        "bard 5, cha 16, spent resource/bardic-inspiration 3",
        "short",
        &[],
        "28/28",
        "Classes, Bard, Font of Inspiration",
    ),
    ("fighter 5, exhaustion 1", "temp 5; short", &[], "34/34, temp 5, tired 1", SHORT_REST),
    (
        "cleric 3, pick cleric/prepared=spell/bless",
        "cast bless with slot 1; short",
        &[],
        "18/18, slot/1 -1",
        "Spells, Duration",
    ),
];

// Humans wake inspired (Character Origins, Human, Resourceful).
pub(crate) const LONG: &[Row] = &[
    // Sixteen hours lie between the end of one and the next.
    (
        "fighter 5, con 14, lost 40",
        "long after 15",
        &[],
        "no: The last Long Rest ended 15 hours ago; the next begins in 1",
        LONG_REST,
    ),
    (
        "fighter 5, con 14, lost 40",
        "long after 0",
        &[],
        "no: The last Long Rest ended 0 hours ago; the next begins in 16",
        LONG_REST,
    ),
    ("fighter 5, con 14, lost 40", "long after 16", &[], "44/44, inspired", LONG_REST),
    // Broken off after an hour it is a Short Rest, and before that none.
    (
        "fighter 5, con 14, lost 40",
        "long broken 0 fighter",
        &[],
        "no: A rest that was interrupted within an hour gives nothing",
        LONG_REST,
    ),
    ("fighter 5, con 14, lost 40", "long broken 1 fighter", &[6], "12/44, dice fighter -1", LONG_REST),
    (
        "fighter 5, con 14, exhaustion 2, spent resource/second-wind 2",
        "long broken 7",
        &[],
        "44/44, tired 2, resource/second-wind -1",
        LONG_REST,
    ),
    ("warlock 5, spent slot/pact 2", "long broken 2", &[], "28/28", LONG_REST),
    ("wizard 5, spent slot/1 4", "long broken 5", &[], "22/22, slot/1 -4", LONG_REST),
    (
        "fighter 5, con 14, lost 44",
        "long broken 5 fighter",
        &[],
        "no: A rest begins with at least 1 hit point",
        LONG_REST,
    ),
    ("fighter 5, con 14, lost 40", "long", &[], "44/44, inspired", LONG_REST),
    ("fighter 5, con 14, lost 40", "short fighter fighter; long", &[1, 1], "44/44, inspired", LONG_REST),
    ("fighter 5, con 14, lost 4, drained 10", "long", &[], "44/44, inspired", LONG_REST),
    ("fighter 5, con 14, exhaustion 3", "long", &[], "44/44, tired 2, inspired", LONG_REST),
    ("fighter 5, con 14", "temp 9; long", &[], "44/44, inspired", "Playing the Game, Temporary Hit Points"),
    (
        "wizard 5, spent slot/1 4, spent slot/3 2, spent wizard-1/arcane-recovery 1",
        "long",
        &[],
        "22/22, inspired",
        LONG_REST,
    ),
    ("warlock 5, spent slot/pact 2", "long", &[], "28/28, inspired", LONG_REST),
    ("barbarian 5, spent resource/rage 3", "long", &[], "40/40, inspired", LONG_REST),
    ("species orc, fighter 1, con 14", "hurt 15 fire; long", &[], "12/12", "Character Origins, Orc"),
    (
        "cleric 3, pick cleric/prepared=spell/bless",
        "cast bless with slot 1; long",
        &[],
        "18/18, inspired",
        LONG_REST,
    ),
    ("fighter 5, has poisoned", "long", &[], "34/34, poisoned, inspired", LONG_REST),
];

pub(crate) const MOMENTS: &[Row] = &[
    ("fighter 1, dex 14", "initiative", &[7], "10/10, initiative 9", "Playing the Game, Initiative"),
    (
        "barbarian 7, dex 14",
        "initiative",
        &[7, 12],
        "54/54, initiative 14",
        "Classes, Barbarian, Feral Instinct",
    ),
    (
        "fighter 1, dex 14, exhaustion 2",
        "initiative",
        &[7],
        "10/10, tired 2, initiative 5",
        "Rules Glossary, Exhaustion",
    ),
    (
        "druid 20, spent resource/wild-shape 4",
        "initiative",
        &[7],
        "103/103, resource/wild-shape -4, initiative 7",
        "Classes, Druid, Archdruid",
    ),
    (
        "druid 20, spent resource/wild-shape 4",
        "initiative wild-shape",
        &[7],
        "103/103, resource/wild-shape -3, initiative 7",
        "Classes, Druid, Archdruid",
    ),
    (
        "druid 5, spent resource/wild-shape 2",
        "initiative wild-shape",
        &[7],
        "28/28, resource/wild-shape -2, initiative 7",
        "Classes, Druid, Archdruid",
    ),
    (
        "barbarian 2, state reckless-attack, state reckless-turn",
        "turn-end",
        &[],
        "19/19, in reckless-attack",
        "Classes, Barbarian, Reckless Attack",
    ),
    ("barbarian 2, state reckless-attack", "turn", &[], "19/19", "Classes, Barbarian, Reckless Attack"),
    (
        "barbarian 2, spent barbarian-2/reckless-attack 1",
        "turn",
        &[],
        "19/19",
        "Classes, Barbarian, Reckless Attack",
    ),
];
