//! Short sounds: what things and people do.

pub mod coin;
pub mod creak;
pub mod dice;
pub mod door;
pub mod footstep;
pub mod page;
pub mod spell;
pub mod tick;
pub mod weapon;
pub mod whoosh;
