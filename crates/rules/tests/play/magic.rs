//! Spells, Concentration, and what features and items do.

use super::Row;

const SLOTS: &str = "Spells, Spell Slots";
const LONG: &str = "Rules Glossary, Concentration";
const RAGE: &str = "Classes, Barbarian, Rage";

pub(crate) const SPELLS: &[Row] = &[
    ("wizard 1, pick wizard/cantrips=spell/fire-bolt", "cast fire-bolt with cantrip", &[], "6/6", "Spells, Cantrips"),
    ("wizard 1, pick wizard/cantrips=spell/fire-bolt", "cast fire-bolt with slot 1", &[], "no: Fire Bolt is a cantrip", "Spells, Cantrips"),
    ("wizard 1, pick wizard/prepared=spell/magic-missile, pick wizard/spellbook=spell/magic-missile", "cast magic-missile with slot 1", &[], "6/6, slot/1 -1", SLOTS),
    ("wizard 1, pick wizard/spellbook=spell/magic-missile", "cast magic-missile with slot 1", &[], "no: Magic Missile is written in the spellbook", "Spells, Preparing Spells"),
    ("wizard 1, pick wizard/spellbook=spell/detect-magic", "cast detect-magic with ritual", &[], "6/6, on detect-magic", "Classes, Wizard, Ritual Adept"),
    ("cleric 1, pick cleric/prepared=spell/detect-magic", "cast detect-magic with ritual", &[], "8/8, on detect-magic", "Spells, Rituals"),
    ("cleric 1, pick cleric/prepared=spell/bless", "cast bless with ritual", &[], "no: Bless does not have the Ritual tag", "Spells, Rituals"),
    ("cleric 1", "cast bless with slot 1", &[], "no: Bless is not known", "Spells, Gaining Spells"),
    ("cleric 1, pick cleric/prepared=spell/bless", "cast bless with cantrip", &[], "no: Bless is no cantrip", SLOTS),
    ("cleric 1, pick cleric/prepared=spell/bless", "cast bless with slot 2", &[], "no: No spell slot of level 2 is left", SLOTS),
    ("cleric 1, pick cleric/prepared=spell/bless, spent slot/1 2", "cast bless with slot 1", &[], "no: No spell slot of level 1 is left", SLOTS),
    ("cleric 3, pick cleric/prepared=spell/aid", "cast aid with slot 1", &[], "no: Aid is of level 2 and does not fit", SLOTS),
    ("cleric 1, con 10, lost 7, wis 16, pick cleric/prepared=spell/cure-wounds", "cast cure-wounds with slot 1", &[1, 2], "7/8, slot/1 -1", "Spells, Cure Wounds"),
    ("cleric 3, wis 16, pick cleric/prepared=spell/cure-wounds", "cast cure-wounds with slot 2 others", &[1, 2, 3, 4], "18/18, slot/2 -1, gives 13 hp", "Spells, Using a Higher-Level Spell Slot"),
    ("wizard 1, pick wizard/prepared=spell/false-life, pick wizard/spellbook=spell/false-life", "cast false-life with slot 1", &[4, 4], "6/6, temp 12, slot/1 -1", "Spells, False Life"),
    ("warlock 3, pick warlock/prepared=spell/hex", "cast hex with pact others", &[], "18/18, on hex, slot/pact -1", "Classes, Warlock, Pact Magic"),
    ("warlock 3, spent slot/pact 2, pick warlock/prepared=spell/hex", "cast hex with pact others", &[], "no: No Pact Magic slot is left", "Classes, Warlock, Pact Magic"),
    ("cleric 1, pick cleric/prepared=spell/bless", "cast bless with pact", &[], "no: No Pact Magic slot is left", "Classes, Warlock, Pact Magic"),
    ("cleric 1, has stunned, pick cleric/prepared=spell/bless", "cast bless with slot 1", &[], "no: Whoever is", "Rules Glossary, Incapacitated"),
    ("barbarian 1, cleric 1, state rage, pick cleric/prepared=spell/bless", "cast bless with slot 1", &[], "no: No spell can be cast as things are, because of Rage", RAGE),
    ("wizard 1, worn armour/plate, pick wizard/cantrips=spell/fire-bolt", "cast fire-bolt with cantrip", &[], "no: No spell can be cast as things are, because of Plate", "Equipment, Armor Training"),
    ("cleric 1, pick cleric/prepared=spell/bless", "cast bless with free", &[], "no: Bless has no casting left", "Spells, Casting without Slots"),
    ("species elf, fighter 3, pick species/elven-lineage/lineage=feature/elf-lineage-high-elf, pick species/elven-lineage/ability=int", "cast detect-magic with free", &[], "22/22, on detect-magic, species/elven-lineage/lineage/elf-lineage-high-elf/detect-magic -1", "Character Origins, Elf"),
    ("cleric 1", "cast no-such-spell with slot 1", &[], "no: The book has no spell/no-such-spell", "Spells"),
];

pub(crate) const CONCENTRATION: &[Row] = &[
    ("cleric 3, pick cleric/prepared=spell/bless, pick cleric/prepared=spell/hold-person", "cast bless with slot 1; cast hold-person with slot 2 others", &[], "18/18, on hold-person, slot/1 -1, slot/2 -1", LONG),
    ("cleric 3, pick cleric/prepared=spell/bless", "cast bless with slot 1; hurt 9 fire", &[10], "9/18, on bless, slot/1 -1", LONG),
    ("cleric 3, pick cleric/prepared=spell/bless", "cast bless with slot 1; hurt 9 fire", &[9], "9/18, slot/1 -1", LONG),
    ("cleric 9, con 18, pick cleric/prepared=spell/bless", "cast bless with slot 1; hurt 40 fire", &[16], "44/84, on bless, slot/1 -1", LONG),
    ("cleric 9, con 18, pick cleric/prepared=spell/bless", "cast bless with slot 1; hurt 40 fire", &[15], "44/84, slot/1 -1", LONG),
    ("cleric 3, pick cleric/prepared=spell/bless", "cast bless with slot 1; suffer incapacitated", &[], "18/18, incapacitated, slot/1 -1", LONG),
    ("cleric 3, pick cleric/prepared=spell/bless", "cast bless with slot 1; hurt 18 fire", &[], "0/18, unconscious, prone, slot/1 -1", LONG),
    ("cleric 3, pick cleric/prepared=spell/bless", "cast bless with slot 1; drop", &[], "18/18, slot/1 -1", LONG),
    ("cleric 3", "drop", &[], "no: Nothing is concentrated on", LONG),
    ("cleric 1, barbarian 1, pick cleric/prepared=spell/bless", "cast bless with slot 1; use barbarian-1/rage", &[], "15/15, in rage, resource/rage -1, slot/1 -1", RAGE),
];

pub(crate) const ACTIVITIES: &[Row] = &[
    ("barbarian 1", "use barbarian-1/rage", &[], "12/12, in rage, resource/rage -1", RAGE),
    ("barbarian 1, worn armour/plate", "use barbarian-1/rage", &[], "no: Rage cannot be done: not in Heavy armour (Classes: Barbarian)", RAGE),
    ("barbarian 1, spent resource/rage 2", "use barbarian-1/rage", &[], "no: Nothing of Rages is left; it returns with a Long Rest", RAGE),
    ("barbarian 1, has stunned", "use barbarian-1/rage", &[], "no: Whoever is", "Rules Glossary, Incapacitated"),
    ("barbarian 1", "use barbarian-1/rage; end rage", &[], "12/12, resource/rage -1", RAGE),
    ("barbarian 1", "use barbarian-1/rage; over rage", &[], "12/12, resource/rage -1", RAGE),
    ("barbarian 1", "end rage", &[], "no: Rage is not active", RAGE),
    ("barbarian 15", "use barbarian-1/rage", &[], "no: Rage cannot be done: a later feature does this instead", "Classes, Barbarian, Persistent Rage"),
    ("barbarian 15", "use barbarian-15/persistent-rage#Rage", &[], "110/110, in persistent-rage, resource/rage -1", "Classes, Barbarian, Persistent Rage"),
    ("fighter 1, con 14, lost 9", "use fighter-1/second-wind", &[4], "8/12, resource/second-wind -1", "Classes, Fighter, Second Wind"),
    ("fighter 1", "use fighter-1/no-such-thing", &[], "no: This character has no no-such-thing", "Classes, Fighter"),
    ("fighter 1", "spend second-wind 2", &[], "10/10, resource/second-wind -2", "Classes, Fighter, Second Wind"),
    ("fighter 1", "spend second-wind 3", &[], "no: Nothing of Second Wind is left", "Classes, Fighter, Second Wind"),
    ("fighter 1, con 14, lost 9, stowed gear/potion-of-healing", "use gear/potion-of-healing", &[1, 2], "8/12, uses up potion-of-healing", "Equipment, Potion of Healing"),
    ("fighter 1, con 14, lost 9", "use gear/potion-of-healing", &[], "no: This character has no potion-of-healing", "Equipment, Potion of Healing"),
    ("wizard 3, spent slot/1 2, spent slot/2 1", "use wizard-1/arcane-recovery, slots 2", &[], "14/14, slot/1 -2, wizard-1/arcane-recovery -1", "Classes, Wizard, Arcane Recovery"),
    ("wizard 3, spent slot/1 2, spent slot/2 1", "use wizard-1/arcane-recovery, slots 1 1", &[], "14/14, slot/2 -1, wizard-1/arcane-recovery -1", "Classes, Wizard, Arcane Recovery"),
    ("wizard 3, spent slot/1 2, spent slot/2 1", "use wizard-1/arcane-recovery, slots 2 1", &[], "no: Slots of these levels cannot come back here: 2 levels together", "Classes, Wizard, Arcane Recovery"),
    ("wizard 3", "use wizard-1/arcane-recovery", &[], "no: Slots of these levels cannot come back", "Classes, Wizard, Arcane Recovery"),
];
