//! Accounts: their statements, their keys, and how a device or a person comes in.

use rules::{AccountId, Hash};
use wire::{
    AccountView, Millis, PublicKey,
    account::{Chain, Recovered},
    pairing::{Asked, PairingPost, PairingView},
};

use crate::{Store, StoreError, limit, pairing::Asking, read, submission::NewStatement, writer::Job};

impl Store {
    /// Adds a statement to its account's chain; the first one opens the account. Answers the
    /// account and the head of its chain. The same bytes again change nothing.
    ///
    /// When this returns, what follows is durable too: keys that no longer speak for the account
    /// have no session any more.
    ///
    /// # Errors
    /// `ACCOUNT_UNKNOWN`; `CONFLICT` when the chain has grown since; `STATEMENT_REFUSED` with its
    /// own sentence when the key may not claim this; `TEXT_REFUSED` for a name that is in use.
    pub async fn statement(
        &self,
        statement: NewStatement,
        now: Millis,
    ) -> Result<(AccountId, Hash), StoreError> {
        // The long part, checking every signature of the chain, is done beside the writer; it
        // reads what came in between.
        let chain = read::account::chain(&self.inner.engine, statement.account).await?;
        let statement = Box::new(statement);
        self.ask(|reply| Job::Statement { statement, chain, now, reply }).await?
    }

    /// The account's chain, checked. None when there is no such account.
    pub async fn chain(&self, account: AccountId) -> Result<Option<Chain>, StoreError> {
        Ok(read::account::chain(&self.inner.engine, account).await?.map(|it| it.chain))
    }

    /// The account as its own device sees it. None when there is no such account.
    pub async fn account(
        &self,
        account: AccountId,
        key: PublicKey,
        now: Millis,
    ) -> Result<Option<AccountView>, StoreError> {
        read::account::view(&self.inner.engine, &self.inner.keys, account, key, now).await
    }

    /// The account that this recovery key still reaches: as one of today's, or because it can
    /// undo what took it away. Should several name it, the one that did so first: nobody gets
    /// before a key that he has only seen.
    pub async fn recover(&self, key: PublicKey, now: Millis) -> Result<Option<Recovered>, StoreError> {
        read::account::recover(&self.inner.engine, key, now).await
    }

    /// Opens a place where a device can ask to be taken in; answers until when. An account has
    /// few of them, and the oldest makes room.
    ///
    /// # Errors
    /// `ACCOUNT_UNKNOWN`; `CONFLICT` when this very place is another account's, or was
    /// opened with another mark.
    pub async fn open_pairing(
        &self,
        post: PairingPost,
        account: AccountId,
        now: Millis,
    ) -> Result<Millis, StoreError> {
        self.ask(|reply| Job::OpenPairing { post, account, now, reply }).await?
    }

    /// What is known at such a place. None when there is none, or it has ended. Once its device
    /// was taken in and somebody has read so, it ends within a minute.
    pub async fn pairing(&self, id: Hash, now: Millis) -> Result<Option<PairingView>, StoreError> {
        let found = read::pairing::view(&self.inner.engine, &self.inner.keys, id, now).await?;
        let soon = Millis(now.0 + limit::PAIRING_TAKEN_MILLIS);
        if found.as_ref().is_some_and(|it| it.taken && it.expires_at > soon) {
            // Nobody waits for this: it only ends sooner what ends anyway.
            let _ = self.inner.jobs.try_send(Job::EndPairing { id, now });
        }
        Ok(found)
    }

    /// A device asks to be taken in. The first that asks has the place; the same again is well.
    ///
    /// # Errors
    /// `PAIRING_NOT_FOUND`; `CONFLICT` when another device asked before; `TEXT_REFUSED` for a
    /// name that is none; `STATEMENT_REFUSED` for a consent that is meant for another account or
    /// server, or comes from a device that is in already; and what a wrong signature is called.
    pub async fn ask_pairing(&self, id: Hash, asked: Asked, now: Millis) -> Result<(), StoreError> {
        let asking = Box::new(Asking::open(asked, self.server_key())?);
        self.ask(|reply| Job::AskPairing { id, asking, now, reply }).await?
    }
}
