//! The parts that pages are made of.

pub(crate) mod account;
pub(crate) mod button;
pub(crate) mod captions;
pub(crate) mod confirm;
pub(crate) mod field;
pub(crate) mod figure;
pub(crate) mod foot;
pub(crate) mod icon;
pub(crate) mod lantern;
pub(crate) mod news;
pub(crate) mod part;
pub(crate) mod pick;
pub(crate) mod progress;
pub(crate) mod public_name;
pub(crate) mod qr;
pub(crate) mod segment;
pub(crate) mod shortcuts;
pub(crate) mod slider;
pub(crate) mod sound_switch;
pub(crate) mod state;
pub(crate) mod strip;
pub(crate) mod swatch;
pub(crate) mod toast;
pub(crate) mod turning;
pub(crate) mod veil;
pub(crate) mod whose;
