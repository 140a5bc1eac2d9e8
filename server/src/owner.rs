//! How a server finds its owner: a one-time address in the log, as long as there is none, or one
//! that `farlantern owner reset` says on the machine.

use std::net::SocketAddr;

use anyhow::{Context, anyhow, bail};
use store::Database;
use tracing::info;
use wire::{Millis, encoding};

use crate::{
    AppState, Config, chance::random, clock::Clock, gate::Address, limit::OWNER_ADDRESS_MILLIS,
    session::sha256,
};

/// The page that claims the role.
const PAGE: &str = "/owner#";

/// Writes a one-time address into the log, if nobody owns this server. The one of an earlier start
/// is good no longer.
pub(crate) async fn offer(app: &AppState, bound: SocketAddr) -> anyhow::Result<()> {
    let token = token()?;
    let vacant = app.store().offer_ownership(sha256(&token), app.now()).await;
    if vacant.context("The address for the owner was not kept")? {
        let address = address(&app.inner.address, bound, &token);
        info!("This server has no owner yet. Whoever opens this address first becomes it: {address}");
    }
    Ok(())
}

/// Takes the role from whoever has it, and answers the address by which it is claimed anew. A
/// server may run meanwhile: nothing is touched but the database.
pub(crate) async fn reset(config: &Config) -> anyhow::Result<String> {
    let database = config.database()?;
    if let Database::Sqlite(path) = &database
        && !path.is_file()
    {
        bail!("There is no database at {} yet. Start Farlantern first.", path.display());
    }
    let token = token()?;
    let now = Clock::Real.now();
    let until = Millis(now.0 + OWNER_ADDRESS_MILLIS);
    let done = store::reset_ownership(&database, sha256(&token), until, now).await;
    done.map_err(|why| anyhow!("{why}"))?;
    Ok(address(&Address::of(config, config.bind), config.bind, &token))
}

fn address(address: &Address, bound: SocketAddr, token: &[u8; 32]) -> String {
    format!("{}{PAGE}{}", address.to_people(bound), encoding::encode(token))
}

fn token() -> anyhow::Result<[u8; 32]> {
    random().map_err(|_why| anyhow!("This system gives no random numbers."))
}
