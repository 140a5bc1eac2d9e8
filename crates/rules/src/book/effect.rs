//! What is done: actions, and what follows from them. One set of words for spells, features, items and
//! stat blocks.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Ability, Condition, DamageType, Formula, Gait, Modifier, Return, Size, Skill, Test};
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

/// What it takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Cost {
    /// Uses of a resource: `{"uses": {"of": "resource/rage", "count": "1"}}`.
    Uses { of: ContentId, count: Formula },
    /// A spell slot of at least this level.
    Slot(u8),
    /// So often, until it returns; a resource of its own, for stat blocks and spells from features.
    Times { count: Formula, returns: Return },
    /// Comes back on a d6 of this face or higher at the start of a turn (SRD 5.2, "Monsters", Recharge).
    Recharge(u8),
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
    Cylinder { radius: u32, height: u32 },
    Emanation(u32),
    Line { length: u32, width: u32 },
    Sphere(u32),
    Square(u32),
    /// A wall: what people draw.
    Wall { length: u32, height: u32 },
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

/// One thing that follows. Of several each follows, in their order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Effect {
    /// An attack roll against each target; what follows when it hits, and when it does not.
    Attack {
        style: Style,
        /// The whole bonus, in stat blocks; elsewhere it is reckoned.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bonus: Option<i32>,
        #[schema(no_recursion)]
        hit: Vec<Effect>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[schema(no_recursion)]
        miss: Vec<Effect>,
        /// How many attacks with this, where more than one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        times: Option<Formula>,
    },
    /// An attack with a weapon that is held, or an Unarmed Strike; and more that follows from a hit.
    WeaponAttack {
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[schema(no_recursion)]
        hit: Vec<Effect>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        times: Option<Formula>,
        /// Only an Unarmed Strike.
        #[serde(default)]
        unarmed: bool,
    },
    /// A saving throw of each target. Damage under `fail` is halved by a success if `half`.
    Save {
        ability: Ability,
        /// The spell's or the bearer's own, where none stands here.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        dc: Option<Formula>,
        #[schema(no_recursion)]
        fail: Vec<Effect>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[schema(no_recursion)]
        success: Vec<Effect>,
        #[serde(default)]
        half: bool,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        when: Vec<Test>,
    },
    /// A check of each target, or of the bearer.
    Check {
        skills: Vec<Skill>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ability: Option<Ability>,
        dc: Formula,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[schema(no_recursion)]
        success: Vec<Effect>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[schema(no_recursion)]
        fail: Vec<Effect>,
    },
    /// Of one of these types, which the actor chooses where there are several.
    Damage {
        amount: Formula,
        of: Vec<DamageType>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        when: Vec<Test>,
    },
    Heal { amount: Formula },
    TemporaryHp { amount: Formula },
    Condition {
        condition: Condition,
        /// Levels of exhaustion.
        #[serde(default = "one_u8", skip_serializing_if = "is_one_u8")]
        levels: u8,
        /// Only upon who is no larger.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        largest: Option<Size>,
        #[serde(default)]
        until: Until,
    },
    EndConditions { among: Vec<Condition> },
    /// The target bears these as long as it lasts.
    Modifiers {
        modifiers: Vec<Modifier>,
        #[serde(default)]
        until: Until,
    },
    /// A state of the feature begins, or ends: `state/rage`.
    Begin(ContentId),
    End(ContentId),
    /// Moved by force, in feet; away from the actor, or towards.
    Push {
        feet: Formula,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        largest: Option<Size>,
    },
    Pull {
        feet: Formula,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        largest: Option<Size>,
    },
    /// The target may go so far by itself, provoking nobody where it says so.
    Go {
        feet: Formula,
        #[serde(default)]
        safely: bool,
    },
    Teleport { feet: Formula },
    /// Grappled, with the DC to escape.
    Grapple {
        escape: Formula,
        #[serde(default)]
        restrained: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        largest: Option<Size>,
    },
    /// Uses of a resource come back.
    Restore { resource: ContentId, count: Formula },
    /// Slots come back, their levels together so many, none above `highest`.
    RestoreSlots { levels: Formula, highest: u8 },
    /// Creatures come, on the actor's side.
    Summon { creature: ContentId, count: Formula },
    /// The target becomes one of these creatures, in the numbers that it says.
    Shape {
        creatures: Vec<ContentId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        challenge: Option<Formula>,
    },
    Light { bright: u32, dim: u32 },
    Darkness {},
    /// The area stays, and does this to whoever enters it or begins (ends) a turn in it.
    Zone {
        #[serde(default)]
        moves: bool,
        #[serde(default)]
        difficult: bool,
        #[serde(default)]
        at: ZoneTime,
        #[schema(no_recursion)]
        effects: Vec<Effect>,
    },
    /// The actor chooses one of these ways.
    #[schema(no_recursion)]
    OneOf(Vec<Way>),
    /// The spell does its thing again: each turn with this time.
    #[schema(no_recursion)]
    Again { time: Time, effects: Vec<Effect> },
    /// Heals, sums and damage that count what was dealt: the actor regains so much of it (`dealt`).
    Drain { amount: Formula },
    /// The hit point maximum falls (below nothing: rises) by so much, until a Long Rest.
    Maximum { amount: Formula },
    /// Brings a spell about, at its lowest level or at this one.
    Cast {
        spell: ContentId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level: Option<Formula>,
    },
    /// Ends a spell, or stops it from being cast.
    Dispel {},
    /// The dead live again with so many hit points.
    Revive { hp: Formula },
    /// Dies, or drops to 0 hit points, with this many hit points or fewer.
    Slay { upto: Formula },
    /// Another turn's worth of actions.
    Extra { time: Time, count: Formula },
    /// For people to see to; says what, in one sentence.
    Prompt(String),
}

/// One of several ways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Way {
    pub name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Test>,
    #[schema(no_recursion)]
    pub effects: Vec<Effect>,
}

/// What kind of attack roll it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    Melee,
    Ranged,
    MeleeOrRanged,
    MeleeSpell,
    RangedSpell,
    MeleeOrRangedSpell,
}

/// When what was laid upon somebody ends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Until {
    /// With the duration of what brought it; where that is instant, when something ends it.
    #[default]
    Duration,
    /// The target repeats the save at the end of each of its turns.
    SaveAtTurnEnd,
    /// The target repeats the save whenever it takes damage.
    SaveWhenDamaged,
    /// Ends when the target takes damage.
    Damaged,
    /// The start, or end, of the actor's next turn.
    OwnTurnStart,
    OwnTurnEnd,
    /// The start, or end, of the target's next turn.
    TargetTurnStart,
    TargetTurnEnd,
    Rounds(u32),
    Minutes(u32),
    Hours(u32),
    /// As long as the grapple lasts.
    Grapple,
    ShortRest,
    LongRest,
    /// Until used: the next such roll.
    NextRoll,
    Forever,
}

/// When a zone does what it does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ZoneTime {
    #[default]
    EnterOrTurnStart,
    EnterOrTurnEnd,
    TurnStart,
    TurnEnd,
    Always,
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

const fn one_u8() -> u8 {
    1
}

fn is_one_u8(count: &u8) -> bool {
    *count == 1
}

impl Default for Targets {
    fn default() -> Self {
        Self { count: one(), who: Who::default(), kinds: Vec::new(), largest: None }
    }
}

impl Effect {
    /// This effect and all that follow from it, in their order.
    pub fn walk(&self, visit: &mut dyn FnMut(&Self)) {
        visit(self);
        let mut all = |effects: &[Self]| effects.iter().for_each(|it| it.walk(visit));
        match self {
            Self::Attack { hit, miss, .. } => {
                all(hit);
                all(miss);
            }
            Self::WeaponAttack { hit: effects, .. }
            | Self::Zone { effects, .. }
            | Self::Again { effects, .. } => all(effects),
            Self::Save { fail, success, .. } | Self::Check { fail, success, .. } => {
                all(fail);
                all(success);
            }
            Self::OneOf(ways) => ways.iter().for_each(|it| all(&it.effects)),
            _ => {}
        }
    }
}
