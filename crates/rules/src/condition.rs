//! What follows from conditions (SRD 5.2, "Rules Glossary", Condition), in the words of modifiers where
//! these have words for it and as questions where they have none.

use std::sync::OnceLock;

use crate::book::{Ability, Condition, DamageType, Modifier, Number, Test};

/// Levels of exhaustion that kill.
pub const EXHAUSTION_MOST: u8 = 6;

impl Condition {
    /// Those that it brings with it.
    pub const fn brings(self) -> &'static [Self] {
        match self {
            Self::Paralyzed | Self::Petrified | Self::Stunned => &[Self::Incapacitated],
            Self::Unconscious => &[Self::Incapacitated, Self::Prone],
            _ => &[],
        }
    }

    /// No actions, Bonus Actions or Reactions, and no Concentration.
    pub const fn incapacitates(self) -> bool {
        matches!(
            self,
            Self::Incapacitated | Self::Paralyzed | Self::Petrified | Self::Stunned | Self::Unconscious
        )
    }

    /// A Speed of 0 that nothing raises.
    pub const fn holds(self) -> bool {
        matches!(
            self,
            Self::Grappled | Self::Paralyzed | Self::Petrified | Self::Restrained | Self::Unconscious
        )
    }

    /// Saves of this ability fail by themselves.
    pub const fn fails(self, ability: Ability) -> bool {
        let helpless = matches!(self, Self::Paralyzed | Self::Petrified | Self::Stunned | Self::Unconscious);
        helpless && matches!(ability, Ability::Str | Ability::Dex)
    }

    /// A hit from within 5 feet is a Critical Hit.
    pub const fn exposes(self) -> bool {
        matches!(self, Self::Paralyzed | Self::Unconscious)
    }

    /// What it changes for who has it, apart from what it brings.
    pub fn modifiers(self) -> &'static [Modifier] {
        static TABLE: OnceLock<Vec<Vec<Modifier>>> = OnceLock::new();
        &TABLE.get_or_init(|| Self::ALL.iter().map(|it| it.listed()).collect())[self as usize]
    }

    fn listed(self) -> Vec<Modifier> {
        let always = Vec::new;
        let hinders = |on| Modifier::Disadvantage { on, when: always() };
        let exposes = || Modifier::AdvantageAgainst { when: always() };
        match self {
            Self::Blinded => vec![hinders(Number::Attacks), exposes()],
            Self::Frightened | Self::Poisoned => vec![hinders(Number::Attacks), hinders(Number::Checks)],
            Self::Incapacitated => vec![hinders(Number::Initiative)],
            Self::Invisible => vec![
                Modifier::Advantage { on: Number::Attacks, when: always() },
                Modifier::Advantage { on: Number::Initiative, when: always() },
                Modifier::DisadvantageAgainst { when: always() },
            ],
            Self::Paralyzed | Self::Stunned | Self::Unconscious => vec![exposes()],
            Self::Petrified => vec![
                exposes(),
                Modifier::Resistance { to: DamageType::ALL.to_vec(), when: always() },
                Modifier::ConditionImmunity { to: vec![Self::Poisoned], when: always() },
            ],
            // Who is near has it easier, who is far has not.
            Self::Prone => vec![
                hinders(Number::Attacks),
                Modifier::AdvantageAgainst { when: vec![Test::Melee] },
                Modifier::DisadvantageAgainst { when: vec![Test::Ranged] },
            ],
            Self::Restrained => {
                vec![hinders(Number::Attacks), hinders(Number::Save(Ability::Dex)), exposes()]
            }
            Self::Charmed | Self::Deafened | Self::Exhaustion | Self::Grappled => Vec::new(),
        }
    }
}

/// What exhaustion takes from every D20 Test, and from every speed in feet (SRD 5.2, "Rules Glossary",
/// Exhaustion).
pub const fn exhaustion(levels: u8) -> (i32, i32) {
    (-2 * levels as i32, -5 * levels as i32)
}

/// All conditions that somebody has, with those that these bring.
pub fn with_brought(conditions: &[Condition]) -> Vec<Condition> {
    let mut all: Vec<Condition> = Vec::with_capacity(conditions.len());
    for condition in conditions {
        for it in std::iter::once(condition).chain(condition.brings()) {
            if !all.contains(it) {
                all.push(*it);
            }
        }
    }
    all
}
