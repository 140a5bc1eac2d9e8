//! What comes at once upon one's own hit, or one's own failure, as a Reaction would: a smite into the wound, a second try
//! at a save (SRD 5.2, "Classes"; "Spells", Divine Smite).

use super::{
    Act, Aim, Event, Fight, Outcome, Why,
    context::Context,
    order::Engine,
    roll::{Saving, Thrown, d20},
};
use crate::{
    book::{DamageType, Effect, Number, Occasion, Sum, Time, Trigger, Who},
    circumstance::{Against, Circumstance, Verdict},
};

/// A D20 Test that fell short: what was thrown, what is added to the die, and what it must come to.
pub(super) struct Failed<'n> {
    pub(super) of: &'n [Number],
    pub(super) thrown: Thrown,
    pub(super) bonus: i32,
    pub(super) against: i32,
    /// A 1 fails whatever is added.
    pub(super) strict: bool,
}

impl Failed<'_> {
    pub(super) fn total(&self) -> i32 {
        i32::from(self.thrown.die) + self.bonus
    }

    fn succeeds(&self) -> bool {
        !(self.strict && self.thrown.die == 1) && self.total() >= self.against
    }
}

const fn is_damage(effect: &Effect) -> bool {
    matches!(effect, Effect::Damage { .. })
}

impl Act {
    /// Its damage is that of the hit that it comes upon.
    fn goes_into_wound(&self) -> bool {
        self.activity.effects.iter().any(is_damage)
    }
}

impl Fight<'_> {
    /// Whether there is the time and the means for what comes upon an occasion.
    pub(super) fn can_come(&self, who: usize, at: usize) -> bool {
        let fighter = &self.fighters[who];
        let act = &fighter.kit.acts[at];
        let in_time = match act.time {
            Time::Free => true,
            Time::BonusAction => self.turn == Some(who) && fighter.is_able() && !fighter.moment.bonus_action,
            _ => false,
        };
        // What was hit may have struck back, or burst; only against failing itself do the helpless help themselves.
        let helps = matches!(act.activity.on, Some(Occasion::Failed(_) | Occasion::Dropped));
        let concentrates = act.spell.as_ref().is_some_and(|it| it.concentration);
        in_time
            && (helps || fighter.is_able())
            && !(concentrates && fighter.concentration.is_some())
            && self.can_pay(who, at)
    }

    /// The Reaction with which somebody lets a friend, or itself, save anew.
    fn guards_save(&self, by: usize, who: usize, saving: &Saving<'_>) -> Option<usize> {
        let fighter = &self.fighters[by];
        if self.are_enemies(by, who) || !fighter.can_react() {
            return None;
        }
        let feet = fighter.stand().feet_to(self.fighters[who].stand());
        let against = Against { conditions: saving.conditions, damage: saving.damage, spell: saving.spell };
        let around = Circumstance { against: Some(against), ..self.circumstance(by, fighter.conditions()) };
        let fits = |(at, act): &(usize, &Act)| {
            act.time == Time::Reaction(Trigger::SaveFailed)
                && feet <= act.far().1
                && around.all(&act.activity.when, &|name| fighter.kit.value(act, name)) == Verdict::Yes
                && self.can_pay(by, *at)
                && fighter.lets_act(*at, false)
        };
        fighter.kit.acts.iter().enumerate().find(fits).map(|(at, _)| at)
    }

    /// What it promises to do it now upon this target, if it comes upon a hit at all.
    fn hit_worth(&self, who: usize, at: usize, target: usize) -> i32 {
        let act = &self.fighters[who].kit.acts[at];
        let upon = if act.activity.targets.who == Who::Own { who } else { target };
        let small = act.activity.targets.largest.is_none_or(|it| self.fighters[target].kit.size <= it);
        if act.activity.on == Some(Occasion::Hit) && small && self.can_come(who, at) {
            self.expected(who, at, upon) - self.price(act)
        } else {
            0
        }
    }
}

impl Engine<'_, '_, '_> {
    /// What goes into the wound of a hit, the best first, paid for and begun; with its effects.
    pub(super) fn smites(
        &mut self,
        context: &Context,
        target: usize,
        hit: &[Effect],
    ) -> Vec<(Context, Vec<Effect>)> {
        let who = context.who;
        let kit = self.fight.fighters[who].kit.clone();
        let mut smites = Vec::new();
        if kit.occasions.is_empty() || !hit.iter().any(is_damage) {
            return smites;
        }
        let fits = |it: &Self, at: usize| {
            let act = &kit.acts[at];
            act.goes_into_wound()
                && it.fight.fighters[who].lets_act(at, context.critical)
                && it.holds(context, &act.activity.when, target) == Verdict::Yes
        };
        let mut left: Vec<usize> = kit.occasions.iter().copied().filter(|at| fits(self, *at)).collect();
        let mut deeper = if left.is_empty() { Vec::new() } else { hit.to_vec() };
        // Whom the blow alone would fell needs no more.
        while !left.is_empty() && !self.fight.fells(context, &deeper, target) {
            let worth =
                left.iter().map(|at| (self.fight.hit_worth(who, *at, target), std::cmp::Reverse(*at)));
            let best = worth.filter(|(worth, _)| *worth > 0).max();
            let Some((_, std::cmp::Reverse(at))) = best else { break };
            left.retain(|it| *it != at);
            self.pay(who, at, None, Why::Turn);
            if let Some((begun, _)) =
                self.begin(who, at, &Aim { targets: vec![target], spot: None }, Why::Turn)
            {
                let effects = kit.acts[at].activity.effects.clone();
                deeper.extend(effects.iter().filter(|it| is_damage(it)).cloned());
                smites.push((begun, effects));
            }
        }
        smites
    }

    /// What a hit does, with what goes into its wound.
    pub(super) fn wound_deeper(
        &mut self,
        context: &Context,
        target: usize,
        hit: &[Effect],
        smites: &[(Context, Vec<Effect>)],
    ) {
        let own = hit.iter().take_while(|it| is_damage(it)).count();
        let more = smites.iter().flat_map(|(_, effects)| effects).filter(|it| is_damage(it));
        let all: Vec<Effect> = hit[..own].iter().chain(more).chain(&hit[own..]).cloned().collect();
        self.effects(context, &all, &[target]);
    }

    /// What else the smites do, and all that a hit may be followed by.
    pub(super) fn follow_up(
        &mut self,
        context: &Context,
        target: usize,
        smites: Vec<(Context, Vec<Effect>)>,
    ) {
        let who = context.who;
        for (begun, mut effects) in smites {
            effects.retain(|it| !is_damage(it));
            if self.fight.fighters[target].is_up() {
                self.effects(&begun, &effects, &[target]);
            }
        }
        let kit = self.fight.fighters[who].kit.clone();
        for at in kit.occasions.iter().copied() {
            let act = &kit.acts[at];
            let comes = !act.goes_into_wound()
                && self.fight.fighters[who].lets_act(at, context.critical)
                && act.forgoes.is_none()
                && self.fight.fighters[target].is_up()
                && self.holds(context, &act.activity.when, target) == Verdict::Yes
                && self.fight.hit_worth(who, at, target) > 0;
            if comes {
                let upon = if act.activity.targets.who == Who::Own { who } else { target };
                self.perform(who, at, &Aim { targets: vec![upon], spot: None }, None, Why::Turn);
                // A state that began makes the kit anew, and its acts may have other places.
                if !std::sync::Arc::ptr_eq(&kit, &self.fight.fighters[who].kit) {
                    return;
                }
            }
        }
    }

    /// What an act laid upon somebody ends.
    pub(super) fn let_off(&mut self, context: &Context, target: usize) {
        let name = &context.kit.acts[context.act].name;
        let laid = |it: &&super::Lasting| it.by == context.who && it.act == *name;
        let ids: Vec<u32> = self.fight.fighters[target].lasting.iter().filter(laid).map(|it| it.id).collect();
        ids.into_iter().for_each(|id| self.lift(target, id));
    }

    /// What damage of some types brings beside its wound (SRD 5.2, "Monsters", Flesh Golem: Aversion to Fire).
    pub(super) fn suffer(&mut self, who: usize, dealt: &[(DamageType, i32, i32)]) {
        let kit = self.fight.fighters[who].kit.clone();
        for at in kit.occasions.iter().copied() {
            let Some(Occasion::Suffered(of)) = &kit.acts[at].activity.on else { continue };
            let hurts = dealt.iter().any(|(it, _, dealt)| *dealt > 0 && of.contains(it));
            if hurts && self.fight.fighters[who].is_up() {
                self.perform(who, at, &Aim { targets: vec![who], spot: None }, None, Why::With);
            }
        }
    }

    /// What keeps somebody up who drops to 0 hit points (SRD 5.2, "Classes", Barbarian: Relentless Rage); whether it did.
    pub(super) fn stays_by_act(&mut self, who: usize) -> bool {
        let kit = self.fight.fighters[who].kit.clone();
        for at in kit.occasions.iter().copied() {
            let act = &kit.acts[at];
            let comes = act.activity.on == Some(Occasion::Dropped)
                && self.fight.can_come(who, at)
                && self.fight.fighters[who].lets_act(at, false)
                && self.fight.permits(who, act);
            if comes {
                self.perform(who, at, &Aim { targets: vec![who], spot: None }, None, Why::Turn);
                if self.fight.fighters[who].hp > 0 {
                    return true;
                }
            }
        }
        false
    }

    /// Mends a failed D20 Test, if somebody can; whether anything was done.
    pub(super) fn mend(&mut self, who: usize, failed: &mut Failed<'_>) -> bool {
        let kit = self.fight.fighters[who].kit.clone();
        let mut mended = false;
        for at in kit.occasions.iter().copied() {
            let act = &kit.acts[at];
            let asked = |of: &[Number]| of.iter().any(|it| failed.of.contains(it));
            if matches!(&act.activity.on, Some(Occasion::Failed(of)) if asked(of))
                && self.fight.can_come(who, at)
                && self.fight.fighters[who].lets_act(at, false)
                && self.fight.permits(who, act)
                && self.mend_by((who, at), who, failed, Why::Turn)
            {
                mended = true;
                if failed.succeeds() {
                    return true;
                }
            }
        }
        mended
    }

    /// One act that may mend it: whether it was done, for it is not where it could not be enough.
    fn mend_by(&mut self, (by, at): (usize, usize), who: usize, failed: &mut Failed<'_>, why: Why) -> bool {
        let kit = self.fight.fighters[by].kit.clone();
        let act = &kit.acts[at];
        let mends = act.activity.effects.iter().find(|it| matches!(it, Effect::Mend { .. }));
        let Some(Effect::Mend { anew, one, advantage, face, plus, succeeds, refunded }) = mends else {
            return false;
        };
        let sum = plus.as_ref().map(|it| it.sum(&|name| kit.value(act, name)));
        let most =
            |it: &Sum| it.flat + it.dice.iter().map(|(count, sides)| count * *sides as i32).sum::<i32>();
        let best = face.unwrap_or(if *anew { 20 } else { failed.thrown.die });
        let more = sum.as_ref().map_or(0, most);
        if *succeeds {
            self.perform(by, at, &Aim { targets: vec![who], spot: None }, None, why);
            failed.strict = false;
            failed.bonus = failed.bonus.max(failed.against - i32::from(failed.thrown.die));
            return true;
        }
        if failed.strict && best == 1 || i32::from(best) + failed.bonus + more < failed.against {
            return false;
        }
        self.perform(by, at, &Aim { targets: vec![who], spot: None }, None, why);
        if *one {
            failed.thrown = self.throw_one_again(&failed.thrown);
        } else if *anew {
            let lean = if *advantage { (failed.thrown.lean + 1).min(1) } else { failed.thrown.lean };
            let reroll = self.fight.reroll(who, failed.of);
            failed.thrown = d20(lean, reroll, self.chance);
        }
        failed.thrown.die = face.unwrap_or(failed.thrown.die);
        failed.bonus += sum.map_or(0, |it| it.roll(self.chance));
        if *refunded && !failed.succeeds() {
            for (key, count) in &act.spends {
                self.emit(Event::Returned { who: by, key: key.clone(), count: *count });
            }
        }
        true
    }

    /// Who is near may let somebody save anew, with a Reaction (SRD 5.2, "Classes", Bard: Countercharm).
    fn save_of_friend(&mut self, who: usize, saving: &Saving<'_>, failed: &mut Failed<'_>) -> bool {
        for by in 0..self.fight.fighters.len() {
            if let Some(at) = self.fight.guards_save(by, who, saving)
                && self.mend_by((by, at), who, failed, Why::Reaction)
            {
                return true;
            }
        }
        false
    }

    /// A check, with what helps it once it has failed: what it comes to, and what was thrown.
    pub(super) fn tried(
        &mut self,
        who: usize,
        of: &[Number],
        (thrown, bonus): (Thrown, i32),
        against: i32,
    ) -> (Thrown, i32) {
        let mut failed = Failed { of, thrown, bonus, against, strict: false };
        if failed.total() < against {
            failed.bonus += self.inspire(who, of, against - failed.total());
        }
        if failed.total() < against {
            self.mend(who, &mut failed);
        }
        let total = failed.total();
        (failed.thrown, total)
    }

    /// A save that has just failed by its dice: what helps it, told as another save where it was thrown anew.
    pub(super) fn saves_after_all(&mut self, who: usize, saving: &Saving<'_>, short: i32) -> bool {
        let Some(Event::Saved { dice, lean, bonus, total, .. }) = self.events.last().cloned() else {
            return false;
        };
        let of = [Number::Tests, Number::Saves, Number::Save(saving.ability)];
        let more = self.inspire(who, &of, short);
        if more >= short {
            return true;
        }
        let die = u8::try_from(total - bonus).unwrap_or(1);
        let thrown = Thrown { dice, die, lean };
        let mut failed = Failed { of: &of, thrown, bonus: bonus + more, against: saving.dc, strict: false };
        let mut mended = self.mend(who, &mut failed);
        if !failed.succeeds() {
            mended |= self.save_of_friend(who, saving, &mut failed);
        }
        if !mended {
            return false;
        }
        let (total, saved) = (failed.total(), failed.succeeds());
        let outcome = if saved { Outcome::Success } else { Outcome::Failure };
        let Failed { thrown: Thrown { dice, lean, .. }, bonus, against: dc, .. } = failed;
        let Saving { ability, concentration, .. } = *saving;
        self.emit(Event::Saved { who, ability, dice, lean, bonus, total, dc, outcome, concentration });
        saved
    }
}
