//! What there is to see and hear, for whoever wants to keep it.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use wire::error;

use super::Answer;
use crate::{failure::success, state::AppState};

/// Asked for at every visit; mostly nothing has changed.
const ASK_ALWAYS: HeaderValue = HeaderValue::from_static("no-cache");

/// `GET /api/v1/assets/manifest`: [`wire::asset::Manifest`]. The paths in it stand below `/assets`.
pub(crate) async fn manifest(State(app): State<AppState>, headers: HeaderMap) -> Answer {
    let assets = app.inner.assets.as_ref().ok_or(&error::ASSETS_MISSING)?;
    let known = headers.get_all(header::IF_NONE_MATCH).iter().any(|it| names(it, &assets.tag));
    let mut answer = match known {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => success(&app, &assets.manifest),
    };
    answer.headers_mut().insert(header::ETAG, assets.tag.clone());
    answer.headers_mut().insert(header::CACHE_CONTROL, ASK_ALWAYS);
    Ok(answer)
}

/// `GET /picture/{name}`: leads to the file of `picture/<name>` as it is now, and `/picture/icon/{name}` to that of
/// an icon. Pages name a picture before anything could tell them its hash.
pub(crate) async fn picture(State(app): State<AppState>, Path(name): Path<String>) -> Answer {
    let assets = app.inner.assets.as_ref().ok_or(&error::ASSETS_MISSING)?;
    let id = if name.starts_with("icon/") { name } else { ["picture/", &name].concat() };
    let asset = assets.manifest.assets.iter().find(|it| it.id.as_str() == id).ok_or(&error::NOT_FOUND)?;
    let base = app.config().asset_base_url.as_ref().map_or("", |it| it.as_str());
    let mut answer = Redirect::temporary(&[base, "/assets/", &asset.path].concat()).into_response();
    answer.headers_mut().insert(header::CACHE_CONTROL, ASK_ALWAYS);
    Ok(answer)
}

/// Whether a list of tags names this one. On the way a weak one is made of it where an answer is
/// compressed.
fn names(list: &HeaderValue, tag: &HeaderValue) -> bool {
    let Ok(list) = list.to_str() else { return false };
    let same = |it: &str| it == "*" || it.strip_prefix("W/").unwrap_or(it).as_bytes() == tag.as_bytes();
    list.split(',').map(str::trim).any(same)
}
