//! Wordless voices of the keepers: syllables murmured into a sleeve, with a mood.

mod keeper;
mod mood;
mod murmur;

pub use keeper::{KEEPERS, Keeper};
pub use mood::{MOODS, Mood};
pub use murmur::murmur;
