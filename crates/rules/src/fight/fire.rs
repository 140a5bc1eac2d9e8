//! Who burns, and how it ends (SRD 5.2, "Rules Glossary", Burning).

use super::{Action, Ends, Event, Fight, Fighter, Laid, Refused, Why, context::Context, order::Engine};
use crate::book::DamageType;

const BURN_SIDES: u32 = 4;

impl Fighter<'_> {
    pub fn is_burning(&self) -> bool {
        self.lasting.iter().any(|it| it.laid == Laid::Burning)
    }
}

impl Fight<'_> {
    pub(super) fn is_hurt_by_fire(&self, who: usize) -> bool {
        self.fighters[who].is_burning() && self.suffers(who, DamageType::Fire, 100) > 0
    }

    pub(super) fn allows_extinguishing(&self, who: usize) -> Result<(), Refused> {
        let fighter = &self.fighters[who];
        match (fighter.can(Action::Other), fighter.is_burning()) {
            (false, _) => Err(Refused::NoAction),
            (_, false) => Err(Refused::NotBurning),
            _ => Ok(()),
        }
    }
}

impl Engine<'_, '_, '_> {
    /// Fire takes hold of somebody; it does not burn twice.
    pub(super) fn ignite(&mut self, context: &Context, target: usize) {
        if !self.fight.fighters[target].is_burning() {
            self.lay(context, target, Laid::Burning, Ends::Never, None);
        }
    }

    /// What burns is hurt as each of its turns starts; water puts it out.
    pub(super) fn burn(&mut self, who: usize) {
        let burning = |it: &&super::Lasting| it.laid == Laid::Burning;
        let Some(by) = self.fight.fighters[who].lasting.iter().find(burning).map(|it| it.by) else { return };
        if self.fight.is_in_water(who) {
            return self.put_out(who);
        }
        if self.fight.fighters[who].health != super::Health::Dead {
            let amount = self.chance.draw(BURN_SIDES) as i32;
            self.hurt(who, Some(by), &[(DamageType::Fire, amount)], false);
        }
    }

    /// Rolls on the ground until the fire is out.
    pub(super) fn extinguish(&mut self, who: usize) {
        let name = "Extinguish".to_owned();
        self.emit(Event::Acted {
            who,
            act: None,
            name,
            targets: Vec::new(),
            why: Why::Turn,
            action: Action::Other,
        });
        self.fall(who);
        self.put_out(who);
    }

    fn put_out(&mut self, who: usize) {
        let burning = |it: &&super::Lasting| it.laid == Laid::Burning;
        let ids: Vec<u32> = self.fight.fighters[who].lasting.iter().filter(burning).map(|it| it.id).collect();
        ids.into_iter().for_each(|id| self.lift(who, id));
    }
}
