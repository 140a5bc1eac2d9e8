//! Everything about one account as one file that proves itself, years later and without a server.
//!
//! The file is JSON of an [`Export`]; ids and hashes are hexadecimal, keys, signatures and signed
//! bytes base64url, 64-bit numbers strings. What was signed or hashed stands in it to the letter:
//!
//! * `contents.statements`: the account's chain, oldest first, each with the journal row that
//!   holds it. The row's stream is the account's id, its cause the hash of the statement.
//! * `contents.characters`: every event of every character, with its hash chain.
//! * `contents.receipts`: every command as it was signed, applied or refused, and its receipt.
//! * `contents.texts`: what people wrote, with the salts. An erased text is simply not there.
//! * `contents.beside`: when devices and programs were here, who was logged in, and what the owner
//!   of the server did; see [`Beside`]. Files of version 1 have no such part.
//! * `summary`: counts and a digest of all that, and where the journal stood, signed by the server
//!   for [`Purpose::Export`](crate::Purpose).
//!
//! A later version of the format raises [`VERSION`]; files of every earlier one stay readable.

mod beside;
mod caused;
mod fault;
mod verify;

use std::collections::BTreeSet;

use rules::{AccountId, Event, Hash, StreamId, TextId, TextRef};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use crate::{
    account::{Chain, Link},
    journal::Recorded,
    number::{Millis, Position, Sequence},
    signed::{PublicKey, Purpose, Signed},
    text::SaltedText,
};

pub use beside::{Beside, DeedDone, DeviceSeen, Locked, ProgramSeen, SessionOpen};
pub use fault::Fault;

/// What stands in [`Export::format`].
pub const FORMAT: &str = "farlantern account";
/// What the file is called, whoever saves it.
pub const FILE_NAME: &str = "farlantern-account.json";
/// What stands in [`Export::v`].
pub const VERSION: u32 = 2;

/// The whole file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Export {
    /// `farlantern account`
    pub format: String,
    /// 2, or an earlier one.
    pub v: u32,
    pub contents: Contents,
    /// A [`Summary`], signed by the server.
    pub summary: Signed,
}

/// What the server holds about an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ExportContents)]
pub struct Contents {
    pub account: AccountId,
    /// The server's own key.
    pub server: PublicKey,
    /// The server's address when the file was made.
    pub origin: String,
    pub statements: Vec<StatementRow>,
    pub characters: Vec<CharacterStream>,
    pub receipts: Vec<Receipted>,
    pub texts: Vec<SaltedText>,
    /// None in version 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<Beside>,
}

/// A statement in its journal row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StatementRow {
    pub sequence: Sequence,
    pub position: Position,
    pub kind: String,
    /// The JSON of a [`Signed`], exactly as it is stored and hashed.
    pub body: String,
    pub time: Millis,
    pub key: PublicKey,
    pub previous: Hash,
    pub hash: Hash,
}

/// A character: all its events, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CharacterStream {
    pub stream: StreamId,
    pub events: Vec<Recorded>,
}

/// A command and its one answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Receipted {
    /// A [`Command`](crate::Command), signed by a device or a program.
    pub command: Signed,
    /// A [`Receipt`](crate::Receipt), signed by the server.
    pub receipt: Signed,
}

/// What the server signs beneath an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ExportSummary)]
pub struct Summary {
    pub account: AccountId,
    pub server: PublicKey,
    pub origin: String,
    /// When the file was made.
    pub made_at: Millis,
    /// Changes when the journal is restored from a backup.
    pub incarnation: StreamId,
    /// Where the whole journal stood then, and its hash up to there.
    pub position: Position,
    pub head: Hash,
    /// Hash of the account's last statement.
    pub last_statement: Hash,
    pub statements: u32,
    pub characters: u32,
    pub events: u32,
    pub receipts: u32,
    pub texts: u32,
    /// SHA-256 over the contents; `farlantern verify` says how it is made.
    pub digest: Hash,
}

/// Where the whole journal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub incarnation: StreamId,
    pub position: Position,
    pub head: Hash,
}

impl Export {
    /// Reads a file. What is in it is not believed yet: see [`Export::verify`].
    pub fn read(bytes: &[u8]) -> Result<Self, Fault> {
        serde_json::from_slice(bytes).map_err(|why| Fault::Unreadable(why.to_string()))
    }

    /// Puts a file together from what [`Contents::summary`] says, once that is signed.
    pub fn seal(contents: Contents, summary: Signed) -> Self {
        Self { format: FORMAT.into(), v: contents.version(), contents, summary }
    }

    /// Checks everything that can be checked without a server: the chain of the account and its
    /// journal rows, the hash chain of every character, that every event came of a command signed
    /// by a device or program that spoke for the account then and says what that command wished,
    /// every receipt, every text, and that the server signed for just this.
    ///
    /// Says what the server signed; [`Fault`] names the first part that does not fit.
    pub fn verify(&self) -> Result<Summary, Fault> {
        verify::verify(self)
    }
}

impl Contents {
    /// Which version of the format has just these parts.
    pub(crate) fn version(&self) -> u32 {
        if self.beside.is_some() { VERSION } else { 1 }
    }

    /// What the server is to sign ([`Purpose::Export`]).
    pub fn summary(&self, standing: Standing, made_at: Millis) -> Summary {
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        Summary {
            account: self.account,
            server: self.server,
            origin: self.origin.clone(),
            made_at,
            incarnation: standing.incarnation,
            position: standing.position,
            head: standing.head,
            last_statement: self
                .statements
                .last()
                .and_then(|it| it.signed().ok())
                .map_or(crate::GENESIS, |it| it.hash()),
            statements: count(self.statements.len()),
            characters: count(self.characters.len()),
            events: count(self.characters.iter().map(|it| it.events.len()).sum()),
            receipts: count(self.receipts.len()),
            texts: count(self.texts.len()),
            digest: self.digest(),
        }
    }

    /// SHA-256 over a tag, then account, server and origin, then each list: its length, and of
    /// each statement and event the hash of its row, of each command and receipt its bytes, key
    /// and signature, of each text its id, salt and text. What stands beside comes last, if it is
    /// there. Everything goes in with its length before it (32 bits, the highest first).
    pub fn digest(&self) -> Hash {
        let mut sum = Sha256::new_with_prefix(b"farlantern/v1/export/contents\0");
        let mut part = |bytes: &[u8]| {
            sum.update((bytes.len() as u32).to_be_bytes());
            sum.update(bytes);
        };
        let length = |length: usize| (length as u32).to_be_bytes();
        part(&self.account.0);
        part(&self.server.0);
        part(self.origin.as_bytes());
        part(&length(self.statements.len()));
        self.statements.iter().for_each(|it| part(&it.hash.0));
        part(&length(self.characters.len()));
        for character in &self.characters {
            part(&character.stream.0);
            part(&length(character.events.len()));
            character.events.iter().for_each(|it| part(&it.hash.0));
        }
        part(&length(self.receipts.len()));
        for signed in self.receipts.iter().flat_map(|it| [&it.command, &it.receipt]) {
            part(&signed.bytes);
            part(&signed.key.0);
            part(&signed.signature.0);
        }
        part(&length(self.texts.len()));
        for text in &self.texts {
            part(&text.id.0);
            part(&text.salt);
            part(text.text.as_bytes());
        }
        if let Some(beside) = &self.beside {
            beside.parts(&mut part);
        }
        Hash(sum.finalize().into())
    }

    /// The account's chain, checked by its own rules alone.
    pub fn chain(&self) -> Result<Chain, Fault> {
        let links: Vec<Link> = self
            .statements
            .iter()
            .map(|it| Ok(Link { signed: it.signed()?, time: it.time }))
            .collect::<Result<_, Fault>>()?;
        Chain::read(&links).map_err(|why| Fault::Account { why })
    }

    /// The text of that id, if it was not erased.
    pub fn text(&self, id: TextId) -> Option<&str> {
        self.texts.iter().find(|it| it.id == id).map(|it| it.text.as_str())
    }

    /// Every text that statements and events refer to, erased ones too.
    pub fn references(&self) -> Result<BTreeSet<(TextId, Hash)>, Fault> {
        let mut found = BTreeSet::new();
        let mut note = |it: TextRef| found.insert((it.id, it.hash));
        for row in &self.statements {
            let statement = row.signed()?.read::<crate::Statement>(Purpose::Account);
            let statement =
                statement.map_err(|why| Fault::Statement { at: row.sequence, why: why.into() })?;
            statement.claim.text().map(&mut note);
        }
        for recorded in self.characters.iter().flat_map(|it| &it.events) {
            match recorded.event().map_err(|why| Fault::unreadable_event(recorded, &why))? {
                Event::Created(it) => note(it.name),
                Event::Renamed(it) => note(it.name),
                Event::Undone(it) => note(it.before.name),
                Event::Recoloured(_) | Event::Restored(_) | Event::Restyled(_) | Event::Retired(_) => false,
            };
        }
        Ok(found)
    }
}

impl StatementRow {
    /// The statement as it was signed.
    pub fn signed(&self) -> Result<Signed, Fault> {
        serde_json::from_str(&self.body).map_err(|_why| Fault::Row { at: self.sequence })
    }
}
