//! Pages and server functions: the app's component tree, with what each visit brings along.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, LazyLock},
};

use app::{Addresses, App, Count, Visit};
use axum::{
    Extension,
    body::{Body, to_bytes},
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use http::{HeaderValue, Method, StatusCode, header};
use leptos::{nonce::Nonce, prelude::provide_context, server_fn::error::SERVER_FN_ERROR_HEADER};
use leptos_axum::{generate_route_list, handle_server_fns_with_context, render_app_async_with_context};
use rules::codex::Codex;
use wire::{SessionView, encoding, error};

use crate::{
    VERSION, api,
    chance::random,
    config::Config,
    cookie, document,
    failure::ApiError,
    gate::{Passage, page_policy},
    limit::{ODDS_PAGE_PATIENCE, PAGE_BYTES_MAX},
    routes::speaks_json,
    state::AppState,
};

/// Readies the renderer. Must be called once before the first page; more often does no harm.
pub(crate) fn prepare() {
    // Walking the app's routes also gives the renderer its executor.
    let _ = app_routes();
}

/// Every page of the app, as the router spells it. Walked once in a process: where several houses
/// walk in one process, as in tests, a page that was made beside a walk was left waiting for ever.
pub fn app_routes() -> BTreeSet<(Method, String)> {
    static LISTED: LazyLock<BTreeSet<(Method, String)>> = LazyLock::new(|| {
        let listed = generate_route_list(App);
        listed.iter().map(|it| (Method::GET, it.path().to_owned())).collect()
    });
    LISTED.clone()
}

/// Every server function of the app.
pub fn app_functions() -> BTreeSet<(Method, String)> {
    let listed = leptos::server_fn::axum::server_fn_paths();
    listed.map(|(path, method)| (method, path.to_owned())).collect()
}

/// Renders the page at this address, whole, before the first byte leaves: pages are small, and a
/// length makes them cheap for everyone on the way.
pub(crate) async fn page(
    State(app): State<AppState>,
    Extension(session): Extension<Option<SessionView>>,
    request: Request,
) -> Result<Response, ApiError> {
    let nonce = encoding::encode(&random::<16>()?);
    let signed_in = session.is_some();
    let visit = visit(&app, session, &request);
    let for_page: Arc<str> = nonce.as_str().into();
    let bring = move || {
        provide_context(visit.clone());
        provide_context(Nonce::from_value(for_page.clone()));
    };
    let options = app.inner.leptos.clone();
    let render = render_app_async_with_context(bring, move || app::shell(options.clone()));
    let (mut parts, body) = render(request).await.into_parts();
    let html = to_bytes(body, PAGE_BYTES_MAX)
        .await
        .map_err(|why| ApiError::because(&error::INTERNAL, format!("the page was not rendered: {why}")))?;
    let keeping = if signed_in { "no-store" } else { "no-cache" };
    parts.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keeping));
    parts.headers.append(header::VARY, HeaderValue::from_static("cookie"));
    parts.headers.insert(header::CONTENT_SECURITY_POLICY, page_policy(app.config(), &nonce));
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(html.len()));
    Ok(Response::from_parts(parts, Body::from(html)))
}

/// Runs the server function at this address, with what a page would bring along.
pub(crate) async fn server_function(
    State(app): State<AppState>,
    Extension(session): Extension<Option<SessionView>>,
    mut request: Request,
) -> Result<Response, ApiError> {
    let visit = visit(&app, session, &request);
    let bring = move || provide_context(visit.clone());
    // The framework would send whoever accepts HTML back to where they came from, wherever it is.
    request.headers_mut().remove(header::ACCEPT);
    request.headers_mut().remove(header::REFERER);
    let answer = handle_server_fns_with_context(bring, request).await.into_response();
    // Our functions answer even their troubles; what fails is what was asked.
    if answer.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return Err((&error::MALFORMED).into());
    }
    Ok(answer)
}

/// Where there is no door: programs get an envelope, people the app's own page for it.
pub(crate) async fn fallback(
    app: State<AppState>,
    session: Extension<Option<SessionView>>,
    request: Request,
) -> Result<Response, ApiError> {
    let path = request.uri().path();
    let reads = *request.method() == Method::GET || *request.method() == Method::HEAD;
    if speaks_json(path) || !reads {
        return Err((&error::NOT_FOUND).into());
    }
    // One page has one address. (Two slashes in front, of either kind, would name another host.)
    let names_a_host = |it: &str| it.starts_with("//") || it.starts_with("/\\");
    if let Some(shorter) = path.strip_suffix('/').filter(|it| !it.is_empty() && !names_a_host(it)) {
        let query = request.uri().query().map_or(String::new(), |it| format!("?{it}"));
        if let Ok(target) = HeaderValue::try_from(format!("{shorter}{query}")) {
            return Ok((StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, target)]).into_response());
        }
    }
    let mut answer = page(app, session, request).await?;
    if answer.status() == StatusCode::OK {
        *answer.status_mut() = StatusCode::NOT_FOUND;
    }
    Ok(answer)
}

/// Where a door is asked in a way it does not know.
pub(crate) async fn other_method() -> ApiError {
    (&error::METHOD_NOT_ALLOWED).into()
}

fn visit(app: &AppState, session: Option<SessionView>, request: &Request) -> Visit {
    Visit {
        store: app.store().clone(),
        session,
        look: cookie::look(request.headers()),
        addresses: addresses(app.config()),
        asset_base: app.config().asset_base_url.as_ref().map(|it| it.as_str().to_owned()),
        count: count(app),
        codex: Codex::built_in,
        origin: origin(request),
        document: document::text(),
        version: VERSION,
        development: cfg!(debug_assertions),
    }
}

/// Where the visitor believes to be.
fn origin(request: &Request) -> String {
    let passage = request.extensions().get::<Arc<Passage>>();
    passage.map(|it| it.origin.to_string()).unwrap_or_default()
}

/// Odds for the pages.
fn count(app: &AppState) -> Count {
    let app = app.clone();
    Arc::new(move |expr| {
        let app = app.clone();
        Box::pin(
            async move { api::dice::count(&app, expr, HashMap::new(), ODDS_PAGE_PATIENCE).await.ok()?.ok() },
        )
    })
}

/// Where this server is at home, while people still come from elsewhere.
fn addresses(config: &Config) -> Option<Addresses> {
    let home = config.public_url.as_ref().filter(|_| !config.former_urls.is_empty())?;
    let former = config.former_urls.iter().map(ToString::to_string).collect();
    Some(Addresses { home: home.to_string(), former })
}
