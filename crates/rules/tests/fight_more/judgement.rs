//! What the tactic takes for help and what for harm: friends are strengthened, foes are caught, and nothing is done in vain.

use rules::{
    build::Place,
    fight::{Fight, Order, choose},
};

use super::arena::{Arena, CLUB, Hero, block, book, caster};

/// The name of the act that is chosen, and at whom.
fn chosen(fight: &Fight<'_>, who: usize) -> (String, Vec<usize>) {
    match choose(fight, who).order {
        Order::Act { act, aim, .. } => {
            let name = fight.fighters[who].kit.acts[act].name.clone();
            let area = aim.spot.map(|spot| fight.in_area(who, &fight.fighters[who].kit.acts[act], spot));
            (name, area.unwrap_or(aim.targets))
        }
        other => (format!("{other:?}"), Vec::new()),
    }
}

/// SRD 5.2, "Classes", Bard: Bardic Inspiration is for a friend; alone one keeps it.
#[test]
fn a_bard_inspires_friends() {
    let book = book(&format!("[{}]", block("thug", CLUB, r#"{"hp": "200"}"#)));
    let bard = || Hero::of("bard", 5).with("weapon/rapier", Place::MainHand);
    for (others, expected) in
        [(&[("thug", 0, 4, 8), ("thug", 1, 5, 8)][..], vec![vec![1]]), (&[("thug", 1, 3, 8)], Vec::new())]
    {
        let mut arena = Arena::of_hero(&book, bard(), others);
        let mut inspired = Vec::new();
        loop {
            let order = choose(&arena.fight, 0).order;
            if order == Order::EndTurn {
                break;
            }
            let (name, targets) = chosen(&arena.fight, 0);
            inspired.extend((name == "Bardic Inspiration").then_some(targets));
            arena.must(&order);
        }
        assert_eq!(inspired, expected, "{}", arena.told());
    }
}

/// SRD 5.2, "Spells", Hypnotic Pattern, Web: they catch whoever is there, so they are laid where friends are not.
#[test]
fn spells_that_hold_are_laid_upon_foes_alone() {
    let foes = block("thug", CLUB, r#"{"hp": "200"}"#);
    for spell in ["hypnotic-pattern", "web"] {
        let book = book(&format!("[{foes}, {}]", caster("mage", &[spell])));
        let far = [("mage", 0, 2, 8), ("thug", 1, 14, 8), ("thug", 1, 15, 8), ("thug", 0, 2, 9)];
        let arena = Arena::open(&book, &far);
        let (name, caught) = chosen(&arena.fight, 0);
        assert!(
            !name.contains("Club") && caught.contains(&1) && caught.contains(&2),
            "{spell}: {name} {caught:?}"
        );
        assert!(!caught.contains(&0) && !caught.contains(&3), "{spell}: {caught:?}");
        // In the midst of friends it is better to do something else.
        let near = [("mage", 0, 8, 8), ("thug", 1, 9, 8), ("thug", 0, 9, 9), ("thug", 0, 8, 9)];
        let arena = Arena::open(&book, &near);
        assert_eq!(chosen(&arena.fight, 0).0, "Club", "{spell}");
    }
}

/// What no fight asks for is not done in one; what hinders is for foes, what helps for friends.
#[test]
fn help_and_hindrance_go_by_what_they_do() {
    let foes = block("thug", CLUB, r#"{"hp": "200"}"#);
    // The spells, with whom it comes of, and what becomes of it.
    for (spells, expected) in [
        (&["guidance"][..], None),
        (&["thaumaturgy"], None),
        (&["jump"], None),
        (&["guidance", "bless"], Some(("Bless", vec![0, 1]))),
        (&["guidance", "bane"], Some(("Bane", vec![2]))),
    ] {
        let book = book(&format!("[{foes}, {}]", caster("mage", spells)));
        let who = [("mage", 0, 2, 8), ("thug", 0, 2, 9), ("thug", 1, 7, 8)];
        let arena = Arena::open(&book, &who);
        let (name, targets) = chosen(&arena.fight, 0);
        match expected {
            Some((spell, upon)) => assert_eq!((name.as_str(), targets), (spell, upon), "{spells:?}"),
            None => assert!(!spells.iter().any(|it| name.to_lowercase().contains(it)), "{spells:?}: {name}"),
        }
    }
}

/// SRD 5.2, "Monsters A-Z", Mage: Protective Magic three times a day, whichever of the two spells it is.
#[test]
fn a_mage_protects_itself_three_times() {
    let book = book(&format!("[{}]", block("thug", CLUB, "{}")));
    let mut arena = Arena::open(&book, &[("thug", 0, 3, 8), ("mage", 1, 4, 8)]);
    let mut shields = 0;
    for _ in 0..4 {
        // 15 and 5 hit armour class 15, and would miss with five more.
        let events = arena.dice(&[12]).act("Club", &[1]);
        shields +=
            usize::from(events.iter().any(
                |it| matches!(it, rules::fight::Event::Acted { name, .. } if name == "Protective Magic"),
            ));
        arena.pass();
        arena.pass();
    }
    assert_eq!(shields, 3, "{}", arena.told());
    arena.replays();
}

/// SRD 5.2, "Monsters A-Z", Vampire: whom it holds, it bites.
#[test]
fn a_vampire_bites_whom_it_holds() {
    let book = book(&format!("[{}]", block("thug", CLUB, r#"{"hp": "200"}"#)));
    let mut arena = Arena::open(&book, &[("vampire", 0, 3, 8), ("thug", 1, 4, 8)]);
    let mut bites = 0;
    for _ in 0..3 {
        loop {
            let order = choose(&arena.fight, 0).order;
            if order == Order::EndTurn {
                break;
            }
            bites += usize::from(chosen(&arena.fight, 0).0 == "Bite");
            arena.must(&order);
        }
        arena.pass();
        arena.pass();
    }
    assert!(bites > 0, "{}", arena.told());
}
