//! What an act promises: hit points on average, and what a condition is taken to be worth.

use super::{
    super::{Act, Fight, Health, SQUARE_FEET},
    boon::boons,
};
use crate::book::{Condition, Effect, Modifier, Style, Test};

/// Hundredths of a hit point.
pub(super) const HIT_POINT: i32 = 100;
/// To put somebody out of the fight.
const FALL_WORTH: i32 = 3 * HIT_POINT;
/// To begin a rage, once a fight is near.
const STATE_WORTH: i32 = 9 * HIT_POINT;
/// Feet within which a fight is near.
const NEAR_FEET: i32 = 60;
/// To get a dying friend up.
const RESCUE_WORTH: i32 = 25 * HIT_POINT;
/// To have an enemy farther off.
const PUSH_WORTH: i32 = HIT_POINT;

impl Fight<'_> {
    /// What an act promises upon one target, in hundredths of a hit point.
    pub(in crate::fight) fn expected(&self, who: usize, at: usize, target: usize) -> i32 {
        let act = &self.fighters[who].kit.acts[at];
        let worth = self.all(who, act, &act.activity.effects, target);
        let fighter = &self.fighters[target];
        if !self.are_enemies(who, target) || !act.harms {
            return worth;
        }
        let most = (fighter.hp + fighter.temporary_hp) * HIT_POINT;
        // Of equals the one that is nearer to falling.
        let weak = HIT_POINT / 2 - (50 * fighter.hp / fighter.kit.hp.max(1)).clamp(0, 50);
        if worth >= most {
            most + FALL_WORTH + weak
        } else if worth > 0 {
            worth + weak
        } else {
            0
        }
    }

    /// Whether what a hit does would fell its target on average.
    pub(in crate::fight) fn fells(
        &self,
        context: &super::super::context::Context,
        hit: &[Effect],
        target: usize,
    ) -> bool {
        let it = &self.fighters[target];
        let act = &context.kit.acts[context.act];
        self.all(context.who, act, hit, target) >= (it.hp + it.temporary_hp) * HIT_POINT
    }

    pub(in crate::fight) fn all(&self, who: usize, act: &Act, effects: &[Effect], target: usize) -> i32 {
        effects.iter().map(|it| self.one(who, act, it, target)).sum()
    }

    fn one(&self, who: usize, act: &Act, effect: &Effect, target: usize) -> i32 {
        let kit = &self.fighters[who].kit;
        let value = |name: &str| kit.value(act, name);
        match effect {
            Effect::Attack { style, hit, miss, times, .. } => {
                let times = times.as_ref().map_or(1, |it| it.value(&value));
                let chance = self.hit_chance(who, act, target, *style);
                let hit = self.all(who, act, hit, target) + self.more_worth(who, act, target);
                times * (hit * chance + self.all(who, act, miss, target) * (100 - chance)) / 100
            }
            Effect::Save { ability, dc, fail, success, half, .. } => {
                let dc = dc.as_ref().map_or(act.dc, |it| it.value(&value));
                let fails = self.fail_chance(target, *ability, dc, act.spell.is_some());
                let fail = self.all(who, act, fail, target);
                let spared = if *half { fail / 2 } else { self.all(who, act, success, target) };
                (fail * fails + spared * (100 - fails)) / 100
            }
            Effect::Damage { amount, of, .. } => {
                let average = amount.sum(&value).twice_average().max(0) * HIT_POINT / 2;
                self.suffers(target, self.worst_of(target, of), average)
            }
            Effect::Heal { amount } => self.healing(target, amount.sum(&value).twice_average() / 2),
            Effect::Revive { .. } => RESCUE_WORTH,
            Effect::TemporaryHp { amount } => {
                let more = amount.sum(&value).twice_average() / 2 - self.fighters[target].temporary_hp;
                more.max(0) * HIT_POINT / 3
            }
            Effect::Condition { condition, .. } => self.condition_worth(target, *condition),
            Effect::Push { largest, .. }
                if self.are_enemies(who, target)
                    && largest.is_none_or(|it| self.fighters[target].kit.size <= it) =>
            {
                PUSH_WORTH
            }
            Effect::Grapple { .. } | Effect::Seize {} => self.condition_worth(target, Condition::Grappled),
            Effect::Modifiers { modifiers, .. } => self.modifier_worth(who, target, act, modifiers),
            // It does so now or soon, and for some turns.
            Effect::Zone { effects, at, .. } if *at != crate::book::ZoneTime::Always => {
                self.all(who, act, effects, target) * 3 / 2
            }
            Effect::Slay { upto } if self.fighters[target].hp <= upto.value(&value) => {
                self.fighters[target].hp * HIT_POINT
            }
            Effect::Summon { count, .. } => count.value(&value) * STATE_WORTH,
            Effect::OneOf(ways) => {
                ways.iter().map(|it| self.all(who, act, &it.effects, target)).max().unwrap_or(0)
            }
            _ => 0,
        }
    }

    /// In hundredths, as the attack would lean from here.
    fn hit_chance(&self, who: usize, act: &Act, target: usize, style: Style) -> i32 {
        let melee = self.in_melee(who, target, act, style);
        let near =
            self.fighters[who].stand().feet_to(self.fighters[target].stand()) <= act.far().0.max(act.far().1);
        let lean =
            if near || act.far().1 > 0 { self.attack_leaning(who, target, act, melee).side() } else { 0 };
        let chance = ((21 + act.bonus - self.armour_class(target)) * 5).clamp(5, 95);
        leaned(chance, lean)
    }

    pub(super) fn fail_chance(
        &self,
        target: usize,
        ability: crate::book::Ability,
        dc: i32,
        magic: bool,
    ) -> i32 {
        let fighter = &self.fighters[target];
        if Condition::ALL.iter().any(|it| it.fails(ability) && fighter.has(*it)) {
            return 100;
        }
        let resists = magic && fighter.kit.has(|it| matches!(it, crate::book::Knack::MagicResistance));
        let succeeds = ((21 + fighter.kit.saves[ability as usize] - dc) * 5).clamp(0, 100);
        100 - leaned(succeeds, i8::from(resists))
    }

    /// What features add to a hit, as if their tests held.
    fn more_worth(&self, who: usize, act: &Act, target: usize) -> i32 {
        let Some(swing) = &act.swing else { return 0 };
        let once = &self.fighters[who].moment.once;
        let counts = swing
            .more
            .iter()
            .filter(|it| it.when.is_empty() && !(it.once_a_turn && once.contains(&it.whose)));
        counts.map(|it| self.suffers(target, it.of, it.sum.twice_average().max(0) * HIT_POINT / 2)).sum()
    }

    fn healing(&self, target: usize, hp: i32) -> i32 {
        let fighter = &self.fighters[target];
        let missing = fighter.hp_most() - fighter.hp;
        let healed = hp.min(missing).max(0) * HIT_POINT;
        match fighter.health {
            Health::Dying { .. } | Health::Stable => RESCUE_WORTH + healed,
            // A scratch is no reason to stop fighting.
            Health::Up if fighter.is_bloodied() => healed * 3 / 4,
            Health::Up | Health::Dead => 0,
        }
    }

    fn condition_worth(&self, target: usize, condition: Condition) -> i32 {
        let fighter = &self.fighters[target];
        if fighter.has(condition) || self.is_immune(target, condition) {
            return 0;
        }
        let points = match condition {
            Condition::Petrified | Condition::Paralyzed | Condition::Unconscious => 22,
            Condition::Stunned => 18,
            Condition::Incapacitated => 14,
            Condition::Blinded | Condition::Restrained => 7,
            Condition::Frightened | Condition::Poisoned => 5,
            Condition::Charmed | Condition::Grappled => 3,
            Condition::Prone | Condition::Exhaustion => 2,
            Condition::Deafened => 1,
            Condition::Invisible => 6,
        };
        points * HIT_POINT
    }

    /// To have them laid upon a friend, or an enemy; of what does harm it is how much it does, to whomever.
    fn modifier_worth(&self, who: usize, target: usize, act: &Act, modifiers: &[Modifier]) -> i32 {
        let laid = |it: &super::super::Laid| matches!(it, super::super::Laid::Modifiers(_));
        if self.fighters[target].lasting.iter().any(|it| it.act == act.name && laid(&it.laid)) {
            return 0;
        }
        let harm = act.harms || self.are_enemies(who, target);
        boons(modifiers) * if harm { -1 } else { 1 }
    }

    /// What an act is worth that makes one ready: a state that is not active yet, while a fight is near.
    pub(super) fn readying(&self, who: usize, act: &Act) -> Option<i32> {
        let fighter = &self.fighters[who];
        let state = act.activity.effects.iter().find_map(|it| match it {
            Effect::Begin(state) => Some(state),
            _ => None,
        })?;
        // What changes nothing by itself readies nobody: hands that are laid on, a sense for the holy.
        if self.state(state).is_some_and(|it| it.modifiers.is_empty() && it.each_turn.is_empty()) {
            return None;
        }
        let near = |foe: usize| {
            let it = &self.fighters[foe];
            self.are_enemies(who, foe)
                && it.is_up()
                && it.stand().feet_to(fighter.stand()) <= NEAR_FEET.max(SQUARE_FEET)
        };
        // What holds one still is for who can strike from where it stands.
        let still = act.activity.when.contains(&Test::Unmoved);
        let is_near =
            (0..self.fighters.len()).any(|it| near(it) && !(still && self.best_swing(who, it).is_none()));
        Some(if is_near && !fighter.states.contains(state) { STATE_WORTH } else { 0 })
    }
}

/// A chance in hundredths, with Advantage or Disadvantage.
const fn leaned(chance: i32, lean: i8) -> i32 {
    match lean {
        0 => chance,
        1 => 100 - (100 - chance) * (100 - chance) / 100,
        _ => chance * chance / 100,
    }
}
