//! How it goes, in a few words: hit points, what ails, what is spent; and what others got.

use rules::{
    build::Adventurer,
    play::{Event, Gift},
    sheet::Sheet,
};

pub(crate) fn look(adventurer: &Adventurer<'_>, told: &[Event]) -> String {
    let sheet = Sheet::of(adventurer);
    let now = &adventurer.build.now;
    let mut words = vec![format!("{}/{}", sheet.hp_now, sheet.hp.total)];
    let mut say = |so: bool, word: String| {
        if so {
            words.push(word);
        }
    };
    say(now.temporary_hp > 0, format!("temp {}", now.temporary_hp));
    say(now.dead, "dead".into());
    say(now.stable, "stable".into());
    let saves = now.death_successes + now.death_failures > 0;
    say(saves, format!("saved {} failed {}", now.death_successes, now.death_failures));
    for condition in &now.conditions {
        say(true, condition.word());
    }
    say(now.exhaustion > 0, format!("tired {}", now.exhaustion));
    for state in &now.states {
        say(true, format!("in {}", state.slug()));
    }
    if let Some(on) = &now.concentration {
        say(true, format!("on {}", on.slug()));
    }
    for (key, count) in now.spent.iter().filter(|(_, count)| **count > 0) {
        say(true, format!("{key} -{count}"));
    }
    for (class, count) in now.hit_dice.iter().filter(|(_, count)| **count > 0) {
        say(true, format!("dice {} -{count}", class.slug()));
    }
    say(now.inspiration, "inspired".into());
    if let Some(xp) = adventurer.build.xp {
        say(true, format!("xp {xp}"));
    }
    for event in told {
        match event {
            Event::Given { gift: Gift::Hp(hp) } => say(true, format!("gives {hp} hp")),
            Event::Given { gift: Gift::TemporaryHp(hp) } => say(true, format!("gives {hp} temp")),
            Event::InitiativeRolled { roll } => say(true, format!("initiative {}", roll.total)),
            Event::UsedUp { item, count } => say(true, format!("uses up {count} {}", item.slug())),
            Event::Prompted { text } if text.contains(" uses up ") => say(true, format!("asks: {text}")),
            _ => {}
        }
    }
    words.join(", ")
}
