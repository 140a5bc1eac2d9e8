//! Something that can be done: when, what it takes, how far it reaches, whom it is aimed at and how long it
//! lasts. One set of words for spells, features, items and stat blocks.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{DamageType, Effect, Formula, Gait, Number, Return, Size, Test};
use crate::ContentId;

/// Something that can be done, once it is its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// What it is called, where that is not the name of what gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    pub time: Time,
    /// What is spent; all of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cost: Vec<Cost>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Test>,
    /// Comes at once upon this and at no other time; `time` says what it takes all the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Occasion>,
    #[serde(default)]
    pub range: Range,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Area>,
    #[serde(default)]
    pub targets: Targets,
    #[serde(default)]
    pub duration: Duration,
    pub effects: Vec<Effect>,
}

/// When it can be done (SRD 5.2, "Playing the Game", Actions).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Time {
    Action,
    BonusAction,
    /// With what sets it off.
    Reaction(Trigger),
    /// Part of another action, or none at all; what it goes with stands in the text.
    Free,
    /// Instead of one attack of the Attack action.
    Attack,
    Minutes(u32),
    Hours(u32),
    /// A Legendary Action that costs so many uses (SRD 5.2, "Monsters").
    Legendary(u8),
    /// At the start, or the end, of each of one's own turns, unasked.
    TurnStart,
    TurnEnd,
    /// When it dies.
    Death,
    /// When what it goes with is over, however it ends (SRD 5.2, "Spells", Haste).
    Over,
}

/// What sets a Reaction off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// An attack roll hits me; hits me in melee.
    Hit,
    HitInMelee,
    /// I take damage; from someone within this reach in feet.
    Damaged,
    DamagedWithin(u32),
    /// I am attacked, before the roll is known.
    Attacked,
    /// I, or an ally near me, fail a save.
    SaveFailed,
    /// An ally near me is attacked, or hit.
    AllyAttacked,
    /// Someone near me casts a spell.
    SpellCast,
    /// Somebody leaves my reach.
    LeavesReach,
    /// An attack upon me misses.
    Missed,
    /// I, or someone near, fall.
    Falls,
    /// I would drop to 0 hit points.
    Dropped,
    /// What a person says.
    Told(String),
}

/// What of one's own doing an activity comes upon: `"on": "hit"`, `"on": {"failed": ["saves"]}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// An attack roll has just hit the target, and tests may ask about that attack. Damage goes into its wound; what
    /// else there is follows after it.
    Hit,
    /// Damage dice of a spell of one's own have just been thrown.
    SpellDamage,
    /// One of these D20 Tests has just failed.
    Failed(Vec<Number>),
    /// Damage of one of these types has just been dealt to one. It is no choice: what follows comes.
    Suffered(Vec<DamageType>),
    /// One has just dropped to 0 hit points without being killed outright: what heals then lets one stand.
    Dropped,
}

/// What it takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Cost {
    /// Uses of a resource: `{"uses": {"of": "resource/rage", "count": "1"}}`.
    Uses {
        of: ContentId,
        count: Formula,
    },
    /// A spell slot of at least this level.
    Slot(u8),
    /// So often, until it returns; a resource of its own, for stat blocks and spells from features.
    Times {
        count: Formula,
        returns: Return,
    },
    /// Comes back on a d6 of this face or higher at the start of a turn (SRD 5.2, "Monsters", Recharge).
    Recharge(u8),
    /// A slot of Pact Magic; `slot` is its level.
    PactSlot {},
    /// So many dice of the extra damage of this feature, with the hit that the activity comes upon. It was said beforehand
    /// that it comes, so it does wherever its tests hold.
    Forgo {
        of: ContentId,
        dice: u32,
    },
    HitDice(Formula),
    Hp(Formula),
    /// An item that is used up.
    Item(ContentId),
}

/// How far (SRD 5.2, "Spells", Range).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Range {
    #[default]
    Own,
    Touch,
    Feet(u32),
    /// Normal and long range of an attack.
    Ranges(u32, u32),
    /// Melee reach in feet.
    Reach(u32),
    /// Melee reach, and thrown or shot: reach, normal and long range.
    ReachOrRanges(u32, u32, u32),
    Miles(u32),
    Sight,
    Unlimited,
    /// As the text says.
    Special,
}

/// The shape it fills, in feet (SRD 5.2, "Rules Glossary", Area of Effect).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Area {
    Cone(u32),
    Cube(u32),
    Cylinder {
        radius: u32,
        height: u32,
    },
    Emanation(u32),
    Line {
        length: u32,
        width: u32,
    },
    Sphere(u32),
    Square(u32),
    /// A wall: what people draw.
    Wall {
        length: u32,
        height: u32,
    },
}

/// Whom it is aimed at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Targets {
    /// How many can be chosen. In an area nobody is counted: everyone that fits is in it.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub count: Formula,
    #[serde(default)]
    pub who: Who,
    /// Only these; any, where none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<super::CreatureType>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub largest: Option<Size>,
    /// Only such as can be seen.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub seen: bool,
}

/// On which side a target stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    #[default]
    Own,
    /// Friend or enemy.
    Creature,
    /// Friend or enemy, not oneself.
    Other,
    Enemy,
    /// Oneself or a friend.
    Ally,
    /// Of an area, those whom one chooses.
    Chosen,
    Object,
    Place,
    /// Somebody at 0 hit points, or dead.
    Fallen,
}

/// How long (SRD 5.2, "Spells", Duration).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Duration {
    #[default]
    Instant,
    Rounds(u32),
    Minutes(u32),
    Hours(u32),
    Days(u32),
    /// As long as it is concentrated on, in minutes at most.
    Concentration(u32),
    UntilDispelled,
    Permanent,
    Special,
}

/// A speed that an effect speaks of, in feet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Pace {
    pub gait: Gait,
    pub feet: u32,
    /// Flies without falling when it is stopped.
    #[serde(default)]
    pub hover: bool,
}

fn one() -> Formula {
    Formula::number(1)
}

fn is_one(count: &Formula) -> bool {
    count.constant() == Some(1)
}

impl Default for Targets {
    fn default() -> Self {
        Self { count: one(), who: Who::default(), kinds: Vec::new(), largest: None, seen: false }
    }
}
