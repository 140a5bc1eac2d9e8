//! What is known of an account beside its chain and its journal.

use wire::{
    Millis,
    export::{Beside, DeedDone, DeviceSeen, Locked, ProgramSeen, SessionOpen},
};

use crate::{
    engine::{Connected, on},
    error::StoreError,
    row,
};

pub(super) async fn of(from: &mut Connected, account: &str, now: Millis) -> Result<Beside, StoreError> {
    let (owner_since, lock, deeds) = house(from, account).await?;
    Ok(Beside {
        devices: devices(from, account).await?,
        sessions: sessions(from, account, now).await?,
        programs: programs(from, account).await?,
        owner_since,
        lock,
        deeds,
    })
}

async fn devices(from: &mut Connected, account: &str) -> Result<Vec<DeviceSeen>, StoreError> {
    let rows: Vec<(Vec<u8>, Option<i64>, Option<i64>)> = on!(from, it: E => {
        let sql = "SELECT key, seen_at, ended_at FROM devices WHERE account_id = $1 ORDER BY key";
        sqlx::query_as::<E, _>(sql).bind(account).fetch_all(it).await?
    });
    let device = |(key, seen, ended): (Vec<u8>, Option<i64>, Option<i64>)| {
        Ok(DeviceSeen { key: row::key(&key)?, seen_at: seen.map(Millis), ended_at: ended.map(Millis) })
    };
    rows.into_iter().map(device).collect()
}

/// One that has ended is nobody's any more, though it is not swept away yet.
async fn sessions(from: &mut Connected, account: &str, now: Millis) -> Result<Vec<SessionOpen>, StoreError> {
    let rows: Vec<(Vec<u8>, i64, i64, i64)> = on!(from, it: E => {
        let sql = "SELECT key, began_at, seen_at, expires_at FROM sessions
            WHERE account_id = $1 AND expires_at > $2 ORDER BY began_at, expires_at, key";
        sqlx::query_as::<E, _>(sql).bind(account).bind(now.0).fetch_all(it).await?
    });
    let session = |(key, began, seen, expires): (Vec<u8>, i64, i64, i64)| {
        let (began_at, seen_at, expires_at) = (Millis(began), Millis(seen), Millis(expires));
        Ok(SessionOpen { key: row::key(&key)?, began_at, seen_at, expires_at })
    };
    rows.into_iter().map(session).collect()
}

/// Those whose secret halves are still kept.
async fn programs(from: &mut Connected, account: &str) -> Result<Vec<ProgramSeen>, StoreError> {
    let rows: Vec<(Vec<u8>, Option<i64>)> = on!(from, it: E => {
        let sql = "SELECT key, used_at FROM program_keys WHERE account_id = $1 ORDER BY made_at, key";
        sqlx::query_as::<E, _>(sql).bind(account).fetch_all(it).await?
    });
    let program = |(key, used): (Vec<u8>, Option<i64>)| {
        Ok(ProgramSeen { key: row::key(&key)?, used_at: used.map(Millis) })
    };
    rows.into_iter().map(program).collect()
}

type House = (Option<Millis>, Option<Locked>, Vec<DeedDone>);

/// What the role of the owner has to do with the account.
async fn house(from: &mut Connected, account: &str) -> Result<House, StoreError> {
    type LockRow = (i64, String);
    type DeedRow = (i64, String, String);
    let (since, lock, deeds): (Option<(i64,)>, Option<LockRow>, Vec<DeedRow>) = on!(from, it: E => {
        let since = sqlx::query_as::<E, _>("SELECT since FROM owners WHERE account_id = $1")
            .bind(account)
            .fetch_optional(&mut *it)
            .await?;
        let lock = sqlx::query_as::<E, _>("SELECT since, why FROM locks WHERE account_id = $1")
            .bind(account)
            .fetch_optional(&mut *it)
            .await?;
        let sql = "SELECT time, deed, detail FROM audit WHERE account_id = $1 ORDER BY number";
        let deeds = sqlx::query_as::<E, _>(sql).bind(account).fetch_all(&mut *it).await?;
        (since, lock, deeds)
    });
    let deed = |(time, deed, detail)| DeedDone { time: Millis(time), deed, detail };
    let lock = lock.map(|(since, why)| Locked { since: Millis(since), why });
    Ok((since.map(|(it,)| Millis(it)), lock, deeds.into_iter().map(deed).collect()))
}
