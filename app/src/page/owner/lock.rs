//! Shutting an account out, with a reason that its person reads; and letting it in again.

use leptos::{ev::SubmitEvent, html, prelude::*};
use rules::AccountId;
use wire::{Millis, owner::Lock};

use super::people::People;
use crate::{
    act::{self, Deed},
    component::{button, confirm, field::line_field},
    dom, door, words,
};

pub(super) fn lock(people: People, account: AccountId, lock: Memo<Option<Lock>>) -> AnyView {
    let locked = move || lock.with(Option::is_some);
    view! {
        <div hidden=locked>{shut_out(people, account)}</div>
        <div hidden=move || !locked()>{let_in(people, account)}</div>
    }
    .into_any()
}

fn shut_out(people: People, account: AccountId) -> AnyView {
    let tab = people.reading.tab;
    let deed = Deed::new();
    let dialog = NodeRef::<html::Dialog>::new();
    let why = RwSignal::new(String::new());
    let close = move || {
        if let Some(Some(it)) = dialog.try_get_untracked() {
            it.close();
        }
    };
    let ask = Callback::new(move |()| confirm::open(dialog));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let said = why.get_untracked().trim().to_owned();
        act::attempt(tab, deed, door::lock_out(account, said.clone()), move |()| {
            close();
            why.try_set(String::new());
            tab.toast("success", words::LOCKED_NOW.into());
            people.changed(account, Some(Lock { since: Millis(dom::now()), why: said }));
        });
    };
    let id = ["lock-", &account.to_string()].concat();
    let why_id = [&id, "-why"].concat();
    let word = Signal::stored(words::LOCK.to_owned());
    view! {
        {button::wish("button danger", "lock", word, deed, ask)}
        <dialog class="dialog" node_ref=dialog aria-labelledby=id>
            <form class="stack" on:submit=send>
                <h2 id=id.clone()>{words::LOCK_QUESTION}</h2>
                <p class="mono small">{words::person(&account)}</p>
                <p>{words::LOCK_BODY}</p>
                {line_field(why_id, words::LOCK_WHY, Some(words::LOCK_WHY_HINT), "text", why, deed.fault)}
                <div class="row dialog-doors">
                    <button class="button quiet" type="button" on:click=move |_| close()>
                        {words::LOCK_NO}
                    </button>
                    {button::submit("button danger", words::LOCK, deed)}
                </div>
            </form>
        </dialog>
    }
    .into_any()
}

fn let_in(people: People, account: AccountId) -> AnyView {
    let tab = people.reading.tab;
    let deed = Deed::new();
    let unlock = Callback::new(move |()| {
        act::attempt(tab, deed, door::let_in_again(account), move |()| {
            tab.toast("success", words::UNLOCKED_NOW.into());
            people.changed(account, None);
        });
    });
    let word = Signal::stored(words::UNLOCK.to_owned());
    view! {
        {button::wish("button", "key", word, deed, unlock)}
        {button::fault(deed)}
    }
    .into_any()
}
