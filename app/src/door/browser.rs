//! The door to the client: the key, the outbox, the vault and the lantern.

mod api;
mod codex;
mod dice;
mod keys;
mod moving;
mod noise;
mod owner;
mod places;
mod programs;
mod sound;
mod stage;
mod storage;

use std::any::Any;

use client::{
    identity, outbox,
    stage::Lantern as Stage,
    vault::{self, Shelf},
};
use leptos::web_sys::HtmlCanvasElement;
use rules::{StreamId, character};
use send_wrapper::SendWrapper;
use wire::{CharacterView, Millis, Purpose, Receipt, RosterView, SaltedText, Sequence};

pub(crate) use api::*;
pub(crate) use codex::*;
pub(crate) use dice::*;
pub(crate) use keys::*;
pub(crate) use moving::*;
pub(crate) use owner::*;
pub(crate) use places::*;
pub(crate) use programs::*;
pub(crate) use sound::*;
pub(crate) use stage::*;
pub(crate) use storage::*;

use super::Trouble;
use crate::{
    dom,
    look::Look,
    read::{self, Answer, Found, Question},
    tab::Me,
    words,
};

/// Burns until it is dropped.
pub(crate) struct Lantern {
    /// Whatever it is: only the chunk that lit it knows how to put it out.
    _stage: Box<dyn Any>,
}

/// Answers a question after the first page: with what the vault keeps, at once, or else with what
/// the server says.
pub(crate) fn ask(question: Question) -> impl Future<Output = Answer> + Send {
    SendWrapper::new(async move {
        match kept(question).await {
            Some(Answer::Ready { value, at, of, .. }) => Answer::Ready { value, fresh: false, at, of },
            _ => own(read::fetch(question).await).await,
        }
    })
}

/// A status is for the server to set.
pub(crate) fn missing() {}

/// What this browser's cookies say; the server wrote the page by the same ones.
pub(crate) fn look() -> Look {
    dom::look()
}

/// Whether the server wrote the page for its owner.
pub(crate) fn owns() -> bool {
    dom::is_for_owner()
}

pub(crate) async fn boot() -> Result<Me, Trouble> {
    client::boot().await.map(me).map_err(told)
}

/// Whether this browser had lost its key, and has just come back by itself.
pub(crate) async fn came_back() -> bool {
    client::has_come_back()
}

pub(crate) async fn whoami() -> Option<Me> {
    identity::me().await.ok().map(me)
}

/// Logs in because a person asked for it.
pub(crate) async fn log_in() -> Result<Me, Trouble> {
    identity::log_in(true).await.map_err(told)?;
    identity::me().await.map(me).map_err(told)
}

/// Opens the account of this browser's key, and logs in.
pub(crate) async fn open_account() -> Result<Me, Trouble> {
    identity::open_account().await.map_err(told)?;
    identity::me().await.map(me).map_err(told)
}

/// Logs in by itself, because the server did not know a session that ends then.
pub(crate) async fn log_in_again(session: Millis) -> Result<Me, Trouble> {
    renew(session).await?;
    identity::me().await.map(me).map_err(told)
}

pub(crate) async fn log_out() -> Result<Me, Trouble> {
    identity::log_out().await.map_err(told)?;
    identity::me().await.map(me).map_err(told)
}

pub(crate) async fn send(
    stream: StreamId,
    expected: Option<Sequence>,
    wish: character::Command,
    texts: Vec<SaltedText>,
) -> Result<wire::Answer, Trouble> {
    outbox::send(stream, expected, rules::Command::Character(wish), texts).await.map_err(told)
}

pub(crate) async fn flush() -> Result<Vec<wire::Answer>, Trouble> {
    outbox::flush().await.map_err(told)
}

/// A vault that cannot be opened holds nothing that waits.
pub(crate) async fn waiting() -> u32 {
    outbox::waiting().await.unwrap_or(0)
}

/// The stream of each change that waits.
pub(crate) async fn undecided() -> Vec<StreamId> {
    outbox::undecided().await.unwrap_or_default()
}

/// Why a change that waits was turned away, if one was.
pub(crate) async fn held() -> Option<String> {
    let held = outbox::held().await.ok()?;
    held.into_iter().next().map(|it| it.why.sentence)
}

pub(crate) fn new_text(text: &str) -> SaltedText {
    outbox::new_text(text)
}

pub(crate) fn new_stream() -> StreamId {
    outbox::new_stream()
}

/// None where the browser has no WebGL: the picture stays.
pub(crate) fn light(canvas: HtmlCanvasElement) -> Option<Lantern> {
    Stage::light(canvas).ok().map(|stage| Lantern { _stage: Box::new(stage) })
}

/// Keeps an answer, and a character in the roster too, so that both tell the same.
pub(crate) async fn keep(question: Question, answer: Answer) {
    if foreign(&answer).await {
        return;
    }
    let Some(key) = key(question).await else { return };
    if let Answer::Ready { value: Found::Roster(roster), .. } = &answer {
        call(roster);
    }
    // A vault that is full or closed costs speed, not data: the server has it all.
    _ = vault::put(Shelf::Views, &key, &answer).await;
    if let Answer::Ready { value: Found::Character(view), .. } = answer {
        keep_in_roster(view).await;
    }
}

/// Keeps a character that has just begun, so that its page opens at once.
pub(crate) async fn keep_new(answer: &wire::Answer) {
    let Ok(receipt) = answer.receipt.read::<Receipt>(Purpose::Receipt) else { return };
    let Some(view) = answer.character.clone() else { return };
    let question = Question::Character(view.snapshot.stream);
    let (at, of) = (receipt.time, Some(view.snapshot.account));
    keep(question, Answer::Ready { value: Found::Character(view), fresh: true, at, of }).await;
}

/// Keeps the roster of an account that this browser has just begun: at that moment nobody stood in it.
/// Whoever is made here comes in by [`keep_new`]. An account that this browser was taken into may have
/// more, and its roster is only ever the server's.
pub(crate) async fn begin_roster() {
    if kept(Question::Roster).await.is_some() {
        return;
    }
    let Ok(Some(at)) = identity::begun_at().await else { return };
    let (Some(me), Some(key)) = (whoami().await, key(Question::Roster).await) else { return };
    let value = Found::Roster(RosterView::default());
    let empty = Answer::Ready { value, fresh: true, at, of: me.account };
    _ = vault::put(Shelf::Views, &key, &empty).await;
}

async fn keep_in_roster(view: CharacterView) {
    let Some(mut answer) = kept(Question::Roster).await else { return };
    if let Answer::Ready { value: Found::Roster(roster), .. } = &mut answer {
        roster.characters.retain(|it| it.snapshot.stream != view.snapshot.stream);
        let newer = |it: &CharacterView| it.changed_at > view.changed_at;
        let place = roster.characters.iter().take_while(|it| newer(it)).count();
        roster.characters.insert(place, view);
        call(roster);
    }
    if let Some(key) = key(Question::Roster).await {
        _ = vault::put(Shelf::Views, &key, &answer).await;
    }
}

/// An answer to another account of this browser is none here.
async fn own(answer: Answer) -> Answer {
    if foreign(&answer).await { Answer::NeedLogin } else { answer }
}

async fn foreign(answer: &Answer) -> bool {
    whoami().await.is_some_and(|it| answer.is_foreign_to(&it))
}

async fn kept(question: Question) -> Option<Answer> {
    let key = key(question).await?;
    vault::get(Shelf::Views, &key).await.ok().flatten()
}

/// Where an answer is kept: each account has its own place, and nobody has one when logged out.
async fn key(question: Question) -> Option<String> {
    let me = identity::me().await.ok().filter(|it| !it.logged_out)?;
    let account = me.account?.to_string();
    Some(match question {
        Question::Character(id) => [&account, "/character/", &id.to_string()].concat(),
        Question::History(id) => [&account, "/history/", &id.to_string()].concat(),
        Question::Roster => [&account, "/roster"].concat(),
        // The client keeps its own copy, of the same account as the API shows it.
        Question::Account => [&account, "/devices"].concat(),
        // Who is logged in, and who is here, is only ever asked of the server.
        Question::Owner | Question::Session => return None,
    })
}

fn me(me: client::Me) -> Me {
    let client::Me { key, account, keeping, logged_out, lost } = me;
    Me { key, account, plain: matches!(keeping, client::Keeping::Plain), logged_out, lost }
}

fn told(trouble: client::Trouble) -> Trouble {
    match trouble {
        client::Trouble::Offline => Trouble::Offline,
        // The server speaks of keys; who holds this one wants to know what to do.
        other if other.code() == wire::error::KEY_UNKNOWN.code => {
            Trouble::Told(words::TURNED_AWAY_HERE.into())
        }
        other => Trouble::Told(other.to_string()),
    }
}
