//! What the tactic does beside blows: pushes over edges, and puts out its own fire (SRD 5.2, "Rules Glossary": Unarmed
//! Strike, Falling, Burning).

use rules::fight::{Ends, Event, Hold, Laid, Lasting, Order, choose};

use super::{
    arena::{Arena, CLUB, block, book},
    falling::{folk, stepped},
};

/// A fall that hurts more than a blow is worth a Shove; what flies is struck, and so is who stands on even ground.
#[test]
fn who_stands_at_an_edge_is_pushed() {
    let book = book(&folk());
    let push = Order::Hold { target: 1, hold: Hold::Push };
    for (target, depth, pushed) in [
        ("thug", 60, true),
        ("thug", 30, true),
        ("thug", 5, false),
        ("thug", 0, false),
        ("golem", 60, true), // stone minds no blow, but below it is out of the way
        ("bird", 60, false),
        ("ape", 60, true),
    ] {
        let mut arena = Arena::on(&book, stepped(-depth), &[("thug", 0, 8, 8), (target, 1, 9, 8)]);
        let choice = choose(&arena.fight, 0);
        assert_eq!(choice.order == push, pushed, "{target} {depth}: {}", choice.reason);
        if pushed {
            let name = &arena.fight.fighters[1].name;
            assert_eq!(choice.reason, format!("pushes {name} over the edge, {depth} feet down"));
        }
        arena.must(&choice.order);
        arena.replays();
    }
    // Nobody pushes a friend, nor away from the edge.
    for (x, y) in [(10, 8), (9, 9)] {
        let arena = Arena::on(&book, stepped(-60), &[("thug", 0, x, y), ("thug", 1, 9, 8)]);
        assert_ne!(choose(&arena.fight, 0).order, push, "{x} {y}");
    }
}

/// Who burns and can reach nobody rolls on the ground; who can strike strikes, and who is immune does not mind.
#[test]
fn who_burns_and_has_nothing_better_rolls() {
    let stone = r#"{"immunities": ["fire"]}"#;
    let book = book(&format!("[{}, {}]", block("thug", CLUB, "{}"), block("stone", CLUB, stone)));
    for (who, far, rolls) in [("thug", 20, true), ("thug", 9, false), ("stone", 20, false)] {
        let mut arena = Arena::open(&book, &[(who, 0, 8, 8), ("thug", 1, far, 8)]);
        let (laid, ends) = (Laid::Burning, Ends::Never);
        let lasting = Lasting {
            id: 0,
            laid,
            by: 1,
            act: "Test".into(),
            level: None,
            ends,
            save: None,
            concentration: false,
        };
        arena.happened(Event::Laid { who: 0, lasting });
        let choice = choose(&arena.fight, 0);
        assert_eq!(choice.order == Order::Extinguish, rolls, "{who} {far}: {}", choice.reason);
    }
}
