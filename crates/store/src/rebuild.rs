//! The walk over the whole journal: every chain checked, every stream folded anew, and what comes
//! out compared with the projections, or written in their place.

mod account;

use std::collections::{BTreeMap, BTreeSet};

use rules::{AccountId, Character, Event, Hash, StreamId, apply};
use wire::{CharacterSnapshot, Sequence, journal};

use crate::{
    engine::{Connected, Engine, on, read_on},
    error::StoreError,
    limit,
    row::{self, EventRow},
};

/// What a walk found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    pub events: i64,
    pub streams: i64,
    /// One sentence for each thing that is not as the events say.
    pub differences: Vec<String>,
}

/// Most differences that are spelled out.
const DIFFERENCES_MAX: usize = 100;

struct Folded {
    sequence: Sequence,
    hash: Hash,
    character: Option<Character>,
    created_at: i64,
    changed_at: i64,
}

#[derive(Default)]
struct Walk {
    rebuilt: Rebuilt,
    characters: BTreeMap<StreamId, Folded>,
    accounts: BTreeMap<String, account::Folded>,
    commands: BTreeSet<String>,
    /// Accounts that are gone: nothing is projected of their characters.
    erased: BTreeSet<String>,
    position: i64,
    head: Option<Hash>,
}

#[derive(sqlx::FromRow)]
struct StateRow {
    character_id: String,
    account_id: String,
    sequence: i64,
    state: String,
    state_hash: Vec<u8>,
    created_at: i64,
    changed_at: i64,
}

/// Walks and compares; changes nothing.
pub(crate) async fn compare(engine: &Engine) -> Result<Rebuilt, StoreError> {
    let mut walk = Walk::default();
    walk.load_erased(engine).await?;
    walk.events(engine).await?;
    walk.compare_head(engine).await?;
    walk.compare_characters(engine).await?;
    walk.compare_accounts(engine).await?;
    walk.compare_receipts(engine).await?;
    Ok(walk.rebuilt)
}

/// Walks, compares, and writes the projections of characters and accounts anew in the open transaction, unless
/// the journal itself is damaged.
pub(crate) async fn restore(engine: &Engine, to: &mut Connected) -> Result<Rebuilt, StoreError> {
    let mut walk = Walk::default();
    walk.load_erased(engine).await?;
    walk.events(engine).await?;
    walk.compare_head(engine).await?;
    if !walk.rebuilt.differences.is_empty() {
        // The journal itself is damaged: what was folded before the damage is worth more than this.
        return Ok(walk.rebuilt);
    }
    walk.compare_characters(engine).await?;
    walk.compare_accounts(engine).await?;
    on!(&mut *to, it: E => {
        sqlx::query::<E>("DELETE FROM character_state").execute(&mut *it).await?;
        for (id, folded) in &walk.characters {
            let Some(row) = folded.row(*id).filter(|it| !walk.erased.contains(&it.account_id)) else { continue };
            sqlx::query::<E>(
                "INSERT INTO character_state
                    (character_id, account_id, sequence, state, state_hash, created_at, changed_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(row.character_id)
            .bind(row.account_id)
            .bind(row.sequence)
            .bind(row.state)
            .bind(row.state_hash)
            .bind(row.created_at)
            .bind(row.changed_at)
            .execute(&mut *it)
            .await?;
        }
    });
    walk.restore_accounts(to).await?;
    Ok(walk.rebuilt)
}

impl Folded {
    fn row(&self, id: StreamId) -> Option<StateRow> {
        let character = self.character.as_ref()?;
        let (state, hash) = CharacterSnapshot::of(id, self.sequence, self.hash, character).on_paper();
        Some(StateRow {
            character_id: id.to_string(),
            account_id: character.account.to_string(),
            sequence: self.sequence.0,
            state,
            state_hash: hash.0.to_vec(),
            created_at: self.created_at,
            changed_at: self.changed_at,
        })
    }
}

impl Walk {
    fn note(&mut self, difference: String) {
        if self.rebuilt.differences.len() < DIFFERENCES_MAX {
            self.rebuilt.differences.push(difference);
        }
    }

    fn is_erased(&self, account: AccountId) -> bool {
        self.erased.contains(&account.to_string())
    }

    async fn load_erased(&mut self, engine: &Engine) -> Result<(), StoreError> {
        let gone: Vec<String> = read_on!(engine, pool => {
            sqlx::query_scalar("SELECT account_id FROM erased_accounts").fetch_all(pool).await?
        });
        self.erased = gone.into_iter().collect();
        Ok(())
    }

    /// All journals in the order of their positions, so that the head can be folded along.
    async fn events(&mut self, engine: &Engine) -> Result<(), StoreError> {
        const SQL: &str = "
            SELECT stream_id, sequence, position, kind, body, time, key, command_id, previous, hash
                FROM character_events WHERE position > $1 AND position <= $2
            UNION ALL
            SELECT stream_id, sequence, position, kind, body, time, key, command_id, previous, hash
                FROM account_events WHERE position > $1 AND position <= $2
            ORDER BY position";
        let last: i64 = read_on!(engine, pool => {
            sqlx::query_scalar(
                "SELECT MAX(position) FROM (SELECT COALESCE(MAX(position), 0) AS position FROM character_events
                 UNION ALL SELECT COALESCE(MAX(position), 0) FROM account_events) AS heads",
            )
            .fetch_one(pool)
            .await?
        });
        let mut from = 0;
        while from < last {
            let to = from + limit::WALK_ROWS;
            let rows: Vec<EventRow> = read_on!(engine, pool => {
                sqlx::query_as(SQL).bind(from).bind(to).fetch_all(pool).await?
            });
            for row in rows {
                self.event(&row)?;
            }
            from = to;
        }
        self.rebuilt.streams = (self.characters.len() + self.accounts.len()) as i64;
        Ok(())
    }

    fn event(&mut self, row: &EventRow) -> Result<(), StoreError> {
        self.rebuilt.events += 1;
        if row.position != self.position + 1 {
            self.note(format!("positions {} to {} are missing", self.position + 1, row.position - 1));
        }
        self.position = row.position;
        let hash = row::hash(&row.hash)?;
        if row.computed_hash()? != hash {
            self.note(format!("event {} of {} was changed", row.sequence, row.stream_id));
        }
        self.head = Some(journal::head(self.head.unwrap_or(journal::GENESIS), hash));
        if row.stream_id.len() == 2 * rules::AccountId::BYTES {
            self.account_event(row, hash)
        } else {
            self.character_event(row, hash)
        }
    }

    fn character_event(&mut self, row: &EventRow, hash: Hash) -> Result<(), StoreError> {
        let id = row::stream(&row.stream_id)?;
        let before = self.characters.remove(&id);
        let (sequence, previous, created_at) = match &before {
            Some(folded) => (folded.sequence.next(), folded.hash, folded.created_at),
            None => (Sequence(1), journal::GENESIS, row.time),
        };
        if row.sequence != sequence.0 || row::hash(&row.previous)? != previous {
            self.note(format!("the chain of {id} is broken at {}", row.sequence));
        }
        self.commands.insert(row.command_id.clone());
        let event = Event::read(&row.kind, &row.body).map_err(StoreError::corrupt)?;
        let character = apply(before.and_then(|it| it.character), &event);
        let sequence = Sequence(row.sequence);
        self.characters.insert(id, Folded { sequence, hash, character, created_at, changed_at: row.time });
        Ok(())
    }

    async fn compare_head(&mut self, engine: &Engine) -> Result<(), StoreError> {
        let (position, hash): (i64, Vec<u8>) = read_on!(engine, pool => {
            sqlx::query_as("SELECT position, hash FROM journal_head WHERE id = 1").fetch_one(pool).await?
        });
        if position != self.position || row::hash(&hash)? != self.head.unwrap_or(journal::GENESIS) {
            self.note(format!("the head says {position}, the events end at {}", self.position));
        }
        Ok(())
    }

    async fn compare_characters(&mut self, engine: &Engine) -> Result<(), StoreError> {
        let rows: Vec<StateRow> = read_on!(engine, pool => {
            sqlx::query_as("SELECT * FROM character_state").fetch_all(pool).await?
        });
        let mut kept: BTreeMap<StreamId, StateRow> = BTreeMap::new();
        for it in rows {
            kept.insert(row::stream(&it.character_id)?, it);
        }
        let mut differences = Vec::new();
        for (id, folded) in &self.characters {
            let gone = folded.character.as_ref().is_some_and(|it| self.is_erased(it.account));
            let same = match (folded.row(*id).filter(|_| !gone), kept.remove(id)) {
                (Some(folded), Some(kept)) => folded.same(&kept),
                (None, None) => true,
                _ => false,
            };
            if !same {
                differences.push(format!("character {id} is not what its events say"));
            }
        }
        differences.extend(kept.keys().map(|id| format!("character {id} has no events")));
        differences.into_iter().for_each(|it| self.note(it));
        Ok(())
    }

    /// Every event has the receipt of its command, and every receipt of an applied command its event.
    async fn compare_receipts(&mut self, engine: &Engine) -> Result<(), StoreError> {
        let mut commands = std::mem::take(&mut self.commands);
        let mut from = String::new();
        loop {
            let rows: Vec<(String, Vec<u8>)> = read_on!(engine, pool => {
                sqlx::query_as(
                    "SELECT command_id, receipt FROM receipts WHERE command_id > $1 ORDER BY command_id LIMIT $2",
                )
                .bind(&from)
                .bind(limit::WALK_ROWS)
                .fetch_all(pool)
                .await?
            });
            let Some((last, _)) = rows.last() else { break };
            from.clone_from(last);
            for (id, receipt) in rows {
                let body = receipt.strip_prefix(wire::Purpose::Receipt.tag()).unwrap_or_default();
                let receipt: wire::Receipt = serde_json::from_slice(body).map_err(StoreError::corrupt)?;
                let applied = matches!(receipt.outcome, wire::Outcome::Applied { .. });
                if commands.remove(&id) != applied {
                    self.note(format!("the receipt of command {id} and the journal disagree"));
                }
            }
        }
        for id in commands {
            self.note(format!("command {id} has events but no receipt"));
        }
        Ok(())
    }
}

impl StateRow {
    fn same(&self, other: &Self) -> bool {
        self.account_id == other.account_id
            && self.sequence == other.sequence
            && self.state == other.state
            && self.state_hash == other.state_hash
            && self.created_at == other.created_at
            && self.changed_at == other.changed_at
    }
}
