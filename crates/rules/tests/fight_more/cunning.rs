//! What a rogue does instead of harm (SRD 5.2, "Classes", Rogue: Cunning Strike, Devious Strikes, Cunning Action).

use rules::{
    book::{Book, Condition},
    build::Place,
    fight::{Event, Order, Refused, Spot},
};

use super::{
    arena::{Arena, CLUB, Hero, block, book},
    rogue::bears,
};

fn foes() -> Book {
    let all = [
        block("foe", CLUB, r#"{"hp": "200"}"#),
        block("giant", CLUB, r#"{"hp": "200", "size": "huge"}"#),
        block("friend", CLUB, "{}"),
    ];
    book(&format!("[{}]", all.join(", ")))
}

fn rogue(level: u8) -> Hero {
    Hero::of("rogue", level).with("weapon/rapier", Place::MainHand).with("tool/poisoners-kit", Place::Stowed)
}

/// Cunning Strike and Devious Strikes: dice of Sneak Attack are forgone, before they are thrown, for what was meant beforehand;
/// saves are against 8 + proficiency + Dexterity. One at a time, two from level 11, and none without a Sneak Attack.
#[test]
fn dice_are_forgone_for_cunning() {
    let book = foes();
    use Condition::{Blinded, Poisoned, Prone, Unconscious};
    // The level, whether a friend stands beside the foe, the foe, what is meant, the dice of saves, dice of Sneak Attack that are
    // left, what the foe has then.
    type Case = (u8, bool, &'static str, &'static [&'static str], &'static [u32], i32, &'static [Condition]);
    let cases: &[Case] = &[
        (5, true, "foe", &[], &[], 3, &[]),
        (5, true, "foe", &["Trip"], &[13], 2, &[Prone]),
        (5, true, "foe", &["Trip"], &[14], 2, &[]),
        (5, true, "giant", &["Trip"], &[], 3, &[]),
        (5, false, "foe", &["Trip"], &[], 0, &[]),
        (5, true, "foe", &["Poison"], &[13], 2, &[Poisoned]),
        (5, true, "foe", &["Poison"], &[14], 2, &[]),
        (5, true, "foe", &["Withdraw"], &[], 2, &[]),
        (5, true, "foe", &["Trip", "Withdraw"], &[13], 2, &[Prone]),
        (11, true, "foe", &["Trip", "Withdraw"], &[1], 4, &[Prone]),
        (11, true, "foe", &["Trip", "Poison"], &[1, 1], 4, &[Poisoned, Prone]),
        (14, true, "foe", &["Obscure"], &[15], 4, &[Blinded]),
        (14, true, "foe", &["Obscure"], &[16], 4, &[]),
        (14, true, "foe", &["Knock Out"], &[15], 1, &[Prone, Unconscious]),
        (14, true, "foe", &["Knock Out", "Obscure"], &[16], 1, &[]),
        (14, true, "foe", &["Daze"], &[15], 5, &[]),
    ];
    for (level, friend, foe, means, saves, left, has) in cases {
        let beside = if *foe == "giant" { 6 } else { 4 };
        let others = [(*foe, 1, 3, 8), ("friend", 0, beside, 8)];
        let mut arena = Arena::of_hero(&book, rogue(*level), &others[..1 + usize::from(*friend)]);
        for it in *means {
            arena.act(&format!("Mean to {it}"), &[]);
        }
        // All dice of damage show a 1: one of the rapier with 3 of Dexterity, the rest of Sneak Attack.
        let ones = vec![1; 1 + usize::try_from(*left).unwrap()];
        arena.dice(&[15]).dice(&ones).dice(saves).act("Rapier", &[1]);
        let told = arena.told();
        assert_eq!(200 - arena.hp(1), 4 + left, "{level} {means:?} {saves:?}: {told}");
        let which = [Blinded, Poisoned, Prone, Unconscious];
        let held: Vec<_> = which.into_iter().filter(|it| arena.fight.fighters[1].has(*it)).collect();
        assert_eq!(held, *has, "{level} {means:?} {saves:?}: {told}");
        arena.replays();
    }
}

/// Poison needs a Poisoner's Kit about the rogue, and is saved against at the end of each turn.
#[test]
fn poison_comes_out_of_a_kit() {
    let book = foes();
    let bare = Hero::of("rogue", 5).with("weapon/rapier", Place::MainHand);
    let arena = Arena::of_hero(&book, bare, &[("foe", 1, 3, 8)]);
    assert!(arena.fight.fighters[0].kit.acts.iter().all(|it| it.name != "Mean to Poison"));

    let mut arena = Arena::of_hero(&book, rogue(5), &[("foe", 1, 3, 8), ("friend", 0, 4, 8)]);
    arena.act("Mean to Poison", &[]);
    arena.dice(&[15, 1, 1, 1, 1]).act("Rapier", &[1]);
    for (die, has) in [(13, true), (14, false)] {
        while arena.fight.turn != Some(1) {
            arena.pass();
        }
        assert!(arena.fight.fighters[1].has(Condition::Poisoned), "{}", arena.told());
        arena.dice(&[die]).pass();
        assert_eq!(arena.fight.fighters[1].has(Condition::Poisoned), has, "{}", arena.told());
    }
    arena.replays();
}

/// Withdraw: half the Speed more, without Opportunity Attacks.
#[test]
fn who_withdraws_is_not_struck() {
    let book = foes();
    for (means, feet, strikes) in [(true, 45, false), (false, 30, true)] {
        let mut arena = Arena::of_hero(&book, rogue(5), &[("foe", 1, 3, 8), ("friend", 0, 4, 8)]);
        if means {
            arena.act("Mean to Withdraw", &[]);
        }
        arena.dice(&[15, 1, 1, 1, 1][..5 - usize::from(means)]).act("Rapier", &[1]);
        assert_eq!(arena.fight.fighters[0].feet_left(), feet, "{}", arena.told());
        let events = arena.dice(&[1][..usize::from(strikes)]).go(2, 5);
        let struck = events.iter().any(|it| matches!(it, Event::Attacked { who: 1, .. }));
        assert_eq!(struck, strikes, "{}", arena.told());
        arena.replays();
    }
}

/// Who is dazed moves or acts in its next turn, and no more than that.
#[test]
fn who_is_dazed_does_one_thing() {
    let book = foes();
    let dazed = || {
        let mut arena = Arena::of_hero(&book, rogue(14), &[("foe", 1, 3, 8), ("friend", 0, 4, 8)]);
        arena.act("Mean to Daze", &[]);
        arena.dice(&[15, 1, 1, 1, 1, 1, 1, 1]).act("Rapier", &[1]);
        arena.pass();
        arena
    };
    let mut arena = dazed();
    arena.dice(&[1]).act("Club", &[0]);
    assert_eq!(arena.order(&Order::Move(Spot { x: 3, y: 7 })), Err(Refused::TooFar), "{}", arena.told());
    arena.replays();

    let mut arena = dazed();
    arena.go(3, 7);
    let blow = arena.ordered("Club", rules::fight::Aim { targets: vec![0], spot: None });
    assert_eq!(arena.order(&blow), Err(Refused::NoAction), "{}", arena.told());
    assert_eq!(arena.order(&Order::Dash), Err(Refused::NoAction));
    arena.go(3, 8);
    for _ in 0..3 {
        arena.pass();
    }
    arena.dice(&[1]).act("Club", &[0]);
    arena.go(3, 7);
    arena.replays();
}

/// Knocked out until a save at the end of one of its turns, or until any damage.
#[test]
fn a_blow_wakes_who_was_knocked_out() {
    let book = foes();
    for (saves, struck, sleeps) in [(1, false, true), (16, false, false), (1, true, false)] {
        let mut arena = Arena::of_hero(&book, rogue(14), &[("foe", 1, 3, 8), ("friend", 0, 4, 8)]);
        arena.act("Mean to Knock Out", &[]);
        arena.dice(&[15, 1, 1, 1]).act("Rapier", &[1]);
        arena.pass();
        assert!(arena.fight.fighters[1].has(Condition::Unconscious), "{}", arena.told());
        arena.dice(&[saves]).pass();
        if struck {
            arena.dice(&[15, 15]).act("Club", &[1]);
        }
        assert_eq!(arena.fight.fighters[1].has(Condition::Unconscious), sleeps, "{}", arena.told());
        arena.replays();
    }
}

/// Cunning Action: Hide, with the Bonus Action, where the Hide action could be taken.
#[test]
fn cunning_hides() {
    let book = foes();
    for (watched, die, hidden) in [(false, 20, true), (false, 1, false), (true, 20, false)] {
        let mut arena = Arena::of_hero(&book, rogue(2), &[("foe", 1, 8, 8)]);
        let hide = arena.ordered("Cunning Action: Hide", rules::fight::Aim::default());
        if watched {
            assert_eq!(arena.order(&hide), Err(Refused::InSight));
            continue;
        }
        arena.happened(bears(1, Condition::Incapacitated));
        arena.dice(&[die]).must(&hide);
        let moment = &arena.fight.fighters[0].moment;
        assert!(moment.bonus_action && !moment.action, "{}", arena.told());
        assert_eq!(arena.fight.hidden(0).is_some(), hidden, "{}", arena.told());
        arena.replays();
    }
}
