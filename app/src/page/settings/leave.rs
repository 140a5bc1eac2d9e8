//! Logging out, here or everywhere.

use leptos::{html, prelude::*};

use super::{Household, part};
use crate::{
    component::confirm::{self, confirm},
    words,
};

pub(crate) fn leave(household: Household) -> AnyView {
    let tab = household.reading.tab;
    let dialog = NodeRef::<html::Dialog>::new();
    let question = Signal::stored(words::LOG_OUT_ALL_QUESTION.to_owned());
    let everywhere = Callback::new(move |()| tab.log_out_everywhere());
    let [body, no] = [words::LOG_OUT_ALL_BODY, words::STAY];
    let inside = view! {
        <div class="row">
            <button class="button" type="button" on:click=move |_| tab.log_out()>
                {words::LOG_OUT_HERE}
            </button>
            <button class="button danger" type="button" on:click=move |_| confirm::open(dialog)>
                {words::LOG_OUT_ALL}
            </button>
        </div>
        {confirm("leave-all", dialog, question, body, no, (words::LOG_OUT_ALL, everywhere))}
    };
    part("leave", words::LEAVE_HEADING, inside.into_any())
}
