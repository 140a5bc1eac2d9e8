//! What the server holds of accounts; and other devices, which are keys in the hands of the tests.

use std::collections::BTreeMap;

use ed25519_dalek::SigningKey;
use rules::{AccountId, Hash, TextId};
use wire::{
    Claim, Link, Millis, PublicKey, Purpose, SaltedText, Signed, Statement, StatementPost,
    account::{AccountView, Chain, Consent, NotALink, Recovered},
    pairing::{Asked, PairingSecret, PairingView},
};

use super::{Harbour, State};

/// An account and everything said about it.
#[derive(Clone)]
pub(crate) struct Held {
    pub(crate) chain: Chain,
    pub(crate) links: Vec<Link>,
    pub(crate) texts: BTreeMap<TextId, String>,
}

pub(crate) fn public(key: &SigningKey) -> PublicKey {
    PublicKey(key.verifying_key().to_bytes())
}

impl Harbour {
    /// An account as it stands.
    pub(crate) fn held(&self, account: AccountId) -> Held {
        self.state.borrow().accounts[&account].clone()
    }

    /// How many there are.
    pub(crate) fn accounts(&self) -> usize {
        self.state.borrow().accounts.len()
    }

    /// Another browser opens an account.
    pub(crate) fn open_elsewhere(&self, by: &SigningKey) -> AccountId {
        let claim = Claim::Open { key: public(by), salt: Hash([8; 32]) };
        let signed = Signed::sign(Purpose::Account, &self.statement(None, claim), by);
        self.state.borrow_mut().link(&StatementPost { signed, texts: Vec::new() }).unwrap().0
    }

    /// Another device, or a recovery key, says something about an account.
    pub(crate) fn say_elsewhere(&self, by: &SigningKey, account: AccountId, claim: Claim) -> Hash {
        let statement = self.statement(Some(account), claim);
        let signed = Signed::sign(Purpose::Account, &statement, by);
        self.state.borrow_mut().link(&StatementPost { signed, texts: Vec::new() }).unwrap().1
    }

    /// A statement comes that was signed before.
    pub(crate) fn take_elsewhere(&self, post: &StatementPost) {
        self.state.borrow_mut().link(post).unwrap();
    }

    /// This browser says something about its account, by hand.
    pub(crate) async fn add_here(&self, account: AccountId, claim: Claim) {
        let statement = self.statement(Some(account), claim);
        let signed = client::identity::sign(Purpose::Account, &statement).await.unwrap();
        self.state.borrow_mut().link(&StatementPost { signed, texts: Vec::new() }).unwrap();
    }

    /// Puts an account as it is, whether it fits together or not.
    pub(crate) fn hold(&self, account: AccountId, held: Held) {
        self.state.borrow_mut().accounts.insert(account, held);
    }

    /// Another browser's word that an account may take it in.
    pub(crate) fn consent_elsewhere(&self, by: &SigningKey, account: AccountId) -> Signed {
        let consent = Consent { account, server: self.public(), made_at: Millis(0) };
        Signed::sign(Purpose::Consent, &consent, by)
    }

    /// Another browser takes in this one's key, or any.
    pub(crate) fn take_in_elsewhere(&self, by: &SigningKey, account: AccountId, asked: &Asked) {
        let name = SaltedText { id: TextId([5; 16]), salt: [6; 16], text: asked.name.clone() };
        let (key, consent) = (asked.consent.key, asked.consent.clone());
        self.say_elsewhere(by, account, Claim::AddKey { key, name: name.reference(), consent });
    }

    /// Another browser invites.
    pub(crate) fn invite_elsewhere(&self, account: AccountId, secret: PairingSecret) {
        let mark = secret.host_mark(account);
        self.hold_pairing(
            secret,
            PairingView { account, mark, expires_at: Millis(0), asked: None, taken: false },
        );
    }

    /// Puts an invitation as it is, whoever made it.
    pub(crate) fn hold_pairing(&self, secret: PairingSecret, view: PairingView) {
        self.state.borrow_mut().pairings.insert(secret.id().to_string(), view);
    }

    /// The server says that an invitation is to another account.
    pub(crate) fn misname(&self, secret: PairingSecret, account: AccountId) {
        self.state.borrow_mut().pairings.get_mut(&secret.id().to_string()).unwrap().account = account;
    }

    /// Who asked at a meeting place.
    pub(crate) fn asked(&self, secret: PairingSecret) -> Option<Asked> {
        self.state.borrow().pairings[&secret.id().to_string()].asked.clone()
    }

    /// Another browser asks, or the server itself tries to.
    pub(crate) fn ask_elsewhere(&self, secret: PairingSecret, asked: Asked) {
        let mut state = self.state.borrow_mut();
        state.pairings.get_mut(&secret.id().to_string()).unwrap().asked = Some(asked);
    }

    pub(crate) fn end_pairings(&self) {
        self.state.borrow_mut().pairings.clear();
    }

    /// From now on the account has a character.
    pub(crate) fn people(&self, account: AccountId) {
        self.state.borrow_mut().peopled.insert(account);
    }

    fn statement(&self, account: Option<AccountId>, claim: Claim) -> Statement {
        let previous = account.map(|it| self.state.borrow().accounts[&it].chain.head());
        let origin = web_sys::window().unwrap().location().origin().unwrap();
        Statement { account, previous, server: self.public(), origin, made_at: Millis(0), claim }
    }
}

impl State {
    /// Takes a statement as the server does: the same bytes again are fine.
    pub(super) fn link(&mut self, post: &StatementPost) -> Result<(AccountId, Hash), NotALink> {
        let time = self.now();
        let link = Link { signed: post.signed.clone(), time };
        let statement: Statement = post.signed.open(Purpose::Account)?;
        let account = match statement.account {
            Some(account) => account,
            None => {
                let chain = Chain::begin(&post.signed, time)?;
                let id = chain.id();
                let fresh = Held { chain, links: vec![link], texts: BTreeMap::new() };
                let held = self.accounts.entry(id).or_insert(fresh);
                return Ok((id, held.chain.head()));
            }
        };
        let held = self.accounts.get_mut(&account).ok_or(NotALink::Elsewhere)?;
        if !held.links.iter().any(|it| it.signed == post.signed) {
            held.chain.push(&post.signed, time)?;
            held.links.push(link);
            wire::text::check(&post.texts, statement.claim.text()).unwrap();
            held.texts.extend(post.texts.iter().map(|it| (it.id, it.text.clone())));
        }
        let head = held.chain.head();
        self.session = self.session.filter(|(its, key)| self.accounts[its].chain.keys().is_active(*key));
        Ok((account, head))
    }

    pub(super) fn account_view(&self, account: AccountId, key: PublicKey) -> AccountView {
        let Held { links, texts, .. } = self.accounts[&account].clone();
        AccountView { account, links, texts, seen: BTreeMap::from([(key, self.now())]), key, now: self.now() }
    }

    pub(super) fn recovered(&self, key: PublicKey) -> Option<Recovered> {
        let (account, held) = self.accounts.iter().find(|(_, it)| it.chain.answers_to(key, self.now()))?;
        Some(Recovered { account: *account, links: held.links.clone() })
    }
}
