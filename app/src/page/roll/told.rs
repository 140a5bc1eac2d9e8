//! A roll as it is told: the sum, every die, and where its receipt lies.

use leptos::prelude::*;
use rules::dice::{Amount, Expr, Roll, Throw, Thrown};
use wire::{
    Millis,
    dice::{Doubt, Proof, Proven},
};

use super::{Rolls, Seen};
use crate::{
    component::{icon::icon, state::notice},
    door, words,
};

/// Dice of one throw that are shown one by one; more would be a wall.
const DICE_MOST: usize = 60;

/// Throws of a roll that are shown so; the story tells of all.
const THROWS_MOST: usize = 8;
/// Rolls of one receipt that are told in full.
const ROLLS_MOST: usize = 10;

/// A roll that is shown.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    pub(crate) expr: Option<Expr>,
    pub(crate) rolls: Rolls,
    pub(crate) time: Millis,
    /// A [`Proof`]; none: it was rolled without a server.
    pub(crate) proof: Option<String>,
    /// Why it is not to be believed.
    doubt: Option<String>,
    gap: bool,
    /// The server had forgotten the stream before.
    lost: bool,
}

impl Shown {
    /// What came back from the server.
    pub(crate) fn watched(seen: Seen, lost: bool, now: i64) -> Self {
        match seen {
            Ok(watched) => Self {
                proof: Some(watched.proof.to_string()),
                expr: Some(watched.proven.expr),
                rolls: watched.proven.rolls,
                time: watched.proven.receipt.time,
                doubt: None,
                gap: watched.gap,
                lost,
            },
            Err((doubt, proof)) => Self {
                expr: None,
                rolls: Ok(Vec::new()),
                time: Millis(now),
                proof: Some(proof.to_string()),
                doubt: Some(doubt.to_string()),
                gap: false,
                lost,
            },
        }
    }

    pub(crate) fn alone(expr: Expr, roll: Roll, now: i64) -> Self {
        let rolls = Ok(vec![roll]);
        Self { expr: Some(expr), rolls, time: Millis(now), proof: None, doubt: None, gap: false, lost: false }
    }

    /// What an address tells of, if this server signed it; none where it tells nothing.
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        let proof: Proof = word.parse().ok()?;
        if door::server_key() != Some(proof.server()) {
            return Some(Self::watched(Err((Doubt::OtherServer, proof)), false, 0));
        }
        Some(match proof.check() {
            Ok(proven) => Self::of_proven(word, proven),
            Err(doubt) => Self::watched(Err((doubt, proof)), false, 0),
        })
    }

    pub(crate) fn of_proven(word: &str, proven: Proven) -> Self {
        Self {
            expr: Some(proven.expr),
            rolls: proven.rolls,
            time: proven.receipt.time,
            proof: Some(word.to_owned()),
            doubt: None,
            gap: false,
            lost: false,
        }
    }

    pub(crate) fn amount(&self) -> Option<Amount> {
        self.rolls.as_ref().ok()?.first().map(|it| it.amount)
    }

    /// For who listens.
    pub(crate) fn sentence(&self) -> String {
        if let Some(doubt) = &self.doubt {
            return [words::NOT_BELIEVED, ". ", doubt].concat();
        }
        match (&self.rolls, &self.expr) {
            (Ok(rolls), Some(expr)) => words::rolled(&expr.to_string(), &totals(rolls)),
            (Err(why), _) => [words::NOT_ROLLED, ". ", &why.to_string()].concat(),
            _ => String::new(),
        }
    }
}

fn totals(rolls: &[Roll]) -> String {
    rolls.iter().map(|it| it.amount.to_string()).collect::<Vec<_>>().join(", ")
}

pub(crate) fn told(shown: &Shown) -> AnyView {
    let door = shown.proof.as_ref().map(|it| ["/roll/receipt?proof=", it].concat());
    let receipt = door.map(|it| {
        view! {
            <a class="button quiet" href=it>
                {icon("check")}
                <span>{words::RECEIPT}</span>
            </a>
        }
    });
    view! {
        <section id="result-panel" class="panel stack roll-told" aria-labelledby="result">
            <h2 id="result">{words::RESULT}</h2>
            {inside(shown)}
            {shown.gap.then(|| notice("danger", String::new(), words::GAP.into(), None))}
            {shown.lost.then(|| notice("danger", String::new(), words::STREAM_LOST.into(), None))}
            {shown.proof.is_none().then(|| view! { <p class="hint">{words::ROLLED_HERE}</p> })}
            <div class="row">{receipt}</div>
        </section>
    }
    .into_any()
}

/// What it came to, or why not.
pub(crate) fn inside(shown: &Shown) -> AnyView {
    if let Some(doubt) = &shown.doubt {
        return notice("danger", words::NOT_BELIEVED.into(), doubt.clone(), None);
    }
    match (&shown.rolls, &shown.expr) {
        (Err(why), _) => notice("danger", words::NOT_ROLLED.into(), why.to_string(), None),
        (Ok(rolls), Some(expr)) => {
            let more = rolls.len().saturating_sub(ROLLS_MOST);
            let told = rolls.iter().take(ROLLS_MOST).map(|it| one(it, expr)).collect_view();
            (told, (more > 0).then(|| words::more_rolls(more))).into_any()
        }
        _ => ().into_any(),
    }
}

fn one(roll: &Roll, expr: &Expr) -> AnyView {
    let shares = (roll.shares.iter().any(|it| !it.tags.is_empty())).then(|| {
        let share = |it: &rules::dice::Share| {
            let kind = if it.tags.is_empty() { words::NO_KIND.to_owned() } else { it.tags.join(", ") };
            view! { <li><strong class="mono">{it.amount.to_string()}</strong> " " {kind}</li> }
        };
        view! { <ul class="roll-shares">{roll.shares.iter().map(share).collect_view()}</ul> }
    });
    let natural = match roll.natural() {
        Some(20) => "best",
        Some(1) => "worst",
        _ => "",
    };
    view! {
        <div class="roll-one" data-natural=natural>
            <output class="roll-total">{roll.amount.to_string()}</output>
            <div class="roll-how">
                {roll.throws.iter().take(THROWS_MOST).map(throw).collect_view()}
                <p class="mono roll-story">{roll.story(expr)}</p>
                {shares}
            </div>
        </div>
    }
    .into_any()
}

/// Dice that were thrown together. The story beside tells the same in words.
fn throw(throw: &Throw) -> AnyView {
    let more = throw.dice.len().saturating_sub(DICE_MOST);
    let kind = throw.sides.map_or_else(|| "dF".to_owned(), |it| format!("d{it}"));
    let dice = throw.dice.iter().take(DICE_MOST).map(|it| die(it, throw.sides)).collect_view();
    view! {
        <div class="throw" aria-hidden="true">
            <span class="throw-kind mono">{kind}</span>
            {dice}
            {(more > 0).then(|| format!("+{more}"))}
        </div>
    }
    .into_any()
}

fn die(die: &Thrown, sides: Option<u32>) -> AnyView {
    let shape = match sides {
        Some(4) => "four",
        Some(6) => "six",
        Some(8) => "eight",
        Some(10 | 100) => "ten",
        Some(12) => "twelve",
        Some(20) => "twenty",
        _ => "coin",
    };
    let end = match sides {
        Some(sides) if die.shows == sides as i32 => "top",
        Some(_) if die.shows == 1 => "low",
        _ => "",
    };
    view! {
        <span class="die" data-shape=shape data-end=end data-dropped=(!die.kept).then_some("true")>
            {die.shows}
        </span>
    }
    .into_any()
}
