//! A line to write in, with its label, its hint and its fault.

use leptos::prelude::*;
use rules::limit::NAME_CHARS_MAX;

use crate::words;

/// A field for a name. `id` is the field's own; `fault` stands below it and is tied to it.
pub(crate) fn name_field(
    id: &'static str,
    name: RwSignal<String>,
    fault: RwSignal<Option<String>>,
) -> AnyView {
    let hint_id = [id, "-hint"].concat();
    let fault_id = StoredValue::new([id, "-fault"].concat());
    let faulty = move || fault.with(Option::is_some);
    let described = {
        let hint_id = hint_id.clone();
        move || if faulty() { fault_id.get_value() } else { hint_id.clone() }
    };
    let first = name.get_untracked();
    view! {
        <div class="field" data-faulty=move || faulty().then_some("true")>
            <label for=id>{words::NAME}</label>
            <input
                id=id
                name="name"
                required
                maxlength=NAME_CHARS_MAX
                autocomplete="off"
                spellcheck="false"
                value=first
                prop:value=move || name.get()
                aria-invalid=move || faulty().then_some("true")
                aria-describedby=described
                on:input=move |it| {
                    name.set(event_target_value(&it));
                    fault.set(None);
                }
            />
            <p class="hint" id=hint_id>{words::NAME_HINT}</p>
            {move || fault.get().map(|it| view! { <p class="fault" id=fault_id.get_value()>{it}</p> })}
        </div>
    }
    .into_any()
}

/// A line of any kind. `kind` is the input's type.
pub(crate) fn line_field(
    id: String,
    label: &str,
    hint: Option<&'static str>,
    kind: &'static str,
    written: RwSignal<String>,
    fault: RwSignal<Option<String>>,
) -> AnyView {
    let faulty = move || fault.with(Option::is_some);
    let [hint_id, fault_id] = ["-hint", "-fault"].map(|it| StoredValue::new([&id, it].concat()));
    let described = move || match (faulty(), hint) {
        (true, _) => Some(fault_id.get_value()),
        (false, Some(_)) => Some(hint_id.get_value()),
        (false, None) => None,
    };
    view! {
        <div class="field" data-faulty=move || faulty().then_some("true")>
            <label for=id.clone()>{label.to_owned()}</label>
            <input
                id=id
                type=kind
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=move || written.get()
                aria-invalid=move || faulty().then_some("true")
                aria-describedby=described
                on:input=move |it| {
                    written.set(event_target_value(&it));
                    fault.set(None);
                }
            />
            {hint.map(|it| view! { <p class="hint" id=hint_id.get_value()>{it}</p> })}
            {move || fault.get().map(|it| view! { <p class="fault" id=fault_id.get_value()>{it}</p> })}
        </div>
    }
    .into_any()
}

/// Room for a few lines.
pub(crate) fn text_field(
    id: String,
    label: &'static str,
    hint: &'static str,
    written: RwSignal<String>,
    fault: RwSignal<Option<String>>,
) -> AnyView {
    let faulty = move || fault.with(Option::is_some);
    let [hint_id, fault_id] = ["-hint", "-fault"].map(|it| StoredValue::new([&id, it].concat()));
    let described = move || if faulty() { fault_id.get_value() } else { hint_id.get_value() };
    view! {
        <div class="field" data-faulty=move || faulty().then_some("true")>
            <label for=id.clone()>{label}</label>
            <textarea
                id=id
                rows="4"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=move || written.get()
                aria-invalid=move || faulty().then_some("true")
                aria-describedby=described
                on:input=move |it| {
                    written.set(event_target_value(&it));
                    fault.set(None);
                }
            ></textarea>
            <p class="hint" id=hint_id.get_value()>{hint}</p>
            {move || fault.get().map(|it| view! { <p class="fault" id=fault_id.get_value()>{it}</p> })}
        </div>
    }
    .into_any()
}
