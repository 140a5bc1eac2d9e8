//! The form that lets a program in: its name, what it may do, and its last day.

use leptos::{ev::SubmitEvent, prelude::*};
use rules::Name;
use wire::{Millis, account::Scope};

use super::{Household, Shown};
use crate::{
    act::{self, Deed},
    component::{button, field::line_field},
    date, dom, door, words,
};

/// The last day that is chosen at first.
const FIRST_MILLIS: i64 = 7 * 24 * 60 * 60 * 1_000;

pub(super) fn let_in(household: Household, shown: Shown) -> AnyView {
    let tab = household.reading.tab;
    let deed = Deed::new();
    let name = RwSignal::new(String::new());
    let last = RwSignal::new(date::day(Millis(dom::now() + FIRST_MILLIS)));
    let [name_fault, last_fault] = [(); 2].map(|()| RwSignal::new(None::<String>));
    let chosen = RwSignal::new(vec![Scope::ReadCharacters]);
    let begin = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(until) = date::end_of(&last.get_untracked()) else {
            tab.say(words::PROGRAM_NO_DAY);
            return last_fault.set(Some(words::PROGRAM_NO_DAY.into()));
        };
        let called = name.get_untracked().trim().to_owned();
        if let Err(why) = Name::parse(&called) {
            tab.say(&why.to_string());
            return name_fault.set(Some(why.to_string()));
        }
        let work = door::let_program_in(called.clone(), chosen.get_untracked(), until);
        act::attempt(tab, deed, work, move |token| {
            shown.try_set(Some((called, token)));
            name.try_set(String::new());
            tab.say(words::TOKEN_WARNING);
            tab.changed_keys();
        });
    };
    let [day, day_hint] = [words::PROGRAM_UNTIL, words::PROGRAM_UNTIL_HINT];
    view! {
        <h3>{words::PROGRAM_ADD}</h3>
        <fieldset class="plain" disabled=move || !tab.alive.get()>
            <form class="stack" on:submit=begin>
                {line_field("program-name".into(), words::PROGRAM_NAME, None, "text", name, name_fault)}
                {scopes(chosen)}
                {line_field("program-until".into(), day, Some(day_hint), "date", last, last_fault)}
                <div class="row">{button::submit("button", words::PROGRAM_LET_IN, deed)}</div>
                {button::fault(deed)}
            </form>
        </fieldset>
    }
    .into_any()
}

fn scopes(chosen: RwSignal<Vec<Scope>>) -> AnyView {
    let choice = |it: Scope| {
        let turn = move |on: bool| {
            chosen.update(|all| {
                all.retain(|other| *other != it);
                if on {
                    all.push(it);
                    all.sort();
                }
            });
        };
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || chosen.with(|all| all.contains(&it))
                    on:change=move |event| turn(event_target_checked(&event))
                />
                <span>{words::scope(it)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="segments" aria-describedby="program-may-hint">
            <legend>{words::PROGRAM_MAY}</legend>
            {Scope::ALL.map(choice).collect_view()}
            <p class="hint" id="program-may-hint">{words::PROGRAM_MAY_HINT}</p>
        </fieldset>
    }
    .into_any()
}
