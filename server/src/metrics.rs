//! What is measured, and the page on which it is read.

use std::{sync::OnceLock, time::Duration};

use axum::{
    body::Body,
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use metrics::{counter, gauge, histogram};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use serde::Serialize;

use crate::{
    VERSION,
    failure::{ApiError, json},
    state::AppState,
};

const QUANTILES: [f64; 5] = [0.5, 0.9, 0.95, 0.99, 1.0];

#[derive(Serialize)]
struct Totals {
    active_users: i64,
    total_characters: i64,
    /// There are no campaigns yet, so there are none.
    total_campaigns: i64,
    uptime_seconds: i64,
}

/// The one recorder of this process; all that is measured anywhere flows into it.
pub(crate) fn recorder() -> PrometheusHandle {
    static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();
    let install = || {
        let builder =
            PrometheusBuilder::new().set_quantiles(&QUANTILES).expect("quantiles lie within 0 and 1");
        let recorder = builder.build_recorder();
        let handle = recorder.handle();
        // Should a host of this library have brought its own, ours stays empty and nothing breaks.
        let _ = metrics::set_global_recorder(recorder);
        handle
    };
    RECORDER.get_or_init(install).clone()
}

/// One request, for rate, latency and errors.
pub(crate) fn request(route: &'static str, status: u16, took: Duration, code: Option<&'static str>) {
    let class = match status {
        100..200 => "1xx",
        200..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    };
    counter!("farlantern_http_requests_total", "route" => route, "status" => class).increment(1);
    histogram!("farlantern_http_request_seconds", "route" => route).record(took);
    if let Some(code) = code {
        counter!("farlantern_http_errors_total", "code" => code).increment(1);
    }
}

/// How many connections are open.
pub(crate) fn connections(open: usize) {
    gauge!("farlantern_open_connections").set(open as f64);
}

/// How many sockets of tabs are open.
pub(crate) fn sockets(open: usize) {
    gauge!("farlantern_open_sockets").set(open as f64);
}

/// A socket that ends, and why.
pub(crate) fn socket_end(why: &'static str) {
    counter!("farlantern_socket_ends_total", "why" => why).increment(1);
}

/// Frames that went to a tab together: how many, and how long after the journal moved.
pub(crate) fn frames(count: usize, after: Duration) {
    counter!("farlantern_socket_frames_total").increment(count as u64);
    histogram!("farlantern_commit_to_socket_seconds").record(after);
}

/// `GET /metrics`: for Prometheus, or a few numbers for people when JSON is asked for.
pub(crate) async fn page(State(app): State<AppState>, headers: HeaderMap) -> Result<Response, ApiError> {
    let wants_json =
        headers.get(header::ACCEPT).is_some_and(|it| it.as_bytes().starts_with(b"application/json"));
    if wants_json {
        let totals = app.store().totals(app.now()).await?;
        let totals = Totals {
            active_users: totals.active_users,
            total_characters: totals.characters,
            total_campaigns: 0,
            uptime_seconds: app.uptime_seconds(),
        };
        return Ok(json(StatusCode::OK, &totals));
    }
    let pool = app.store().pool();
    gauge!("farlantern_pool_connections").set(pool.size);
    gauge!("farlantern_pool_idle_connections").set(pool.idle);
    gauge!("farlantern_writer_queue").set(pool.queue as f64);
    gauge!("farlantern_uptime_seconds").set(app.uptime_seconds() as f64);
    gauge!("farlantern_build_info", "version" => VERSION, "database" => app.store().engine()).set(1.0);
    let mut answer = Body::from(app.inner.metrics.render()).into_response();
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    answer.headers_mut().insert(header::CONTENT_TYPE, kind);
    Ok(answer)
}
