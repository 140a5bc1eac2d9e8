//! The shelf: every sound there is, one row a family.

use crate::chance::Chance;
use crate::effect::coin::coins;
use crate::effect::dice::{self, Bed};
use crate::effect::footstep::{Ground, footstep};
use crate::effect::{door, page, spell, tick, weapon};
use crate::mp3::Fineness;
use crate::music::stem::{STEMS, Stem};
use crate::place::{call, harbour, lantern, water};
use crate::recipe::{Make, Recipe};
use crate::sound::{Group, Kind};
use crate::track::Take;
use crate::voice::{KEEPERS, MOODS, murmur};

/// A family of sounds that may stand for one another.
struct Row {
    name: &'static str,
    group: Group,
    variants: u8,
    caption: &'static str,
    make: fn(&mut Chance) -> Take,
}

/// Every sound of the game. Ids are unique and stay for ever.
pub fn recipes() -> Vec<Recipe> {
    let mut shelf = Vec::new();
    for rows in [TICKS, FOOTSTEPS, HANDLING, DICE, WEAPONS, SPELLS, CALLS] {
        for row in rows {
            // Steps and paper are mostly noise, which is dear in MP3 and hides what is missing.
            let rough = row.group == Group::Footstep || row.name.starts_with("page");
            let fineness = if rough { Fineness::Rough } else { Fineness::Plain };
            family(&mut shelf, row, Kind::Once, fineness);
        }
    }
    for row in PLACES {
        family(&mut shelf, row, Kind::Loop, Fineness::Rough);
    }
    keepers(&mut shelf);
    shelf.extend(STEMS.iter().map(stem));
    shelf
}

fn family(shelf: &mut Vec<Recipe>, row: &Row, kind: Kind, fineness: Fineness) {
    for variant in 1..=row.variants {
        shelf.push(Recipe {
            family: format!("sound/{}", row.name),
            variant,
            variants: row.variants,
            kind,
            group: row.group,
            caption: row.caption,
            fineness,
            target_lufs: row.group.target_lufs(),
            enters: None,
            make: Box::new(row.make),
        });
    }
}

fn keepers(shelf: &mut Vec<Recipe>) {
    for keeper in KEEPERS {
        for (mood, caption) in MOODS.iter().zip(keeper.captions) {
            for variant in 1..=2 {
                let make: Make = Box::new(move |chance| murmur(keeper, mood, chance));
                shelf.push(Recipe {
                    family: format!("sound/{}-{}", keeper.name, mood.name),
                    variant,
                    variants: 2,
                    kind: Kind::Once,
                    group: Group::Keeper,
                    caption,
                    fineness: Fineness::Plain,
                    target_lufs: Group::Keeper.target_lufs(),
                    enters: None,
                    make,
                });
            }
        }
    }
}

fn stem(stem: &'static Stem) -> Recipe {
    Recipe {
        family: format!("sound/harbour-{}", stem.name),
        variant: 1,
        variants: 1,
        kind: Kind::Stem,
        group: Group::Music,
        caption: stem.caption,
        fineness: stem.fineness,
        target_lufs: stem.lufs,
        enters: Some(stem.enters),
        make: Box::new(|chance| stem.play(chance)),
    }
}

const fn row(
    name: &'static str,
    group: Group,
    variants: u8,
    caption: &'static str,
    make: fn(&mut Chance) -> Take,
) -> Row {
    Row { name, group, variants, caption, make }
}

const TICKS: &[Row] = &[
    row("tick-close", Group::Tick, 1, "Two wooden ticks, falling: closed.", tick::close),
    row("tick-confirm", Group::Tick, 1, "A wooden tick and two brass tones: done.", tick::confirm),
    row("tick-focus", Group::Tick, 2, "A light wooden tick.", tick::focus),
    row("tick-notch", Group::Tick, 2, "A tiny wooden tick.", tick::notch),
    row("tick-notice", Group::Tick, 1, "A small brass bell: there is news.", tick::notice),
    row("tick-open", Group::Tick, 1, "Two wooden ticks, rising: opened.", tick::open),
    row("tick-press", Group::Tick, 2, "A wooden tick.", tick::press),
    row("tick-refuse", Group::Tick, 1, "Two dull knocks: that cannot be done.", tick::refuse),
    row(
        "tick-reward",
        Group::Tick,
        1,
        "Five brass tones of the harbour song: something was won.",
        tick::reward,
    ),
    row("tick-turn", Group::Tick, 1, "Two brass tones, rising: it is your turn.", tick::turn),
];

const FOOTSTEPS: &[Row] = &[
    row("footstep-metal", Group::Footstep, 4, "A step on a metal deck.", |chance| {
        footstep(Ground::Metal, chance)
    }),
    row("footstep-rope", Group::Footstep, 4, "A soft step on coiled rope.", |chance| {
        footstep(Ground::Rope, chance)
    }),
    row("footstep-stone", Group::Footstep, 4, "A step on stone.", |chance| footstep(Ground::Stone, chance)),
    row("footstep-wood", Group::Footstep, 4, "A step on planks.", |chance| footstep(Ground::Wood, chance)),
];

const HANDLING: &[Row] = &[
    row("coin", Group::Handling, 3, "A coin is put down.", |chance| coins(2, chance)),
    row("coin-purse", Group::Handling, 2, "A purse is emptied on the table.", |chance| coins(16, chance)),
    row("coin-stack", Group::Handling, 3, "A few coins change hands.", |chance| coins(6, chance)),
    row("door-close", Group::Handling, 2, "A wooden door falls shut.", door::close),
    row("door-open", Group::Handling, 2, "A latch clicks and a door creaks open.", door::open),
    row("page", Group::Handling, 3, "A page is turned.", page::turn),
    row("page-quill", Group::Handling, 2, "A quill scratches.", page::quill),
    row("page-unroll", Group::Handling, 1, "A chart is rolled out.", page::unroll),
    row("trunk-close", Group::Handling, 1, "A trunk falls shut and its clasp clicks.", door::lid_close),
    row("trunk-open", Group::Handling, 1, "A clasp clicks and a trunk creaks open.", door::lid_open),
];

const DICE: &[Row] = &[
    row("dice-table", Group::Dice, 4, "A die knocks on the table.", |chance| {
        dice::impact(Bed::Table, chance)
    }),
    row("dice-table-roll", Group::Dice, 3, "A die tumbles over the table and comes to rest.", |chance| {
        dice::roll(Bed::Table, chance)
    }),
    row("dice-tray", Group::Dice, 3, "A die rings in the brass tray.", |chance| {
        dice::impact(Bed::Tray, chance)
    }),
    row("dice-tray-roll", Group::Dice, 2, "A die tumbles round the brass tray.", |chance| {
        dice::roll(Bed::Tray, chance)
    }),
];

const WEAPONS: &[Row] = &[
    row("weapon-block", Group::Weapon, 3, "A shield takes the blow.", weapon::block),
    row("weapon-bow", Group::Weapon, 3, "A bowstring snaps and an arrow flies.", weapon::bow),
    row("weapon-down", Group::Weapon, 2, "Somebody falls to the ground.", weapon::down),
    row("weapon-draw", Group::Weapon, 2, "A blade is drawn.", weapon::draw),
    row("weapon-hit", Group::Weapon, 3, "The blow lands.", weapon::hit),
    row("weapon-miss", Group::Weapon, 3, "The blow goes past.", weapon::miss),
    row("weapon-slash", Group::Weapon, 3, "A blade swings.", weapon::slash),
    row("weapon-thrust", Group::Weapon, 3, "A point is thrust forward.", weapon::thrust),
];

const SPELLS: &[Row] = &[
    row("spell-cast", Group::Spell, 2, "Power gathers with rising tones.", spell::cast),
    row(
        "spell-dispel",
        Group::Spell,
        1,
        "A chord is drawn backwards and goes out: magic ends.",
        spell::dispel,
    ),
    row("spell-fire", Group::Spell, 2, "Fire roars up and crackles.", spell::fire),
    row("spell-force", Group::Spell, 1, "A deep blow of bare force, humming.", spell::force),
    row("spell-frost", Group::Spell, 2, "Ice splinters and creeps.", spell::frost),
    row("spell-healing", Group::Spell, 1, "Warm tones rise: wounds close.", spell::healing),
    row("spell-lightning", Group::Spell, 1, "Lightning cracks and buzzes.", spell::lightning),
    row("spell-mind", Group::Spell, 1, "Two thin tones beat against each other.", spell::mind),
    row("spell-radiance", Group::Spell, 1, "A bright choir opens: light.", spell::radiance),
    row("spell-shadow", Group::Spell, 1, "Low voices sink into the dark.", spell::shadow),
    row("spell-thunder", Group::Spell, 1, "Thunder strikes and rolls away.", spell::thunder),
    row("spell-travel", Group::Spell, 1, "A tone rises without end, and a door closes on it.", spell::travel),
    row("spell-venom", Group::Spell, 1, "Something hisses and bubbles.", spell::venom),
    row("spell-ward", Group::Spell, 1, "Three bells close round you: a ward.", spell::ward),
];

const CALLS: &[Row] = &[
    row("call-bell", Group::Call, 1, "A bell rings over the water.", call::bell),
    row("call-gull", Group::Call, 3, "A gull cries.", call::gull),
    row("call-rigging", Group::Call, 3, "Rigging creaks.", call::rigging),
];

const PLACES: &[Row] = &[
    row("place-harbour", Group::Place, 1, "Wind between the stars, far gulls and a bell.", harbour::ambience),
    row("place-water", Group::Place, 1, "Water laps against the quay.", water::lapping),
    row("place-lantern", Group::Place, 1, "A lantern flickers.", lantern::flicker),
];
