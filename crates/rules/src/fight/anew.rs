//! Damage dice of spells that are thrown once more (SRD 5.2, "Classes", Sorcerer: Empowered Spell).

use std::sync::Arc;

use super::{Aim, Why, context::Context, order::Engine};
use crate::book::{Effect, Occasion, Sum};

/// Points of damage that it must promise, or it is kept for another spell.
const LEAST_GAIN: i32 = 4;

impl Engine<'_, '_, '_> {
    /// Throws the damage dice of an act; of a spell the worst once more, if somebody can and it is worth it.
    pub(super) fn throw_for(&mut self, context: &Context, sum: &Sum) -> i32 {
        let act = &context.kit.acts[context.act];
        let least = act.swing.as_ref().map_or(1, |it| it.die_at_least);
        let Some((at, most)) = self.throws_anew(context) else { return self.throw(sum, least) };
        let mut faces: Vec<(i32, i32)> = Vec::new();
        for (count, sides) in &sum.dice {
            faces.extend((0..*count).map(|_| (self.chance.draw(*sides) as i32, *sides as i32)));
        }
        // What a die is short of its average, twice.
        let short = |(face, sides): &(i32, i32)| sides + 1 - 2 * face;
        faces.sort_by_key(|it| -short(it));
        let worst = faces.iter().take(most).filter(|it| short(it) > 0).count();
        let gain: i32 = faces[..worst].iter().map(short).sum();
        if gain >= 2 * LEAST_GAIN {
            self.perform(context.who, at, &Aim { targets: vec![context.who], spot: None }, None, Why::Turn);
            for (face, sides) in &mut faces[..worst] {
                *face = self.chance.draw(u32::try_from(*sides).unwrap_or(1)) as i32;
            }
        }
        (sum.flat + faces.iter().map(|(face, _)| face).sum::<i32>()).max(0)
    }

    /// The act by which dice of this spell can be thrown once more, and how many.
    fn throws_anew(&self, context: &Context) -> Option<(usize, usize)> {
        let kit = &context.kit;
        let casts = kit.acts[context.act].spell.is_some();
        if kit.occasions.is_empty() || !casts || !Arc::ptr_eq(kit, &self.fight.fighters[context.who].kit) {
            return None;
        }
        let mut acts = kit.occasions.iter().copied();
        let comes = |at: &usize| {
            kit.acts[*at].activity.on == Some(Occasion::SpellDamage)
                && self.fight.fighters[context.who].lets_act(*at, context.critical)
                && self.fight.can_come(context.who, *at)
        };
        let at = acts.find(comes)?;
        let act = &kit.acts[at];
        let most = act.activity.effects.iter().find_map(|it| match it {
            Effect::ThrowAnew { count } => usize::try_from(count.value(&|name| kit.value(act, name))).ok(),
            _ => None,
        })?;
        Some((at, most))
    }
}
