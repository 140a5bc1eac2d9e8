//! The harbour: a place to stand in, and everything in it as words, too.

use leptos::{html, prelude::*, task::spawn_local};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::{
    chunk,
    component::{
        captions::{Captions, captions},
        figure::Looks,
        icon::icon,
        progress::{Stand, progress},
        segment::segments,
        sound_switch::sound_switch,
    },
    door::{self, Closed, Opening, Progress, Scenery, Stop, Theatre, Told, Trouble},
    look::Preference,
    read::{Answer, Found, Question},
    tab::Tab,
    words::{self, HOSTS, HOURS, Host, SPOTS, Spot},
};

/// Hours since midnight of the words of `HOURS`.
const DAY: f32 = 13.0;
const DUSK: f32 = 19.2;
const NIGHT: f32 = 23.0;

/// What goes on in the harbour.
#[derive(Clone, Copy)]
struct Harbour {
    tab: Tab,
    slot: NodeRef<html::Div>,
    labels: NodeRef<html::Div>,
    stop: StoredValue<Option<Stop>>,
    /// The view's place among the spots.
    at: Memo<usize>,
    shown: RwSignal<bool>,
    lost: RwSignal<bool>,
    /// The picture cannot have depth here.
    flat: RwSignal<bool>,
    coming: RwSignal<Progress>,
    stand: RwSignal<Stand>,
    /// What was said last, instead of the view's sentence.
    said: RwSignal<Option<&'static str>>,
    sits: RwSignal<bool>,
    hour: RwSignal<&'static str>,
    /// Sound was let in.
    awake: RwSignal<bool>,
    captions: Captions,
}

pub(crate) fn harbour() -> AnyView {
    let query = use_query_map();
    let at = Memo::new(move |_| {
        let name = query.with(|it| it.get("view"));
        SPOTS.iter().position(|it| Some(it.name) == name.as_deref()).unwrap_or(0)
    });
    let harbour = Harbour {
        tab: Tab::here(),
        slot: NodeRef::new(),
        labels: NodeRef::new(),
        stop: StoredValue::new(None),
        at,
        shown: RwSignal::new(false),
        lost: RwSignal::new(false),
        flat: RwSignal::new(false),
        coming: RwSignal::new(Progress::default()),
        stand: RwSignal::new(Stand::Going),
        said: RwSignal::new(None),
        sits: RwSignal::new(false),
        hour: RwSignal::new("clock"),
        awake: RwSignal::new(false),
        captions: Captions::new(),
    };
    harbour.live();
    view! {
        <Title text=words::HARBOUR/>
        <section class="world" data-shown=move || harbour.is_drawn().then_some("true")>
            <h1 class="visually-hidden">{words::HARBOUR}</h1>
            {painted()}
            <div class="world-slot" node_ref=harbour.slot></div>
            <div class="world-labels" node_ref=harbour.labels>{labels(harbour)}</div>
            {move || harbour.is_coming().then(|| coming(harbour))}
            {tray(harbour)}
        </section>
    }
    .into_any()
}

/// The same place as a picture, until it is drawn and wherever it cannot be.
fn painted() -> AnyView {
    view! {
        <picture class="world-painted">
            <source media="(max-width: 40rem)" srcset="/picture/harbour-phone"/>
            <source media="(prefers-color-scheme: light)" srcset="/picture/harbour-day"/>
            <img src="/picture/harbour-night" alt=words::HARBOUR_PICTURE width="1600" height="900"/>
        </picture>
    }
    .into_any()
}

/// Names that stand over their places. The list of words says the same, so these are for pointers.
fn labels(harbour: Harbour) -> AnyView {
    let spot = |it: &'static Spot| {
        view! { <a class="world-label" data-view=it.name href=address(it) tabindex="-1" aria-hidden="true">{it.word}</a> }
    };
    let host = move |(index, it): (usize, &'static Host)| {
        view! {
            <button
                class="world-label host"
                type="button"
                data-keeper=index.to_string()
                tabindex="-1"
                aria-hidden="true"
                on:click=move |_| harbour.greet(index)
            >
                {it.word}
            </button>
        }
    };
    view! {
        {SPOTS[1..].iter().map(spot).collect_view()}
        {HOSTS.iter().enumerate().map(host).collect_view()}
    }
    .into_any()
}

fn address(spot: &Spot) -> String {
    if spot.name == SPOTS[0].name { "/harbour".into() } else { ["/harbour?view=", spot.name].concat() }
}

fn coming(harbour: Harbour) -> AnyView {
    let cancel = Callback::new(move |()| {
        harbour.stop.with_value(|it| it.as_ref().map(Stop::stop));
    });
    let retry = Callback::new(move |()| harbour.open());
    view! {
        <div class="world-coming card">
            {progress(words::HARBOUR_COMING, harbour.coming.into(), harbour.stand.into(), cancel, retry)}
        </div>
    }
    .into_any()
}

/// The furniture below: where one can go, what one reads, and everything else as words.
fn tray(harbour: Harbour) -> AnyView {
    let place = move |(index, it): (usize, &'static Spot)| {
        let here = move || harbour.at.get() == index;
        view! {
            <a href=address(it) aria-current=move || here().then_some("true")>
                {icon(it.icon)}
                <span>{it.word}</span>
            </a>
        }
    };
    let sentence = move || harbour.said.get().unwrap_or(SPOTS[harbour.at.get()].sentence);
    view! {
        <div class="world-tray">
            {captions(harbour.tab, harbour.captions)}
            <p class="world-sentence" role="status">{sentence}</p>
            <div class="world-row">
                <nav class="world-places" aria-label=words::HARBOUR_PLACES>
                    {SPOTS.iter().enumerate().map(place).collect_view()}
                </nav>
                {sound_switch(harbour.tab, harbour.awake.into(), Callback::new(move |()| harbour.wake()))}
                {more(harbour)}
            </div>
        </div>
    }
    .into_any()
}

/// Everything that is not a place.
fn more(harbour: Harbour) -> AnyView {
    let asleep = move || !harbour.tab.alive.get();
    let host = move |(index, it): (usize, &'static Host)| {
        view! {
            <li>
                <button class="button" type="button" disabled=asleep on:click=move |_| harbour.greet(index)>
                    {it.greet}
                </button>
            </li>
        }
    };
    let sit = move |_| harbour.turn_to_rest();
    let chosen = Signal::derive(move || harbour.hour.get());
    let note = move || harbour.flat.get().then(|| view! { <p class="small muted">{words::HARBOUR_FLAT}</p> });
    view! {
        <details class="world-more">
            <summary class="button">{icon("list")} <span>{words::HARBOUR_WORDS}</span></summary>
            <div class="world-sheet card stack">
                {note}
                <h2>{words::HARBOUR_PEOPLE}</h2>
                <ul class="plain">{HOSTS.iter().enumerate().map(host).collect_view()}</ul>
                <h2>{words::HARBOUR_YOU}</h2>
                <div class="row">
                    <button class="button" type="button" disabled=asleep on:click=sit>
                        {move || if harbour.sits.get() { words::STAND } else { words::SIT }}
                    </button>
                    <button class="button" type="button" disabled=asleep on:click=move |_| harbour.cheer()>
                        {words::CHEER}
                    </button>
                </div>
                {segments("hour", words::HOUR, None, HOURS.to_vec(), chosen, Callback::new(move |it| harbour.tell_hour(it)))}
            </div>
        </details>
    }
    .into_any()
}

impl Harbour {
    /// Brings the place alive once the tab is, follows the address, and lets go when the page is left.
    fn live(self) {
        Effect::new(move |begun: Option<bool>| {
            let alive = self.tab.alive.get();
            if alive && begun != Some(true) {
                self.open();
            }
            alive
        });
        Effect::new(move |before: Option<usize>| {
            let at = self.at.get();
            if before.is_some_and(|it| it != at) {
                self.said.set(None);
                self.ask(|it| it.view(SPOTS[at].name, true));
            }
            at
        });
        Effect::new(move || {
            let word = self.tab.look.get().get(Preference::Picture);
            self.ask(|it| it.tier(word));
        });
        on_cleanup(move || {
            // A download ends with the page, too.
            _ = self.stop.try_with_value(|it| it.as_ref().map(Stop::stop));
            if let Some(theatre) = door::theatre() {
                theatre.leave();
            }
        });
    }

    /// While the card rests, the painted picture stands in.
    fn is_drawn(self) -> bool {
        self.shown.get() && !self.lost.get()
    }

    fn is_coming(self) -> bool {
        !self.shown.get() && !self.flat.get() && self.tab.alive.get()
    }

    /// Opens the stage, or goes on from where that stopped.
    fn open(self) {
        let (Some(slot), Ok(stop)) = (self.slot.get_untracked(), Stop::new()) else { return };
        self.stand.set(Stand::Going);
        self.stop.set_value(Some(stop.clone()));
        spawn_local(async move {
            let opening = Opening {
                slot: slot.into(),
                scenery: Scenery::Harbour,
                looks: leader().await,
                label: words::HARBOUR_CANVAS,
                stop,
                progress: Box::new(move |it| _ = self.coming.try_set(it)),
                hear: Box::new(move |it| self.hear(it)),
            };
            let opened = match chunk::open_stage(opening).await {
                Ok(opened) => opened.await,
                Err(_) => Err(Closed::Trouble(Trouble::Offline)),
            };
            match opened {
                Ok(theatre) => self.begin(&*theatre),
                Err(Closed::Stopped) => _ = self.stand.try_set(Stand::Stopped),
                Err(Closed::NoPicture) => _ = self.flat.try_set(true),
                Err(Closed::Trouble(trouble)) => _ = self.stand.try_set(Stand::Failed(trouble.sentence())),
            }
        });
    }

    fn begin(self, theatre: &dyn Theatre) {
        // None: the page has been left meanwhile.
        let (Some(at), Some(labels)) = (self.at.try_get_untracked(), self.labels.try_get_untracked()) else {
            return theatre.leave();
        };
        theatre.view(SPOTS[at].name, false);
        // The stage may have been left with another hour, by somebody who sat.
        theatre.hour(None);
        theatre.stand();
        theatre.tier(self.tab.look.get_untracked().get(Preference::Picture));
        if let Some(labels) = labels {
            theatre.label(&labels.into());
        }
    }

    fn hear(self, told: Told) {
        match told {
            Told::Shown => {
                self.shown.try_set(true);
            }
            Told::Sits(sits) => {
                self.sits.try_set(sits);
            }
            Told::Keeper(which) => self.greet(which),
            Told::Lost => {
                self.lost.try_set(true);
                self.said.try_set(Some(words::HARBOUR_LOST));
            }
            Told::Restored => {
                self.lost.try_set(false);
                self.said.try_set(None);
            }
            Told::Unkept(why) => self.tab.toast("danger", [words::HARBOUR_UNKEPT, &why.sentence()].concat()),
        }
    }

    /// Asks the stage for something, if there is one; what is only words happens all the same.
    fn ask(self, what: impl FnOnce(&dyn Theatre)) {
        if let Some(theatre) = door::theatre() {
            what(&*theatre);
        }
    }

    fn greet(self, which: usize) {
        let Some(host) = HOSTS.get(which) else { return };
        self.said.try_set(Some(host.answer));
        self.ask(|it| {
            it.greet(which);
            it.murmur(which, host.voice.0, host.voice.1);
        });
    }

    /// Sits down, or gets up again; without a stage, in words.
    fn turn_to_rest(self) {
        let sits = !self.sits.get_untracked();
        self.sits.set(sits);
        self.said.set(Some(if sits { words::SITS } else { words::STANDS }));
        self.ask(|it| if sits { it.sit() } else { it.stand() });
    }

    fn cheer(self) {
        self.sits.set(false);
        self.said.set(Some(words::CHEERS));
        self.ask(|it| {
            it.stand();
            it.cheer();
        });
    }

    /// Within a gesture.
    fn wake(self) {
        self.awake.set(true);
        let captions = self.captions;
        self.ask(|it| it.sound(Box::new(move |caption| captions.hear(caption))));
    }

    fn tell_hour(self, word: &'static str) {
        self.hour.set(word);
        self.said.set(words::hour_said(word));
        let hours = match word {
            "day" => Some(DAY),
            "dusk" => Some(DUSK),
            "night" => Some(NIGHT),
            _ => None,
        };
        self.ask(|it| it.hour(hours));
    }
}

/// Who is led: the first character of the account that has not retired.
async fn leader() -> Option<Looks> {
    let Answer::Ready { value: Found::Roster(roster), .. } = door::ask(Question::Roster).await else {
        return None;
    };
    roster.characters.iter().find(|it| !it.snapshot.retired).map(Looks::of)
}
