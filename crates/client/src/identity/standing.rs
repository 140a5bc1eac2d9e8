//! Whether this browser can come to another account. One browser has one account for now, so
//! nothing that somebody made in the one before may be left behind.

use wire::{RosterView, error};

use super::{begin_anew, known_account, log_in};
use crate::{link, outbox, trouble::Trouble};

/// Makes room for another account: an account with nothing in it is given up, and a key that was
/// turned away is replaced. `Unfit` if something would be left behind.
pub(crate) async fn make_room() -> Result<(), Trouble> {
    if outbox::waiting().await? > 0 {
        return Err(in_use());
    }
    if known_account().await?.is_none() {
        return Ok(());
    }
    let mut roster = link::get::<RosterView>(ROSTER).await;
    if roster.as_ref().is_err_and(|trouble| trouble.is(&error::SESSION_MISSING)) {
        roster = match log_in(true).await {
            Ok(_) => link::get(ROSTER).await,
            Err(trouble) => Err(trouble),
        };
    }
    match roster {
        Ok(roster) if roster.characters.is_empty() => Ok(()),
        Ok(_) => Err(in_use()),
        Err(trouble) if trouble.is(&error::KEY_UNKNOWN) => begin_anew().await.map(drop),
        // The server was set back to before the account, so it has nothing of it.
        Err(trouble) if trouble.is(&error::ACCOUNT_UNKNOWN) => Ok(()),
        Err(trouble) => Err(trouble),
    }
}

const ROSTER: &str = "/api/v1/characters";

fn in_use() -> Trouble {
    Trouble::Unfit(
        "This browser already has an account with something in it. Use another browser, or another profile of this one."
            .into(),
    )
}
