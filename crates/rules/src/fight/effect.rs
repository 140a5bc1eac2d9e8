//! Effects, one after another: what an act does to whom.

use super::{
    Action, Aim, Ends, Event, Laid, Lasting, Why,
    context::{Context, lasts},
    order::Engine,
};
use crate::{
    ContentId,
    book::{Ability, Condition, Cost, Effect, Formula, Time, Until, Who},
};

impl Engine<'_, '_, '_> {
    /// Does an act: pays for it, tells it, and lets everything follow.
    pub(super) fn perform(&mut self, who: usize, at: usize, aim: &Aim, row: Option<usize>, why: Why) {
        self.pay(who, at, row, why);
        self.let_loose(who, at, aim, why);
    }

    /// Takes what an act costs, with the attack of a row that it may be.
    pub(super) fn pay(&mut self, who: usize, at: usize, row: Option<usize>, why: Why) {
        let kit = self.fight.fighters[who].kit.clone();
        let act = &kit.acts[at];
        let attacks = matches!(act.time, Time::Action | Time::Attack);
        let fighter = &self.fight.fighters[who];
        if why == Why::Turn && attacks && fighter.attack_row(at).is_none() && fighter.can_attack_in_full() {
            let begins = |row: &usize| kit.begins(*row, at);
            let row = row.filter(begins).or_else(|| (0..kit.multiattack.len()).find(begins));
            if let Some(row) = row {
                self.emit(Event::AttackBegan { who, row });
            }
        }
        for (key, count) in &act.spends {
            self.emit(Event::Spent { who, key: key.clone(), count: *count });
        }
        self.recall_slot(who, act);
    }

    /// What an act does once it is paid for.
    pub(super) fn let_loose(&mut self, who: usize, at: usize, aim: &Aim, why: Why) {
        if let Some((context, targets)) = self.begin(who, at, aim, why) {
            let kit = context.kit.clone();
            self.effects(&context, &kit.acts[at].activity.effects, &targets);
        }
    }

    /// Tells an act that is paid for, and what hangs on it; nothing if it was stopped.
    pub(super) fn begin(
        &mut self,
        who: usize,
        at: usize,
        aim: &Aim,
        why: Why,
    ) -> Option<(Context, Vec<usize>)> {
        let kit = self.fight.fighters[who].kit.clone();
        let act = &kit.acts[at];
        for cost in &act.activity.cost {
            if let Cost::Hp(hp) = cost {
                // Nobody pays with the last of it.
                let lost = hp.value(&|name| kit.value(act, name)).clamp(0, self.fight.fighters[who].hp - 1);
                self.emit(Event::Hurt { who, by: Some(who), parts: Vec::new(), lost, temporary_lost: 0 });
            }
        }
        let (rounds, concentrates) = lasts(&act.activity.duration);
        // What is done later hangs on what goes on already.
        let concentration =
            concentrates || act.after.is_some() && self.fight.fighters[who].concentration.is_some();
        let context = Context {
            who,
            kit: kit.clone(),
            act: at,
            rounds,
            concentration,
            critical: false,
            dealt: 0,
            blow: None,
            save: None,
            spot: aim.spot,
            zone: None,
            added: false,
            of: None,
            forgone: None,
            used: self.fight.used_before(who, act),
            rolled: None,
        };
        let targets = self.targets(&context, aim);
        self.emit(Event::Acted {
            who,
            act: Some(at),
            name: act.name.clone(),
            targets: targets.clone(),
            why,
            action: Action::Other,
        });
        if act.spell.is_some() {
            self.reveal(who);
        }
        if self.is_stopped(who, act) {
            return None;
        }
        if concentrates {
            self.end_concentration(who);
            self.emit(Event::Concentrated { who, act: act.name.clone() });
        }
        if concentrates || kit.goes_on(act) {
            let level = act.spell.as_ref().map_or(0, |it| it.level);
            let ends = rounds.map_or(Ends::Never, |it| Ends::TurnStart(who, it.max(1)));
            self.lay(&context, who, Laid::Going(level), ends, None);
        }
        Some((context, targets))
    }

    /// Whom it reaches: those it is aimed at, or everyone in its area that it is meant for.
    fn targets(&self, context: &Context, aim: &Aim) -> Vec<usize> {
        let act = &context.kit.acts[context.act];
        let activity = &act.activity;
        match (&activity.area, activity.targets.who) {
            (Some(_), who) if aim.spot.is_some() || who != Who::Own && aim.targets.is_empty() => {
                let at = aim.spot.unwrap_or(self.fight.fighters[context.who].spot);
                self.fight.in_area(context.who, act, at)
            }
            (_, Who::Own) if aim.targets.is_empty() => vec![context.who],
            _ => aim.targets.clone(),
        }
    }

    pub(super) fn effects(&mut self, context: &Context, effects: &[Effect], targets: &[usize]) {
        let mut context = context.clone();
        let mut rest = effects;
        let mut before = None;
        while let Some(first) = rest.first() {
            // Damage of several types at once is one wound.
            let together = rest.iter().take_while(|it| matches!(it, Effect::Damage { .. })).count();
            if matches!(first, Effect::Prompt(_)) && self.is_vain(before, targets) {
                // What goes with a condition says nothing where that did not take.
            } else if together > 0 {
                targets.iter().for_each(|it| self.deal(&mut context, *it, &rest[..together]));
            } else {
                self.effect(&mut context, first, targets);
            }
            if self.fight.ended.is_some() {
                return;
            }
            before = Some(first);
            rest = &rest[together.max(1)..];
        }
    }

    /// Whether what was just done was a condition that none of these has.
    fn is_vain(&self, done: Option<&Effect>, targets: &[usize]) -> bool {
        let condition = match done {
            Some(Effect::Condition { condition, .. }) => condition,
            Some(Effect::Grapple { .. }) => &crate::book::Condition::Grappled,
            _ => return false,
        };
        let has = |it: &usize| self.fight.fighters.get(*it).is_some_and(|it| it.has(*condition));
        *condition != crate::book::Condition::Exhaustion && !targets.iter().any(has)
    }

    pub(super) fn effect(&mut self, context: &mut Context, effect: &Effect, targets: &[usize]) {
        match effect {
            Effect::Attack { style, hit, miss, times, .. } => {
                for target in Self::blows(context, times.as_ref(), targets) {
                    if self.may_strike(context.who, target) {
                        self.attack(context, target, *style, (hit, miss));
                    }
                }
            }
            Effect::WeaponAttack { hit, times, unarmed, melee } => {
                for target in Self::blows(context, times.as_ref(), targets) {
                    if self.may_strike(context.who, target) {
                        self.weapon_attack(context, hit, target, (*unarmed, *melee));
                    }
                }
            }
            Effect::Save { .. } => self.save_each(context, effect, targets),
            Effect::Dispel {} => self.dispel(context, targets),
            Effect::Damage { .. } => {
                targets.iter().for_each(|it| self.deal(context, *it, std::slice::from_ref(effect)));
            }
            Effect::Again { time: time @ (Time::TurnStart | Time::TurnEnd | Time::Over), effects } => {
                let ends =
                    Ends::of(&Until::Duration, (context.who, context.who), context.rounds, self.fight.turn);
                for target in targets {
                    let laid = Laid::Again { time: time.clone(), effects: effects.clone() };
                    self.lay(context, *target, laid, ends, context.save);
                }
            }
            Effect::OneOf(ways) => self.one_of(context, ways, targets),
            Effect::Drain { amount } => {
                let hp = context.number(amount);
                self.heal(context.who, Some(context.who), hp);
            }
            Effect::Extra { time, purpose, .. } => {
                let bonus = *time == Time::BonusAction;
                self.emit(Event::Hastened { who: context.who, bonus, purpose: *purpose });
            }
            Effect::Summon { creature, count } => self.summon(context, creature, context.number(count)),
            Effect::Restore { resource, count } => {
                self.restore(context.who, resource.as_str(), context.number(count));
            }
            Effect::RestoreSlots { levels, highest } => {
                self.restore_slots(context.who, context.number(levels), *highest);
            }
            Effect::Revive { hp } => targets.iter().for_each(|it| self.revive(*it, context.number(hp))),
            Effect::Cast { spell, .. } => self.bring_about(context, spell, targets),
            Effect::Zone { .. } => self.lay_zone(context, effect),
            Effect::Light { .. } | Effect::Darkness {} => self.light(context, effect, targets),
            Effect::Steer { feet, into } => self.steer(context, context.number(feet), into),
            Effect::Hide {} => self.hide(context.who),
            Effect::HeroicInspiration {} => targets.iter().for_each(|it| self.be_inspired(*it)),
            Effect::Disengage {} => self.emit(Event::Disengaged { who: context.who }),
            Effect::Begin(state) => self.begin_state(context.who, state),
            Effect::End(state) => self.end_state(context.who, state),
            Effect::Prompt(text) => self.emit(Event::Prompted { who: context.who, text: text.clone() }),
            _ => targets.iter().for_each(|it| self.upon(context, effect, *it)),
        }
    }

    /// Each target as often as it is struck at.
    fn blows(context: &Context, times: Option<&Formula>, targets: &[usize]) -> Vec<usize> {
        let times = times.map_or(1, |it| context.number(it));
        targets.iter().flat_map(|it| (0..times).map(move |_| *it)).collect()
    }

    fn may_strike(&self, who: usize, target: usize) -> bool {
        self.fight.fighters[target].health != super::Health::Dead && self.fight.fighters[who].is_able()
    }

    /// A spell that comes of something else is cast for nothing.
    fn bring_about(&mut self, context: &Context, spell: &ContentId, targets: &[usize]) {
        let brought =
            |it: &super::Act| it.after.is_none() && it.spell.as_ref().is_some_and(|it| it.id == *spell);
        if let Some(at) = context.kit.acts.iter().position(brought) {
            let aim = Aim { targets: targets.to_vec(), spot: context.spot };
            self.let_loose(context.who, at, &aim, Why::With);
        }
    }

    /// What simply happens to one target.
    fn upon(&mut self, context: &Context, effect: &Effect, target: usize) {
        if self.fight.fighters[target].health == super::Health::Dead {
            return;
        }
        let fits = |largest: &Option<crate::book::Size>, size| largest.is_none_or(|it| size <= it);
        let size = self.fight.fighters[target].kit.size;
        match effect {
            Effect::Heal { amount } => {
                let hp = amount.sum(&|name| context.value(name)).roll(self.chance);
                self.heal(target, Some(context.who), hp);
            }
            Effect::TemporaryHp { amount } if !self.fight.fighters[target].kit.is_swarm() => {
                let temporary_hp = amount.sum(&|name| context.value(name)).roll(self.chance);
                self.emit(Event::Strengthened { who: target, temporary_hp });
            }
            Effect::Condition { condition, levels, largest, until } if fits(largest, size) => {
                self.afflict(context, target, (*condition, *levels), until);
            }
            Effect::Maximum { amount } => {
                // Harm, the one spell that does this, leaves 1.
                let least = i32::from(context.kit.acts[context.act].spell.is_some());
                self.lower_maximum(target, context.number(amount), least);
            }
            Effect::Check { .. } => self.check_of(context, effect, target),
            Effect::Go { feet, safely } => self.hurry(target, context.number(feet), *safely),
            Effect::Teleport { feet } => self.teleport(target, context.number(feet), context.spot),
            Effect::EndConditions { among } => self.relieve(target, among),
            Effect::Modifiers { modifiers, until } if !modifiers.is_empty() => {
                // A die that is kept for a failure is not gone with the turn.
                let kept = self.takes_die(target, modifiers);
                let ends = if kept { Ends::Used } else { self.ends(context, target, until) };
                self.lay(context, target, Laid::Modifiers(modifiers.clone()), ends, context.save);
            }
            Effect::Push { feet, largest } if fits(largest, size) => {
                self.shift(target, context.who, context.number(feet), true);
            }
            Effect::Pull { feet, largest } if fits(largest, size) => {
                self.shift(target, context.who, context.number(feet), false);
            }
            Effect::Grapple { escape, restrained, largest } if fits(largest, size) => {
                let save = Some((Ability::Str, context.number(escape)));
                if !self.fight.is_immune(target, Condition::Grappled) {
                    self.lay(context, target, Laid::Condition(Condition::Grappled), Ends::Grapple, save);
                    if *restrained {
                        self.lay(
                            context,
                            target,
                            Laid::Condition(Condition::Restrained),
                            Ends::Grapple,
                            save,
                        );
                    }
                }
            }
            Effect::Burn {} => self.ignite(context, target),
            Effect::Seize {} => self.seize(context.who, target),
            Effect::Over {} => self.let_off(context, target),
            Effect::Shape(form) => self.shape(context, form, target),
            Effect::Slay { upto } if self.fight.fighters[target].hp <= context.number(upto) => {
                self.die(target);
            }
            _ => {}
        }
    }

    fn afflict(
        &mut self,
        context: &Context,
        target: usize,
        (condition, levels): (Condition, u8),
        until: &Until,
    ) {
        if self.fight.is_immune(target, condition) {
            return;
        }
        if condition == Condition::Exhaustion {
            self.emit(Event::Tired { who: target, levels });
            if self.fight.fighters[target].exhaustion >= crate::condition::EXHAUSTION_MOST {
                self.die(target);
            }
            return;
        }
        let ends = self.ends(context, target, until);
        // What goes with a grapple does nothing where that did not hold.
        if ends == Ends::Grapple && !self.fight.fighters[target].is_laid_by(Condition::Grappled, context.who)
        {
            return;
        }
        self.lay(context, target, Laid::Condition(condition), ends, context.save);
        if condition.incapacitates() {
            self.let_go(target);
        }
        self.end_by_conditions(target);
    }

    /// When what an act lays ends. What can be saved against again needs a save; without one it lasts as the
    /// act does.
    fn ends(&self, context: &Context, target: usize, until: &Until) -> Ends {
        let ends = Ends::of(until, (context.who, target), context.rounds, self.fight.turn);
        match (ends, context.save) {
            (Ends::Saved | Ends::SavedOrDamaged | Ends::SavedWhenDamaged, None) => {
                context.rounds.map_or(Ends::Never, |it| Ends::TurnStart(context.who, it))
            }
            (ends, _) => ends,
        }
    }

    fn relieve(&mut self, target: usize, among: &[Condition]) {
        let listed = |it: &&Lasting| matches!(&it.laid, Laid::Condition(one) if among.contains(one));
        let ids: Vec<u32> =
            self.fight.fighters[target].lasting.iter().filter(listed).map(|it| it.id).collect();
        ids.into_iter().for_each(|id| self.lift(target, id));
    }

    /// Lays something upon somebody; the same from the same act begins anew instead of twice.
    pub(super) fn lay(
        &mut self,
        context: &Context,
        target: usize,
        laid: Laid,
        ends: Ends,
        save: Option<(Ability, i32)>,
    ) {
        // Who catches oneself with a spell may lose it before all are caught.
        let over = context.concentration && self.fight.fighters[context.who].concentration.is_none();
        if over || self.fight.fighters[target].health == super::Health::Dead {
            return;
        }
        let ends = context.within(ends);
        let act = context.kit.acts[context.act].name.clone();
        let same = |it: &&Lasting| it.laid == laid && it.act == act && it.by == context.who;
        let ids: Vec<u32> = self.fight.fighters[target].lasting.iter().filter(same).map(|it| it.id).collect();
        for id in ids {
            // What is done when it is over waits on: it is not over.
            if matches!(laid, Laid::Again { time: Time::Over, .. }) {
                self.take_off(target, id);
            } else {
                self.lift(target, id);
            }
        }
        let lasting = Lasting {
            id: self.fight.next,
            laid,
            by: context.who,
            act,
            level: context.kit.acts[context.act].spell.as_ref().map(|it| it.level),
            ends,
            save,
            concentration: context.concentration,
        };
        self.emit(Event::Laid { who: target, lasting });
    }
}
