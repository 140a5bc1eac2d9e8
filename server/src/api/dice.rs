//! Dice for anyone: rolled with a promise and a receipt, and their odds. Nobody needs a key for that.

use std::{collections::HashMap, time::Duration};

use axum::{
    Form,
    extract::{Query, State},
    response::{IntoResponse, Redirect},
};
use hmac::{Hmac, KeyInit, Mac};
use odds::OddsView;
use rules::{
    Hash, StreamId,
    dice::{self, Amount, Dialect, Expr, Misread, Unrolled},
    limit::EXPRESSION_BYTES_MAX,
};
use serde::Deserialize;
use sha2::Sha256;
use store::{DiceRolled, StoreError};
use subtle::ConstantTimeEq;
use wire::{
    dice::{DicePlace, DiceStream, Proof, RollAnswer, RollPost, RollView, Wish},
    error,
    limit::DICE_VALUES_MAX,
};

use super::{
    Answer,
    body::{Nothing, Posted},
};
use crate::{
    chance::random,
    failure::{ApiError, success},
    limit::ODDS_PATIENCE,
    state::AppState,
};

/// `POST /api/v1/dice/streams`: begins a stream, and promises how it will roll.
pub(crate) async fn begin(State(app): State<AppState>, _: Posted<Nothing>) -> Answer {
    let (stream, promise) = app.store().begin_dice(app.now()).await?;
    Ok(success(&app, DiceStream { promise, pass: pass(&app, stream) }))
}

/// `POST /api/v1/dice/roll`: rolls on the stream that is named, or for this once.
pub(crate) async fn roll(State(app): State<AppState>, Posted(post): Posted<RollPost>) -> Answer {
    let wish = post.wish(Hash(random()?));
    let rolled = match post.place {
        Some(place) => {
            admit(&app, place)?;
            app.store().roll_dice(place.stream, wish.clone(), app.now()).await
        }
        None => app.store().roll_dice_alone(wish.clone(), app.now()).await,
    };
    let rolled = rolled.map_err(|why| pointed(why, &wish))?;
    Ok(success(&app, told(rolled, post.place)))
}

fn told(rolled: DiceRolled, place: Option<DicePlace>) -> RollAnswer {
    let DiceRolled { expr, rolls, receipt, promise, next } = rolled;
    let failure = rolls.as_ref().err().map(ToString::to_string);
    let rolls: Vec<RollView> = rolls.iter().flatten().map(|it| RollView::of(&expr, it)).collect();
    RollAnswer {
        total: failure.is_none().then(|| rolls.iter().map(|it| it.total).sum()),
        details: rolls.iter().map(|it| it.details.as_str()).collect::<Vec<_>>().join("\n"),
        rolls,
        failure,
        receipt,
        promise,
        next,
        place,
    }
}

/// What one asks about odds in an address.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    expr: String,
    #[serde(default)]
    dialect: Dialect,
    /// As in `str:5,dex:2`.
    #[serde(default)]
    values: String,
}

/// `GET /api/v1/dice/odds?expr=2d20kh1%2B5`
pub(crate) async fn odds(
    State(app): State<AppState>,
    asked: Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
) -> Answer {
    let Query(asked) = asked.map_err(|_why| &error::MALFORMED)?;
    let values = values(&asked.values).ok_or_else(|| {
        let sentence = "Values are written as in `str:5,dex:2`.".into();
        ApiError { sentence: Some(sentence), ..(&error::DICE_MISREAD).into() }
    })?;
    let expr = dice::parse(&asked.expr, asked.dialect).map_err(|why| misread(&why, &asked.expr))?;
    let view = count(&app, expr, values, ODDS_PATIENCE).await?;
    let view = view.map_err(|why| ApiError {
        sentence: Some(why.to_string().into()),
        ..(&error::DICE_UNROLLED).into()
    })?;
    Ok(success(&app, view))
}

/// Finds odds beside everything else, few at a time. Who waits for longer than that goes without.
pub(crate) async fn count(
    app: &AppState,
    expr: Expr,
    values: HashMap<String, Amount>,
    patience: Duration,
) -> Result<Result<OddsView, Unrolled>, ApiError> {
    let counting = tokio::time::timeout(patience, app.inner.counting.clone().acquire_owned()).await;
    let counting = counting.map_err(|_late| &error::TOO_MANY_REQUESTS)?;
    let counting = counting.map_err(|_closed| &error::STORAGE_BUSY)?;
    let counted = tokio::task::spawn_blocking(move || {
        let _counting = counting;
        OddsView::of(&expr, &|name| values.get(name).copied())
    });
    counted.await.map_err(|why| ApiError::because(&error::INTERNAL, why.to_string()))
}

fn values(text: &str) -> Option<HashMap<String, Amount>> {
    let pairs = text.split(',').filter(|it| !it.is_empty());
    let values = pairs.map(|pair| {
        let (name, number) = pair.split_once(':')?;
        Some((name.trim().to_owned(), number.trim().parse().ok()?))
    });
    values.collect::<Option<HashMap<_, _>>>().filter(|it| it.len() <= DICE_VALUES_MAX)
}

/// What the page sends where no scripts run.
#[derive(Deserialize)]
pub(crate) struct Filled {
    e: String,
    #[serde(default)]
    d: Dialect,
}

/// `POST /roll`: rolls, and leads to the page that tells of it. What cannot be read is told by that page too.
pub(crate) async fn rolled_page(
    State(app): State<AppState>,
    filled: Result<Form<Filled>, axum::extract::rejection::FormRejection>,
) -> Answer {
    let Form(Filled { e, d }) = filled.map_err(|_why| &error::MALFORMED)?;
    let post =
        RollPost { expr: e, dialect: d, values: Default::default(), times: 1, place: None, share: None };
    let wish = post.wish(Hash(random()?));
    let proof = match wish.read() {
        Ok(_) => Some(proven(&app, wish.clone()).await?),
        Err(_) => None,
    };
    let mut query = form_urlencoded::Serializer::new(String::new());
    if wish.expr.len() <= EXPRESSION_BYTES_MAX {
        query.append_pair("e", &wish.expr);
    }
    query.append_pair("d", d.name());
    if let Some(proof) = proof {
        query.append_pair("proof", &proof.to_string());
    }
    Ok(Redirect::to(&["/roll?", &query.finish()].concat()).into_response())
}

async fn proven(app: &AppState, wish: Wish) -> Result<Proof, ApiError> {
    let DiceRolled { promise, receipt, .. } = app.store().roll_dice_alone(wish, app.now()).await?;
    Ok(Proof { promise, receipt })
}

/// Only who began a stream goes on with it; its name stands in every receipt.
fn admit(app: &AppState, place: DicePlace) -> Result<(), ApiError> {
    let may = bool::from(place.pass.0.ct_eq(&pass(app, place.stream).0));
    if may { Ok(()) } else { Err((&error::DICE_STREAM_UNKNOWN).into()) }
}

fn pass(app: &AppState, stream: StreamId) -> Hash {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&app.inner.dice_secret).expect("any key will do");
    mac.update(&stream.0);
    Hash(mac.finalize().into_bytes().into())
}

/// With the character where an expression goes wrong.
fn pointed(why: StoreError, wish: &Wish) -> ApiError {
    match dice::parse(&wish.expr, wish.dialect) {
        Err(place) if why.code() == &error::DICE_MISREAD => misread(&place, &wish.expr),
        _ => why.into(),
    }
}

fn misread(why: &Misread, expr: &str) -> ApiError {
    let at = expr.get(..why.at).unwrap_or_default().chars().count();
    let details = serde_json::json!({ "at": at });
    ApiError {
        sentence: Some(why.to_string().into()),
        ..ApiError::with_details(&error::DICE_MISREAD, details)
    }
}
