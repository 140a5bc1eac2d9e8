//! Coming back to an account on a browser that knows nothing: by 24 words, or by a key file.

use leptos::{ev::SubmitEvent, html, prelude::*};
use leptos_meta::Title;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    act::{self, Deed},
    component::{
        button,
        field::{line_field, text_field},
        state::{no_scripts, notice},
    },
    dom,
    door::{self, Came},
    tab::Tab,
    words,
};

pub(crate) fn restore() -> AnyView {
    let tab = Tab::here();
    let navigate = StoredValue::new(use_navigate());
    let deed = Deed::new();
    let back = Callback::new(move |came: Came| {
        let me = match came {
            Came::Here(me) => me,
            Came::Elsewhere(place) => {
                return tab.switch_to(deed, place, "/characters".into(), words::CAME_BACK.into());
            }
        };
        tab.enter(Some(me));
        leptos::task::spawn_local(async move {
            tab.ask_session().await;
            tab.rise();
        });
        tab.toast("success", words::CAME_BACK.into());
        _ = navigate.try_with_value(|it| it("/characters", NavigateOptions::default()));
    });
    view! {
        <Title text=words::COME_BACK/>
        <div class="page">
            <h1>{words::COME_BACK}</h1>
            <p class="lead">{words::COME_BACK_LEAD}</p>
            {no_scripts()}
            {move || tab.has_account().then(|| notice("info", String::new(), words::BESIDE.into(), None))}
            {button::fault(deed)}
            {by_words(tab, back)}
            {by_file(tab, back)}
            <p><a href="/settings#loss">{words::LOSS_HEADING}</a></p>
        </div>
    }
    .into_any()
}

fn by_words(tab: Tab, back: Callback<Came>) -> AnyView {
    let deed = Deed::new();
    let written = RwSignal::new(String::new());
    let restore = move |event: SubmitEvent| {
        event.prevent_default();
        act::attempt(tab, deed, door::restore(written.get_untracked()), move |came| {
            written.try_set(String::new());
            back.run(came);
        });
    };
    let [id, label, hint] = ["restore-words", words::WORDS_LABEL, words::WORDS_HINT];
    view! {
        <section class="panel stack" aria-labelledby="by-words">
            <h2 id="by-words">{words::COME_BACK_WORDS}</h2>
            <form class="stack" on:submit=restore>
                {text_field(id.into(), label, hint, written, deed.fault)}
                <fieldset class="plain" disabled=move || !tab.alive.get()>
                    <div class="row">{button::submit("button primary", words::COME_BACK_DO, deed)}</div>
                </fieldset>
            </form>
        </section>
    }
    .into_any()
}

fn by_file(tab: Tab, back: Callback<Came>) -> AnyView {
    let deed = Deed::new();
    let passphrase = RwSignal::new(String::new());
    let field = NodeRef::<html::Input>::new();
    let file = RwSignal::new(None::<String>);
    let choose = move |_| {
        deed.fault.set(None);
        if let Some(field) = field.get_untracked() {
            dom::chosen_file(&field, move |text| _ = file.try_set(Some(text)));
        }
    };
    let restore = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(file) = file.get_untracked() else {
            return deed.refuse(tab, words::FILE_MISSING.into());
        };
        act::attempt(tab, deed, door::restore_file(file, passphrase.get_untracked()), move |came| {
            passphrase.try_set(String::new());
            back.run(came);
        });
    };
    view! {
        <section class="panel stack" aria-labelledby="by-file">
            <h2 id="by-file">{words::COME_BACK_FILE}</h2>
            <form class="stack" on:submit=restore>
                <div class="field">
                    <label for="restore-file">{words::FILE_LABEL}</label>
                    <input
                        id="restore-file"
                        type="file"
                        accept=".json,application/json"
                        node_ref=field
                        on:change=choose
                    />
                </div>
                {line_field("restore-passphrase".into(), words::PASSPHRASE, None, "password", passphrase, deed.fault)}
                <fieldset class="plain" disabled=move || !tab.alive.get()>
                    <div class="row">{button::submit("button", words::COME_BACK_DO, deed)}</div>
                </fieldset>
            </form>
        </section>
    }
    .into_any()
}
