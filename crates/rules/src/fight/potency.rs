//! What features add to the damage of a hero's spells (SRD 5.2, "Classes", Warlock: Agonizing Blast; Sorcerer: Elemental
//! Affinity).

use super::Act;
use crate::{
    book::{Effect, Formula, Modifier, Number},
    circumstance::{Circumstance, Verdict},
    sheet::Bearer,
};

/// Adds to a spell's damage roll what its caster has for it: to the first, and so to each ray of those that are alike.
pub(super) fn empower(act: &mut Act, bearer: &Bearer<'_>) {
    let Some(magic) = &act.spell else { return };
    let around = Circumstance { cast: Some(magic.cast()), ..Circumstance::default() };
    let mut more = 0;
    for it in &bearer.bearings {
        if let Modifier::Add { to: Number::SpellDamage, value, when } = it.modifier
            && around.all(when, &|name| bearer.value(name)) == Verdict::Yes
        {
            more += bearer.number(value);
        }
    }
    if more != 0
        && let Some(amount) = first_damage(&mut act.activity.effects)
        && let Ok(sum) = format!("{} + {more}", amount.text()).parse::<Formula>()
    {
        *amount = sum;
    }
}

fn first_damage(effects: &mut [Effect]) -> Option<&mut Formula> {
    effects.iter_mut().find_map(|it| match it {
        Effect::Damage { amount, .. } => Some(amount),
        Effect::Attack { hit: effects, .. } | Effect::Save { fail: effects, .. } => first_damage(effects),
        _ => None,
    })
}
