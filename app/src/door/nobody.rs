//! The null twin of the door to the client: there is no browser here. Handlers and effects, which
//! alone call these, never run on the server.

mod api;
mod codex;
mod dice;
mod moving;
mod owner;
mod places;
mod programs;
mod sound;
mod stage;
mod storage;

pub(crate) use api::*;
pub(crate) use codex::*;
pub(crate) use dice::*;
pub(crate) use moving::*;
pub(crate) use owner::*;
pub(crate) use places::*;
pub(crate) use programs::*;
pub(crate) use sound::*;
pub(crate) use stage::*;
pub(crate) use storage::*;

use leptos::web_sys::HtmlCanvasElement;
use rules::{Hash, StreamId, TextId, character};
use wire::{Millis, PublicKey, SaltedText, Sequence};

use super::{Heard, Trouble};
use crate::{
    keyring::Told,
    read::{Answer, Question},
    tab::Me,
};

use super::Came;

pub(crate) struct Lantern;
pub(crate) struct Live;

/// A second device is asked to come.
#[derive(Clone)]
pub(crate) struct Invitation {
    pub(crate) link: String,
}

/// A device that asks to be taken in.
#[derive(Clone)]
pub(crate) struct Asker {
    pub(crate) name: String,
    pub(crate) code: String,
}

/// This browser asks to be taken in.
#[derive(Clone)]
pub(crate) struct Asking {
    pub(crate) code: String,
}

/// 24 words that open the account.
#[derive(Clone)]
pub(crate) struct Words;

impl Words {
    pub(crate) fn list(&self) -> Vec<String> {
        Vec::new()
    }
}

/// Where there is no store either, nobody answers.
#[cfg(not(feature = "ssr"))]
pub(crate) async fn ask(_question: Question) -> Answer {
    Answer::Offline
}

#[cfg(not(feature = "ssr"))]
pub(crate) fn missing() {}

#[cfg(not(feature = "ssr"))]
pub(crate) fn look() -> crate::look::Look {
    crate::look::Look::default()
}

#[cfg(not(feature = "ssr"))]
pub(crate) fn owns() -> bool {
    false
}

pub(crate) async fn boot() -> Result<Me, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn came_back() -> bool {
    false
}

pub(crate) async fn log_in() -> Result<Me, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn open_account() -> Result<Me, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn log_in_again(_session: Millis) -> Result<Me, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn log_out() -> Result<Me, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn log_out_everywhere() -> Result<Me, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) fn session_end() -> Millis {
    Millis::default()
}

pub(crate) async fn settle_session() {}

pub(crate) async fn renew(_session: Millis) -> Result<(), Trouble> {
    Err(Trouble::Offline)
}

pub(crate) fn connect(_hear: impl Fn(Heard) + 'static) -> Option<Live> {
    None
}

pub(crate) async fn name_device(_key: PublicKey, _name: String) -> Result<(), Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn turn_away(_key: PublicKey) -> Result<(), Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn take_back(_words: String, _to: Hash, _away: Vec<PublicKey>) -> Result<(), Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn seen_keys() -> Option<Hash> {
    None
}

pub(crate) async fn keep_seen_keys(_head: Hash) {}

pub(crate) async fn told_keys() -> Option<Told> {
    None
}

pub(crate) async fn keep_told_keys(_told: Told) {}

pub(crate) async fn invite() -> Result<Invitation, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn asked(_invitation: Invitation) -> Result<Option<Asker>, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn approve(_invitation: Invitation, _asker: Asker) -> Result<(), Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn ask_in(_secret: String) -> Result<Option<Asking>, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn taken(_asking: Asking) -> Result<bool, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) fn make_words() -> Result<Words, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn set_recovery(_words: Words) -> Result<(), Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn drop_files() -> Result<(), Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn restore(_words: String) -> Result<Came, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn key_file(_passphrase: String) -> Result<String, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn restore_file(_file: String, _passphrase: String) -> Result<Came, Trouble> {
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

pub(crate) async fn begin_roster() {}

pub(crate) async fn keep_new(_answer: &wire::Answer) {}
