//! Attack rolls: what leans them, whether they hit, and what a hit does beside its damage (SRD 5.2, "Playing
//! the Game", Making an Attack).

use super::{
    Event, Fight, Outcome,
    answer::Cause,
    context::Context,
    occasion::Failed,
    order::Engine,
    roll::{Leaning, Thrown, d20},
};
use crate::{
    book::{Condition, Effect, Knack, Modifier, Number, Style, Test},
    circumstance::{Circumstance, Verdict},
    fight::Act,
};

impl Fight<'_> {
    /// Which way an attack leans: the attacker's side, the target's, and where they stand.
    pub(super) fn attack_leaning(&self, who: usize, target: usize, act: &Act, melee: bool) -> Leaning {
        let (attacker, attacked) = (&self.fighters[who], &self.fighters[target]);
        let asks =
            attacker.asks || attacked.asks || act.swing.as_ref().is_some_and(|it| !it.leans.is_empty());
        let strike = asks.then(|| self.strike(who, target, act, melee, attacked.conditions()));
        let around = Circumstance { strike: strike.clone(), ..self.circumstance(who, attacker.conditions()) };
        let mut leaning = self.leaning_of(who, self.own_modifiers(who), rolled(act), &around);
        if let Some(swing) = &act.swing {
            let kit = &self.fighters[who].kit;
            let value = |name: &str| kit.values.get(name).copied();
            // Its own sheet has told what always leans it; what stands in both is told once.
            for (up, when) in &swing.leans {
                if around.all(when, &value) == Verdict::Yes {
                    leaning.add(*up);
                }
            }
        }
        if self.fighters[who].kit.has(|it| matches!(it, Knack::PackTactics)) && self.ally_beside(who, target)
        {
            leaning.add(true);
        }
        let guarded = Circumstance { strike, ..self.circumstance(target, attacked.conditions()) };
        self.against(target, &guarded, &mut leaning);
        self.conditioned(who, target, &mut leaning);
        self.unseen(who, target, &mut leaning);
        self.placed(who, target, act, melee, &mut leaning);
        if attacked.kit.specials.contains(&crate::book::Special::Elusive) && attacked.is_able() {
            leaning.up = false;
        }
        leaning
    }

    /// What the target bears against who attacks it.
    fn against(&self, target: usize, around: &Circumstance<'_>, leaning: &mut Leaning) {
        let kit = &self.fighters[target].kit;
        let value = |name: &str| kit.values.get(name).copied();
        let holds = |when: &[Test]| around.all(when, &value) == Verdict::Yes;
        for modifier in self.own_modifiers(target) {
            match modifier {
                Modifier::AdvantageAgainst { when } if holds(when) => leaning.add(true),
                Modifier::DisadvantageAgainst { when } if holds(when) => leaning.add(false),
                _ => {}
            }
        }
    }

    /// What the conditions of both do to it (SRD 5.2, "Rules Glossary", Condition): some by who sees whom, who
    /// holds whom, who is feared and how near they are.
    fn conditioned(&self, who: usize, target: usize, leaning: &mut Leaning) {
        let (attacker, attacked) = (&self.fighters[who], &self.fighters[target]);
        for condition in attacker.conditions() {
            match condition {
                Condition::Blinded | Condition::Poisoned | Condition::Prone | Condition::Restrained => {
                    leaning.add(false)
                }
                Condition::Frightened if self.sees_fear(who) => leaning.add(false),
                Condition::Grappled if !attacker.is_laid_by(Condition::Grappled, target) => {
                    leaning.add(false)
                }
                Condition::Invisible if !self.perceives(target, who) => leaning.add(true),
                _ => {}
            }
        }
        for condition in attacked.conditions() {
            match condition {
                Condition::Blinded
                | Condition::Paralyzed
                | Condition::Petrified
                | Condition::Restrained
                | Condition::Stunned
                | Condition::Unconscious => leaning.add(true),
                Condition::Prone => {
                    leaning.add(attacker.stand().feet_to(attacked.stand()) <= super::SQUARE_FEET)
                }
                Condition::Invisible if !self.perceives(who, target) => leaning.add(false),
                _ => {}
            }
        }
        if attacked.lasting.iter().any(|it| it.laid == super::Laid::Exposed(who)) {
            leaning.add(true);
        }
    }

    /// SRD 5.2, "Playing the Game", Unseen Attackers and Targets, as far as light and fog go; and who the sun
    /// dazzles.
    fn unseen(&self, who: usize, target: usize, leaning: &mut Leaning) {
        if self.is_murky() {
            if !self.makes_out(who, target) {
                leaning.add(false);
            }
            if !self.makes_out(target, who) {
                leaning.add(true);
            }
        }
        if self.is_dazzled(who) {
            leaning.add(false);
        }
    }

    /// Whether something that somebody is Frightened of is in sight.
    fn sees_fear(&self, who: usize) -> bool {
        let stand = self.fighters[who].stand();
        self.fighters[who]
            .laid_by(Condition::Frightened)
            .any(|by| self.line(stand, self.fighters[by].stand()) && self.makes_out(who, by))
    }

    /// Whether a square is nearer to something that somebody is Frightened of.
    pub(super) fn fears(&self, who: usize, spot: super::Spot) -> bool {
        self.shuns(who, self.stand_at(who, spot))
    }

    /// The same of a place.
    pub(super) fn shuns(&self, who: usize, there: super::Stand) -> bool {
        let here = self.fighters[who].stand();
        self.fighters[who].laid_by(Condition::Frightened).any(|by| {
            let source = self.fighters[by].stand();
            there.feet_to(source) < here.feet_to(source) && self.line(here, source)
        })
    }

    /// SRD 5.2, "Playing the Game", Ranged Attacks: far ones, and those beside an enemy; unseen targets.
    fn placed(&self, who: usize, target: usize, act: &Act, melee: bool, leaning: &mut Leaning) {
        if self.is_impeded(who, act, melee) {
            leaning.add(false);
        }
        let (mine, theirs) = (self.fighters[who].stand(), self.fighters[target].stand());
        if !melee {
            if mine.feet_to(theirs) > act.normal() {
                leaning.add(false);
            }
            let beside = |enemy: usize| {
                let it = &self.fighters[enemy];
                self.are_enemies(who, enemy)
                    && it.is_able()
                    && it.stand().feet_to(mine) <= super::SQUARE_FEET
                    && self.sees(enemy, who)
            };
            if (0..self.fighters.len()).any(beside) {
                leaning.add(false);
            }
        }
    }

    /// Whether the act would be done in melee upon this target.
    pub(super) fn in_melee(&self, who: usize, target: usize, act: &Act, style: Style) -> bool {
        let feet = self.fighters[who].stand().feet_to(self.fighters[target].stand());
        match style {
            Style::Melee | Style::MeleeSpell => feet <= act.far().0.max(super::SQUARE_FEET),
            Style::Ranged | Style::RangedSpell => false,
            Style::MeleeOrRanged | Style::MeleeOrRangedSpell => feet <= act.far().0,
        }
    }

    /// The face from which on it is a Critical Hit.
    pub(super) fn critical_from(&self, act: &Act) -> u8 {
        act.swing.as_ref().map_or(20, |it| it.critical_from)
    }

    /// What speaks for and against a hit: what is added, and which armour class counts, cover with it.
    pub(super) fn armour_class_against(&self, who: usize, target: usize) -> i32 {
        self.armour_class(target) + self.cover(who, target)
    }

    /// SRD 5.2, "Playing the Game", Cover: 2 behind another creature, 5 behind a corner that hides half
    /// of the lines.
    pub(super) fn cover(&self, who: usize, target: usize) -> i32 {
        let (mine, theirs) = (self.fighters[who].stand(), self.fighters[target].stand());
        if mine.feet_to(theirs) <= super::SQUARE_FEET {
            return 0;
        }
        let from = mine.nearest(theirs.spot);
        let lines = theirs.squares().filter(|it| self.grid.line(from, *it)).count();
        if 2 * lines < theirs.squares().count() {
            return 5;
        }
        let between = |(at, it): (usize, &super::Fighter<'_>)| {
            at != who
                && at != target
                && it.is_up()
                && (it.stand().is_level_with(mine) || it.stand().is_level_with(theirs))
                && it.stand().squares().any(|spot| between(from, theirs.nearest(from), spot))
        };
        if self.fighters.iter().enumerate().any(between) { 2 } else { 0 }
    }
}

/// Whether a square lies on the line between two others.
fn between(from: super::Spot, to: super::Spot, it: super::Spot) -> bool {
    let (ax, ay) = (i32::from(to.x - from.x), i32::from(to.y - from.y));
    let (bx, by) = (i32::from(it.x - from.x), i32::from(it.y - from.y));
    let ahead = ax * bx + ay * by;
    let long = ax * ax + ay * ay;
    ahead > 0 && ahead < long && 2 * (ax * by - ay * bx).abs() <= ax.abs().max(ay.abs())
}

impl Engine<'_, '_, '_> {
    /// One attack: the roll, the reactions to it, and what follows.
    pub(super) fn attack(
        &mut self,
        context: &Context,
        target: usize,
        style: Style,
        follows: (&[Effect], &[Effect]),
    ) {
        let who = context.who;
        let act = &context.kit.acts[context.act];
        let melee = self.fight.in_melee(who, target, act, style);
        let leaning = self.fight.attack_leaning(who, target, act, melee);
        let of = rolled(act);
        let reroll = self.fight.reroll(who, of);
        let mut thrown = d20(leaning.side(), reroll, self.chance);
        let bonus = act.bonus + self.fight.added(who, of, self.chance);
        let mut total = i32::from(thrown.die) + bonus;
        let mut against = self.fight.armour_class_against(who, target);
        let mut critical = thrown.die >= self.fight.critical_from(act);
        let short = self.fight.falls_short(who, target, act, melee);
        let mut hits = !short && (thrown.die == 20 || critical || thrown.die != 1 && total >= against);
        if !hits && !short && thrown.die != 1 {
            total += self.inspire(who, of, against - total);
            hits = total >= against;
        }
        if !hits && !short && !context.kit.occasions.is_empty() {
            let bonus = total - i32::from(thrown.die);
            let mut failed = Failed { of, thrown, bonus, against, strict: true };
            self.mend(who, &mut failed);
            let strict = failed.strict;
            (total, thrown) = (failed.total(), failed.thrown);
            critical = thrown.die >= self.fight.critical_from(act);
            hits = critical || !(strict && thrown.die == 1) && total >= against;
        }
        if hits && thrown.die != 20 && self.guard(target, who, melee, total - against) {
            against = self.fight.armour_class_against(who, target);
            hits = critical || total >= against;
        }
        let exposed = {
            let feet = self.fight.fighters[who].stand().feet_to(self.fight.fighters[target].stand());
            feet <= super::SQUARE_FEET
                && self.fight.fighters[target].conditions().iter().any(|it| it.exposes())
        };
        let outcome = match (hits, critical || exposed) {
            (true, true) => Outcome::Critical,
            (true, false) => Outcome::Success,
            _ => Outcome::Failure,
        };
        let name = act.name.clone();
        let Thrown { dice, lean, die } = thrown;
        self.emit(Event::Attacked { who, target, name, dice, lean, bonus, total, against, outcome });
        self.used_up(who, of);
        self.used_against(target, who);
        if outcome.succeeds() {
            self.soften(target, who, (follows.0, outcome == Outcome::Critical));
        }
        self.helped(who, target);
        self.reveal(who);
        self.keep_states(who, crate::book::Keep::Attacked);
        self.follow(context, target, (outcome, leaning, melee), (die, follows.0, follows.1));
        self.end_states(who, &crate::book::End::Attacked);
        self.break_horde(context, (target, style), follows);
    }

    fn follow(
        &mut self,
        context: &Context,
        target: usize,
        (outcome, leaning, melee): (Outcome, Leaning, bool),
        (die, hit, miss): (u8, &[Effect], &[Effect]),
    ) {
        let mut context = context.clone();
        context.rolled = Some(die);
        context.critical = outcome == Outcome::Critical;
        context.blow = Some((leaning, melee));
        if outcome.succeeds() {
            let before = self.fight.fighters[target].hp + self.fight.fighters[target].temporary_hp;
            let forgone = self.forgo(&mut context, target);
            let smites = self.smites(&context, target, hit);
            if smites.is_empty() {
                self.effects(&context, hit, &[target]);
            } else {
                self.wound_deeper(&context, target, hit, &smites);
            }
            let after = self.fight.fighters[target].hp + self.fight.fighters[target].temporary_hp;
            // What is added to a hit was, with its own damage.
            context.added = true;
            self.instead(&context, target, &forgone);
            self.charge(&context, target);
            self.master_hit(&context, target, after < before);
            self.thorns(&context, target);
            self.follow_up(&context, target, smites);
        } else {
            self.effects(&context, miss, &[target]);
            self.graze(&context, target);
            self.ask(target, context.who, Cause::Missed);
        }
        self.ask(target, context.who, Cause::Attacked);
    }

    /// What a hit does after so many feet straight at the target.
    fn charge(&mut self, context: &Context, target: usize) {
        let name = &context.kit.acts[context.act].name;
        let straight = self.fight.fighters[context.who].moment.straight;
        for knack in &context.kit.knacks {
            if let Knack::Charge { feet, action, effects } = knack
                && action == name
                && straight >= *feet as i32
                && !self.fight.fighters[context.who].moment.once.contains(CHARGE)
            {
                self.emit(Event::Once { who: context.who, whose: CHARGE.into() });
                self.effects(context, effects, &[target]);
            }
        }
    }

    /// Who strikes from near at hand is hurt by some (SRD 5.2, "Monsters").
    fn thorns(&mut self, context: &Context, target: usize) {
        let kit = self.fight.fighters[target].kit.clone();
        let feet = self.fight.fighters[context.who].stand().feet_to(self.fight.fighters[target].stand());
        let melee = context.blow.is_some_and(|(_, melee)| melee);
        for knack in &kit.knacks {
            if let Knack::Thorns { amount, of } = knack
                && melee
                && feet <= super::SQUARE_FEET
            {
                let amount = amount.plain().roll(self.chance);
                self.hurt(context.who, Some(target), &[(*of, amount)], false);
            }
        }
    }
}

/// A charge counts for one hit in a turn.
const CHARGE: &str = "charge";

/// What leans and changes the attack roll of an act.
const fn rolled(act: &Act) -> &'static [Number] {
    match act.spell {
        Some(_) => &[Number::Tests, Number::Attacks, Number::SpellAttacks],
        None => &[Number::Tests, Number::Attacks],
    }
}
