//! Filters: those that make sense for the kind, and the order of the list.

use leptos::prelude::*;
use rules::{
    book::{Automation, CreatureType, Rarity, School},
    codex::{Kind, Sort},
};

use super::Desk;
use crate::words;

/// Classes by their ids' later part. The book is not in the browser yet when the page comes.
const CLASSES: [(&str, &str); 12] = [
    ("barbarian", "Barbarian"),
    ("bard", "Bard"),
    ("cleric", "Cleric"),
    ("druid", "Druid"),
    ("fighter", "Fighter"),
    ("monk", "Monk"),
    ("paladin", "Paladin"),
    ("ranger", "Ranger"),
    ("rogue", "Rogue"),
    ("sorcerer", "Sorcerer"),
    ("warlock", "Warlock"),
    ("wizard", "Wizard"),
];
/// Sorts of items, by what their ids begin with.
const ITEMS: [(&str, &str); 5] =
    [("armour", "Armour"), ("gear", "Gear"), ("pack", "Packs"), ("tool", "Tools"), ("weapon", "Weapons")];
const CHALLENGES: [&str; 4] = ["0", "1/8", "1/4", "1/2"];
const CHALLENGE_MOST: u32 = 30;
const SPELL_LEVEL_MOST: u8 = 9;
const LEVEL_MOST: u8 = 20;

type Choices = Vec<(String, String)>;

pub(super) fn sieve(desk: Desk) -> AnyView {
    let kind = Memo::new(move |_| desk.asked.with(|it| it.kind));
    let inside = move || {
        let kind = kind.get()?;
        let fields = kind.fields().iter().map(|field| control(desk, kind, field));
        let is_open = desk.asked.with_untracked(|it| it.sifts());
        Some(view! {
            <details class="fold codex-sieve" open=is_open>
                <summary>{words::CODEX_SIEVE}</summary>
                <div class="codex-fields">
                    {fields.collect_view()} {orders(desk, kind)}
                    <noscript>
                        <button class="button" type="submit">{words::CODEX_GO}</button>
                    </noscript>
                </div>
            </details>
        })
    };
    inside.into_any()
}

fn orders(desk: Desk, kind: Kind) -> AnyView {
    let sorts = [Some(Sort::Best), Some(Sort::Name), kind.sort()].into_iter().flatten();
    let sorts = sorts.map(|it| (it.word().to_owned(), words::codex_sort(it).to_owned())).collect();
    let ways = [("asc", words::CODEX_RISING), ("desc", words::CODEX_FALLING)].map(owned).into();
    (select(desk, "sort", words::CODEX_SORT, sorts), select(desk, "order", words::CODEX_ORDER, ways))
        .into_any()
}

fn control(desk: Desk, kind: Kind, field: &'static str) -> AnyView {
    let label = words::codex_field(field, kind);
    if field.starts_with("cost") {
        return number(desk, field, label);
    }
    let mut choices = vec![owned(("", words::CODEX_ANY))];
    choices.extend(of_field(kind, field));
    select(desk, field, label, choices)
}

fn of_field(kind: Kind, field: &str) -> Choices {
    let levels = |from: u8, to: u8| (from..=to).map(|it| (it.to_string(), it.to_string()));
    match field {
        "level" if kind == Kind::Spells => {
            let cantrip = owned(("0", words::CODEX_CANTRIP));
            std::iter::once(cantrip).chain(levels(1, SPELL_LEVEL_MOST)).collect()
        }
        "level" => levels(1, LEVEL_MOST).collect(),
        "school" => School::ALL.iter().map(|it| (it.word(), it.name().to_owned())).collect(),
        "class" => CLASSES.map(owned).into(),
        "type" if kind == Kind::Items => ITEMS.map(owned).into(),
        "type" => CreatureType::ALL.iter().map(|it| (it.word(), it.name().to_owned())).collect(),
        "rarity" => Rarity::ALL.iter().map(|it| (it.word(), it.name().to_owned())).collect(),
        "challenge_from" | "challenge_to" => {
            let whole = (1..=CHALLENGE_MOST).map(|it| it.to_string());
            CHALLENGES.iter().map(ToString::to_string).chain(whole).map(|it| (it.clone(), it)).collect()
        }
        "concentration" | "ritual" => [("yes", words::CODEX_YES), ("no", words::CODEX_NO)].map(owned).into(),
        _ => {
            let named = |it: &Automation| (it.word(), words::codex_automation(*it).1.to_owned());
            Automation::ALL.iter().map(named).collect()
        }
    }
}

fn owned((word, shown): (&str, &str)) -> (String, String) {
    (word.to_owned(), shown.to_owned())
}

fn select(desk: Desk, field: &'static str, label: &'static str, choices: Choices) -> AnyView {
    let id = ["codex-", field].concat();
    let value = Memo::new(move |_| desk.asked.with(|it| it.value(field)));
    let first = value.get_untracked();
    // The first stands for what is as usual.
    let usual = choices.first().map(|it| it.0.clone()).unwrap_or_default();
    let chosen = move || value.with(|it| if it.is_empty() { usual.clone() } else { it.clone() });
    let option = move |(word, shown): (String, String)| {
        let is_first = word == first;
        view! { <option value=word selected=is_first>{shown}</option> }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select
                id=id
                name=field
                prop:value=chosen
                on:change=move |it| desk.set(field, &event_target_value(&it))
            >
                {choices.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
    .into_any()
}

fn number(desk: Desk, field: &'static str, label: &'static str) -> AnyView {
    let id = ["codex-", field].concat();
    let value = Memo::new(move |_| desk.asked.with(|it| it.value(field)));
    let first = value.get_untracked();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                id=id
                name=field
                type="number"
                inputmode="numeric"
                min="0"
                value=first
                prop:value=move || value.get()
                on:change=move |it| desk.set(field, &event_target_value(&it))
            />
        </div>
    }
    .into_any()
}
