//! What follows from something that is done, one thing after another.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Ability, Condition, DamageType, Formula, Modifier, Size, Skill, Test, Time};
use crate::ContentId;

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
        /// Only in melee.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        melee: bool,
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
    Heal {
        amount: Formula,
    },
    TemporaryHp {
        amount: Formula,
    },
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
    EndConditions {
        among: Vec<Condition>,
    },
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
    Teleport {
        feet: Formula,
    },
    /// Grappled, with the DC to escape.
    Grapple {
        escape: Formula,
        #[serde(default)]
        restrained: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        largest: Option<Size>,
    },
    /// Uses of a resource come back.
    Restore {
        resource: ContentId,
        count: Formula,
    },
    /// Slots come back, their levels together so many, none above `highest`.
    RestoreSlots {
        levels: Formula,
        highest: u8,
    },
    /// Creatures come, on the actor's side.
    Summon {
        creature: ContentId,
        count: Formula,
    },
    /// The target takes the form of another creature.
    Shape(Box<super::Form>),
    /// Feet of Bright Light, and of Dim Light beyond it: on the target, on who makes it, or where it is aimed.
    Light {
        bright: u32,
        dim: u32,
        /// The light is that of the sun.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        sunlight: bool,
    },
    /// Magical darkness fills the area of the activity, around where it is aimed or who makes it.
    Darkness {},
    /// The area stays, and does this to whoever enters it or begins (ends) a turn in it.
    Zone {
        #[serde(default)]
        moves: bool,
        #[serde(default)]
        difficult: bool,
        /// Whatever is in it is obscured so much.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        obscures: Option<Obscured>,
        #[serde(default)]
        at: ZoneTime,
        /// Feet that it goes by itself, away from who brought it, as each of their turns starts.
        #[serde(default, skip_serializing_if = "is_none_u32")]
        away: u32,
        #[schema(no_recursion)]
        effects: Vec<Effect>,
        /// What lies upon those within beside, as long as they are.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[schema(no_recursion)]
        always: Vec<Effect>,
    },
    /// The area that the same spell laid moves so far, to where it is aimed; and what that does to whoever
    /// stands in its very middle then.
    Steer {
        feet: Formula,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[schema(no_recursion)]
        into: Vec<Effect>,
    },
    /// The actor chooses one of these ways.
    #[schema(no_recursion)]
    OneOf(Vec<Way>),
    /// The spell does its thing again: each turn with this time.
    #[schema(no_recursion)]
    Again {
        time: Time,
        effects: Vec<Effect>,
    },
    /// Heals, sums and damage that count what was dealt: the actor regains so much of it (`dealt`).
    Drain {
        amount: Formula,
    },
    /// The hit point maximum falls (below nothing: rises) by so much, until a Long Rest.
    Maximum {
        amount: Formula,
    },
    /// Brings a spell about, at its lowest level or at this one.
    Cast {
        spell: ContentId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level: Option<Formula>,
    },
    /// Ends a spell, or stops it from being cast.
    Dispel {},
    /// The dead live again with so many hit points.
    Revive {
        hp: Formula,
    },
    /// Dies, or drops to 0 hit points, with this many hit points or fewer.
    Slay {
        upto: Formula,
    },
    /// Another turn's worth of actions.
    Extra {
        time: Time,
        count: Formula,
        #[serde(default, rename = "for", skip_serializing_if = "super::Purpose::is_any")]
        purpose: super::Purpose,
    },
    /// The D20 Test that has just failed is mended: it is rolled anew, its d20 counts as `face`, so much is added.
    Mend {
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        anew: bool,
        /// Of two d20 one alone is rolled anew.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        one: bool,
        /// What is rolled anew has Advantage.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        advantage: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        face: Option<u8>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        plus: Option<Formula>,
        /// It succeeds, whatever was thrown.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        succeeds: bool,
        /// If it fails all the same, what was spent comes back.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        refunded: bool,
    },
    /// So many of the damage dice that were just thrown are thrown once more, the worst first; the new faces count.
    ThrowAnew {
        count: Formula,
    },
    /// Gains Heroic Inspiration, whoever has none (SRD 5.2, "Playing the Game", Heroic Inspiration).
    HeroicInspiration {},
    /// Provokes no Opportunity Attacks for the rest of the turn.
    Disengage {},
    /// As the Grapple of an Unarmed Strike: a save, and a hand that is free (SRD 5.2, "Rules Glossary", Unarmed Strike).
    Seize {},
    /// The target starts to burn (SRD 5.2, "Rules Glossary", Burning).
    Burn {},
    /// Hides, as with the Hide action, where that could be done.
    Hide {},
    /// What the same act laid upon the target ends.
    Over {},
    /// The spell that is cast together with this is shaped so.
    Shaping(super::Shaping),
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
    /// The same, and any damage ends it.
    SaveAtTurnEndOrDamaged,
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
    /// The same, and no longer than until the actor's next turn starts.
    NextRollBeforeOwnTurn,
    Forever,
}

/// How an area hides what is in it (SRD 5.2, "Playing the Game", Obscured Areas).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Obscured {
    Lightly,
    Heavily,
}

/// When a zone does what it does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ZoneTime {
    #[default]
    EnterOrTurnStart,
    EnterOrTurnEnd,
    Enter,
    TurnStart,
    TurnEnd,
    Always,
}

fn is_none_u32(feet: &u32) -> bool {
    *feet == 0
}

const fn one_u8() -> u8 {
    1
}

fn is_one_u8(count: &u8) -> bool {
    *count == 1
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
            | Self::Steer { into: effects, .. }
            | Self::Again { effects, .. } => all(effects),
            Self::Zone { effects, always, .. } => {
                all(effects);
                all(always);
            }
            Self::Save { fail, success, .. } | Self::Check { fail, success, .. } => {
                all(fail);
                all(success);
            }
            Self::OneOf(ways) => ways.iter().for_each(|it| all(&it.effects)),
            _ => {}
        }
    }
}
