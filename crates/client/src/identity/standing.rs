//! Whether another account can come into this tab's place. Nothing that somebody made in the one
//! before may be left behind: there are other places.

use wire::{RosterView, error};

use super::{begin_anew, in_session, known_account, logged_out};
use crate::{link, outbox, trouble::Trouble};

const ROSTER: &str = "/api/v1/characters";

/// Makes room for another account, if nothing would be left behind: an account with nothing in it is
/// given up, and a key that was turned away is replaced. Tells whether there is room now.
pub(crate) async fn make_room() -> Result<bool, Trouble> {
    if outbox::waiting().await? > 0 {
        return Ok(false);
    }
    if known_account().await?.is_none() {
        return Ok(true);
    }
    // What is in it, only its key is told; and whoever has left is not brought in for that.
    if logged_out() {
        return Ok(false);
    }
    match in_session(async || link::get::<RosterView>(ROSTER).await).await {
        Ok(roster) => Ok(roster.characters.is_empty()),
        Err(trouble) if trouble.is(&error::KEY_UNKNOWN) => begin_anew().await.map(|_new_key| true),
        // The server was set back to before the account, so it has nothing of it.
        Err(trouble) if trouble.is(&error::ACCOUNT_UNKNOWN) => Ok(true),
        Err(trouble) if trouble.is(&error::SESSION_ENDED) => Ok(false),
        Err(trouble) => Err(trouble),
    }
}
