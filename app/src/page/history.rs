//! The history of a character: every moment, and a slider that shows the character at any of them.

use leptos::{html, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use super::{
    character::{crumbs, name_of, present, title, with_id},
    moments::{Change, Moment, Value, check, moments},
};
use crate::{
    component::{
        figure::{Looks, portrait},
        icon::icon,
        state::{self, notice},
        swatch::swatch,
    },
    date,
    read::{Question, Reading, shown},
    words,
};

/// More marks than this would be a grey bar.
const TICKS_MAX: usize = 24;

pub(crate) fn history() -> AnyView {
    with_id(|id| shown(Question::History(id), state::waiting_sheet, past))
}

/// Which moment is shown. The address says it, so that a moment can be linked to, and so that it
/// works without scripts.
#[derive(Clone, Copy)]
struct At {
    chosen: RwSignal<Option<usize>>,
    moments: Memo<Vec<Moment>>,
}

impl At {
    fn last(self) -> usize {
        self.moments.with(Vec::len)
    }

    fn get(self) -> usize {
        let last = self.last();
        self.chosen.get().map_or(last, |it| it.clamp(1, last.max(1)))
    }

    fn look<R: Default>(self, look: impl FnOnce(&Moment) -> R) -> R {
        let at = self.get();
        self.moments.with(|it| it.get(at.wrapping_sub(1)).map(look).unwrap_or_default())
    }
}

fn past(reading: Reading) -> AnyView {
    let name = name_of(reading);
    let query = use_query_map();
    let asked = move || query.with(|it| it.get("at")?.parse().ok());
    let moments = Memo::new(move |_| reading.history(moments).flatten().unwrap_or_default());
    let at = At { chosen: RwSignal::new(untrack(asked)), moments };
    Effect::new(move || at.chosen.set(asked()));
    let heading = move || present(name).map(|it| [words::PAST, &it].concat());
    view! {
        {title(heading)}
        <div class="page wide">
            {crumbs(reading, Some(words::HISTORY))}
            {state::kept(reading)}
            <h1>{heading}</h1>
            {chain(reading)}
            <Show
                when=move || !moments.with(Vec::is_empty)
                fallback=|| notice("danger", String::new(), words::UNREADABLE.into(), None)
            >
                <div class="past">{stage(at)} {timeline(at)}</div>
            </Show>
        </div>
    }
    .into_any()
}

/// Whether the chain of hashes holds; checked here, in the browser, and nowhere believed.
fn chain(reading: Reading) -> AnyView {
    let checked = RwSignal::new(None::<Result<usize, usize>>);
    Effect::new(move || checked.set(reading.history(check)));
    let tone = move || match checked.get() {
        None => "muted",
        Some(Ok(_)) => "success",
        Some(Err(_)) => "danger",
    };
    let word = move || match checked.get() {
        None => words::CHECKING.into(),
        Some(Ok(events)) => words::chain_checked(events),
        Some(Err(at)) => words::chain_broken(at),
    };
    view! {
        <p>
            <span class="badge" data-tone=tone>{icon("check")} {word}</span>
        </p>
    }
    .into_any()
}

fn stage(at: At) -> AnyView {
    let looks = Signal::derive(move || at.look(|it| Some(it.looks.clone())).unwrap_or_else(Looks::nobody));
    let name = Signal::derive(move || at.look(|it| it.name.clone()));
    let when = move || at.look(|it| Some(date::moment(it.at)));
    // In the middle of a line.
    let standing = move || words::in_play(looks.with(|it| it.retired)).to_lowercase();
    view! {
        <div class="panel past-stage">
            {portrait(looks, name)}
            <p class="maker-name">{move || name.get()}</p>
            <p class="small muted">{when} ", " {standing}</p>
            {slider(at)}
        </div>
    }
    .into_any()
}

fn slider(at: At) -> AnyView {
    let navigate = StoredValue::new(use_navigate());
    // The address follows when the slider comes to rest: browsers refuse to write it all the time.
    let rest = move |query: &str| {
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        let path = [&location().pathname().unwrap_or_default(), query].concat();
        navigate.with_value(|it| it(&path, options));
    };
    let position = move || words::moment_of(at.get(), at.last());
    let spoken = move || [&position(), ": ", at.look(|it| it.what)].concat();
    let ticks = move || {
        let last = Some(at.last()).filter(|it| *it <= TICKS_MAX)?;
        let ticks = (0..last).map(|_| view! { <span></span> }).collect_view();
        Some(view! { <div class="slider-ticks" aria-hidden="true">{ticks}</div> })
    };
    let first = untrack(move || at.get());
    let input = NodeRef::<html::Input>::new();
    // The way to now goes away at now, but it keeps its place; who came by it is left at the slider.
    let is_now = move || (at.get() == at.last()).then_some("true");
    let to_slider = move |_| _ = input.get().map(|it| it.focus());
    view! {
        <div class="past-slider">
            <div class="slider">
                <label for="moment">
                    {words::MOMENT} " " <output class="mono" for="moment">{position}</output>
                </label>
                <input
                    node_ref=input
                    id="moment"
                    type="range"
                    min="1"
                    max=move || at.last()
                    step="1"
                    value=first
                    prop:value=move || at.get().to_string()
                    aria-valuetext=spoken
                    on:input=move |it| at.chosen.set(event_target_value(&it).parse().ok())
                    on:change=move |it| rest(&["?at=", &event_target_value(&it)].concat())
                />
                {ticks}
            </div>
            <a class="button quiet past-now" href="?" data-noscroll="true" data-idle=is_now on:click=to_slider>
                {words::NOW}
            </a>
        </div>
    }
    .into_any()
}

fn timeline(at: At) -> AnyView {
    let shown = Signal::derive(move || at.get());
    let rows = move || {
        at.moments
            .with(|it| it.iter().enumerate().map(|(index, it)| row(shown, index + 1, it)).collect_view())
    };
    view! { <ol class="timeline">{rows}</ol> }.into_any()
}

pub(crate) fn row(at: Signal<usize>, number: usize, moment: &Moment) -> AnyView {
    let here = move || (at.get() == number).then_some("step");
    let later = move || (at.get() < number).then_some("true");
    let href = format!("?at={number}");
    view! {
        <li class="moment" aria-current=here data-later=later>
            <div class="moment-head">
                <h2>
                    <a href=href data-noscroll="true">{moment.what}</a>
                </h2>
                <p class="small muted">{date::moment(moment.at)}</p>
            </div>
            <div class="diff">{moment.changes.iter().map(diff).collect_view()}</div>
            <p class="small muted">
                {words::BY} <span class="mono">{moment.who.clone()}</span>
            </p>
        </li>
    }
    .into_any()
}

fn diff(change: &Change) -> AnyView {
    let before = change.before.as_ref().map(|it| view! { <del class="before">{value(it)}</del> });
    view! {
        <div>
            <span class="diff-name">{change.what}</span>
            <span class="diff-values">
                {before}
                <ins class="after">{value(&change.after)}</ins>
            </span>
        </div>
    }
    .into_any()
}

fn value(value: &Value) -> AnyView {
    view! {
        {value.swatch.as_ref().map(swatch)}
        {value.word.clone()}
    }
    .into_any()
}
