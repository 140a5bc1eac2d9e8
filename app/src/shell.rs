//! The whole HTML document around the pages. Made on the server only; carries no style and no
//! script of its own, because the content security policy refuses both.

use leptos::{html::meta, prelude::*};
use leptos_meta::{HashedStylesheet, MetaTags};

use crate::{
    door,
    look::{Look, Preference},
    moving::Addresses,
    routes::App,
    visit::Visit,
    words,
};

/// The document of every page.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let visit = use_context::<Visit>();
    let look = visit.as_ref().map_or(Look::default(), |it| it.look);
    let theme = look.attribute(Preference::Theme);
    let server = visit.as_ref().map(|it| it.store.server_key().to_string());
    let version = visit.as_ref().map(|it| it.version);
    let development = visit.as_ref().is_some_and(|it| it.development);
    let owner = door::owns().then_some("true");
    let root = visit.as_ref().and_then(|it| it.asset_base.clone()).unwrap_or_default();
    view! {
        <!DOCTYPE html>
        <html
            lang="en"
            data-theme=theme
            data-text=look.attribute(Preference::Text)
            data-contrast=look.attribute(Preference::Contrast)
            data-motion=look.attribute(Preference::Motion)
            data-owner=owner
        >
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content="dark light"/>
                {theme_colours(theme)}
                <meta name="description" content=words::ABOUT_LEAD/>
                {property("og:site_name", words::FARLANTERN)}
                {property("og:title", words::MOTTO)}
                {property("og:description", words::ABOUT_LEAD)}
                {property("og:type", "website")}
                <meta name="farlantern-server" content=server/>
                <meta name="farlantern-version" content=version/>
                {(!root.is_empty()).then(|| view! { <meta name="farlantern-assets" content=root.clone()/> })}
                {addresses(visit.as_ref())}
                <link rel="manifest" href="/site.webmanifest"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="icon" href="/favicon-48.png" sizes="48x48"/>
                <link rel="apple-touch-icon" href="/icon-180.png"/>
                <link rel="preload" href="/fonts/atkinson-400.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous"/>
                <HashedStylesheet options=options.clone() id="leptos" root=root.clone()/>
                {development.then(|| view! { <AutoReload options=options.clone()/> })}
                <HydrationScripts options=options root=root defer=true/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// The colour of the browser's own frame: that of the theme, or one for each when the page
/// follows the system.
fn theme_colours(theme: Option<&'static str>) -> AnyView {
    const DARK: &str = "#0b1020";
    const VELLUM: &str = "#f3ead7";
    match theme {
        Some("vellum") => view! { <meta name="theme-color" content=VELLUM/> }.into_any(),
        Some(_) => view! { <meta name="theme-color" content=DARK/> }.into_any(),
        None => {
            let of = |scheme, colour| meta().name("theme-color").attr("media", scheme).content(colour);
            let dark = of("(prefers-color-scheme: dark)", DARK);
            (dark, of("(prefers-color-scheme: light)", VELLUM)).into_any()
        }
    }
}

/// A word about the page for those who show links to it.
fn property(name: &'static str, content: &'static str) -> AnyView {
    meta().attr("property", name).content(content).into_any()
}

/// Where this server is at home, and where it was before: read by the page that moves a browser,
/// and believed because it comes from the server and not from an address.
fn addresses(visit: Option<&Visit>) -> Option<AnyView> {
    let Addresses { home, former } = visit?.addresses.clone()?;
    let home = meta().name("farlantern-home").content(home);
    let former = meta().name("farlantern-former").content(former.join(" "));
    Some((home, former).into_any())
}
