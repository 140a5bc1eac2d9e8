//! Deep water: who is in it swims, strikes badly and hardly burns (SRD 5.2, "Playing the Game", Underwater Combat;
//! "Rules Glossary", Swimming, Falling).

use super::{Act, Action, Event, Fight, Grid, Ground, Why, order::Engine};
use crate::book::{DamageType, Effect, Gait, Skill, Style};

/// To come down head or feet first.
const DIVE_DC: i32 = 15;

impl Grid {
    /// The same field for who swims as others walk.
    pub(super) fn calm(&self) -> std::borrow::Cow<'_, Self> {
        self.but(&[Ground::Water])
    }

    /// The same field with open ground in place of these.
    pub(super) fn but(&self, these: &[Ground]) -> std::borrow::Cow<'_, Self> {
        if !self.cells.iter().any(|it| these.contains(it)) {
            return std::borrow::Cow::Borrowed(self);
        }
        let mut grid = self.clone();
        grid.cells.iter_mut().filter(|it| these.contains(it)).for_each(|it| *it = Ground::Open);
        std::borrow::Cow::Owned(grid)
    }
}

impl Act {
    fn pierces(&self) -> bool {
        let mut pierces = false;
        for effect in &self.activity.effects {
            effect.walk(&mut |it| {
                pierces |= matches!(it, Effect::Damage { of, .. } if of.contains(&DamageType::Piercing));
            });
        }
        pierces
    }

    /// Whether it is done with a weapon; what a stat block strikes with is one.
    fn is_armed(&self, hero: bool) -> bool {
        let casts = |it: &Effect| {
            let Effect::Attack { style, .. } = it else { return false };
            matches!(style, Style::MeleeSpell | Style::RangedSpell | Style::MeleeOrRangedSpell)
        };
        self.swing.as_ref().is_some_and(|it| !hero || it.weapon.is_some())
            && !self.activity.effects.iter().any(casts)
    }
}

impl Fight<'_> {
    /// Whether somebody is in deep water, all of it.
    pub fn is_in_water(&self, who: usize) -> bool {
        let fighter = &self.fighters[who];
        !fighter.is_aloft() && fighter.stand().squares().all(|it| self.grid.at(it) == Ground::Water)
    }

    /// Who came into the water, or out of it.
    pub(super) fn apply_water(&mut self, event: &Event) {
        let who = match event {
            Event::Moved { who, .. }
            | Event::Jumped { who, .. }
            | Event::Teleported { who, .. }
            | Event::Rose { who, .. }
            | Event::Fell { who, .. }
            | Event::Shaped { who, .. }
            | Event::Unshaped { who, .. }
            | Event::Joined { who, .. } => *who,
            _ => return,
        };
        if who < self.fighters.len() {
            self.fighters[who].wet = self.is_in_water(who);
        }
    }

    /// Squares that who has a Swim Speed goes at most on land and in water, where there is water to choose.
    pub(super) fn strokes(&self, who: usize) -> Option<(i32, i32)> {
        if !self.swims(who) || self.fighters[who].is_aloft() || !self.grid.cells.contains(&Ground::Water) {
            return None;
        }
        let fighter = &self.fighters[who];
        let squares = |water: bool| fighter.feet_left_of(fighter.speed_in(water)) / super::SQUARE_FEET;
        Some((squares(false), squares(true)))
    }

    pub(super) fn swims(&self, who: usize) -> bool {
        self.fighters[who].kit.speeds.get(&Gait::Swim).is_some_and(|it| *it > 0)
    }

    /// Whether the water hinders an attack: a blunt or sharp weapon of who does not swim well, and every shot.
    pub(super) fn is_impeded(&self, who: usize, act: &Act, melee: bool) -> bool {
        self.is_in_water(who)
            && act.is_armed(self.fighters[who].kit.hero)
            && !(melee && (self.swims(who) || act.pierces()))
    }

    /// Whether a shot under water goes no farther than its normal range.
    pub(super) fn falls_short(&self, who: usize, target: usize, act: &Act, melee: bool) -> bool {
        !melee
            && self.fighters[who].stand().feet_to(self.fighters[target].stand()) > act.normal()
            && self.is_impeded(who, act, melee)
    }
}

impl Engine<'_, '_, '_> {
    /// Who falls into water tries to come down well, as a Reaction; tells whether it does.
    pub(super) fn dives(&mut self, who: usize) -> bool {
        let fighter = &self.fight.fighters[who];
        if !self.fight.is_in_water(who) || !fighter.can_react() {
            return false;
        }
        let skills = [Skill::Athletics, Skill::Acrobatics];
        let best = skills.into_iter().max_by_key(|it| self.fight.skill(who, *it)).unwrap_or(skills[0]);
        let name = "Dive".to_owned();
        self.emit(Event::Acted {
            who,
            act: None,
            name,
            targets: Vec::new(),
            why: Why::Reaction,
            action: Action::Other,
        });
        self.check(who, best, "Dive", DIVE_DC).0
    }
}
