//! The null twin of moving: on the server nobody keeps anything.

#[cfg(not(feature = "ssr"))]
use crate::moving::Addresses;
use crate::{
    door::Trouble,
    moving::{Moved, Wish},
};

pub(crate) async fn move_on(_wish: Wish) -> Result<Moved, Trouble> {
    Err(Trouble::Offline)
}

#[cfg(not(feature = "ssr"))]
pub(crate) fn addresses() -> Option<Addresses> {
    None
}
