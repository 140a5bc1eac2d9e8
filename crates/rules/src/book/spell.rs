//! Spells (SRD 5.2, "Spells").

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Activity, Automation, Effect, School};
use crate::ContentId;

/// A spell, `spell/fireball`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Spell {
    pub id: ContentId,
    pub name: String,
    pub source: String,
    pub text: String,
    /// What a slot of a higher level does, or for a cantrip a higher level of the caster.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub higher: Option<String>,
    pub automation: Automation,
    /// Zero: a cantrip.
    pub level: u8,
    pub school: School,
    /// Classes whose list it stands in.
    pub lists: Vec<ContentId>,
    pub components: Components,
    #[serde(default)]
    pub ritual: bool,
    /// What it does when it is cast. Its slot is no cost here. In formulas `slot` is the level of the
    /// slot, `above` how far that is above the spell's, `spell` the modifier of the ability it is cast
    /// with, `cantrip` 1 to 4 by the level of the caster (1, 5, 11, 17).
    pub cast: Activity,
    /// What can be done while it lasts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub later: Vec<Activity>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prompts: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Components {
    #[serde(default)]
    pub verbal: bool,
    #[serde(default)]
    pub somatic: bool,
    /// What it takes, in our own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub material: Option<String>,
    /// What that costs at least, in copper pieces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<u32>,
    #[serde(default)]
    pub consumed: bool,
    /// What of it must be among one's goods: all that has a price.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Need>,
}

/// A material that has a price (SRD 5.2, "Spells", Material).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// An item, or a category of items.
    pub of: ContentId,
    /// What it costs at least, in copper pieces.
    pub worth: u32,
    /// As many pieces as come to that together: dust, incense, gems without number.
    #[serde(default)]
    pub together: bool,
    #[serde(default)]
    pub consumed: bool,
}

impl Components {
    /// Takes a hand: for gestures, or for what it is cast with.
    pub const fn by_hand(&self) -> bool {
        self.somatic || self.material.is_some()
    }

    /// Takes something that has a price or is consumed, for which nothing stands in.
    pub const fn priced(&self) -> bool {
        self.cost.is_some() || self.consumed
    }
}

impl Spell {
    /// Whether it deals damage.
    pub fn harms(&self) -> bool {
        let mut harms = false;
        let mut look = |it: &Effect| harms |= matches!(it, Effect::Damage { .. });
        self.cast.effects.iter().for_each(|it| it.walk(&mut look));
        harms
    }

    pub fn concentration(&self) -> bool {
        matches!(self.cast.duration, super::Duration::Concentration(_))
    }
}
