//! Damage, healing, death, conditions.

use super::Row;

const DAMAGE: &str = "Playing the Game, Damage and Healing";
const TEMPORARY: &str = "Playing the Game, Temporary Hit Points";
const ZERO: &str = "Playing the Game, Dropping to 0 Hit Points";
const SAVES: &str = "Playing the Game, Death Saving Throws";

// A fighter of level 1 with Constitution 14 has 12 hit points, one of level 5 has 44.
pub(crate) const WOUNDS: &[Row] = &[
    ("fighter 1, con 14", "hurt 5 fire", &[], "7/12", DAMAGE),
    ("fighter 1, con 14", "hurt 0 fire", &[], "12/12", "Playing the Game, Damage Rolls"),
    ("fighter 1, con 14", "temp 5; hurt 7 cold", &[], "10/12", TEMPORARY),
    ("fighter 1, con 14", "temp 8; hurt 7 cold", &[], "12/12, temp 1", TEMPORARY),
    ("fighter 1, con 14", "temp 8; temp 5", &[], "no: There are 8 temporary hit points already", TEMPORARY),
    ("fighter 1, con 14", "temp 5; temp 8", &[], "12/12, temp 8", TEMPORARY),
    (
        "barbarian 1, con 14, state rage",
        "hurt 9 slashing",
        &[],
        "10/14, in rage",
        "Playing the Game, Resistance",
    ),
    ("barbarian 1, con 14, state rage", "hurt 9 fire", &[], "5/14, in rage", "Classes, Barbarian, Rage"),
    ("fighter 1, con 14, has petrified", "hurt 9 fire", &[], "8/12, petrified", "Rules Glossary, Petrified"),
    (
        "fighter 1, con 14",
        "hurt 12 fire",
        &[],
        "0/12, unconscious, prone",
        "Playing the Game, Falling Unconscious",
    ),
    (
        "fighter 1, con 14",
        "hurt 12 fire mercy",
        &[],
        "1/12, unconscious, prone",
        "Playing the Game, Knocking Out a Creature",
    ),
    (
        "fighter 1, con 14",
        "hurt 12 fire mercy; heal 1",
        &[],
        "2/12, prone",
        "Playing the Game, Knocking Out a Creature",
    ),
    (
        "fighter 1, con 14",
        "hurt 12 fire mercy; short",
        &[],
        "1/12, prone",
        "Playing the Game, Knocking Out a Creature",
    ),
    (
        "fighter 1, con 14",
        "hurt 23 fire",
        &[],
        "0/12, unconscious, prone",
        "Playing the Game, Massive Damage",
    ),
    ("fighter 1, con 14, lost 6", "hurt 18 fire", &[], "0/12, dead", "Playing the Game, Massive Damage"),
    (
        "species orc, fighter 1, con 14",
        "hurt 15 fire",
        &[],
        "1/12, special/relentless-endurance -1",
        "Character Origins, Orc",
    ),
    (
        "species orc, fighter 1, con 14",
        "hurt 15 fire; hurt 1 fire",
        &[],
        "0/12, unconscious, prone, special/relentless-endurance -1",
        "Character Origins, Orc",
    ),
    ("species orc, fighter 1, con 14", "hurt 24 fire", &[], "0/12, dead", "Character Origins, Orc"),
    (
        "barbarian 1, con 14, state rage",
        "hurt 14 fire",
        &[],
        "0/14, unconscious, prone",
        "Classes, Barbarian, Rage",
    ),
    ("fighter 1, con 14", "hurt 200000 fire", &[], "no: That is more", DAMAGE),
];

pub(crate) const CURES: &[Row] = &[
    ("fighter 1, con 14, lost 8", "heal 5", &[], "9/12", "Playing the Game, Healing"),
    ("fighter 1, con 14, lost 8", "heal 50", &[], "12/12", "Playing the Game, Healing"),
    ("fighter 1, con 14", "heal 5", &[], "no: Every hit point is there", "Playing the Game, Healing"),
    (
        "fighter 1, con 14",
        "hurt 12 fire; heal 3",
        &[],
        "3/12, prone",
        "Playing the Game, Falling Unconscious",
    ),
    ("fighter 1, con 14", "hurt 12 fire; temp 3", &[], "0/12, temp 3, unconscious, prone", TEMPORARY),
    // A maximum that falls takes hit points only where there is no more room for them.
    ("fighter 5, con 14, lost 34", "drain 10", &[], "10/34", "Rules Glossary, Long Rest"),
    ("fighter 5, con 14, lost 4", "drain 10", &[], "34/34", "Rules Glossary, Long Rest"),
    ("fighter 5, con 14, lost 34", "drain 10; undrain", &[], "10/44", "Rules Glossary, Long Rest"),
    ("fighter 5, con 14", "drain 44", &[], "0/0, dead", "Playing the Game, Hit Point Maximum of 0"),
    ("fighter 5, con 14", "undrain", &[], "no: Nothing would change", "Rules Glossary, Long Rest"),
];

pub(crate) const DEATH: &[Row] = &[
    ("fighter 1, con 14", "hurt 12 fire; save", &[10], "0/12, saved 1 failed 0, unconscious, prone", SAVES),
    ("fighter 1, con 14", "hurt 12 fire; save", &[9], "0/12, saved 0 failed 1, unconscious, prone", SAVES),
    ("fighter 1, con 14", "hurt 12 fire; save", &[1], "0/12, saved 0 failed 2, unconscious, prone", SAVES),
    ("fighter 1, con 14", "hurt 12 fire; save", &[20], "1/12, prone", SAVES),
    (
        "fighter 1, con 14",
        "hurt 12 fire; save; save; save",
        &[10, 11, 12],
        "0/12, stable, unconscious, prone",
        SAVES,
    ),
    (
        "fighter 1, con 14",
        "hurt 12 fire; save; save; save; save",
        &[10, 11, 2, 12],
        "0/12, stable, unconscious, prone",
        SAVES,
    ),
    (
        "fighter 1, con 14",
        "hurt 12 fire; save; save; save",
        &[2, 3, 4],
        "0/12, dead, unconscious, prone",
        SAVES,
    ),
    ("fighter 1, con 14", "hurt 12 fire; save; save", &[1, 2], "0/12, dead, unconscious, prone", SAVES),
    (
        "fighter 1, con 14",
        "hurt 12 fire; hurt 1 fire",
        &[],
        "0/12, saved 0 failed 1, unconscious, prone",
        "Playing the Game, Damage at 0 Hit Points",
    ),
    (
        "fighter 1, con 14",
        "hurt 12 fire; hurt 1 fire crit",
        &[],
        "0/12, saved 0 failed 2, unconscious, prone",
        "Playing the Game, Damage at 0 Hit Points",
    ),
    (
        "fighter 1, con 14",
        "hurt 12 fire; hurt 12 fire",
        &[],
        "0/12, dead, unconscious, prone",
        "Playing the Game, Damage at 0 Hit Points",
    ),
    (
        "fighter 1, con 14",
        "hurt 12 fire; aid",
        &[],
        "0/12, stable, unconscious, prone",
        "Playing the Game, Stabilizing a Character",
    ),
    (
        "fighter 1, con 14",
        "hurt 12 fire; aid; save",
        &[],
        "no: Death saves are rolled at 0",
        "Playing the Game, Stabilizing a Character",
    ),
    (
        "fighter 1, con 14",
        "hurt 12 fire; aid; hurt 1 fire",
        &[],
        "0/12, saved 0 failed 1, unconscious, prone",
        "Playing the Game, Stabilizing a Character",
    ),
    ("fighter 1, con 14", "save", &[], "no: Death saves are rolled at 0", SAVES),
    ("fighter 1, con 14", "aid", &[], "no: Death saves are rolled at 0", SAVES),
    ("fighter 1, con 14", "hurt 12 fire; save; heal 2; hurt 2 fire", &[5], "0/12, prone, unconscious", SAVES),
    ("fighter 1, con 14", "hurt 24 fire; heal 5", &[], "no: The dead do nothing", "Rules Glossary, Dead"),
    ("fighter 1, con 14", "hurt 24 fire; revive 1", &[], "1/12", "Rules Glossary, Dead"),
    ("fighter 1, con 14", "tire 6; revive 5", &[], "5/12, tired 5", "Rules Glossary, Dead"),
    ("fighter 1, con 14", "revive 5", &[], "no: Only the dead", "Rules Glossary, Dead"),
    (
        "fighter 1, con 14",
        "hurt 12 fire; cure unconscious",
        &[],
        "no: At 0 hit points one stays Unconscious",
        ZERO,
    ),
    (
        "fighter 1, con 14",
        "hurt 12 fire; short",
        &[],
        "no: A rest begins with at least 1 hit point",
        "Rules Glossary, Short Rest",
    ),
    (
        "fighter 1, con 14",
        "hurt 12 fire; long",
        &[],
        "no: A rest begins with at least 1 hit point",
        "Rules Glossary, Long Rest",
    ),
];

pub(crate) const CONDITIONS: &[Row] = &[
    ("fighter 1, con 14", "suffer poisoned", &[], "12/12, poisoned", "Rules Glossary, Poisoned"),
    (
        "fighter 1, con 14",
        "suffer poisoned; suffer poisoned",
        &[],
        "no: The character is Poisoned already",
        "Playing the Game, Conditions",
    ),
    ("fighter 1, con 14", "suffer poisoned; cure poisoned", &[], "12/12", "Playing the Game, Conditions"),
    (
        "fighter 1, con 14",
        "cure poisoned",
        &[],
        "no: The character is not Poisoned",
        "Playing the Game, Conditions",
    ),
    // Sleep lays one down, and waking does not raise one.
    (
        "fighter 1, con 14",
        "suffer unconscious; cure unconscious",
        &[],
        "12/12, prone",
        "Rules Glossary, Unconscious",
    ),
    (
        "fighter 1, con 14",
        "suffer petrified; suffer poisoned",
        &[],
        "no: Poisoned does nothing",
        "Rules Glossary, Petrified",
    ),
    ("barbarian 1, con 14, state rage", "suffer stunned", &[], "14/14, stunned", "Classes, Barbarian, Rage"),
    (
        "barbarian 1, con 14, state rage",
        "suffer prone",
        &[],
        "14/14, prone, in rage",
        "Classes, Barbarian, Rage",
    ),
    ("fighter 1, con 14", "tire 2; tire 1", &[], "12/12, tired 3", "Rules Glossary, Exhaustion"),
    ("fighter 1, con 14", "tire 2; recover 1", &[], "12/12, tired 1", "Rules Glossary, Exhaustion"),
    ("fighter 1, con 14", "suffer exhaustion", &[], "12/12, tired 1", "Rules Glossary, Exhaustion"),
    ("fighter 1, con 14, exhaustion 4", "tire 2", &[], "12/12, dead, tired 6", "Rules Glossary, Exhaustion"),
    ("fighter 1, con 14", "recover 1", &[], "no: There is no Exhaustion", "Rules Glossary, Exhaustion"),
];
