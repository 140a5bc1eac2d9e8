//! The game in the browser: who one is, what one keeps, what one has said, and the picture.
//! Knows no page and no component. Outside the browser it is empty.
#![cfg(target_arch = "wasm32")]

pub mod asset;
pub mod devices;
pub mod dice;
pub mod export;
pub mod identity;
pub mod link;
pub mod moving;
pub mod outbox;
pub mod owner;
pub mod pairing;
pub mod place;
pub mod programs;
pub mod recovery;
mod reentry;
pub mod socket;
pub mod sound;
pub mod stage;
pub mod vault;

mod chance;
mod database;
mod limit;
mod page;
mod small;
mod statement;
mod trouble;
mod turn;
mod wait;

pub use identity::{Keeping, Me};
pub use reentry::has_come_back;
pub use socket::Socket;
pub use trouble::Trouble;

use wasm_bindgen_futures::spawn_local;

/// First thing on every page: opens the vault, makes or loads the device key, and tidies up.
/// What waits in the outbox is sent by [`outbox::flush`], which the page calls when it likes.
pub async fn boot() -> Result<Me, Trouble> {
    let mut me = identity::me().await?;
    if me.account.is_none() && reentry::come_back().await {
        me = identity::me().await?;
    }
    // Some browsers ask the person, so this waits until there is something worth keeping.
    if let Some(account) = me.account {
        vault::persist();
        spawn_local(async move {
            if let Err(trouble) = moving::finish_left(account).await {
                page::note("A move is not finished yet", &trouble.to_string().into());
            }
        });
    }
    spawn_local(place::end_leftover());
    spawn_local(async {
        if let Err(trouble) = outbox::sweep(page::now()).await {
            page::note("Old receipts could not be swept", &trouble.to_string().into());
        }
    });
    Ok(me)
}
