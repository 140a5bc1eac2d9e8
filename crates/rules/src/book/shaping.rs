//! What becomes of a spell that is shaped as it is cast (SRD 5.2, "Classes", Sorcerer: Metamagic).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{DamageType, Formula};

/// How a spell is shaped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Shaping {
    /// So many friends succeed on their saves against it, and take nothing where a success means half.
    Careful { count: Formula },
    /// Twice its range; 30 feet instead of Touch.
    Distant {},
    /// Twice its time, a day at most, and Advantage on the saves that keep it up.
    Extended {},
    /// One target has Disadvantage on its saves against it.
    Heightened {},
    /// Without words, gestures and materials, but for those that have a price or are consumed.
    Subtle {},
    /// Its Acid, Cold, Fire, Lightning, Poison or Thunder damage is of this type.
    Transmuted(DamageType),
    /// As if cast with a slot one level higher, where that reaches one more target.
    Twinned {},
}
