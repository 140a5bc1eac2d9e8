//! One socket, and the patience with it: how fast, how slow and how silent its other end may be.

use std::{pin::Pin, time::Duration};

use axum::{
    body::Bytes,
    extract::ws::{CloseFrame, Message},
};
use futures::{Sink, SinkExt, Stream, StreamExt};
use tokio::time::{Instant, Sleep, sleep_until, timeout};
use wire::socket::Closing;

use crate::limit::{
    CLOSE_TIME_MAX, HELLO_TIME_MAX, MESSAGES_BURST_MAX, MESSAGES_PER_SECOND_MAX, PING_EVERY, SEND_TIME_MAX,
    SILENT_TIME_MAX,
};

/// What a socket is made of; tests make one without a network.
pub(super) trait Wire:
    Stream<Item = Result<Message, axum::Error>> + Sink<Message, Error = axum::Error> + Unpin + Send
{
}

impl<T> Wire for T where
    T: Stream<Item = Result<Message, axum::Error>> + Sink<Message, Error = axum::Error> + Unpin + Send
{
}

/// Why a socket ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The other side is told why.
    Closing(Closing),
    /// Something broke on our side.
    Broken,
    /// The other side has left.
    Gone,
}

impl End {
    /// A word for those who watch over the server.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Broken => "broken",
            Self::Closing(why) => match why {
                Closing::Goodbye => "goodbye",
                Closing::HelloLate => "hello_late",
                Closing::HelloRefused => "hello_refused",
                Closing::Version => "version",
                Closing::SessionEnded => "session_ended",
                Closing::TooFast => "too_fast",
                Closing::TooSlow => "too_slow",
                Closing::Malformed => "malformed",
                Closing::TooMany => "too_many",
                Closing::Silent => "silent",
            },
        }
    }
}

/// How long what may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    pub(super) hello: Duration,
    pub(super) send: Duration,
    pub(super) ping: Duration,
    pub(super) silent: Duration,
    pub(super) close: Duration,
}

pub(super) struct Line<W> {
    wire: W,
    pub(super) patience: Patience,
    bucket: Bucket,
    heard_at: Instant,
    ping_at: Instant,
    bell: Pin<Box<Sleep>>,
}

/// How many messages may still come. Refills evenly.
struct Bucket {
    left: f64,
    at: Instant,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            hello: HELLO_TIME_MAX,
            send: SEND_TIME_MAX,
            ping: PING_EVERY,
            silent: SILENT_TIME_MAX,
            close: CLOSE_TIME_MAX,
        }
    }
}

impl<W: Wire> Line<W> {
    pub(super) fn new(wire: W, patience: Patience) -> Self {
        let now = Instant::now();
        let bucket = Bucket { left: f64::from(MESSAGES_BURST_MAX), at: now };
        let ping_at = now + patience.ping;
        Self { wire, patience, bucket, heard_at: now, ping_at, bell: Box::pin(sleep_until(ping_at)) }
    }

    /// Sends messages, all together. May be given up at any point: what has not left yet leaves
    /// with the next one.
    pub(super) async fn say(&mut self, messages: impl IntoIterator<Item = Bytes>) -> Result<(), End> {
        let wire = &mut self.wire;
        let all = async move {
            for message in messages {
                wire.feed(Message::Binary(message)).await?;
            }
            wire.flush().await
        };
        in_time(self.patience.send, all).await
    }

    /// Waits for a message, and meanwhile asks now and then whether anybody is there. May be given
    /// up at any point.
    pub(super) async fn hear(&mut self) -> Result<Bytes, End> {
        loop {
            let heard = tokio::select! {
                biased;
                () = self.bell.as_mut() => None,
                heard = self.wire.next() => Some(heard),
            };
            let Some(heard) = heard else {
                self.ring().await?;
                continue;
            };
            // What cannot be read may also be a line that was cut; then nobody hears the reason.
            let message = heard.ok_or(End::Gone)?.map_err(|_why| End::Closing(Closing::Malformed))?;
            self.heard_at = Instant::now();
            if !self.bucket.take(self.heard_at) {
                return Err(End::Closing(Closing::TooFast));
            }
            match message {
                Message::Binary(bytes) => return Ok(bytes),
                Message::Text(_) => return Err(End::Closing(Closing::Malformed)),
                Message::Close(_) => return Err(End::Gone),
                Message::Ping(_) | Message::Pong(_) => {}
            }
        }
    }

    /// Ends it. What still comes is heard out for a moment: a socket that is dropped over unread
    /// bytes takes our last word with it.
    pub(super) async fn end(mut self, why: End) {
        let word = match why {
            End::Closing(why) => Some((why.code(), why.sentence())),
            End::Broken => Some((axum::extract::ws::close_code::ERROR, "")),
            End::Gone => None,
        };
        let farewell = async {
            if let Some((code, reason)) = word {
                self.wire.send(Message::Close(Some(CloseFrame { code, reason: reason.into() }))).await?;
            }
            while let Some(Ok(_)) = self.wire.next().await {}
            Ok::<_, axum::Error>(())
        };
        // Whoever does not listen to the end is not waited for.
        let _ = timeout(self.patience.close, farewell).await;
    }

    async fn ring(&mut self) -> Result<(), End> {
        let now = Instant::now();
        let silent_at = self.heard_at + self.patience.silent;
        if silent_at <= now {
            return Err(End::Closing(Closing::Silent));
        }
        let is_due = self.ping_at <= now;
        if is_due {
            self.ping_at = now + self.patience.ping;
        }
        self.bell.as_mut().reset(self.ping_at.min(silent_at));
        if is_due {
            in_time(self.patience.send, self.wire.send(Message::Ping(Bytes::new()))).await
        } else {
            Ok(())
        }
    }
}

async fn in_time(
    patience: Duration,
    sending: impl Future<Output = Result<(), axum::Error>>,
) -> Result<(), End> {
    match timeout(patience, sending).await {
        Ok(sent) => sent.or(Err(End::Gone)),
        Err(_) => Err(End::Closing(Closing::TooSlow)),
    }
}

impl Bucket {
    fn take(&mut self, now: Instant) -> bool {
        let refill = (now - self.at).as_secs_f64() * f64::from(MESSAGES_PER_SECOND_MAX);
        self.left = (self.left + refill).min(f64::from(MESSAGES_BURST_MAX));
        self.at = now;
        let may = self.left >= 1.0;
        if may {
            self.left -= 1.0;
        }
        may
    }
}

#[cfg(test)]
pub(super) mod tests;
