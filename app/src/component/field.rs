//! A line to write in, with its label, its hint and its fault.

use leptos::{attr::Attribute, prelude::*};
use rules::limit::NAME_CHARS_MAX;

use crate::words;

/// What is written, what is wrong with it, and what says so below it.
#[derive(Clone, Copy)]
pub(crate) struct Writing {
    pub(crate) written: RwSignal<String>,
    pub(crate) fault: RwSignal<Option<String>>,
    hint: Option<&'static str>,
    hint_id: StoredValue<String>,
    fault_id: StoredValue<String>,
}

impl Writing {
    /// `id` is the control's own.
    pub(crate) fn new(
        id: &str,
        hint: Option<&'static str>,
        written: RwSignal<String>,
        fault: RwSignal<Option<String>>,
    ) -> Self {
        let [hint_id, fault_id] = ["-hint", "-fault"].map(|it| StoredValue::new([id, it].concat()));
        Self { written, fault, hint, hint_id, fault_id }
    }

    /// What every control has into which one writes by hand. The fault goes with the next letter.
    pub(crate) fn by_hand(self) -> impl Attribute {
        let Self { written, fault, hint, hint_id, fault_id } = self;
        let described = move || match (self.is_faulty(), hint) {
            (true, _) => Some(fault_id.get_value()),
            (false, Some(_)) => Some(hint_id.get_value()),
            (false, None) => None,
        };
        view! {
            <{..}
                autocomplete="off"
                spellcheck="false"
                prop:value=move || written.get()
                aria-invalid=move || self.is_faulty().then_some("true")
                aria-describedby=described
                on:input=move |it| {
                    written.set(event_target_value(&it));
                    fault.set(None);
                }
            />
        }
    }

    /// The hint and the fault.
    pub(crate) fn said(self) -> AnyView {
        let Self { fault, hint, hint_id, fault_id, .. } = self;
        view! {
            {hint.map(|it| view! { <p class="hint" id=hint_id.get_value()>{it}</p> })}
            {move || fault.get().map(|it| view! { <p class="fault" id=fault_id.get_value()>{it}</p> })}
        }
        .into_any()
    }

    fn is_faulty(self) -> bool {
        self.fault.with(Option::is_some)
    }

    /// A control with its label, its hint and its fault.
    fn framed(self, id: String, label: String, control: AnyView) -> AnyView {
        view! {
            <div class="field" data-faulty=move || self.is_faulty().then_some("true")>
                <label for=id>{label}</label>
                {control}
                {self.said()}
            </div>
        }
        .into_any()
    }
}

/// A field for a name. `id` is the field's own; `fault` stands below it and is tied to it.
pub(crate) fn name_field(
    id: &'static str,
    name: RwSignal<String>,
    fault: RwSignal<Option<String>>,
) -> AnyView {
    let writing = Writing::new(id, Some(words::NAME_HINT), name, fault);
    let first = name.get_untracked();
    let line = view! {
        <input id=id value=first required maxlength=NAME_CHARS_MAX name="name" {..writing.by_hand()}/>
    };
    writing.framed(id.into(), words::NAME.into(), line.into_any())
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
    let writing = Writing::new(&id, hint, written, fault);
    let line = view! { <input id=id.clone() type=kind autocapitalize="off" {..writing.by_hand()}/> };
    writing.framed(id, label.into(), line.into_any())
}

/// Room for a few lines.
pub(crate) fn text_field(
    id: String,
    label: &'static str,
    hint: &'static str,
    written: RwSignal<String>,
    fault: RwSignal<Option<String>>,
) -> AnyView {
    let writing = Writing::new(&id, Some(hint), written, fault);
    let room =
        view! { <textarea id=id.clone() rows="4" autocapitalize="off" {..writing.by_hand()}></textarea> };
    writing.framed(id, label.into(), room.into_any())
}
