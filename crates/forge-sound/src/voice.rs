//! Wordless voices of the keepers: syllables murmured into a sleeve, with a mood.

mod keeper;
mod mood;
mod murmur;

pub(crate) use keeper::{KEEPERS, Keeper};
pub(crate) use mood::{MOODS, Mood};
pub(crate) use murmur::murmur;
