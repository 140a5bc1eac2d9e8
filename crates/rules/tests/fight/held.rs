//! Nothing comes that is held back, whoever meets whomever.

use rules::fight::{Comes, Event, Fight, Intent, Unbidden, Why, play};

use super::{
    arena::{book, stream},
    random::random_stage,
};

/// What of the first fighters, as the fight begins, came of itself in it.
fn came(seed: u64, held: bool) -> Vec<Unbidden> {
    let mut dice = stream(seed);
    let (mut fight, _) = Fight::begin(book(), &random_stage(seed), &mut dice).unwrap();
    let all: Vec<_> = (0..fight.fighters.len()).map(|it| fight.unbidden(it)).collect();
    for (who, what) in all.iter().enumerate().flat_map(|(who, all)| all.iter().map(move |it| (who, it))) {
        let intent = Intent { what: what.clone(), comes: Comes::Never };
        assert!(!held || fight.intend(who, &intent).unwrap().len() == 1, "{seed}: {intent:?}");
    }
    let mut found = Vec::new();
    play(&mut fight, &mut dice, &mut |now, _, events| {
        for event in events {
            let Event::Acted { who, act: Some(at), name, why, .. } = event else { continue };
            let Some(all) = all.get(*who) else { continue };
            let strikes = *why == Why::Reaction
                && now.fighters[*who].kit.opportunity.is_some_and(|(best, _)| best == *at);
            let what = if strikes { Unbidden::OpportunityAttack } else { Unbidden::Act(name.clone()) };
            found.extend(all.contains(&what).then_some(what));
        }
    });
    found
}

/// A hundred random fights: with everything held back nothing of it comes; without, much of it does.
#[test]
fn nothing_comes_that_is_held_back() {
    let mut free = std::collections::BTreeSet::new();
    for seed in 0..100 {
        free.extend(came(seed, false));
        assert_eq!(came(seed, true), [], "{seed}");
    }
    assert!(free.contains(&Unbidden::OpportunityAttack) && free.len() > 5, "{free:?}");
}
