//! What the page that moves a browser says to the client and hears from it.

/// The public address, and those it had before. Each as `location.origin` has it.
#[derive(Clone, Debug)]
pub struct Addresses {
    pub home: String,
    pub former: Vec<String>,
}

/// How its person likes the pages; what goes along beside keys and changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Small {
    pub(crate) theme: String,
    pub(crate) look: String,
    pub(crate) shortcuts: Option<String>,
}

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wish {
    /// The path to be opened in the end.
    pub(crate) to: String,
    /// What stood behind `#`.
    pub(crate) fragment: Option<String>,
    pub(crate) small: Small,
    /// A person has said to log in.
    pub(crate) by_hand: bool,
    /// The account stays where it is.
    pub(crate) skip: bool,
    /// The changes that wait stay where they are.
    pub(crate) light: bool,
}

/// Where the move stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(all(feature = "hydrate", not(feature = "ssr"))),
    expect(dead_code, reason = "the null twin moves nobody")
)]
pub(crate) enum Moved {
    /// Nobody is on the way.
    Nothing,
    /// On to this address.
    Go(String),
    /// An account is here. Then on to an address for the next one, or else to a path of this site.
    Arrived { to: String, small: Small, next: Option<String> },
    /// Only a person can log in at the old address.
    LoggedOut,
    /// The key at the old address was turned away.
    TurnedAway,
    /// So many changes wait, and are too many to carry.
    TooMany(u32),
}
