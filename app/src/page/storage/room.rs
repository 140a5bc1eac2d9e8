//! How much room the browser gives, and whether it has promised to leave everything alone.

use leptos::prelude::*;

use super::Hold;
use crate::{component::button, words};

pub(super) fn room(hold: Hold) -> AnyView {
    let quota = move || hold.read(|it| it.quota_bytes).map_or(words::ROOM_UNTOLD.into(), words::size);
    let used = move || match hold.read(|it| it.used_bytes) {
        Some(bytes) => [&words::size(bytes), words::ROOM_AS_TOLD].concat(),
        None => words::ROOM_UNTOLD.into(),
    };
    let is_promised = Memo::new(move |_| hold.read(|it| it.is_promised));
    let promise = move || if is_promised.get() { words::PROMISED } else { words::NOT_PROMISED };
    view! {
        <dl class="facts">
            <div>
                <dt>{words::ROOM_USED}</dt>
                <dd>{used}</dd>
            </div>
            <div>
                <dt>{words::ROOM_QUOTA}</dt>
                <dd>{quota}</dd>
            </div>
            <div>
                <dt>{words::ROOM_PROMISE}</dt>
                <dd>{promise}</dd>
            </div>
        </dl>
        {move || (!is_promised.get()).then(|| ask(hold))}
    }
    .into_any()
}

fn ask(hold: Hold) -> AnyView {
    let ask = Callback::new(move |()| hold.ask());
    let word = Signal::stored(words::KEEP.to_owned());
    // That it makes no promise is an answer of the browser, and no fault.
    let answer = move || Some(view! { <p class="muted">{hold.asking.fault.get()?}</p> });
    view! {
        <div class="row">{button::wish("button", "lock", word, hold.asking, ask)}</div>
        {answer}
    }
    .into_any()
}
