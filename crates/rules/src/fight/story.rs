//! A fight told as text, for people.

use super::{Action, Ended, Event, Fight, Laid, Lasting, Outcome, Why};
use crate::book::{DamageType, Effect};

/// Everything that happened, a line each; what needs no words has none.
pub fn tell_all(fight: &Fight<'_>, events: &[Event]) -> Vec<String> {
    events.iter().filter_map(|it| tell(fight, it)).collect()
}

/// One fact as a sentence; nothing: it is told with another, or needs no words.
pub fn tell(fight: &Fight<'_>, event: &Event) -> Option<String> {
    let name = |who: &usize| fight.fighters.get(*who).map_or("Somebody", |it| it.name.as_str());
    let told = match event {
        Event::Joined { name, .. } => format!("{name} answers the call."),
        Event::Departed { who } => format!("{} goes where it came from.", name(who)),
        Event::Traded { who, with } => {
            format!("{} trades places in the order with {}.", name(who), name(with))
        }
        Event::Initiative { who, total, .. } => format!("{} is ready at {total}.", name(who)),
        Event::RoundBegan { round } => format!("\u{2014} Round {round} \u{2014}"),
        Event::Moved { who, feet, why: Why::Turn, .. } => format!("{} moves {feet} feet.", name(who)),
        Event::Moved { who, feet, .. } => format!("{} is thrown {feet} feet.", name(who)),
        Event::Jumped { who, feet, .. } => format!("{} leaps {feet} feet.", name(who)),
        Event::Rose { who, feet, .. } if *feet < 0 => format!("{} comes {} feet down.", name(who), -feet),
        Event::Rose { who, feet, .. } => format!("{} rises {feet} feet.", name(who)),
        Event::Fell { who, feet, slowly: true } => format!("{} sinks {feet} feet, slowly.", name(who)),
        Event::Fell { who, feet, .. } => format!("{} falls {feet} feet.", name(who)),
        Event::Hurried { who, feet, .. } => format!("{} can go {feet} feet more.", name(who)),
        Event::Teleported { who, feet, .. } => {
            format!("{} vanishes and appears {feet} feet away.", name(who))
        }
        Event::Revived { who, hp, .. } => {
            format!("{} lives again, with {}.", name(who), counted(*hp, "hit point"))
        }
        Event::Acted { name: act, .. } if !act.is_empty() => acted(fight, event)?,
        Event::Acted { who, action: Action::Utilize, .. } => format!("{} makes use of a thing.", name(who)),
        Event::Dashed { who } => format!("{} runs.", name(who)),
        Event::Spared { who, by } => format!("{} leaves {} out of it.", name(by), name(who)),
        Event::Disengaged { who } => format!("{} withdraws with care.", name(who)),
        Event::Dodged { who } => format!("{} is on guard.", name(who)),
        Event::Stood { who, .. } => format!("{} gets up.", name(who)),
        Event::Attacked { .. } => attacked(fight, event)?,
        Event::Saved { who, ability, total, dc, outcome, concentration: true, .. } => {
            let word = if outcome.succeeds() { "keeps" } else { "fails to keep" };
            format!("{} {word} Concentration ({ability} {total} against {dc}).", name(who))
        }
        Event::Saved { who, ability, total, dc, outcome, .. } => match outcome {
            Outcome::Automatic => format!("{} cannot save.", name(who)),
            it if it.succeeds() => format!("{} withstands it ({ability} {total} against {dc}).", name(who)),
            _ => format!("{} fails to withstand it ({ability} {total} against {dc}).", name(who)),
        },
        Event::Checked { who, name: what, total, dc, outcome, .. } => {
            let word = if outcome.succeeds() { "succeeds" } else { "fails" };
            format!("{what}: {} {word} with {total} against {dc}.", name(who))
        }
        Event::Urged { .. } => urged(fight, event)?,
        Event::Resisted { who } => format!("{} shrugs it off: a Legendary Resistance is spent.", name(who)),
        Event::Hurt { .. } => hurt(fight, event)?,
        Event::Healed { who, hp, .. } => {
            let regained = counted(*hp, "hit point");
            format!("{} regains {regained} and has {}.", name(who), fight.fighters.get(*who)?.hp)
        }
        Event::Strengthened { who, temporary_hp } => {
            format!("{} has {}.", name(who), counted(*temporary_hp, "temporary hit point"))
        }
        Event::MaximumLowered { who, by } if *by < 0 => {
            format!("{}'s hit point maximum rises by {}.", name(who), -by)
        }
        Event::MaximumLowered { who, by } => {
            format!("{}'s hit point maximum falls by {by}.", name(who))
        }
        _ => lasting(fight, event)?,
    };
    Some(told)
}

fn acted(fight: &Fight<'_>, event: &Event) -> Option<String> {
    let Event::Acted { who, act: at, name: act, targets, why, .. } = event else { return None };
    let fighter = fight.fighters.get(*who)?;
    let how = match why {
        Why::Reaction => " as a Reaction",
        Why::Legendary => " as a Legendary Action",
        Why::Turn | Why::With | Why::Forced => "",
    };
    let attacks = at.and_then(|it| fighter.kit.acts.get(it)?.activity.effects.first());
    let attacks = matches!(attacks, Some(Effect::Attack { .. }));
    let others: Vec<&str> = targets
        .iter()
        .filter(|it| *it != who)
        .filter_map(|it| fight.fighters.get(*it))
        .map(|it| it.name.as_str())
        .collect();
    Some(match others.as_slice() {
        [] => format!("{} uses {act}{how}.", fighter.name),
        // The attack roll itself tells whom.
        [_] if how.is_empty() && attacks => return None,
        others => format!("{} uses {act}{how} upon {}.", fighter.name, others.join(", ")),
    })
}

fn attacked(fight: &Fight<'_>, event: &Event) -> Option<String> {
    let Event::Attacked { who, target, name, dice, lean, total, against, outcome, .. } = event else {
        return None;
    };
    let (attacker, attacked) = (&fight.fighters.get(*who)?.name, &fight.fighters.get(*target)?.name);
    let faces: Vec<String> = dice.iter().map(u8::to_string).collect();
    let leaning = match lean {
        1 => ", with Advantage",
        -1 => ", with Disadvantage",
        _ => "",
    };
    let rolled = format!("{total} against {against}; d20 {}{leaning}", faces.join(" and "));
    Some(match outcome {
        Outcome::Critical => format!("{attacker} strikes {attacked} perfectly with {name} ({rolled})."),
        it if it.succeeds() => format!("{attacker} hits {attacked} with {name} ({rolled})."),
        _ => format!("{attacker} misses {attacked} with {name} ({rolled})."),
    })
}

fn hurt(fight: &Fight<'_>, event: &Event) -> Option<String> {
    let Event::Hurt { who, parts, lost, temporary_lost, .. } = event else { return None };
    let fighter = fight.fighters.get(*who)?;
    let soaked =
        if *temporary_lost > 0 { format!(", {temporary_lost} of it soaked up") } else { String::new() };
    if lost + temporary_lost == 0 {
        return Some(format!("{} takes no harm ({}).", fighter.name, self::parts(parts)));
    }
    Some(format!("{} takes {} damage{soaked} and has {} left.", fighter.name, self::parts(parts), fighter.hp))
}

/// What lies upon somebody from now on.
fn laid(fight: &Fight<'_>, who: usize, lasting: &Lasting) -> Option<String> {
    let name = |who: usize| fight.fighters.get(who).map_or("Somebody", |it| it.name.as_str());
    let (who, act) = (name(who), &lasting.act);
    Some(match &lasting.laid {
        Laid::Condition(condition) => format!("{who} is {}.", condition.name().to_lowercase()),
        Laid::Modifiers(_) if act == "Dodge" => return None,
        Laid::Modifiers(_) => format!("{who} is under {act}."),
        Laid::Burning => format!("{who} burns."),
        Laid::Heightened => format!("{act} bears down on {who}."),
        Laid::Exposed(by) => format!("{who} is exposed to {}.", name(*by)),
        Laid::Going(_) | Laid::Summoned | Laid::Shaped | Laid::State(_) | Laid::Again { .. } => return None,
    })
}

fn lasting(fight: &Fight<'_>, event: &Event) -> Option<String> {
    let name = |who: &usize| fight.fighters.get(*who).map_or("Somebody", |it| it.name.as_str());
    let state =
        |id: &crate::ContentId| fight.book.state(id).map_or(id.slug(), |it| it.name.as_str()).to_owned();
    Some(match event {
        Event::Laid { who, lasting } => laid(fight, *who, lasting)?,
        Event::ZoneLaid { zone } if zone.around.is_some() => {
            format!("{} goes with {}.", zone.act, name(&zone.by))
        }
        Event::ZoneLaid { zone } => format!("{} takes hold.", zone.act),
        Event::ZoneMoved { id, .. } => {
            format!("{} moves on.", fight.zones.iter().find(|it| it.id == *id)?.act)
        }
        Event::ZoneEntered { id, who } => {
            let zone = fight.zones.iter().find(|it| it.id == *id)?;
            format!("{} comes into {}.", name(who), zone.act)
        }
        Event::Lit { glow } => match glow.sheds {
            super::Sheds::Light { sunlight: true, .. } => format!("{} shines like the sun.", glow.act),
            super::Sheds::Light { .. } => format!("{} sheds its light.", glow.act),
            super::Sheds::Darkness { .. } => format!("{} swallows the light.", glow.act),
        },
        Event::GlowGone { act, .. } => format!("{act} is gone."),
        Event::Inspired { who, more } => format!("What {} was told gives {more} more.", name(who)),
        Event::Countered { who } => format!("The spell of {} comes to nothing.", name(who)),
        Event::Readied { who, ready: Some(ready) } => {
            let act = fight.fighters.get(*who)?.kit.acts.get(ready.act)?;
            format!("{} waits with {}.", name(who), act.name)
        }
        Event::Intended { who, intent } => intent.told(name(who)),
        Event::Tired { who, levels } => {
            format!("{} gains {} of Exhaustion.", name(who), counted(i32::from(*levels), "level"))
        }
        Event::Concentrated { who, act } => format!("{} concentrates on {act}.", name(who)),
        Event::ConcentrationEnded { who } => format!("{} loses Concentration.", name(who)),
        Event::Shaped { who, shape, .. } => {
            format!("{} takes the form of {}.", name(who), shape.named(fight.book))
        }
        Event::Unshaped { who, .. } => format!("{} is back in its own form.", name(who)),
        Event::StateBegan { who, state: id } => format!("{} begins: {}.", state(id), name(who)),
        Event::Kept { who, name: what, .. } => {
            format!("{} spends a Bonus Action to keep {what} up.", name(who))
        }
        Event::StateEnded { who, state: id } => format!("{} ends for {}.", state(id), name(who)),
        Event::Dropped { who } => format!("{} falls, dying.", name(who)),
        Event::DeathSaved { who, die: 0, failures, .. } => {
            format!("{} is hurt while dying: {failures} of 3 failures.", name(who))
        }
        Event::DeathSaved { who, die, successes, failures } => {
            let (good, bad) = (i32::from(*successes), i32::from(*failures));
            let (good, bad) = (plural(good, "success", "es"), plural(bad, "failure", "s"));
            format!("{} fights for life: {die}, {good} and {bad}.", name(who))
        }
        Event::Stabilised { who } => format!("{} is stable.", name(who)),
        Event::Died { who } => match fight.fighters.get(*who).is_some_and(|it| it.kit.hero) {
            true => format!("{} dies.", name(who)),
            false => format!("{} falls.", name(who)),
        },
        Event::Prompted { text, .. } => format!("(For people: {text})"),
        Event::Ended { how } => ended(fight, how),
        _ => return None,
    })
}

fn ended(fight: &Fight<'_>, how: &Ended) -> String {
    match how {
        Ended::Nobody => "Nobody is left standing.".into(),
        Ended::CalledOff => "It goes nowhere; both sides withdraw.".into(),
        Ended::Won(side) => {
            let standing: Vec<&str> = fight
                .fighters
                .iter()
                .filter(|it| it.side == *side && it.is_up())
                .map(|it| it.name.as_str())
                .collect();
            let verb = if standing.len() == 1 { "stands" } else { "stand" };
            let rounds = plural(fight.round, "round", "s");
            format!("It is over after {rounds}: {} {verb}.", listed(&standing))
        }
    }
}

/// `1 hit point`, `2 hit points`.
pub(super) fn counted(count: i32, what: &str) -> String {
    plural(count, what, "s")
}

fn plural(count: impl Into<i64>, what: &str, more: &str) -> String {
    let count: i64 = count.into();
    format!("{count} {what}{}", if count == 1 { "" } else { more })
}

/// `12 slashing and 3 radiant`; of each kind once, with what it was before where less was taken.
pub(super) fn parts(parts: &[(DamageType, i32, i32)]) -> String {
    let mut sums: Vec<(DamageType, i32, i32)> = Vec::new();
    for (of, amount, dealt) in parts {
        match sums.iter_mut().find(|it| it.0 == *of) {
            Some(sum) => (sum.1, sum.2) = (sum.1 + amount, sum.2 + dealt),
            None => sums.push((*of, *amount, *dealt)),
        }
    }
    let part = |(of, amount, dealt): &(DamageType, i32, i32)| match (amount, dealt) {
        (amount, dealt) if amount == dealt => format!("{dealt} {}", of.name().to_lowercase()),
        (_, 0) => format!("no {}", of.name().to_lowercase()),
        (amount, dealt) => format!("{dealt} instead of {amount} {}", of.name().to_lowercase()),
    };
    listed(&sums.iter().map(part).collect::<Vec<_>>().iter().map(String::as_str).collect::<Vec<_>>())
}

/// `one, two and three`.
pub(super) fn listed(all: &[&str]) -> String {
    match all {
        [] => "nobody".into(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

fn urged(fight: &Fight<'_>, event: &Event) -> Option<String> {
    let Event::Urged { who, target, skill, heeded } = event else { return None };
    let [who, target] = [who, target].map(|it| fight.fighters.get(*it).map_or("Somebody", |it| &it.name));
    Some(if *heeded {
        format!("{who} brings {target} round.")
    } else {
        format!("{target} is deaf to {who}'s {}.", skill.name())
    })
}
