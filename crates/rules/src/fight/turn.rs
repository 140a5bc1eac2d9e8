//! Turns and rounds: what happens at their start and end (SRD 5.2, "Playing the Game", The Order of Combat).

use super::{
    Ended, Ends, Event, Fight, Health, Outcome, Why, context::Context, order::Engine, roll::d20, zone::Moment,
};
use crate::{
    book::{Ability, End, Knack, Number, Time},
    dice::Chance,
    limit::ROUNDS_MOST,
};

impl Fight<'_> {
    /// Begins the next turn, or the next round with it. The fight ends when a side has nobody left.
    pub fn advance(&mut self, chance: &mut dyn Chance) -> Vec<Event> {
        let mut engine = Engine { fight: self, chance, events: Vec::new(), form: None, way: None };
        engine.next_turn();
        engine.bring_down();
        engine.events
    }

    /// Whose turn comes after the last; at the end of the order the next round's first.
    fn next_in_order(&self, last: Option<usize>) -> Option<(usize, bool)> {
        let from = last.and_then(|it| self.order.iter().position(|of| *of == it)).map_or(0, |it| it + 1);
        let lives = |it: &&usize| self.fighters[**it].health != Health::Dead;
        let later = self.order.get(from..).into_iter().flatten().find(lives).map(|it| (*it, last.is_none()));
        later.or_else(|| self.order.iter().find(lives).map(|it| (*it, true)))
    }

    /// The side that alone has somebody left, if the fight is over.
    fn decided(&self) -> Option<Ended> {
        let mut sides: Vec<_> = self.fighters.iter().filter(|it| it.is_up()).map(|it| it.side).collect();
        sides.sort_unstable();
        sides.dedup();
        match sides.as_slice() {
            [] => Some(Ended::Nobody),
            [side] => Some(Ended::Won(*side)),
            _ if self.round > ROUNDS_MOST => Some(Ended::CalledOff),
            _ => None,
        }
    }
}

impl Engine<'_, '_, '_> {
    fn next_turn(&mut self) {
        if self.over() {
            return;
        }
        let Some((who, new_round)) = self.fight.next_in_order(self.fight.last) else { return };
        self.pass_the_dead(who);
        if new_round {
            self.emit(Event::RoundBegan { round: self.fight.round + 1 });
            if self.over() {
                return;
            }
        }
        self.emit(Event::TurnBegan { who });
        self.start(who);
        self.over();
    }

    /// The turns of the dead pass all the same, for what they laid upon others.
    fn pass_the_dead(&mut self, next: usize) {
        let order = self.fight.order.clone();
        let place = |who: usize| order.iter().position(|it| *it == who);
        let Some(from) = self.fight.last.and_then(place) else { return };
        let skipped = order.iter().cycle().skip(from + 1).take_while(|it| **it != next).take(order.len());
        for dead in skipped {
            self.pass(|ends| ends.counts_start(*dead) || ends.counts_end(*dead));
        }
    }

    /// Ends the fight if it is decided.
    fn over(&mut self) -> bool {
        if self.fight.ended.is_none()
            && let Some(how) = self.fight.decided()
        {
            self.emit(Event::Ended { how });
        }
        self.fight.ended.is_some()
    }

    fn start(&mut self, who: usize) {
        self.pass(|ends| ends.counts_start(who));
        self.unready(who);
        self.pass_zones(who);
        self.pass_glows(who);
        self.drift_zones(who);
        self.recharge(who);
        self.regenerate(who);
        self.burn_in_sunlight(who);
        self.burn(who);
        self.end_states(who, &End::TurnStart);
        if matches!(self.fight.fighters[who].health, Health::Dying { .. }) {
            self.death_save(who);
        }
        self.auras(who);
        self.zones_at(who, Moment::TurnStart);
        self.each_turn(who);
        self.again(who, &Time::TurnStart);
        self.by_itself(who, &Time::TurnStart);
    }

    /// What a state does at the start of each of its bearer's turns.
    fn each_turn(&mut self, who: usize) {
        let kit = self.fight.fighters[who].kit.clone();
        let effects: Vec<_> = self.fight.states_of(who).flat_map(|it| it.each_turn.iter().cloned()).collect();
        if !effects.is_empty() && !kit.acts.is_empty() && self.fight.fighters[who].is_up() {
            self.effects(&Context::bare(who, kit), &effects, &[who]);
        }
    }

    /// Whoever ends a turn in another's space lies there, but for the very small (SRD 5.2, "Playing the Game",
    /// Moving around Other Creatures).
    fn make_room(&mut self, who: usize) {
        let fighter = &self.fight.fighters[who];
        let small = fighter.kit.size == crate::book::Size::Tiny;
        if fighter.is_up() && !small && !self.fight.is_free(fighter.stand(), Some(who)) {
            self.fall(who);
        }
    }

    /// A d6 for each act that comes back so (SRD 5.2, "Monsters", Recharge).
    fn recharge(&mut self, who: usize) {
        let kit = self.fight.fighters[who].kit.clone();
        for (key, most) in &kit.turnly {
            let left = self.fight.fighters[who].left(key);
            if left < *most {
                self.emit(Event::Returned { who, key: key.clone(), count: most - left });
            }
        }
        for act in &kit.acts {
            if act.each_turn && self.fight.fighters[who].left(&act.name) == 0 {
                self.emit(Event::Returned { who, key: act.name.clone(), count: 1 });
            }
            if let Some(face) = act.recharge
                && self.fight.fighters[who].left(&act.name) == 0
                && self.chance.draw(6) >= u32::from(face)
            {
                self.emit(Event::Returned { who, key: act.name.clone(), count: 1 });
            }
        }
    }

    fn regenerate(&mut self, who: usize) {
        let kit = self.fight.fighters[who].kit.clone();
        for knack in &kit.knacks {
            if let Knack::Regeneration { hp, but } = knack {
                let barred = self.fight.hurt_since(who).iter().any(|it| but.contains(it));
                if self.fight.fighters[who].is_up() && !barred {
                    let hp = hp.plain().roll(self.chance);
                    self.heal(who, Some(who), hp);
                }
            }
        }
    }

    /// What the nearness of others does at the start of a turn.
    fn auras(&mut self, who: usize) {
        for other in 0..self.fight.fighters.len() {
            let kit = self.fight.fighters[other].kit.clone();
            for (feet, enemies_only, effects) in &kit.auras {
                let near = self.fight.fighters[other].stand().feet_to(self.fight.fighters[who].stand())
                    <= *feet as i32;
                let meant = other != who && (self.fight.are_enemies(other, who) || !enemies_only);
                if near
                    && meant
                    && self.fight.fighters[other].is_able()
                    && self.fight.fighters[who].is_up()
                    && !kit.acts.is_empty()
                {
                    let context = Context::bare(other, kit.clone());
                    self.effects(&context, effects, &[who]);
                }
            }
        }
    }

    /// Acts that come unasked at the start or end of a turn.
    fn by_itself(&mut self, who: usize, time: &Time) {
        let kit = self.fight.fighters[who].kit.clone();
        for (at, act) in kit.acts.iter().enumerate().filter(|(_, it)| it.time == *time && it.spell.is_none())
        {
            let fighter = &self.fight.fighters[who];
            let can = fighter.is_up() && self.fight.permits(who, act) && self.fight.can_pay(who, at);
            if can && !fighter.has_what_it_gives(act) {
                // What fills an area finds everybody in it by itself.
                let around = act.activity.area.is_some() && act.activity.targets.who != crate::book::Who::Own;
                let targets = if around { Vec::new() } else { vec![who] };
                let aim = super::Aim { targets, spot: None };
                self.perform(who, at, &aim, None, Why::Turn);
            }
        }
    }

    pub(super) fn end_turn(&mut self, who: usize) {
        self.by_itself(who, &Time::TurnEnd);
        self.zones_at(who, Moment::TurnEnd);
        self.again(who, &Time::TurnEnd);
        self.make_room(who);
        self.stuck_in_things(who);
        self.save_again(who);
        self.lapse(who);
        self.end_states(who, &End::TurnEnd);
        self.emit(Event::TurnEnded { who });
        self.pass(|ends| ends.counts_end(who));
        self.hold_or_let_go();
        if !self.over() {
            self.legends(who);
            self.over();
        }
    }

    /// Turns pass for what lasts: the last one lifts it.
    fn pass(&mut self, fits: impl Fn(&Ends) -> bool) {
        for who in 0..self.fight.fighters.len() {
            let passing: Vec<_> =
                self.fight.fighters[who].lasting.iter().filter(|it| fits(&it.ends)).cloned().collect();
            for it in passing {
                match (it.ends.is_last(), &it.laid) {
                    (false, _) => self.emit(Event::Passed { who, id: it.id }),
                    (_, super::Laid::State(state)) => self.end_state(who, state),
                    // With it goes everything else that hangs on it.
                    (_, super::Laid::Going(_)) if it.concentration => self.end_concentration(who),
                    _ => self.lift(who, it.id),
                }
            }
        }
    }

    /// Grapples end when who holds cannot, or is too far.
    pub(super) fn hold_or_let_go(&mut self) {
        for who in 0..self.fight.fighters.len() {
            let held: Vec<_> = self.fight.fighters[who]
                .lasting
                .iter()
                .filter(|it| it.ends == Ends::Grapple)
                .cloned()
                .collect();
            for it in held {
                let holder = &self.fight.fighters[it.by];
                let reach = holder.kit.acts.iter().find(|act| act.name == it.act).map_or(0, |it| it.far().0);
                let far =
                    holder.stand().feet_to(self.fight.fighters[who].stand()) > reach.max(super::SQUARE_FEET);
                if !holder.is_able() || far {
                    self.lift(who, it.id);
                }
            }
        }
    }

    /// An action to break a grapple: Athletics or Acrobatics, whichever is better.
    pub(super) fn escape(&mut self, who: usize) {
        let Some((_, by, dc)) = self.fight.grip(who) else { return };
        let fighter = &self.fight.fighters[who];
        let conditions = fighter.conditions();
        let around = self.fight.circumstance(who, conditions);
        let leaning =
            self.fight.leaning(who, &[Number::Tests, Number::Checks, Number::Check(Ability::Str)], &around);
        let bonus = fighter.kit.escape;
        let thrown = d20(leaning.side(), None, self.chance);
        let of = [Number::Tests, Number::Checks];
        let bonus = bonus + self.fight.added(who, &of, self.chance);
        let (thrown, total) = self.tried(who, &of, (thrown, bonus), dc);
        let outcome = if total >= dc { Outcome::Success } else { Outcome::Failure };
        self.emit(Event::Checked { who, name: "Escape".into(), dice: thrown.dice, total, dc, outcome });
        self.used_up(who, &of);
        if outcome.succeeds() {
            let held = |it: &&super::Lasting| it.ends == Ends::Grapple && it.by == by;
            let ids: Vec<u32> =
                self.fight.fighters[who].lasting.iter().filter(held).map(|it| it.id).collect();
            ids.into_iter().for_each(|id| self.lift(who, id));
        }
    }

    /// After another's turn: one Legendary Action of somebody who has uses left (SRD 5.2, "Monsters").
    fn legends(&mut self, after: usize) {
        for who in 0..self.fight.fighters.len() {
            let fighter = &self.fight.fighters[who];
            if who == after
                || fighter.legendary_actions == 0
                || !fighter.is_able()
                || !self.fight.has_foes(who)
            {
                continue;
            }
            if let Some((act, aim)) = self.fight.best_legend(who) {
                self.perform(who, act, &aim, None, Why::Legendary);
            }
        }
    }
}

impl Fight<'_> {
    /// Kinds of damage somebody took since its last turn began.
    fn hurt_since(&self, who: usize) -> &std::collections::BTreeSet<crate::book::DamageType> {
        &self.fighters[who].hurt_before
    }
}
