//! What is true of every fight at every moment.

use rules::book::{Condition, Knack, Occasion, Size, Time};
use rules::fight::{Event, Fight, Health, Why};

/// What must be so before a fact is made: nobody does what they cannot.
pub(crate) fn before(fight: &Fight<'_>, event: &Event) -> Result<(), String> {
    let must = |so: bool, what: &str| if so { Ok(()) } else { Err(format!("{what}: {event:?}")) };
    match event {
        Event::Acted { who, act, why, .. } => {
            let fighter = &fight.fighters[*who];
            let time = act.map(|it| &fighter.kit.acts[it].time);
            // What happens by itself asks for no action.
            let by_itself = matches!(time, Some(Time::TurnStart | Time::TurnEnd));
            // Nor does what helps a failed save, which the helpless make as well.
            let on = act.and_then(|it| fighter.kit.acts[it].activity.on.as_ref());
            let helps = matches!(on, Some(Occasion::Failed(_))) && fighter.health != Health::Dead;
            let dies = time == Some(&Time::Death) && fighter.health == Health::Dead;
            must(fighter.is_able() || by_itself && fighter.is_up() || helps || dies, "who cannot act, acts")?;
            let moment = &fighter.moment;
            let nicks = act.and_then(|it| fighter.kit.acts[it].swing.as_ref()).is_some_and(|it| it.nicks());
            let row = |at: &usize| moment.attacks.iter().any(|(acts, count)| *count > 0 && acts.contains(at));
            let spent = moment.action && moment.further.is_empty();
            match (why, act, time) {
                (Why::Turn, Some(at), Some(Time::Action)) => must(row(at) || !spent, "a second action"),
                (Why::Turn, Some(_), Some(Time::Attack)) => {
                    let left = moment.attacks.iter().any(|it| it.1 > 0);
                    must(left || !spent, "an attack too many")
                }
                (Why::Turn, _, Some(Time::BonusAction)) => {
                    must(nicks || !moment.bonus_action, "a second Bonus Action")
                }
                (Why::Turn, None, _) => must(!spent, "a second action"),
                (Why::Reaction, ..) => must(!moment.reaction, "a second Reaction"),
                (Why::Legendary, _, Some(Time::Legendary(cost))) => {
                    must(*cost <= fighter.legendary_actions, "a Legendary Action too many")
                }
                _ => Ok(()),
            }
        }
        Event::AttackBegan { who, .. } => {
            let moment = &fight.fighters[*who].moment;
            must(!moment.action || !moment.further.is_empty(), "a second Attack action")
        }
        Event::Kept { who, .. } => must(!fight.fighters[*who].moment.bonus_action, "a second Bonus Action"),
        Event::Attacked { who, target, .. } => {
            must(fight.fighters[*who].is_able(), "who cannot act, attacks")?;
            must(fight.fighters[*target].health != Health::Dead, "the dead are attacked")
        }
        Event::Moved { who, why, .. } => {
            let fighter = &fight.fighters[*who];
            must(fighter.health != Health::Dead, "the dead move")?;
            must(*why != Why::Turn || fighter.is_able(), "who cannot act, walks")
        }
        Event::Teleported { who, .. } => must(fight.fighters[*who].health != Health::Dead, "the dead move"),
        Event::Revived { who, .. } => {
            must(fight.fighters[*who].health == Health::Dead, "the living are revived")
        }
        Event::Spent { who, key, count } => {
            must(fight.fighters[*who].left(key) >= *count, "more than there is is spent")
        }
        Event::Concentrated { who, .. } => {
            must(fight.fighters[*who].concentration.is_none(), "two things are concentrated on")
        }
        Event::Laid { who, .. } => {
            must(fight.fighters[*who].health != Health::Dead, "something is laid upon the dead")
        }
        Event::Resisted { who } => must(fight.fighters[*who].legendary_resistances > 0, "resisted too often"),
        _ => Ok(()),
    }
}

/// What is so after every fact.
pub(crate) fn after(fight: &Fight<'_>) -> Result<(), String> {
    for it in &fight.fighters {
        let name = &it.name;
        if it.hp < 0 || it.hp > it.hp_most() || it.temporary_hp < 0 {
            return Err(format!(
                "{name} has {} of {} hit points and {} temporary",
                it.hp, it.kit.hp, it.temporary_hp
            ));
        }
        let ghostly = it.kit.has(|it| matches!(it, Knack::Incorporeal));
        if !fight.grid.fits(it.stand()) && !ghostly {
            return Err(format!("{name} stands at {:?}", it.spot));
        }
        if it.moment.moved > it.kit.speed() + it.moment.dashed + 200 {
            return Err(format!("{name} moved {} feet", it.moment.moved));
        }
    }
    Ok(())
}

/// Passing through, or fallen down where one could not stay (SRD 5.2, "Playing the Game", Moving around Other
/// Creatures).
fn may_share(fight: &Fight<'_>, one: usize, other: usize) -> bool {
    [one, other].iter().any(|it| {
        let fighter = &fight.fighters[*it];
        fight.turn == Some(*it)
            || fighter.has(Condition::Prone)
            // A Shadow falls upon somebody and does not lie.
            || fighter.kit.condition_immunities.contains(&Condition::Prone)
            || fighter.kit.size == Size::Tiny
            || fighter.kit.has(|it| matches!(it, Knack::Swarm))
    })
}

/// What is so once everything that belongs together has happened.
pub(crate) fn at_rest(fight: &Fight<'_>) -> Result<(), String> {
    for (at, it) in fight.fighters.iter().enumerate() {
        let name = &it.name;
        for (other, them) in fight.fighters.iter().enumerate().skip(at + 1) {
            let lives = it.health != Health::Dead && them.health != Health::Dead;
            if lives && it.stand().feet_to(them.stand()) == 0 && !may_share(fight, at, other) {
                return Err(format!("{name} and {} stand in one square", them.name));
            }
        }
        if it.hp == 0 && it.is_up() {
            return Err(format!("{} is up with no hit points", it.name));
        }
        if !it.is_able() && it.concentration.is_some() {
            return Err(format!("{} concentrates but is not able", it.name));
        }
        for lasting in it.lasting.iter().filter(|it| it.concentration) {
            let by = &fight.fighters[lasting.by];
            // What is done with a spell later hangs on the same concentration: `Hunter's Mark: again`.
            let hangs = |on: &String| lasting.act.split(": ").next() == Some(on.as_str());
            if !by.concentration.as_ref().is_some_and(hangs) {
                return Err(format!("{} lies upon {}, but {} lost it", lasting.act, it.name, by.name));
            }
        }
        if it.exhaustion >= 6 && it.health != Health::Dead {
            return Err(format!("{} lives with six levels of Exhaustion", it.name));
        }
    }
    Ok(())
}
