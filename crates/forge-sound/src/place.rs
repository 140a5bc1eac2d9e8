//! Places: what is heard all the time, and what calls now and then.

pub(crate) mod call;
pub(crate) mod harbour;
pub(crate) mod lantern;
pub(crate) mod water;
