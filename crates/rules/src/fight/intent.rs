//! What comes by itself, upon one's own hit or failure or as a Reaction, and how far somebody holds it back: said
//! beforehand, it stands until something else is said (SRD 5.2, "Playing the Game", Reactions; "Spells", Divine Smite;
//! "Equipment", Mastery Properties).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    Act, Event, Fight, Fighter, Laid, Refused, harm::SAVAGE, horde::HORDE_BREAKER, inspire, order::Engine,
};
use crate::book::{Condition, Effect, Mastery, Modifier, Occasion, Special, Time, Trigger};

/// Something that comes without being ordered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unbidden {
    /// An act by its name, at all levels that it is known at; or the die that such an act of another gave.
    Act(String),
    OpportunityAttack,
    /// What was made ready: its moment may go by.
    Readied,
    /// What a mastered weapon does, where that is a matter of choice.
    Mastery(Mastery),
    /// Damage that a feature of this name adds to a hit once a turn (SRD 5.2, "Classes", Rogue: Sneak Attack).
    Extra(String),
    /// SRD 5.2, "Character Origins", Orc.
    RelentlessEndurance,
    /// SRD 5.2, "Monsters", Legendary Resistance.
    LegendaryResistance,
}

/// When it comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comes {
    /// Whenever it helps; so it is with everything of which nothing else was said.
    Always,
    Never,
    /// Upon a Critical Hit alone.
    Critical,
    /// With spell slots of this level at most, or without one.
    Slots(u8),
    /// Upon every save that fails, whatever hangs on it.
    Saves,
    /// Upon saves against these conditions alone.
    Against(Conditions),
    /// Another mastery stands in for that of the weapon (SRD 5.2, "Classes", Fighter: Tactical Master).
    As(Mastery),
}

/// Some of the conditions, written as a list of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Condition>", into = "Vec<Condition>")]
pub struct Conditions(u16);

impl From<Vec<Condition>> for Conditions {
    fn from(all: Vec<Condition>) -> Self {
        Self(all.into_iter().fold(0, |bits, it| bits | 1 << it as u16))
    }
}

impl From<Conditions> for Vec<Condition> {
    fn from(some: Conditions) -> Self {
        Condition::ALL.iter().copied().filter(|it| some.has(*it)).collect()
    }
}

impl Conditions {
    pub const fn has(self, condition: Condition) -> bool {
        self.0 & (1 << condition as u16) != 0
    }
}

/// That something comes, or how far it is held back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intent {
    pub what: Unbidden,
    pub comes: Comes,
}

/// Why nobody can be of this mind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongIntent {
    #[error("{0} does not come by itself: it is done when it is ordered (Playing the Game, Actions).")]
    Ordered(String),
    #[error("{0} has nothing to make an Opportunity Attack with (Rules Glossary, Opportunity Attacks).")]
    Unarmed(String),
    #[error("{0} has made nothing ready (Rules Glossary, Ready).")]
    Unready(String),
    #[error("{0} is no mastery property that {1} can do without (Equipment, Mastery Properties).")]
    NoMastery(String, String),
    #[error(
        "{0} cannot wait for a Critical Hit, which makes nothing more or less of it (Rules Glossary, Critical Hit)."
    )]
    NoHit(String),
    #[error("{0} takes no spell slot (Spells, Spell Slots).")]
    NoSlot(String),
    #[error("{0} does not answer a save that fails (Monsters, Legendary Resistance).")]
    NoSave(String),
    #[error("{0} cannot stand in for the mastery of a weapon (Classes, Fighter: Tactical Master).")]
    NoStandIn(String),
    #[error("{1} has nothing of that name that comes by itself: {0}.")]
    Lacks(String, String),
}

impl Unbidden {
    pub fn name(&self) -> &str {
        match self {
            Self::Act(name) | Self::Extra(name) => name,
            Self::RelentlessEndurance => "Relentless Endurance",
            Self::LegendaryResistance => "Legendary Resistance",
            Self::OpportunityAttack => "Opportunity Attack",
            Self::Readied => "what it made ready",
            Self::Mastery(mastery) => mastery.name(),
        }
    }
}

impl Intent {
    /// What somebody is of a mind to do, as a sentence.
    pub(super) fn told(&self, who: &str) -> String {
        let what = self.what.name();
        match self.comes {
            Comes::Always => format!("{who} no longer holds back {what}."),
            Comes::Never => format!("{who} holds back {what}."),
            Comes::Critical => format!("{who} keeps {what} for a Critical Hit."),
            Comes::Slots(0) => format!("{who} spends no spell slot on {what}."),
            Comes::Slots(level) => format!("{who} spends slots of level {level} at most on {what}."),
            Comes::Saves => format!("{who} uses {what} upon every save that fails."),
            Comes::As(other) => format!("{who} lets {} stand in for {what}.", other.name()),
            Comes::Against(some) => {
                let names: Vec<&str> = Vec::from(some).into_iter().map(Condition::name).collect();
                format!("{who} keeps {what} for saves against these: {}.", names.join(", "))
            }
        }
    }
}

impl Act {
    /// Whether a fight does it by itself.
    pub fn is_unbidden(&self) -> bool {
        let any = |fits: fn(&Effect) -> bool| self.activity.effects.iter().any(fits);
        match (&self.activity.on, &self.time) {
            (Some(Occasion::Hit | Occasion::SpellDamage | Occasion::Dropped), _) => true,
            (Some(Occasion::Failed(_)), _) => any(|it| matches!(it, Effect::Mend { .. })),
            // The others are left to people.
            (None, Time::Reaction(Trigger::LeavesReach | Trigger::Dropped | Trigger::Told(_))) => false,
            (None, Time::Reaction(_)) => any(|it| !matches!(it, Effect::Prompt(_) | Effect::Cast { .. })),
            _ => false,
        }
    }

    /// The level of the slot that it takes.
    fn slot(&self) -> Option<u8> {
        let takes = self.spends.iter().any(|(key, _)| key.starts_with("slot/"));
        let said = || self.values.iter().find(|(name, _)| *name == "slot");
        takes.then(said).flatten().and_then(|(_, level)| u8::try_from(*level).ok())
    }
}

/// Whether a weapon's wielder may do without it.
const fn is_chosen(mastery: Mastery) -> bool {
    matches!(mastery, Mastery::Cleave | Mastery::Graze | Mastery::Push | Mastery::Slow | Mastery::Topple)
}

impl Fighter<'_> {
    /// When something of it comes.
    pub fn comes(&self, what: &Unbidden) -> Comes {
        self.intents.get(what).copied().unwrap_or(Comes::Always)
    }

    pub(super) fn intend(&mut self, intent: &Intent) {
        match intent.comes {
            Comes::Always => drop(self.intents.remove(&intent.what)),
            comes => drop(self.intents.insert(intent.what.clone(), comes)),
        }
    }

    /// Whether something that is an act of nobody's may come now.
    pub(super) fn lets(&self, what: &Unbidden) -> bool {
        self.intents.is_empty() || self.comes(what) == Comes::Always
    }

    /// Whether the act at this place may come now; `critical`: upon a Critical Hit.
    pub(super) fn lets_act(&self, at: usize, critical: bool) -> bool {
        let Some(act) = self.kit.acts.get(at).filter(|_| !self.intents.is_empty()) else { return true };
        match self.comes(&Unbidden::Act(act.name.clone())) {
            Comes::Always => true,
            Comes::Never | Comes::Saves | Comes::Against(_) | Comes::As(_) => false,
            Comes::Critical => critical,
            Comes::Slots(most) => act.slot().is_none_or(|it| it <= most),
        }
    }

    /// Whether damage that a feature adds once a turn may come now; `critical`: upon a Critical Hit.
    pub(super) fn lets_extra(&self, whose: &str, critical: bool) -> bool {
        if self.intents.is_empty() {
            return true;
        }
        match self.comes(&Unbidden::Extra(whose.to_owned())) {
            Comes::Always => true,
            comes => comes == Comes::Critical && critical,
        }
    }

    fn is_tactical(&self) -> bool {
        self.kit.specials.contains(&Special::TacticalMaster)
    }

    /// The mastery that comes where a weapon has this one.
    pub(super) fn stand_in(&self, own: Mastery) -> Mastery {
        match self.intents.is_empty() {
            true => own,
            false => match self.comes(&Unbidden::Mastery(own)) {
                Comes::As(other) => other,
                _ => own,
            },
        }
    }

    /// Whether it makes a success of a save that failed, against what brings these conditions (SRD 5.2, "Monsters",
    /// Legendary Resistance). Of itself it does so only where the turn would be lost, or the way.
    pub(super) fn resists(&self, conditions: &[Condition]) -> bool {
        let grave = |it: &Condition| it.incapacitates() || *it == Condition::Restrained;
        self.legendary_resistances > 0
            && match self.comes(&Unbidden::LegendaryResistance) {
                Comes::Always => conditions.iter().any(grave),
                Comes::Saves => true,
                Comes::Against(some) => conditions.iter().any(|it| some.has(*it)),
                Comes::Never | Comes::Critical | Comes::Slots(_) | Comes::As(_) => false,
            }
    }

    /// What a fighter has beside its acts that comes by itself.
    fn own_unbidden(&self) -> impl Iterator<Item = Unbidden> {
        let extras = self.kit.acts.iter().filter_map(|it| it.swing.as_ref()).flat_map(|it| &it.more);
        let once = extras.filter(|it| it.once_a_turn && !it.whose.is_empty());
        let extras = once.map(|it| Unbidden::Extra(it.whose.clone()));
        let has = |it: Special| self.kit.specials.contains(&it);
        let named = [(Special::HordeBreaker, HORDE_BREAKER), (Special::SavageAttacker, SAVAGE)];
        let named = named.into_iter().filter(move |(it, _)| has(*it));
        let extras = extras.chain(named.map(|(_, name)| Unbidden::Extra(name.to_owned())));
        let endures = has(Special::RelentlessEndurance);
        let resists = self.kit.legendary_resistances > 0;
        let endures = endures.then_some(Unbidden::RelentlessEndurance);
        extras.chain(endures).chain(resists.then_some(Unbidden::LegendaryResistance))
    }

    /// Whether the die that such an act gave may be rolled now.
    pub(super) fn lets_die(&self, act: &str) -> bool {
        self.intents.is_empty() || self.comes(&Unbidden::Act(act.to_owned())) == Comes::Always
    }

    /// Acts that gave it a die which it keeps.
    fn kept_dice(&self) -> impl Iterator<Item = &str> {
        let keeps = |it: &Modifier| matches!(it, Modifier::Add { when, .. } if inspire::is_kept(when));
        let laid = move |it: &Laid| matches!(it, Laid::Modifiers(all) if all.iter().any(keeps));
        self.lasting.iter().filter(move |it| laid(&it.laid)).map(|it| it.act.as_str())
    }
}

impl Fight<'_> {
    /// Everything of somebody that comes by itself, and what it holds back already: of this it can be said when it
    /// comes.
    pub fn unbidden(&self, who: usize) -> BTreeSet<Unbidden> {
        let Some(fighter) = self.fighters.get(who) else { return BTreeSet::new() };
        let acts = || fighter.kit.acts.iter();
        let own = acts().filter(|it| it.is_unbidden()).map(|it| it.name.as_str());
        let named = own.chain(fighter.kept_dice()).map(|it| Unbidden::Act(it.to_owned()));
        let masteries = acts()
            .filter_map(|it| it.swing.as_ref()?.mastery)
            .filter(|it| is_chosen(*it) || fighter.is_tactical());
        let opportunity = fighter.kit.opportunity.map(|_| Unbidden::OpportunityAttack);
        let readied = fighter.ready.map(|_| Unbidden::Readied);
        let own = fighter.own_unbidden();
        let all = named.chain(masteries.map(Unbidden::Mastery)).chain(opportunity).chain(readied).chain(own);
        all.chain(fighter.intents.keys().cloned()).collect()
    }

    /// Whether somebody can be of this mind.
    ///
    /// # Errors
    /// The rule that forbids it.
    pub fn allows_intent(&self, who: usize, intent: &Intent) -> Result<(), Refused> {
        let fighter = self.fighters.get(who).ok_or(Refused::NoTarget)?;
        let name = || intent.what.name().to_owned();
        let acts = || fighter.kit.acts.iter().filter(|it| it.name == intent.what.name());
        if !self.unbidden(who).contains(&intent.what) {
            return Err(match &intent.what {
                Unbidden::Act(_) if acts().next().is_none() => Refused::NoAct,
                Unbidden::Act(_) => WrongIntent::Ordered(name()).into(),
                Unbidden::OpportunityAttack => WrongIntent::Unarmed(fighter.name.clone()).into(),
                Unbidden::Readied => WrongIntent::Unready(fighter.name.clone()).into(),
                Unbidden::Mastery(_) => WrongIntent::NoMastery(name(), fighter.name.clone()).into(),
                Unbidden::Extra(_) | Unbidden::RelentlessEndurance | Unbidden::LegendaryResistance => {
                    WrongIntent::Lacks(name(), fighter.name.clone()).into()
                }
            });
        }
        let extra = matches!(intent.what, Unbidden::Extra(_));
        match intent.comes {
            Comes::Saves | Comes::Against(_) if intent.what != Unbidden::LegendaryResistance => {
                Err(WrongIntent::NoSave(name()).into())
            }
            Comes::As(other) => {
                let stands = matches!(other, Mastery::Push | Mastery::Sap | Mastery::Slow);
                let replaced = matches!(intent.what, Unbidden::Mastery(_)) && fighter.is_tactical();
                if stands && replaced {
                    Ok(())
                } else {
                    Err(WrongIntent::NoStandIn(other.name().into()).into())
                }
            }
            Comes::Critical if extra => Ok(()),
            Comes::Critical if !acts().any(|it| it.activity.on == Some(Occasion::Hit) || it.softens()) => {
                Err(WrongIntent::NoHit(name()).into())
            }
            Comes::Slots(_) if extra || acts().all(|it| it.slot().is_none()) => {
                Err(WrongIntent::NoSlot(name()).into())
            }
            _ => Ok(()),
        }
    }

    /// Somebody holds back, or takes up again, what comes by itself. It needs no time and no turn of one's own,
    /// and whoever lies helpless may be of another mind as well.
    ///
    /// # Errors
    /// The rule that forbids it.
    pub fn intend(&mut self, who: usize, intent: &Intent) -> Result<Vec<Event>, Refused> {
        if self.ended.is_some() {
            return Err(Refused::NoTurn);
        }
        self.allows_intent(who, intent)?;
        let event = self.change_of_mind(who, intent);
        event.iter().for_each(|it| self.apply(it));
        Ok(event.into_iter().collect())
    }

    fn change_of_mind(&self, who: usize, intent: &Intent) -> Option<Event> {
        let changes = self.fighters[who].comes(&intent.what) != intent.comes;
        changes.then(|| Event::Intended { who, intent: intent.clone() })
    }
}

impl Engine<'_, '_, '_> {
    pub(super) fn intend(&mut self, who: usize, intent: &Intent) {
        let event = self.fight.change_of_mind(who, intent);
        event.into_iter().for_each(|it| self.emit(it));
    }
}
