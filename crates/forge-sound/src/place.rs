//! Places: what is heard all the time, and what calls now and then.

pub mod call;
pub mod harbour;
pub mod lantern;
pub mod water;
