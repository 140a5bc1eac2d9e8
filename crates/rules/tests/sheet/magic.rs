//! Spells: their numbers, their slots; and what there is only so much of.

use super::Row;

pub(crate) const SPELLS: &[Row] = &[
    ("wizard 1, int 16", "dc Wizard", "13", "Spells, Saving Throws"),
    ("wizard 1, int 16", "casts Wizard", "+5", "Spells, Attack Rolls"),
    ("wizard 17, int 20", "dc Wizard", "19", "Spells, Saving Throws"),
    ("cleric 5, wizard 5, int 14, wis 18", "dc Cleric", "16", "Character Creation, Multiclassing"),
    ("cleric 5, wizard 5, int 14, wis 18", "dc Wizard", "14", "Character Creation, Multiclassing"),
    ("sorcerer 1, cha 16, state innate-sorcery", "dc Sorcerer", "14", "Classes, Sorcerer, Innate Sorcery"),
    (
        "sorcerer 1, cha 16, state innate-sorcery",
        "casts Sorcerer",
        "+5 advantage",
        "Classes, Sorcerer, Innate Sorcery",
    ),
    ("wizard 1, int 16, exhaustion 1", "casts Wizard", "+3", "Rules Glossary, Exhaustion"),
    ("wizard 1, int 16, exhaustion 1", "dc Wizard", "13", "Rules Glossary, Exhaustion"),
    ("wizard 1, int 16, has poisoned", "casts Wizard", "+5 disadvantage", "Rules Glossary, Poisoned"),
    ("fighter 1", "dc Fighter", "none", "Classes, Fighter"),
    ("wizard 5", "prepares Wizard", "9", "Classes, Wizard"),
    ("paladin 5", "prepares Paladin", "6", "Classes, Paladin"),
    // Slots.
    ("wizard 1", "slots", "2 of 1", "Classes, Wizard"),
    ("wizard 5", "slots", "4 of 1, 3 of 2, 2 of 3", "Classes, Wizard"),
    ("paladin 1", "slots", "2 of 1", "Classes, Paladin"),
    ("ranger 5", "slots", "4 of 1, 2 of 2", "Classes, Ranger"),
    ("warlock 5", "slots", "2 of 3 by pact", "Classes, Warlock, Pact Magic"),
    ("warlock 17", "slots", "4 of 5 by pact", "Classes, Warlock, Pact Magic"),
    ("fighter 5", "slots", "", "Classes, Fighter"),
    // Several casters share one table: full levels, and half of the others' rounded up.
    ("ranger 4, sorcerer 3", "slots", "4 of 1, 3 of 2, 2 of 3", "Character Creation, Multiclass Spellcaster"),
    ("paladin 3, fighter 5", "slots", "3 of 1", "Character Creation, Multiclass Spellcaster"),
    ("paladin 5, cleric 1", "slots", "4 of 1, 3 of 2", "Character Creation, Multiclass Spellcaster"),
    ("wizard 1, cleric 1", "slots", "3 of 1", "Character Creation, Multiclass Spellcaster"),
    (
        "warlock 3, wizard 2",
        "slots",
        "3 of 1, 2 of 2 by pact",
        "Character Creation, Multiclassing, Pact Magic",
    ),
    (
        "wizard 10, cleric 10",
        "slots",
        "4 of 1, 3 of 2, 3 of 3, 3 of 4, 3 of 5, 2 of 6, 2 of 7, 1 of 8, 1 of 9",
        "Character Creation, Multiclass Spellcaster",
    ),
    // Without slots of their own nobody casts in a rage.
    ("barbarian 1, wizard 1, state rage", "no-spells", "Rage", "Classes, Barbarian, Rage"),
    ("barbarian 1, wizard 1", "no-spells", "none", "Classes, Barbarian, Rage"),
];

pub(crate) const RESOURCES: &[Row] = &[
    ("barbarian 1", "resource Rages", "2 of 2 with a Long Rest", "Classes, Barbarian, Rage"),
    (
        "barbarian 6, spent resource/rage 3",
        "resource Rages",
        "1 of 4 with a Long Rest",
        "Classes, Barbarian, Rage",
    ),
    (
        "barbarian 6, spent resource/rage 9",
        "resource Rages",
        "0 of 4 with a Long Rest",
        "Classes, Barbarian, Rage",
    ),
    ("barbarian 1, spent resource/rage 2", "barred Rage", "Nothing left", "Classes, Barbarian, Rage"),
    ("barbarian 1, spent resource/rage 1", "barred Rage", "no", "Classes, Barbarian, Rage"),
    (
        "barbarian 1, str 15, worn armour/plate",
        "barred Rage",
        "Not as things are",
        "Classes, Barbarian, Rage",
    ),
    ("barbarian 1, has stunned", "barred Rage", "Stunned", "Rules Glossary, Stunned"),
    (
        "bard 1, cha 16",
        "resource Bardic Inspiration",
        "3 of 3 d6 with a Long Rest",
        "Classes, Bard, Bardic Inspiration",
    ),
    (
        "bard 5, cha 16",
        "resource Bardic Inspiration",
        "3 of 3 d8 with a Long Rest",
        "Classes, Bard, Bardic Inspiration",
    ),
    (
        "bard 1, cha 8",
        "resource Bardic Inspiration",
        "1 of 1 d6 with a Long Rest",
        "Classes, Bard, Bardic Inspiration",
    ),
    (
        "cleric 2",
        "resource Channel Divinity (Cleric)",
        "2 of 2 with a Long Rest",
        "Classes, Cleric, Channel Divinity",
    ),
    ("cleric 1", "resource Channel Divinity (Cleric)", "none", "Classes, Cleric, Channel Divinity"),
    ("druid 2", "resource Wild Shape", "2 of 2 with a Long Rest", "Classes, Druid, Wild Shape"),
    ("fighter 1", "resource Second Wind", "2 of 2 with a Long Rest", "Classes, Fighter, Second Wind"),
    (
        "fighter 2",
        "resource Action Surge",
        "1 of 1 with a Short or Long Rest",
        "Classes, Fighter, Action Surge",
    ),
    (
        "fighter 17",
        "resource Action Surge",
        "2 of 2 with a Short or Long Rest",
        "Classes, Fighter, Action Surge",
    ),
    ("fighter 13", "resource Indomitable", "2 of 2 with a Long Rest", "Classes, Fighter, Indomitable"),
    ("monk 7", "resource Focus Points", "7 of 7 with a Short or Long Rest", "Classes, Monk, Monk's Focus"),
    ("paladin 3", "resource Lay On Hands", "15 of 15 with a Long Rest", "Classes, Paladin, Lay On Hands"),
    ("sorcerer 9", "resource Sorcery Points", "9 of 9 with a Long Rest", "Classes, Sorcerer, Font of Magic"),
];
