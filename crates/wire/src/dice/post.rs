//! Dice at the doors of programs: what is asked, and what is answered.

use std::{borrow::Cow, collections::BTreeMap};

use rules::{
    Hash, StreamId,
    dice::{Amount, Dialect, Expr, Roll, Share},
    limit::AMOUNT_TOP_MAX,
};
use serde::{Deserialize, Deserializer, Serialize, de};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        Ref, RefOr, Type,
        schema::{ObjectBuilder, OneOfBuilder, Schema},
    },
};

use super::Wish;
use crate::signed::Signed;

/// A value as programs write it: a whole number, or an exact one such as `"7/2"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DiceValue(pub Amount);

impl<'de> Deserialize<'de> for DiceValue {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Whole(i64),
            Exact(Amount),
        }
        match Written::deserialize(from)? {
            Written::Whole(whole) => Amount::fraction(whole, 1).map(Self),
            Written::Exact(amount) => Some(Self(amount)),
        }
        .ok_or_else(|| de::Error::custom("this number is too large"))
    }
}

impl PartialSchema for DiceValue {
    fn schema() -> RefOr<Schema> {
        let most = AMOUNT_TOP_MAX as f64;
        let exact = Ref::from_schema_name(Amount::name());
        let whole = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(-most)).maximum(Some(most));
        let said = "A whole number, or an exact one as text.";
        OneOfBuilder::new().description(Some(said)).item(whole).item(exact).into()
    }
}

impl ToSchema for DiceValue {
    fn name() -> Cow<'static, str> {
        "DiceValue".into()
    }

    fn schemas(all: &mut Vec<(String, RefOr<Schema>)>) {
        all.push((Amount::name().into(), Amount::schema()));
    }
}

/// `POST /api/v1/dice/streams`: a stream has begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DiceStream {
    /// A [`super::Promise`].
    pub promise: Signed,
    /// Whoever shows it may roll on this stream. It is in no receipt.
    pub pass: Hash,
}

/// Where a roll goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DicePlace {
    pub stream: StreamId,
    pub pass: Hash,
}

/// What is to be rolled: the body of `POST /api/v1/dice/roll`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RollPost {
    /// Such as `2d20kh1 + @str`.
    pub expr: String,
    /// Whose spelling it is; `foundry` where nothing is said.
    #[serde(default)]
    pub dialect: Dialect,
    /// What stands behind its references.
    #[serde(default)]
    pub values: BTreeMap<String, DiceValue>,
    /// How often, from 1 to 100; once where nothing is said.
    #[serde(default = "once")]
    #[schema(minimum = 1, maximum = 100)]
    pub times: u16,
    /// None: the promise is made for this roll alone. It then comes together with what it promises, which
    /// proves less.
    #[serde(default)]
    pub place: Option<DicePlace>,
    /// The caller's part of the chance, 32 fresh bytes. None: the server draws it, too, and whoever is to be
    /// convinced must trust it with that.
    #[serde(default)]
    pub share: Option<Hash>,
}

fn once() -> u16 {
    1
}

impl RollPost {
    /// What is rolled, with the share that was sent or drawn.
    pub fn wish(&self, drawn: Hash) -> Wish {
        Wish {
            expr: self.expr.clone(),
            dialect: self.dialect,
            values: self.values.iter().map(|(name, value)| (name.clone(), value.0)).collect(),
            times: self.times,
            share: self.share.unwrap_or(drawn),
        }
    }
}

/// What is answered to a roll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RollAnswer {
    /// All rolls together, without what is behind the point. None: see `failure`. Beyond 2^53, which JavaScript
    /// cannot hold, read the exact amounts of the rolls.
    pub total: Option<i64>,
    /// How the dice fell, a line for each roll.
    pub details: String,
    pub rolls: Vec<RollView>,
    /// Why there are no results: with what fell it could not be rolled. The receipt proves that, too.
    pub failure: Option<String>,
    /// A [`super::RollReceipt`].
    pub receipt: Signed,
    /// The [`super::Promise`] that it belongs to.
    pub promise: Signed,
    /// The promise for the next roll, where this one was used up.
    pub next: Option<Signed>,
    /// Where the next roll goes on; none after a roll that stands alone.
    pub place: Option<DicePlace>,
}

/// One roll, told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RollView {
    /// In the one spelling that every dialect understands.
    pub expression: String,
    /// Without what is behind the point.
    pub total: i64,
    /// Exact.
    pub amount: Amount,
    pub details: String,
    pub shares: Vec<ShareView>,
}

/// A part of a roll with what is written behind it, such as a kind of damage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShareView {
    pub amount: Amount,
    pub tags: Vec<String>,
}

impl RollView {
    pub fn of(expr: &Expr, roll: &Roll) -> Self {
        let share = |it: &Share| ShareView { amount: it.amount, tags: it.tags.clone() };
        Self {
            expression: expr.to_string(),
            total: roll.total(),
            amount: roll.amount,
            details: roll.story(expr),
            shares: roll.shares.iter().map(share).collect(),
        }
    }
}
