//! Sessions begin, are handed on, and end.

use rules::{AccountId, Hash};
use wire::{Millis, PublicKey, error};

use super::{
    super::{
        load::Begun,
        plan::{DeviceNote, SessionRow},
    },
    Done, Table, Verdict, gone,
};
use crate::submission::NewSession;

impl Table<'_> {
    pub(super) fn log_in(&mut self, login: &NewSession, now: Millis) -> Verdict {
        let account = self.memory.accounts.get(&login.account).ok_or(&error::ACCOUNT_UNKNOWN)?;
        if !account.keys.contains(&login.key) {
            return Err((&error::KEY_UNKNOWN).into());
        }
        if self.known.erased.contains(&login.account) {
            return Err(gone());
        }
        if let Some(locked) = self.locked_out(login.account) {
            return Err(locked);
        }
        let device = (login.account, login.key);
        if login.renew && self.known.ended.contains(&device) {
            return Err((&error::SESSION_ENDED).into());
        }
        if !self.known.nonces.insert(login.nonce_hash) {
            return Err((&error::NONCE_REUSED).into());
        }
        let before = login.replaces.and_then(|token| self.known.sessions.remove(&token));
        let inherited = before.filter(|it| (it.account, it.key) == device);
        let (lineage, began_at) = inherited.map_or((login.lineage, now), |it| (it.lineage, it.began_at));
        let begun = Begun { account: login.account, key: login.key, lineage, began_at };
        self.known.sessions.insert(login.token_hash, begun);
        self.known.ended.remove(&device);

        self.plan.used_nonces.push((login.nonce_hash, login.nonce_expires_at));
        self.plan.ended_sessions.extend(login.replaces);
        self.plan.devices.insert(device, DeviceNote { seen_at: Some(now), ended_at: None });
        self.plan.sessions.push(SessionRow {
            token_hash: login.token_hash,
            account: login.account,
            key: login.key,
            lineage,
            began_at,
            created_at: now,
            expires_at: login.expires_at,
        });
        Ok(Done::Nothing)
    }

    pub(super) fn log_out(&mut self, token_hash: Hash) -> Done {
        self.known.sessions.remove(&token_hash);
        self.plan.ended_sessions.push(token_hash);
        Done::Nothing
    }

    pub(super) fn log_out_everywhere(&mut self, id: AccountId, now: Millis) -> Verdict {
        let account = self.memory.accounts.get(&id).ok_or(&error::ACCOUNT_UNKNOWN)?;
        for key in &account.keys {
            let device = (id, *key);
            self.plan.devices.entry(device).or_default().ended_at = Some(now);
            self.known.ended.insert(device);
        }
        self.end_sessions_of_account(id);
        Ok(Done::Nothing)
    }

    /// Of this group's own sessions, too; what begins after it stays.
    pub(super) fn end_sessions_of_account(&mut self, id: AccountId) {
        self.known.sessions.retain(|_, it| it.account != id);
        self.plan.sessions.retain(|it| it.account != id);
        self.plan.ended_accounts.insert(id);
    }

    /// A key that no longer speaks has no session.
    pub(super) fn end_sessions_of(&mut self, account: AccountId, key: PublicKey) {
        self.known.sessions.retain(|_, it| (it.account, it.key) != (account, key));
        self.plan.sessions.retain(|it| (it.account, it.key) != (account, key));
        self.plan.ended_keys.insert((account, key));
    }
}
