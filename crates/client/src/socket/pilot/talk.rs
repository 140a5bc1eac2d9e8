//! What is said on a line, and what is made of what is heard.

use futures::StreamExt;
use rules::AccountId;
use serde::de::DeserializeOwned;
use wire::{
    Position, Purpose, Recorded,
    socket::{self, Closing, FromServer, FromTab, Greeting, Hello, VERSION, Welcome},
};

use super::{
    super::line::{Heard, Line},
    End, Pilot, cursor,
};
use crate::{
    identity,
    limit::{GREETING_MILLIS, PING_MILLIS, PONG_MILLIS},
    page,
    wait::within,
};

impl Pilot {
    /// From the first byte to `Ready`; the position that events follow.
    pub(super) async fn greet(&mut self, line: &Line, account: AccountId) -> Result<Position, End> {
        let until = page::ticks() + f64::from(GREETING_MILLIS);
        loop {
            match self.hear(until).await {
                Some(Heard::Opened) => break,
                Some(Heard::Woken) => {}
                _ => return Err(End::NoUpgrade),
            }
        }
        let welcome: Welcome = self.message(until).await?;
        if welcome.version != VERSION {
            return Err(End::Closed(Some(Closing::Version)));
        }
        let signed = async {
            let server = page::server()?;
            let greeting = Greeting { nonce: welcome.nonce, server, origin: page::origin()?, account };
            identity::sign(Purpose::Hello, &greeting).await
        };
        let signed = signed.await.or(Err(End::Closed(None)))?;
        line.send(&Hello { version: VERSION, signed, after: cursor::of(account) });
        match self.message(until).await? {
            FromServer::Ready { after } => Ok(after),
            _ => Err(End::Garbled),
        }
    }

    /// One stretch of a live connection: until a ping is answered, or nothing is.
    pub(super) async fn listen(&mut self, line: &Line, account: AccountId) -> Result<(), End> {
        let mut until = page::ticks() + f64::from(PING_MILLIS);
        let mut asked = false;
        loop {
            let bytes = match self.hear(until).await {
                Some(Heard::Message(bytes)) => bytes,
                // After a sleep the line may be dead without knowing it.
                Some(Heard::Woken) | None if !asked => {
                    self.pings = self.pings.wrapping_add(1);
                    line.send(&FromTab::Ping(self.pings));
                    until = page::ticks() + f64::from(PONG_MILLIS);
                    asked = true;
                    continue;
                }
                Some(Heard::Woken | Heard::Opened) => continue,
                Some(Heard::Garbage) => return Err(End::Garbled),
                Some(Heard::Closed(code)) => return Err(End::Closed(Closing::of(code))),
                None => return Err(End::Closed(Some(Closing::Silent))),
            };
            match socket::read(&bytes).ok_or(End::Garbled)? {
                FromServer::Pong(number) if number == self.pings => {
                    self.woken = false;
                    return Ok(());
                }
                FromServer::Pong(_) => {}
                FromServer::Events(events) => self.pass_on(account, events)?,
                FromServer::Present(present) => (self.handlers.present)(present),
                FromServer::Keys(head) => (self.handlers.keys)(head),
                FromServer::Ready { .. } => return Err(End::Garbled),
            }
        }
    }

    /// Each event once and in order, whatever the server sends twice.
    fn pass_on(&self, account: AccountId, mut events: Vec<Recorded>) -> Result<(), End> {
        if !events.is_sorted_by(|one, next| one.position < next.position) {
            return Err(End::Garbled);
        }
        events.retain(|it| cursor::of(account).is_none_or(|seen| seen < it.position));
        if let Some(last) = events.last() {
            cursor::set(account, last.position);
            (self.handlers.events)(events);
        }
        Ok(())
    }

    async fn hear(&mut self, until: f64) -> Option<Heard> {
        let left = (until - page::ticks()).max(0.0) as i32;
        let heard = within(left, self.ear.next()).await.flatten();
        self.woken |= matches!(heard, Some(Heard::Woken));
        heard
    }

    async fn message<T: DeserializeOwned>(&mut self, until: f64) -> Result<T, End> {
        loop {
            return match self.hear(until).await {
                Some(Heard::Message(bytes)) => socket::read(&bytes).ok_or(End::Garbled),
                Some(Heard::Closed(code)) => Err(End::Closed(Closing::of(code))),
                Some(Heard::Garbage) => Err(End::Garbled),
                Some(Heard::Opened | Heard::Woken) => continue,
                None => Err(End::Closed(Some(Closing::Silent))),
            };
        }
    }
}
