//! Everything an owner has done, the last first.

use leptos::prelude::*;
use wire::owner::AuditRow;

use super::part;
use crate::{
    act::{self, Deed},
    component::button,
    date, door,
    read::Reading,
    words,
};

pub(super) fn audit(reading: Reading) -> AnyView {
    let tab = reading.tab;
    // What was asked for below the first page; the first is read anew with every deed.
    let earlier = RwSignal::new(Vec::<AuditRow>::new());
    let done = RwSignal::new(false);
    let all = Memo::new(move |_| {
        let mut all = reading.owner(|it| it.audit.rows.clone()).unwrap_or_default();
        let last = all.last().map_or(i64::MAX, |it| it.number);
        earlier.with(|it| all.extend(it.iter().filter(|it| it.number < last).cloned()));
        all
    });
    // Numbers count from 1: below that there is nothing.
    let rest = Memo::new(move |_| all.with(|it| it.last().map(|it| it.number)).filter(|it| *it > 1));
    let deed = Deed::new();
    let ask = Callback::new(move |()| {
        let Some(before) = rest.get_untracked() else { return };
        act::attempt(tab, deed, door::audit_before(before), move |view| {
            done.try_set(view.next.is_none());
            earlier.try_update(|it| it.extend(view.rows));
        });
    });
    let word = Signal::stored(words::AUDIT_MORE.to_owned());
    let me = Memo::new(move |_| tab.me.with(|it| it.as_ref().and_then(|me| me.account)));
    let row = move |it: AuditRow| {
        let time = it.time;
        view! {
            <li>
                <p>{move || words::deed(&it, me.get())}</p>
                <p class="small muted">{date::moment(time)}</p>
            </li>
        }
    };
    let inside = view! {
        <p class="muted">{words::AUDIT_LEAD}</p>
        <ol class="audit" reversed>
            <For each=move || all.get() key=|it| it.number children=row/>
        </ol>
        <div class="row" hidden=move || done.get() || rest.get().is_none()>
            {button::wish("button", "clock", word, deed, ask)}
        </div>
        {button::fault(deed)}
    };
    part("audit", words::AUDIT_HEADING, inside.into_any())
}
