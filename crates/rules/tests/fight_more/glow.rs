//! Lights, darkness, fog and the sun that spells bring, and when they end (SRD 5.2, "Spells"; "Rules Glossary",
//! Bright Light, Dim Light, Darkness).

use rules::fight::{Glow, Grid, Light, Sheds, Spot};

use super::arena::{Arena, book};
use super::light::{HEAVILY, LIGHTLY, dark, lean, watchers};

/// Light upon oneself goes along; with Light cast anew the old one is gone.
#[test]
fn a_light_is_carried() {
    let book = book(&watchers());
    let mut arena = Arena::on(&book, dark(Light::Darkness), &[("warden", 0, 4, 8), ("plain", 1, 14, 8)]);
    let at = |arena: &Arena<'_>, x| arena.fight.light_at(Spot { x, y: 8 });
    assert!(!arena.fight.sees(1, 0));
    arena.act("Light", &[0]);
    assert!(
        arena.fight.sees(1, 0) && !arena.fight.sees(0, 1),
        "who carries a light is seen, and sees 40 feet"
    );
    assert_eq!(
        (at(&arena, 8), at(&arena, 9), at(&arena, 12), at(&arena, 13)),
        (Light::Bright, Light::Dim, Light::Dim, Light::Darkness)
    );
    arena.go(7, 8);
    assert!(arena.fight.sees(0, 1), "35 feet away now");
    arena.pass();
    arena.pass();
    arena.act_at("Light", 6, 8);
    assert_eq!(arena.fight.glows.len(), 1, "{}", arena.told());
    assert!(arena.told().contains("Light sheds its light."), "{}", arena.told());
    assert!(arena.told().contains("Light is gone."), "{}", arena.told());
    arena.replays();
}

/// Walls keep the light in.
#[test]
fn walls_stop_light() {
    let book = book(&watchers());
    let mut grid = dark(Light::Darkness);
    (0..16).for_each(|y| grid.set(Spot { x: 6, y }, rules::fight::Ground::Solid));
    let mut arena = Arena::on(&book, grid, &[("warden", 0, 4, 8), ("plain", 1, 14, 8)]);
    arena.act("Light", &[0]);
    assert_eq!(arena.fight.light_at(Spot { x: 5, y: 8 }), Light::Bright);
    assert_eq!(arena.fight.light_at(Spot { x: 7, y: 8 }), Light::Darkness);
}

/// Darkness: 15 feet of it, through which darkvision does not see; gone with the concentration.
#[test]
fn darkness_hides_and_ends_with_concentration() {
    let book = book(&watchers());
    let mut arena = Arena::open(&book, &[("warden", 0, 2, 8), ("dwarf", 1, 8, 8), ("dwarf", 0, 16, 8)]);
    arena.act_at("Darkness", 8, 8);
    let darkness = |it: &Glow| it.sheds == Sheds::Darkness { feet: 15 } && it.concentration;
    assert!(arena.fight.glows.iter().all(darkness), "{}", arena.told());
    let at = |arena: &Arena<'_>, x| arena.fight.light_at(Spot { x, y: 8 });
    assert_eq!((at(&arena, 5), at(&arena, 4)), (Light::MagicalDarkness, Light::Bright));
    assert!(!arena.fight.sees(0, 1), "into it");
    assert!(!arena.fight.sees(0, 2) && !arena.fight.sees(2, 0), "through it");
    assert!(arena.told().contains("Darkness swallows the light."), "{}", arena.told());
    arena.pass();
    arena.go(3, 8);
    // 4 damage upon a concentration of DC 10.
    arena.dice(&[15, 1]).act("Club", &[0]);
    assert!(arena.fight.glows.is_empty(), "{}", arena.told());
    assert!(arena.fight.sees(0, 2));
    arena.replays();
}

/// Darkness puts out the light of spells up to level 2; Daylight puts out Darkness.
#[test]
fn light_and_darkness_put_each_other_out() {
    let book = book(&watchers());
    let cases: [(&str, &str, &[&str]); 5] = [
        ("Light", "Darkness", &["Darkness"]),
        ("Continual Flame", "Darkness", &["Darkness"]),
        ("Darkness", "Light", &["Darkness"]),
        ("Daylight", "Darkness", &["Daylight", "Daylight"]),
        ("Darkness", "Daylight", &["Daylight", "Daylight"]),
    ];
    for (first, then, left) in cases {
        let mut arena = Arena::on(&book, dark(Light::Dim), &[("warden", 0, 7, 8), ("plain", 1, 20, 8)]);
        for (name, x) in [(first, 8), (then, 8)] {
            arena.act_at(name, x, 8);
            arena.pass();
            arena.pass();
        }
        let glows: Vec<&str> = arena.fight.glows.iter().map(|it| it.act.as_str()).collect();
        assert_eq!(glows, left, "{first}, then {then}: {}", arena.told());
        arena.replays();
    }
}

/// Fog Cloud and Web obscure what is in them; the fog is gone with the concentration on it.
#[test]
fn fog_and_webs_obscure() {
    let book = book(&watchers());
    for (spell, seen) in [("Fog Cloud", HEAVILY), ("Web", LIGHTLY)] {
        let mut arena = Arena::open(&book, &[("warden", 0, 2, 8), ("plain", 1, 9, 8)]);
        arena.act_at(spell, 9, 8);
        assert_eq!(arena.fight.obscured(0, 1), seen, "{}", arena.told());
        assert_eq!(arena.fight.zones[0].obscures, seen);
        arena.pass();
        arena.pass();
        arena.act_at("Darkness", 13, 14);
        assert_eq!(arena.fight.obscured(0, 1), None, "{}", arena.told());
        arena.replays();
    }
}

/// Faerie Fire: who fails sheds Dim Light.
#[test]
fn who_is_marked_by_faerie_fire_glows() {
    let book = book(&watchers());
    let mut arena = Arena::on(&book, dark(Light::Darkness), &[("warden", 0, 2, 8), ("plain", 1, 10, 8)]);
    arena.dice(&[2]).act_at("Faerie Fire", 10, 8);
    assert_eq!(arena.fight.obscured(0, 1), LIGHTLY, "{}", arena.told());
    arena.replays();
}

/// A light ends with its duration: a minute is ten turns of the one who brought it.
#[test]
fn lights_end_in_their_time() {
    let book = book(&watchers());
    let mut arena = Arena::open(&book, &[("warden", 0, 2, 8), ("plain", 1, 13, 8)]);
    arena.dice(&[2]).act_at("Faerie Fire", 13, 8);
    for _ in 0..19 {
        arena.pass();
        assert_eq!(arena.fight.glows.len(), 1, "{}", arena.told());
    }
    arena.pass();
    assert!(arena.fight.glows.is_empty(), "{}", arena.told());
    arena.replays();
}

/// Sunlight: Disadvantage for who is sensitive to it, 20 Radiant damage for who is more than that.
#[test]
fn the_sun_dazzles_and_burns() {
    let book = book(&watchers());
    for (sunlight, leans) in [(false, 0), (true, -1)] {
        let mut grid = Grid::open(24, 16);
        grid.air.sunlight = sunlight;
        let mut arena = Arena::on(&book, grid, &[("kobold", 0, 5, 5), ("vampire", 1, 6, 5)]);
        assert_eq!(lean(&arena.dice(&[1, 1]).act("Club", &[1])), Some(leans));
        arena.pass();
        assert_eq!(arena.hp(1), if sunlight { 20 } else { 40 }, "{}", arena.told());
    }
    let mut arena = Arena::open(&book, &[("warden", 0, 2, 8), ("vampire", 1, 10, 8)]);
    arena.act_at("Daylight", 9, 8);
    arena.pass();
    assert_eq!(arena.hp(1), 20, "Daylight is sunlight: {}", arena.told());
    arena.replays();
}
