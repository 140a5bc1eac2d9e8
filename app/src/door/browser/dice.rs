//! The door to the dice: rolling with the server, and what can be done without it.

use client::{dice, link};
use odds::OddsView;
use rules::{
    Hash,
    dice::{Expr, no_values},
};
use send_wrapper::SendWrapper;
use serde::Serialize;
use wire::{
    PublicKey,
    dice::{DiceStream, RollAnswer, RollPost},
    error,
};

use super::told;
use crate::{dom, door::Trouble};

#[derive(Serialize)]
struct Nothing {}

/// How likely each result is, of something that asks for no values.
pub(crate) fn odds(expr: Expr) -> impl Future<Output = Option<OddsView>> + Send {
    SendWrapper::new(async move { OddsView::of(&expr, &no_values).ok() })
}

pub(crate) async fn begin_dice() -> Result<DiceStream, Trouble> {
    link::post("/api/v1/dice/streams", &Nothing {}).await.map_err(told)
}

/// Does something while no other tab rolls.
pub(crate) async fn in_turn<T>(what: impl Future<Output = T>) -> T {
    dice::in_turn(what).await
}

/// None: the stream is not known any more.
pub(crate) async fn roll_dice(post: RollPost) -> Result<Option<RollAnswer>, Trouble> {
    match link::post("/api/v1/dice/roll", &post).await {
        Ok(answer) => Ok(Some(answer)),
        Err(trouble) if trouble.code() == error::DICE_STREAM_UNKNOWN.code => Ok(None),
        Err(trouble) => Err(told(trouble)),
    }
}

/// The key of the server that wrote this page.
pub(crate) fn server_key() -> Option<PublicKey> {
    dom::meta("farlantern-server")?.parse().ok()
}

/// Fresh bytes of chance.
pub(crate) fn chance() -> Hash {
    let mut bytes = [0; 32];
    bytes[..16].copy_from_slice(&dom::chance());
    bytes[16..].copy_from_slice(&dom::chance());
    Hash(bytes)
}
