//! The 24 words: shown once, printed if one likes, and asked for before they count.

use leptos::{ev::SubmitEvent, prelude::*};

use super::Household;
use crate::{
    act::{self, Deed},
    component::{button, field::line_field, icon::icon},
    dom,
    door::{self, Words},
    tab::Tab,
    words,
};

/// How many of the words are asked for.
const ASKED: usize = 3;

/// Where it stands. What was shown is forgotten when the page is left.
#[derive(Clone)]
enum Step {
    Rest,
    Shown(Words),
    Asked(Words, [usize; ASKED]),
}

#[derive(Clone, Copy)]
struct Paper {
    tab: Tab,
    deed: Deed,
    step: RwSignal<Step>,
}

pub(crate) fn paper(household: Household, has_words: Memo<bool>) -> AnyView {
    let it = Paper { tab: household.reading.tab, deed: Deed::new(), step: RwSignal::new(Step::Rest) };
    let shown = move || match it.step.get() {
        Step::Rest => begin(it, has_words),
        Step::Shown(made) => card(it, made),
        Step::Asked(made, places) => check(it, made, places),
    };
    view! { <div class="stack">{shown}</div> }.into_any()
}

fn begin(it: Paper, has_words: Memo<bool>) -> AnyView {
    let make = move |_| match door::make_words() {
        Ok(made) => it.step.set(Step::Shown(made)),
        Err(trouble) => it.deed.refuse(it.tab, trouble.sentence()),
    };
    let class = move || if has_words.get() { "button" } else { "button primary" };
    let word = move || if has_words.get() { words::RECOVERY_MAKE_NEW } else { words::RECOVERY_MAKE };
    view! {
        {move || has_words.get().then(|| view! { <p class="muted">{words::RECOVERY_NEW_LEAD}</p> })}
        <div class="row">
            <button class=class type="button" on:click=make>{icon("key")} {word}</button>
        </div>
        {button::fault(it.deed)}
    }
    .into_any()
}

fn card(it: Paper, made: Words) -> AnyView {
    let word = |word: String| view! { <li class="mono">{word}</li> };
    let list = made.list().into_iter().map(word).collect_view();
    let ask = move |_| it.step.set(Step::Asked(made.clone(), places(dom::chance())));
    view! {
        <p>{words::RECOVERY_WRITE}</p>
        <div class="words-card">
            <p class="words-card-head">{words::CARD_HEADING}</p>
            <ol class="words-list">{list}</ol>
            <p class="words-card-foot">
                {words::CARD_ADDRESS} <span class="mono">{dom::origin()} "/restore"</span> ". " {words::CARD_SAFE}
            </p>
        </div>
        <div class="row">
            <button class="button primary" type="button" on:click=ask>{words::RECOVERY_WRITTEN}</button>
            <button class="button" type="button" on:click=|_| dom::print()>{words::RECOVERY_PRINT}</button>
            <button class="button quiet" type="button" on:click=move |_| it.step.set(Step::Rest)>
                {words::RECOVERY_FORGET}
            </button>
        </div>
    }
    .into_any()
}

/// The words count once three of them, asked by number, were read off the paper.
fn check(it: Paper, made: Words, places: [usize; ASKED]) -> AnyView {
    let answers = places.map(|_| (RwSignal::new(String::new()), RwSignal::new(None::<String>)));
    let right = made.list();
    let kept = made.clone();
    let keep = move |event: SubmitEvent| {
        event.prevent_default();
        let mut whole = true;
        for (place, (written, fault)) in places.iter().zip(answers) {
            let fits =
                right.get(*place).is_some_and(|it| *it == written.get_untracked().trim().to_lowercase());
            if !fits {
                whole = false;
                fault.set(Some(words::RECOVERY_WRONG.into()));
            }
        }
        if !whole {
            return it.tab.say(words::RECOVERY_WRONG);
        }
        act::attempt(it.tab, it.deed, door::set_recovery(kept.clone()), move |()| {
            it.step.try_set(Step::Rest);
            it.tab.toast("success", words::RECOVERY_SET.into());
            it.tab.changed_keys();
        });
    };
    let field = |(place, (written, fault)): (usize, (RwSignal<String>, RwSignal<Option<String>>))| {
        let id = format!("word-{place}");
        line_field(id, &words::word_number(place), None, "text", written, fault)
    };
    let fields = places.into_iter().zip(answers).map(field).collect_view();
    let back = move |_| it.step.set(Step::Shown(made.clone()));
    view! {
        <form class="stack" on:submit=keep>
            <p>{words::RECOVERY_CHECK}</p>
            <div class="words-check">{fields}</div>
            <div class="row">
                {button::submit("button primary", words::RECOVERY_CHECK_DONE, it.deed)}
                <button class="button" type="button" on:click=back>{words::RECOVERY_SHOW_AGAIN}</button>
            </div>
            {button::fault(it.deed)}
        </form>
    }
    .into_any()
}

/// Three different places among the words, in order.
fn places(chance: [u8; 16]) -> [usize; ASKED] {
    let third = 24 / ASKED;
    let [first, second, last, ..] = chance.map(|it| usize::from(it) % third);
    [first, third + second, 2 * third + last]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_words_are_asked_one_of_each_third() {
        for byte in 0..=u8::MAX {
            let [first, second, last] = places([byte; 16]);
            assert!(first < 8 && (8..16).contains(&second) && (16..24).contains(&last));
        }
    }
}
