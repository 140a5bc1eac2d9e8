//! The door to the places of this browser: one for each account in it.

use client::{link, place};
use wire::RosterView;

use super::{ask, key, told};
use crate::{
    component::news::LATER,
    dom,
    door::{Account, Place, Trouble},
    portraits::PORTRAITS,
    read::{Answer, Found, Question},
    words,
};

/// The places as they are noted. Where there is one alone, nothing need be.
pub(crate) fn places() -> Vec<Place> {
    let (here, active) = (place::number(), place::active());
    let told =
        |it: place::Place| Place { here: it.number == here, active: it.number == active, label: it.label };
    place::all().into_iter().map(told).collect()
}

/// Whether the browser is still in the account of this tab.
pub(crate) fn is_active() -> bool {
    place::is_active()
}

/// The accounts, each looked into.
pub(crate) async fn accounts() -> Result<Vec<Account>, Trouble> {
    let mut all = place::look().await.map_err(super::told)?;
    for own in all.iter_mut().filter(|it| it.here && it.label.is_empty()) {
        own.label = own_label().await;
    }
    let told = |it: place::Seen| Account {
        number: it.number,
        label: it.label,
        begun: it.account.is_some(),
        did: it.key.map(|it| it.did()),
        waiting: it.waiting,
        here: it.here,
    };
    Ok(all.into_iter().map(told).collect())
}

pub(crate) async fn add_place() -> Result<u32, Trouble> {
    place::add(own_label().await).await.map_err(told)
}

pub(crate) async fn switch_place(number: u32) -> Result<(), Trouble> {
    place::switch(number).await.map_err(told)
}

pub(crate) async fn remove_place(number: u32) -> Result<(), Trouble> {
    place::remove(number).await.map_err(told)?;
    for note in [LATER, PORTRAITS] {
        dom::forget(&place::named(note, number));
    }
    Ok(())
}

/// What a small note of this tab's account is called.
pub(crate) fn note_name(name: &str) -> String {
    place::named(name, place::number())
}

/// What a file of this tab's account is called.
pub(crate) fn file_name(name: &str) -> String {
    place::file_name(name)
}

/// Whether a page could be loaded just now.
pub(crate) async fn is_reachable() -> bool {
    link::is_reachable().await
}

/// Calls this tab's account after those who are in it.
pub(super) fn call(roster: &RosterView) {
    place::call(&words::account_label(roster));
}

/// Calls this tab's account after those who were last seen in it.
pub(super) async fn call_own() {
    place::call(&own_label().await);
}

/// After its characters, as they are kept here, or else as the server tells them.
async fn own_label() -> String {
    let has_account = key(Question::Roster).await.is_some();
    if !has_account {
        return String::new();
    }
    match ask(Question::Roster).await {
        Answer::Ready { value: Found::Roster(roster), .. } => words::account_label(&roster),
        _ => String::new(),
    }
}
