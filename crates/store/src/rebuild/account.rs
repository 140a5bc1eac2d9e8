//! Accounts on the walk: each chain folded from its statements, and the keys that come of it.

use std::collections::BTreeMap;

use rules::Hash;
use wire::{Link, Sequence, account::NotALink, journal};

use super::Walk;
use crate::{
    chain::{self, Kept, KeyRow, ProgramRow, RecoveryRow},
    engine::{Connected, Engine, on, read_on},
    error::StoreError,
    row::{self, EventRow},
    writer::{all_closed, all_keys, all_programs, all_recovery_keys},
};

/// An account's stream so far.
pub(super) struct Folded {
    sequence: Sequence,
    row_hash: Hash,
    /// None when not even the first statement holds.
    kept: Option<Kept>,
}

/// The keys of one account: what its statements say, or what is kept of it.
#[derive(Default, PartialEq, Eq)]
struct Projected {
    devices: Vec<KeyRow>,
    /// By the key.
    recovery: BTreeMap<Vec<u8>, RecoveryRow>,
    closed_at: Option<i64>,
    programs: Vec<ProgramRow>,
}

impl Walk {
    pub(super) fn account_event(&mut self, row: &EventRow, hash: Hash) -> Result<(), StoreError> {
        let before = self.accounts.remove(&row.stream_id);
        let (sequence, previous, mut kept) = match before {
            Some(folded) => (folded.sequence.next(), folded.row_hash, folded.kept),
            None => (Sequence(1), journal::GENESIS, None),
        };
        if row.sequence != sequence.0 || row::hash(&row.previous)? != previous {
            self.note(format!("the chain of account {} is broken at {}", row.stream_id, row.sequence));
        }
        let link = chain::link(&row.body, row.time)?;
        if let Err(why) = add(&mut kept, &link) {
            self.note(format!(
                "statement {} of account {} does not hold: {why}",
                row.sequence, row.stream_id
            ));
        } else if !is_labelled(row, &link, kept.as_ref()) {
            self.note(format!("row {} of account {} is not its statement's", row.sequence, row.stream_id));
        }
        let sequence = Sequence(row.sequence);
        self.accounts.insert(row.stream_id.clone(), Folded { sequence, row_hash: hash, kept });
        Ok(())
    }

    pub(super) async fn compare_accounts(&mut self, engine: &Engine) -> Result<(), StoreError> {
        let (devices, recovery, closed, programs) = read_on!(engine, pool => {
            let devices: Vec<KeyRow> = sqlx::query_as(
                "SELECT account_id, place, key, added_at, revoked_at, name FROM account_keys ORDER BY place",
            )
            .fetch_all(pool)
            .await?;
            let recovery: Vec<RecoveryRow> =
                sqlx::query_as("SELECT account_id, key, place, since FROM recovery_keys")
                    .fetch_all(pool)
                    .await?;
            let closed: Vec<(String, i64)> =
                sqlx::query_as("SELECT account_id, closed_at FROM closed_accounts").fetch_all(pool).await?;
            let programs: Vec<ProgramRow> = sqlx::query_as(
                "SELECT account_id, place, key, name, scopes, added_at, ends_at, revoked_at FROM programs
                 ORDER BY place",
            )
            .fetch_all(pool)
            .await?;
            (devices, recovery, closed, programs)
        });
        let mut kept: BTreeMap<String, Projected> = BTreeMap::new();
        for row in devices {
            kept.entry(row.account_id.clone()).or_default().devices.push(row);
        }
        for row in recovery {
            kept.entry(row.account_id.clone()).or_default().recovery.insert(row.key.clone(), row);
        }
        for (account, at) in closed {
            kept.entry(account).or_default().closed_at = Some(at);
        }
        for row in programs {
            kept.entry(row.account_id.clone()).or_default().programs.push(row);
        }
        let mut differing = Vec::new();
        for (account, folded) in &self.accounts {
            if kept.remove(account).unwrap_or_default() != Projected::of(folded) {
                differing.push(format!("the keys of account {account} are not what its statements say"));
            }
        }
        differing.extend(kept.keys().map(|account| format!("account {account} has keys, but no statement")));
        differing.into_iter().for_each(|it| self.note(it));
        Ok(())
    }

    pub(super) async fn restore_accounts(&self, to: &mut Connected) -> Result<(), StoreError> {
        on!(&mut *to, it: E => {
            for sql in ["DELETE FROM account_keys", "DELETE FROM recovery_keys", "DELETE FROM closed_accounts", "DELETE FROM programs"] {
                sqlx::query::<E>(sql).execute(&mut *it).await?;
            }
        });
        let closed = self.accounts.iter().map(|(account, it)| (account, Projected::of(it).closed_at));
        let closed = closed.filter_map(|(account, at)| Some((account.clone(), at?)));
        all_closed(to, &closed.collect::<Vec<_>>()).await?;
        let folded: Vec<Projected> = self.accounts.values().map(Projected::of).collect();
        all_programs(to, &folded.iter().flat_map(|it| &it.programs).collect::<Vec<_>>()).await?;
        all_keys(to, &folded.iter().flat_map(|it| &it.devices).collect::<Vec<_>>()).await?;
        all_recovery_keys(to, &folded.iter().flat_map(|it| it.recovery.values()).collect::<Vec<_>>()).await
    }
}

impl Projected {
    fn of(folded: &Folded) -> Self {
        let Some(kept) = &folded.kept else { return Self::default() };
        let recovery = kept.recovery_rows().into_iter().map(|it| (it.key.clone(), it)).collect();
        let closed_at = kept.closed_at().map(|it| it.0);
        Self { devices: kept.key_rows(), recovery, closed_at, programs: kept.program_rows() }
    }
}

fn add(kept: &mut Option<Kept>, link: &Link) -> Result<(), NotALink> {
    match kept {
        Some(kept) => kept.push(link),
        None => {
            *kept = Some(Kept::begin(link)?);
            Ok(())
        }
    }
}

/// Whether what stands beside a statement in its row is what the statement itself says.
fn is_labelled(row: &EventRow, link: &Link, kept: Option<&Kept>) -> bool {
    let Some(chain) = kept.map(|it| &it.chain) else { return false };
    let kind = chain.statements().next_back().map(|(.., claim)| claim.kind());
    chain.id().to_string() == row.stream_id
        && link.signed.hash().to_string() == row.command_id
        && link.signed.key.0[..] == row.key[..]
        && kind == Some(&row.kind)
        && chain.len() as i64 == row.sequence
}
