//! What this browser keeps: how much of the game is here, whether it stays, and what becomes of
//! everything when the browser clears it.

mod files;
mod room;

use leptos::{prelude::*, task::spawn_local};
use leptos_meta::Title;

use crate::{
    act::Deed,
    component::{part::part, progress::Stand, state},
    dom,
    door::{self, Progress, Stop, Trouble, Usage},
    tab::Tab,
    words,
};

/// What is kept, as far as it is known, and what is being done about it.
#[derive(Clone, Copy)]
struct Hold {
    tab: Tab,
    /// None until it has been looked into.
    usage: RwSignal<Option<Result<Usage, Trouble>>>,
    at: RwSignal<Progress>,
    /// None while nothing is downloaded.
    stand: RwSignal<Option<Stand>>,
    hand: StoredValue<Option<Stop>>,
    /// Rises with each download and each stop: what ends after that ends unheard.
    turn: StoredValue<u32>,
    freeing: Deed,
    asking: Deed,
}

/// What there is to see of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sight {
    Waiting,
    /// The browser keeps nothing.
    Nothing,
    /// Nobody has said what there is.
    Unnamed,
    Named,
}

pub(crate) fn storage() -> AnyView {
    let hold = Hold::begin();
    view! {
        <Title text=words::STORAGE/>
        <div class="page storage">
            {crumbs()}
            <h1>{words::STORAGE_HEADING}</h1>
            <p class="lead">{words::STORAGE_LEAD}</p>
            {part("files", words::FILES_HEADING, files(hold))}
            {part("room", words::ROOM_HEADING, room(hold))}
            {part("cleared", words::CLEARED_HEADING, cleared())}
        </div>
    }
    .into_any()
}

impl Hold {
    fn begin() -> Self {
        let hold = Self {
            tab: Tab::here(),
            usage: RwSignal::new(None),
            at: RwSignal::new(Progress::default()),
            stand: RwSignal::new(None),
            hand: StoredValue::new(None),
            turn: StoredValue::new(0),
            freeing: Deed::new(),
            asking: Deed::new(),
        };
        // In the browser, once it is alive, and again whenever the server is back.
        Effect::new(move || {
            hold.tab.tide.track();
            if hold.tab.alive.get() {
                spawn_local(hold.look());
            }
        });
        on_cleanup(move || hold.stop());
        hold
    }

    /// Looks into what is kept.
    async fn look(self) {
        let found = door::usage().await;
        if let Ok(Usage { untold: Some(Trouble::Offline), .. }) = found {
            self.tab.online.set(false);
        }
        // None: the page has been left meanwhile.
        self.usage.try_set(Some(found));
    }

    fn sight(self) -> Memo<Sight> {
        Memo::new(move |_| {
            self.usage.with(|it| match it {
                None => Sight::Waiting,
                Some(Err(_)) => Sight::Nothing,
                Some(Ok(usage)) if usage.all.all_files == 0 => Sight::Unnamed,
                Some(Ok(_)) => Sight::Named,
            })
        })
    }

    /// Something of what is kept; a default until it is known.
    fn read<R: Default>(self, look: impl FnOnce(&Usage) -> R) -> R {
        self.usage.with(|it| it.as_ref()?.as_ref().ok().map(look)).unwrap_or_default()
    }

    fn is_going(self) -> bool {
        self.stand.with(|it| *it == Some(Stand::Going))
    }

    /// Fetches everything that is missing, and looks whether the rest is whole.
    fn bring(self) {
        if self.stand.with_untracked(|it| *it == Some(Stand::Going)) || self.freeing.busy.get_untracked() {
            return;
        }
        let stop = match Stop::new() {
            Ok(stop) => stop,
            Err(trouble) => return self.halt(trouble.sentence()),
        };
        let turn = self.next_turn();
        self.hand.set_value(Some(stop.clone()));
        self.at.set(Progress::default());
        self.stand.set(Some(Stand::Going));
        spawn_local(async move {
            let brought = door::bring_all(stop, move |it| _ = self.at.try_set(it)).await;
            // What is shown below the bar is told before the bar goes.
            self.look().await;
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            match brought {
                Ok(None) => {
                    if self.stand.try_set(None).is_none() {
                        self.tab.toast("success", words::DOWNLOADED.into());
                    }
                }
                Ok(Some(unkept)) => {
                    // The bar goes back to what is kept.
                    let kept = untrack(|| self.read(|it| it.all.bytes));
                    self.at.try_update(|it| it.done_bytes = kept);
                    self.halt([&unkept.sentence(), words::DOWNLOAD_UNKEPT].concat());
                }
                Err(Trouble::Offline) => self.halt(words::DOWNLOAD_LOST.into()),
                Err(trouble) => self.halt(trouble.sentence()),
            }
        });
    }

    fn next_turn(self) -> u32 {
        self.turn.update_value(|it| *it += 1);
        self.turn.get_value()
    }

    fn halt(self, sentence: String) {
        self.tab.say(&sentence);
        self.stand.try_set(Some(Stand::Failed(sentence)));
    }

    /// Stops a download because its person asked for it.
    fn cancel(self) {
        self.stop();
        self.next_turn();
        self.stand.set(Some(Stand::Stopped));
        self.tab.say(words::STOPPED);
    }

    fn stop(self) {
        if let Some(Some(stop)) = self.hand.try_update_value(Option::take) {
            stop.stop();
        }
    }

    /// Removes the files, and nothing else.
    fn free(self) {
        self.freeing.busy.set(true);
        self.freeing.fault.set(None);
        spawn_local(async move {
            match door::free().await {
                Ok(()) => {
                    self.stand.try_set(None);
                    self.tab.toast("success", words::FREED.into());
                }
                Err(trouble) => self.freeing.refuse(self.tab, trouble.sentence()),
            }
            self.look().await;
            self.freeing.busy.try_set(false);
        });
    }

    /// Asks the browser to leave alone what lies here; some ask the person first.
    fn ask(self) {
        self.asking.busy.set(true);
        self.asking.fault.set(None);
        spawn_local(async move {
            if door::ask_promise().await {
                self.tab.toast("success", words::KEEP_YES.into());
            } else {
                self.asking.refuse(self.tab, words::KEEP_NO.into());
            }
            self.look().await;
            self.asking.busy.try_set(false);
        });
    }
}

/// The way back to where one came from.
fn crumbs() -> AnyView {
    view! {
        <nav class="crumbs" aria-label=words::WHERE>
            <ol>
                <li><a href="/settings">{words::SETTINGS}</a></li>
                <li aria-current="page"><span>{words::STORAGE}</span></li>
            </ol>
        </nav>
    }
    .into_any()
}

/// The parts are built once for each sight; what changes later changes inside them, under the hands of
/// whoever presses a button there.
fn files(hold: Hold) -> AnyView {
    let sight = hold.sight();
    let shown = move || match sight.get() {
        Sight::Waiting => waiting(),
        Sight::Nothing => nothing_kept(hold),
        Sight::Unnamed => files::unnamed(hold),
        Sight::Named => files::named(hold),
    };
    view! {
        <div>
            <noscript>"How much is kept, only your browser knows. Looking into it, downloading and freeing need scripts; without them nothing of the game is kept here."</noscript>
        </div>
        {shown}
    }
    .into_any()
}

fn room(hold: Hold) -> AnyView {
    let sight = hold.sight();
    let shown = move || match sight.get() {
        Sight::Waiting => Some(waiting()),
        Sight::Nothing => None,
        Sight::Unnamed | Sight::Named => Some(room::room(hold)),
    };
    view! {
        <p class="muted">{words::ROOM_LEAD}</p>
        {shown}
    }
    .into_any()
}

fn waiting() -> AnyView {
    view! {
        <div class="stack storage-wait" aria-busy="true">
            <p class="visually-hidden">{words::LOADING}</p>
            {state::waiting_line()}
            {state::waiting_line()}
        </div>
    }
    .into_any()
}

/// A private window, a blocked or broken database: why, what it means, and another try.
fn nothing_kept(hold: Hold) -> AnyView {
    let why = hold.usage.with(|it| match it {
        Some(Err(trouble)) => trouble.sentence(),
        _ => String::new(),
    });
    let again = view! {
        <button class="button" type="button" on:click=|_| dom::reload()>{words::TRY_AGAIN}</button>
    };
    let heading = words::NOTHING_KEPT_HEADING.into();
    view! {
        {state::notice("danger", heading, why, Some(again.into_any()))}
        <p class="muted">{words::NOTHING_KEPT}</p>
    }
    .into_any()
}

/// What goes and what comes back, in plain words; said without scripts, too.
fn cleared() -> AnyView {
    let row = |(what, becomes): (&'static str, &'static str)| {
        view! {
            <div>
                <dt>{what}</dt>
                <dd>{becomes}</dd>
            </div>
        }
    };
    let link = |(href, word): (&'static str, &'static str)| {
        view! { <a class="button quiet" href=href>{word}</a> }
    };
    let ways = [
        ("/settings#recovery", words::CLEARED_WORDS),
        ("/settings#devices", words::CLEARED_DEVICES),
        ("/restore", words::CLEARED_BACK),
    ];
    view! {
        <dl class="credits">{words::CLEARED.map(row).collect_view()}</dl>
        <p class="muted">{words::CLEARED_LEAD}</p>
        <div class="row">{ways.map(link).collect_view()}</div>
    }
    .into_any()
}
