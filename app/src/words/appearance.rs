//! The words of an appearance: outfit, hair and skin.

use rules::{Content, ContentId, character::Appearance};

pub(crate) const OUTFIT: &str = "Outfit";
pub(crate) const HAIR: &str = "Hair";
pub(crate) const BEARD: &str = "Beard";
pub(crate) const HAIR_COLOUR: &str = "Hair colour";
pub(crate) const SKIN: &str = "Skin";
pub(crate) const BARE_HEAD: &str = "Bare head";
pub(crate) const BARE_CHIN: &str = "No beard";
pub(crate) const RESTYLE: &str = "Restyle";
pub(crate) const SAVE_APPEARANCE: &str = "Save the appearance";

pub(crate) fn outfit_name(id: &ContentId) -> &'static str {
    Content::built_in().outfit(id).map_or("Unknown outfit", |it| &it.name)
}

/// What an outfit looks like from across the quay.
pub(crate) fn outfit_silhouette(id: &ContentId) -> &'static str {
    Content::built_in().outfit(id).map_or("", |it| &it.silhouette)
}

pub(crate) fn hair_name(id: Option<&ContentId>) -> &'static str {
    worn(id, BARE_HEAD)
}

pub(crate) fn beard_name(id: Option<&ContentId>) -> &'static str {
    worn(id, BARE_CHIN)
}

fn worn(id: Option<&ContentId>, none: &'static str) -> &'static str {
    let Some(id) = id else { return none };
    Content::built_in().hair(id).map_or("Unknown hair", |it| &it.name)
}

pub(crate) fn hair_colour_name(id: &ContentId) -> &'static str {
    Content::built_in().hair_colour(id).map_or("Unknown colour", |it| &it.name)
}

pub(crate) fn skin_name(id: &ContentId) -> &'static str {
    Content::built_in().skin(id).map_or("Unknown skin", |it| &it.name)
}

/// `Long, full beard`; who shaves is not said to have no beard.
pub(crate) fn hair_in_short(appearance: &Appearance) -> String {
    let hair = hair_name(appearance.hair.as_ref());
    match &appearance.beard {
        None => hair.into(),
        beard => [hair, ", ", &beard_name(beard.as_ref()).to_lowercase()].concat(),
    }
}
