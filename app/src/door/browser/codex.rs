//! The codex in the browser: the whole book as one asset, kept like the others, so that every letter is answered
//! here and nothing of it needs a network. Where it cannot be had, the server is asked.

use std::{cell::RefCell, rc::Rc};

use client::{
    asset::{self, Stop},
    link,
};
use rules::codex::{Codex, Found, Kind, Opened, Query, Volume};
use send_wrapper::SendWrapper;
use wire::{asset::ContentId, error};

use crate::read::json;

/// The asset that the book travels as.
const VOLUME: &str = "data/codex";
const COMPENDIUM: &str = "/api/v1/compendium";

thread_local! {
    /// Made once for all pages of a tab.
    static CODEX: RefCell<Option<Rc<Codex>>> = const { RefCell::new(None) };
}

/// A page of what the book has about something. None: neither the book nor the server is here.
pub(crate) fn codex(query: Query) -> impl Future<Output = Option<Found>> + Send {
    SendWrapper::new(async move {
        match library().await {
            Some(codex) => Some(codex.ask(&query)),
            None => link::get(&[COMPENDIUM, "?", &query.address()].concat()).await.ok(),
        }
    })
}

/// An entry by its kind and slug; nothing in it where there is none. None: it could not be looked for.
pub(crate) fn leaf(kind: Kind, slug: String) -> impl Future<Output = Option<Option<Opened>>> + Send {
    SendWrapper::new(async move {
        if let Some(codex) = library().await {
            return Some(codex.slug(kind, &slug).and_then(|it| codex.open(&it.id)));
        }
        match link::get(&[COMPENDIUM, "/", kind.word(), "/", &slug].concat()).await {
            Ok(opened) => Some(Some(opened)),
            Err(trouble) if trouble.code() == error::COMPENDIUM_NOT_FOUND.code => Some(None),
            Err(_) => None,
        }
    })
}

/// Whether the forge has made something.
pub(crate) fn lists(id: ContentId) -> impl Future<Output = bool> + Send {
    SendWrapper::new(async move { asset::lists(&id).await })
}

/// The book, as soon as it is here.
async fn library() -> Option<Rc<Codex>> {
    if let Some(codex) = CODEX.with_borrow(Clone::clone) {
        return Some(codex);
    }
    let id: ContentId = VOLUME.parse().ok()?;
    let files = asset::bring(std::slice::from_ref(&id), &Stop::new().ok()?, &|_| {}).await.ok()?;
    let volume: Volume = json::read(&files.bytes(&id)?)?;
    let codex = Rc::new(Codex::of_volume(volume));
    CODEX.set(Some(codex.clone()));
    Some(codex)
}
