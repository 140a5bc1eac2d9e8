//! A record on paper: `{"v":1,"body":...}` in JSON. `v` counts the shapes its shelf has had.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;

use super::Shelf;
use crate::trouble::Trouble;

#[derive(Serialize)]
struct Written<'a, T> {
    v: u32,
    body: &'a T,
}

#[derive(Deserialize)]
struct Read<T> {
    body: T,
}

#[derive(Deserialize)]
struct Shape {
    v: u32,
}

pub(super) fn write<T: Serialize>(shelf: Shelf, body: &T) -> Result<JsValue, Trouble> {
    match serde_json::to_string(&Written { v: shelf.shape(), body }) {
        Ok(text) => Ok(text.into()),
        Err(_) => Err(Trouble::NoStorage("This cannot be written down to be kept.".into())),
    }
}

pub(super) fn read<T: DeserializeOwned>(shelf: Shelf, value: &JsValue) -> Result<T, Trouble> {
    let text = value.as_string().ok_or_else(unreadable)?;
    match serde_json::from_str::<Shape>(&text) {
        Ok(shape) if shape.v > shelf.shape() => Err(newer()),
        // There has been one shape so far; the second one brings its own reader for the first.
        Ok(_) => serde_json::from_str::<Read<T>>(&text).ok().map(|it| it.body).ok_or_else(unreadable),
        Err(_) => Err(unreadable()),
    }
}

/// The key of the n-th record of a shelf with an order: digits that sort as numbers do.
pub(super) fn place(number: u64) -> String {
    let digits = number.to_string();
    let mut key = "0".repeat(16_usize.saturating_sub(digits.len()));
    key.push_str(&digits);
    key
}

pub(super) fn newer() -> Trouble {
    Trouble::NoStorage(
        "A newer version of the game has used this browser's storage. Reload this page.".into(),
    )
}

fn unreadable() -> Trouble {
    Trouble::NoStorage("Something kept in this browser cannot be read by this version of the game.".into())
}
