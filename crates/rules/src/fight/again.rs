//! What a spell still does while it lasts: again on each turn, for its caster by an act of its own, upon
//! its targets unasked (SRD 5.2, "Spells": Spiritual Weapon, Heat Metal, Heroism).

use serde::{Deserialize, Serialize};

use super::{Act, Event, Fight, Kit, effect::Context, order::Engine};
use crate::book::{Activity, Book, Duration, Effect, Modifier, Time};

/// A spell that goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Running {
    pub act: String,
    pub level: Option<u8>,
    pub targets: Vec<usize>,
    /// Turns of its caster that are left.
    pub left: Option<u32>,
    pub concentration: bool,
    /// Cast in this turn: what it does again, it does from the next one on.
    pub fresh: bool,
}

/// The spell during which an act can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct During {
    pub act: String,
    pub level: Option<u8>,
    /// Only upon those whom the spell was cast upon.
    pub same: bool,
}

impl Kit {
    /// Acts that come with spells: what they do again, and spells that other acts bring about.
    pub(super) fn learn_later(&mut self, book: &Book) {
        let mut more = Vec::new();
        for act in &self.acts {
            self.brought(book, act, &mut more);
            let Some(spell) = act.spell.as_ref().and_then(|it| book.spells.get(&it.id)) else { continue };
            for effect in &spell.cast.effects {
                if let Effect::Again { time, effects } = effect {
                    more.push(again(act, &spell.cast, time, effects));
                }
            }
            let asked = |it: &&Activity| matches!(it.time, Time::Action | Time::BonusAction);
            for later in spell.later.iter().filter(asked) {
                let act = Act { name: later.name.clone().unwrap_or_default(), ..again(act, later, &later.time, &later.effects) };
                if act.harms() {
                    more.push(act);
                }
            }
        }
        self.acts.extend(more);
    }

    /// Spells that an act brings about are acts of their own, at its price.
    fn brought(&self, book: &Book, act: &Act, more: &mut Vec<Act>) {
        let mut found = Vec::new();
        for effect in &act.activity.effects {
            effect.walk(&mut |it| {
                if let Effect::Cast { spell, level } = it {
                    found.push((spell.clone(), level.clone()));
                }
            });
        }
        let own = self.acts.iter().find(|it| it.spell.is_some());
        for (id, level) in found {
            let Some(spell) = book.spells.get(&id) else { continue };
            let level = level.map_or(spell.level, |it| u8::try_from(it.value(&|name| self.value(act, name))).unwrap_or(0));
            let mut cast = Act::spell(spell, level.max(spell.level));
            // A choice of several is made when one of them is set off.
            cast.time = match act.time {
                Time::Reaction(_) => spell.cast.time.clone(),
                _ => act.time.clone(),
            };
            cast.spends.clone_from(&act.spends);
            if let Some(own) = own {
                (cast.dc, cast.bonus, cast.ability) = (own.dc, own.bonus, own.ability);
                cast.values.extend(own.values.iter().filter(|(name, _)| matches!(*name, "spell" | "cantrip")));
            }
            more.push(cast);
        }
    }
}

fn again(act: &Act, of: &Activity, time: &Time, effects: &[Effect]) -> Act {
    let name = format!("{} again", act.name);
    let activity = Activity {
        name: Some(name.clone()),
        time: time.clone(),
        cost: Vec::new(),
        when: Vec::new(),
        duration: Duration::Instant,
        effects: effects.to_vec(),
        ..of.clone()
    };
    // What simply hurts goes on hurting whom it was cast upon; blows are aimed anew.
    let same = matches!(effects.first(), Some(Effect::Damage { .. }));
    let during = During { act: act.name.clone(), level: act.spell.as_ref().map(|it| it.level), same };
    let spell = act.spell.clone().map(|it| super::Magic { concentration: false, ..it });
    Act { name, time: time.clone(), activity, spends: Vec::new(), during: Some(during), spell, ..act.clone() }
}

impl Act {
    /// Marks somebody for the caster's own hits.
    fn marks(&self) -> bool {
        let mut marks = false;
        for effect in &self.activity.effects {
            effect.walk(&mut |it| {
                if let Effect::Modifiers { modifiers, .. } = it {
                    marks |= modifiers.iter().any(|it| matches!(it, Modifier::Marked { .. }));
                }
            });
        }
        marks
    }
}

impl Fight<'_> {
    fn running(&self, who: usize, during: &During) -> Option<&Running> {
        self.fighters[who].running.iter().find(|it| it.act == during.act && it.level == during.level)
    }

    /// Whether the spell goes on that an act belongs to. A mark goes to another when its bearer has fallen.
    pub(super) fn is_during(&self, who: usize, act: &Act) -> bool {
        let Some(during) = &act.during else { return true };
        let stands = |it: &usize| self.fighters[*it].is_up();
        self.running(who, during).is_some_and(|it| !it.fresh && !(act.marks() && it.targets.iter().any(stands)))
    }

    /// Whether an act can be aimed at somebody by the spell that it belongs to.
    pub(super) fn is_same_target(&self, who: usize, act: &Act, target: usize) -> bool {
        let Some(during) = act.during.as_ref().filter(|it| it.same) else { return true };
        self.running(who, during).is_some_and(|it| it.targets.contains(&target))
    }

    pub(super) fn apply_running(&mut self, event: &Event) {
        match event {
            Event::SpellBegan { who, running } => {
                let all = &mut self.fighters[*who].running;
                all.retain(|it| it.act != running.act);
                all.push(running.clone());
            }
            Event::SpellPassed { who, act } => {
                for it in self.fighters[*who].running.iter_mut().filter(|it| it.act == *act) {
                    it.fresh = false;
                    it.left = it.left.map(|left| left.saturating_sub(1));
                }
            }
            Event::SpellEnded { who, act } => self.fighters[*who].running.retain(|it| it.act != *act),
            _ => self.apply_zone(event),
        }
    }
}

impl Engine<'_, '_, '_> {
    /// A spell was cast that does more while it lasts.
    pub(super) fn keep_running(&mut self, context: &Context, targets: &[usize]) {
        let act = &context.kit.acts[context.act];
        let of = act.during.as_ref().map_or((&act.name, act.spell.as_ref().map(|it| it.level)), |it| (&it.act, it.level));
        let goes_on = context.kit.acts.iter().filter_map(|it| it.during.as_ref()).any(|it| (&it.act, it.level) == of);
        let fighter = &self.fight.fighters[context.who];
        let before = act.during.as_ref().and_then(|it| self.fight.running(context.who, it));
        let lost = context.concentration && fighter.concentration.as_deref() != Some(of.0.as_str());
        if !goes_on || lost || context.rounds.is_none() && !(before.is_some() && act.marks()) {
            return;
        }
        let (left, concentration) = before.map_or((context.rounds, context.concentration), |it| (it.left, it.concentration));
        let (act, level) = (of.0.clone(), of.1);
        let running = Running { act, level, targets: targets.to_vec(), left, concentration, fresh: true };
        self.emit(Event::SpellBegan { who: context.who, running });
    }

    /// A turn of their caster passes for spells that go on.
    pub(super) fn pass_running(&mut self, who: usize) {
        for it in self.fight.fighters[who].running.clone() {
            match it.left {
                Some(..=1) => self.emit(Event::SpellEnded { who, act: it.act }),
                _ => self.emit(Event::SpellPassed { who, act: it.act }),
            }
        }
    }

    /// What spells do to somebody at the start or end of its turn.
    pub(super) fn again_upon(&mut self, who: usize, time: &Time) {
        for by in 0..self.fight.fighters.len() {
            for running in self.fight.fighters[by].running.clone() {
                let kit = self.fight.fighters[by].kit.clone();
                let belongs = |it: &&During| it.act == running.act && it.level == running.level;
                let found = kit.acts.iter().position(|it| it.time == *time && it.during.as_ref().filter(belongs).is_some());
                if let Some(act) = found.filter(|_| running.targets.contains(&who) && self.fight.fighters[who].is_up()) {
                    let mut context = Context::bare(by, kit.clone());
                    context.act = act;
                    self.effects(&context, &kit.acts[act].activity.effects, &[who]);
                }
            }
        }
    }
}
