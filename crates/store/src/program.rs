//! Programs that act for accounts. The server holds the key of each, sealed with the account's, and
//! signs with it what comes by the program's token.

use ed25519_dalek::SigningKey;
use rules::{AccountId, Hash};
use wire::{
    Answer, Command, CommandPost, Millis, PublicKey, Purpose, Signed, WishPost,
    account::{Consent, Scope},
    error,
};

use crate::{
    Place, Store, StoreError, limit,
    read::{self, program::Held},
    submission::Submission,
    writer::Job,
};

/// A program that has shown its token: it may act now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acting {
    pub account: AccountId,
    pub key: PublicKey,
    pub scopes: Vec<Scope>,
    /// When its time is over.
    pub until: Millis,
}

/// What is written about the keys of programs.
#[derive(Clone, Debug)]
pub(crate) enum ProgramJob {
    Make { account: AccountId, key: PublicKey, secret: Vec<u8>, now: Millis },
    Token { account: AccountId, key: PublicKey, token_hash: Hash },
    Used { token_hash: Hash, now: Millis },
}

/// Scopes as they are kept.
pub(crate) fn written(scopes: &[Scope]) -> String {
    let words = scopes.iter().map(|it| serde_json::to_string(it).expect("a scope is a word"));
    words.map(|it| it.trim_matches('"').to_owned()).collect::<Vec<_>>().join(" ")
}

pub(crate) fn read(scopes: &str) -> Result<Vec<Scope>, StoreError> {
    let word = |it: &str| serde_json::from_value(it.into()).map_err(StoreError::corrupt);
    scopes.split(' ').filter(|it| !it.is_empty()).map(word).collect()
}

impl Store {
    /// Makes a key for a program, and its consent to be let in. It is swept away unless the
    /// account lets it in within the hour.
    ///
    /// # Errors
    /// `ACCOUNT_CLOSED` for an account that is gone.
    pub async fn make_program(
        &self,
        account: AccountId,
        now: Millis,
    ) -> Result<(PublicKey, Signed), StoreError> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(StoreError::corrupt)?;
        let signing = SigningKey::from_bytes(&seed);
        let key = PublicKey(signing.verifying_key().to_bytes());
        let sealer = self.inner.keys.data_key(account)?.ok_or(&error::ACCOUNT_CLOSED)?;
        let secret = sealer.seal_bytes(&seed, &key.0)?;
        let consent = Consent { account, server: self.server_key(), made_at: now };
        let consent = Signed::sign(Purpose::Program, &consent, &signing);
        self.program(ProgramJob::Make { account, key, secret, now }).await?;
        Ok((key, consent))
    }

    /// Gives a program that may act another token, in the place of the one it had.
    ///
    /// # Errors
    /// `KEY_UNKNOWN` for a program that may not act, or whose key is not here.
    pub async fn give_token(
        &self,
        account: AccountId,
        key: PublicKey,
        token_hash: Hash,
        now: Millis,
    ) -> Result<(), StoreError> {
        read::program::held(&self.inner.engine, account, key, now).await?.ok_or(&error::KEY_UNKNOWN)?;
        self.program(ProgramJob::Token { account, key, token_hash }).await
    }

    /// The program with this token, if it may act now. None for a token that is unknown, and for
    /// a program that was turned away or whose time is over.
    ///
    /// # Errors
    /// `ACCOUNT_CLOSED`, `ACCOUNT_LOCKED`.
    pub async fn acting(&self, token_hash: Hash, now: Millis) -> Result<Option<Acting>, StoreError> {
        let Some(found) = read::program::by_token(&self.inner.engine, token_hash, now).await? else {
            return Ok(None);
        };
        if found.used_at.is_none_or(|it| it.0 < now.0 - limit::SEEN_EVERY_MILLIS) {
            let (reply, _nobody_waits) = tokio::sync::oneshot::channel();
            let what = ProgramJob::Used { token_hash, now };
            let _ = self.inner.jobs.try_send(Job::Program { what, reply });
        }
        Ok(Some(found.acting))
    }

    /// Decides what a program wants, signed by its key. The same wish under the same id gets the
    /// same receipt.
    ///
    /// # Errors
    /// Those of [`Store::command`]; `COMMAND_ID_REUSED` for another wish under an id.
    pub async fn command_of(
        &self,
        acting: &Acting,
        wish: WishPost,
        place: &Place<'_>,
        now: Millis,
    ) -> Result<Answer, StoreError> {
        let first = self.submit(acting, &wish, place, now).await;
        match first {
            // Two of the same at once: the second one finds what the first was signed as.
            Err(why) if why.code() == &error::COMMAND_ID_REUSED => {
                self.submit(acting, &wish, place, now).await
            }
            answer => answer,
        }
    }

    async fn submit(
        &self,
        acting: &Acting,
        wish: &WishPost,
        place: &Place<'_>,
        now: Millis,
    ) -> Result<Answer, StoreError> {
        let before = read::program::command(&self.inner.engine, wish.id, acting.account).await?;
        let signed = match before {
            Some(signed) => {
                let said: Command = signed.read(Purpose::Command).map_err(StoreError::corrupt)?;
                let same = signed.key == acting.key
                    && (said.stream, said.expected) == (wish.stream, wish.expected)
                    && said.wish == wish.wish;
                if !same {
                    return Err((&error::COMMAND_ID_REUSED).into());
                }
                signed
            }
            None => self.sign_as(acting, wish, place, now).await?,
        };
        let post = CommandPost { signed, texts: wish.texts.clone() };
        self.command(Submission::open(post, place)?, now).await
    }

    async fn sign_as(
        &self,
        acting: &Acting,
        wish: &WishPost,
        place: &Place<'_>,
        now: Millis,
    ) -> Result<Signed, StoreError> {
        let held = read::program::held(&self.inner.engine, acting.account, acting.key, now).await?;
        let Held { secret } = held.ok_or(&error::TOKEN_UNKNOWN)?;
        let sealer = self.inner.keys.data_key(acting.account)?.ok_or(&error::ACCOUNT_CLOSED)?;
        let seed = sealer.open_bytes(&secret, &acting.key.0)?;
        let seed: [u8; 32] =
            seed.try_into().map_err(|_why| StoreError::corrupt("a program's key has a wrong length"))?;
        let command = Command {
            id: wish.id,
            account: acting.account,
            server: place.server,
            origin: place.origin.into(),
            rules_version: rules::RULES_VERSION,
            content_hash: rules::Content::built_in_hash(),
            stream: wish.stream,
            expected: wish.expected,
            made_at: now,
            wish: wish.wish.clone(),
        };
        Ok(Signed::sign(Purpose::Command, &command, &SigningKey::from_bytes(&seed)))
    }

    async fn program(&self, what: ProgramJob) -> Result<(), StoreError> {
        self.ask(|reply| Job::Program { what, reply }).await?
    }
}
