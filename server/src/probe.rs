//! For those who watch over the server: is it alive, is it ready, how is it.

use axum::{extract::State, response::Response};
use http::StatusCode;
use serde::Serialize;
use serde_json::json;
use tracing::warn;

use crate::{VERSION, failure::json, limit::DISK_BYTES_MIN, state::AppState};

#[derive(Serialize)]
struct Health {
    status: &'static str,
    database: &'static str,
    /// There is none, and nothing needs one.
    redis: &'static str,
    disk_space: String,
    version: &'static str,
    uptime_seconds: i64,
}

/// `GET /livez`: the process answers.
pub(crate) async fn livez() -> Response {
    json(StatusCode::OK, &json!({ "status": "alive" }))
}

/// `GET /readyz`: the database answers too, and the end has not begun.
pub(crate) async fn readyz(State(app): State<AppState>) -> Response {
    if app.is_closing() {
        return json(StatusCode::SERVICE_UNAVAILABLE, &json!({ "status": "closing" }));
    }
    if database_answers(&app).await {
        json(StatusCode::OK, &json!({ "status": "ready" }))
    } else {
        json(StatusCode::SERVICE_UNAVAILABLE, &json!({ "status": "database does not answer" }))
    }
}

/// `GET /health`
pub(crate) async fn health(State(app): State<AppState>) -> Response {
    let answers = database_answers(&app).await;
    let free = free_bytes(&app);
    let well = answers && free.is_none_or(|it| it >= DISK_BYTES_MIN);
    let health = Health {
        status: if well { "healthy" } else { "unhealthy" },
        database: if answers { "ok" } else { "unreachable" },
        redis: "off",
        disk_space: free.map_or("unknown".into(), in_words),
        version: VERSION,
        uptime_seconds: app.uptime_seconds(),
    };
    json(if well { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }, &health)
}

async fn database_answers(app: &AppState) -> bool {
    let answer = app.store().ping().await;
    if let Err(why) = &answer {
        warn!(cause = %why, "The database does not answer");
    }
    answer.is_ok()
}

/// What an ordinary user may still write where the data lies.
fn free_bytes(app: &AppState) -> Option<u64> {
    let disk = rustix::fs::statvfs(&app.config().data_dir).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

fn in_words(bytes: u64) -> String {
    let tenths = |unit: u64| bytes.saturating_mul(10) / unit;
    let (tenths, unit) = match bytes {
        0..0x4000_0000 => (tenths(1_000_000), "MB"),
        _ => (tenths(1_000_000_000), "GB"),
    };
    format!("{}.{} {unit} free", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn space_as_people_say_it() {
        for (bytes, words) in
            [(0, "0.0 MB free"), (64_250_000, "64.2 MB free"), (45_299_000_000, "45.2 GB free")]
        {
            assert_eq!(in_words(bytes), words);
        }
    }
}
