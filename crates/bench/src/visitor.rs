//! A player's browser at the server: it keeps cookies, logs in, and opens tabs.

use std::{collections::BTreeMap, net::SocketAddr};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use wire::{Challenge, Position, PublicKey, SessionView};

use crate::{
    load::{self, Connection},
    player::Player,
    served::Served,
    tab::Tab,
};

pub(crate) struct Visitor {
    pub(crate) player: Player,
    address: SocketAddr,
    cookies: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Envelope<T> {
    data: T,
}

impl Visitor {
    /// A new player, whose account is opened over this connection.
    pub(crate) async fn come(
        served: &Served,
        server: PublicKey,
        connection: &mut Connection,
        seed: u64,
    ) -> Result<Self> {
        let player = Player::new(server, &served.origin(), seed);
        let mut visitor = Self { player, address: served.address, cookies: BTreeMap::new() };
        let statement = serde_json::json!({ "signed": visitor.player.statement });
        visitor
            .post::<serde_json::Value>(connection, "/api/v1/account/statements", &statement)
            .await
            .context("an account could not be opened")?;
        Ok(visitor)
    }

    /// The whole way in: a challenge, a signature, a session.
    pub(crate) async fn log_in(&mut self, connection: &mut Connection) -> Result<()> {
        let challenge: Challenge =
            self.post(connection, "/api/v1/auth/challenge", &serde_json::json!({})).await?;
        let login = self.player.log_in(challenge);
        self.post::<SessionView>(connection, "/api/v1/auth/verify", &login).await?;
        Ok(())
    }

    /// Begins the player's character.
    pub(crate) async fn create(&mut self, connection: &mut Connection) -> Result<()> {
        let post = self.player.create();
        self.post::<wire::Answer>(connection, "/api/v1/commands", &post).await?;
        Ok(())
    }

    /// A further change of the character, ready to be written.
    pub(crate) fn change(&mut self) -> Result<Vec<u8>> {
        let post = serde_json::to_vec(&self.player.recolour())?;
        Ok(load::post_request(self.address, "/api/v1/commands", &post))
    }

    /// One more tab, which lives, and goes on behind a position.
    pub(crate) async fn tab(&self, after: Option<Position>) -> Result<Tab> {
        Tab::open(self.address, &self.cookies(), &self.player, after).await
    }

    async fn post<T: DeserializeOwned>(
        &mut self,
        connection: &mut Connection,
        path: &str,
        body: &impl Serialize,
    ) -> Result<T> {
        let lines = format!("Cookie: {}\r\n", self.cookies());
        let lines = if self.cookies.is_empty() { "" } else { lines.as_str() };
        let request = load::post_request_with(self.address, path, lines, &serde_json::to_vec(body)?);
        let (head, body) = connection.ask(&request).await.context(path.to_owned())?;
        for line in head.lines() {
            let kept = line.split_once(": ").filter(|it| it.0.eq_ignore_ascii_case("set-cookie"));
            if let Some((key, value)) = kept.and_then(|it| it.1.split(';').next()?.split_once('=')) {
                self.cookies.insert(key.into(), value.into());
            }
        }
        Ok(serde_json::from_slice::<Envelope<T>>(body)?.data)
    }

    fn cookies(&self) -> String {
        let cookies: Vec<_> = self.cookies.iter().map(|(key, value)| format!("{key}={value}")).collect();
        cookies.join("; ")
    }
}
