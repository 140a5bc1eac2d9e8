//! The two doors. `ssr` opens on the store, `hydrate` on the client; nowhere else does this crate
//! ask on which side it runs. What a side cannot do is done by a null twin.

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
mod browser;
#[cfg(not(all(feature = "hydrate", not(feature = "ssr"))))]
mod nobody;
#[cfg(feature = "ssr")]
mod server;
mod theatre;

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
pub(crate) use browser::*;
#[cfg(not(all(feature = "hydrate", not(feature = "ssr"))))]
pub(crate) use nobody::*;
#[cfg(feature = "ssr")]
pub(crate) use server::{addresses, ask, codex, leaf, look, missing, odds, owns, reference, server_key};

pub(crate) use theatre::*;

use rules::Hash;
use wire::{
    PublicKey, Recorded,
    asset::Kind,
    socket::Closing,
    sound::{Channel, LEVEL_USUAL},
};

use crate::{tab::Me, words};

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

/// A place of this browser, as the pages note it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Empty until somebody is there.
    pub(crate) label: String,
    /// That of the browser.
    pub(crate) active: bool,
    /// That of this tab.
    pub(crate) here: bool,
}

/// An account in this browser, looked into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) number: u32,
    /// Empty until somebody is in it.
    pub(crate) label: String,
    /// It was begun or joined.
    pub(crate) begun: bool,
    /// The public name of its key here; none where the browser has lost it.
    pub(crate) did: Option<String>,
    /// How many changes wait to be sent.
    pub(crate) waiting: u32,
    /// That of this tab.
    pub(crate) here: bool,
}

/// Where an account came that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(all(feature = "hydrate", not(feature = "ssr"))),
    expect(dead_code, reason = "nobody comes back to the null twin")
)]
pub(crate) enum Came {
    /// Into this tab's place, and it is logged in.
    Here(Me),
    /// Into the place of this number, beside the account of this tab.
    Elsewhere(u32),
}

/// How far a download is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Progress {
    pub(crate) done_bytes: u64,
    /// Zero until it is known.
    pub(crate) all_bytes: u64,
    /// The id of what is on its way.
    pub(crate) name: String,
}

/// What this browser keeps of the game's files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Usage {
    /// By kind, and none of what there is nothing of.
    pub(crate) shares: Vec<(Kind, Share)>,
    pub(crate) all: Share,
    /// What is not here, as it travels.
    pub(crate) missing_bytes: u64,
    pub(crate) quota_bytes: Option<u64>,
    pub(crate) used_bytes: Option<u64>,
    /// The browser has promised not to clear it by itself.
    pub(crate) is_promised: bool,
    /// Why the server did not say what there is; it is what it said last then.
    pub(crate) untold: Option<Trouble>,
}

/// What is here of something, and what there is of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) files: u32,
    pub(crate) bytes: u64,
    pub(crate) all_files: u32,
    pub(crate) all_bytes: u64,
}

/// How loud each kind of sound is, whether any is, and whether captions are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Levels {
    /// One for each of [`Channel::ALL`], from 0 to 100.
    pub(crate) levels: [u8; Channel::ALL.len()],
    pub(crate) muted: bool,
    pub(crate) captions: bool,
}

impl Default for Levels {
    fn default() -> Self {
        Self { levels: [LEVEL_USUAL; Channel::ALL.len()], muted: false, captions: false }
    }
}

/// Why something could not be done in the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    Offline,
    /// A sentence for people.
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
