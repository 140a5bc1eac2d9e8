//! What came in, already believed. These types can only be made by checking, so the writer never
//! meets a signature that was not looked at.

use rules::{AccountId, Hash, Name, Texts};
use wire::{
    Claim, Command, CommandPost, ErrorCode, Millis, PublicKey, Purpose, Signed, Statement, StatementPost,
    Unsigned, error,
};

/// What signed bytes must name: this server, and the address the browser knows it by.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    pub server: PublicKey,
    pub origin: &'a str,
}

/// A command whose signature, place and texts were checked.
#[derive(Debug)]
pub struct Submission {
    pub(crate) signed: Signed,
    pub(crate) hash: Hash,
    pub(crate) command: Command,
    pub(crate) texts: Texts,
    pub(crate) salted: Vec<wire::SaltedText>,
}

impl Submission {
    /// Believes a posted command, or says which part it cannot.
    pub fn open(post: CommandPost, place: &Place<'_>) -> Result<Self, &'static ErrorCode> {
        let command: Command = post.signed.open(Purpose::Command).map_err(|it| unsigned(&it))?;
        at(place, command.server, &command.origin)?;
        if command.rules_version > rules::RULES_VERSION
            || !rules::Content::is_understood(command.content_hash)
        {
            return Err(&error::PARKED);
        }
        let texts = wire::text::check(&post.texts, command.text()).map_err(|_why| &error::TEXT_REFUSED)?;
        let hash = post.signed.hash();
        Ok(Self { signed: post.signed, hash, command, texts, salted: post.texts })
    }

    pub fn account(&self) -> AccountId {
        self.command.account
    }
}

/// An account's next statement, whichever it is: signature, place and name were checked. Whether
/// it is the next link of its chain is decided where the chain is.
#[derive(Debug)]
pub struct NewStatement {
    pub(crate) signed: Signed,
    pub(crate) account: AccountId,
    pub(crate) statement: Statement,
    pub(crate) salted: Option<wire::SaltedText>,
}

impl NewStatement {
    /// Believes a posted statement, or says which part it cannot. The name of a device comes
    /// along with the statement that gives it.
    pub fn open(post: StatementPost, place: &Place<'_>) -> Result<Self, &'static ErrorCode> {
        let statement: Statement = post.signed.open(Purpose::Account).map_err(|it| unsigned(&it))?;
        at(place, statement.server, &statement.origin)?;
        let account = match statement.account {
            Some(account) => account,
            None => Statement::open_first(&post.signed).map_err(|it| unsigned(&it))?.0,
        };
        let signed = statement.claim.text();
        let texts = wire::text::check(&post.texts, signed).map_err(|_why| &error::TEXT_REFUSED)?;
        if let Some(name) = signed {
            let name = texts.get(&name.id).ok_or(&error::TEXT_REFUSED)?;
            Name::parse(name).map_err(|_why| &error::TEXT_REFUSED)?;
        }
        Ok(Self { signed: post.signed, account, statement, salted: post.texts.into_iter().next() })
    }

    pub fn account(&self) -> AccountId {
        self.account
    }

    /// The re-entry key that says this, if it is one that comes in by itself.
    pub fn reenters(&self) -> Option<PublicKey> {
        matches!(self.statement.claim, Claim::Reenter { .. }).then_some(self.signed.key)
    }
}

/// A session about to begin. The nonce is used in the same transaction.
#[derive(Clone, Debug)]
pub struct NewSession {
    pub token_hash: Hash,
    /// The session this browser had before; it ends.
    pub replaces: Option<Hash>,
    pub account: AccountId,
    pub key: PublicKey,
    /// Whether the browser does this by itself. Who was logged out everywhere comes by hand.
    pub renew: bool,
    /// Sixteen random bytes, unless it replaces a session of the same account and key: then it
    /// is one with that.
    pub lineage: [u8; 16],
    pub nonce_hash: Hash,
    pub nonce_expires_at: Millis,
    pub expires_at: Millis,
}

fn at(place: &Place<'_>, server: PublicKey, origin: &str) -> Result<(), &'static ErrorCode> {
    if server == place.server && origin == place.origin { Ok(()) } else { Err(&error::SERVER_MISMATCH) }
}

pub(crate) fn unsigned(why: &Unsigned) -> &'static ErrorCode {
    match why {
        Unsigned::WeakKey => &error::WEAK_KEY,
        Unsigned::WrongSignature | Unsigned::WrongPurpose => &error::SIGNATURE_WRONG,
        Unsigned::TooLong => &error::BODY_TOO_LARGE,
        Unsigned::Unreadable(_) => &error::MALFORMED,
    }
}
