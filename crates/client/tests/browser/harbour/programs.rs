//! The programs of accounts: their keys are the server's, and so are their tokens.

use ed25519_dalek::SigningKey;
use rules::AccountId;
use wire::{PublicKey, Purpose, Signed, account::Consent};

use super::{Harbour, State};

impl Harbour {
    /// From now on the keys of programs are made for another account than the one that asks.
    pub(crate) fn make_programs_for(&self, account: AccountId) {
        self.state.borrow_mut().made_for = Some(account);
    }

    /// The token of a program, while it is good for anything.
    pub(crate) fn token(&self, key: PublicKey) -> Option<String> {
        let state = self.state.borrow();
        let mut chains = state.accounts.values().map(|it| &it.chain);
        let acts = chains.any(|it| it.keys().program(key, state.now()).is_some());
        state.tokens.get(&key).filter(|_| acts).cloned()
    }
}

impl State {
    /// A fresh key for a program, and its word that the account may let it in.
    pub(super) fn offer(&self, account: AccountId) -> serde_json::Value {
        let mut seed = [100; 32];
        seed[..8].copy_from_slice(&self.seconds.to_be_bytes());
        let server = self.accounts[&account].chain.server();
        let consent = Consent { account: self.made_for.unwrap_or(account), server, made_at: self.now() };
        let consent = Signed::sign(Purpose::Program, &consent, &SigningKey::from_bytes(&seed));
        serde_json::json!({ "key": consent.key, "consent": consent })
    }

    /// A token for a program that was let in; the one before is forgotten.
    pub(super) fn hand_token(&mut self, account: AccountId, key: PublicKey) -> Option<String> {
        self.accounts[&account].chain.keys().program(key, self.now())?;
        let token = format!("flt_{}", self.seconds);
        self.tokens.insert(key, token.clone());
        Some(token)
    }
}
