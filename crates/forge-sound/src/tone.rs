//! What tones are made of: filters, struck bodies, strings, wave tables, glass, throats, the hall.

pub(crate) mod filter;
pub(crate) mod formant;
pub(crate) mod glass;
pub(crate) mod hall;
pub(crate) mod modal;
pub(crate) mod string;
pub(crate) mod wave;
