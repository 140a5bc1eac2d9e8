//! On the first page: somebody who turns on their base and can be anybody, before there is anyone.

use leptos::prelude::*;
use rules::StreamId;

use super::maker::looks_by;
use crate::{
    component::{figure::figure, icon::icon, pick, turning::turning},
    dom, words,
};

/// Who it was last time: the same one needs no other files.
const VISITOR: &str = "farlantern.visitor";

pub(crate) fn visitor() -> AnyView {
    let looks = RwSignal::new(looks_by(seed().unwrap_or_else(another_seed)));
    let another = move |_| looks.set(looks_by(another_seed()));
    view! {
        <section class="page wide" aria-labelledby="visitor">
            <div class="visitor panel">
                <div class="visitor-stand">{turning(looks.into(), figure(looks.into()), None)}</div>
                <div class="visitor-words stack">
                    <h2 id="visitor">{words::VISITOR_HEADING}</h2>
                    <p class="muted">{words::VISITOR_LEAD}</p>
                    {pick::species("visitor", looks.into(), move |it| looks.set(it))}
                    <div class="row">
                        <button class="button" type="button" on:click=another>
                            {icon("people")} {words::VISITOR_ANOTHER}
                        </button>
                        <a class="button quiet" href="/characters#create">{words::VISITOR_MAKE}</a>
                    </div>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// What the figure of the last visit was made of, in the digits of an id.
fn seed() -> Option<[u8; 16]> {
    dom::kept(VISITOR)?.parse::<StreamId>().ok().map(|it| it.0)
}

fn another_seed() -> [u8; 16] {
    let chance = dom::chance();
    dom::keep(VISITOR, &StreamId(chance).to_string());
    chance
}
