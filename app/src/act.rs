//! Writes: one function per wish. Each is signed and sent by the client; what comes of it is
//! applied to what the page shows, and a refusal is said where the wish was made.

use leptos::{prelude::*, task::spawn_local};
use rules::{
    ContentId, Name, Refusal, StreamId,
    character::{Appearance, Colours, Command},
};
use wire::SaltedText;

use crate::{
    door::{self, Trouble},
    read::Reading,
    tab::{Tab, refusal},
    words,
};

/// Where a wish stands: on its way, or refused with a sentence.
#[derive(Clone, Copy)]
pub(crate) struct Deed {
    pub(crate) busy: RwSignal<bool>,
    pub(crate) fault: RwSignal<Option<String>>,
}

impl Deed {
    pub(crate) fn new() -> Self {
        Self { busy: RwSignal::new(false), fault: RwSignal::new(None) }
    }

    fn begin(self, tab: Tab) {
        self.busy.set(true);
        self.fault.set(None);
        tab.sending.update(|it| *it += 1);
    }

    fn end(self, tab: Tab) {
        self.busy.try_set(false);
        tab.sending.update(|it| *it -= 1);
    }

    pub(crate) fn refuse(self, tab: Tab, sentence: String) {
        tab.say(&sentence);
        self.fault.try_set(Some(sentence));
    }
}

/// What a new character is to be.
#[derive(Clone, Debug)]
pub(crate) struct Sketch {
    pub(crate) name: String,
    pub(crate) species: ContentId,
    pub(crate) colours: Colours,
    pub(crate) keepsake: ContentId,
    pub(crate) appearance: Appearance,
}

/// Begins a character; `then` is told its id once the server has written it down.
pub(crate) fn create(tab: Tab, deed: Deed, sketch: Sketch, then: Callback<StreamId>) {
    let Some(text) = text(tab, deed, &sketch.name) else { return };
    let Sketch { name, species, colours, keepsake, appearance } = sketch;
    let appearance = Some(appearance);
    let wish = Command::Create { name: text.reference(), species, colours, keepsake, appearance };
    let stream = door::new_stream();
    deed.begin(tab);
    spawn_local(async move {
        // The first change of all opens the account; the server should know it before the command
        // comes. Without a network that fails, and the command is kept all the same.
        tab.open_account().await;
        match door::send(stream, None, wish, vec![text]).await {
            Ok(answer) => match refusal(&answer) {
                None => {
                    door::keep_new(&answer).await;
                    tab.toast("success", words::made(name.trim()));
                    then.run(stream);
                }
                Some(sentence) => deed.refuse(tab, sentence),
            },
            Err(trouble) => stumble(tab, deed, &trouble),
        }
        deed.end(tab);
        tab.count().await;
    });
}

pub(crate) fn rename(reading: Reading, deed: Deed, name: &str) {
    // The rules see only that the text is another one; here it can be read that it is the same.
    if reading.character(|it| it.name() == Some(name.trim())) == Some(true) {
        return deed.refuse(reading.tab, Refusal::NothingChanges.to_string());
    }
    let Some(text) = text(reading.tab, deed, name) else { return };
    change(reading, deed, Command::Rename { name: text.reference() }, vec![text]);
}

pub(crate) fn recolour(reading: Reading, deed: Deed, colours: Colours) {
    change(reading, deed, Command::Recolour { colours }, Vec::new());
}

pub(crate) fn restyle(reading: Reading, deed: Deed, appearance: Appearance) {
    change(reading, deed, Command::Restyle { appearance }, Vec::new());
}

pub(crate) fn retire(reading: Reading, deed: Deed) {
    change(reading, deed, Command::Retire {}, Vec::new());
}

pub(crate) fn restore(reading: Reading, deed: Deed) {
    change(reading, deed, Command::Restore {}, Vec::new());
}

/// Takes back the last change, which is named so that no other is hit by accident.
pub(crate) fn undo(reading: Reading, deed: Deed) {
    let last = reading.character(|it| it.snapshot.last.as_ref().map(|last| last.command)).flatten();
    if let Some(command) = last {
        change(reading, deed, Command::Undo { command }, Vec::new());
    }
}

/// Does something about keys, which nothing waits for offline: it is done now, or a sentence says
/// where it was asked for why not.
pub(crate) fn attempt<T: 'static>(
    tab: Tab,
    deed: Deed,
    work: impl Future<Output = Result<T, Trouble>> + 'static,
    then: impl FnOnce(T) + 'static,
) {
    if deed.busy.get_untracked() {
        return;
    }
    deed.begin(tab);
    spawn_local(async move {
        match work.await {
            Ok(done) => then(done),
            Err(trouble) => {
                if matches!(trouble, Trouble::Offline) {
                    tab.online.set(false);
                }
                deed.refuse(tab, trouble.sentence());
            }
        }
        deed.end(tab);
    });
}

/// A name as it goes along with a wish; the space around it is not part of it.
fn text(tab: Tab, deed: Deed, name: &str) -> Option<SaltedText> {
    if deed.busy.get_untracked() {
        return None;
    }
    match Name::parse(name.trim()) {
        Ok(name) => Some(door::new_text(name.as_str())),
        Err(fault) => {
            deed.refuse(tab, fault.to_string());
            None
        }
    }
}

/// Sends a change of the character that is shown, made on exactly what is shown.
fn change(reading: Reading, deed: Deed, wish: Command, texts: Vec<SaltedText>) {
    let shown = reading.character(|it| (it.snapshot.stream, it.snapshot.sequence));
    let Some((stream, sequence)) = shown.filter(|_| !deed.busy.get_untracked()) else { return };
    let tab = reading.tab;
    deed.begin(tab);
    spawn_local(async move {
        match door::send(stream, Some(sequence), wish, texts.clone()).await {
            Ok(answer) => match refusal(&answer) {
                None => {
                    reading.apply(&answer, &texts);
                    tab.toast("success", words::SAVED.into());
                }
                Some(sentence) => {
                    deed.refuse(tab, sentence);
                    reading.refresh();
                }
            },
            Err(trouble) => {
                stumble(tab, deed, &trouble);
                // The change may lie in the outbox, and what is shown may be behind what is true.
                tab.count().await;
                if matches!(trouble, Trouble::Told(_)) {
                    reading.refresh();
                }
            }
        }
        deed.end(tab);
    });
}

/// Without a network the change is kept; everything else is said where the wish was made.
fn stumble(tab: Tab, deed: Deed, trouble: &Trouble) {
    match trouble {
        Trouble::Offline => {
            tab.online.set(false);
            tab.toast("info", words::KEPT.into());
        }
        Trouble::Told(sentence) => deed.refuse(tab, sentence.clone()),
    }
}
