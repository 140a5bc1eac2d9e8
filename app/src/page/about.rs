//! What Farlantern is, how keys work, and credits.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::words;

pub(crate) fn about() -> AnyView {
    let paragraph = |text: &&'static str| view! { <p>{*text}</p> };
    let chapter = |(heading, text): (&'static str, &'static [&'static str])| {
        view! {
            <h2>{heading}</h2>
            {text.iter().map(paragraph).collect_view()}
        }
    };
    view! {
        <Title text=words::ABOUT/>
        <div class="page prose">
            <h1>{words::ABOUT_HEADING}</h1>
            <p class="lead">{words::ABOUT_LEAD}</p>
            {words::CHAPTERS.map(chapter).collect_view()}
            <h2 id="credits">{words::CREDITS}</h2>
            <h3>{words::CREDITS_RULES}</h3>
            <p>{words::SRD}</p>
            <p>{words::COMPATIBLE}</p>
            <h3>{words::CREDITS_FONTS}</h3>
            <p>{words::CREDITS_FONTS_LEAD}</p>
            {credits(&words::FONTS)}
            <h3>{words::CREDITS_SOFTWARE}</h3>
            <p>{words::CREDITS_SOFTWARE_LEAD}</p>
            {credits(&words::SOFTWARE)}
        </div>
    }
    .into_any()
}

pub(super) fn credits(list: &'static [(&'static str, &'static str)]) -> AnyView {
    let credit = |(what, who): &(&'static str, &'static str)| {
        view! {
            <div>
                <dt>{*what}</dt>
                <dd>{*who}</dd>
            </div>
        }
    };
    view! { <dl class="credits">{list.iter().map(credit).collect_view()}</dl> }.into_any()
}
