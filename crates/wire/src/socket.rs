//! What goes over the one socket of a tab, in postcard. Each phase has its own closed set of
//! messages: the server greets, the tab says who it is, and then both live. It pushes; it takes
//! no command.

use rules::{AccountId, Hash};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    journal::Recorded,
    limit::MESSAGE_BYTES_MAX,
    number::Position,
    signed::{PublicKey, Signed},
};

/// The version of these messages. Another one is another subprotocol.
pub const VERSION: u16 = 1;
/// What the handshake names in `Sec-WebSocket-Protocol`.
pub const SUBPROTOCOL: &str = "farlantern.v1";
/// The address.
pub const PATH: &str = "/ws";

/// The server's first message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    pub version: u16,
    /// To be signed by the device key of the session.
    pub nonce: String,
}

/// The tab's first message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    pub version: u16,
    /// A [`Greeting`], signed by the device key of the session ([`Purpose::Hello`](crate::Purpose)).
    pub signed: Signed,
    /// The last event this tab has seen; none to begin with what comes next.
    pub after: Option<Position>,
}

/// What is signed on the socket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Greeting {
    pub nonce: String,
    pub server: PublicKey,
    pub origin: String,
    pub account: AccountId,
}

/// What the server says once the tab is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FromServer {
    /// The tab is known. Events behind this position follow, each once, in order.
    Ready { after: Position },
    /// New events of the account's streams, in the order of the journal.
    Events(Vec<Recorded>),
    /// Which devices of the account are here just now. A newer word replaces an older one.
    Present(Vec<Present>),
    /// The account's keys have changed; its head as it is now.
    Keys(Hash),
    /// The answer to a ping, with its number.
    Pong(u32),
}

/// A device with open tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Present {
    pub key: PublicKey,
    pub tabs: u16,
}

/// What a tab says once it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FromTab {
    Ping(u32),
}

/// Why a socket was closed; the number is the close code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// The server goes away for a while.
    Goodbye = 1001,
    /// No hello came in time.
    HelloLate = 4001,
    /// The hello was not believed.
    HelloRefused = 4002,
    /// Another version of these messages.
    Version = 4003,
    /// The session has ended: logged out, lapsed, or the device was turned away.
    SessionEnded = 4004,
    /// Too many messages.
    TooFast = 4005,
    /// The tab does not read what it is sent.
    TooSlow = 4006,
    /// A message that cannot be read.
    Malformed = 4007,
    /// Too many sockets.
    TooMany = 4008,
    /// Nothing was heard for too long.
    Silent = 4009,
}

impl Closing {
    pub const ALL: [Self; 10] = [
        Self::Goodbye,
        Self::HelloLate,
        Self::HelloRefused,
        Self::Version,
        Self::SessionEnded,
        Self::TooFast,
        Self::TooSlow,
        Self::Malformed,
        Self::TooMany,
        Self::Silent,
    ];

    pub fn code(self) -> u16 {
        self as u16
    }

    /// The reason for a close code, if it is one of ours.
    pub fn of(code: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// What the page says.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Goodbye => "The server restarts. This page comes back by itself.",
            Self::HelloLate | Self::Silent => "The connection was too slow. It is tried again.",
            Self::HelloRefused | Self::SessionEnded => "Your session has ended. Log in again.",
            Self::Version => "The server has a newer version. Reload this page.",
            Self::TooFast => "This page said too much at once. It is tried again.",
            Self::TooSlow => "This page could not keep up. It is tried again.",
            Self::Malformed => "This page and the server do not understand each other. Reload this page.",
            Self::TooMany => "Too many pages are open. Close some of them.",
        }
    }

    /// Whether to come back by oneself.
    pub fn comes_back(self) -> bool {
        !matches!(self, Self::Version | Self::SessionEnded | Self::HelloRefused | Self::Malformed)
    }
}

/// A message as it goes over the wire.
pub fn write(message: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(message).expect("plain messages always become bytes")
}

/// Reads a whole message: one that is too long, cut short, or followed by anything, is none.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    if bytes.len() > MESSAGE_BYTES_MAX {
        return None;
    }
    let (message, rest) = postcard::take_from_bytes(bytes).ok()?;
    rest.is_empty().then_some(message)
}

#[cfg(test)]
mod tests {
    use rules::{CommandId, StreamId};

    use super::*;
    use crate::{GENESIS, Millis, Sequence, Signature};

    #[test]
    fn events_travel_unchanged() {
        let recorded = Recorded {
            stream: StreamId([1; 16]),
            sequence: Sequence(3),
            position: Position(70),
            kind: "renamed.v1".into(),
            body: "{}".into(),
            time: Millis(5),
            key: PublicKey([4; 32]),
            command: CommandId([2; 16]),
            previous: GENESIS,
            hash: GENESIS,
        };
        let said = FromServer::Events(vec![recorded]);
        let mut bytes = write(&said);
        assert_eq!(read::<FromServer>(&bytes), Some(said));
        bytes.push(0);
        assert_eq!(read::<FromServer>(&bytes), None);
        assert_eq!(read::<FromServer>(&bytes[..bytes.len() / 2]), None);
        assert_eq!(read::<FromServer>(&vec![0; MESSAGE_BYTES_MAX + 1]), None);
    }

    /// Whatever comes over the socket, it is read or it is not; it never breaks the reader, and
    /// what was read has no part that was not said.
    #[test]
    fn hostile_bytes_are_read_or_refused() {
        let signed = Signed::alone(vec![7; 40], PublicKey([4; 32]), Signature([5; 64]));
        let hello = write(&Hello { version: VERSION, signed, after: Some(Position(7)) });
        let present = write(&FromServer::Present(vec![Present { key: PublicKey([4; 32]), tabs: 1 }]));
        let mut luck = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = || {
            luck ^= luck << 13;
            luck ^= luck >> 7;
            luck ^= luck << 17;
            luck as usize
        };
        for _ in 0..20_000 {
            let mut bytes = if next() % 2 == 0 { hello.clone() } else { present.clone() };
            for _ in 0..next() % 4 {
                let place = next() % bytes.len();
                bytes[place] = next() as u8;
            }
            bytes.truncate(1 + next() % (bytes.len() + 20));
            let heard = read::<Hello>(&bytes).map(|it| write(&it).len());
            assert!(heard.is_none_or(|length| length <= bytes.len()));
            let _ = (read::<FromServer>(&bytes), read::<FromTab>(&bytes), read::<Welcome>(&bytes));
        }
        // A list that promises more than it brings.
        assert_eq!(read::<FromServer>(&[1, 0xff, 0xff, 0xff, 0xff, 0x0f]), None);
        assert_eq!(read::<FromTab>(&[]), None);
        assert_eq!(read::<FromTab>(&[9, 0]), None);
    }

    #[test]
    fn each_reason_has_its_own_code() {
        for it in Closing::ALL {
            assert_eq!(Closing::of(it.code()), Some(it));
            assert!(it.sentence().ends_with('.'));
        }
        assert_eq!(Closing::of(1000), None);
    }
}
