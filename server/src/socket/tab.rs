//! A tab's life on its socket: it is greeted, says who it is, catches up, and lives.

use axum::body::Bytes;
use rules::AccountId;
use tokio::time::{Instant, timeout_at};
use wire::{
    Position, PublicKey, Purpose,
    socket::{Closing, FromServer, FromTab, Greeting, Hello, VERSION, Welcome, read, write},
};

use super::{
    hub::{Dismissed, Joined},
    line::{End, Line, Wire},
};
use crate::{limit::TAB_FRAMES_MAX, metrics};

/// Who must say hello, and where.
#[derive(Clone, Debug)]
pub(super) struct Expected {
    pub(super) key: PublicKey,
    pub(super) account: AccountId,
    pub(super) server: PublicKey,
    pub(super) origin: String,
    pub(super) nonce: String,
}

/// Greets a tab and waits for its hello. Answers what the tab has seen last.
pub(super) async fn greet<W: Wire>(line: &mut Line<W>, expected: &Expected) -> Result<Option<Position>, End> {
    let until = Instant::now() + line.patience.hello;
    let welcome = Welcome { version: VERSION, nonce: expected.nonce.clone() };
    line.say([write(&welcome).into()]).await?;
    let heard = timeout_at(until, line.hear()).await.map_err(|_late| End::Closing(Closing::HelloLate))??;
    expected.believe(&heard).map_err(End::Closing)
}

impl Expected {
    fn believe(&self, bytes: &[u8]) -> Result<Option<Position>, Closing> {
        let hello: Hello = read(bytes).ok_or(Closing::Malformed)?;
        if hello.version != VERSION {
            return Err(Closing::Version);
        }
        if hello.signed.key != self.key {
            return Err(Closing::HelloRefused);
        }
        let greeting: Greeting = hello.signed.open(Purpose::Hello).or(Err(Closing::HelloRefused))?;
        let fits = greeting.nonce == self.nonce
            && greeting.server == self.server
            && greeting.origin == self.origin
            && greeting.account == self.account;
        if fits { Ok(hello.after) } else { Err(Closing::HelloRefused) }
    }
}

/// Attends to a tab unless it is sent away meanwhile.
pub(super) async fn unless_dismissed(dismissed: Dismissed, attending: impl Future<Output = End>) -> End {
    tokio::select! {
        biased;
        Ok(why) = dismissed => End::Closing(why),
        end = attending => end,
    }
}

/// Tells a tab everything behind its cursor, and answers its pings, until one side ends it.
pub(super) async fn live<W: Wire>(line: &mut Line<W>, joined: &mut Joined, mut cursor: Position) -> End {
    loop {
        let done = tokio::select! {
            Some(frame) = joined.frames.recv() => {
                // Whatever waits goes along.
                let mut frames = vec![frame];
                while frames.len() < TAB_FRAMES_MAX && let Ok(next) = joined.frames.try_recv() {
                    frames.push(next);
                }
                let mut messages = Vec::with_capacity(frames.len());
                for frame in &frames {
                    messages.extend(frame.behind(cursor));
                    cursor = frame.last().map_or(cursor, |it| it.max(cursor));
                }
                let count = messages.len();
                let said = line.say(messages).await;
                if count > 0 {
                    metrics::frames(count, frames[0].moved_at.elapsed());
                }
                said
            }
            Ok(()) = joined.present.changed() => {
                let present: Bytes = joined.present.borrow_and_update().clone();
                line.say([present]).await
            }
            heard = line.hear() => match heard {
                Ok(bytes) => answer(line, &bytes).await,
                Err(end) => Err(end),
            },
        };
        if let Err(end) = done {
            return end;
        }
    }
}

async fn answer<W: Wire>(line: &mut Line<W>, bytes: &[u8]) -> Result<(), End> {
    match read(bytes).ok_or(End::Closing(Closing::Malformed))? {
        FromTab::Ping(number) => line.say([write(&FromServer::Pong(number)).into()]).await,
    }
}

#[cfg(test)]
mod tests;
