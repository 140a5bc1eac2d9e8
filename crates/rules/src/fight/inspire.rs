//! A die that somebody was given and keeps for a roll that would fail (SRD 5.2, "Classes", Bard: Bardic
//! Inspiration).

use super::{Event, Fight, Laid, order::Engine};
use crate::book::{Modifier, Number, Sum, Test};

/// Whether a modifier waits to be asked for: of that a person would decide.
pub(super) fn is_kept(when: &[Test]) -> bool {
    when.iter().any(|it| matches!(it, Test::Told(_)))
}

/// A die for whichever D20 Test falls short.
fn is_kept_die(modifier: &Modifier) -> bool {
    matches!(modifier, Modifier::Add { to: Number::Tests, when, .. } if is_kept(when))
}

impl Fight<'_> {
    /// The die that somebody keeps for such a roll.
    fn kept_die(&self, who: usize, of: &[Number]) -> Option<(u32, Sum)> {
        let fighter = &self.fighters[who];
        let value = |name: &str| fighter.kit.values.get(name).copied();
        fighter.lasting.iter().find_map(|it| {
            let Laid::Modifiers(all) = &it.laid else { return None };
            if !fighter.lets_die(&it.act) {
                return None;
            }
            all.iter().find_map(|modifier| match modifier {
                Modifier::Add { to, value: die, when } if of.contains(to) && is_kept(when) => {
                    Some((it.id, die.sum(&value)))
                }
                _ => None,
            })
        })
    }
}

impl Engine<'_, '_, '_> {
    /// Whether what is laid upon somebody is such a die. Nobody keeps two: it takes the place of another.
    pub(super) fn takes_die(&mut self, who: usize, modifiers: &[Modifier]) -> bool {
        if !modifiers.iter().any(is_kept_die) {
            return false;
        }
        let kept =
            |it: &&super::Lasting| matches!(&it.laid, Laid::Modifiers(all) if all.iter().any(is_kept_die));
        let id = self.fight.fighters[who].lasting.iter().find(kept).map(|it| it.id);
        id.into_iter().for_each(|id| self.lift(who, id));
        true
    }

    /// Adds the kept die to a roll that is short by so much, if that could be enough. Gives what it showed.
    pub(super) fn inspire(&mut self, who: usize, of: &[Number], short: i32) -> i32 {
        let Some((id, sum)) = self.fight.kept_die(who, of) else { return 0 };
        let most = sum.flat + sum.dice.iter().map(|(count, sides)| count * *sides as i32).sum::<i32>();
        if short <= 0 || most < short {
            return 0;
        }
        let more = sum.roll(self.chance);
        self.emit(Event::Inspired { who, more });
        self.lift(who, id);
        more
    }
}
