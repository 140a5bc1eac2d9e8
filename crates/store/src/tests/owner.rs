//! The owner of an account with several keys, who keeps its head as a browser does.

use ed25519_dalek::SigningKey;
use rules::Hash;
use wire::{
    Claim, ErrorCode, Millis, PublicKey, Purpose, SaltedText, Signed, Statement, StatementPost,
    account::{Chain, Consent, Scope},
    error,
};

use super::player::{NOW, ORIGIN, Player};
use crate::{NewSession, NewStatement, Store, StoreError};

pub(super) const HOUR: i64 = 60 * 60 * 1000;

pub(super) struct Owner {
    pub(super) player: Player,
    pub(super) head: Hash,
}

/// A key of its own, always the same for a number.
pub(super) fn key(n: u8) -> SigningKey {
    SigningKey::from_bytes(&[n; 32])
}

pub(super) fn public(key: &SigningKey) -> PublicKey {
    PublicKey(key.verifying_key().to_bytes())
}

pub(super) fn at(millis: i64) -> Millis {
    Millis(NOW.0 + millis)
}

impl Owner {
    pub(super) async fn known(store: &Store, seed: u64) -> Self {
        let player = Player::known(store, seed).await;
        let head = Hash(player.account.0);
        Self { player, head }
    }

    /// Sends the first statement, once more.
    pub(super) async fn try_open(store: &Store, seed: u64) -> Result<Hash, StoreError> {
        let player = Player::new(store, seed);
        let post = StatementPost { signed: player.statement.clone(), texts: vec![] };
        let opened = NewStatement::open(post, &player.place())?;
        Ok(store.statement(opened, NOW).await?.1)
    }

    pub(super) fn first(&self) -> SigningKey {
        self.player.key.clone()
    }

    pub(super) fn claim_to_add(&mut self, device: &SigningKey, name: &str) -> (Claim, SaltedText) {
        let text = self.player.text(name);
        let consent = Consent { account: self.player.account, server: self.player.server, made_at: NOW };
        let consent = Signed::sign(Purpose::Consent, &consent, device);
        (Claim::AddKey { key: public(device), name: text.reference(), consent }, text)
    }

    pub(super) fn claim_to_let_in(&mut self, program: &SigningKey, until: i64) -> (Claim, SaltedText) {
        let text = self.player.text("Robot");
        let consent = Consent { account: self.player.account, server: self.player.server, made_at: NOW };
        let consent = Signed::sign(Purpose::Program, &consent, program);
        let (key, name, until) = (public(program), text.reference(), Millis(until));
        (Claim::AddProgram { key, name, scopes: vec![Scope::WriteCharacters], until, consent }, text)
    }

    pub(super) fn claim_to_keep(&self, spare: &SigningKey) -> Claim {
        let consent = self.word(Purpose::Reentry, spare);
        Claim::AddReentry { key: public(spare), consent }
    }

    pub(super) fn claim_to_reenter(&self, anew: &SigningKey) -> Claim {
        let consent = self.word(Purpose::Consent, anew);
        Claim::Reenter { key: public(anew), consent }
    }

    fn word(&self, purpose: Purpose, by: &SigningKey) -> Signed {
        let word = Consent { account: self.player.account, server: self.player.server, made_at: NOW };
        Signed::sign(purpose, &word, by)
    }

    pub(super) fn post(&self, by: &SigningKey, claim: Claim, text: Option<SaltedText>) -> StatementPost {
        let statement = Statement {
            account: Some(self.player.account),
            previous: Some(self.head),
            server: self.player.server,
            origin: ORIGIN.into(),
            made_at: NOW,
            claim,
        };
        let texts = text.into_iter().collect();
        StatementPost { signed: Signed::sign(Purpose::Account, &statement, by), texts }
    }

    pub(super) async fn send(
        &self,
        store: &Store,
        post: StatementPost,
        now: Millis,
    ) -> Result<Hash, StoreError> {
        let new = NewStatement::open(post, &self.player.place())?;
        let (account, head) = store.statement(new, now).await?;
        assert_eq!(account, self.player.account);
        Ok(head)
    }

    /// Says something at a time, and what came of it: `linked`, or why not.
    pub(super) async fn say_at(
        &mut self,
        store: &Store,
        now: Millis,
        by: &SigningKey,
        claim: Claim,
        text: Option<SaltedText>,
    ) -> String {
        match self.send(store, self.post(by, claim, text), now).await {
            Ok(head) => {
                self.head = head;
                "linked".into()
            }
            Err(why) => word(&why),
        }
    }

    pub(super) async fn say(&mut self, store: &Store, by: &SigningKey, claim: Claim) -> String {
        self.say_at(store, NOW, by, claim, None).await
    }

    pub(super) async fn add(
        &mut self,
        store: &Store,
        by: &SigningKey,
        device: &SigningKey,
        name: &str,
    ) -> String {
        let (claim, text) = self.claim_to_add(device, name);
        self.say_at(store, NOW, by, claim, Some(text)).await
    }

    pub(super) async fn chain(&self, store: &Store) -> Chain {
        let key = self.player.public();
        let view = store.account(self.player.account, key, NOW).await.unwrap().unwrap();
        let chain = view.chain().unwrap();
        assert_eq!(chain.head(), self.head);
        chain
    }

    /// The devices that speak now, by what their owner calls them.
    pub(super) async fn devices(&self, store: &Store) -> Vec<String> {
        let view = store.account(self.player.account, self.player.public(), NOW).await.unwrap().unwrap();
        let chain = view.chain().unwrap();
        chain.keys().active().map(|it| view.name(it).unwrap_or("(the first)").to_owned()).collect()
    }

    /// A login by hand; token and nonce have this number.
    pub(super) fn login(&self, by: &SigningKey, n: u8) -> NewSession {
        NewSession {
            token_hash: Hash([n; 32]),
            replaces: None,
            account: self.player.account,
            key: public(by),
            renew: false,
            lineage: [n; 16],
            nonce_hash: Hash([n; 32]),
            nonce_expires_at: at(60_000),
            expires_at: at(1_000_000),
        }
    }
}

/// The code, and the sentence where it has its own.
pub(super) fn word(why: &StoreError) -> String {
    match why.sentence() {
        Some(sentence) => format!("{}: {sentence}", why.code().code),
        None => why.code().code.into(),
    }
}

pub(super) fn refused<T: std::fmt::Debug>(answer: Result<T, StoreError>) -> &'static str {
    answer.unwrap_err().code().code
}

/// The sentence of a refused statement.
pub(super) fn not_allowed(why: wire::account::NotALink) -> String {
    let code: &ErrorCode = &error::STATEMENT_REFUSED;
    format!("{}: {why}", code.code)
}
