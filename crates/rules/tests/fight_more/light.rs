//! Light and sight on the field (SRD 5.2, "Playing the Game", Vision and Light, Hiding, Unseen Attackers and
//! Targets; "Rules Glossary", Bright Light, Dim Light, Darkness, the special senses).

use rules::{
    book::{Condition, Obscured},
    fight::{Ends, Event, Grid, Laid, Lamp, Lasting, Light, Order, Refused, Spot, choose, play, tell_all},
};

use super::arena::{Arena, CLUB, Loaded, block, book, caster};

pub(crate) const LIGHTLY: Option<Obscured> = Some(Obscured::Lightly);
pub(crate) const HEAVILY: Option<Obscured> = Some(Obscured::Heavily);

/// Who looks, and who stands there to be seen.
pub(crate) fn watchers() -> String {
    let eyes = [
        ("plain", "{}"),
        ("dwarf", r#"{"senses": {"darkvision": 60}}"#),
        ("devil", r#"{"senses": {"darkvision": 60}, "specials": ["unimpeded_darkvision"]}"#),
        ("warlock", r#"{"senses": {"darkvision": 120}, "specials": ["devils_sight"]}"#),
        ("bat", r#"{"senses": {"blindsight": 30}}"#),
        ("mole", r#"{"senses": {"tremorsense": 60}}"#),
        ("angel", r#"{"senses": {"truesight": 60}}"#),
        ("shade", r#"{"skills": {"stealth": 6}}"#),
        ("owl", r#"{"skills": {"perception": 9}}"#),
        ("lynx", r#"{"skills": {"perception": 10}}"#),
    ];
    let mut all: Vec<String> = eyes.iter().map(|(slug, more)| block(slug, CLUB, more)).collect();
    all.extend(sun_shy());
    all.push(caster(
        "warden",
        &[
            "light",
            "daylight",
            "darkness",
            "fog-cloud",
            "web",
            "faerie-fire",
            "hold-person",
            "continual-flame",
        ],
    ));
    format!("[{}]", all.join(", "))
}

/// Who cannot bear the sun, who burns in it, and who is weak in dusk.
fn sun_shy() -> [String; 3] {
    let traits = |it: &str| format!(r#"{{"traits": [{{"name": "Sun", "text": "", {it}}}]}}"#);
    let dusk = r#""modifiers": [{"advantage": {"on": "attacks", "when": ["dim"]}}]"#;
    [
        block("kobold", CLUB, &traits(r#""knacks": ["sunlight_sensitivity"]"#)),
        block("vampire", CLUB, &traits(r#""knacks": [{"sunlight_hypersensitivity": "20"}]"#)),
        block("stalker", CLUB, &traits(dusk)),
    ]
}

/// A field, who looks, so many squares away from whom, and how that one is obscured.
struct Case {
    of: &'static str,
    light: Light,
    /// Squares of the row that are veiled: from, to, how. The watcher stands in 2.
    fog: &'static [(i16, i16, Obscured)],
    /// A lamp in the row: where, bright, dim.
    lamp: Option<(i16, u32, u32)>,
    who: &'static str,
    far: i16,
    seen: Option<Obscured>,
}

const fn under(light: Light, who: &'static str, far: i16, seen: Option<Obscured>) -> Case {
    Case { of: "light", light, fog: &[], lamp: None, who, far, seen }
}

const fn fog(
    of: &'static str,
    fog: &'static [(i16, i16, Obscured)],
    who: &'static str,
    seen: Option<Obscured>,
) -> Case {
    Case { of, light: Light::Bright, fog, lamp: None, who, far: 4, seen }
}

const fn lamp(light: Light, at: i16, who: &'static str, seen: Option<Obscured>) -> Case {
    Case { of: "a torch", light, fog: &[], lamp: Some((at, 20, 20)), who, far: 18, seen }
}

const CASES: &[Case] = &[
    under(Light::Bright, "plain", 4, None),
    under(Light::Bright, "mole", 4, None),
    under(Light::Dim, "plain", 4, LIGHTLY),
    under(Light::Dim, "dwarf", 12, None),
    under(Light::Dim, "dwarf", 13, LIGHTLY),
    under(Light::Dim, "warlock", 20, None),
    under(Light::Dim, "bat", 6, None),
    under(Light::Dim, "bat", 7, LIGHTLY),
    under(Light::Darkness, "plain", 1, HEAVILY),
    under(Light::Darkness, "dwarf", 12, LIGHTLY),
    under(Light::Darkness, "dwarf", 13, HEAVILY),
    under(Light::Darkness, "devil", 12, LIGHTLY),
    under(Light::Darkness, "warlock", 20, None),
    under(Light::Darkness, "bat", 6, None),
    under(Light::Darkness, "bat", 7, HEAVILY),
    under(Light::Darkness, "mole", 4, HEAVILY),
    under(Light::Darkness, "angel", 12, None),
    under(Light::Darkness, "angel", 13, HEAVILY),
    under(Light::MagicalDarkness, "plain", 4, HEAVILY),
    under(Light::MagicalDarkness, "dwarf", 4, HEAVILY),
    under(Light::MagicalDarkness, "devil", 4, LIGHTLY),
    under(Light::MagicalDarkness, "warlock", 20, None),
    under(Light::MagicalDarkness, "bat", 4, None),
    under(Light::MagicalDarkness, "angel", 4, None),
    lamp(Light::Darkness, 20, "plain", None),
    lamp(Light::Darkness, 16, "plain", None),
    lamp(Light::Darkness, 15, "plain", LIGHTLY),
    lamp(Light::Darkness, 12, "plain", LIGHTLY),
    lamp(Light::Darkness, 11, "plain", HEAVILY),
    lamp(Light::Dim, 11, "plain", LIGHTLY),
    lamp(Light::MagicalDarkness, 20, "plain", HEAVILY),
    fog("leaves at the target", &[(6, 6, Obscured::Lightly)], "plain", LIGHTLY),
    fog("leaves before it", &[(4, 5, Obscured::Lightly)], "plain", None),
    fog("fog at the target", &[(6, 6, Obscured::Heavily)], "plain", HEAVILY),
    fog("fog on the way", &[(4, 4, Obscured::Heavily)], "plain", HEAVILY),
    fog("out of the edge of fog", &[(0, 2, Obscured::Heavily)], "plain", None),
    fog("fog behind", &[(7, 9, Obscured::Heavily)], "plain", None),
    fog("darkvision in fog", &[(4, 6, Obscured::Heavily)], "dwarf", HEAVILY),
    fog("truesight in fog", &[(4, 6, Obscured::Heavily)], "angel", HEAVILY),
    fog("Devil's Sight in fog", &[(4, 6, Obscured::Heavily)], "warlock", HEAVILY),
    fog("blindsight in fog", &[(4, 6, Obscured::Heavily)], "bat", None),
    fog("tremorsense in fog", &[(4, 6, Obscured::Heavily)], "mole", HEAVILY),
];

#[test]
fn who_sees_what_in_which_light() {
    let book = book(&watchers());
    for it in CASES {
        let mut grid = Grid::open(30, 3);
        grid.air.light = it.light;
        for (from, to, how) in it.fog {
            (*from..=*to).for_each(|x| grid.veil(Spot { x, y: 1 }, Some(*how)));
        }
        let lamp = |(x, bright, dim): (i16, u32, u32)| Lamp { spot: Spot { x, y: 1 }, bright, dim };
        grid.air.lamps.extend(it.lamp.map(lamp));
        let arena = Arena::on(&book, grid, &[(it.who, 0, 2, 1), ("shade", 1, 2 + it.far, 1)]);
        let told = format!("{} {:?}: {} from {} squares", it.of, it.light, it.who, it.far);
        assert_eq!(arena.fight.obscured(0, 1), it.seen, "{told}");
        assert_eq!(arena.fight.sees(0, 1), it.seen != HEAVILY, "{told}");
    }
}

pub(crate) fn dark(light: Light) -> Grid {
    let mut grid = Grid::open(24, 16);
    grid.air.light = light;
    grid
}

pub(crate) fn lean(events: &[Event]) -> Option<i8> {
    events.iter().find_map(|it| if let Event::Attacked { lean, .. } = it { Some(*lean) } else { None })
}

/// Unseen attackers and targets: who sees and is not seen has Advantage, the other way Disadvantage, and when
/// neither sees the other both come to nothing.
#[test]
fn what_is_not_seen_is_hard_to_hit() {
    let book = book(&watchers());
    let cases = [
        (Light::Bright, "plain", "plain", 0),
        (Light::Dim, "plain", "plain", 0),
        (Light::Darkness, "plain", "plain", 0),
        (Light::Darkness, "dwarf", "plain", 1),
        (Light::Darkness, "plain", "dwarf", -1),
        (Light::Darkness, "dwarf", "dwarf", 0),
        (Light::MagicalDarkness, "dwarf", "plain", 0),
        (Light::MagicalDarkness, "warlock", "dwarf", 1),
        (Light::MagicalDarkness, "dwarf", "bat", -1),
        (Light::Dim, "stalker", "plain", 1),
        (Light::Bright, "stalker", "plain", 0),
    ];
    for (light, who, target, leans) in cases {
        let mut arena = Arena::on(&book, dark(light), &[(who, 0, 5, 5), (target, 1, 6, 5)]);
        assert_eq!(lean(&arena.act("Club", &[1])), Some(leans), "{light:?}: {who} upon {target}");
        arena.replays();
    }
}

/// Nobody takes the chance to strike at whom it cannot see leave.
#[test]
fn nobody_strikes_at_what_it_does_not_see_go() {
    let book = book(&watchers());
    for (watcher, strikes) in [("plain", false), ("dwarf", true)] {
        let mut arena = Arena::on(&book, dark(Light::Darkness), &[("shade", 0, 5, 5), (watcher, 1, 6, 5)]);
        let events = arena.go(2, 5);
        assert_eq!(lean(&events).is_some(), strikes, "{watcher}: {}", arena.told());
    }
}

/// Hold Person asks for somebody who can be seen; a club does not.
#[test]
fn some_spells_need_to_see_their_target() {
    let book = book(&watchers());
    for (light, allowed) in [(Light::Dim, true), (Light::Darkness, false)] {
        let mut arena = Arena::on(&book, dark(light), &[("warden", 0, 5, 5), ("plain", 1, 9, 5)]);
        let aim = rules::fight::Aim { targets: vec![1], spot: None };
        let order = arena.ordered("Hold Person", aim);
        match arena.order(&order) {
            Ok(_) => assert!(allowed, "{light:?}"),
            Err(why) => assert_eq!((allowed, why), (false, Refused::Unseen("plain".into()))),
        }
    }
}

/// Hide: in the dark of who has no darkvision, and not before who has it.
#[test]
fn darkness_hides_from_plain_eyes_alone() {
    let book = book(&watchers());
    for (light, watcher, allowed) in [
        (Light::Dim, "plain", false),
        (Light::Darkness, "plain", true),
        (Light::Darkness, "dwarf", false),
        (Light::MagicalDarkness, "dwarf", true),
        (Light::MagicalDarkness, "warlock", false),
        (Light::Darkness, "bat", true),
    ] {
        let mut arena = Arena::on(&book, dark(light), &[("shade", 0, 2, 5), (watcher, 1, 12, 5)]);
        let hid = arena.dice(&[12]).order(&Order::Hide);
        assert_eq!(hid.is_ok(), allowed, "{light:?} {watcher}: {hid:?}");
        assert_eq!(arena.fight.hidden(0), allowed.then_some(18), "{light:?} {watcher}");
        arena.replays();
    }
}

/// Lightly Obscured: Disadvantage on a Search by eye. The one that hid in the dark is searched for in dusk.
#[test]
fn dusk_hinders_who_searches() {
    let book = book(&watchers());
    for (watcher, faces, found) in
        [("plain", [19, 3], false), ("plain", [19, 19], true), ("dwarf", [18, 1], true)]
    {
        let mut grid = dark(Light::Dim);
        (0..16).for_each(|y| grid.set(Spot { x: 6, y }, rules::fight::Ground::Solid));
        grid.set(Spot { x: 6, y: 5 }, rules::fight::Ground::Open);
        let mut arena = Arena::on(&book, grid, &[("shade", 0, 3, 2), (watcher, 1, 12, 5)]);
        arena.dice(&[12]).must(&Order::Hide);
        arena.go(4, 5);
        arena.pass();
        let one = if watcher == "dwarf" { &faces[..1] } else { &faces[..] };
        arena.dice(one).must(&Order::Search);
        assert_eq!(arena.fight.hidden(0).is_none(), found, "{watcher} {faces:?}: {}", arena.told());
        arena.replays();
    }
}

/// Passive Perception is 5 less where it is dark: 19 finds who is Invisible and hid with 18 in the light, and in
/// the dark not even one that hid with 15.
#[test]
fn who_is_keen_notices_less_in_the_dark() {
    let book = book(&watchers());
    for (light, keen, roll, found) in [
        (Light::Bright, "owl", 12, true),
        (Light::Bright, "owl", 14, false),
        (Light::Dim, "owl", 9, false),
        (Light::Darkness, "owl", 9, false),
        (Light::Darkness, "lynx", 9, true),
        (Light::Darkness, "lynx", 10, false),
    ] {
        let mut arena = Arena::on(&book, dark(light), &[("shade", 0, 5, 5), (keen, 1, 9, 5)]);
        if light != Light::Darkness {
            laid(&mut arena, 0, Condition::Invisible);
        }
        arena.dice(&[roll]).must(&Order::Hide);
        assert_eq!(arena.fight.hidden(0).is_none(), found, "{light:?} {keen} {roll}: {}", arena.told());
    }
}

/// Lays a condition without further ado.
fn laid(arena: &mut Arena<'_>, who: usize, condition: Condition) {
    let lasting = Lasting {
        id: 900,
        laid: Laid::Condition(condition),
        by: who,
        act: "Test".into(),
        level: None,
        ends: Ends::Never,
        save: None,
        concentration: false,
    };
    arena.fight.apply(&Event::Laid { who, lasting });
}

/// Blindness is no matter of light: truesight does not help against it, blindsight does.
#[test]
fn the_blind_see_by_blindsight_alone() {
    let book = book(&watchers());
    for (who, sees) in [("plain", false), ("angel", false), ("bat", true)] {
        let mut arena = Arena::open(&book, &[(who, 0, 5, 5), ("shade", 1, 8, 5)]);
        laid(&mut arena, 0, Condition::Blinded);
        assert_eq!(arena.fight.sees(0, 1), sees, "{who}");
    }
}

/// The tactic goes on in the dark: it finds and strikes what it cannot see, and the fight ends.
#[test]
fn fights_in_the_dark_end() {
    let book = book(&watchers());
    for light in [Light::Dim, Light::Darkness, Light::MagicalDarkness] {
        let arena = Arena::on(&book, dark(light), &[("plain", 0, 2, 8), ("dwarf", 1, 20, 8)]);
        let mut fight = arena.fight.clone();
        assert!(matches!(choose(&fight, 0).order, Order::Move(_)), "{light:?}");
        let mut told = Vec::new();
        let ended =
            play(&mut fight, &mut Loaded::default(), &mut |now, _, all| told.extend(tell_all(now, all)));
        assert!(
            matches!(ended, Some(rules::fight::Ended::Won(_))),
            "{light:?}: {ended:?}\n{}",
            told.join("\n")
        );
    }
}
