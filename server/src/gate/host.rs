//! Under which name the server is called. Another name is another origin, hence another key store
//! in the browser, so where there is one public address all other names lead to it. Those that it had
//! before lead there by a page of their own, which takes along what the browser keeps for them.

use std::{
    fmt::Write,
    net::{IpAddr, SocketAddr},
};

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header, uri::Authority};
use wire::{error, path::MOVE};

use crate::{
    config::{Config, Origin},
    failure::ApiError,
};

/// Where the server is reached.
#[derive(Clone, Debug)]
pub(crate) enum Address {
    /// By this name alone, and for a while by those that it had before.
    One { home: Origin, former: Vec<Origin> },
    /// By whatever name a network gives to the machine.
    Any { https: bool },
}

impl Address {
    pub(crate) fn of(config: &Config, bound: SocketAddr) -> Self {
        let here = || Origin::of(config.has_tls(), &bound.to_string());
        match &config.public_url {
            Some(home) => Self::One { home: home.clone(), former: config.former_urls.clone() },
            None if bound.ip().is_loopback() => Self::One { home: here(), former: Vec::new() },
            None => Self::Any { https: config.has_tls() },
        }
    }

    /// Whether who calls by this name speaks HTTPS, whatever the request says.
    pub(super) fn is_https(&self, called: &str) -> bool {
        match self {
            Self::One { home, .. } => self.former(called).unwrap_or(home).is_https(),
            Self::Any { https } => *https,
        }
    }

    /// Whether browsers that were here should never again speak plain HTTP to this host. They hold
    /// to it on every port, so not while people still come from a former address that is plain.
    pub(super) fn holds_to_https(&self) -> bool {
        match self {
            Self::One { home, former } => {
                let plain = |it: &Origin| !it.is_https() && it.host() == home.host();
                home.is_https() && !former.iter().any(plain)
            }
            Self::Any { https } => *https,
        }
    }

    /// How people would type it.
    pub(crate) fn to_people(&self, bound: SocketAddr) -> Origin {
        match self {
            Self::One { home, .. } => home.clone(),
            Self::Any { https } => {
                let shown = match bound.ip() {
                    IpAddr::V4(it) if it.is_unspecified() => format!("127.0.0.1:{}", bound.port()),
                    IpAddr::V6(it) if it.is_unspecified() => format!("[::1]:{}", bound.port()),
                    _ => bound.to_string(),
                };
                Origin::of(*https, &shown)
            }
        }
    }

    /// The server's own origin as this caller knows it.
    pub(super) fn own_origin(&self, called: &str, by_https: bool) -> Result<Origin, ApiError> {
        match self {
            Self::One { home, .. } => Ok(self.former(called).unwrap_or(home).clone()),
            Self::Any { https } => match called.parse::<Authority>() {
                Ok(it) if !it.as_str().contains('@') => Ok(Origin::of(*https || by_https, it.as_str())),
                _ => Err((&error::MALFORMED).into()),
            },
        }
    }

    /// Where a caller is sent who used another name. The scheme is not compared: a proxy in front
    /// takes care of it, or the header of strict transport does. Under a former name everything is
    /// served but pages, so that what the browser keeps there can still be used, and taken along.
    pub(super) fn elsewhere(
        &self,
        called: &str,
        method: &Method,
        uri: &Uri,
        is_page: bool,
    ) -> Option<Response> {
        let Self::One { home, .. } = self else { return None };
        if home.is_called(called) {
            return None;
        }
        match self.former(called) {
            Some(_) => (is_page && reads(method) && uri.path() != MOVE).then(|| move_on(uri)),
            None => Some(lead(home, method, uri)),
        }
    }

    /// The former name by which somebody calls.
    fn former(&self, called: &str) -> Option<&Origin> {
        match self {
            Self::One { former, .. } => former.iter().find(|it| it.is_called(called)),
            Self::Any { .. } => None,
        }
    }
}

/// The name that was called: HTTP/2 puts it into the address, HTTP/1 into a header.
pub(super) fn called<'a>(uri: &'a Uri, headers: &'a HeaderMap) -> &'a str {
    let header = || headers.get(header::HOST).and_then(|it| it.to_str().ok());
    uri.authority().map(Authority::as_str).or_else(header).unwrap_or_default()
}

fn lead(origin: &Origin, method: &Method, uri: &Uri) -> Response {
    let path = uri.path_and_query().map_or("/", |it| it.as_str());
    let target = HeaderValue::try_from(format!("{origin}{path}"));
    match target {
        Ok(target) if reads(method) => {
            (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, target)]).into_response()
        }
        _ => {
            let details = serde_json::json!({ "address": origin.as_str() });
            ApiError::with_details(&error::ORIGIN_REFUSED, details).into_response()
        }
    }
}

/// To the page that moves a browser, under the very name that was called. What was asked for goes
/// along, every sign of it spelled out.
fn move_on(uri: &Uri) -> Response {
    let wanted = uri.path_and_query().map_or("/", |it| it.as_str());
    let mut target = format!("{}?to=", MOVE);
    for byte in wanted.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            target.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _ = write!(target, "%{byte:02X}");
        }
    }
    let target = HeaderValue::try_from(target).expect("letters, digits and a few signs");
    let keeping = HeaderValue::from_static("no-store");
    let says = [(header::LOCATION, target), (header::CACHE_CONTROL, keeping)];
    (StatusCode::TEMPORARY_REDIRECT, says).into_response()
}

fn reads(method: &Method) -> bool {
    *method == Method::GET || *method == Method::HEAD
}
