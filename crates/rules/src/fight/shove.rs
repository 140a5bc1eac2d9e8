//! Unarmed Strikes that grapple or shove instead of hurting (SRD 5.2, "Rules Glossary", Unarmed Strike).

use super::{Action, Ends, Event, Fight, Laid, Lasting, Refused, Why, order::Engine, roll::Saving};
use crate::book::{Ability, Condition};

/// What an Unarmed Strike does that hurts nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    Grapple,
    /// 5 feet away.
    Push,
    Trip,
}

impl Hold {
    const fn name(self) -> &'static str {
        match self {
            Self::Grapple => "Grapple",
            Self::Push => "Shove",
            Self::Trip => "Trip",
        }
    }
}

impl Fight<'_> {
    /// 8 plus Strength and proficiency.
    pub(super) fn hold_dc(&self, who: usize) -> i32 {
        let kit = &self.fighters[who].kit;
        8 + kit.modifiers[Ability::Str as usize] + kit.proficiency
    }

    /// An attack of an Attack action that is going on and could be this, or an action.
    fn attack_for_hold(&self, who: usize) -> Option<usize> {
        let fighter = &self.fighters[who];
        let swings = |at: &usize| fighter.kit.acts[*at].swing.is_some();
        let going = fighter.moment.attacks.iter().filter(|(_, count)| *count > 0);
        going.flat_map(|(acts, _)| acts).copied().find(swings)
    }

    /// Characters replace any attack by it; for stat blocks it is an action, unless they have weapons too.
    pub(super) fn allows_hold(&self, who: usize, target: usize, hold: Hold) -> Result<(), Refused> {
        let fighter = &self.fighters[who];
        if !fighter.can(Action::Attack) && self.attack_for_hold(who).is_none() {
            return Err(Refused::NoAction);
        }
        let other = self.fighters.get(target).filter(|_| target != who).ok_or(Refused::NoTarget)?;
        if fighter.stand().feet_to(other.stand()) > super::SQUARE_FEET {
            return Err(Refused::OutOfRange(other.name.clone()));
        }
        if other.kit.size as i32 > fighter.kit.size as i32 + 1 {
            return Err(Refused::TooLarge(other.name.clone()));
        }
        let full = hold == Hold::Grapple && !self.has_free_hand(who);
        if full { Err(Refused::NoHand) } else { Ok(()) }
    }

    /// A shield, and a weapon for each hand, leave none; whoever is held takes one.
    fn has_free_hand(&self, who: usize) -> bool {
        let fighter = &self.fighters[who];
        let weapons =
            fighter.kit.acts.iter().filter_map(|it| it.swing.as_ref()).filter(|it| it.weapon.is_some());
        let held: u8 = if fighter.kit.hero { weapons.map(|it| it.hands).max().unwrap_or(0) } else { 0 };
        held + u8::from(fighter.kit.shield) + self.gripped(who) < 2
    }
}

impl Engine<'_, '_, '_> {
    pub(super) fn hold(&mut self, who: usize, target: usize, hold: Hold) {
        self.begin_attack(who);
        let act = self.fight.attack_for_hold(who);
        self.emit(Event::Acted {
            who,
            act,
            name: hold.name().into(),
            targets: vec![target],
            why: Why::Turn,
            action: Action::Attack,
        });
        self.wrestle(who, target, hold);
    }

    /// Grapples beside what a hit does, if a hand is free and the target not too large.
    pub(super) fn seize(&mut self, who: usize, target: usize) {
        let (mine, other) = (&self.fight.fighters[who], &self.fight.fighters[target]);
        let fits = other.kit.size as i32 <= mine.kit.size as i32 + 1 && other.is_up();
        let near = mine.stand().feet_to(other.stand()) <= super::SQUARE_FEET;
        if fits && near && self.fight.has_free_hand(who) {
            self.wrestle(who, target, Hold::Grapple);
        }
    }

    /// The save against it, and what follows.
    fn wrestle(&mut self, who: usize, target: usize, hold: Hold) {
        let dc = self.fight.hold_dc(who);
        let condition = [match hold {
            Hold::Grapple => Condition::Grappled,
            Hold::Push | Hold::Trip => Condition::Prone,
        }];
        // It chooses which: the better one.
        let saves = self.fight.fighters[target].kit.saves;
        let ability = if saves[0] >= saves[1] { Ability::Str } else { Ability::Dex };
        let conditions = if hold == Hold::Push { &[][..] } else { &condition[..] };
        let saving = Saving { conditions, ..Saving::of(ability, dc) };
        if self.saves(target, &saving) {
            return;
        }
        match hold {
            Hold::Push => self.shift(target, who, super::SQUARE_FEET, true),
            Hold::Grapple | Hold::Trip if self.fight.is_immune(target, condition[0]) => {}
            Hold::Grapple => self.lay_hold(who, target, (condition[0], Ends::Grapple), Some((ability, dc))),
            Hold::Trip => self.lay_hold(who, target, (condition[0], Ends::Never), None),
        }
    }

    /// Whoever has an Attack action of several attacks begins it with this one.
    fn begin_attack(&mut self, who: usize) {
        let fighter = &self.fight.fighters[who];
        let swings = |way: &Vec<(Vec<usize>, u8)>| {
            way.iter().any(|(acts, _)| acts.iter().any(|at| fighter.kit.acts[*at].swing.is_some()))
        };
        if fighter.can_attack_in_full()
            && self.fight.attack_for_hold(who).is_none()
            && let Some(row) = fighter.kit.multiattack.iter().position(swings)
            && fighter.kit.hero
        {
            self.emit(Event::AttackBegan { who, row });
        }
    }

    fn lay_hold(
        &mut self,
        by: usize,
        who: usize,
        (condition, ends): (Condition, Ends),
        save: Option<(Ability, i32)>,
    ) {
        let laid = Laid::Condition(condition);
        let lasting = Lasting {
            id: self.fight.next,
            laid,
            by,
            act: "Unarmed Strike".into(),
            level: None,
            ends,
            save,
            concentration: false,
        };
        self.emit(Event::Laid { who, lasting });
    }

    /// Whoever holds somebody can let go whenever it likes.
    pub(super) fn release(&mut self, who: usize) {
        for at in 0..self.fight.fighters.len() {
            let held = |it: &&Lasting| it.by == who && it.ends == Ends::Grapple;
            let ids: Vec<u32> = self.fight.fighters[at].lasting.iter().filter(held).map(|it| it.id).collect();
            ids.into_iter().for_each(|id| self.emit(Event::Lifted { who: at, id }));
        }
    }
}
