//! Weapons, armour, tools and gear (SRD 5.2, "Equipment").

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Ability, Activity, ArmourKind, Automation, DamageType, Formula, Lot, Mastery, Modifier, Rarity,
    WeaponCategory, WeaponProperty, WeaponTest,
};
use crate::{ContentId, build::Adventurer};

/// What every item has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// `weapon/longsword`, `armour/plate`, `tool/thieves-tools`, `gear/rope`, `pack/explorers-pack`.
    pub id: ContentId,
    pub name: String,
    pub source: String,
    pub text: String,
    pub automation: Automation,
    /// In copper pieces.
    pub cost: u32,
    /// In hundredths of a pound.
    pub weight: u32,
    /// So many are bought, and weigh so much, together.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub lot: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weapon: Option<Weapon>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub armour: Option<Armour>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool: Option<Tool>,
    /// What lies in it when it is bought.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contents: Vec<Lot>,
    /// Categories that others name it by: `gear-category/arcane-focus`, `tool-category/instrument`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<ContentId>,
    /// What it does while it is worn, held or attuned to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub modifiers: Vec<Modifier>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<Activity>,
    /// A magic item's rarity; none has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rarity: Option<Rarity>,
    #[serde(default)]
    pub attunement: bool,
    /// Classes that alone can attune to it; anybody can, where none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attuned_by: Vec<ContentId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Weapon {
    pub category: WeaponCategory,
    pub melee: bool,
    pub damage: Formula,
    pub of: DamageType,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<WeaponProperty>,
    /// Normal and long range in feet, thrown or shot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<(u32, u32)>,
    /// Damage in two hands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub versatile: Option<Formula>,
    pub mastery: Mastery,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ammunition: Option<ContentId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Armour {
    pub kind: ArmourKind,
    /// The base armour class; for a Shield what it adds.
    pub base: u8,
    /// The most that Dexterity adds; nothing said: all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dexterity_most: Option<u8>,
    /// The Strength that it needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strength: Option<u8>,
    #[serde(default)]
    pub stealth_disadvantage: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    pub ability: Ability,
    /// What it can be used for, and how hard that is.
    pub uses: Vec<Use>,
    /// What can be made with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub crafts: Vec<ContentId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Use {
    pub text: String,
    pub dc: u8,
}

const fn one() -> u32 {
    1
}

fn is_one(count: &u32) -> bool {
    *count == 1
}

impl Item {
    /// Does what it does only where it is worn or held, not out of a pack.
    pub fn is_worn(&self) -> bool {
        self.weapon.is_some() || self.armour.is_some() || self.attunement
    }

    /// Whether somebody can attune to it (SRD 5.2, "Magic Items", Attunement).
    pub fn attunes(&self, who: &Adventurer<'_>) -> bool {
        let fits = |it: &ContentId| who.classes.iter().any(|(class, _)| class.id == *it);
        self.attuned_by.is_empty() || self.attuned_by.iter().any(fits)
    }

    /// Whether this is the item, or one of the category, of that name.
    pub fn is_of(&self, id: &ContentId) -> bool {
        self.id == *id || self.categories.contains(id)
    }

    pub fn is_shield(&self) -> bool {
        self.armour.as_ref().is_some_and(|it| it.kind == ArmourKind::Shield)
    }
}

impl Weapon {
    pub fn has(&self, property: WeaponProperty) -> bool {
        self.properties.contains(&property)
    }
}

impl WeaponTest {
    /// Whether an item is a weapon of this kind.
    pub fn fits(&self, item: &Item) -> bool {
        let Some(weapon) = &item.weapon else { return false };
        self.category.is_none_or(|it| it == weapon.category)
            && self.melee.is_none_or(|it| it == weapon.melee)
            && (self.properties.is_empty() || self.properties.iter().any(|it| weapon.has(*it)))
            && (self.ids.is_empty() || self.ids.contains(&item.id))
    }
}
