//! What the owner of this server may know: who is here, and what owners did.

use std::collections::{BTreeMap, HashMap};

use rules::AccountId;
use sqlx::QueryBuilder;
use wire::{
    Millis, Position,
    limit::{AUDIT_ROWS_MAX, PEOPLE_MAX},
    owner::{AuditRow, AuditView, Lock, PeopleView, Person, PersonSession},
};

use crate::{
    engine::{Engine, padded, read_on},
    error::StoreError,
    row,
};

pub(crate) async fn is_owner(engine: &Engine, account: AccountId) -> Result<bool, StoreError> {
    let found: Option<i64> = read_on!(engine, pool => {
        sqlx::query_scalar("SELECT since FROM owners WHERE account_id = $1")
            .bind(account.to_string())
            .fetch_optional(pool)
            .await?
    });
    Ok(found.is_some())
}

pub(crate) async fn people(engine: &Engine, after: Position, now: Millis) -> Result<PeopleView, StoreError> {
    const OPENED: &str = "SELECT stream_id, time, position FROM account_events
        WHERE sequence = 1 AND position > $1
            AND stream_id NOT IN (SELECT account_id FROM erased_accounts) ORDER BY position LIMIT $2";
    let mut opened: Vec<(String, i64, i64)> = read_on!(engine, pool => {
        sqlx::query_as(OPENED).bind(after.0).bind(i64::from(PEOPLE_MAX) + 1).fetch_all(pool).await?
    });
    let more = opened.len() > PEOPLE_MAX as usize;
    opened.truncate(PEOPLE_MAX as usize);
    let next = opened.last().filter(|_| more).map(|(_, _, position)| Position(*position));
    let ids: Vec<String> = opened.iter().map(|(id, ..)| id.clone()).collect();
    let mut known = About::of(engine, ids, now).await?;
    let person = |(id, time, _): (String, i64, i64)| {
        Ok(Person {
            account: id.parse().map_err(StoreError::corrupt)?,
            opened_at: Millis(time),
            devices: known.devices.get(&id).copied().map_or(0, count),
            characters: known.characters.get(&id).copied().map_or(0, count),
            seen_at: known.seen.get(&id).map(|it| Millis(*it)),
            sessions: known.sessions.remove(&id).unwrap_or_default(),
            lock: known.locks.remove(&id),
            owner: known.owners.contains_key(&id),
        })
    };
    let people = opened.into_iter().map(person).collect::<Result<_, StoreError>>()?;
    Ok(PeopleView { people, next })
}

fn count(many: i64) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

/// What is known of some accounts, by their ids.
struct About {
    devices: HashMap<String, i64>,
    characters: HashMap<String, i64>,
    seen: HashMap<String, i64>,
    owners: HashMap<String, i64>,
    locks: HashMap<String, Lock>,
    sessions: BTreeMap<String, Vec<PersonSession>>,
}

/// `$begin (id, id, …) $end` for these accounts.
macro_rules! of_accounts {
    ($engine:expr, $ids:expr, $begin:literal, $end:literal) => {
        read_on!($engine, pool => {
            let mut query = QueryBuilder::new(concat!($begin, " ("));
            let mut list = query.separated(", ");
            for id in $ids {
                list.push_bind(id.clone());
            }
            query.push(concat!(") ", $end));
            query.build_query_as().fetch_all(pool).await?
        })
    };
}

impl About {
    async fn of(engine: &Engine, ids: Vec<String>, now: Millis) -> Result<Self, StoreError> {
        let ids = padded(ids);
        if ids.is_empty() {
            return Ok(Self::nobody());
        }
        let devices: Vec<(String, i64)> = of_accounts!(
            engine,
            &ids,
            "SELECT account_id, COUNT(*) FROM account_keys WHERE revoked_at IS NULL AND account_id IN",
            "GROUP BY account_id"
        );
        let characters: Vec<(String, i64)> = of_accounts!(
            engine,
            &ids,
            "SELECT account_id, COUNT(*) FROM character_state WHERE account_id IN",
            "GROUP BY account_id"
        );
        let seen: Vec<(String, i64)> = of_accounts!(
            engine,
            &ids,
            "SELECT account_id, MAX(seen_at) FROM devices WHERE seen_at IS NOT NULL AND account_id IN",
            "GROUP BY account_id"
        );
        let owners: Vec<(String, i64)> =
            of_accounts!(engine, &ids, "SELECT account_id, since FROM owners WHERE account_id IN", "");
        let locks: Vec<(String, i64, String)> =
            of_accounts!(engine, &ids, "SELECT account_id, since, why FROM locks WHERE account_id IN", "");
        let begun: Vec<(String, Vec<u8>, i64, i64)> = of_accounts!(
            engine,
            &ids,
            "SELECT account_id, key, began_at, expires_at FROM sessions WHERE account_id IN",
            "ORDER BY began_at"
        );
        let mut sessions: BTreeMap<String, Vec<PersonSession>> = BTreeMap::new();
        for (id, key, since, expires_at) in begun.into_iter().filter(|(.., until)| *until > now.0) {
            let (since, expires_at) = (Millis(since), Millis(expires_at));
            let session = PersonSession { key: row::key(&key)?, since, expires_at };
            sessions.entry(id).or_default().push(session);
        }
        let locks = locks.into_iter().map(|(id, since, why)| (id, Lock { since: Millis(since), why }));
        Ok(Self {
            devices: devices.into_iter().collect(),
            characters: characters.into_iter().collect(),
            seen: seen.into_iter().collect(),
            owners: owners.into_iter().collect(),
            locks: locks.collect(),
            sessions,
        })
    }

    fn nobody() -> Self {
        Self {
            devices: HashMap::new(),
            characters: HashMap::new(),
            seen: HashMap::new(),
            owners: HashMap::new(),
            locks: HashMap::new(),
            sessions: BTreeMap::new(),
        }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    number: i64,
    time: i64,
    owner: Option<String>,
    deed: String,
    account_id: Option<String>,
    detail: String,
}

pub(crate) async fn audit(engine: &Engine, before: Option<i64>) -> Result<AuditView, StoreError> {
    const SQL: &str = "SELECT number, time, owner, deed, account_id, detail FROM audit
        WHERE number < $1 ORDER BY number DESC LIMIT $2";
    let mut rows: Vec<Row> = read_on!(engine, pool => {
        sqlx::query_as(SQL)
            .bind(before.unwrap_or(i64::MAX))
            .bind(i64::from(AUDIT_ROWS_MAX) + 1)
            .fetch_all(pool)
            .await?
    });
    let more = rows.len() > AUDIT_ROWS_MAX as usize;
    rows.truncate(AUDIT_ROWS_MAX as usize);
    let next = rows.last().filter(|_| more).map(|it| it.number);
    let id = |text: Option<String>| text.map(|it| it.parse().map_err(StoreError::corrupt)).transpose();
    let rows = rows.into_iter().map(|it| {
        Ok(AuditRow {
            number: it.number,
            time: Millis(it.time),
            owner: id(it.owner)?,
            deed: it.deed,
            account: id(it.account_id)?,
            detail: it.detail,
        })
    });
    Ok(AuditView { rows: rows.collect::<Result<_, StoreError>>()?, next })
}
