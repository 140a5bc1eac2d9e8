//! A square of a colour that can be chosen: a dye, a skin, a colour of hair.

use leptos::prelude::*;
use rules::ContentId;

pub(crate) fn swatch(id: &ContentId) -> AnyView {
    let of = |kind: &str| id.as_str().strip_prefix(kind).map(str::to_owned);
    view! { <span class="swatch" data-dye=of("dye/") data-skin=of("skin/") data-hair=of("hair-colour/")></span> }
        .into_any()
}
