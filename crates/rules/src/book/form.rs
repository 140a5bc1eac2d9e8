//! Into what somebody may be changed, and what of them stays (SRD 5.2, "Rules Glossary", Shape-Shifting).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{CreatureType, Formula, Pace, Size};
use crate::ContentId;

/// Which forms may be taken, by rule, and what the target keeps in them. Creature type, Hit Points and
/// Hit Point Dice always stay its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// One of these alone; any that the rest allows, where none stand here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub creatures: Vec<ContentId>,
    /// Looks of its own, between which a shapechanger changes; `form/own` is how it is without. With these
    /// nothing of the rest counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own: Vec<Look>,
    /// Creatures of these types alone; of any, where none stand here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<CreatureType>,
    /// None of these types.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub never: Vec<CreatureType>,
    /// At most this Challenge Rating, in eighths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub challenge: Option<Formula>,
    /// At most the target's own Challenge Rating, or its level if it has none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub up_to_own: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub largest: Option<Size>,
    /// A form with a Fly Speed only where this is more than 0; where nothing stands here, always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flies: Option<Formula>,
    /// Of a character only what it picked in this choice of a feature: `wild-shape/forms`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keeps: Vec<Kept>,
    /// Spells can be cast in the form where this is more than 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub casts: Option<Formula>,
    /// Lasts as long as this state of the target does; without one as long as what brought it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<ContentId>,
    /// Brings as many Temporary Hit Points as the form has Hit Points; what is left of them goes with it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub padded: bool,
    /// Ends when no Temporary Hit Points are left.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub breaks: bool,
}

/// A look of a shapechanger's own, in which its statistics are the same but for these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// By which it is named: `form/wolf`.
    pub id: ContentId,
    pub name: String,
    pub size: Size,
    /// Its own, where none stand here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paces: Vec<Pace>,
    /// Actions that it has not in this look, by their names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<String>,
}

/// What stays one's own in another form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// Intelligence, Wisdom and Charisma.
    Mind,
    /// Skills and saving throws, where the form's are not better.
    Proficiencies,
    /// Features of classes, and feats.
    Features,
}

impl Form {
    /// Puts numbers in the place of names.
    pub(crate) fn settle(&mut self, value: &dyn Fn(&str) -> Option<i32>) {
        for formula in [&mut self.challenge, &mut self.flies, &mut self.casts].into_iter().flatten() {
            formula.settle(value);
        }
    }
}
