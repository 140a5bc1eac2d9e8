//! The second device's side of an invitation: it asks, shows a number, and waits to be let in.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use leptos_meta::Title;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    act::Deed,
    component::{button, state::notice},
    dom,
    door::{self, Asking, Trouble},
    tab::Tab,
    words,
};

/// How often it is looked whether this device was let in.
const LOOK: Duration = Duration::from_secs(2);

/// Where it stands.
#[derive(Clone)]
enum Step {
    /// The page is not alive yet.
    Still,
    Asking,
    Waiting(Asking),
    /// Another account is here already. It stays, and this one may come beside it.
    Beside(String),
    Refused(String),
}

#[derive(Clone, Copy)]
struct Pair {
    tab: Tab,
    step: RwSignal<Step>,
    done: Callback<()>,
}

pub(crate) fn pair() -> AnyView {
    let tab = Tab::here();
    let navigate = StoredValue::new(use_navigate());
    let done = Callback::new(move |()| {
        _ = navigate.try_with_value(|it| it("/characters", NavigateOptions::default()));
    });
    let it = Pair { tab, step: RwSignal::new(Step::Still), done };
    Effect::new(move || {
        if tab.alive.get() && matches!(it.step.get_untracked(), Step::Still) {
            it.begin();
        }
    });
    view! {
        <Title text=words::PAIR/>
        <div class="page">
            <h1>{words::PAIR}</h1>
            <p class="lead">{words::PAIR_LEAD}</p>
            <div>
                <noscript>"Joining needs scripts, because the key of this device is made here."</noscript>
            </div>
            <div class="panel stack">{move || shown(tab, it.step.get())}</div>
        </div>
    }
    .into_any()
}

impl Pair {
    fn begin(self) {
        let Some(secret) = dom::take_fragment() else {
            return self.step.set(Step::Refused(words::PAIR_NO_SECRET.into()));
        };
        self.step.set(Step::Asking);
        spawn_local(async move {
            match door::ask_in(secret.clone()).await {
                Ok(Some(asking)) => {
                    self.step.try_set(Step::Waiting(asking));
                    self.look();
                }
                Ok(None) => _ = self.step.try_set(Step::Beside(secret)),
                Err(trouble) => _ = self.step.try_set(Step::Refused(trouble.sentence())),
            }
        });
    }

    /// Looks whether this device was let in, now and every two seconds while the page is shown.
    fn look(self) {
        let Some(Step::Waiting(asking)) = self.step.try_get_untracked() else { return };
        spawn_local(async move {
            match door::taken(asking).await {
                Ok(true) => self.come_in().await,
                Ok(false) | Err(Trouble::Offline) => set_timeout(move || self.look(), LOOK),
                Err(Trouble::Told(sentence)) => _ = self.step.try_set(Step::Refused(sentence)),
            }
        });
    }

    async fn come_in(self) {
        self.tab.enter(door::whoami().await);
        self.tab.ask_session().await;
        self.tab.toast("success", words::PAIR_DONE.into());
        self.tab.rise();
        self.done.run(());
    }
}

fn shown(tab: Tab, step: Step) -> AnyView {
    match step {
        Step::Still | Step::Asking => {
            view! { <p class="muted" aria-busy="true">{words::PAIR_ASKING}</p> }.into_any()
        }
        Step::Waiting(Asking { code, .. }) => view! {
            <p>{words::PAIR_CODE}</p>
            <p class="pair-code" role="status">{code}</p>
            <p class="muted" aria-busy="true">{words::PAIR_WAITING}</p>
        }
        .into_any(),
        Step::Beside(secret) => beside(tab, &secret),
        Step::Refused(sentence) => notice("danger", String::new(), sentence, None),
    }
}

/// Whoever opens a link has not asked to be taken out of their account, so they are asked.
fn beside(tab: Tab, secret: &str) -> AnyView {
    let deed = Deed::new();
    let path = ["/pair#", secret].concat();
    let join = Callback::new(move |()| tab.add_account(deed, path.clone()));
    let word = Signal::stored(words::BESIDE_JOIN.to_owned());
    view! {
        <p>{words::BESIDE}</p>
        <div class="row">{button::wish("button primary", "plus", word, deed, join)}</div>
        {button::fault(deed)}
    }
    .into_any()
}
