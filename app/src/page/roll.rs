//! Dice: an expression, its odds, the roll, its receipt, and what was rolled before.

mod form;
mod offers;
mod past;
mod plot;
pub(crate) mod told;

use std::{collections::BTreeMap, time::Duration};

use leptos::{ev, prelude::*, task::spawn_local};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use odds::OddsView;
use rules::{
    dice::{self, Dialect, Expr, Misread, Stream, Unrolled},
    limit::EXPRESSION_BYTES_MAX,
};
use wire::{
    PublicKey,
    dice::{DiceStream, DiceValue, Doubt, Proof, RollPost, Watch, Watched},
};

use crate::{
    act::Deed,
    component::part::part,
    dice::{Favourite, Past, Pouch},
    dom, door,
    look::Preference,
    tab::Tab,
    words,
};
use told::Shown;

/// How long fingers rest before the odds are found anew.
const REST: Duration = Duration::from_millis(250);

/// What stands on the page.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    tab: Tab,
    written: RwSignal<String>,
    dialect: RwSignal<Dialect>,
    /// Whether what is wrong with it is said aloud: while one writes, it is always wrong somewhere.
    tried: RwSignal<bool>,
    read: Memo<Result<Expr, Misread>>,
    rolled: RwSignal<Option<Shown>>,
    /// None until it was looked into here.
    odds: RwSignal<Option<Option<OddsView>>>,
    pouch: RwSignal<Pouch>,
    deed: Deed,
    /// Whether what could follow is shown.
    offering: RwSignal<bool>,
    /// Rises with each letter: what was found for an older one is not shown.
    turn: StoredValue<u32>,
}

pub(crate) fn roll() -> AnyView {
    let desk = Desk::begin();
    let first = desk.read.get_untracked().ok();
    let found = Resource::new(|| (), move |()| find(first.clone()));
    let odds = move || desk.odds.get().unwrap_or_else(|| found.get().flatten());
    view! {
        <Title text=words::DICE/>
        <div class="page wide dice">
            <header class="stack">
                <h1>{words::DICE_HEADING}</h1>
                <p class="lead">{words::DICE_LEAD}</p>
            </header>
            <div class="dice-table">
                <div class="dice-hand">
                    {form::form(desk)}
                    {move || desk.rolled.get().map(|it| told::told(&it))}
                </div>
                <Suspense fallback=|| plot::waiting()>
                    {move || {
                        let view = odds();
                        part("odds", words::ODDS, plot::plot(view))
                    }}
                </Suspense>
            </div>
            {past::past(desk)}
        </div>
    }
    .into_any()
}

async fn find(expr: Option<Expr>) -> Option<OddsView> {
    door::odds(expr?).await
}

impl Desk {
    fn begin() -> Self {
        let query = use_query_map();
        let asked = |name: &'static str| query.with_untracked(|it| it.get(name));
        let usual = Dialect::named(door::look().get(Preference::Dice)).unwrap_or_default();
        let expr = asked("e").filter(|it| it.len() <= EXPRESSION_BYTES_MAX).unwrap_or_default();
        // A link says whose spelling it is, or it is the usual one of all links.
        let unsaid = if expr.is_empty() { usual } else { Dialect::default() };
        let dialect = asked("d").and_then(|it| Dialect::named(&it)).unwrap_or(unsaid);
        let (written, dialect) = (RwSignal::new(expr), RwSignal::new(dialect));
        let read = Memo::new(move |_| written.with(|it| dice::parse(it, dialect.get())));
        let desk = Self {
            tab: Tab::here(),
            written,
            dialect,
            tried: RwSignal::new(written.with_untracked(|it| !it.trim().is_empty())),
            read,
            rolled: RwSignal::new(asked("proof").and_then(|it| Shown::of_word(&it))),
            odds: RwSignal::new(None),
            pouch: RwSignal::new(Pouch::default()),
            deed: Deed::new(),
            offering: RwSignal::new(false),
            turn: StoredValue::new(0),
        };
        desk.come_alive();
        desk
    }

    /// In the browser: what it keeps is shown, and the odds follow what is written.
    fn come_alive(self) {
        Effect::new(move || {
            if self.tab.alive.get() {
                self.pouch.set(Pouch::kept());
            }
        });
        // Another tab rolls, or likes something.
        Effect::new(move || {
            let heard = window_event_listener(ev::storage, move |_| _ = self.pouch.try_set(Pouch::kept()));
            on_cleanup(move || heard.remove());
        });
        let asked = Memo::new(move |_| (self.read.get(), self.pouch.with(|it| it.values.clone())));
        // What came with the page stands until something else is asked, and knows no values.
        let answered = StoredValue::new((self.read.get_untracked(), BTreeMap::new()));
        Effect::new(move || {
            let now = asked.get();
            if self.tab.alive.get() && answered.with_value(|it| *it != now) {
                answered.set_value(now);
                self.look_again();
            }
        });
        // An address that leads here from here.
        let query = use_query_map();
        Effect::new(move |before: Option<Option<String>>| {
            let asked = query.with(|it| it.get("e"));
            if let (Some(before), Some(expr)) = (before, &asked)
                && before.as_ref() != Some(expr)
            {
                let said = query.with(|it| Dialect::named(&it.get("d")?));
                self.dialect.set(said.unwrap_or_default());
                self.write(expr);
            }
            asked
        });
    }

    fn look_again(self) {
        self.turn.update_value(|it| *it += 1);
        let turn = self.turn.get_value();
        set_timeout(
            move || {
                if self.turn.try_get_value() != Some(turn) {
                    return;
                }
                let found = self.read.with_untracked(|read| {
                    let expr = read.as_ref().ok()?;
                    let pouch = self.pouch.read_untracked();
                    OddsView::of(expr, &|name| pouch.value(name)).ok()
                });
                self.odds.set(Some(found));
            },
            REST,
        );
    }

    /// Takes over an expression.
    fn write(self, expr: &str) {
        self.written.set(expr.to_owned());
        self.tried.set(false);
        self.deed.fault.set(None);
    }

    fn favourite(self) -> Favourite {
        Favourite { expr: self.written.get().trim().to_owned(), dialect: self.dialect.get() }
    }

    /// Rolls what is written.
    fn roll(self) {
        if self.deed.busy.get_untracked() {
            return;
        }
        self.tried.set(true);
        self.deed.fault.set(None);
        let expr = match self.read.get_untracked() {
            Ok(expr) => expr,
            Err(misread) => return self.tab.say(&form::pointed(&self.written.read_untracked(), &misread)),
        };
        let pouch = self.pouch.get_untracked();
        let missing = expr.references().into_iter().find(|name| pouch.value(name).is_none());
        if let Some(name) = missing {
            return self.deed.refuse(self.tab, words::nobody_told(name));
        }
        let names = expr.references();
        let values = names.iter().filter_map(|it| Some(((*it).to_owned(), DiceValue(pouch.value(it)?))));
        let post = RollPost {
            expr: self.written.get_untracked(),
            dialect: self.dialect.get_untracked(),
            values: values.collect(),
            times: 1,
            place: None,
            share: None,
        };
        self.offering.set(false);
        self.deed.busy.set(true);
        spawn_local(async move {
            match door::in_turn(with_server(&post)).await {
                Ok((seen, lost)) => self.show(Shown::watched(seen, lost, dom::now()), &post),
                Err(door::Trouble::Offline) => self.roll_alone(&expr, &post),
                Err(trouble) => self.deed.refuse(self.tab, trouble.sentence()),
            }
            self.deed.busy.try_set(false);
        });
    }

    /// Without a server the browser's own chance is as good; only it proves nothing to anybody else.
    fn roll_alone(self, expr: &Expr, post: &RollPost) {
        let values = |name: &str| post.values.get(name).map(|it| it.0);
        match dice::roll(expr, &values, &mut Stream::of(door::chance().0)) {
            Ok(roll) => self.show(Shown::alone(expr.clone(), roll, dom::now()), post),
            Err(why) => self.deed.refuse(self.tab, why.to_string()),
        }
    }

    fn show(self, shown: Shown, post: &RollPost) {
        self.tab.say(&shown.sentence());
        // Who comes back to this page finds the same line.
        dom::show_address(&form::address(&post.expr, post.dialect));
        let past = Past {
            expr: post.expr.clone(),
            dialect: post.dialect,
            amount: shown.amount(),
            time: shown.time,
            proof: shown.proof.clone(),
        };
        self.pouch.try_set(Pouch::change(|it| it.note(past)));
        self.rolled.try_set(Some(shown));
        // In the hand it lies below the edge.
        dom::after_drawing(|| dom::bring_into_sight("result-panel"));
    }
}

/// What came back, or why it is not to be believed.
type Seen = Result<Watched, (Doubt, Proof)>;

/// Rolls on the stream that this browser watches; one begins where there is none. Says also whether the
/// server had lost the one before.
async fn with_server(post: &RollPost) -> Result<(Seen, bool), door::Trouble> {
    let server = door::server_key();
    let mut lost = false;
    for _ in 0..2 {
        let mut watch = match Pouch::kept().watch {
            Some(watch) => watch,
            None => begin(server).await?,
        };
        // Drawn only now that the promise is here, and anew for another promise: whoever promises must not
        // know it.
        let share = door::chance();
        let post = RollPost { place: Some(watch.place), share: Some(share), ..post.clone() };
        let Some(answer) = door::roll_dice(post.clone()).await? else {
            lost = true;
            Pouch::change(|it| it.watch = None);
            continue;
        };
        let proof = Proof { promise: answer.promise, receipt: answer.receipt.clone() };
        let key = server.unwrap_or(proof.server());
        let seen = watch.see(&key, &post.wish(share), answer.receipt, answer.next);
        // After a lie, or where this browser and the server have lost each other, another stream begins.
        let trusted = seen.is_ok();
        Pouch::change(|it| it.watch = trusted.then_some(watch));
        return Ok((seen.map_err(|doubt| (doubt, proof)), lost));
    }
    Err(door::Trouble::Told(words::BROKEN.into()))
}

async fn begin(server: Option<PublicKey>) -> Result<Watch, door::Trouble> {
    let DiceStream { promise, pass } = door::begin_dice().await?;
    let key = server.unwrap_or(promise.key);
    let watch = Watch::begin(promise, pass, &key).map_err(|doubt| door::Trouble::Told(doubt.to_string()))?;
    Pouch::change(|it| it.watch = Some(watch.clone()));
    Ok(watch)
}

/// Rolled with what fell, or not.
pub(crate) type Rolls = Result<Vec<dice::Roll>, Unrolled>;
