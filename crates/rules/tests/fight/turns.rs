//! What can be done in turns and between them (SRD 5.2, "Playing the Game", Combat; "Monsters"; "Equipment",
//! Mastery Properties).

use rules::book::Condition;
use rules::fight::{Event, Grid, Ground, Order, Spot, Why};

use super::arena::{Arena, damage, spell, strike};

fn plain() -> Arena {
    let actions = [
        strike("Hit", &damage("1", "slashing")),
        spell("Push", r#"{"push": {"feet": "20"}}"#),
        spell("Pull", r#"{"pull": {"feet": "40"}}"#),
        strike("Grab", r#"{"grapple": {"escape": "12", "restrained": true}}"#),
    ];
    let fields = format!(r#"{{"actions": [{}]}}"#, actions.join(","));
    let shot = r#"{"actions": [{"name": "Shot", "time": "action", "range": {"ranges": [30, 120]}, "targets": {"who": "other"},
        "effects": [{"attack": {"style": "ranged", "bonus": 5, "hit": [{"damage": {"amount": "1", "of": ["piercing"]}}]}}]}]}"#;
    let flyer = r#"{"traits": [{"name": "F", "text": "-", "knacks": ["flyby"]}]}"#;
    let long = format!(
        r#"{{"actions": [{}]}}"#,
        strike("Reach", &damage("1", "slashing")).replace(r#""reach": 5"#, r#""reach": 10"#)
    );
    let pack = format!(
        r#"{{"traits": [{{"name": "P", "text": "-", "knacks": ["pack_tactics"]}}], "actions": [{}]}}"#,
        strike("Hit", &damage("1", "slashing"))
    );
    Arena::of(&[
        ("one", &fields),
        ("two", &fields),
        ("archer", shot),
        ("flyer", flyer),
        ("long", &long),
        ("wolf", &pack),
    ])
}

fn provoked(told: &[Event]) -> usize {
    told.iter().filter(|it| matches!(it, Event::Acted { why: Why::Reaction, .. })).count()
}

#[test]
fn leaving_a_reach_provokes_once_a_round() {
    let arena = plain();
    let at = |who: &str, foe: &str| {
        let mut duel = arena.fight(
            Grid::open(20, 9),
            &[(0, if who == "flyer" { "flyer" } else { "one" }, (2, 2)), (1, foe, (3, 2))],
        );
        duel.next(&[]);
        duel
    };
    assert_eq!(provoked(&at("one", "two").moves((1, 2), &[1]).told), 1);
    assert_eq!(provoked(&at("one", "two").moves((2, 3), &[]).told), 0, "still within reach");
    assert_eq!(provoked(&at("one", "long").moves((1, 2), &[]).told), 0, "a long reach is left later");
    assert_eq!(provoked(&at("one", "long").moves((0, 2), &[1]).told), 1);
    assert_eq!(provoked(&at("flyer", "two").moves((1, 2), &[]).told), 0);
    assert_eq!(provoked(&at("one", "two").does(&Order::Disengage, &[]).moves((1, 2), &[]).told), 0);
    let mut twice = at("one", "two");
    twice.moves((1, 2), &[1]).moves((2, 2), &[]).moves((1, 2), &[]);
    assert_eq!(provoked(&twice.told), 0, "one Reaction in a round");
    assert_eq!(provoked(&at("one", "two").acts("Push", 1, &[]).told), 0, "who is moved provokes nobody");
}

#[test]
fn dash_dodge_and_standing_up() {
    let arena = plain();
    let mut duel = arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, "two", (15, 2))]);
    duel.next(&[]).does(&Order::Dash, &[]).moves((14, 2), &[]);
    assert!(duel.tries(&Order::Dodge, &[]).is_err(), "one action in a turn");

    let mut duel = arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, "two", (3, 2))]);
    duel.next(&[]).does(&Order::Dodge, &[]).passes();
    assert_eq!(duel.acts("Hit", 0, &[1, 1]).leans(), [-1]);
    duel.passes().passes();
    assert_eq!(duel.acts("Hit", 0, &[1]).leans(), [0], "until its next turn starts");

    let mut duel = arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, "two", (9, 2))]);
    duel.laid(0, Condition::Prone, 1).next(&[]).does(&Order::Stand, &[]);
    assert_eq!(duel.fight.fighters[0].feet_left(), 15);
    assert!(!duel.fight.fighters[0].has(Condition::Prone));
}

#[test]
fn pushed_and_pulled_as_far_as_nothing_is_in_the_way() {
    let arena = plain();
    let mut duel = arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, "two", (4, 2))]);
    assert_eq!(duel.next(&[]).acts("Push", 1, &[]).at(1), (8, 2));
    let mut duel = arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, "two", (9, 3))]);
    assert_eq!(duel.next(&[]).acts("Pull", 1, &[]).at(1), (3, 2));
    let mut grid = Grid::open(20, 9);
    grid.set(Spot { x: 6, y: 2 }, Ground::Solid);
    let mut duel = arena.fight(grid, &[(0, "one", (2, 2)), (1, "two", (4, 2))]);
    assert_eq!(duel.next(&[]).acts("Push", 1, &[]).at(1), (5, 2));
}

#[test]
fn grapples_hold_until_broken_or_pushed_apart() {
    let arena = plain();
    let held = || {
        let mut duel = arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, "two", (3, 2))]);
        duel.next(&[]).acts("Grab", 1, &[15]).passes();
        duel
    };
    let mut duel = held();
    assert!(duel.fight.fighters[1].has(Condition::Restrained) && duel.fight.fighters[1].speed() == 0);
    duel.does(&Order::Escape, &[11]);
    assert!(duel.fight.fighters[1].has(Condition::Grappled));
    duel.passes().passes().does(&Order::Escape, &[12]);
    assert!(duel.fight.fighters[1].lasting.is_empty());
    let mut duel = held();
    duel.acts("Push", 0, &[]);
    assert!(duel.fight.fighters[1].lasting.is_empty(), "too far to be held");
}

#[test]
fn far_shots_and_shots_beside_an_enemy_have_disadvantage_and_cover_helps() {
    let arena = plain();
    let shot = |grid: Grid, foe: (i16, i16), other: (i16, i16)| {
        let mut duel = arena.fight(grid, &[(0, "archer", (2, 2)), (1, "two", foe), (1, "one", other)]);
        duel.next(&[]);
        let near = foe == (3, 2) || other == (2, 3);
        let far = foe.0 > 8;
        duel.acts("Shot", 1, if near || far { &[1, 1] } else { &[1] });
        let against = duel
            .told
            .iter()
            .find_map(|it| if let Event::Attacked { against, .. } = it { Some(*against) } else { None });
        (duel.leans()[0], against.unwrap())
    };
    assert_eq!(shot(Grid::open(20, 9), (8, 2), (15, 7)), (0, 10));
    assert_eq!(shot(Grid::open(20, 9), (9, 2), (15, 7)), (-1, 10));
    assert_eq!(shot(Grid::open(20, 9), (8, 2), (2, 3)), (-1, 10));
    assert_eq!(shot(Grid::open(20, 9), (8, 2), (5, 2)), (0, 12), "behind another creature");
}

#[test]
fn pack_tactics_ask_for_an_able_friend_beside_the_target() {
    let arena = plain();
    for (friend, lean) in [((4, 2), 1), ((9, 2), 0)] {
        let mut duel =
            arena.fight(Grid::open(20, 9), &[(0, "wolf", (2, 2)), (1, "two", (3, 2)), (0, "one", friend)]);
        assert_eq!(duel.next(&[]).acts("Hit", 1, if lean == 0 { &[1] } else { &[1, 1] }).leans(), [lean]);
    }
}

#[test]
fn multiattack_gives_its_attacks_and_no_more() {
    let [bite, claw] = ["Bite", "Claw"].map(|it| strike(it, &damage("1", "slashing")));
    let fields = format!(
        r#"{{"actions": [{bite}, {claw}, {}], "multiattack": [[{{"actions": ["Bite"], "count": 1}}, {{"actions": ["Claw"], "count": 2}},
        {{"actions": ["Roar"], "count": 1}}]]}}"#,
        spell("Roar", &damage("1", "thunder")).replace(r#""time": "action""#, r#""time": "attack""#)
    );
    let arena = Arena::of(&[("one", &fields), ("two", "{}")]);
    let mut duel = arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, "two", (3, 2))]);
    duel.next(&[]).acts("Claw", 1, &[1]).acts("Bite", 1, &[1]).acts("Roar", 1, &[]).acts("Claw", 1, &[1]);
    for name in ["Bite", "Claw", "Roar"] {
        let order = duel.act(name, &[1]);
        duel.tries(&order, &[]).unwrap_err();
    }
}

#[test]
fn what_recharges_comes_back_on_a_six() {
    let breath =
        spell("Breath", &damage("5", "fire")).replace(r#""time""#, r#""cost": [{"recharge": 5}], "time""#);
    let arena = Arena::of(&[("one", &format!(r#"{{"actions": [{breath}]}}"#)), ("two", "{}")]);
    let mut duel = arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, "two", (9, 2))]);
    duel.next(&[]).acts("Breath", 1, &[]).passes().ends(&[]).next(&[4]);
    let order = duel.act("Breath", &[1]);
    duel.tries(&order, &[]).unwrap_err();
    duel.passes().ends(&[]).next(&[5]).does(&order, &[]);
}

#[test]
fn legendary_resistance_and_actions() {
    let tail = strike("Tail", &damage("1", "slashing"))
        .replace(r#""time": "action""#, r#""time": {"legendary": 1}"#);
    let dragon = format!(r#"{{"legendary_actions": 2, "legendary_resistances": 1, "actions": [{tail}]}}"#);
    let hold = r#"{"save": {"ability": "wis", "dc": "15", "fail": [{"condition": {"condition": "paralyzed", "until": "save_at_turn_end"}}]}}"#;
    let mage = format!(r#"{{"actions": [{}]}}"#, spell("Hold", hold));
    let arena = Arena::of(&[("mage", &mage), ("dragon", &dragon), ("two", "{}")]);
    let mut duel =
        arena.fight(Grid::open(20, 9), &[(0, "mage", (2, 2)), (1, "dragon", (3, 2)), (0, "two", (4, 2))]);
    duel.next(&[]).acts("Hold", 1, &[14]);
    assert!(duel.told.contains(&Event::Resisted { who: 1 }) && duel.fight.fighters[1].is_able());
    // After the turn of another it strikes once.
    duel.ends(&[1]);
    assert_eq!(
        duel.told.iter().filter(|it| matches!(it, Event::Acted { why: Why::Legendary, .. })).count(),
        1
    );
    duel.next(&[]).ends(&[]).next(&[]).ends(&[1]).next(&[]).acts("Hold", 1, &[14]);
    assert!(!duel.fight.fighters[1].is_able());
    // It saves again at the end of each of its turns.
    duel.ends(&[]).next(&[]).ends(&[15]);
    assert!(duel.fight.fighters[1].lasting.is_empty());
}

/// When it ends, and who notes it after which of the turns that follow: the maker's own, the target's, the
/// maker's next, the target's next.
const UNTIL: [(&str, [bool; 4]); 5] = [
    (r#""own_turn_start""#, [true, true, false, false]),
    (r#""own_turn_end""#, [true, true, false, false]),
    (r#""target_turn_start""#, [true, false, false, false]),
    (r#""target_turn_end""#, [true, false, false, false]),
    (r#"{"rounds": 2}"#, [true, true, true, true]),
];

#[test]
fn what_lasts_ends_in_time() {
    for (until, lasts) in UNTIL {
        let act =
            spell("Blind", &format!(r#"{{"condition": {{"condition": "blinded", "until": {until}}}}}"#));
        let arena = Arena::of(&[("one", &format!(r#"{{"actions": [{act}]}}"#)), ("two", "{}")]);
        let mut duel = arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, "two", (9, 2))]);
        duel.next(&[]).acts("Blind", 1, &[]);
        let mut seen = [false; 4];
        for seen in &mut seen {
            duel.ends(&[]);
            *seen = duel.fight.fighters[1].has(Condition::Blinded);
            duel.next(&[]);
        }
        assert_eq!(seen, lasts, "until {until}");
    }
}

#[test]
fn what_the_dead_laid_ends_all_the_same() {
    let act = spell("Blind", r#"{"condition": {"condition": "blinded", "until": "own_turn_start"}}"#);
    let arena = Arena::of(&[("one", &format!(r#"{{"actions": [{act}]}}"#)), ("two", "{}"), ("three", "{}")]);
    let mut duel =
        arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, "two", (9, 2)), (0, "three", (2, 7))]);
    duel.next(&[]).acts("Blind", 1, &[]);
    duel.passes();
    duel.fight.apply(&Event::Died { who: 0 });
    duel.passes();
    assert!(duel.fight.fighters[1].has(Condition::Blinded));
    duel.passes();
    assert!(!duel.fight.fighters[1].has(Condition::Blinded));
}

#[test]
fn vex_is_for_one_attacker_and_one_attack_and_sap_for_one_roll() {
    let arena = Arena::of(&[("two", r#"{"hp": "500"}"#), ("three", "{}")]);
    let mut duel = arena.fight(Grid::open(20, 9), &[(0, "three", (4, 2)), (1, "two", (3, 2))]);
    use rules::fight::{Ends, Laid, Lasting};
    let (laid, ends) = (Laid::Exposed(1), Ends::TurnEndOrUsed(1, 2));
    let lasting = Lasting {
        id: 50,
        laid,
        by: 1,
        act: "Vex".into(),
        level: None,
        ends,
        save: None,
        concentration: false,
    };
    duel.fight.apply(&Event::Laid { who: 0, lasting });
    duel.next(&[]).passes();
    assert_eq!(duel.acts("Hit", 0, &[1, 1]).leans(), [1]);
    assert!(duel.fight.fighters[0].lasting.is_empty());
}

#[test]
fn an_area_does_not_reach_around_corners() {
    let ball = r#"{"name": "Ball", "time": "action", "range": {"feet": 150}, "area": {"sphere": 20}, "targets": {"who": "creature"},
        "effects": [{"save": {"ability": "dex", "dc": "15", "half": true, "fail": [{"damage": {"amount": "8d6", "of": ["fire"]}}]}}]}"#;
    let arena =
        Arena::of(&[("one", &format!(r#"{{"actions": [{ball}]}}"#)), ("two", "{}"), ("hidden", "{}")]);
    let mut grid = Grid::open(30, 9);
    (0..9).for_each(|y| grid.set(Spot { x: 14, y }, Ground::Solid));
    let mut duel = arena.fight(grid, &[(0, "one", (2, 2)), (1, "two", (13, 2)), (1, "hidden", (15, 2))]);
    duel.next(&[]).acts_at("Ball", (12, 2), &[1, 1, 1, 1, 1, 1, 1, 2, 15]);
    assert_eq!((duel.lost(1), duel.lost(2)), (4, 0), "half of it, and nothing behind the wall");
}

#[test]
fn who_is_invisible_gains_nothing_against_truesight() {
    let arena = Arena::of(&[("one", r#"{"senses": {"truesight": 60}}"#), ("two", "{}")]);
    let mut duel = arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, "two", (3, 2))]);
    duel.laid(1, Condition::Invisible, 1).next(&[]);
    assert_eq!(duel.acts("Hit", 1, &[1]).leans(), [0]);
    assert_eq!(duel.passes().acts("Hit", 0, &[1]).leans(), [0]);
}
