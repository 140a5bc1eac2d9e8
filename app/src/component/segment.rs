//! One choice out of a few, all in sight.

use leptos::prelude::*;

/// A row of choices: word for the program, word for people. `name` keeps two rows on a page apart.
pub(crate) fn segments(
    name: &'static str,
    legend: &'static str,
    hint: Option<&'static str>,
    choices: Vec<(&'static str, &'static str)>,
    chosen: Signal<&'static str>,
    choose: Callback<&'static str>,
) -> AnyView {
    let hint_id = [name, "-hint"].concat();
    let described = hint.map(|_| hint_id.clone());
    let choice = |(word, shown): (&'static str, &'static str)| {
        let first = chosen.get_untracked() == word;
        view! {
            <label class="segment">
                <input
                    type="radio"
                    name=name
                    value=word
                    checked=first
                    prop:checked=move || chosen.get() == word
                    on:change=move |_| choose.run(word)
                />
                <span>{shown}</span>
            </label>
        }
    };
    view! {
        <fieldset class="segments" aria-describedby=described>
            <legend>{legend}</legend>
            <div class="segment-row">{choices.into_iter().map(choice).collect_view()}</div>
            {hint.map(|it| view! { <p class="hint" id=hint_id>{it}</p> })}
        </fieldset>
    }
    .into_any()
}
