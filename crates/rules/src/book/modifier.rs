//! Numbers that are changed, rolls that lean, and when.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Ability, ArmourKind, Condition, DamageType, Formula, Gait, Sense, Skill, WeaponProperty};
use crate::ContentId;

/// What a feature, a state, a spell or an item changes, as long as it lasts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Modifier {
    /// Adds to a number. Names and dice are allowed; dice only where the number is itself rolled for.
    Add {
        to: Number,
        value: Formula,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        when: Vec<Test>,
    },
    /// Another way to reckon a number; of several ways the best counts (armour class, speeds).
    Base {
        of: Number,
        value: Formula,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        when: Vec<Test>,
    },
    /// The number is at least so much (Reliable Talent: the d20; an ogre's strength: the score).
    AtLeast {
        of: Number,
        value: Formula,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        when: Vec<Test>,
    },
    Advantage {
        on: Number,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        when: Vec<Test>,
    },
    Disadvantage {
        on: Number,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        when: Vec<Test>,
    },
    /// Who attacks the bearer has Advantage, or Disadvantage.
    AdvantageAgainst {
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        when: Vec<Test>,
    },
    DisadvantageAgainst {
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        when: Vec<Test>,
    },
    /// A d20 that shows this number or less is thrown once more, and the new one counts.
    Reroll {
        on: Number,
        upto: u8,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        when: Vec<Test>,
    },
    /// The d20 that is a Critical Hit, and every higher one.
    CriticalFrom {
        face: u8,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        when: Vec<Test>,
    },
    /// More damage with a hit; of the attack's own type where none is named.
    Damage {
        value: Formula,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<DamageType>,
        /// Or of one of these, whichever hurts more.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        or: Vec<DamageType>,
        #[serde(default)]
        once_a_turn: bool,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        when: Vec<Test>,
    },
    /// Hits of whoever laid this upon the bearer do more damage; of the attack's own type where none is named.
    Marked {
        value: Formula,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<DamageType>,
    },
    /// Damage dice that show this number or less count as `as_face` (Great Weapon Fighting).
    DamageDiceAtLeast {
        as_face: u8,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        when: Vec<Test>,
    },
    /// Attacks with what the tests name may use this ability instead of their own.
    AttackWith {
        ability: AbilityOrCasting,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        when: Vec<Test>,
    },
    /// Unarmed Strikes and what the tests name deal a die of so many sides, if it is larger.
    WeaponDie {
        sides: Formula,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        when: Vec<Test>,
    },
    /// Checks of a skill may use this ability.
    SkillWith {
        skills: Vec<Skill>,
        ability: Ability,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        when: Vec<Test>,
    },
    Resistance {
        to: Vec<DamageType>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        when: Vec<Test>,
    },
    /// Resistance to the type of damage that was picked with the choice of this name.
    ResistanceToPicked { choice: String },
    Immunity {
        to: Vec<DamageType>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        when: Vec<Test>,
    },
    Vulnerability {
        to: Vec<DamageType>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        when: Vec<Test>,
    },
    ConditionImmunity {
        to: Vec<Condition>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        when: Vec<Test>,
    },
    /// A sense reaches at least so many feet.
    Sense { sense: Sense, feet: Formula },
    /// Another speed, in feet; the name `speed` is the walking one.
    Speed {
        gait: Gait,
        feet: Formula,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        when: Vec<Test>,
        /// Who flies so stays in the air whatever befalls it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        hover: bool,
    },
    /// Falls no faster than so many feet a round, and lands unharmed; over with the landing.
    FallsSlowly { feet: u32 },
    /// Takes so much less damage from a fall; over with the landing.
    FallsSofter { less: Formula },
    /// Jumps at least so many feet (SRD 5.2, "Rules Glossary", Long Jump, High Jump).
    Jump {
        long: Formula,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        high: Option<Formula>,
        #[serde(default)]
        start: Start,
    },
    /// Jumps so many times as far.
    JumpTimes { times: u32 },
    /// Once a turn it jumps up to so many feet for so many feet of its movement.
    JumpFor { feet: u32, cost: u32 },
    /// In each of its turns another action, for this alone.
    FurtherAction {
        #[serde(rename = "for")]
        purpose: super::Purpose,
    },
    /// Attacks of one Attack action; the largest number counts (SRD 5.2, "Character Creation", Extra Attack).
    Attacks {
        count: Formula,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        when: Vec<Test>,
    },
    /// The next damage is less by so much before anything else is made of it; half, where no number stands here.
    Softens {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        less: Option<Formula>,
    },
    /// Casts no spells, and keeps no Concentration.
    NoSpells {},
    /// Says no words: casts nothing that has a Verbal component.
    NoWords {},
    /// Takes no Reactions.
    NoReactions {},
    /// Regains no hit points.
    NoHealing {},
    /// Makes no Opportunity Attacks.
    NoOpportunityAttacks {},
    /// In a turn of its own it moves, or takes an action, or a Bonus Action, and only one of these.
    OneThing {},
    /// The own damage of a hit is of one of these types instead, where that hurts more.
    DealsAs {
        of: Vec<DamageType>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        when: Vec<Test>,
    },
}

/// How a jump begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// After a run; from a standstill it goes half as far.
    #[default]
    Either,
    /// After a run alone.
    Run,
    /// From a standstill as far as after a run.
    Standing,
}

/// An ability, or whichever one's spells are cast with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AbilityOrCasting {
    Ability(Ability),
    Casting,
}

/// What can be changed, or rolled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Number {
    ArmourClass,
    HitPointMaximum,
    Initiative,
    /// Walking, in feet; every other speed has a modifier of its own.
    Speed,
    /// Every speed.
    Speeds,
    Score(Ability),
    /// Every D20 Test: checks, saves and attack rolls.
    Tests,
    Checks,
    Check(Ability),
    Skill(Skill),
    Saves,
    Save(Ability),
    DeathSaves,
    /// Saves to keep Concentration.
    Concentration,
    Attacks,
    SpellAttacks,
    SpellDc,
    /// Both of the above are told with it: what a spell's own damage gains.
    SpellDamage,
    /// Hit points that a spell or feature of the bearer gives back.
    Healing,
    Passive(Skill),
    /// Pounds that can be carried count as if one were so many sizes larger.
    CarrySize,
    Attunement,
}

/// What must be so. Of several tests all must hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Test {
    /// None of these is so.
    #[schema(no_recursion)]
    Not(Box<Test>),
    /// One of them is.
    #[schema(no_recursion)]
    Any(Vec<Test>),
    /// A state of the bearer is active: `state/rage`.
    State(ContentId),
    /// Wears armour of the kind.
    Wears(ArmourKind),
    /// Wears no armour; a shield is none.
    Unarmoured,
    /// Holds a Shield.
    Shield,
    /// The attack uses this ability.
    AttackUses(Ability),
    Melee,
    Ranged,
    /// With a weapon, not an Unarmed Strike or a spell.
    Weapon,
    Unarmed,
    Spell,
    WeaponIs(WeaponProperty),
    /// One of these weapons: `weapon/longbow`.
    WeaponAmong(Vec<ContentId>),
    /// Simple melee weapons, and Martial melee weapons that are Light (SRD 5.2, "Classes", Monk).
    MonkWeapon,
    /// Holds one weapon alone, in one hand, and no other weapon.
    OneWeapon,
    /// Holds it in two hands.
    TwoHands,
    /// The extra attack of the Light property.
    LightAttack,
    /// With the weapon in the main hand, or in both hands.
    MainHand,
    /// The roll has Advantage; an ally stands beside the target and nothing leans against the roll.
    Advantage,
    Disadvantage,
    AllyBesideTarget,
    /// What the save is against; what the hit deals that a Reaction answers.
    AgainstCondition(Condition),
    AgainstDamage(DamageType),
    AgainstSpells,
    /// The bearer adds the proficiency bonus to the roll; or does not.
    Proficient,
    NotProficient,
    /// The bearer has the condition; so does the target of the attack.
    Has(Condition),
    TargetHas(Condition),
    /// Half the hit points or fewer (SRD 5.2, "Rules Glossary", Bloodied).
    Bloodied,
    TargetBloodied,
    /// The target has lost hit points.
    TargetHurt,
    /// The target is no larger.
    TargetUpto(super::Size),
    /// The target has the condition, and the bearer laid it: who is held Grappled.
    LaidUponTarget(Condition),
    /// The target bears a mark that the bearer laid (SRD 5.2, "Spells": Hunter's Mark).
    TargetMarked,
    /// The attack is made with the act of this name.
    With(String),
    /// Moved so many feet straight, just before.
    Straight(u32),
    TargetIs(super::CreatureType),
    /// The spell that is cast is of this kind.
    SpellDeals(DamageType),
    Cantrip,
    SpellOf(super::School),
    /// A formula comes to at least so much: `{"at_least": ["barbarian", 15]}`.
    AtLeast(Formula, i32),
    /// Stands in dim light or darkness; in sunlight.
    Dim,
    Sunlight,
    /// Is in deep water, all of it.
    InWater,
    /// The first turn of the fight.
    FirstRound,
    /// Has not moved in this turn.
    Unmoved,
    /// It is one's own turn.
    OwnTurn,
    /// The bearer has dealt damage in this turn to somebody who was Bloodied before.
    DrewBlood,
    /// The d20 of the attack roll shows this face.
    Rolled(u8),
    /// The attack is one of these spells, or made with one: `spell/eldritch-blast`.
    SpellAmong(Vec<ContentId>),
    /// The attack is with the weapon, or the spell, that was picked with this choice: of the feature that says so, or of
    /// another one.
    WithPicked {
        choice: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<ContentId>,
    },
    /// The attack is one that the act of this name grants.
    PartOf(String),
    /// Has it among the goods.
    Carries(ContentId),
    /// Of these tests the engine cannot know; a person says so.
    Told(String),
}

impl Test {
    /// Whether a person must be asked.
    pub fn is_told(&self) -> bool {
        match self {
            Self::Told(_) => true,
            Self::Not(test) => test.is_told(),
            Self::Any(tests) => tests.iter().all(Self::is_told),
            _ => false,
        }
    }
}

impl Modifier {
    /// Whether it leans rolls only if more is so than that they are made.
    pub const fn asks(&self) -> bool {
        match self {
            Self::Advantage { when, .. }
            | Self::Disadvantage { when, .. }
            | Self::AdvantageAgainst { when }
            | Self::DisadvantageAgainst { when } => !when.is_empty(),
            _ => false,
        }
    }
}
