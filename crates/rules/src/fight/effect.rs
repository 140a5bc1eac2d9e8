//! Effects, one after another: what an act does to whom.

use std::sync::Arc;

use super::{
    Aim, Ends, Event, Kit, Laid, Lasting, Spot, Why,
    order::Engine,
    roll::{Leaning, Saving},
};
use crate::{
    book::{Ability, Condition, Cost, Duration, Effect, Formula, Special, Test, Time, Until, Who},
    circumstance::{Cast, Circumstance, Verdict},
};

/// Who does what, while it happens.
#[derive(Clone, Debug)]
pub(super) struct Context {
    pub(super) who: usize,
    pub(super) kit: Arc<Kit>,
    pub(super) act: usize,
    pub(super) rounds: Option<u32>,
    pub(super) concentration: bool,
    pub(super) critical: bool,
    /// What the same hit dealt.
    pub(super) dealt: i32,
    /// Of an attack: which way it leaned, and whether it was made in melee.
    pub(super) blow: Option<(Leaning, bool)>,
    /// The save that was failed, for what may be saved against again.
    pub(super) save: Option<(Ability, i32)>,
    /// The square that it is aimed at.
    pub(super) spot: Option<Spot>,
    /// The zone that does it.
    pub(super) zone: Option<u32>,
    /// What is added to a hit was, and is not for its other damage.
    pub(super) added: bool,
}

impl Context {
    /// Of what simply happens near somebody.
    pub(super) fn bare(who: usize, kit: Arc<Kit>) -> Self {
        Self {
            who,
            kit,
            act: 0,
            rounds: None,
            concentration: false,
            critical: false,
            dealt: 0,
            blow: None,
            save: None,
            spot: None,
            zone: None,
            added: false,
        }
    }

    fn value(&self, name: &str) -> Option<i32> {
        if name == "dealt" {
            return Some(self.dealt);
        }
        self.kit.value(&self.kit.acts[self.act], name)
    }

    fn number(&self, formula: &Formula) -> i32 {
        formula.value(&|name| self.value(name))
    }
}

impl Engine<'_, '_, '_> {
    /// Does an act: pays for it, tells it, and lets everything follow.
    pub(super) fn perform(&mut self, who: usize, at: usize, aim: &Aim, row: Option<usize>, why: Why) {
        let kit = self.fight.fighters[who].kit.clone();
        let act = &kit.acts[at];
        let attacks = matches!(act.time, Time::Action | Time::Attack);
        if why == Why::Turn && attacks && self.fight.fighters[who].attack_row(at).is_none() {
            let begins = |row: &usize| kit.begins(*row, at);
            let row = row.filter(begins).or_else(|| (0..kit.multiattack.len()).find(begins));
            if let Some(row) = row {
                self.emit(Event::AttackBegan { who, row });
            }
        }
        for (key, count) in &act.spends {
            self.emit(Event::Spent { who, key: key.clone(), count: *count });
        }
        self.let_loose(who, at, aim, why);
    }

    /// What an act does once it is paid for.
    pub(super) fn let_loose(&mut self, who: usize, at: usize, aim: &Aim, why: Why) {
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
        let concentration = concentrates || act.after.is_some() && self.fight.fighters[who].concentration.is_some();
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
        };
        let targets = self.targets(&context, aim);
        self.emit(Event::Acted { who, act: Some(at), name: act.name.clone(), targets: targets.clone(), why });
        if act.spell.is_some() {
            self.reveal(who);
        }
        if self.is_stopped(who, act) {
            return;
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
        self.effects(&context, &act.activity.effects, &targets);
    }

    /// Whom it reaches: those it is aimed at, or everyone in its area that it is meant for.
    fn targets(&self, context: &Context, aim: &Aim) -> Vec<usize> {
        let activity = &context.kit.acts[context.act].activity;
        match (&activity.area, activity.targets.who) {
            (Some(area), who) if aim.spot.is_some() || who != Who::Own && aim.targets.is_empty() => {
                let stand = self.fight.fighters[context.who].stand();
                let at = aim.spot.unwrap_or(stand.spot);
                self.fight.within(context.who, &self.fight.grid.area(area, stand, at), who)
            }
            (_, Who::Own) if aim.targets.is_empty() => vec![context.who],
            _ => aim.targets.clone(),
        }
    }

    pub(super) fn effects(&mut self, context: &Context, effects: &[Effect], targets: &[usize]) {
        let mut context = context.clone();
        let mut rest = effects;
        while let Some(first) = rest.first() {
            // Damage of several types at once is one wound.
            let together = rest.iter().take_while(|it| matches!(it, Effect::Damage { .. })).count();
            if together > 0 {
                targets.iter().for_each(|it| self.deal(&mut context, *it, &rest[..together]));
            } else {
                self.effect(&mut context, first, targets);
            }
            if self.fight.ended.is_some() {
                return;
            }
            rest = &rest[together.max(1)..];
        }
    }

    fn effect(&mut self, context: &mut Context, effect: &Effect, targets: &[usize]) {
        match effect {
            Effect::Attack { style, hit, miss, times, .. } => {
                let times = times.as_ref().map_or(1, |it| context.number(it));
                for target in targets.iter().flat_map(|it| (0..times).map(move |_| *it)) {
                    let lives = self.fight.fighters[target].health != super::Health::Dead;
                    if lives && self.fight.fighters[context.who].is_able() {
                        self.attack(context, target, *style, (hit, miss));
                    }
                }
            }
            Effect::WeaponAttack { hit, .. } => self.weapon_attack(context, hit, targets),
            Effect::Save { .. } => self.save_each(context, effect, targets),
            Effect::Damage { .. } => {
                targets.iter().for_each(|it| self.deal(context, *it, std::slice::from_ref(effect)));
            }
            Effect::Again { time: time @ (Time::TurnStart | Time::TurnEnd), effects } => {
                let ends = Ends::of(&Until::Duration, (context.who, context.who), context.rounds, self.fight.turn);
                for target in targets {
                    let laid = Laid::Again { time: time.clone(), effects: effects.clone() };
                    self.lay(context, *target, laid, ends, context.save);
                }
            }
            Effect::OneOf(ways) => {
                let target = targets.first().copied().unwrap_or(context.who);
                let open = ways.iter().filter(|it| self.holds(context, &it.when, target) == Verdict::Yes);
                let act = &context.kit.acts[context.act];
                // The first of equals.
                let way = open.rev().max_by_key(|it| self.fight.all(context.who, act, &it.effects, target));
                if let Some(way) = way {
                    self.effects(context, &way.effects, targets);
                }
            }
            Effect::Drain { amount } => {
                let hp = context.number(amount);
                self.heal(context.who, Some(context.who), hp);
            }
            Effect::Extra { time, .. } => {
                self.emit(Event::Hastened { who: context.who, bonus: *time == Time::BonusAction });
            }
            Effect::Summon { creature, count } => self.summon(context.who, creature, context.number(count)),
            Effect::Restore { resource, count } => {
                let (key, count) = (resource.as_str().to_owned(), context.number(count).max(0) as u32);
                self.emit(Event::Returned { who: context.who, key, count });
            }
            Effect::Cast { spell, .. } => {
                let brought = |it: &super::Act| it.after.is_none() && it.spell.as_ref().is_some_and(|it| it.id == *spell);
                if let Some(at) = context.kit.acts.iter().position(brought) {
                    self.let_loose(context.who, at, &Aim { targets: targets.to_vec(), spot: context.spot }, Why::Turn);
                }
            }
            Effect::Zone { .. } => self.lay_zone(context, effect),
            Effect::Begin(state) => self.begin_state(context.who, state),
            Effect::End(state) => self.end_state(context.who, state),
            Effect::Prompt(text) => self.emit(Event::Prompted { who: context.who, text: text.clone() }),
            _ => targets.iter().for_each(|it| self.upon(context, effect, *it)),
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
            Effect::TemporaryHp { amount } => {
                let temporary_hp = amount.sum(&|name| context.value(name)).roll(self.chance);
                self.emit(Event::Strengthened { who: target, temporary_hp });
            }
            Effect::Condition { condition, levels, largest, until } if fits(largest, size) => {
                self.afflict(context, target, (*condition, *levels), until);
            }
            Effect::EndConditions { among } => self.relieve(target, among),
            Effect::Modifiers { modifiers, until } if !modifiers.is_empty() => {
                let ends = self.ends(context, target, until);
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
                        self.lay(context, target, Laid::Condition(Condition::Restrained), Ends::Grapple, save);
                    }
                }
            }
            Effect::Dispel {} => {
                let counters = matches!(context.kit.acts[context.act].time, Time::Reaction(_));
                self.dispel(target, counters);
            }
            Effect::Slay { upto } if self.fight.fighters[target].hp <= context.number(upto) => {
                self.die(target);
            }
            _ => {}
        }
    }

    fn afflict(&mut self, context: &Context, target: usize, (condition, levels): (Condition, u8), until: &Until) {
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
        if ends == Ends::Grapple && !self.fight.fighters[target].is_laid_by(Condition::Grappled, context.who) {
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
            (Ends::Saved | Ends::SavedWhenDamaged, None) => {
                context.rounds.map_or(Ends::Never, |it| Ends::TurnStart(context.who, it))
            }
            (ends, _) => ends,
        }
    }

    fn relieve(&mut self, target: usize, among: &[Condition]) {
        let listed = |it: &&Lasting| matches!(&it.laid, Laid::Condition(one) if among.contains(one));
        let ids: Vec<u32> = self.fight.fighters[target].lasting.iter().filter(listed).map(|it| it.id).collect();
        ids.into_iter().for_each(|id| self.lift(target, id));
    }

    /// Lays something upon somebody; the same from the same act begins anew instead of twice.
    pub(super) fn lay(&mut self, context: &Context, target: usize, laid: Laid, ends: Ends, save: Option<(Ability, i32)>) {
        if self.fight.fighters[target].health == super::Health::Dead {
            return;
        }
        let ends = context.within(ends);
        let act = context.kit.acts[context.act].name.clone();
        let same = |it: &&Lasting| it.laid == laid && it.act == act && it.by == context.who;
        let ids: Vec<u32> = self.fight.fighters[target].lasting.iter().filter(same).map(|it| it.id).collect();
        ids.into_iter().for_each(|id| self.lift(target, id));
        let lasting =
            Lasting { id: self.fight.next, laid, by: context.who, act, ends, save, concentration: context.concentration };
        self.emit(Event::Laid { who: target, lasting });
    }

    /// Everybody saves for themselves, against one roll of the damage.
    fn save_each(&mut self, context: &Context, effect: &Effect, targets: &[usize]) {
        let Effect::Save { ability, dc, fail, success, half, when } = effect else { return };
        let act = &context.kit.acts[context.act];
        let dc = dc.as_ref().map_or(act.dc, |it| context.number(it));
        let (conditions, types) = threatened(fail);
        let rolled: Vec<Option<i32>> = fail.iter().map(|it| self.rolled(context, it)).collect();
        let magic = act.spell.as_ref().map(|it| Cast { deals: it.deals, cantrip: it.level == 0, school: it.school });
        for target in targets {
            if self.holds(context, when, *target) != Verdict::Yes {
                continue;
            }
            let saving =
                Saving { ability: *ability, dc, conditions: &conditions, damage: &types, magic, concentration: false };
            let saved = self.saves(*target, &saving);
            self.keep_states(context.who, crate::book::Keep::ForcedSave);
            let mut after = context.clone();
            after.save = Some((*ability, dc));
            let evades = *half && *ability == Ability::Dex && self.evades(*target);
            let mut parts = Vec::new();
            for (effect, amount) in fail.iter().zip(&rolled) {
                match (effect, amount) {
                    (Effect::Damage { when, .. }, _) if self.holds(context, when, *target) != Verdict::Yes => {}
                    (Effect::Damage { of, .. }, Some(amount)) => {
                        let share = match (saved, evades) {
                            (true, true) => 0,
                            (true, false) if *half => amount / 2,
                            (true, false) => 0,
                            (false, true) => amount / 2,
                            (false, false) => *amount,
                        };
                        if share > 0 {
                            parts.push((self.fight.worst_of(*target, of), share));
                        }
                    }
                    _ if !saved => {
                        self.wound_by(&mut after, *target, &mut parts);
                        self.effect(&mut after, effect, &[*target]);
                    }
                    _ => {}
                }
            }
            self.wound_by(&mut after, *target, &mut parts);
            if saved {
                self.effects(&after, success, &[*target]);
            }
        }
    }

    /// One wound of all that has come together for it.
    fn wound_by(&mut self, context: &mut Context, target: usize, parts: &mut Vec<(crate::book::DamageType, i32)>) {
        if !parts.is_empty() {
            let told = self.wound(target, Some(context.who), &std::mem::take(parts), false);
            context.dealt = told.last().map_or(0, |(.., dealt)| *dealt);
        }
    }

    fn evades(&self, who: usize) -> bool {
        let fighter = &self.fight.fighters[who];
        fighter.kit.specials.contains(&Special::Evasion) && fighter.is_able()
    }

    fn rolled(&mut self, context: &Context, effect: &Effect) -> Option<i32> {
        match effect {
            Effect::Damage { amount, .. } => {
                Some(amount.sum(&|name| context.value(name)).roll(self.chance).max(0))
            }
            _ => None,
        }
    }

    /// Damage of one effect upon one target, of an attack with all that is added to its hit.
    fn deal(&mut self, context: &mut Context, target: usize, damages: &[Effect]) {
        let least = context.kit.acts[context.act].swing.as_ref().map_or(1, |it| it.die_at_least);
        let mut parts = Vec::new();
        for damage in damages {
            let Effect::Damage { amount, of, when } = damage else { continue };
            if self.holds(context, when, target) == Verdict::Yes {
                let sum = amount.sum(&|name| context.value(name));
                let sum = if context.critical { sum.critical() } else { sum };
                parts.push((self.fight.worst_of(target, of), self.throw(&sum, least)));
            }
        }
        let own = parts.len();
        if own == 0 {
            return;
        }
        if let Some((leaning, melee)) = context.blow
            && !std::mem::replace(&mut context.added, true)
        {
            self.more(context, target, (leaning, melee), &mut parts);
        }
        let told = self.wound(target, Some(context.who), &parts, context.critical);
        context.dealt = told.get(own - 1).map_or(0, |(.., dealt)| *dealt);
    }

    /// Throws damage dice, of which low faces may count for more.
    fn throw(&mut self, sum: &crate::book::Sum, least: u8) -> i32 {
        let mut total = sum.flat;
        for (count, sides) in &sum.dice {
            for _ in 0..*count {
                total += (self.chance.draw(*sides) as i32).max(i32::from(least).min(*sides as i32));
            }
        }
        total.max(0)
    }

    /// What features add to a hit, once a turn or always.
    fn more(
        &mut self,
        context: &Context,
        target: usize,
        (leaning, melee): (Leaning, bool),
        parts: &mut Vec<(crate::book::DamageType, i32)>,
    ) {
        let kit = context.kit.clone();
        let act = &kit.acts[context.act];
        let mut extras: Vec<super::Extra> = act.swing.as_ref().map(|it| it.more.clone()).unwrap_or_default();
        extras.extend(self.fight.laid_extras(context.who, parts[0].0));
        extras.extend(self.fight.mark_extras(context.who, target, parts[0].0));
        for extra in extras {
            if extra.once_a_turn && self.fight.fighters[context.who].moment.once.contains(&extra.whose) {
                continue;
            }
            let (mine, theirs) = (self.fight.fighters[context.who].conditions(), self.fight.fighters[target].conditions());
            let mut strike = self.fight.strike(context.who, target, act, melee, theirs);
            strike.advantage = Some(leaning.side() > 0);
            strike.disadvantage = Some(leaning.side() < 0);
            let around = Circumstance { strike: Some(strike), ..self.fight.circumstance(context.who, mine) };
            if around.all(&extra.when, &|name| context.value(name)) != Verdict::Yes {
                continue;
            }
            let sum = if context.critical { extra.sum.critical() } else { extra.sum.clone() };
            parts.push((extra.of, sum.roll(self.chance).max(0)));
            if extra.once_a_turn {
                self.emit(Event::Once { who: context.who, whose: extra.whose });
            }
        }
    }

    /// An attack with the best weapon at hand, and what follows from its hit beside.
    fn weapon_attack(&mut self, context: &Context, hit: &[Effect], targets: &[usize]) {
        for target in targets {
            let Some(at) = self.fight.best_swing(context.who, *target) else { continue };
            // The kit may have changed since: a rage that began makes it anew.
            let kit = self.fight.fighters[context.who].kit.clone();
            let act = &kit.acts[at];
            let Some(Effect::Attack { style, hit: own, miss, .. }) = act.activity.effects.first() else { continue };
            let all: Vec<Effect> = own.iter().chain(hit).cloned().collect();
            let swung = Context { act: at, kit: kit.clone(), ..context.clone() };
            self.attack(&swung, *target, *style, (&all, miss));
        }
    }

    /// Whether an effect's tests hold for one target.
    fn holds(&self, context: &Context, when: &[Test], target: usize) -> Verdict {
        if when.is_empty() {
            return Verdict::Yes;
        }
        let act = &context.kit.acts[context.act];
        let (mine, theirs) = (self.fight.fighters[context.who].conditions(), self.fight.fighters[target].conditions());
        let mut strike = self.fight.strike(context.who, target, act, context.blow.is_some_and(|it| it.1), theirs);
        if let Some((leaning, _)) = context.blow {
            strike.advantage = Some(leaning.side() > 0);
            strike.disadvantage = Some(leaning.side() < 0);
        }
        let around = Circumstance { strike: Some(strike), ..self.fight.circumstance(context.who, mine) };
        around.all(when, &|name| context.value(name))
    }
}

/// How many rounds it lasts, and whether it is concentrated on.
fn lasts(duration: &Duration) -> (Option<u32>, bool) {
    match duration {
        Duration::Rounds(rounds) => (Some(*rounds), false),
        Duration::Minutes(minutes) => (Some(minutes.saturating_mul(10)), false),
        Duration::Concentration(minutes) => (Some(minutes.saturating_mul(10)), true),
        _ => (None, false),
    }
}

/// Conditions and damage that a failed save brings.
fn threatened(fail: &[Effect]) -> (Vec<Condition>, Vec<crate::book::DamageType>) {
    let (mut conditions, mut types) = (Vec::new(), Vec::new());
    for effect in fail {
        effect.walk(&mut |it| match it {
            Effect::Condition { condition, .. } => conditions.push(*condition),
            Effect::Damage { of, .. } => types.extend(of),
            _ => {}
        });
    }
    (conditions, types)
}

impl super::Fight<'_> {
    /// Everybody in these squares that an act is meant for.
    pub(super) fn within(&self, who: usize, squares: &[Spot], meant: Who) -> Vec<usize> {
        let fits = |at: &usize| {
            let fighter = &self.fighters[*at];
            fighter.health != super::Health::Dead
                && squares.iter().any(|it| fighter.stand().touches(*it))
                && self.means(who, *at, meant)
        };
        (0..self.fighters.len()).filter(fits).collect()
    }

    /// Whether somebody in the area of another is whom that is meant for.
    pub(super) fn means(&self, who: usize, at: usize, meant: Who) -> bool {
        match meant {
            Who::Creature | Who::Object | Who::Place => true,
            Who::Other => at != who,
            Who::Enemy | Who::Chosen => self.are_enemies(who, at),
            Who::Ally | Who::Own => !self.are_enemies(who, at),
            Who::Fallen => !self.fighters[at].is_up(),
        }
    }

    /// Of several types the one that hurts a target most.
    pub(super) fn worst_of(&self, target: usize, of: &[crate::book::DamageType]) -> crate::book::DamageType {
        let most = of.iter().rev().max_by_key(|it| self.suffers(target, **it, 100));
        most.copied().unwrap_or(crate::book::DamageType::Force)
    }

    /// More damage with every hit that is laid upon somebody.
    fn laid_extras(&self, who: usize, own: crate::book::DamageType) -> Vec<super::Extra> {
        use crate::book::Modifier;
        let fighter = &self.fighters[who];
        let extra = |it: &Modifier| match it {
            Modifier::Damage { value, of, once_a_turn, when } => Some(super::Extra {
                sum: value.sum(&|name| fighter.kit.values.get(name).copied()),
                of: of.unwrap_or(own),
                when: when.clone(),
                once_a_turn: *once_a_turn,
                whose: String::new(),
            }),
            _ => None,
        };
        fighter.laid_modifiers().filter_map(extra).collect()
    }
}
