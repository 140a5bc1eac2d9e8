//! What of a kit is made once, so that fights need not ask again: numbers in place of names, spells that acts
//! bring about, what can be done later with a spell, and the act for Opportunity Attacks.

use super::{Act, Kit};
use crate::book::{Activity, Book, Creature, Duration, Effect, Formula, Spell, Test, Time};

impl Kit {
    /// Puts numbers in the place of names, which do not change as long as the kit does not.
    pub(super) fn settle(&mut self) {
        for at in 0..self.acts.len() {
            let mut effects = std::mem::take(&mut self.acts[at].activity.effects);
            let act = &self.acts[at];
            effects.iter_mut().for_each(|it| it.settle(&|name| self.value(act, name)));
            self.acts[at].activity.effects = effects;
            self.acts[at].harms = self.acts[at].does_harm();
            self.acts[at].told = self.acts[at].activity.when.iter().any(Test::is_told);
            let on_its_own = self.acts[at].activity.on.is_none();
            self.acts[at].asks_target =
                on_its_own && self.acts[at].activity.when.iter().any(Test::asks_target);
            self.acts[at].shapes = self.acts[at].form().is_some();
        }
        let acts = self.acts.iter().enumerate();
        let melee = acts.filter(|(_, it)| {
            it.swing.as_ref().is_some_and(|it| it.melee) && it.spends.is_empty() && it.time == Time::Action
        });
        let best = melee.map(|(at, it)| (twice_average(it), it.far().0, at)).max();
        self.opportunity = best.map(|(_, reach, at)| (at, reach));
        let acts = self.acts.iter().enumerate();
        self.occasions = acts.filter(|(_, it)| it.activity.on.is_some()).map(|(at, _)| at).collect();
    }

    /// Whether an act belongs to a row of the Multiattack, or stands for an attack of it.
    pub(super) fn begins(&self, row: usize, at: usize) -> bool {
        let Some(row) = self.multiattack.get(row) else { return false };
        let instead = self.hero && self.acts[at].time == Time::Attack;
        row.iter().any(|(acts, count)| acts.contains(&at) || instead && *count > 0)
    }

    /// Whether more can be done with an act later.
    pub(super) fn goes_on(&self, act: &Act) -> bool {
        let Some(magic) = &act.spell else { return false };
        act.after.is_none()
            && self.acts.iter().any(|it| it.after.as_ref() == Some(&(act.name.clone(), magic.level)))
    }

    /// What can be done on later turns with the spell of the act at this place, as acts of their own.
    pub(super) fn go_on(&mut self, spell: &Spell, at: usize) {
        if spell.cast.duration == Duration::Instant {
            return;
        }
        let mut later: Vec<Activity> = spell.later.clone();
        for effect in &spell.cast.effects {
            effect.walk(&mut |it| {
                if let Effect::Again { time, effects } = it {
                    let (time, effects) = (time.clone(), effects.clone());
                    later.push(Activity {
                        name: None,
                        time,
                        cost: Vec::new(),
                        when: Vec::new(),
                        on: None,
                        effects,
                        ..spell.cast.clone()
                    });
                }
            });
        }
        let first = self.acts[at].clone();
        // What costs nothing but being thought of is left to people.
        for activity in later.into_iter().filter(|it| matches!(it.time, Time::Action | Time::BonusAction)) {
            let name = format!("{}: {}", spell.name, activity.name.as_deref().unwrap_or("again"));
            let activity = Activity { duration: Duration::Instant, ..activity };
            let mut act =
                Act { name, time: activity.time.clone(), activity, spends: Vec::new(), ..first.clone() };
            act.after = first.spell.as_ref().map(|it| (first.name.clone(), it.level));
            if let Some(magic) = &mut act.spell {
                magic.concentration = false;
            }
            self.acts.push(act);
        }
    }

    /// Acts that bring spells about become these spells, with what the act says of its time and its cost.
    pub(super) fn learn_spells(&mut self, book: &Book, activity: &Activity, creature: &Creature) -> bool {
        let mut casts = Vec::new();
        for effect in &activity.effects {
            effect.walk(&mut |it| {
                if let Effect::Cast { spell, level } = it {
                    let spell = book.spells.get(spell);
                    casts.extend(
                        spell.map(|it| (it, level.as_ref().map_or(it.level, |of| of.plain().flat as u8))),
                    );
                }
            });
        }
        let mut payer = Act::plain(activity.name.clone().unwrap_or_default(), activity.clone());
        if casts.is_empty() {
            return false;
        }
        payer.pay(&mut self.stock);
        let casting = creature.spellcasting.first();
        for (spell, level) in &casts {
            let at = self.acts.len();
            let mut act = Act::spell(spell, (*level).max(spell.level));
            // Where it is the only one the Multiattack knows it by the name of the act.
            if casts.len() == 1 {
                act.name.clone_from(&payer.name);
            }
            act.time = activity.time.clone();
            act.activity.when.clone_from(&activity.when);
            act.spends.clone_from(&payer.spends);
            (act.recharge, act.each_turn) = (payer.recharge, payer.each_turn);
            let best = [3, 4, 5].map(|it| self.modifiers[it]).into_iter().max().unwrap_or(0);
            act.dc = casting.map_or(8 + self.proficiency + best, |it| i32::from(it.dc));
            act.bonus = casting.and_then(|it| it.bonus).unwrap_or(act.dc - 8);
            act.values.push(("spell", casting.map_or(best, |it| self.modifiers[it.ability as usize])));
            self.acts.push(act);
            self.go_on(spell, at);
        }
        true
    }
}

/// Twice what an act deals on average when it hits.
fn twice_average(act: &Act) -> i32 {
    let mut worth = 0;
    for effect in &act.activity.effects {
        effect.walk(&mut |it| {
            if let Effect::Damage { amount, .. } = it {
                worth += amount.twice_average(&|_| None);
            }
        });
    }
    worth
}

impl Effect {
    /// Puts numbers in the place of names, here and in all that follows.
    fn settle(&mut self, value: &dyn Fn(&str) -> Option<i32>) {
        let one = |it: &mut Formula| it.settle(value);
        let all = |effects: &mut Vec<Self>| effects.iter_mut().for_each(|it| it.settle(value));
        match self {
            Self::Attack { hit, miss, times, .. } => {
                times.iter_mut().for_each(one);
                all(hit);
                all(miss);
            }
            Self::WeaponAttack { hit, times, .. } => {
                times.iter_mut().for_each(one);
                all(hit);
            }
            Self::Save { dc, fail, success, .. } => {
                dc.iter_mut().for_each(one);
                all(fail);
                all(success);
            }
            Self::Check { dc, success, fail, .. } => {
                one(dc);
                all(success);
                all(fail);
            }
            Self::Damage { amount, .. }
            | Self::Heal { amount }
            | Self::TemporaryHp { amount }
            | Self::Drain { amount }
            | Self::Maximum { amount } => one(amount),
            Self::Push { feet, .. }
            | Self::Pull { feet, .. }
            | Self::Go { feet, .. }
            | Self::Teleport { feet } => one(feet),
            Self::Grapple { escape, .. } => one(escape),
            Self::Restore { count, .. }
            | Self::Summon { count, .. }
            | Self::Extra { count, .. }
            | Self::ThrowAnew { count } => one(count),
            Self::Revive { hp: amount } | Self::Slay { upto: amount } => one(amount),
            Self::Modifiers { modifiers, .. } => modifiers.iter_mut().for_each(|it| it.settle(value)),
            Self::Zone { effects, always, .. } => {
                all(effects);
                all(always);
            }
            Self::Steer { feet, into } => {
                one(feet);
                all(into);
            }
            Self::Shape(form) => form.settle(value),
            Self::Again { effects, .. } => all(effects),
            Self::Mend { plus, .. } => plus.iter_mut().for_each(one),
            Self::OneOf(ways) => ways.iter_mut().for_each(|it| all(&mut it.effects)),
            _ => {}
        }
    }
}

impl crate::book::Modifier {
    /// What is laid upon another keeps the numbers of who lays it.
    pub(super) fn settle(&mut self, value: &dyn Fn(&str) -> Option<i32>) {
        match self {
            // Another way to reckon a number (`13 + dex`) is reckoned with the bearer's own.
            // And half of a Speed is half of the bearer's.
            Self::Add { to: crate::book::Number::Speed | crate::book::Number::Speeds, .. } => {}
            Self::Softens { less: Some(number) } => number.settle(value),
            Self::Add { value: number, .. } | Self::Damage { value: number, .. } => number.settle(value),
            _ => {}
        }
    }
}
