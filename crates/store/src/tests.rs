//! What the store promises, tried on both databases.

mod cut;
mod dice;
mod door;
mod drop;
mod erasure;
mod export;
mod feed;
mod golden;
mod ground;
mod kill;
mod migration;
mod owner;
mod pairing;
mod play;
mod player;
mod program;
mod random;
mod reentry;
mod role;
mod session;
mod statement;
mod text_keys;

/// The same test on SQLite and, where `TEST_PG_URL` names one, on PostgreSQL.
macro_rules! on_both {
    ($($(#[$doc:meta])* async fn $name:ident($ground:ident: Ground) $body:block)*) => {
        $(
            mod $name {
                use super::*;

                $(#[$doc])*
                async fn law($ground: Ground) $body

                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn sqlite() {
                    law(Ground::sqlite().await).await;
                }

                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn postgres() {
                    if let Some(ground) = Ground::postgres().await {
                        law(ground).await;
                    }
                }
            }
        )*
    };
}

use on_both;
