//! The receipt of a roll, checked by the page itself: without a server, and without a network.

use leptos::{ev::SubmitEvent, prelude::*};
use leptos_meta::Title;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use wire::dice::{Proof, Proven};

use super::roll::told::{self, Shown};
use crate::{
    component::{icon::icon, part::part, state::notice},
    date, dom, door, words,
};

pub(crate) fn receipt() -> AnyView {
    let query = use_query_map();
    let word = Memo::new(move |_| query.with(|it| it.get("proof")).unwrap_or_default());
    view! {
        <Title text=words::RECEIPT_HEADING/>
        <div class="page receipt">
            {crumbs()}
            <h1>{words::RECEIPT_HEADING}</h1>
            <p class="lead">{words::RECEIPT_LEAD}</p>
            <noscript>{words::RECEIPT_NO_SCRIPTS}</noscript>
            {move || word.with(|it| judged(it))}
            {part("another", words::RECEIPT_NONE, another())}
            {part("how", words::RECEIPT_HOW, how())}
        </div>
    }
    .into_any()
}

fn crumbs() -> AnyView {
    view! {
        <nav class="crumbs" aria-label=words::WHERE>
            <ol>
                <li><a href="/roll">{words::DICE}</a></li>
                <li aria-current="page"><span>{words::RECEIPT}</span></li>
            </ol>
        </nav>
    }
    .into_any()
}

/// What the word proves. Nothing is shown for no word at all.
fn judged(word: &str) -> Option<AnyView> {
    if word.is_empty() {
        return None;
    }
    let bad = |why: String| notice("danger", words::RECEIPT_BAD.into(), why, None);
    let word = word_of(word);
    let proof: Proof = match word.parse() {
        Ok(proof) => proof,
        Err(why) => return Some(bad(wire::dice::NoProof::to_string(&why))),
    };
    Some(match proof.check() {
        Ok(proven) => good(&word, &proof, proven),
        Err(doubt) => bad(doubt.to_string()),
    })
}

fn good(word: &str, proof: &Proof, proven: Proven) -> AnyView {
    // Anybody can sign a roll with a key of their own.
    let is_ours = door::server_key() == Some(proof.server());
    let (heading, whose) = match is_ours {
        true => (words::RECEIPT_GOOD, words::RECEIPT_OURS),
        false => (words::RECEIPT_ELSEWHERE, words::RECEIPT_THEIRS),
    };
    let doubt = doubt(&proven);
    let check = |good: bool, sentence: &'static str| {
        let picture = icon(if good { "check" } else { "info" });
        view! { <li data-good=good.then_some("true")>{picture} <span>{sentence}</span></li> }
    };
    // Whatever comes here has passed these.
    let passed = [words::RECEIPT_SIGNED, words::RECEIPT_SEED, words::RECEIPT_FELL].map(|it| check(true, it));
    let fields = fields(proof, &proven);
    let (written, time) = (proven.receipt.wish.expr.clone(), proven.receipt.time);
    let shown = Shown::of_proven(word, proven);
    view! {
        <section class="panel stack receipt-good" aria-labelledby="genuine">
            <h2 id="genuine">{heading}</h2>
            {(!is_ours).then(|| notice("danger", String::new(), words::RECEIPT_STRANGER.into(), None))}
            <p class="mono receipt-expr">{written}</p>
            {told::inside(&shown)}
            <p class="muted">{date::moment(time)}</p>
            <ul class="receipt-checks">{passed.collect_view()} {check(is_ours, whose)}</ul>
            {doubt.map(|it| notice("info", String::new(), it.into(), None))}
            {doors(word, proof)}
            <details class="fold">
                <summary>{words::RECEIPT_FIELDS}</summary>
                {fields}
            </details>
        </section>
    }
    .into_any()
}

/// What the proof leaves open where the promise may be as young as the roll.
fn doubt(proven: &Proven) -> Option<&'static str> {
    match (proven.receipt.index, proven.promise.links) {
        (0, 1) => Some(words::RECEIPT_ALONE),
        (0, _) => Some(words::RECEIPT_FIRST),
        _ => None,
    }
}

fn doors(word: &str, proof: &Proof) -> AnyView {
    let tab = crate::tab::Tab::here();
    let text = serde_json::to_string(proof).unwrap_or_default();
    let name = ["farlantern-roll-", &word.chars().rev().take(8).collect::<String>(), ".json"].concat();
    let path = ["/roll/receipt?proof=", word].concat();
    let copy = move |_| {
        let said = if dom::copy(&[&dom::origin(), path.as_str()].concat()) {
            words::LINK_COPIED
        } else {
            words::LINK_IN_ADDRESS
        };
        tab.toast("success", said.into());
    };
    let asleep = move || !tab.alive.get();
    view! {
        <div class="row">
            <button class="button" type="button" disabled=asleep on:click=copy>
                {icon("link")}
                <span>{words::COPY_LINK}</span>
            </button>
            <button class="button quiet" type="button" disabled=asleep on:click=move |_| dom::save(&name, &text)>
                {words::RECEIPT_SAVE}
            </button>
        </div>
    }
    .into_any()
}

/// Everything that was signed, for who wants to check it by hand.
fn fields(proof: &Proof, proven: &Proven) -> AnyView {
    let (promise, receipt) = (&proven.promise, &proven.receipt);
    let values: Vec<String> =
        receipt.wish.values.iter().map(|(name, it)| format!("@{name} = {it}")).collect();
    let amounts: Vec<String> = receipt.amounts.iter().map(ToString::to_string).collect();
    let rows = [
        (words::EXPRESSION, receipt.wish.expr.clone()),
        (words::SPELLING, words::choice(receipt.wish.dialect.name()).to_owned()),
        (words::YOUR_VALUES, values.join(", ")),
        (words::RESULT, amounts.join(", ")),
        (words::FIELD_STREAM, receipt.stream.to_string()),
        (words::FIELD_PLACE, words::place_of(receipt.index, promise.links, promise.generation)),
        (words::FIELD_PROMISED, date::words(promise.time)),
        (words::FIELD_END, promise.end.to_string()),
        (words::FIELD_LINK, receipt.link.to_string()),
        (words::FIELD_SHARE, receipt.wish.share.to_string()),
        (words::FIELD_SERVER, proof.server().to_string()),
    ];
    let row = |(name, value): (&'static str, String)| {
        (!value.is_empty()).then(|| view! { <div><dt>{name}</dt><dd class="mono">{value}</dd></div> })
    };
    view! { <dl class="facts receipt-fields">{rows.map(row).collect_view()}</dl> }.into_any()
}

/// Room for a receipt from elsewhere. Without scripts the form leads to the same page.
fn another() -> AnyView {
    let written = RwSignal::new(String::new());
    let navigate = StoredValue::new(use_navigate());
    let check = move |event: SubmitEvent| {
        event.prevent_default();
        let word = written.with_untracked(|it| word_of(it));
        navigate.with_value(|it| it(&["/roll/receipt?proof=", &word].concat(), NavigateOptions::default()));
    };
    view! {
        <form class="stack" method="get" action="/roll/receipt" on:submit=check>
            <div class="field">
                <label for="receipt-word">{words::RECEIPT_WORD}</label>
                <textarea
                    id="receipt-word"
                    name="proof"
                    class="mono"
                    rows="3"
                    required
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-describedby="receipt-hint"
                    prop:value=move || written.get()
                    on:input=move |it| written.set(event_target_value(&it))
                ></textarea>
                <p class="hint" id="receipt-hint">{words::RECEIPT_HINT}</p>
            </div>
            <div class="row"><button class="button" type="submit">{words::RECEIPT_CHECK}</button></div>
        </form>
    }
    .into_any()
}

/// The word in what was pasted: a whole link, the word alone, or a saved file.
fn word_of(pasted: &str) -> String {
    if let Ok(saved) = serde_json::from_str::<Proof>(pasted) {
        return saved.to_string();
    }
    let after = pasted.rsplit_once("proof=").map_or(pasted, |it| it.1);
    let is_part = |it: &char| it.is_ascii_alphanumeric() || "-_.".contains(*it);
    after.trim().chars().take_while(is_part).collect()
}

fn how() -> AnyView {
    view! { {words::RECEIPT_STORY.map(|it| view! { <p>{it}</p> }).collect_view()} }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_what_was_pasted() {
        for pasted in [
            "ab-c.d_",
            " ab-c.d_\n",
            "https://a.example/roll/receipt?proof=ab-c.d_&x=1",
            "/roll?e=1d6&proof=ab-c.d_",
        ] {
            assert_eq!(word_of(pasted), "ab-c.d_", "{pasted}");
        }
        assert_eq!(word_of("<script>"), "");
    }
}
