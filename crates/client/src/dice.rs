//! Rolling with the server, one roll of this browser after another: two tabs would else take each other's
//! rolls for missing ones.

use crate::turn;

/// Does something while no other tab rolls.
pub async fn in_turn<T>(what: impl Future<Output = T>) -> T {
    let _turn = turn::take(turn::Of::Dice).await;
    what.await
}
