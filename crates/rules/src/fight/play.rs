//! A fight from its first turn to its end, with the tactic on every side.

use serde::{Deserialize, Serialize};

use super::{Event, Fight, Order, Side, choose};
use crate::dice::Chance;

/// How a fight ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    Won(Side),
    /// Everybody fell.
    Nobody,
    /// It went nowhere for too long.
    CalledOff,
}

/// Who hears how it goes: the fight, why somebody did something, and what came of it.
pub type Hearer<'h> = &'h mut dyn FnMut(&Fight<'_>, Option<&str>, &[Event]);

/// Orders of one turn: more than anybody has things to do.
const ORDERS_MOST: usize = 40;

/// Plays on until the fight is decided. `told` hears what each decided, and what happened.
pub fn play(fight: &mut Fight<'_>, chance: &mut dyn Chance, told: Hearer<'_>) -> Option<Ended> {
    while fight.ended.is_none() {
        let events = fight.advance(chance);
        told(fight, None, &events);
        if let Some(who) = fight.turn {
            take_turn(fight, who, chance, told);
        } else if events.is_empty() {
            break;
        }
    }
    fight.ended
}

fn take_turn(fight: &mut Fight<'_>, who: usize, chance: &mut dyn Chance, told: Hearer<'_>) {
    for _ in 0..ORDERS_MOST {
        if fight.turn != Some(who) {
            return;
        }
        let choice = choose(fight, who);
        let ends = choice.order == Order::EndTurn;
        match fight.order(&choice.order, chance) {
            Ok(events) => told(fight, Some(&choice.reason), &events),
            // The tactic never asks for what is forbidden; if it did, its turn would be over.
            Err(_) => break,
        }
        if ends {
            return;
        }
    }
    if fight.turn == Some(who)
        && let Ok(events) = fight.order(&Order::EndTurn, chance)
    {
        told(fight, None, &events);
    }
}
