//! The one way in. Every request passes here, in this order: a number for the log, the name it was
//! called by, how fast the caller asks, from which site, who it is; then its door, with a limit of
//! time; and on the way out the form of a failure, the headers, the log and the metrics.

mod client;
mod headers;
mod host;
mod origin;
mod rate;

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    panic::AssertUnwindSafe,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    extract::{ConnectInfo, MatchedPath, Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures::FutureExt;
use http::{HeaderValue, Method, header};
use store::{Acting, Session};
use subtle::ConstantTimeEq;
use tracing::{Instrument, debug, error, info, info_span};
use wire::{SessionView, error as codes};

pub(crate) use headers::{let_others_fetch, page_policy, static_headers};
pub(crate) use host::Address;
pub(crate) use rate::Rates;

use crate::{
    config::{Origin, is_loopback},
    failure::{self, ApiError},
    limit::REQUEST_TIME_MAX,
    metrics, program,
    routes::{self, Caller, Rate, Route},
    session,
    state::AppState,
};

/// What the gate found out about a request, for its door.
#[derive(Clone, Debug)]
pub(crate) struct Passage {
    /// The origin that signed bytes must name: our own, or that of an allowed site.
    pub(crate) origin: Origin,
    /// Whether browsers keep `Secure` cookies for this address.
    pub(crate) secure: bool,
}

/// Lets a request through, or not.
pub(crate) async fn gate(State(app): State<AppState>, mut request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let id = request_id();
    let span = info_span!("request", request.id = %id);
    let method = request.method().clone();
    let path = request.extensions().get::<MatchedPath>();
    let route = path.and_then(|it| routes::find(&method, it.as_str()));
    let speaks_json = routes::speaks_json(request.uri().path());
    let site =
        origin::allowed_site(request.headers(), request.uri().path(), &app.config().allowed_origins).cloned();
    async move {
        let trusted = is_trusted_by_browsers(&app, &request);
        let mut response = match enter(&app, &mut request, route, site.as_ref()).await {
            Ok(()) => within(REQUEST_TIME_MAX, next.run(request)).await,
            Err(turned_away) => turned_away,
        };
        let failed = response.extensions_mut().remove::<ApiError>();
        let failed = failed.or_else(|| faceless(&response, speaks_json));
        if let Some(failed) = &failed {
            response = shape(&app, failed, speaks_json, &id, response);
        }
        headers::put(response.headers_mut(), &app.inner.headers);
        if !trusted {
            headers::leave_out_what_needs_https(response.headers_mut());
        }
        if speaks_json && !app.config().allowed_origins.is_empty() {
            origin::let_read(response.headers_mut(), site.as_ref());
        }
        response.headers_mut().insert("x-request-id", HeaderValue::try_from(&*id).expect("hexadecimal"));
        note(&method, route, &response, failed.as_ref(), begun);
        response
    }
    .instrument(span)
    .await
}

/// Whether a browser calls this address a secure one: HTTPS, or this very machine.
fn is_trusted_by_browsers(app: &AppState, request: &Request) -> bool {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|it| it.0.ip());
    let called = host::called(request.uri(), request.headers());
    app.inner.address.is_https(called)
        || is_loopback(called)
        || peer.is_some_and(|it| client::came_by_https(it, request.headers(), &app.config().trusted_proxies))
}

/// Everything that is checked before the door, the cheapest first.
async fn enter(
    app: &AppState,
    request: &mut Request,
    route: Option<&'static Route>,
    site: Option<&Origin>,
) -> Result<(), Response> {
    let config = app.config();
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|it| it.0);
    let (method, uri, sent) = (request.method(), request.uri(), request.headers());
    let peer_address = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |it| it.ip());
    let by_https = client::came_by_https(peer_address, sent, &config.trusted_proxies);
    let called = host::called(uri, sent);
    // Orchestrators ask under names of their own.
    if !routes::is_probe(uri.path())
        && let Some(answer) =
            app.inner.address.elsewhere(called, method, uri, routes::is_page(route, uri.path()))
    {
        return Err(answer);
    }
    let own = app.inner.address.own_origin(called, by_https).map_err(IntoResponse::into_response)?;

    let client = client::address(peer_address, sent, &config.trusted_proxies);
    let reads = *method == Method::GET || *method == Method::HEAD;
    let rate = route.map_or(if reads { Rate::Read } else { Rate::Write }, |it| it.rate);
    let too_fast = |seconds| ApiError::too_fast(seconds).into_response();
    app.inner.rates.take_address(client, rate, app.now()).map_err(too_fast)?;

    if let Some(answer) = origin::preflight(method, sent, site) {
        return Err(answer);
    }
    origin::check(method, sent, &own, site).map_err(IntoResponse::into_response)?;

    let secure = own.is_https() || own.is_loopback();
    let passage = Passage { origin: site.cloned().unwrap_or(own), secure };
    let caller = route.map_or(Caller::Visitor, |it| it.caller);
    if caller == Caller::LoopbackOrToken
        && !client::is_at_home(peer, sent, called)
        && !has_token(app, request)
    {
        return Err(ApiError::from(&codes::NOT_FOUND).into_response());
    }
    let asks_who = matches!(caller, Caller::Session | Caller::Owner | Caller::Signed);
    if let (Some(route), Some(token), true) = (route, program::sent(request.headers()), asks_who) {
        let program = program::admit(app, route, token).await.map_err(IntoResponse::into_response)?;
        return let_in(app, request, passage, program, rate).map_err(IntoResponse::into_response);
    }
    let session = match caller {
        Caller::Session | Caller::Visitor | Caller::Owner => {
            session::load(app, &passage, request.headers()).await
        }
        Caller::Anyone | Caller::Signed | Caller::LoopbackOrToken => Ok(None),
    };
    let session = session.map_err(IntoResponse::into_response)?;
    if let Some(session) = &session {
        app.inner.rates.take_account(session.view.account, rate, app.now()).map_err(too_fast)?;
    }
    if matches!(caller, Caller::Session | Caller::Owner) && session.is_none() {
        return Err(ApiError::from(&codes::SESSION_MISSING).into_response());
    }
    if caller == Caller::Owner
        && let Some(session) = &session
    {
        owns(app, session).await.map_err(IntoResponse::into_response)?;
    }
    request.extensions_mut().insert(Arc::new(passage));
    request.extensions_mut().insert::<Option<Acting>>(None);
    request.extensions_mut().insert::<Option<SessionView>>(session.as_ref().map(|it| it.view.clone()));
    request.extensions_mut().insert::<Option<Session>>(session);
    Ok(())
}

/// Lets in a program that showed its token. It has no session, so doors for browsers stay shut.
fn let_in(
    app: &AppState,
    request: &mut Request,
    passage: Passage,
    program: Acting,
    rate: Rate,
) -> Result<(), ApiError> {
    app.inner.rates.take_account(program.account, rate, app.now()).map_err(ApiError::too_fast)?;
    request.extensions_mut().insert(Arc::new(passage));
    request.extensions_mut().insert::<Option<SessionView>>(Some(program::view(&program)));
    request.extensions_mut().insert::<Option<Session>>(None);
    request.extensions_mut().insert::<Option<Acting>>(Some(program));
    Ok(())
}

/// Whether this session is the owner's. The role may have been taken back since the last request.
async fn owns(app: &AppState, session: &Session) -> Result<(), ApiError> {
    if app.store().is_owner(session.view.account).await? { Ok(()) } else { Err((&codes::OWNER_ONLY).into()) }
}

/// Whether the owner's token came along.
fn has_token(app: &AppState, request: &Request) -> bool {
    let sent =
        request.headers().get(header::AUTHORIZATION).and_then(|it| it.as_bytes().strip_prefix(b"Bearer "));
    match (&app.config().metrics_token, sent) {
        (Some(token), Some(sent)) => token.as_bytes().ct_eq(sent).into(),
        _ => false,
    }
}

/// Runs a door within its time. A panic costs this request, not the house.
async fn within(time: Duration, door: impl Future<Output = Response>) -> Response {
    match tokio::time::timeout(time, AssertUnwindSafe(door).catch_unwind()).await {
        Ok(Ok(response)) => response,
        Ok(Err(panic)) => {
            let said = panic.downcast_ref::<&str>().map(|it| (*it).to_owned());
            let said = said.or_else(|| panic.downcast_ref::<String>().cloned());
            ApiError::because(&codes::INTERNAL, format!("panic: {}", said.unwrap_or_default()))
                .into_response()
        }
        Err(_) => ApiError::from(&codes::TIMEOUT).into_response(),
    }
}

/// An error that somebody else's code made, without a body for the one who asked.
fn faceless(response: &Response, speaks_json: bool) -> Option<ApiError> {
    let status = response.status();
    let has_face = response.headers().contains_key(header::CONTENT_TYPE);
    let is_ours = response.headers().get(header::CONTENT_TYPE).is_some_and(|it| it == "application/json");
    let failed = status.is_client_error() || status.is_server_error();
    let unfit = if speaks_json { !is_ours } else { !has_face };
    (failed && unfit && status != http::StatusCode::RANGE_NOT_SATISFIABLE)
        .then(|| ApiError::of_status(status))
}

/// The form that the caller reads. Headers of the refusal, such as `Allow`, stay.
fn shape(app: &AppState, failed: &ApiError, speaks_json: bool, id: &str, before: Response) -> Response {
    let mut response = if speaks_json { failure::envelope(app, failed) } else { failure::page(failed, id) };
    for name in [header::ALLOW, header::SET_COOKIE] {
        for value in before.headers().get_all(&name) {
            response.headers_mut().append(name.clone(), value.clone());
        }
    }
    if let Some(seconds) = failed.retry_after_seconds {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// One line for the log and one sample for the metrics. The route stands for the path, so that no
/// id and no token of an address is ever written.
fn note(
    method: &Method,
    route: Option<&Route>,
    response: &Response,
    failed: Option<&ApiError>,
    begun: Instant,
) {
    let (path, status) = (route.map_or("(none)", |it| it.path), response.status().as_u16());
    let took = begun.elapsed();
    metrics::request(path, status, took, failed.map(|it| it.code.code));
    let millis = took.as_millis() as u64;
    let code = failed.map(|it| it.code.code);
    if let Some(cause) = failed.and_then(|it| it.cause.as_deref()) {
        error!(%method, route = path, status, millis, code, cause, "Request failed");
    } else if route.is_some_and(|it| it.rate == Rate::File) {
        debug!(%method, route = path, status, millis, code, "Request");
    } else {
        info!(%method, route = path, status, millis, code, "Request");
    }
}

/// Sixteen hexadecimal digits, made here: a stranger's number would let him write into our log.
fn request_id() -> String {
    let mut bytes = [0; 8];
    // Without random numbers the number is worthless, but the request is not.
    let _ = getrandom::fill(&mut bytes);
    hex::encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn code_of(door: impl Future<Output = Response>) -> (&'static str, Option<String>) {
        let answer = within(Duration::from_millis(20), door).await;
        let failed = answer.extensions().get::<ApiError>().unwrap();
        (failed.code.code, failed.cause.as_deref().map(str::to_owned))
    }

    #[tokio::test]
    async fn a_panic_costs_one_request_and_says_nothing_to_strangers() {
        let (code, cause) = code_of(async { panic!("the mast broke") }).await;
        assert_eq!((code, cause.as_deref()), ("INTERNAL", Some("panic: the mast broke")));
        let masts = 2;
        let (_, cause) = code_of(async { panic!("{masts} masts broke") }).await;
        assert_eq!(cause.as_deref(), Some("panic: 2 masts broke"));
    }

    #[tokio::test]
    async fn what_takes_too_long_is_ended() {
        assert_eq!(code_of(std::future::pending()).await.0, "TIMEOUT");
    }
}
