//! The door to the store: questions of pages, answered for whoever is logged in.

use std::time::{SystemTime, UNIX_EPOCH};

use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use odds::OddsView;
use rules::{
    AccountId,
    codex::{Found, Kind, Opened, Query},
    dice::Expr,
};
use store::{Store, StoreError};
use wire::{Millis, Position, PublicKey, owner::OwnerView};

use crate::{
    look::Look,
    moving::Addresses,
    page::api::Reference,
    read::{self, Answer, Question},
    visit::Visit,
    words,
};

/// Answers a question. Another's character is not found rather than forbidden.
pub(crate) async fn ask(question: Question) -> Answer {
    let Some(Visit { store, session, .. }) = use_context::<Visit>() else {
        return Answer::Failed(words::BROKEN.into());
    };
    let Some(session) = session else { return Answer::NeedLogin };
    let viewer = session.account;
    let found = match question {
        Question::Account => {
            store.account(viewer, session.key, now()).await.map(|it| it.map(read::Found::Account))
        }
        Question::Character(id) => store.character(viewer, id).await.map(|it| it.map(read::Found::Character)),
        Question::History(id) => store.history(viewer, id).await.map(|it| it.map(read::Found::History)),
        Question::Owner => owner(&store, viewer).await.map(|it| Some(read::Found::Owner(it))),
        Question::Roster => store.roster(viewer).await.map(|it| Some(read::Found::Roster(it))),
        Question::Session => Ok(Some(read::Found::Session(session))),
    };
    match found {
        Ok(Some(value)) => Answer::Ready { value, fresh: true, at: now(), of: Some(viewer) },
        Ok(None) => Answer::NotFound,
        Err(trouble) => {
            tracing::error!(error = %trouble, "A page could not be read");
            Answer::Failed(trouble.code().sentence.into())
        }
    }
}

/// What the owner sees first; nothing for anyone else.
async fn owner(store: &Store, viewer: AccountId) -> Result<Option<OwnerView>, StoreError> {
    if !store.is_owner(viewer).await? {
        return Ok(None);
    }
    let people = store.people(Position(0), now()).await?;
    Ok(Some(OwnerView { people, audit: store.audit(None).await? }))
}

/// How likely each result is, of something that asks for no values.
pub(crate) async fn odds(expr: Expr) -> Option<OddsView> {
    let count = use_context::<Visit>()?.count;
    count(expr).await
}

/// What this server tells programs.
pub(crate) async fn reference() -> Option<Reference> {
    let visit = use_context::<Visit>()?;
    Reference::read(visit.document, visit.origin)
}

/// A page of what the book has about something.
pub(crate) async fn codex(query: Query) -> Option<Found> {
    let codex = use_context::<Visit>()?.codex;
    Some(codex().ask(&query))
}

/// An entry by its kind and slug; nothing in it where there is none.
pub(crate) async fn leaf(kind: Kind, slug: String) -> Option<Option<Opened>> {
    let codex = (use_context::<Visit>()?.codex)();
    Some(codex.slug(kind, &slug).and_then(|it| codex.open(&it.id)))
}

/// The key of this server.
pub(crate) fn server_key() -> Option<PublicKey> {
    Some(use_context::<Visit>()?.store.server_key())
}

/// Where this server is at home, while people still come from elsewhere.
pub(crate) fn addresses() -> Option<Addresses> {
    use_context::<Visit>()?.addresses
}

/// What the visitor's cookies say.
pub(crate) fn look() -> Look {
    use_context::<Visit>().map_or(Look::default(), |it| it.look)
}

/// Whether the visitor is logged in as the owner of this server.
pub(crate) fn owns() -> bool {
    use_context::<Visit>().and_then(|it| it.session).is_some_and(|it| it.owner)
}

/// The page that is being made is not there; programs read that in its status.
pub(crate) fn missing() {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(StatusCode::NOT_FOUND);
    }
}

fn now() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
