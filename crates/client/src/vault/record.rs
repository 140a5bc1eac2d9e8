//! A record on paper: `{"v":1,"body":...}` in JSON. `v` counts the shapes its shelf has had.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;
use wasm_bindgen::JsValue;

use super::Shelf;
use crate::{database::newer, trouble::Trouble};

#[derive(Serialize)]
struct Written<'a, T> {
    v: u32,
    body: &'a T,
}

/// The body still closed, so that one reader serves all shelves.
#[derive(Deserialize)]
struct Closed<'a> {
    v: u32,
    #[serde(borrow, default)]
    body: Option<&'a RawValue>,
}

pub(super) fn write<T: Serialize>(shelf: Shelf, body: &T) -> Result<JsValue, Trouble> {
    match serde_json::to_string(&Written { v: shelf.shape(), body }) {
        Ok(text) => Ok(text.into()),
        Err(_) => Err(Trouble::NoStorage("This cannot be written down to be kept.".into())),
    }
}

pub(super) fn read<T: DeserializeOwned>(shelf: Shelf, value: &JsValue) -> Result<T, Trouble> {
    let text = value.as_string().ok_or_else(unreadable)?;
    let body = unwrap(shelf, &text)?;
    // Who has had several shapes reads them all; see the account of `identity`.
    serde_json::from_str(body).or(Err(unreadable()))
}

fn unwrap(shelf: Shelf, text: &str) -> Result<&str, Trouble> {
    match serde_json::from_str::<Closed<'_>>(text) {
        Ok(closed) if closed.v > shelf.shape() => Err(newer()),
        Ok(Closed { body: Some(body), .. }) => Ok(body.get()),
        _ => Err(unreadable()),
    }
}

/// The key of the n-th record of a shelf with an order: digits that sort as numbers do.
pub(super) fn place(number: u64) -> String {
    let digits = number.to_string();
    let mut key = "0".repeat(16_usize.saturating_sub(digits.len()));
    key.push_str(&digits);
    key
}

fn unreadable() -> Trouble {
    Trouble::NoStorage("Something kept in this browser cannot be read by this version of the game.".into())
}
