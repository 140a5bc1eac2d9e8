//! The owner of this server: how somebody becomes it, what they see, what they do. The role is no
//! part of an account's chain: it belongs to the machine, and the machine can take it back.

use rules::{AccountId, Hash};
use wire::{
    Millis, Position, PublicKey, Purpose, Signed, error,
    owner::{AuditView, Deed, OwnerDeed, PeopleView},
};

use crate::{
    Database, OpenError, Place, Store, StoreError,
    engine::{Connected, beside, on},
    read,
    submission::unsigned,
    writer::{Job, OwnerJob},
};

/// Something an owner wants done: signature, place and reason were checked.
#[derive(Debug)]
pub struct NewDeed {
    /// What [`OwnerDeed::nonce`] says; whether it is fresh and of this browser, the caller knows.
    pub nonce: String,
    pub(crate) owner: AccountId,
    pub(crate) key: PublicKey,
    pub(crate) deed: Deed,
    pub(crate) nonce_hash: Hash,
    pub(crate) nonce_expires_at: Millis,
}

impl NewDeed {
    /// Believes what an owner signed, or says which part it cannot.
    ///
    /// # Errors
    /// What a wrong signature is called; `SERVER_MISMATCH`; `MALFORMED` for a reason that is none.
    pub fn open(signed: &Signed, place: &Place<'_>) -> Result<Self, StoreError> {
        let said: OwnerDeed = signed.open(Purpose::Owner).map_err(|it| unsigned(&it))?;
        if said.server != place.server || said.origin != place.origin {
            return Err((&error::SERVER_MISMATCH).into());
        }
        if !said.deed.is_sound() {
            return Err((&error::MALFORMED).into());
        }
        Ok(Self {
            nonce: said.nonce,
            owner: said.account,
            key: signed.key,
            deed: said.deed,
            nonce_hash: Hash([0; 32]),
            nonce_expires_at: Millis(0),
        })
    }

    /// The same with the nonce that the caller has checked; it is used up together with the deed.
    pub fn with_nonce(self, nonce_hash: Hash, nonce_expires_at: Millis) -> Self {
        Self { nonce_hash, nonce_expires_at, ..self }
    }

    pub fn owner(&self) -> AccountId {
        self.owner
    }

    pub fn key(&self) -> PublicKey {
        self.key
    }

    pub fn deed(&self) -> &Deed {
        &self.deed
    }
}

impl Store {
    /// Whether an account is the owner's.
    pub async fn is_owner(&self, account: AccountId) -> Result<bool, StoreError> {
        read::owner::is_owner(&self.inner.engine, account).await
    }

    /// Keeps the hash of a one-time token, in the place of all others, unless there is an owner
    /// already. Answers whether it is good.
    pub async fn offer_ownership(&self, token_hash: Hash, now: Millis) -> Result<bool, StoreError> {
        self.own(OwnerJob::Offer { token_hash }, now).await
    }

    /// Makes an account the owner's. Who is it already stays it.
    ///
    /// # Errors
    /// `OWNER_ADDRESS_ENDED` for a token that is not good, or no longer; `ACCOUNT_UNKNOWN`;
    /// `ACCOUNT_LOCKED`.
    pub async fn claim_ownership(
        &self,
        token_hash: Hash,
        account: AccountId,
        now: Millis,
    ) -> Result<(), StoreError> {
        self.own(OwnerJob::Claim { token_hash, account }, now).await.map(drop)
    }

    /// Does what an owner signed, and writes it into the log, both or neither. Once this returns,
    /// an account that was shut out has no session any more. Answers whether anything changed.
    ///
    /// # Errors
    /// `OWNER_ONLY`, `KEY_UNKNOWN`, `NONCE_REUSED`; `ACCOUNT_UNKNOWN`; and `CONFLICT` with its own
    /// sentence for who wants to shut out an owner.
    pub async fn do_deed(&self, deed: NewDeed, now: Millis) -> Result<bool, StoreError> {
        self.own(OwnerJob::Deed(deed), now).await
    }

    /// The accounts of this server, in the order they were opened, behind a position.
    pub async fn people(&self, after: Position, now: Millis) -> Result<PeopleView, StoreError> {
        read::owner::people(&self.inner.engine, after, now).await
    }

    /// What owners did, the last first, below a number if there is one.
    pub async fn audit(&self, before: Option<i64>) -> Result<AuditView, StoreError> {
        read::owner::audit(&self.inner.engine, before).await
    }

    async fn own(&self, what: OwnerJob, now: Millis) -> Result<bool, StoreError> {
        self.ask(|reply| Job::Owner { what: Box::new(what), now, reply }).await?
    }
}

/// Takes the role from whoever has it, and keeps the hash of a one-time token until then. Needs
/// nothing but the database, so that it can be done while a server runs on it.
///
/// # Errors
/// A database of another version than this one, and one that cannot be reached or written.
pub async fn reset_ownership(
    database: &Database,
    token_hash: Hash,
    expires_at: Millis,
    now: Millis,
) -> Result<(), OpenError> {
    let mut connection = beside::connect(database).await?;
    connection.begin().await?;
    // Whoever writes holds the journal first, here too: numbers of the log have no gaps.
    let lock = match &connection {
        Connected::Lite(_) => "SELECT position FROM journal_head WHERE id = 1",
        Connected::Pg(_) => "SELECT position FROM journal_head WHERE id = 1 FOR UPDATE",
    };
    on!(&mut connection, it: E => {
        sqlx::query::<E>(lock).fetch_one(&mut *it).await?;
        for sql in ["DELETE FROM owners", "DELETE FROM owner_claims"] {
            sqlx::query::<E>(sql).execute(&mut *it).await?;
        }
        sqlx::query::<E>("INSERT INTO owner_claims (token_hash, expires_at) VALUES ($1, $2)")
            .bind(&token_hash.0[..])
            .bind(expires_at.0)
            .execute(&mut *it)
            .await?;
        sqlx::query::<E>(
            "INSERT INTO audit (number, time, owner, deed, account_id, detail)
             SELECT COALESCE(MAX(number), 0) + 1, $1, NULL, 'reset.v1', NULL, '' FROM audit",
        )
        .bind(now.0)
        .execute(&mut *it)
        .await?;
    });
    connection.commit().await?;
    Ok(connection.close().await?)
}
