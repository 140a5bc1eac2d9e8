//! Nobody rolls here by hand. How likely something is, the server knows.

#[cfg(not(feature = "ssr"))]
use odds::OddsView;
use rules::Hash;
#[cfg(not(feature = "ssr"))]
use rules::dice::Expr;
use wire::dice::{DiceStream, RollAnswer, RollPost};

use crate::door::Trouble;

#[cfg(not(feature = "ssr"))]
pub(crate) async fn odds(_expr: Expr) -> Option<OddsView> {
    None
}

#[cfg(not(feature = "ssr"))]
pub(crate) fn server_key() -> Option<wire::PublicKey> {
    None
}

pub(crate) async fn begin_dice() -> Result<DiceStream, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn in_turn<T>(what: impl Future<Output = T>) -> T {
    what.await
}

/// None: the stream is not known any more.
pub(crate) async fn roll_dice(_post: RollPost) -> Result<Option<RollAnswer>, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) fn chance() -> Hash {
    Hash([0; 32])
}
