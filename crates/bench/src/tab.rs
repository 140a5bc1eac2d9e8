//! A tab with its socket, as a browser opens it.

use std::net::SocketAddr;

use anyhow::{Context, Result, bail};
use futures::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Message, handshake::client::generate_key, http::Request},
};
use wire::{
    Position, Recorded,
    socket::{Closing, FromServer, PATH, SUBPROTOCOL, read, write},
};

use crate::player::Player;

pub(crate) struct Tab(WebSocketStream<TcpStream>);

impl Tab {
    /// Opens a socket and says hello on it; answers once the server knows the tab.
    pub(crate) async fn open(
        address: SocketAddr,
        cookies: &str,
        player: &Player,
        after: Option<Position>,
    ) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let request = Request::get(format!("ws://{address}{PATH}"))
            .header("Host", address.to_string())
            .header("Origin", format!("http://{address}"))
            .header("Cookie", cookies)
            .header("Connection", "Upgrade")
            .header("Upgrade", "websocket")
            .header("Sec-WebSocket-Version", "13")
            .header("Sec-WebSocket-Key", generate_key())
            .header("Sec-WebSocket-Protocol", SUBPROTOCOL)
            .body(())?;
        let (socket, _) = client_async(request, stream).await.context("no socket")?;
        let mut tab = Self(socket);
        let welcome = read(&tab.bytes().await?).context("no welcome")?;
        tab.0.send(Message::Binary(write(&player.hello(welcome, after)).into())).await?;
        match tab.hear().await? {
            FromServer::Ready { .. } => Ok(tab),
            other => bail!("not ready, but {other:?}"),
        }
    }

    /// The next message with events, whatever else is said before it.
    pub(crate) async fn events(&mut self) -> Result<Vec<Recorded>> {
        loop {
            if let FromServer::Events(events) = self.hear().await? {
                return Ok(events);
            }
        }
    }

    async fn hear(&mut self) -> Result<FromServer> {
        read(&self.bytes().await?).context("a message that cannot be read")
    }

    async fn bytes(&mut self) -> Result<Vec<u8>> {
        loop {
            match self.0.next().await.context("a socket was cut")?? {
                Message::Binary(bytes) => return Ok(bytes.to_vec()),
                Message::Close(frame) => {
                    bail!("a socket was closed: {:?}", frame.and_then(|it| Closing::of(it.code.into())))
                }
                _ => {}
            }
        }
    }
}
