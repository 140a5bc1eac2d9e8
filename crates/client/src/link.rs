//! Requests to `/api/v1`, and the envelope they come back in.

use std::{cell::Cell, rc::Rc};

use gloo_net::http::{Request, RequestBuilder, Response};
use js_sys::JSON;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Blob};
use wire::{envelope::Failure, error};

use crate::{
    trouble::Trouble,
    wait::{Timer, sleep},
};

/// An answer that has not come by then will hardly come.
const PATIENCE_MILLIS: i32 = 15_000;
/// A whole account is more than an answer.
const FILE_PATIENCE_MILLIS: i32 = 300_000;
/// The longest that a server may ask us to wait before the one second try.
const RETRY_SECONDS_MAX: i32 = 10;

/// Blanks before what stands inside.
const INDENT: u32 = 2;

/// A body that says nothing, `{}`.
#[derive(Serialize)]
pub(crate) struct Empty {}

/// Whether a page could be loaded just now.
pub async fn is_reachable() -> bool {
    matches!(fetch("/", None).await, Ok(reply) if reply.status < 500)
}

/// Reads what lies at a path, `/api/v1/...`.
pub async fn get<T: DeserializeOwned>(path: &str) -> Result<T, Trouble> {
    open(&fetch(path, None).await?)
}

/// Asks at a path, or posts a text to it, and takes the answer whatever it says: its status, and its body
/// laid out for people if it is JSON.
pub async fn as_it_is(path: &str, body: Option<&str>) -> Result<(u16, String), Trouble> {
    let reply = fetch(path, body).await?;
    let laid_out = JSON::parse(&reply.body)
        .and_then(|it| JSON::stringify_with_replacer_and_space(&it, &JsValue::NULL, &INDENT.into()))
        .map(String::from);
    Ok((reply.status, laid_out.unwrap_or(reply.body)))
}

/// Reads what lies at a path to the letter: it comes without an envelope.
pub async fn text(path: &str) -> Result<String, Trouble> {
    let reply = fetch(path, None).await?;
    match reply.status {
        200 => Ok(reply.body),
        _ => Err(unwrap(&reply).err().unwrap_or_else(unreadable)),
    }
}

/// Posts a body to a path, and reads the answer.
pub async fn post<B: Serialize, T: DeserializeOwned>(path: &str, body: &B) -> Result<T, Trouble> {
    let body = serde_json::to_string(body)
        .ok()
        .ok_or_else(|| Trouble::Unreadable("This cannot be written down to be sent.".into()))?;
    open(&fetch(path, Some(&body)).await?)
}

/// Fetches what lies at a path as a file, to the letter; the browser may keep it on its disk. An
/// answer that is no file is read for why.
pub(crate) async fn file(path: &str) -> Result<Blob, Trouble> {
    let request = Request::get(path);
    let fetched = patiently(FILE_PATIENCE_MILLIS, request, async |request| {
        let response = request.send().await?;
        if !response.ok() {
            return Ok(Err(read(&response).await?));
        }
        let raw = web_sys::Response::from(response);
        let blob = JsFuture::from(raw.blob().map_err(lost)?).await.map_err(lost)?;
        Ok(Ok(Blob::from(blob)))
    })
    .await?;
    fetched.map_err(|reply| unwrap(&reply).err().unwrap_or_else(unreadable))
}

/// A body that broke off on the way.
fn lost(_why: JsValue) -> gloo_net::Error {
    gloo_net::Error::GlooError("The file broke off.".into())
}

/// What came back, whatever it says.
struct Reply {
    status: u16,
    retry_after_seconds: Option<i32>,
    body: String,
}

async fn fetch(path: &str, body: Option<&str>) -> Result<Reply, Trouble> {
    let reply = once(path, body).await?;
    match reply.retry_after_seconds {
        // Too many requests: the server did nothing with it, so the same may be asked again.
        Some(seconds) if reply.status == error::TOO_MANY_REQUESTS.status => {
            sleep(seconds.clamp(1, RETRY_SECONDS_MAX) * 1_000).await;
            once(path, body).await
        }
        _ => Ok(reply),
    }
}

async fn once(path: &str, body: Option<&str>) -> Result<Reply, Trouble> {
    let request = match body {
        None => Request::get(path),
        Some(_) => Request::post(path).header("Content-Type", "application/json"),
    };
    patiently(PATIENCE_MILLIS, request, async |request| {
        let response = match body {
            None => request.send().await?,
            Some(body) => request.body(body)?.send().await?,
        };
        read(&response).await
    })
    .await
}

async fn read(response: &Response) -> Result<Reply, gloo_net::Error> {
    let body = response.text().await?;
    Ok(Reply { status: response.status(), retry_after_seconds: retry_after(response), body })
}

/// Asks, and gives up when that takes too long, down to the last byte.
async fn patiently<T>(
    millis: i32,
    request: RequestBuilder,
    ask: impl AsyncFnOnce(RequestBuilder) -> Result<T, gloo_net::Error>,
) -> Result<T, Trouble> {
    let gave_up = Rc::new(Cell::new(false));
    let controller = AbortController::new().ok();
    let signal = controller.as_ref().map(AbortController::signal);
    let hand = gave_up.clone();
    let _timer = Timer::after(millis, move || {
        hand.set(true);
        if let Some(controller) = controller {
            controller.abort();
        }
    });
    let request = request.header("Accept", "application/json").abort_signal(signal.as_ref());
    ask(request)
        .await
        .map_err(|_why| if gave_up.get() { Trouble::from(&error::TIMEOUT) } else { Trouble::Offline })
}

fn retry_after(response: &Response) -> Option<i32> {
    response.headers().get("retry-after")?.trim().parse().ok()
}

/// The envelope with its letter still closed: one reader for all answers, and a small one for each.
#[derive(Deserialize)]
struct Closed<'a> {
    success: bool,
    #[serde(borrow, default)]
    data: Option<&'a RawValue>,
    #[serde(default)]
    error: Option<Failure>,
}

fn open<T: DeserializeOwned>(reply: &Reply) -> Result<T, Trouble> {
    let data = unwrap(reply)?;
    serde_json::from_str(data).or(Err(unreadable()))
}

fn unwrap(reply: &Reply) -> Result<&str, Trouble> {
    match serde_json::from_str::<Closed<'_>>(&reply.body) {
        Ok(Closed { success: true, data, .. }) => Ok(data.map_or("null", RawValue::get)),
        Ok(Closed { error: Some(failure), .. }) => {
            Err(Trouble::Refused { code: failure.code, sentence: failure.message })
        }
        // A door before ours answered in its own words: the server itself was not reached.
        _ if matches!(reply.status, 502..=504) => Err(Trouble::Offline),
        _ => Err(unreadable()),
    }
}

fn unreadable() -> Trouble {
    Trouble::Unreadable("The server's answer cannot be read. A reload of this page may help.".into())
}
