//! Marks: whoever laid one upon somebody does more with every hit upon it (SRD 5.2, "Spells": Hunter's Mark,
//! Hex).

use super::{Act, Extra, Fight, Laid};
use crate::book::{DamageType, Effect, Modifier};

impl Act {
    fn marks(&self) -> bool {
        let mut marks = false;
        for effect in &self.activity.effects {
            effect.walk(&mut |it| {
                if let Effect::Modifiers { modifiers, .. } = it {
                    marks |= modifiers.iter().any(is_mark);
                }
            });
        }
        marks
    }
}

const fn is_mark(modifier: &Modifier) -> bool {
    matches!(modifier, Modifier::Marked { .. })
}

impl Fight<'_> {
    /// Modifiers that one has laid upon another.
    fn laid_upon(&self, who: usize, target: usize) -> impl Iterator<Item = &Modifier> {
        let of = self.fighters[target].lasting.iter().filter(move |it| it.by == who);
        of.flat_map(|it| match &it.laid {
            Laid::Modifiers(all) => all.as_slice(),
            _ => &[],
        })
    }

    /// A mark goes to another only when its bearer has fallen.
    pub(super) fn may_mark(&self, who: usize, act: &Act) -> bool {
        let stands = |it: usize| self.fighters[it].is_up() && self.laid_upon(who, it).any(is_mark);
        act.after.is_none() || !act.marks() || !(0..self.fighters.len()).any(stands)
    }

    /// More damage with every hit upon one whom the attacker itself has marked.
    pub(super) fn mark_extras(&self, who: usize, target: usize, own: DamageType) -> Vec<Extra> {
        let extra = |it: &Modifier| match it {
            Modifier::Marked { value, of } => Some(Extra {
                sum: value.sum(&|name| self.fighters[who].kit.values.get(name).copied()),
                of: of.unwrap_or(own),
                when: Vec::new(),
                once_a_turn: false,
                whose: String::new(),
            }),
            _ => None,
        };
        self.laid_upon(who, target).filter_map(extra).collect()
    }
}
