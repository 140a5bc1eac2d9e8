//! The bundle's chunks: what a page needs beside the shell is fetched when the page is opened, and
//! what brings the tab alive when the shell stands. A build without the feature `split`, as plain
//! `cargo leptos` makes it, has it all in one piece; nothing else is different.

use std::{cell::Cell, pin::Pin, rc::Rc, task::Poll, time::Duration};

use leptos::{prelude::*, web_sys::HtmlCanvasElement};
use leptos_router::ChooseView;
use rules::codex::{Found, Query};

use crate::{
    component::{news, quick, shortcuts, state, veil},
    dom,
    door::{self, Lantern, Opened, Opening},
    page,
    tab::Tab,
};

/// A page that is still to come. It is made where it is awaited, and nowhere else.
type Coming = Pin<Box<dyn Future<Output = Result<AnyView, Missing>>>>;

/// How long to wait before fetching again what a page from the server needs to come alive.
const AGAIN: Duration = Duration::from_secs(10);

/// A page of a chunk, for the router.
#[derive(Clone, Copy)]
pub(crate) struct Page(fn() -> Coming);

impl ChooseView for Page {
    async fn choose(self) -> AnyView {
        // Who opens such a page wants to do something on it.
        #[cfg(feature = "ssr")]
        leptos::prefetch_lazy_fn_on_server("game");
        let tab = Tab::here();
        tab.coming.update(|it| *it += 1);
        let view = self.come().await;
        tab.coming.update(|it| *it -= 1);
        view
    }

    async fn preload(&self) {}
}

impl Page {
    async fn come(self) -> AnyView {
        loop {
            match (self.0)().await {
                Ok(view) => return view,
                Err(Missing) if dom::is_hydrated() => return state::chunk_missing(),
                // What came from the server stands there and can be read; nothing else would fit it.
                Err(Missing) => pause(AGAIN).await,
            }
        }
    }
}

/// Waits, in the browser.
fn pause(time: Duration) -> impl Future<Output = ()> {
    let over = Rc::new(Cell::new(None));
    std::future::poll_fn(move |context| match over.get() {
        Some(true) => Poll::Ready(()),
        Some(false) => Poll::Pending,
        None => {
            over.set(Some(false));
            let (over, waker) = (over.clone(), context.waker().clone());
            let end = move || {
                over.set(Some(true));
                waker.wake();
            };
            set_timeout(end, time);
            Poll::Pending
        }
    })
}

/// The chunk could not be fetched; another try may bring it.
pub(crate) struct Missing;

/// Functions that lie in a chunk of their own together with what they alone need. Each waits for its
/// chunk; without the feature `split` nobody waits.
macro_rules! chunk {
    ($chunk:ident: $($(#[$doc:meta])* fn $name:ident($($arg:ident: $of:ty)?) -> $out:ty $body:block)+) => {$(
        $(#[$doc])*
        #[cfg(not(feature = "split"))]
        pub(crate) async fn $name($($arg: $of)?) -> Result<$out, Missing> {
            #[cfg(feature = "ssr")]
            leptos::prefetch_lazy_fn_on_server(stringify!($chunk));
            Ok($body)
        }

        $(#[$doc])*
        #[cfg(feature = "split")]
        pub(crate) async fn $name($($arg: $of)?) -> Result<$out, Missing> {
            #[leptos::wasm_split::wasm_split($chunk, fallible, wasm_split_path = leptos::wasm_split)]
            fn $name($($arg: $of)?) -> Result<$out, leptos::wasm_split::SplitLoaderError> {
                Ok($body)
            }
            $name($($arg)?).await.map_err(|_| Missing)
        }
    )+};
}

/// What the shell shows only once the tab is alive.
#[derive(Clone, Copy)]
pub(crate) struct Parts {
    pub(crate) news: fn() -> AnyView,
    pub(crate) quick: fn() -> AnyView,
    pub(crate) shortcuts: fn() -> AnyView,
    pub(crate) veil: fn() -> AnyView,
    pub(crate) visitor: fn() -> AnyView,
}

chunk! { game:
    /// Brings the tab alive: from here on things happen in it by themselves.
    fn life(tab: Tab) -> Parts {
        tab.come_alive();
        Parts {
            news: news::news,
            quick: quick::quick,
            shortcuts: shortcuts::shortcuts,
            veil: veil::veil,
            visitor: page::visitor::visitor,
        }
    }
}

chunk! { codex:
    /// Looks something up from whatever page.
    fn look_up(query: Query) -> Pin<Box<dyn Future<Output = Option<Found>>>> {
        Box::pin(door::codex(query))
    }
}

chunk! { stage:
    /// None where the browser has no WebGL: the picture stays.
    fn light(canvas: HtmlCanvasElement) -> Option<Lantern> {
        door::light(canvas)
    }

    /// Puts a scenery into a page's slot.
    fn open_stage(opening: Opening) -> Opened {
        door::open_stage(opening)
    }
}

/// Pages by the chunk they lie in.
macro_rules! pages {
    ($($chunk:ident: { $($name:ident = $view:path;)+ })+) => {$(
        $(
            pub(crate) fn $name() -> Page {
                chunk! { $chunk: fn $name() -> AnyView { $view() } }
                Page(|| Box::pin($name()))
            }
        )+
    )+};
}

pages! {
    game: {
        characters = page::characters::characters;
        character = page::character::character;
        harbour = page::harbour::harbour;
        history = page::history::history;
        privacy = page::privacy::privacy;
    }
    codex: {
        codex = page::codex::codex;
        leaf = page::codex::leaf::leaf;
    }
    dice: {
        receipt = page::receipt::receipt;
        roll = page::roll::roll;
    }
    desk: {
        api = page::api::api;
        moving = page::moving::moving;
        owner = page::owner::owner;
        pair = page::pair::pair;
        restore = page::restore::restore;
        settings = page::settings::settings;
        storage = page::storage::storage;
        workbench = page::workbench;
    }
}
