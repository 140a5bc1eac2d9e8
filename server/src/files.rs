//! Files that browsers fetch: the built package, fonts and pictures. Precompressed where the build
//! left such files, and in parts for those who ask for parts.

use std::path::{Path, PathBuf};

use axum::{
    extract::Request,
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
    routing::{MethodRouter, get_service},
};
use http::{HeaderMap, HeaderValue, StatusCode, Version, header};
use tower_http::services::ServeDir;
use wire::error;

use crate::{failure::ApiError, gate::let_others_fetch, state::AppState};

/// Names carry a hash of the content: what was fetched once is right for ever.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Names carry no hash, yet the content changes hardly ever.
const A_MONTH: &str = "public, max-age=2592000";
/// Soon asked for again, which is cheap: nothing changed.
const TEN_MINUTES: &str = "public, max-age=600";
const ASK_ALWAYS: &str = "no-cache";
/// A picture may style itself, and can do nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

/// Where the files lie, and whether their names carry a hash.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    root: PathBuf,
    pub(crate) hashed: bool,
}

impl Site {
    /// cargo-leptos leaves the list of hashes beside the binary; where there is one, names have them.
    pub(crate) fn at(root: &Path) -> Self {
        let list = std::env::current_exe().ok().and_then(|it| Some(it.parent()?.join("hash.txt")));
        Self { root: root.into(), hashed: list.is_some_and(|it| it.is_file()) }
    }
}

/// `/pkg`: scripts, WASM and style.
pub(crate) fn package(app: &AppState) -> MethodRouter<AppState> {
    serve(app, if app.inner.site.hashed { FOR_EVER } else { ASK_ALWAYS })
}

/// `/assets`: what the forge made. Only what a manifest can list: those names carry a hash, and the
/// manifest itself, which does not, has a door of its own.
pub(crate) fn asset(app: &AppState) -> MethodRouter<AppState> {
    let listed = |request: Request, next: Next| async move {
        let path = request.uri().path().strip_prefix("/assets/").unwrap_or_default();
        if !wire::asset::is_path(path) {
            return ApiError::from(&error::NOT_FOUND).into_response();
        }
        next.run(request).await
    };
    serve(app, FOR_EVER).layer(from_fn(listed))
}

pub(crate) fn font(app: &AppState) -> MethodRouter<AppState> {
    serve(app, A_MONTH)
}

/// The pages ask for a picture with the hash of what it is: that may be kept. Without one it may change.
pub(crate) fn picture(app: &AppState) -> MethodRouter<AppState> {
    let named = |request: Request, next: Next| async move {
        let hashed = request.uri().query().is_some_and(|it| !it.is_empty());
        let mut answer = next.run(request).await;
        let headers = answer.headers_mut();
        if hashed && headers.get(header::CACHE_CONTROL).is_some_and(|it| it == TEN_MINUTES) {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOR_EVER));
        }
        answer
    };
    serve(app, TEN_MINUTES).layer(from_fn(named))
}

fn serve(app: &AppState, keeping: &'static str) -> MethodRouter<AppState> {
    let folder = ServeDir::new(&app.inner.site.root)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip();
    let for_others = app.config().asset_base_url.is_some();
    let say = move |request: Request, next: Next| async move {
        let mut answer: Response = next.run(request).await;
        let headers = answer.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(ASK_ALWAYS));
        headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
        if for_others {
            let_others_fetch(headers);
        }
        let found = [StatusCode::OK, StatusCode::PARTIAL_CONTENT, StatusCode::NOT_MODIFIED];
        if found.contains(&answer.status()) {
            answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(keeping));
        }
        answer
    };
    get_service(folder).layer(from_fn(say))
}

/// Pages and JSON; those of some size are compressed. Files were compressed when they were built, far better than there
/// is time for now; a part of a file must not be compressed at all.
pub(crate) fn is_text(_: StatusCode, _: Version, headers: &HeaderMap, _: &http::Extensions) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).map_or(&b""[..], |it| it.as_bytes());
    [&b"text/html"[..], b"application/json", b"text/plain"].iter().any(|it| kind.starts_with(it))
}
