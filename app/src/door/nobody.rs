//! The null twin of the door to the client: there is no browser here. Handlers and effects, which
//! alone call these, never run on the server.

use leptos::web_sys::HtmlCanvasElement;
use rules::{StreamId, TextId, character};
use wire::{SaltedText, Sequence};

use super::Trouble;
use crate::{
    read::{Answer, Question},
    tab::Me,
};

pub(crate) struct Lantern;

/// Where there is no store either, nobody answers.
#[cfg(not(feature = "ssr"))]
pub(crate) async fn ask(_question: Question) -> Answer {
    Answer::Offline
}

#[cfg(not(feature = "ssr"))]
pub(crate) fn missing() {}

pub(crate) async fn boot() -> Result<Me, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn log_in() -> Result<Me, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn log_out() -> Result<Me, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn send(
    _stream: StreamId,
    _expected: Option<Sequence>,
    _wish: character::Command,
    _texts: Vec<SaltedText>,
) -> Result<wire::Answer, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn flush() -> Result<Vec<wire::Answer>, Trouble> {
    Ok(Vec::new())
}

pub(crate) async fn waiting() -> u32 {
    0
}

pub(crate) async fn undecided() -> Vec<StreamId> {
    Vec::new()
}

pub(crate) async fn held() -> Option<String> {
    None
}

pub(crate) async fn keep(_question: Question, _answer: Answer) {}

pub(crate) async fn whoami() -> Option<Me> {
    None
}

pub(crate) fn new_text(text: &str) -> SaltedText {
    SaltedText { id: TextId([0; 16]), salt: [0; 16], text: text.into() }
}

pub(crate) fn new_stream() -> StreamId {
    StreamId([0; 16])
}

pub(crate) fn light(_canvas: HtmlCanvasElement) -> Option<Lantern> {
    None
}

pub(crate) async fn keep_new(_answer: wire::Answer) {}
