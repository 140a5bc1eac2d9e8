//! Short sounds: what things and people do.

pub(crate) mod coin;
pub(crate) mod creak;
pub(crate) mod dice;
pub(crate) mod door;
pub(crate) mod footstep;
pub(crate) mod page;
pub(crate) mod spell;
pub(crate) mod tick;
pub(crate) mod weapon;
pub(crate) mod whoosh;
