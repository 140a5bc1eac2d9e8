//! A question that a page holds open: its answer, kept fresh while the page is shown.

use leptos::{prelude::*, task::spawn_local};
use rules::{CommandId, Event};
use wire::{
    CharacterView, HistoryView, Millis, Recorded, RosterView, SaltedText, SessionView, account::AccountView,
    owner::OwnerView,
};

use super::question::{Answer, Found, Kind, Question};
use crate::{component::state, door, tab::Tab};

/// A question and where its answer stands.
#[derive(Clone, Copy)]
pub(crate) struct Reading {
    pub(crate) question: Question,
    pub(crate) tab: Tab,
    answer: RwSignal<Answer>,
    /// The command that took another back, if that was the last: to take it back is to redo.
    pub(crate) undoing: RwSignal<Option<CommandId>>,
    /// A change of this is kept in the outbox and not yet decided; until then it is read-only.
    pub(crate) pending: RwSignal<bool>,
}

/// Asks, and shows the answer in whichever state it is. `ready` builds the page once; what changes
/// later, changes inside it. `wait` is the page's own skeleton.
pub(crate) fn shown(question: Question, wait: fn() -> AnyView, ready: fn(Reading) -> AnyView) -> AnyView {
    let resource = Resource::new(|| (), move |()| door::ask(question));
    let begin = move |first: Answer| {
        let reading = Reading::begin(question, first);
        let kind = Memo::new(move |_| reading.answer.with(Answer::kind));
        move || match kind.get() {
            Kind::Ready => ready(reading),
            kind => state::instead(reading, kind),
        }
    };
    view! {
        <Suspense fallback=wait>
            {move || resource.get().map(begin)}
        </Suspense>
    }
    .into_any()
}

impl Reading {
    fn begin(question: Question, first: Answer) -> Self {
        let tab = Tab::here();
        let reading = Self {
            question,
            tab,
            answer: RwSignal::new(first),
            undoing: RwSignal::new(None),
            pending: RwSignal::new(false),
        };
        Effect::new(move || {
            tab.undecided.track();
            if reading.is_undecided() {
                reading.pending.set(true);
            }
        });
        // In the browser, once it is alive: what came with the page is kept, what came from the
        // vault is asked again, and every tide asks again.
        Effect::new(move |before: Option<Option<u32>>| {
            let tide = tab.alive.get().then(|| tab.tide.get());
            match before.flatten() {
                Some(last) if tide == Some(last) => {}
                None if tide.is_none() => {}
                // What was said to another account is not shown while the own one is asked for.
                None if reading.is_foreign() => {
                    reading.answer.set(Answer::NeedLogin);
                    reading.refresh();
                }
                None if reading.is_fresh() => reading.note(door::session_end()),
                _ => reading.refresh(),
            }
            tide
        });
        // What the live connection brings goes straight into what is shown.
        Effect::new(move || tab.events.with(|it| reading.follow(it)));
        reading
    }

    /// Folds news into what is shown, or asks again where folding is not enough.
    fn follow(self, events: &[Recorded]) {
        let concerns = |it: &Recorded| match self.question {
            Question::Character(id) | Question::History(id) => it.stream == id,
            Question::Roster => true,
            Question::Account | Question::Owner | Question::Session => false,
        };
        if !events.iter().any(concerns) {
            return;
        }
        let fold = |view: &CharacterView| {
            let mut view = view.clone();
            // A new name is a text, and texts do not travel with events.
            let whole = matches!(view.fold(events), Ok(true)) && view.name().is_some();
            whole.then_some(view)
        };
        let Some(Some(new)) = untrack(|| self.character(fold)) else { return self.refresh() };
        self.undone(events);
        self.answer.try_update(|it| {
            if let Answer::Ready { value: Found::Character(view), .. } = it {
                *view = new;
            }
        });
        self.note(door::session_end());
    }

    /// To take back what took another back is to redo.
    fn undone(self, events: &[Recorded]) {
        let mine = |it: &&Recorded| Question::Character(it.stream) == self.question;
        let last = events.iter().rfind(mine);
        if let Some(last) = last {
            let undone = matches!(last.event(), Ok(Event::Undone(_)));
            self.undoing.try_set(undone.then_some(last.command));
        }
    }

    /// Asks the server again.
    pub(crate) fn refresh(self) {
        spawn_local(async move {
            let session = door::session_end();
            let answer = self.tab.ask(self.question).await;
            self.settle(answer, session);
        });
    }

    /// Takes in a new answer, which was asked for in that session. An older answer is shown on when the new
    /// one is only bad news.
    fn settle(self, new: Answer, session: Millis) {
        self.tab.heard(new.kind(), session);
        if !matches!(new, Answer::Offline) {
            self.tab.reached();
        }
        let bad_news = matches!(new, Answer::Offline | Answer::Failed(_));
        let same = self.answer.try_with_untracked(|old| match (old, &new) {
            (Answer::Ready { fresh, .. }, _) if bad_news => !fresh,
            (Answer::Ready { value: old, fresh: true, .. }, Answer::Ready { value, .. }) => old.shows(value),
            (old, new) => old == new,
        });
        // None: the page has been left meanwhile.
        let Some(same) = same else { return };
        if !bad_news {
            self.pending.try_set(self.is_undecided());
        }
        if same {
            return;
        }
        self.answer.try_update(|old| match old {
            Answer::Ready { fresh, .. } if bad_news => *fresh = false,
            old => *old = new,
        });
        self.note(session);
    }

    /// Keeps a fresh answer in the vault, and says to the tab what was heard.
    fn note(self, session: Millis) {
        let Some(answer) = self.answer.try_get_untracked() else { return };
        self.tab.heard(answer.kind(), session);
        if matches!(answer, Answer::Ready { fresh: true, .. }) {
            spawn_local(door::keep(self.question, answer));
        }
    }

    /// Folds what came of a change into the character that is shown.
    pub(crate) fn apply(self, answer: &wire::Answer, texts: &[SaltedText]) {
        self.undone(&answer.events);
        let mut whole = true;
        self.answer.try_update(|it| {
            let Answer::Ready { value: Found::Character(view), .. } = it else { return };
            for text in texts {
                view.texts.insert(text.id, text.text.clone());
            }
            let folded = view.fold(&answer.events);
            whole = matches!(folded, Ok(true)) && view.name().is_some();
            if let (false, Some(character)) = (whole, &answer.character) {
                *view = character.clone();
                whole = true;
            }
        });
        if whole { self.note(door::session_end()) } else { self.refresh() }
    }

    /// Whether a change of what is shown waits in the outbox.
    fn is_undecided(self) -> bool {
        let Question::Character(id) = self.question else { return false };
        self.tab.undecided.with_untracked(|it| it.contains(&id))
    }

    fn is_foreign(self) -> bool {
        self.answer.with_untracked(|it| self.tab.is_foreign(it))
    }

    fn is_fresh(self) -> bool {
        self.answer.with_untracked(|it| !matches!(it, Answer::Ready { fresh: false, .. }))
    }

    /// Since when the answer stands, if it is an old one.
    pub(crate) fn kept_since(self) -> Option<Millis> {
        self.answer.with(|it| match it {
            Answer::Ready { fresh: false, at, .. } => Some(*at),
            _ => None,
        })
    }

    /// The sentence of a failure.
    pub(crate) fn failure(self) -> Option<String> {
        self.answer.with(|it| match it {
            Answer::Failed(sentence) => Some(sentence.clone()),
            _ => None,
        })
    }

    fn found<R>(self, look: impl FnOnce(&Found) -> Option<R>) -> Option<R> {
        let read = self.answer.try_with(|it| match it {
            Answer::Ready { value, .. } => look(value),
            _ => None,
        });
        // None: the page has been left meanwhile.
        read.flatten()
    }

    pub(crate) fn account<R>(self, look: impl FnOnce(&AccountView) -> R) -> Option<R> {
        self.found(|it| match it {
            Found::Account(view) => Some(look(view)),
            _ => None,
        })
    }

    pub(crate) fn character<R>(self, look: impl FnOnce(&CharacterView) -> R) -> Option<R> {
        self.found(|it| match it {
            Found::Character(view) => Some(look(view)),
            _ => None,
        })
    }

    pub(crate) fn history<R>(self, look: impl FnOnce(&HistoryView) -> R) -> Option<R> {
        self.found(|it| match it {
            Found::History(view) => Some(look(view)),
            _ => None,
        })
    }

    /// None also for whoever is not the owner.
    pub(crate) fn owner<R>(self, look: impl FnOnce(&OwnerView) -> R) -> Option<R> {
        self.found(|it| match it {
            Found::Owner(view) => view.as_ref().map(look),
            _ => None,
        })
    }

    pub(crate) fn roster<R>(self, look: impl FnOnce(&RosterView) -> R) -> Option<R> {
        self.found(|it| match it {
            Found::Roster(view) => Some(look(view)),
            _ => None,
        })
    }

    pub(crate) fn session<R>(self, look: impl FnOnce(&SessionView) -> R) -> Option<R> {
        self.found(|it| match it {
            Found::Session(view) => Some(look(view)),
            _ => None,
        })
    }
}
