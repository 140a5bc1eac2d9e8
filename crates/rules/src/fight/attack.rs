//! Attack rolls: what leans them, whether they hit, and what a hit does beside its damage (SRD 5.2, "Playing
//! the Game", Making an Attack).

use super::{
    Event, Fight, Outcome,
    answer::Cause,
    effect::Context,
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
        let conditions = self.fighters[who].conditions();
        let of_target = self.fighters[target].conditions();
        let strike = self.strike(who, target, act, melee, &of_target);
        let around = Circumstance { strike: Some(strike.clone()), ..self.circumstance(who, &conditions) };
        let mut leaning = self.leaning(who, &[Number::Tests, Number::Attacks], &around);
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
        if self.fighters[who].kit.has(|it| matches!(it, Knack::PackTactics)) && self.ally_beside(who, target) {
            leaning.add(true);
        }
        let guarded = Circumstance { strike: Some(strike), ..self.circumstance(target, &of_target) };
        self.against(target, &guarded, &mut leaning);
        self.placed(who, target, act, melee, &mut leaning);
        leaning
    }

    /// What the target bears against who attacks it.
    fn against(&self, target: usize, around: &Circumstance<'_>, leaning: &mut Leaning) {
        let kit = &self.fighters[target].kit;
        let value = |name: &str| kit.values.get(name).copied();
        let holds = |when: &[Test]| around.all(when, &value) == Verdict::Yes;
        for modifier in self.modifiers(target) {
            match modifier {
                Modifier::AdvantageAgainst { when } if holds(when) => leaning.add(true),
                Modifier::DisadvantageAgainst { when } if holds(when) => leaning.add(false),
                _ => {}
            }
        }
        let elusive = kit.specials.contains(&crate::book::Special::Elusive);
        if elusive && self.fighters[target].is_able() {
            leaning.up = false;
        }
    }

    /// SRD 5.2, "Playing the Game", Ranged Attacks: far ones, and those beside an enemy; unseen targets.
    fn placed(&self, who: usize, target: usize, act: &Act, melee: bool, leaning: &mut Leaning) {
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
        if !self.sees(who, target) && !self.fighters[target].has(Condition::Invisible) {
            leaning.add(false);
        }
        if !self.fighters[target].is_up() && melee {
            leaning.add(true);
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
            at != who && at != target && it.is_up() && it.stand().squares().any(|spot| between(from, theirs.nearest(from), spot))
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
    pub(super) fn attack(&mut self, context: &Context, target: usize, style: Style, follows: (&[Effect], &[Effect])) {
        let who = context.who;
        let act = &context.kit.acts[context.act];
        let melee = self.fight.in_melee(who, target, act, style);
        let leaning = self.fight.attack_leaning(who, target, act, melee);
        let of = if act.spell.is_some() {
            &[Number::Tests, Number::Attacks, Number::SpellAttacks][..]
        } else {
            &[Number::Tests, Number::Attacks][..]
        };
        let reroll = self.fight.reroll(who, of);
        let thrown = d20(leaning.side(), reroll, self.chance);
        let bonus = act.bonus + self.fight.added(who, of, self.chance);
        let total = i32::from(thrown.die) + bonus;
        let mut against = self.fight.armour_class_against(who, target);
        let critical = thrown.die >= self.fight.critical_from(act);
        let mut hits = thrown.die == 20 || critical || thrown.die != 1 && total >= against;
        if hits && thrown.die != 20 && self.guard(target, who, melee, total - against) {
            against = self.fight.armour_class_against(who, target);
            hits = critical || total >= against;
        }
        let exposed = melee && {
            let feet = self.fight.fighters[who].stand().feet_to(self.fight.fighters[target].stand());
            feet <= super::SQUARE_FEET && Condition::ALL.iter().any(|it| it.exposes() && self.fight.fighters[target].has(*it))
        };
        let outcome = match (hits, critical || exposed) {
            (true, true) => Outcome::Critical,
            (true, false) => Outcome::Success,
            _ => Outcome::Failure,
        };
        let name = act.name.clone();
        let Thrown { dice, lean, .. } = thrown;
        self.emit(Event::Attacked { who, target, name, dice, lean, bonus, total, against, outcome });
        self.used_up(who);
        if outcome.succeeds() {
            self.halve(target, who);
        }
        self.helped(who, target);
        self.reveal(who);
        self.keep_states(who, crate::book::Keep::Attacked);
        self.follow(context, target, (outcome, leaning, melee), follows);
    }

    fn follow(
        &mut self,
        context: &Context,
        target: usize,
        (outcome, leaning, melee): (Outcome, Leaning, bool),
        (hit, miss): (&[Effect], &[Effect]),
    ) {
        let mut context = context.clone();
        context.critical = outcome == Outcome::Critical;
        context.blow = Some((leaning, melee));
        if outcome.succeeds() {
            self.effects(&context, hit, &[target]);
            self.charge(&context, target);
            self.mastery(&context, target, true);
        } else {
            self.effects(&context, miss, &[target]);
            self.mastery(&context, target, false);
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
            {
                self.effects(context, effects, &[target]);
            }
        }
    }

    /// SRD 5.2, "Equipment", Mastery Properties, as far as they are a matter of one roll.
    fn mastery(&mut self, context: &Context, target: usize, hit: bool) {
        use super::{Ends, Laid};
        use crate::book::{Ability, Mastery, Size};
        let act = &context.kit.acts[context.act];
        let Some(mastery) = act.swing.as_ref().and_then(|it| it.mastery) else { return };
        let who = context.who;
        let modifier = context.kit.modifiers[act.ability as usize];
        match (mastery, hit) {
            (Mastery::Graze, false) if modifier > 0 => {
                let of = act.activity.effects.iter().find_map(first_type);
                if let Some(of) = of {
                    self.hurt(target, Some(who), &[(of, modifier)], false);
                }
            }
            (Mastery::Push, true) if self.fight.fighters[target].kit.size <= Size::Large => {
                self.shift(target, who, 10, true);
            }
            (Mastery::Sap, true) => {
                let laid = Laid::Modifiers(vec![Modifier::Disadvantage { on: Number::Attacks, when: Vec::new() }]);
                self.lay(context, target, laid, Ends::TurnStart(who, 1), None);
            }
            (Mastery::Slow, true) => {
                let value = "0 - 10".parse().unwrap_or_else(|_| crate::book::Formula::number(0));
                let laid = Laid::Modifiers(vec![Modifier::Add { to: Number::Speeds, value, when: Vec::new() }]);
                let had = self.fight.fighters[target].lasting.iter().any(|it| it.laid == laid);
                if !had {
                    self.lay(context, target, laid, Ends::TurnStart(who, 1), None);
                }
            }
            (Mastery::Topple, true) => {
                let dc = 8 + modifier + context.kit.proficiency;
                let saving = super::roll::Saving {
                    ability: Ability::Con,
                    dc,
                    conditions: &[Condition::Prone],
                    damage: &[],
                    magic: None,
                    concentration: false,
                };
                if !self.saves(target, &saving) {
                    self.lay(context, target, Laid::Condition(Condition::Prone), Ends::Never, None);
                }
            }
            (Mastery::Vex, true) => {
                let laid = Laid::Modifiers(vec![Modifier::AdvantageAgainst { when: Vec::new() }]);
                // Against this target alone, and by anybody: as near as one roll's words come.
                self.lay(context, target, laid, Ends::TurnEnd(who, 1), None);
            }
            // The others give another attack and are a matter of the turn.
            _ => {}
        }
    }
}

fn first_type(effect: &Effect) -> Option<crate::book::DamageType> {
    match effect {
        Effect::Attack { hit, .. } => hit.iter().find_map(first_type),
        Effect::Damage { of, .. } => of.first().copied(),
        _ => None,
    }
}
