//! What is heard, in words, for some seconds: for who does not hear it, or wants to read it too.

use std::time::Duration;

use leptos::prelude::*;

use crate::{tab::Tab, words};

/// How long a caption stays after it was last heard.
const STAYS: Duration = Duration::from_secs(5);
/// Most captions in sight; the oldest gives way.
const CAPTIONS_MAX: usize = 3;

/// Where captions arrive.
#[derive(Clone, Copy)]
pub(crate) struct Captions(RwSignal<Shown>);

/// What is in sight, the newest last. What goes on does not come twice: it stays longer.
#[derive(Default)]
struct Shown {
    captions: Vec<(u32, String)>,
    last: u32,
}

impl Captions {
    pub(crate) fn new() -> Self {
        Self(RwSignal::new(Shown::default()))
    }

    /// Something is heard. In the browser only.
    pub(crate) fn hear(self, caption: &str) {
        // Sound may outlive the page that shows what is heard.
        let Some(number) = self.0.try_update(|it| it.hear(caption)) else { return };
        set_timeout(move || _ = self.0.try_update(|it| it.end(number)), STAYS);
    }
}

impl Shown {
    /// Tells the number under which it ends.
    fn hear(&mut self, caption: &str) -> u32 {
        self.last = self.last.wrapping_add(1);
        match self.captions.iter_mut().find(|(_, its)| its == caption) {
            Some((number, _)) => *number = self.last,
            None => self.captions.push((self.last, caption.into())),
        }
        if self.captions.len() > CAPTIONS_MAX {
            self.captions.remove(0);
        }
        self.last
    }

    /// Whatever was heard again meanwhile has another number, and stays.
    fn end(&mut self, number: u32) {
        self.captions.retain(|(its, _)| *its != number);
    }
}

/// The region stands there from the beginning: who listens to the page hears only of what comes
/// into a region that was there.
pub(crate) fn captions(tab: Tab, captions: Captions) -> AnyView {
    let shown = move || {
        let wanted = tab.levels.with(|it| it.captions);
        let all = || captions.0.with(|it| it.captions.iter().map(|(_, it)| it.clone()).collect());
        if wanted { all() } else { Vec::<String>::new() }
    };
    view! {
        <div class="captions" role="log" aria-live="polite" aria-label=words::CAPTIONS>
            <For each=shown key=String::clone let:caption>
                <p>{caption}</p>
            </For>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(shown: &Shown) -> Vec<&str> {
        shown.captions.iter().map(|(_, it)| it.as_str()).collect()
    }

    #[test]
    fn what_is_heard_again_stays_and_the_oldest_gives_way() {
        let mut shown = Shown::default();
        let step = shown.hear("A step on planks.");
        shown.hear("A gull cries.");
        let again = shown.hear("A step on planks.");
        shown.end(step);
        assert_eq!(texts(&shown), ["A step on planks.", "A gull cries."]);
        shown.end(again);
        assert_eq!(texts(&shown), ["A gull cries."]);
        for caption in ["Rigging creaks.", "A bell rings.", "A latch clicks."] {
            shown.hear(caption);
        }
        assert_eq!(texts(&shown), ["Rigging creaks.", "A bell rings.", "A latch clicks."]);
    }
}
