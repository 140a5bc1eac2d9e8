//! The book, for programs: looked up, sifted and read. The same questions as the pages of the codex ask.

use axum::extract::{Path, RawQuery, State};
use rules::{
    book::Book,
    codex::{Card, Codex, Kind, Leaf, Query},
};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use wire::error;

use super::Answer;
use crate::{
    failure::{ApiError, success},
    state::AppState,
};

/// An entry of the book, whole.
#[derive(Serialize, ToSchema)]
pub(crate) struct CompendiumEntry {
    card: Card,
    leaf: Leaf,
    /// As the book has it: what the engine runs. Its format is described with the project's content.
    #[schema(value_type = Object)]
    entry: Value,
}

/// The part of an entry's id after the slash.
pub(crate) struct Slug;

rules::text_shape!(Slug, "The part of an entry's id after the slash.", "^[a-z0-9-]+$", "fighter");

/// `GET /api/v1/compendium?q=fireball`: everything of the book.
pub(crate) async fn search(State(app): State<AppState>, RawQuery(asked): RawQuery) -> Answer {
    let query = query(asked.as_deref())?;
    Ok(success(&app, Codex::built_in().ask(&query)))
}

/// `GET /api/v1/compendium/classes`: all of a kind.
pub(crate) async fn kind(
    State(app): State<AppState>,
    Path(kind): Path<String>,
    RawQuery(asked): RawQuery,
) -> Answer {
    let kind = Kind::named(&kind).ok_or(&error::COMPENDIUM_NOT_FOUND)?;
    let query = Query { kind: Some(kind), ..query(asked.as_deref())? };
    Ok(success(&app, Codex::built_in().ask(&query)))
}

/// `GET /api/v1/compendium/classes/fighter`: one entry.
pub(crate) async fn entry(State(app): State<AppState>, Path((kind, slug)): Path<(String, String)>) -> Answer {
    let card = Kind::named(&kind).and_then(|it| Codex::built_in().slug(it, &slug));
    let card = card.ok_or(&error::COMPENDIUM_NOT_FOUND)?;
    let opened = Codex::built_in().open(&card.id).ok_or(&error::COMPENDIUM_NOT_FOUND)?;
    let entry = Book::built_in().entry(&card.id).ok_or(&error::COMPENDIUM_NOT_FOUND)?;
    Ok(success(&app, CompendiumEntry { card: opened.card, leaf: opened.leaf, entry }))
}

fn query(asked: Option<&str>) -> Result<Query, ApiError> {
    let pairs: Vec<_> = form_urlencoded::parse(asked.unwrap_or_default().as_bytes()).collect();
    Query::read(pairs.iter().map(|(field, value)| (&**field, &**value))).map_err(|why| ApiError {
        sentence: Some(why.to_string().into()),
        ..(&error::COMPENDIUM_MISASKED).into()
    })
}
