//! What tones are made of: filters, struck bodies, strings, wave tables, glass, throats, the hall.

pub mod filter;
pub mod formant;
pub mod glass;
pub mod hall;
pub mod modal;
pub mod string;
pub mod wave;
