//! Falls, and what slows or softens them (SRD 5.2, "Rules Glossary", Falling, Flying; "Spells", Feather Fall).

use super::{
    Act, Aim, Event, Fight, Fighter, Health, Laid, Spot, Stand, Why, height::FALL_FEET, order::Engine,
};
use crate::book::{DamageType, Effect, Modifier, Size, Time, Trigger, Who};

/// However deep it is, a fall deals no more dice.
const DICE_MOST: i32 = 20;
const DIE_SIDES: u32 = 6;

/// What somebody bears against a fall.
#[derive(Clone, Copy, Debug, Default)]
struct Cushion {
    /// Feet a round, and no harm.
    slow: Option<i32>,
    less: i32,
}

impl Fighter<'_> {
    fn cushion(&self) -> Cushion {
        self.laid_modifiers().fold(Cushion::default(), |all, it| match it {
            Modifier::FallsSlowly { feet } => Cushion { slow: Some((*feet as i32).max(FALL_FEET)), ..all },
            Modifier::FallsSofter { less } => {
                let less = less.value(&|name| self.kit.values.get(name).copied());
                Cushion { less: all.less + less, ..all }
            }
            _ => all,
        })
    }

    /// Is above the ground with nothing to hold it up.
    fn is_falling(&self) -> bool {
        self.is_aloft() && !self.keeps_aloft() && !(self.moment.sunk && self.cushion().slow.is_some())
    }
}

const fn cushions(modifier: &Modifier) -> bool {
    matches!(modifier, Modifier::FallsSlowly { .. } | Modifier::FallsSofter { .. })
}

impl Fight<'_> {
    /// The Reaction with which somebody slows or softens a fall, its own or a friend's.
    fn catches(&self, who: usize, faller: usize) -> Option<usize> {
        let fighter = &self.fighters[who];
        if !fighter.can_react() || self.are_enemies(who, faller) {
            return None;
        }
        let helps = |it: &Effect| match it {
            Effect::Modifiers { modifiers, .. } => modifiers.iter().any(cushions),
            _ => false,
        };
        let fits = |(at, act): &(usize, &Act)| {
            act.time == Time::Reaction(Trigger::Falls)
                && act.activity.effects.iter().any(helps)
                && self.may_catch(who, act, faller)
                && self.permits(who, act)
                && self.can_pay(who, *at)
                && fighter.lets_act(*at, false)
        };
        fighter.kit.acts.iter().enumerate().find(fits).map(|(at, _)| at)
    }

    fn may_catch(&self, who: usize, act: &Act, faller: usize) -> bool {
        let (reach, range) = act.far();
        let near = || {
            let (mine, theirs) = (self.fighters[who].stand(), self.fighters[faller].stand());
            mine.feet_to(theirs) <= reach.max(range) && self.sees(who, faller)
        };
        who == faller || act.activity.targets.who != Who::Own && near()
    }

    /// Who falls together with one whom a Reaction catches, as many as it is for.
    fn caught(&self, who: usize, act: &Act, faller: usize) -> Vec<usize> {
        if act.activity.targets.who == Who::Own {
            return vec![who];
        }
        let kit = &self.fighters[who].kit;
        let count = act.activity.targets.count.value(&|name| kit.value(act, name)).max(1);
        let too = |it: &usize| {
            *it != faller
                && self.fighters[*it].is_falling()
                && !self.are_enemies(who, *it)
                && self.may_catch(who, act, *it)
        };
        std::iter::once(faller).chain((0..self.fighters.len()).filter(too)).take(count as usize).collect()
    }
}

impl Engine<'_, '_, '_> {
    /// Whoever nothing holds up falls: who was thrown over an edge, and who flew.
    pub(super) fn bring_down(&mut self) {
        while self.fight.ended.is_none()
            && let Some(who) = self.fight.fighters.iter().position(Fighter::is_falling)
        {
            self.plunge(who);
        }
    }

    /// Falls to the ground: a d6 for every 10 feet; who takes damage lies there.
    fn plunge(&mut self, who: usize) {
        let fighter = &self.fight.fighters[who];
        let deep = fighter.height - fighter.ground;
        let dice = (deep / FALL_FEET).clamp(0, DICE_MOST);
        self.catch(who, dice * DIE_SIDES as i32);
        let cushion = self.fight.fighters[who].cushion();
        let feet = cushion.slow.map_or(deep, |it| it.min(deep));
        if feet == deep {
            self.make_way(who);
        }
        self.emit(Event::Fell { who, feet, slowly: cushion.slow.is_some() });
        if feet < deep {
            return;
        }
        if cushion.slow.is_none() && dice > 0 {
            let amount: i32 = (0..dice).map(|_| self.chance.draw(DIE_SIDES) as i32).sum();
            let amount = if self.dives(who) { amount / 2 } else { amount };
            let amount = (amount - cushion.less).max(0);
            let hurt = amount > 0 && self.hurt(who, None, &[(DamageType::Bludgeoning, amount)], false) > 0;
            if hurt && self.fight.fighters[who].health != Health::Dead {
                self.fall(who);
            }
        }
        self.land(who);
        self.sync_zones();
        self.hold_or_let_go();
    }

    /// Asks who falls, and then its friends, until it is safe from so much damage.
    fn catch(&mut self, faller: usize, most: i32) {
        let others = (0..self.fight.fighters.len()).filter(|it| *it != faller);
        for who in std::iter::once(faller).chain(others) {
            let cushion = self.fight.fighters[faller].cushion();
            if cushion.slow.is_some() || cushion.less >= most {
                return;
            }
            let Some(act) = self.fight.catches(who, faller) else { continue };
            let targets = self.fight.caught(who, &self.fight.fighters[who].kit.acts[act], faller);
            self.perform(who, act, &Aim { targets, spot: None }, None, Why::Reaction);
        }
    }

    /// Nobody keeps its feet upon another, but for the very small (SRD 5.2, "Playing the Game", Moving around
    /// Other Creatures).
    fn make_way(&mut self, who: usize) {
        let fighter = &self.fight.fighters[who];
        let landing = Stand { height: fighter.ground, ..fighter.stand() };
        let small = fighter.kit.size == Size::Tiny;
        if !small && !self.fight.is_free(landing, Some(who)) {
            self.fall(who);
        }
    }

    /// What slowed or softened a fall is over with it.
    fn land(&mut self, who: usize) {
        let fighter = &self.fight.fighters[who];
        let over = fighter
            .lasting
            .iter()
            .filter(|it| matches!(&it.laid, Laid::Modifiers(all) if all.iter().any(cushions)));
        let ids: Vec<u32> = over.map(|it| it.id).collect();
        ids.into_iter().for_each(|id| self.lift(who, id));
    }

    /// Goes over an edge.
    pub(super) fn step_off(&mut self, who: usize, step: Spot, feet: i32) {
        self.emit(Event::Moved { who, path: vec![step], feet, why: Why::Turn });
        self.bring_down();
    }
}
