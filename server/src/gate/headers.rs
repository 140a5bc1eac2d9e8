//! What every answer tells the browser: trust little, keep little, load from here alone.

use http::{HeaderMap, HeaderName, HeaderValue, header};

use super::Address;
use crate::config::Config;

const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
/// For what is no page: nothing may run or load, should a browser show it.
const NOTHING: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
);

/// Headers that are the same for every answer of this server.
pub(crate) fn static_headers(address: &Address) -> Vec<(HeaderName, HeaderValue)> {
    let mut headers = vec![
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
        (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
        (OPENER, HeaderValue::from_static("same-origin")),
        (
            PERMISSIONS,
            HeaderValue::from_static(
                "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
            ),
        ),
    ];
    if address.holds_to_https() {
        headers.push((header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000")));
    }
    headers
}

/// Puts them on an answer. What a handler said about caching and policy stays.
pub(super) fn put(headers: &mut HeaderMap, always: &[(HeaderName, HeaderValue)]) {
    for (name, value) in always {
        headers.insert(name.clone(), value.clone());
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(NOTHING);
    headers.entry(RESOURCE).or_insert(HeaderValue::from_static("same-origin"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

/// At an insecure address browsers ignore this header, and complain about it on every page.
pub(super) fn leave_out_what_needs_https(headers: &mut HeaderMap) {
    headers.remove(OPENER);
}

/// The policy of a page. Scripts: our own files, those that carry this page's nonce, and WASM.
/// Styles: our own files, so no attribute and no element brings any.
pub(crate) fn page_policy(config: &Config, nonce: &str) -> HeaderValue {
    let base = config.asset_base_url.as_ref().map_or(String::new(), |it| format!(" {}", it.origin()));
    let reload = if std::env::var_os("LEPTOS_WATCH").is_some() { " ws:" } else { "" };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'{base}; style-src 'self'{base}; \
         img-src 'self' data: blob:{base}; font-src 'self'{base}; connect-src 'self'{base}{reload}; \
         manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'none'; object-src 'none'"
    );
    HeaderValue::try_from(policy).expect("nonces are base64url and bases are origins")
}

/// Files that a page under another address fetches, when there is a CDN in front.
pub(crate) fn let_others_fetch(headers: &mut HeaderMap) {
    headers.insert(RESOURCE, HeaderValue::from_static("cross-origin"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
}
