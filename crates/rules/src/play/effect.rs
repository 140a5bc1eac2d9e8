//! What follows from a spell or an activity outside of fights: what it does to oneself, and what others get.
//! Attacks, areas and movement are a fight's.

use super::{
    At, Event, Gift, Refusal, With,
    scene::Scene,
    stock::{PACT, slot_key},
};
use crate::{
    book::{Activity, Condition, Effect, Formula, Modifier, Who},
    circumstance::Verdict,
};

/// What is being done.
pub(super) struct Doing<'a, 'h> {
    /// Upon oneself.
    pub(super) own: bool,
    pub(super) slot: i32,
    pub(super) above: i32,
    /// Modifier of the ability that it is cast with.
    pub(super) spell: i32,
    /// Answers that are still to be used.
    pub(super) ways: &'h [u8],
    pub(super) slots: &'h [u8],
    pub(super) source: &'a str,
}

/// Whether it is done upon oneself, as far as one may choose.
pub(super) fn upon_own(activity: &Activity, at: At, name: &str) -> Result<bool, Refusal> {
    match (activity.targets.who, at) {
        (Who::Own, At::Own) => Ok(true),
        (Who::Own, At::Others) if activity.area.is_none() => Err(Refusal::OnlyOwn(name.to_owned())),
        (Who::Creature | Who::Ally | Who::Chosen, At::Own) => Ok(true),
        _ => Ok(false),
    }
}

impl<'a> Scene<'a, '_> {
    pub(super) fn run(&mut self, effects: &'a [Effect], doing: &mut Doing<'a, '_>) -> Result<(), Refusal> {
        effects.iter().try_for_each(|it| self.follow(it, doing))
    }

    fn follow(&mut self, effect: &'a Effect, doing: &mut Doing<'a, '_>) -> Result<(), Refusal> {
        match effect {
            Effect::Heal { amount } => {
                let hp = self.rolled(amount, doing);
                match doing.own {
                    true => self.mend(hp),
                    false => self.emit(Event::Given { gift: Gift::Hp(hp) }),
                }
            }
            Effect::TemporaryHp { amount } => {
                let hp = self.rolled(amount, doing);
                match doing.own {
                    true if hp > self.now.temporary_hp => self.emit(Event::TemporarySet { hp }),
                    true => {}
                    false => self.emit(Event::Given { gift: Gift::TemporaryHp(hp) }),
                }
            }
            Effect::Condition { condition, levels, .. } if doing.own => self.lay(*condition, *levels),
            Effect::EndConditions { among } if doing.own => self.lift(among),
            Effect::Maximum { amount } if doing.own => {
                let by = self.amount(amount, doing);
                if by > 0 {
                    let by = u32::try_from(by).unwrap_or(0).min(self.most().saturating_sub(1));
                    self.emit(Event::MaximumLowered { by });
                }
            }
            Effect::Begin(state) => self.begin(state),
            Effect::End(state) if self.now.states.contains(state) => {
                self.emit(Event::StateEnded { state: state.clone() });
            }
            Effect::Restore { resource, count } => {
                let count = u32::try_from(self.amount(count, doing)).unwrap_or(0);
                let count = count.min(self.spent(resource.as_str()));
                if count > 0 {
                    self.emit(Event::Returned { key: resource.as_str().to_owned(), count });
                }
            }
            Effect::RestoreSlots { levels, highest } => {
                let levels = u32::try_from(self.amount(levels, doing)).unwrap_or(0);
                self.slots_back(levels, *highest, doing)?;
            }
            Effect::Mend { .. } => self.mend_test(effect, doing),
            Effect::Modifiers { modifiers, .. } => self.soften(modifiers, doing),
            Effect::Hide {} => self.emit(Event::Prompted { text: "You take the Hide action.".into() }),
            Effect::ThrowAnew { count } => {
                let text = format!("Throw as many as {} damage dice once more.", self.rolled(count, doing));
                self.emit(Event::Prompted { text });
            }
            Effect::OneOf(_) | Effect::Cast { .. } | Effect::Prompt(_) => self.choose(effect, doing)?,
            _ => {}
        }
        Ok(())
    }

    fn choose(&mut self, effect: &'a Effect, doing: &mut Doing<'a, '_>) -> Result<(), Refusal> {
        match effect {
            Effect::OneOf(ways) => {
                let (chosen, rest) =
                    doing.ways.split_first().map_or((0, doing.ways), |(it, rest)| (*it, rest));
                doing.ways = rest;
                let Some(way) = ways.get(usize::from(chosen)) else { return Err(Refusal::NoWay(chosen)) };
                if self.bearer.holds(&way.when) == Verdict::No {
                    return Err(Refusal::NoWay(chosen));
                }
                self.run(&way.effects, doing)
            }
            Effect::Cast { spell, level } => {
                let Some(spell) = self.adventurer.book.spells.get(spell) else { return Ok(()) };
                let level = level.as_ref().map_or(i32::from(spell.level), |it| self.amount(it, doing));
                let level = u8::try_from(level.clamp(i32::from(spell.level), 9)).unwrap_or(spell.level);
                let at = if spell.cast.targets.who == Who::Own || doing.own { At::Own } else { At::Others };
                self.bring_about(spell, (level, With::Brought, doing.spell), at, doing.ways)
            }
            Effect::Prompt(text) => {
                self.emit(Event::Prompted { text: text.clone() });
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Of a failed D20 Test people know: what they are to do with it.
    fn mend_test(&mut self, effect: &Effect, doing: &Doing<'_, '_>) {
        let Effect::Mend { anew, advantage, face, plus, succeeds, refunded, .. } = effect else { return };
        let mut text = match (anew, face) {
            (_, Some(face)) => format!("The d20 of the failed D20 Test counts as {face}."),
            (true, None) if *advantage => "The failed D20 Test is rolled anew, with Advantage.".to_owned(),
            (true, None) => "The failed D20 Test is rolled anew, and the new roll counts.".to_owned(),
            (false, None) => String::new(),
        };
        if let Some(plus) = plus {
            let more = self.rolled(plus, doing);
            text += &format!(" It gains {more}.");
        }
        if *succeeds {
            text += "The failed D20 Test succeeds instead.";
        }
        if *refunded {
            text += " If it fails all the same, what this took is not spent.";
        }
        self.emit(Event::Prompted { text: text.trim().to_owned() });
    }

    /// What is taken off damage that people tell.
    fn soften(&mut self, modifiers: &[Modifier], doing: &Doing<'_, '_>) {
        for modifier in modifiers {
            if let Modifier::Softens { less } = modifier {
                let text = match less {
                    Some(less) => format!("The damage is {} less.", self.rolled(less, doing)),
                    None => "The damage is halved, rounded down.".to_owned(),
                };
                self.emit(Event::Prompted { text });
            }
        }
    }

    fn amount(&self, formula: &Formula, doing: &Doing<'_, '_>) -> i32 {
        formula.value(&|name| self.named(name, doing))
    }

    fn rolled(&mut self, formula: &Formula, doing: &Doing<'_, '_>) -> u32 {
        let sum = formula.sum(&|name| self.named(name, doing));
        u32::try_from(sum.roll(self.chance)).unwrap_or(0)
    }

    fn named(&self, name: &str, doing: &Doing<'_, '_>) -> Option<i32> {
        match name {
            "slot" => Some(doing.slot),
            "above" => Some(doing.above),
            "spell" => Some(doing.spell),
            _ => self.bearer.value(name),
        }
    }

    fn lay(&mut self, condition: Condition, levels: u8) {
        if self.is_immune(condition) {
            return;
        }
        match condition {
            Condition::Exhaustion => drop(self.tire(levels)),
            condition if !self.now.conditions.contains(&condition) => self.gain_condition(condition),
            _ => {}
        }
    }

    fn lift(&mut self, among: &[Condition]) {
        for condition in among {
            // What does not end, because there is nothing or one lies at 0 hit points, is no refusal here.
            drop(self.end_condition(*condition));
        }
    }

    /// The levels that were asked for; where none were, the highest that fit.
    fn slots_back(&mut self, levels: u32, highest: u8, doing: &Doing<'_, '_>) -> Result<(), Refusal> {
        let refused = || Refusal::SlotsBack { levels, highest, place: doing.source.to_owned() };
        let mut budget = levels;
        if !doing.slots.is_empty() {
            for level in doing.slots {
                let key =
                    self.spent_slot(*level).filter(|_| *level <= highest && u32::from(*level) <= budget);
                let key = key.ok_or_else(refused)?;
                budget -= u32::from(*level);
                self.emit(Event::Returned { key, count: 1 });
            }
            return Ok(());
        }
        let mut back = 0;
        for level in (1..=highest).rev() {
            while u32::from(level) <= budget
                && let Some(key) = self.spent_slot(level)
            {
                budget -= u32::from(level);
                back += 1;
                self.emit(Event::Returned { key, count: 1 });
            }
        }
        if back == 0 { Err(refused()) } else { Ok(()) }
    }

    fn spent_slot(&self, level: u8) -> Option<String> {
        let pact = self.adventurer.slots().1.1;
        let shared = slot_key(level);
        if level > 0 && self.spent(&shared) > 0 {
            return Some(shared);
        }
        (level > 0 && level == pact && self.spent(PACT) > 0).then(|| PACT.to_owned())
    }
}
