//! The way in: a challenge, a signature, a session. And the way out.

use axum::{
    Extension,
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, header};
use rules::AccountId;
use store::{KeyStanding, NewSession, Place};
use wire::{Challenge, Login, LoginPost, Millis, PublicKey, Purpose, SessionView, encoding, error};

use super::{
    Answer, Passed,
    body::{Nothing, Posted},
    nonce,
    trust::{at, believe},
};
use crate::{
    chance::random,
    cookie,
    failure::{ApiError, success},
    limit::SESSION_MILLIS,
    routes::Rate,
    session::{sha256, token_hash},
    state::AppState,
};

/// `POST /api/v1/auth/challenge`. A browser without a mark gets one; nothing is written down.
pub(crate) async fn challenge(
    State(app): State<AppState>,
    passage: Passed,
    Extension(session): Extension<Option<SessionView>>,
    headers: HeaderMap,
    _: Posted<Nothing>,
) -> Answer {
    let known = cookie::BROWSER.find(&headers, passage.secure).filter(|it| is_mark(it));
    let browser = match known {
        Some(mark) => mark.to_owned(),
        None => encoding::encode(&random::<32>()?),
    };
    let (nonce, expires_at) = nonce::make(&app.inner.nonce_secret, &browser, app.now())?;
    let challenge = Challenge {
        nonce,
        server: app.store().server_key(),
        expires_at,
        rules_version: rules::RULES_VERSION,
        content_hash: rules::Content::built_in_hash(),
        session,
    };
    let mark = cookie::BROWSER.keep(&browser, passage.secure, None);
    Ok(with_cookie(success(&app, challenge), mark))
}

/// `POST /api/v1/auth/verify`. The cheap and certain checks come first; that a nonce is used once
/// is decided in the transaction that begins the session. Browsers renew their session here too:
/// the one before ends, so that a cookie that was stolen is good for minutes.
pub(crate) async fn verify(
    State(app): State<AppState>,
    passage: Passed,
    headers: HeaderMap,
    Posted(post): Posted<LoginPost>,
) -> Answer {
    let now = app.now();
    let place = Place { server: app.store().server_key(), origin: passage.origin.as_str() };
    let key = post.signed.key;
    let login: Login = believe(&post.signed, Purpose::Login)?;
    at(&place, login.server, &login.origin)?;
    let browser = cookie::BROWSER.find(&headers, passage.secure);
    let nonce = nonce::check(&app.inner.nonce_secret, &login.nonce, browser, now)?;
    match app.store().has_key(login.account, key).await? {
        KeyStanding::Active => {}
        KeyStanding::UnknownKey => return Err((&error::KEY_UNKNOWN).into()),
        KeyStanding::UnknownAccount => return Err((&error::ACCOUNT_UNKNOWN).into()),
    }
    app.inner.rates.take_account(login.account, Rate::Login, now).map_err(ApiError::too_fast)?;

    let token = random::<32>()?;
    let expires_at = Millis(now.0 + SESSION_MILLIS);
    let begun = NewSession {
        token_hash: sha256(&token),
        replaces: token_hash(&headers, passage.secure),
        account: login.account,
        key,
        renew: post.renew,
        lineage: random()?,
        nonce_hash: nonce.hash,
        nonce_expires_at: nonce.expires_at,
        expires_at,
    };
    app.store().log_in(begun, now).await?;
    let kept = cookie::SESSION.keep(&encoding::encode(&token), passage.secure, Some(SESSION_MILLIS));
    Ok(with_cookie(success(&app, view(login.account, key, expires_at)), kept))
}

/// `POST /api/v1/auth/logout`. Without a session there is nothing to end, and that is well.
pub(crate) async fn log_out(
    State(app): State<AppState>,
    passage: Passed,
    headers: HeaderMap,
    _: Posted<Nothing>,
) -> Answer {
    if let Some(hash) = token_hash(&headers, passage.secure) {
        app.store().log_out(hash).await?;
        app.hub().doubt();
    }
    let answer = success(&app, serde_json::json!({}));
    Ok(with_cookie(answer, cookie::SESSION.forget(passage.secure)))
}

/// `POST /api/v1/auth/logout_everywhere`: on this device and on all others of the account.
pub(crate) async fn log_out_everywhere(
    State(app): State<AppState>,
    passage: Passed,
    Extension(session): Extension<Option<SessionView>>,
    _: Posted<Nothing>,
) -> Answer {
    let session = session.ok_or(&error::SESSION_MISSING)?;
    app.store().log_out_everywhere(session.account, app.now()).await?;
    app.hub().doubt();
    let answer = success(&app, serde_json::json!({}));
    Ok(with_cookie(answer, cookie::SESSION.forget(passage.secure)))
}

/// `GET /api/v1/auth/session`
pub(crate) async fn session(
    State(app): State<AppState>,
    Extension(session): Extension<Option<SessionView>>,
) -> Answer {
    Ok(success(&app, session.ok_or(&error::SESSION_MISSING)?))
}

fn view(account: AccountId, key: PublicKey, expires_at: Millis) -> SessionView {
    SessionView { account, key, did: key.did(), expires_at, owner: false }
}

fn is_mark(text: &str) -> bool {
    encoding::decode_exact::<32>(text).is_some()
}

fn with_cookie(answer: Response, cookie: HeaderValue) -> Response {
    let mut answer = answer.into_response();
    answer.headers_mut().append(header::SET_COOKIE, cookie);
    answer
}
