//! The two doors. `ssr` opens on the store, `hydrate` on the client; nowhere else does this crate
//! ask on which side it runs. What a side cannot do is done by a null twin.

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
mod browser;
#[cfg(not(all(feature = "hydrate", not(feature = "ssr"))))]
mod nobody;
#[cfg(feature = "ssr")]
mod server;

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
pub(crate) use browser::*;
#[cfg(not(all(feature = "hydrate", not(feature = "ssr"))))]
pub(crate) use nobody::*;
#[cfg(feature = "ssr")]
pub(crate) use server::{ask, missing};

use crate::words;

/// Why something could not be done in the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    Offline,
    /// A sentence for people.
    #[cfg_attr(
        not(all(feature = "hydrate", not(feature = "ssr"))),
        expect(dead_code, reason = "the null twin has nothing to tell")
    )]
    Told(String),
}

impl Trouble {
    pub(crate) fn sentence(&self) -> String {
        match self {
            Self::Offline => words::OFFLINE.into(),
            Self::Told(sentence) => sentence.clone(),
        }
    }
}
