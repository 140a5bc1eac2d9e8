//! Effects that are told together: damage with damage, conditions with conditions.

use super::super::{
    prose::{Say, listed, say},
    voice::Voice,
};
use crate::book::{Condition, Effect, Test};

/// How many of them are so, from the first on.
pub(super) fn alike(effects: &[Effect], so: impl Fn(&Effect) -> bool) -> usize {
    effects.iter().take_while(|it| so(it)).count()
}

impl Voice<'_> {
    /// `5 (1d6 + 2) Slashing damage, plus 2 (1d4) Slashing damage if the roll has Advantage`.
    pub(super) fn hurt(&self, damage: &[Effect]) -> Say {
        let mut all = Say::default();
        let mut before: Option<&[Test]> = None;
        for effect in damage {
            let Effect::Damage { amount, of, when } = effect else { continue };
            // Of whom the tests speak: who deals it.
            let said = say![self.damage(amount, of), self.only_if(when)];
            match before {
                None => all.add(say![self.damage(amount, of), self.unless_told(damage, when)]),
                Some(other) if contrary(other, when) => all.add(say![", or ", said]),
                Some([]) if when.is_empty() => all.add(say![" plus ", said]),
                Some(_) => all.add(say![", plus ", said]),
            }
            before = Some(when);
        }
        all
    }

    /// Of two contrary ways only the second one says when.
    fn unless_told(&self, damage: &[Effect], when: &[Test]) -> Say {
        match damage.get(1) {
            Some(Effect::Damage { when: next, .. }) if contrary(when, next) && !positive(when) => {
                Say::default()
            }
            _ => self.only_if(when),
        }
    }

    /// Conditions that come together and end together.
    pub(super) fn befalls(&self, conditions: &[Effect]) -> Vec<Say> {
        let Some(Effect::Condition { until, largest, .. }) = conditions.first() else { return Vec::new() };
        let all: Vec<(Condition, u8)> = conditions
            .iter()
            .filter_map(|it| {
                if let Effect::Condition { condition, levels, .. } = it {
                    Some((*condition, *levels))
                } else {
                    None
                }
            })
            .collect();
        let if_small = self.unless_larger(*largest);
        let who = if if_small.is_empty() { self.target.clone() } else { self.target.again() };
        let (tired, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|it| it.0 == Condition::Exhaustion);
        let mut said: Vec<Say> = Vec::new();
        let others: Vec<Condition> = others.into_iter().map(|it| it.0).collect();
        if !others.is_empty() {
            said.push(say![who.verb("have"), " ", self.the_conditions(&others)]);
        }
        for (condition, levels) in tired {
            let levels = if levels == 1 { "1 level".to_owned() } else { format!("{levels} levels") };
            said.push(say![who.verb("gain"), format!(" {levels} of "), self.condition(condition)]);
        }
        let mut all = vec![say![if_small, who.noun.clone(), " ", listed(said, "and"), self.until(until)]];
        all.extend(self.end_of(until));
        all
    }
}

/// Whether one of them asks just for what the other does not.
fn contrary(one: &[Test], other: &[Test]) -> bool {
    match (one, other) {
        ([Test::Not(one)], [other]) | ([other], [Test::Not(one)]) => **one == *other,
        _ => false,
    }
}

fn positive(when: &[Test]) -> bool {
    !matches!(when, [Test::Not(_)])
}
