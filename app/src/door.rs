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
pub(crate) use server::{ask, look, missing};

use rules::Hash;
use wire::{PublicKey, Recorded, socket::Closing};

use crate::words;

/// Where the live connection stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(all(feature = "hydrate", not(feature = "ssr"))),
    expect(dead_code, reason = "the null twin has no connection")
)]
pub(crate) enum Link {
    /// There is none: nobody is logged in, or it has not been tried.
    Still,
    Connecting,
    Online,
    Reconnecting,
    /// The server let go of it, and it does not come back by itself.
    Refused(Closing),
}

/// What is heard over the live connection.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(all(feature = "hydrate", not(feature = "ssr"))),
    expect(dead_code, reason = "the null twin hears nothing")
)]
pub(crate) enum Heard {
    Link(Link),
    /// New events of the account's streams, in their order.
    Events(Vec<Recorded>),
    /// The devices that are here just now.
    Present(Vec<PublicKey>),
    /// The head of the account's chain, which has changed.
    Keys(Hash),
    /// Something may have been missed.
    Gap,
}

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
