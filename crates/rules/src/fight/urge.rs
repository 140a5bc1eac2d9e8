//! Study and Influence: what one knows, and whom one brings round (SRD 5.2, "Rules Glossary", Study, Influence, Attitude).

use serde::{Deserialize, Serialize};

use super::{Event, Fight, Refused, order::Engine, roll::Leaning};
use crate::book::{Condition, CreatureType, Skill};

/// What a creature that hesitates is brought round by comes to at least so much.
const INFLUENCE_DC_LEAST: i32 = 15;

/// One way of urging somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Urging {
    pub target: usize,
    pub skill: Skill,
    pub attitude: Attitude,
}

/// What somebody thinks of who urges it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attitude {
    Friendly,
    #[default]
    Indifferent,
    Hostile,
}

/// Why somebody cannot be urged so, or nothing can be looked into with this skill.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongUrging {
    #[error(
        "{0} looks nothing up: Arcana, History, Investigation, Nature and Religion do (Rules Glossary, Study)."
    )]
    NoKnowledge(&'static str),
    #[error(
        "{0} brings nobody round: Animal Handling, Deception, Intimidation, Performance and Persuasion do (Rules \
         Glossary, Influence)."
    )]
    NoInfluence(&'static str),
    #[error("{0} is neither a Beast nor a Monstrosity, and is not coaxed (Rules Glossary, Influence).")]
    NoBeast(String),
    #[error("{0} neither sees nor hears who urges it.")]
    Unaware(String),
    #[error("{0} was urged so in vain; that way must wait 24 hours (Rules Glossary, Influence).")]
    InVain(String),
}

impl Fight<'_> {
    pub(super) fn allows_study(skill: Skill) -> Result<(), Refused> {
        let knows = [Skill::Arcana, Skill::History, Skill::Investigation, Skill::Nature, Skill::Religion];
        if knows.contains(&skill) { Ok(()) } else { Err(WrongUrging::NoKnowledge(skill.name()).into()) }
    }

    pub(super) fn allows_urging(&self, who: usize, urging: Urging) -> Result<(), Refused> {
        let Urging { target, skill, .. } = urging;
        let other = self.fighters.get(target).filter(|_| target != who).ok_or(Refused::NoTarget)?;
        let ways = [Skill::Deception, Skill::Intimidation, Skill::Performance, Skill::Persuasion];
        let coaxed = matches!(other.kit.kind, CreatureType::Beast | CreatureType::Monstrosity);
        let heard = !other.has(Condition::Deafened);
        let wrong = match skill {
            Skill::AnimalHandling if !coaxed => WrongUrging::NoBeast(other.name.clone()),
            it if it != Skill::AnimalHandling && !ways.contains(&it) => WrongUrging::NoInfluence(it.name()),
            _ if !other.is_up() || other.has(Condition::Unconscious) || !heard && !self.sees(target, who) => {
                WrongUrging::Unaware(other.name.clone())
            }
            _ if self.fighters[who].urged.contains(&(target, skill)) => {
                WrongUrging::InVain(other.name.clone())
            }
            _ => return Ok(()),
        };
        Err(wrong.into())
    }

    /// Which way a check leans that is to bring somebody round: by what it thinks of one, and because whoever is
    /// Charmed is easily won (SRD 5.2, "Rules Glossary", Charmed).
    fn won_over(&self, who: usize, urging: Urging) -> Leaning {
        let mut leaning = Leaning::default();
        match urging.attitude {
            Attitude::Friendly => leaning.add(true),
            Attitude::Hostile => leaning.add(false),
            Attitude::Indifferent => {}
        }
        if self.fighters[urging.target].is_laid_by(Condition::Charmed, who) {
            leaning.add(true);
        }
        leaning
    }
}

impl Engine<'_, '_, '_> {
    pub(super) fn study(&mut self, who: usize, skill: Skill, dc: i32) {
        let name = format!("Study, {}", skill.name());
        self.check(who, skill, &name, dc);
    }

    /// A check against its Intelligence; whom it does not bring round is deaf to this way from now on.
    pub(super) fn urge(&mut self, who: usize, urging: Urging) {
        let Urging { target, skill, .. } = urging;
        let intelligence = self.fight.fighters[target].kit.values.get("score.int").copied().unwrap_or(0);
        let dc = intelligence.max(INFLUENCE_DC_LEAST);
        let name = format!("Influence, {}", skill.name());
        let leaning = self.fight.won_over(who, urging);
        let (heeded, _) = self.check_leaning(who, skill, (&name, dc), leaning);
        self.emit(Event::Urged { who, target, skill, heeded });
    }
}
