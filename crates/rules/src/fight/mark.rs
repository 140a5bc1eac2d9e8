//! Marks: whoever laid one upon somebody does more with every hit upon it (SRD 5.2, "Spells": Hunter's Mark,
//! Hex).

use super::{Act, Extra, Fight, Laid};
use crate::book::{DamageType, Effect, Modifier, Special};

/// The spell whose die grows (SRD 5.2, "Classes", Ranger: Foe Slayer), also where it is laid anew.
const HUNTERS_MARK: &str = "Hunter's Mark";
const SLAYING_DIE: u32 = 10;

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

    /// Whether somebody bears a mark of another's.
    pub(super) fn bears_mark(&self, who: usize, target: usize) -> bool {
        self.laid_upon(who, target).any(is_mark)
    }

    /// A mark goes to another only when its bearer has fallen.
    pub(super) fn may_mark(&self, who: usize, act: &Act) -> bool {
        let stands = |it: usize| self.fighters[it].is_up() && self.laid_upon(who, it).any(is_mark);
        act.after.is_none() || !act.marks() || !(0..self.fighters.len()).any(stands)
    }

    /// More damage with every hit upon one whom the attacker itself has marked.
    pub(super) fn mark_extras(&self, who: usize, target: usize, own: DamageType) -> Vec<Extra> {
        let slays = self.fighters[who].kit.specials.contains(&Special::FoeSlayer);
        let mut extras = Vec::new();
        for lasting in self.fighters[target].lasting.iter().filter(|it| it.by == who) {
            let Laid::Modifiers(all) = &lasting.laid else { continue };
            for modifier in all {
                let Modifier::Marked { value, of } = modifier else { continue };
                let mut sum = value.sum(&|name| self.fighters[who].kit.values.get(name).copied());
                if slays && lasting.act.starts_with(HUNTERS_MARK) {
                    sum.dice.iter_mut().for_each(|(_, sides)| *sides = SLAYING_DIE);
                }
                let of = of.unwrap_or(own);
                let (when, whose) = (Vec::new(), String::new());
                extras.push(Extra { sum, of, or: Vec::new(), when, once_a_turn: false, whose });
            }
        }
        extras
    }
}
