//! From which site a request comes. Server functions and sockets check no origin by themselves, so
//! this one place does, for every request that is not a plain read.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use wire::error;

use crate::{config::Origin, failure::ApiError};

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Where the caller's page stands, if it stands at another site that the owner allowed.
pub(super) fn allowed_site<'a>(headers: &HeaderMap, path: &str, allowed: &'a [Origin]) -> Option<&'a Origin> {
    let origin = headers.get(header::ORIGIN)?;
    let is_theirs = path.starts_with("/api/v1/") || path == wire::socket::PATH;
    allowed.iter().find(|it| is_theirs && it.as_str().as_bytes() == origin.as_bytes())
}

/// Refuses what another site makes a browser send. Programs send neither header and are let in:
/// they carry no cookie of a browser.
pub(super) fn check(
    method: &Method,
    headers: &HeaderMap,
    own: &Origin,
    allowed_site: Option<&Origin>,
) -> Result<(), ApiError> {
    // A socket is no plain read: what flows over it is kept from other sites by this check alone.
    let upgrades = headers.contains_key(header::UPGRADE);
    if (*method == Method::GET || *method == Method::HEAD) && !upgrades {
        return Ok(());
    }
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let (origin, another) = (origins.next(), origins.next());
    let site = headers.get(FETCH_SITE).map(HeaderValue::as_bytes);
    let fits = match origin {
        Some(_) if another.is_some() => false,
        Some(_) if allowed_site.is_some() => true,
        // Browsers do not agree on what site a socket comes from, but all of them name its origin.
        Some(origin) => {
            origin.as_bytes() == own.as_str().as_bytes()
                && (upgrades || matches!(site, None | Some(b"same-origin")))
        }
        None => matches!(site, None | Some(b"same-origin" | b"none")),
    };
    if fits { Ok(()) } else { Err((&error::ORIGIN_REFUSED).into()) }
}

/// Answers a browser that asks whether a page of an allowed site may send a request.
pub(super) fn preflight(method: &Method, headers: &HeaderMap, site: Option<&Origin>) -> Option<Response> {
    let asks = *method == Method::OPTIONS && headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    site.filter(|_| asks)?;
    let says = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST")),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("authorization, content-type")),
        (header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600")),
    ];
    Some((StatusCode::NO_CONTENT, says).into_response())
}

/// Lets the page of an allowed site read the answer.
pub(super) fn let_read(headers: &mut HeaderMap, site: Option<&Origin>) {
    headers.append(header::VARY, HeaderValue::from_static("origin"));
    let Some(Ok(site)) = site.map(|it| HeaderValue::from_str(it.as_str())) else { return };
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, site);
    headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
    let shown = HeaderValue::from_static("retry-after, x-request-id");
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, shown);
}
