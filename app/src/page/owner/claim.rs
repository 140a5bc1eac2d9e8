//! The one button that makes whoever came by the one-time address the owner.

use leptos::{prelude::*, task::spawn_local};

use super::part;
use crate::{
    act::{self, Deed},
    component::button,
    door,
    tab::Tab,
    words,
};

pub(crate) fn claim(tab: Tab, first: String, token: RwSignal<Option<String>>) -> AnyView {
    let deed = Deed::new();
    let become_it = Callback::new(move |()| {
        act::attempt(tab, deed, door::become_owner(first.clone()), move |me| {
            tab.enter(Some(me));
            token.set(None);
            tab.toast("success", words::CLAIMED.into());
            spawn_local(async move {
                tab.ask_session().await;
                tab.rise();
            });
        });
    });
    let word = Signal::stored(words::CLAIM.to_owned());
    let inside = view! {
        <p>{words::CLAIM_LEAD}</p>
        <p class="muted">{words::CLAIM_ACCOUNT}</p>
        <div class="row">{button::wish("button primary large", "key", word, deed, become_it)}</div>
        {button::fault(deed)}
    };
    part("claim", words::CLAIM_HEADING, inside.into_any())
}
