//! Which of its actions a creature does together.

use super::super::{
    prose::{Say, listed, number},
    voice::Voice,
};
use crate::book::{Creature, Effect, Strike};

impl Voice<'_> {
    /// `The dragon makes three Rend attacks; or it makes two Rend attacks and uses Scorching Ray.`
    pub(super) fn multiattack(&self, creature: &Creature) -> Say {
        let mut all = String::new();
        for (at, strikes) in creature.multiattack.iter().enumerate() {
            let who = if at == 0 { self.me.noun.clone() } else { "; or it".to_owned() };
            let does = listed(strikes.iter().map(|it| strike(creature, it)), "and").plain();
            all.push_str(&format!("{who} {does}"));
        }
        Say::from(merged(&all)).sentence()
    }
}

/// One verb for several: `makes one Bite attack and two Claw attacks`.
fn merged(text: &str) -> String {
    text.replace(" attacks and makes ", " attacks and ")
        .replace(" attack and makes ", " attack and ")
        .replace(" attacks, makes ", " attacks, ")
        .replace(" attack, makes ", " attack, ")
}

fn strike(creature: &Creature, strike: &Strike) -> String {
    let attacks = |name: &String| {
        let named = creature.actions.iter().find(|it| it.name.as_ref() == Some(name));
        named.is_some_and(|it| it.effects.iter().any(|it| matches!(it, Effect::Attack { .. })))
    };
    let count = i32::from(strike.count);
    let many = number(count);
    match strike.actions.as_slice() {
        [one] if attacks(one) && count == 1 => format!("makes one {one} attack"),
        [one] if attacks(one) => format!("makes {many} {one} attacks"),
        [one] if count == 1 => format!("uses {one}"),
        [one] if count == 2 => format!("uses {one} twice"),
        [one] => format!("uses {one} {many} times"),
        several if several.iter().all(attacks) && count == 1 => {
            format!("makes one {} attack", listed(several.iter().map(String::as_str), "or").plain())
        }
        several if several.iter().all(attacks) => {
            let names = listed(several.iter().map(String::as_str), "or").plain();
            format!("makes {many} attacks, using {names} in any combination")
        }
        several => {
            let names = listed(several.iter().map(String::as_str), "or").plain();
            match count {
                1 => format!("uses {names}"),
                _ => format!("uses {names} {many} times in any combination"),
            }
        }
    }
}
