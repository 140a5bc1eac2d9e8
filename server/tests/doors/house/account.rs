//! What browsers do with the keys of an account.

use rules::{AccountId, Hash};
use wire::{
    AccountView, Claim, PublicKey, Purpose, SaltedText, Signed, Statement, StatementPost,
    account::Consent,
    pairing::{Asked, PairingSecret},
};

use super::{Browser, House, NOW, Reply, text};

impl Browser {
    /// The account as this browser sees it.
    pub(crate) async fn account(&mut self, house: &House) -> AccountView {
        self.get(house, "/api/v1/account").await.data()
    }

    pub(crate) async fn head(&mut self, house: &House) -> Hash {
        self.account(house).await.chain().unwrap().head()
    }

    pub(crate) fn link(&self, house: &House, account: AccountId, previous: Hash, claim: Claim) -> Statement {
        Statement {
            account: Some(account),
            previous: Some(previous),
            server: house.store.server_key(),
            origin: self.origin.to_string(),
            made_at: NOW,
            claim,
        }
    }

    pub(crate) async fn post_link(
        &mut self,
        house: &House,
        statement: &Statement,
        texts: Vec<SaltedText>,
    ) -> Reply {
        let signed = Signed::sign(Purpose::Account, statement, &self.key);
        self.post(house, "/api/v1/account/statements", &StatementPost { signed, texts }).await
    }

    /// Makes the next statement of an account.
    pub(crate) async fn claim(&mut self, house: &House, account: AccountId, claim: Claim) -> Reply {
        let previous = self.head(house).await;
        let statement = self.link(house, account, previous, claim);
        self.post_link(house, &statement, Vec::new()).await
    }

    pub(crate) fn consent(&self, house: &House, account: AccountId) -> Signed {
        let consent = Consent { account, server: house.store.server_key(), made_at: NOW };
        Signed::sign(Purpose::Consent, &consent, &self.key)
    }

    pub(crate) fn asked(&self, house: &House, account: AccountId, secret: PairingSecret) -> Asked {
        Asked {
            consent: self.consent(house, account),
            name: "Firefox on Linux".into(),
            mark: secret.mark(account, self.public(), "Firefox on Linux"),
        }
    }

    /// Makes another browser one of the account, and logs it in.
    pub(crate) async fn take_in(&mut self, house: &House, account: AccountId, other: &mut Self) {
        let (key, name) = (other.public(), text("Firefox on Linux"));
        let consent = other.consent(house, account);
        let previous = self.head(house).await;
        let claim = Claim::AddKey { key, name: name.reference(), consent };
        let statement = self.link(house, account, previous, claim);
        self.post_link(house, &statement, vec![name]).await.data::<serde_json::Value>();
        other.come_back(house, account, false).await.data::<wire::SessionView>();
    }

    pub(crate) async fn revoke(&mut self, house: &House, account: AccountId, key: PublicKey) {
        self.claim(house, account, Claim::RevokeKey { key }).await.data::<serde_json::Value>();
    }
}
