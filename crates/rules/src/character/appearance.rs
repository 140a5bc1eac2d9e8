//! What a figure is dressed in and painted with, beside its colours.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Colours, Refusal};
use crate::{
    content::{Content, Cut},
    id::ContentId,
};

/// Outfit, hair and skin, each a piece of the content. Outfits and hair go by the ids of the models
/// that show them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Appearance {
    pub outfit: ContentId,
    /// The cut; none on a bare head.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub hair: Option<ContentId>,
    /// None on a bare chin.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub beard: Option<ContentId>,
    /// Of hair and beard.
    pub hair_colour: ContentId,
    pub skin: ContentId,
}

/// Everything that decides what a figure looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    pub species: ContentId,
    pub colours: Colours,
    pub appearance: Appearance,
}

impl Appearance {
    /// Whether there is anything that the colour of hair is seen on.
    pub fn has_hair(&self) -> bool {
        self.hair.is_some() || self.beard.is_some()
    }

    /// Whether someone of this species can look like that, or which part they cannot have.
    pub(crate) fn check(&self, species: &ContentId, content: &Content) -> Result<(), Refusal> {
        if content.outfit(&self.outfit).is_none() {
            return Err(Refusal::UnknownOutfit(self.outfit.to_string()));
        }
        for (id, shelf) in [(&self.hair, &content.cuts), (&self.beard, &content.beards)] {
            let Some(id) = id else { continue };
            let cut = shelf.iter().find(|it| it.id == *id);
            let cut = cut.ok_or_else(|| Refusal::UnknownHair(id.to_string()))?;
            if !cut.suits(species) {
                return Err(Refusal::HairUnsuited(id.to_string()));
            }
        }
        if content.hair_colour(&self.hair_colour).is_none() {
            return Err(Refusal::UnknownHairColour(self.hair_colour.to_string()));
        }
        let skin = content.skin(&self.skin);
        let skin = skin.ok_or_else(|| Refusal::UnknownSkin(self.skin.to_string()))?;
        if skin.suits(species) { Ok(()) } else { Err(Refusal::SkinUnsuited(self.skin.to_string())) }
    }

    /// The same on someone of another species: what was as usual there is as usual here, and what was
    /// chosen stays where it suits.
    #[must_use]
    pub fn carried_over(self, from: &ContentId, to: &ContentId, content: &Content) -> Self {
        let (there, here) = (content.usual(from), content.usual(to));
        let cut = |id: Option<ContentId>, shelf: &[Cut], there: &Option<_>, here: &Option<_>| {
            let suits = |id| shelf.iter().any(|it| it.id == id && it.suits(to));
            let stays = id != *there && id.clone().is_none_or(suits);
            if stays { id } else { here.clone() }
        };
        let stays = self.skin != there.skin && content.skin(&self.skin).is_some_and(|it| it.suits(to));
        Self {
            hair: cut(self.hair, &content.cuts, &there.hair, &here.hair),
            beard: cut(self.beard, &content.beards, &there.beard, &here.beard),
            hair_colour: if self.hair_colour == there.hair_colour {
                here.hair_colour.clone()
            } else {
                self.hair_colour
            },
            skin: if stays { self.skin } else { here.skin.clone() },
            ..self
        }
    }
}
