//! Under which name the server is called. Another name is another origin, hence another key store
//! in the browser, so where there is one public address all other names lead to it.

use std::net::{IpAddr, SocketAddr};

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header, uri::Authority};
use wire::error;

use crate::{
    config::{Config, Origin},
    failure::ApiError,
};

/// Where the server is reached.
#[derive(Clone, Debug)]
pub(crate) enum Address {
    /// By this name alone.
    One(Origin),
    /// By whatever name a network gives to the machine.
    Any { https: bool },
}

impl Address {
    pub(crate) fn of(config: &Config, bound: SocketAddr) -> Self {
        match &config.public_url {
            Some(origin) => Self::One(origin.clone()),
            None if bound.ip().is_loopback() => Self::One(Origin::of(config.has_tls(), &bound.to_string())),
            None => Self::Any { https: config.has_tls() },
        }
    }

    /// Whether it is known to be HTTPS whatever a request says.
    pub(super) fn is_https(&self) -> bool {
        match self {
            Self::One(origin) => origin.is_https(),
            Self::Any { https } => *https,
        }
    }

    /// How people would type it.
    pub(crate) fn to_people(&self, bound: SocketAddr) -> Origin {
        match self {
            Self::One(origin) => origin.clone(),
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
            Self::One(origin) => Ok(origin.clone()),
            Self::Any { https } => match called.parse::<Authority>() {
                Ok(it) if !it.as_str().contains('@') => Ok(Origin::of(*https || by_https, it.as_str())),
                _ => Err((&error::MALFORMED).into()),
            },
        }
    }

    /// Where a caller is sent who used another name. The scheme is not compared: a proxy in front
    /// takes care of it, or the header of strict transport does.
    pub(super) fn elsewhere(&self, called: &str, method: &Method, uri: &Uri) -> Option<Response> {
        match self {
            Self::One(origin) if !origin.is_called(called) => Some(lead(origin, method, uri)),
            _ => None,
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
        Ok(target) if *method == Method::GET || *method == Method::HEAD => {
            (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, target)]).into_response()
        }
        _ => {
            let details = serde_json::json!({ "address": origin.as_str() });
            ApiError::with_details(&error::ORIGIN_REFUSED, details).into_response()
        }
    }
}
