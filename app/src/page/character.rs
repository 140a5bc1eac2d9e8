//! One character: how they look, what is known of them, and what can be changed.

use leptos::{ev::SubmitEvent, html, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use rules::{ContentId, StreamId};
use wire::Figure;

use super::fitting::{self, Fitting};
use crate::{
    act::{self, Deed},
    component::{
        button,
        confirm::{self, confirm},
        field::name_field,
        figure::{Looks, portrait},
        icon::icon,
        state::{self, notice},
        swatch::swatch,
        turning::turning,
    },
    date,
    read::{Question, Reading, shown},
    words,
};

pub(crate) fn character() -> AnyView {
    with_id(|id| shown(Question::Character(id), state::waiting_sheet, sheet))
}

/// The page of the character that the address names; a name that is none leads nowhere.
pub(crate) fn with_id(page: fn(StreamId) -> AnyView) -> AnyView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|it| it.get("id")?.parse().ok()));
    let page = move || match id.get() {
        Some(id) => page(id),
        None => state::missing(words::CHARACTER_NOT_FOUND, words::CHARACTER_NOT_FOUND_LEAD),
    };
    view! {
        <Title text=words::CHARACTERS/>
        {page}
    }
    .into_any()
}

/// Where one is, and the way back.
pub(crate) fn crumbs(reading: Reading, below: Option<&'static str>) -> AnyView {
    let name = name_of(reading);
    let href = path_of(reading);
    let last = match below {
        None => view! { <li aria-current="page"><span>{name}</span></li> }.into_any(),
        Some(word) => view! {
            <li><a href=href>{name}</a></li>
            <li aria-current="page">{word}</li>
        }
        .into_any(),
    };
    view! {
        <nav class="crumbs" aria-label=words::WHERE>
            <ol>
                <li><a href="/characters">{words::CHARACTERS}</a></li>
                {last}
            </ol>
        </nav>
    }
    .into_any()
}

/// What the tab is called, by words that change with the page. On the server a page may be built
/// more than once while its answer comes in, and the title is asked last, perhaps of a page that
/// is gone by then: it is what that page said when it was built.
pub(crate) fn title(words: impl Fn() -> Option<String> + Send + Sync + 'static) -> AnyView {
    let first = untrack(&words).unwrap_or_default();
    view! { <Title text=move || words().unwrap_or_else(|| first.clone())/> }.into_any()
}

/// The name, as it is now.
pub(crate) fn name_of(reading: Reading) -> Signal<String> {
    Signal::derive(move || match reading.question {
        Question::History(_) => reading.history(words::last_name).unwrap_or_default(),
        _ => reading.character(words::name_of).unwrap_or_default(),
    })
}

/// The name, unless the page is gone.
pub(crate) fn present(name: Signal<String>) -> Option<String> {
    name.try_get().filter(|it| !it.is_empty())
}

fn path_of(reading: Reading) -> String {
    match reading.question {
        Question::Character(id) | Question::History(id) => ["/characters/", &id.to_string()].concat(),
        _ => "/characters".into(),
    }
}

fn sheet(reading: Reading) -> AnyView {
    let name = name_of(reading);
    let looks = Memo::new(move |before: Option<&Looks>| {
        let now = reading.character(Looks::of);
        // Both are gone only while the page itself goes.
        now.or(before.cloned()).unwrap_or_else(Looks::nobody)
    });
    let fitting = Fitting::of(looks);
    let worn = fitting.dress(looks);
    let own = match reading.question {
        Question::Character(id) => Some((id, looks.into())),
        _ => None,
    };
    let lead = move || {
        let species = |it: &Looks| {
            let id = &it.figure.species;
            [words::species_name(id), ". ", words::silhouette(id)].concat()
        };
        looks.with(species)
    };
    view! {
        {title(move || present(name))}
        <div class="page wide">
            {crumbs(reading, None)}
            {state::kept(reading)}
            {move || reading.pending.get().then(|| pending(reading))}
            {move || looks.with(|it| it.retired).then(|| retired(reading))}
            <div class="sheet">
                <div class="panel sheet-figure">{turning(worn, portrait(worn, name), own)}</div>
                <div class="sheet-words stack">
                    <div>
                        <h1>{move || name.get()}</h1>
                        <p class="lead">{lead}</p>
                    </div>
                    {facts(reading, looks.into())}
                    {actions(reading, name, fitting, worn)}
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn facts(reading: Reading, looks: Signal<Looks>) -> AnyView {
    let painted = move |look: fn(&Figure) -> &ContentId, name: fn(&ContentId) -> &'static str, part| {
        view! {
            <span class="dye-name">
                {move || looks.with(|it| swatch(look(&it.figure)))}
                {move || looks.with(|it| [name(look(&it.figure)), part].concat())}
            </span>
        }
        .into_any()
    };
    let dye = move |look, part: &'static str| painted(look, words::dye_name, part);
    let keepsake = move |look: fn(&ContentId) -> &'static str| {
        move || reading.character(|it| look(&it.snapshot.keepsake))
    };
    view! {
        <dl class="facts">
            <div>
                <dt>{words::COLOURS}</dt>
                <dd>
                    {dye(|it| &it.colours.cloak, " cloak")}
                    {dye(|it| &it.colours.trim, " trim")}
                    {dye(|it| &it.colours.lantern, " light")}
                </dd>
            </div>
            <div>
                <dt>{words::OUTFIT}</dt>
                <dd>{move || looks.with(|it| words::outfit_name(&it.figure.appearance.outfit))}</dd>
            </div>
            <div>
                <dt>{words::HAIR}</dt>
                <dd>
                    {move || looks.with(|it| words::hair_in_short(&it.figure.appearance))}
                    {move || {
                        let hairy = looks.with(|it| it.figure.appearance.has_hair());
                        hairy.then(|| painted(|it| &it.appearance.hair_colour, words::hair_colour_name, ""))
                    }}
                </dd>
            </div>
            <div>
                <dt>{words::SKIN}</dt>
                <dd>{painted(|it| &it.appearance.skin, words::skin_name, "")}</dd>
            </div>
            <div>
                <dt>{words::KEEPSAKE}</dt>
                <dd>
                    {keepsake(words::keepsake_name)}
                    <p class="story">{keepsake(words::keepsake_story)}</p>
                </dd>
            </div>
            <div>
                <dt>{words::MADE}</dt>
                <dd>{move || reading.character(|it| date::moment(it.created_at))}</dd>
            </div>
            <div>
                <dt>{words::LAST_CHANGE}</dt>
                <dd>{move || reading.character(|it| date::moment(it.changed_at))}</dd>
            </div>
        </dl>
    }
    .into_any()
}

/// What can be done. A retired character can only be looked at, and brought back by the notice.
fn actions(reading: Reading, name: Signal<String>, fitting: Fitting, worn: Signal<Looks>) -> AnyView {
    let active = move || !worn.with(|it| it.retired);
    let history = [&path_of(reading), "/history"].concat();
    view! {
        <fieldset class="plain" disabled=move || is_still(reading)>
            <div class="row">
                <Show when=active>{quick(reading, name)}</Show>
                <a class="button quiet" href=history>{icon("clock")} {words::HISTORY}</a>
            </div>
            <Show when=active>
                {rename(reading)}
                {fitting::recolour(reading, fitting, worn)}
                {fitting::restyle(reading, fitting, worn)}
            </Show>
        </fieldset>
    }
    .into_any()
}

/// Whether nothing can be asked for: the page is not alive yet, or a change is still undecided.
fn is_still(reading: Reading) -> bool {
    !reading.tab.alive.get() || reading.pending.get()
}

/// What takes one click, and one more where a slip would hurt.
fn quick(reading: Reading, name: Signal<String>) -> AnyView {
    let deed = Deed::new();
    let last = move || reading.character(|it| words::undo(it, reading.undoing.get())).flatten();
    let undo_word = Signal::derive(move || last().unwrap_or_default());
    let undo = Callback::new(move |()| act::undo(reading, deed));
    let dialog = NodeRef::<html::Dialog>::new();
    let ask = Callback::new(move |()| confirm::open(dialog));
    let retire = Callback::new(move |()| act::retire(reading, deed));
    let question = Signal::derive(move || words::retire_question(&name.get()));
    let retire_word = Signal::stored(words::RETIRE.to_owned());
    let [body, no] = [words::RETIRE_BODY, words::KEEP_IN_PLAY];
    view! {
        <Show when=move || last().is_some()>
            {button::wish("button", "undo", undo_word, deed, undo)}
        </Show>
        {button::wish("button danger", "bag", retire_word, deed, ask)}
        {button::fault(deed)}
        {confirm("retire-heading", dialog, question, body, no, (words::RETIRE, retire))}
    }
    .into_any()
}

fn rename(reading: Reading) -> AnyView {
    let deed = Deed::new();
    let name = name_of(reading);
    let written = RwSignal::new(name.get_untracked());
    // Another change of the name, an undone one say, is not written over by an old draft.
    Effect::new(move || written.set(name.get()));
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        act::rename(reading, deed, &written.get_untracked());
    };
    view! {
        <details class="fold">
            <summary>{words::RENAME}</summary>
            <form class="stack" on:submit=save>
                {name_field("rename-name", written, deed.fault)}
                <div class="row">{button::submit("button primary", words::SAVE_NAME, deed)}</div>
            </form>
        </details>
    }
    .into_any()
}

/// A retired character can only be read, and brought back.
fn retired(reading: Reading) -> AnyView {
    let deed = Deed::new();
    let restore = Callback::new(move |()| act::restore(reading, deed));
    let word = Signal::stored(words::RESTORE.into());
    let door = view! {
        <fieldset class="plain" disabled=move || is_still(reading)>
            {button::wish("button", "restore", word, deed, restore)}
        </fieldset>
        {button::fault(deed)}
    };
    notice("info", words::RETIRED.into(), words::IS_RETIRED.into(), Some(door.into_any()))
}

/// A change is kept in the outbox: until it is decided, nothing else is asked for.
fn pending(reading: Reading) -> AnyView {
    let tab = reading.tab;
    let send = move |_| leptos::task::spawn_local(tab.flush());
    let door = view! { <button class="button" type="button" on:click=send>{words::SEND_NOW}</button> };
    notice("offline", String::new(), words::PENDING.into(), Some(door.into_any()))
}
