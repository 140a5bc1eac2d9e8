//! Who is here: accounts, their sessions, and the lock.

use leptos::prelude::*;
use rules::AccountId;
use wire::{
    Position,
    owner::{Lock, Person, PersonSession},
};

use super::{lock, part};
use crate::{
    act::{self, Deed},
    component::button,
    date, door,
    read::Reading,
    words,
};

/// The people that are shown: the first page as it is read anew, and what was asked for behind it.
#[derive(Clone, Copy)]
pub(super) struct People {
    pub(super) reading: Reading,
    more: RwSignal<Vec<Person>>,
    /// Where the pages that were asked for end; none before the first of them.
    end: RwSignal<Option<Option<Position>>>,
}

impl People {
    fn all(self) -> Vec<Person> {
        let mut all = self.reading.owner(|it| it.people.people.clone()).unwrap_or_default();
        self.more.with(|more| {
            let new = more.iter().filter(|it| all.iter().all(|known| known.account != it.account));
            let new: Vec<_> = new.cloned().collect();
            all.extend(new);
        });
        all
    }

    fn next(self) -> Option<Position> {
        let first = self.reading.owner(|it| it.people.next).flatten();
        self.end.get().unwrap_or(first)
    }

    /// Shows at once what was done, and asks for the log.
    pub(super) fn changed(self, account: AccountId, lock: Option<Lock>) {
        self.more.try_update(|more| {
            if let Some(person) = more.iter_mut().find(|it| it.account == account) {
                if lock.is_some() {
                    person.sessions.clear();
                }
                person.lock = lock;
            }
        });
        self.reading.refresh();
    }
}

pub(super) fn people(reading: Reading) -> AnyView {
    let people = People { reading, more: RwSignal::new(Vec::new()), end: RwSignal::new(None) };
    let all = Memo::new(move |_| people.all());
    let inside = view! {
        <ul class="people">
            <For each=move || all.get() key=|it| it.account children=move |it| person(people, all, it)/>
        </ul>
        {more(people)}
    };
    part("people", words::PEOPLE_HEADING, inside.into_any())
}

fn more(people: People) -> AnyView {
    let tab = people.reading.tab;
    let deed = Deed::new();
    let ask = Callback::new(move |()| {
        let Some(after) = untrack(|| people.next()) else { return };
        act::attempt(tab, deed, door::people_after(after), move |view| {
            people.more.try_update(|it| it.extend(view.people));
            people.end.try_set(Some(view.next));
        });
    });
    let word = Signal::stored(words::PEOPLE_MORE.to_owned());
    let there = Memo::new(move |_| people.next().is_some());
    view! {
        <div class="row" hidden=move || !there.get()>
            {button::wish("button", "people", word, deed, ask)}
        </div>
        {button::fault(deed)}
    }
    .into_any()
}

fn person(people: People, all: Memo<Vec<Person>>, first: Person) -> AnyView {
    let tab = people.reading.tab;
    let (account, opened_at) = (first.account, first.opened_at);
    // The row outlives the person by a moment when the list changes.
    let person = Memo::new(move |before: Option<&Person>| {
        let now = all.with(|it| it.iter().find(|it| it.account == account).cloned());
        now.or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
    });
    let owner = move || person.with(|it| it.owner);
    let lock = Memo::new(move |_| person.with(|it| it.lock.clone()));
    let badge =
        |tone: &'static str, word: &'static str| view! { <span class="badge" data-tone=tone>{word}</span> };
    let belongings = move || person.with(|it| words::belongings(it.devices, it.characters));
    let last = move || match person.with(|it| it.seen_at) {
        Some(at) => view! { {words::LAST_HERE} {date::moment(at)} "." }.into_any(),
        None => words::NEVER_HERE.into_any(),
    };
    let locked = move || {
        let Lock { since, why } = lock.get()?;
        Some(view! {
            <p class="small">
                {words::LOCKED_SINCE} {date::moment(since)} {words::locked_why(&why)} "."
            </p>
        })
    };
    view! {
        <li class="person">
            <div class="person-head">
                <h3>{words::person(&account)}</h3>
                {move || owner().then(|| badge("info", words::OWNER))}
                {move || lock.with(Option::is_some).then(|| badge("danger", words::IS_LOCKED))}
            </div>
            <p class="mono small muted">{account.to_string()}</p>
            <p class="small muted">
                {words::OPENED} {date::moment(opened_at)} ". " {belongings} {last}
            </p>
            {move || sessions(&person.with(|it| it.sessions.clone()))}
            {locked}
            <fieldset class="plain" disabled=move || !tab.alive.get() hidden=owner>
                {lock::lock(people, account, lock)}
            </fieldset>
        </li>
    }
    .into_any()
}

fn sessions(sessions: &[PersonSession]) -> AnyView {
    if sessions.is_empty() {
        return view! { <p class="small muted">{words::SESSIONS_NONE}</p> }.into_any();
    }
    let session = |it: &PersonSession| {
        let did = it.key.did();
        view! {
            <li>
                <span class="mono" title=did.clone()>{words::short_did(&did)}</span>
                {words::SINCE}
                {date::moment(it.since)}
            </li>
        }
    };
    view! {
        <div class="small">
            <p>{words::SESSIONS}</p>
            <ul class="person-sessions">{sessions.iter().map(session).collect_view()}</ul>
        </div>
    }
    .into_any()
}
