//! Taking in a second device, from the first one's side: a link and a picture, a number to compare,
//! and the word that lets it in.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use super::Household;
use crate::{
    act::{self, Deed},
    component::{button, icon::icon, qr::qr},
    dom,
    door::{self, Asker, Invitation, Trouble},
    tab::Tab,
    words,
};

/// How often it is looked whether somebody asks.
const LOOK: Duration = Duration::from_secs(2);

/// Where it stands.
#[derive(Clone)]
enum Step {
    Rest,
    /// The link is shown. The number tells this round from one before it.
    Waiting(u32, Invitation),
    Asked(Invitation, Asker),
}

#[derive(Clone, Copy)]
struct Inviting {
    tab: Tab,
    deed: Deed,
    step: RwSignal<Step>,
    round: StoredValue<u32>,
}

pub(crate) fn invite(household: Household) -> AnyView {
    let it = Inviting {
        tab: household.reading.tab,
        deed: Deed::new(),
        step: RwSignal::new(Step::Rest),
        round: StoredValue::new(0),
    };
    let word = move || it.step.with(|it| !matches!(it, Step::Rest));
    let word = Signal::derive(move || if word() { words::INVITE_AGAIN } else { words::INVITE }.to_owned());
    let begin = Callback::new(move |()| it.begin());
    let shown = move || match it.step.get() {
        Step::Rest => ().into_any(),
        Step::Waiting(_, invitation) => link(it.tab, &invitation),
        Step::Asked(invitation, asker) => decide(it, invitation, asker),
    };
    view! {
        <div class="stack" id="add">
            <h3>{words::ADD_DEVICE}</h3>
            <p class="muted">{words::ADD_DEVICE_LEAD}</p>
            {shown}
            <fieldset class="plain" disabled=move || !it.tab.alive.get()>
                <div class="row">{button::wish("button", "plus", word, it.deed, begin)}</div>
            </fieldset>
            {button::fault(it.deed)}
        </div>
    }
    .into_any()
}

impl Inviting {
    fn begin(self) {
        let round = self.round.get_value() + 1;
        self.round.set_value(round);
        act::attempt(self.tab, self.deed, door::invite(), move |invitation| {
            self.step.try_set(Step::Waiting(round, invitation));
            self.look(round);
        });
    }

    /// Looks whether somebody asks, now and every two seconds, as long as the link is shown.
    fn look(self, round: u32) {
        let Some(Step::Waiting(now, invitation)) = self.step.try_get_untracked() else { return };
        if now != round {
            return;
        }
        spawn_local(async move {
            match door::asked(invitation.clone()).await {
                Ok(Some(asker)) => {
                    self.tab.say(&[&asker.name, words::ASKS_IN].concat());
                    self.step.try_set(Step::Asked(invitation, asker));
                }
                Ok(None) | Err(Trouble::Offline) => set_timeout(move || self.look(round), LOOK),
                Err(Trouble::Told(sentence)) => {
                    self.step.try_set(Step::Rest);
                    self.deed.refuse(self.tab, sentence);
                }
            }
        });
    }
}

/// The link as text and as a picture.
fn link(tab: Tab, invitation: &Invitation) -> AnyView {
    let address = invitation.link.clone();
    let copy = move |_| {
        if dom::copy(&address) {
            tab.toast("success", words::LINK_COPIED.into());
        } else {
            tab.toast("danger", words::NOT_COPIED.into());
        }
    };
    view! {
        <div class="invitation">
            {qr(&invitation.link, words::QR_ALT)}
            <div class="stack">
                <div class="field">
                    <label for="invite-link">{words::INVITE_LINK}</label>
                    <input id="invite-link" class="mono" readonly value=invitation.link.clone()/>
                </div>
                <div class="row">
                    <button class="button" type="button" on:click=copy>{words::COPY_LINK}</button>
                </div>
                <p class="muted" aria-busy="true">{words::INVITE_WAITING}</p>
            </div>
        </div>
    }
    .into_any()
}

/// The number stands on both devices; a person compares, and only then says yes.
fn decide(it: Inviting, invitation: Invitation, asker: Asker) -> AnyView {
    let Asker { name, code, .. } = asker.clone();
    let called = name.clone();
    let let_in = Callback::new(move |()| {
        let work = door::approve(invitation.clone(), asker.clone());
        let name = called.clone();
        act::attempt(it.tab, it.deed, work, move |()| {
            it.tab.toast("success", words::let_in(&name));
            it.step.try_set(Step::Rest);
            it.tab.changed_keys();
        });
    });
    let keep_out = move |_| {
        it.step.set(Step::Rest);
        it.tab.toast("info", words::KEPT_OUT.into());
    };
    let word = Signal::stored(words::LET_IN.to_owned());
    view! {
        <div class="asker">
            <p>{icon("key")} <strong>{name}</strong> {words::ASKS_IN}</p>
            <p>{words::COMPARE}</p>
            <p class="pair-code">{code}</p>
            <div class="row">
                {button::wish("button primary", "check", word, it.deed, let_in)}
                <button class="button" type="button" on:click=keep_out>{words::KEEP_OUT}</button>
            </div>
        </div>
    }
    .into_any()
}
