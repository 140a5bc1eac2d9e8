//! What stat blocks say of whom they strike, how they slip away, and what turns to stone (SRD 5.2, "Monsters"; "Animals").

use rules::{
    book::{Book, Condition},
    fight::{Aim, Chosen, Event, Grid, Ground, Order, Refused, Spot, choose},
};

use super::arena::{Arena, CLUB, block, book};

/// What a hit adds if this test holds.
fn blow(name: &str, test: &str) -> String {
    format!(
        r#"{{"name": "{name}", "time": "action", "range": {{"reach": 5}}, "targets": {{"who": "other"}}, "effects": [
        {{"attack": {{"style": "melee", "bonus": 5, "hit": [{{"damage": {{"amount": "1", "of": ["force"]}}}},
            {{"damage": {{"amount": "10", "of": ["force"], "when": [{test}]}}}}]}}}}]}}"#
    )
}

fn field() -> Book {
    let seize = r#"{"name": "Seize", "time": "bonus_action", "range": {"reach": 5}, "targets": {"who": "other"},
        "effects": [{"grapple": {"escape": "30"}}]}"#;
    let tear = r#"{"name": "Tear", "time": "free", "range": {"reach": 5}, "targets": {"who": "other"},
        "when": [{"laid_upon_target": "grappled"}], "effects": [{"damage": {"amount": "5", "of": ["force"]}}]}"#;
    let acts = [
        blow("Small", r#"{"target_upto": "small"}"#),
        blow("Middling", r#"{"target_upto": "medium"}"#),
        blow("Vast", r#"{"target_upto": "huge"}"#),
        blow("Hurt", r#""target_hurt""#),
        blow("Held", r#"{"laid_upon_target": "grappled"}"#),
        blow("Named", r#"{"with": "Named"}"#),
        blow("Otherwise", r#"{"with": "Named"}"#),
        blow("Run", r#"{"straight": 20}"#),
        blow("Soaked", r#""in_water""#),
        seize.to_owned(),
        tear.to_owned(),
    ];
    let mend = r#"[{"name": "Mend", "time": "action", "effects": [{"heal": {"amount": "10"}}]}]"#;
    let all = [
        block("medic", mend, r#"{"hp": "200"}"#),
        block("beast", &format!("[{}]", acts.join(", ")), "{}"),
        block("thug", CLUB, "{}"),
        block("horse", CLUB, r#"{"size": "large"}"#),
    ];
    book(&format!("[{}]", all.join(", ")))
}

#[test]
fn a_hit_asks_for_whom_it_strikes() {
    let book = field();
    // What happens before, with what, whom, and whether it does the more.
    type Case = (fn(&mut Arena<'_>), &'static str, &'static str, bool);
    let cases: &[Case] = &[
        (|_| (), "Small", "thug", false),
        (|_| (), "Middling", "thug", true),
        (|_| (), "Middling", "horse", false),
        (|_| (), "Vast", "horse", true),
        (|_| (), "Hurt", "thug", false),
        (|_| (), "Named", "thug", true),
        (|_| (), "Otherwise", "thug", false),
        (|_| (), "Held", "thug", false),
        (|it| drop(it.act("Seize", &[1])), "Held", "thug", true),
        (|_| (), "Run", "thug", false),
        (|it| drop((it.go(2, 10), it.go(2, 7))), "Run", "thug", false),
        (|_| (), "Soaked", "thug", false),
    ];
    for (before, name, foe, more) in cases {
        let mut arena =
            Arena::on(&book, Grid::open(24, 16), &[("beast", 0, 2, 8), (foe, 1, 3, 8), ("thug", 1, 3, 9)]);
        if *name == "Hurt" {
            // Nobody is torn who is not held.
            let tear = arena.ordered("Tear", Aim { targets: vec![1], spot: None });
            assert_eq!(arena.order(&tear), Err(Refused::NotNow("Tear".into())));
        } else {
            before(&mut arena);
        }
        let hp = arena.hp(1);
        arena.dice(&[15]).act(name, &[1]);
        assert_eq!(hp - arena.hp(1), 1 + 10 * i32::from(*more), "{name} {foe}: {}", arena.told());
        arena.replays();
    }
}

/// A charge, blood and water are noticed.
#[test]
fn a_hit_asks_for_what_went_before() {
    let book = field();
    for (x, wet, hurt, name, dealt) in [
        (8, false, 0, "Run", 11),
        (6, false, 0, "Run", 1),
        (8, false, 0, "Hurt", 1),
        (8, false, 2, "Hurt", 11),
        (8, false, 0, "Soaked", 1),
        (4, true, 0, "Soaked", 11),
    ] {
        let mut grid = Grid::open(24, 16);
        if wet {
            (0..24).for_each(|x| grid.set(Spot { x, y: 8 }, Ground::Water));
        }
        let mut arena = Arena::on(&book, grid, &[("beast", 0, x - 1, 8), ("thug", 1, 2, 8)]);
        arena.happened(Event::Hurt { who: 1, by: None, parts: Vec::new(), lost: hurt, temporary_lost: 0 });
        if x > 4 {
            arena.go(3, 8);
        }
        let hp = arena.hp(1);
        arena.dice(&[15, 15]).act(name, &[1]);
        assert_eq!(hp - arena.hp(1), dealt, "{x} {wet} {hurt} {name}: {}", arena.told());
        arena.replays();
    }
}

/// What may be done to one who is held alone is refused to others, and whoever is held by another counts as free.
#[test]
fn the_grip_must_be_ones_own() {
    let book = field();
    for (holder, target, allowed) in [(0, 1, true), (0, 2, false), (1, 2, false)] {
        let mut arena = Arena::open(&book, &[("beast", 0, 2, 8), ("beast", 1, 3, 8), ("thug", 1, 3, 9)]);
        if holder == 0 {
            arena.act("Seize", &[1]);
        } else {
            arena.pass();
            arena.act("Seize", &[2]);
            arena.pass();
            arena.pass();
        }
        let tear = arena.ordered("Tear", Aim { targets: vec![target], spot: None });
        let refused = (!allowed).then(|| Refused::NotNow("Tear".into()));
        assert_eq!(arena.order(&tear).err(), refused, "{holder} {target}: {}", arena.told());
        arena.replays();
    }
}

/// Nimble Escape and its kin: who has struck disengages and goes, or hides where nobody sees it.
#[test]
fn a_goblin_slips_away() {
    let book = field();
    // Whether a wall stands between, what it does then, and where it is afterwards.
    for (who, walled, way) in [
        ("goblin-warrior", false, Some("Disengage")),
        ("goblin-warrior", true, Some("Hide")),
        ("goblin-minion", false, Some("Disengage")),
        ("spy", false, Some("Disengage")),
        ("panther", false, Some("Disengage")),
        ("beast", false, None),
    ] {
        let mut grid = Grid::open(24, 16);
        if walled {
            (0..16).for_each(|y| grid.set(Spot { x: 5, y }, Ground::Solid));
        }
        let foe = if walled { 9 } else { 3 };
        let mut arena = Arena::on(&book, grid, &[(who, 0, 2, 8), ("thug", 1, foe, 8)]);
        let why = rules::fight::Why::Turn;
        arena.happened(Event::Acted {
            who: 0,
            act: None,
            name: String::new(),
            targets: Vec::new(),
            why,
            action: Default::default(),
        });
        let choice = choose(&arena.fight, 0);
        match (&choice.order, way) {
            (Order::Way(Chosen { way: chosen, .. }), Some(way)) => {
                assert_eq!(chosen, way, "{who}");
                assert!(choice.reason.starts_with("has struck, and "), "{}", choice.reason);
            }
            (order, way) => assert!(way.is_none(), "{who} {walled}: {order:?}, {}", choice.reason),
        }
        arena.dice(&[20]).must(&choice.order);
        if way == Some("Disengage") {
            let choice = choose(&arena.fight, 0);
            assert!(matches!(choice.order, Order::Move(_)), "{who}: {choice:?}");
            let events = arena.must(&choice.order);
            assert!(events.iter().all(|it| !matches!(it, Event::Attacked { .. })), "{}", arena.told());
            let apart = arena.fight.fighters[0].stand().feet_to(arena.fight.fighters[1].stand());
            assert!(apart > 20, "{who} {apart}");
        }
        if way.is_some() {
            assert_eq!(choose(&arena.fight, 0).order, Order::EndTurn, "{who}: {}", arena.told());
        }
        arena.replays();
    }
}

/// Nobody hides in plain sight, whichever way is named.
#[test]
fn who_is_seen_does_not_hide() {
    let book = field();
    let mut arena = Arena::open(&book, &[("goblin-warrior", 0, 2, 8), ("thug", 1, 3, 8)]);
    let act = arena.fight.fighters[0].kit.acts.iter().position(|it| it.name == "Nimble Escape").unwrap();
    let way = |way: &str| {
        Order::Way(Chosen { act, aim: Aim { targets: vec![0], spot: None }, way: way.to_owned() })
    };
    assert_eq!(arena.order(&way("Hide")), Err(Refused::InSight));
    arena.must(&way("Disengage"));
    assert!(arena.fight.fighters[0].moment.disengaged && arena.fight.fighters[0].moment.bonus_action);
    arena.replays();
}

/// Restrained, and with the second failure stone; a success frees, and so does whoever loosens it before.
#[test]
fn a_gaze_turns_to_stone_in_two_turns() {
    let book = field();
    let (held, stone) = (Condition::Restrained, Condition::Petrified);
    for (who, act, area, first, second, after) in [
        ("basilisk", "Petrifying Gaze", true, 2, 2, Some(stone)),
        ("basilisk", "Petrifying Gaze", true, 2, 20, None),
        ("medusa", "Petrifying Gaze", true, 2, 2, Some(stone)),
        ("cockatrice", "Petrifying Bite", false, 2, 2, Some(stone)),
        ("cockatrice", "Petrifying Bite", false, 2, 20, None),
        ("cockatrice", "Petrifying Bite", false, 20, 2, None),
    ] {
        let mut arena = Arena::open(&book, &[(who, 0, 2, 8), ("horse", 1, 4, 8)]);
        arena.go(3, 8);
        if area {
            arena.dice(&[first]).act_at(act, 4, 8);
        } else {
            arena.dice(&[18, 1, first]).act(act, &[1]);
        }
        assert_eq!(arena.fight.fighters[1].has(held), first == 2, "{who}: {}", arena.told());
        arena.pass();
        arena.dice(&[second]).pass();
        let it = &arena.fight.fighters[1];
        let now = [held, stone].into_iter().find(|one| it.has(*one));
        assert_eq!(now, after, "{who} {first} {second}: {}", arena.told());
        arena.replays();
    }
}

/// Beard: no healing while the poison lasts. Lightning Blade: no Reactions until the balor's next turn.
#[test]
fn some_wounds_do_not_close_and_some_stun_the_hand() {
    let book = field();
    for (who, act, heals, reacts) in [
        ("bearded-devil", "Beard", false, true),
        ("balor", "Lightning Blade", true, false),
        ("thug", "Club", true, true),
    ] {
        let mut arena = Arena::open(&book, &[(who, 0, 2, 8), ("medic", 1, 3, 8)]);
        arena.dice(&[18]).act(act, &[1]);
        assert_eq!(arena.fight.fighters[1].can_react(), reacts, "{who}");
        arena.pass();
        let before = arena.hp(1);
        arena.act("Mend", &[1]);
        assert_eq!(arena.hp(1) > before, heals, "{who}: {}", arena.told());
        arena.pass();
        assert!(arena.fight.fighters[1].can_react(), "{who}: {}", arena.told());
        arena.replays();
    }
}

/// Vampire, Bite: what it takes of the Necrotic damage it has itself, and the maximum of whom it bit is lower by as much;
/// the teeth alone count for nothing.
#[test]
fn what_a_vampire_drinks_it_has() {
    let book = book(&format!(
        "[{}, {}]",
        block("thug", CLUB, r#"{"hp": "200"}"#),
        block("ghost", CLUB, r#"{"hp": "200", "immunities": ["necrotic"]}"#)
    ));
    for (who, vampire, whom, dice, lost, drunk) in [
        ("vampire", 100, "thug", &[1, 8, 8, 8, 2][..], 29, 24),
        ("vampire-spawn", 50, "thug", &[1, 6, 6, 6, 2], 22, 18),
        ("vampire", 100, "ghost", &[1, 8, 8, 8, 2], 5, 0),
        // The save keeps everything off.
        ("vampire", 100, "thug", &[1, 8, 8, 8, 20], 0, 0),
    ] {
        let mut arena = Arena::open(&book, &[(who, 0, 2, 8), (whom, 1, 3, 8)]);
        let hurt = arena.hp(0) - vampire;
        arena.happened(Event::Hurt { who: 0, by: None, parts: Vec::new(), lost: hurt, temporary_lost: 0 });
        super::flying::condition(&mut arena, 1, Condition::Restrained);
        arena.dice(dice).act("Bite", &[1]);
        let found = (200 - arena.hp(1), 200 - arena.fight.fighters[1].hp_most(), arena.hp(0) - vampire);
        assert_eq!(found, (lost, drunk, drunk), "{who} {whom}: {}", arena.told());
        arena.replays();
    }
}
