//! Materials of spells: a pouch, a focus, and what has a price.

use super::Row;

const PARTS: &str = "Spells, Components";

pub(crate) const COMPONENTS: &[Row] = &[
    // Words and gestures alone take nothing.
    (
        "cleric 1, con 10, lost 7, wis 16, pick cleric/prepared=spell/cure-wounds, bare",
        "cast cure-wounds with slot 1",
        &[1, 2],
        "7/8, slot/1 -1",
        PARTS,
    ),
    (
        "wizard 1, pick wizard/prepared=spell/false-life, pick wizard/spellbook=spell/false-life, bare",
        "cast false-life with slot 1",
        &[],
        "no: False Life takes a drop of spirits: without a Component Pouch",
        PARTS,
    ),
    // A focus of the class serves as well, also out of the pack.
    (
        "wizard 1, stowed gear/arcane-focus-wand, pick wizard/prepared=spell/false-life, pick wizard/spellbook=spell/false-life, bare",
        "cast false-life with slot 1",
        &[4, 4],
        "6/6, temp 12, slot/1 -1",
        "Classes, Wizard, Spellcasting",
    ),
    (
        "wizard 1, stowed gear/holy-symbol-amulet, pick wizard/prepared=spell/false-life, pick wizard/spellbook=spell/false-life, bare",
        "cast false-life with slot 1",
        &[],
        "no: False Life takes a drop of spirits: without a Component Pouch",
        "Classes, Wizard, Spellcasting",
    ),
    (
        "druid 1, wis 16, stowed gear/druidic-focus-yew-wand, pick druid/prepared=spell/goodberry, bare",
        "cast goodberry with slot 1",
        &[],
        "8/8, slot/1 -1",
        "Classes, Druid, Spellcasting",
    ),
    (
        "bard 1, stowed tool/lute, pick bard/prepared=spell/hideous-laughter, bare",
        "cast hideous-laughter with slot 1 others",
        &[],
        "8/8, on hideous-laughter, slot/1 -1",
        "Classes, Bard, Spellcasting",
    ),
    // What has a price must be there, and worth enough; nothing is spent where it is not.
    (
        "cleric 1, stowed gear/component-pouch, pick cleric/prepared=spell/bless, bare",
        "cast bless with slot 1",
        &[],
        "no: Bless takes a Holy Symbol, worth 5 GP or more, and there is none",
        PARTS,
    ),
    (
        "cleric 5, stowed gear/diamond-50, pick cleric/prepared=spell/revivify",
        "cast revivify with slot 3 others",
        &[],
        "no: Revivify takes a diamond, worth 300 GP or more, and there is none",
        PARTS,
    ),
    // Six small ones are not a large one.
    (
        "cleric 5, stowed 6 x gear/diamond-50, pick cleric/prepared=spell/revivify",
        "cast revivify with slot 3 others",
        &[],
        "no: Revivify takes a diamond, worth 300 GP or more",
        PARTS,
    ),
    // Of several the cheapest is used up.
    (
        "cleric 5, stowed gear/diamond-1000, stowed gear/diamond-300, pick cleric/prepared=spell/revivify",
        "cast revivify with slot 3 others",
        &[],
        "28/28, slot/3 -1, uses up 1 diamond-300",
        PARTS,
    ),
    // Dust and incense count together.
    (
        "cleric 7, stowed 2 x gear/incense, pick cleric/prepared=spell/divination",
        "cast divination with slot 4",
        &[],
        "no: Divination takes Incense, worth 25 GP or more",
        PARTS,
    ),
    (
        "cleric 7, stowed 2 x gear/incense, stowed 2 x gear/incense, pick cleric/prepared=spell/divination",
        "cast divination with slot 4",
        &[],
        "38/38, slot/4 -1, uses up 3 incense",
        PARTS,
    ),
    (
        "cleric 8, stowed 3 x gear/incense, pick cleric/prepared=spell/divination",
        "cast divination with slot 4; cast divination with slot 4",
        &[],
        "no: Divination takes Incense",
        PARTS,
    ),
    // What is not consumed stays.
    (
        "wizard 1, stowed gear/pearl, pick wizard/prepared=spell/identify, pick wizard/spellbook=spell/identify",
        "cast identify with slot 1; cast identify with ritual",
        &[],
        "6/6, slot/1 -1",
        PARTS,
    ),
    // A coin or two is seen to by people.
    (
        "cleric 3, pick cleric/prepared=spell/gentle-repose",
        "cast gentle-repose with slot 2 others",
        &[],
        "18/18, slot/2 -1, asks: Gentle Repose uses up 2 Copper Pieces.",
        PARTS,
    ),
];
