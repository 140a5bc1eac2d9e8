//! Every door of the server, in one table: how it is asked, who may, how fast. The router is built
//! from it, so nothing stands open that is not listed; a test finds pages and server functions
//! that are missing.

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::from_fn_with_state,
    routing::{MethodRouter, get, post},
};
use http::Method;
use tower_http::{
    CompressionLevel,
    compression::{CompressionLayer, Predicate, predicate::SizeAbove},
};
use wire::{account::Scope, limit::BODY_BYTES_MAX, path::MOVE};

use crate::{
    api, document, files, gate::gate, limit::COMPRESS_BYTES_MIN, metrics, page, probe, socket,
    state::AppState,
};

/// Who may call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Anyone; who it is makes no difference.
    Anyone,
    /// Anyone; who is logged in sees what is theirs.
    Visitor,
    /// Who is logged in.
    Session,
    /// The owner of this server, logged in.
    Owner,
    /// Whoever signed the body with a device key; no session is needed.
    Signed,
    /// A program on this very machine, or one that knows the owner's token.
    LoopbackOrToken,
}

/// How fast. Each kind has its own bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rate {
    /// As fast as the wire allows: it costs a file read.
    File,
    Read,
    Write,
    Login,
}

/// One door.
pub struct Route {
    pub method: Method,
    pub path: &'static str,
    pub caller: Caller,
    pub rate: Rate,
    mount: fn(&AppState) -> MethodRouter<AppState>,
}

impl Route {
    /// What a program must be allowed to go through this door by its token; none: it may not.
    pub(crate) fn scope(&self) -> Option<Scope> {
        match self.path {
            "/api/v1/account" => Some(Scope::ReadAccount),
            "/api/v1/characters" | "/api/v1/characters/{id}" | "/api/v1/characters/{id}/history" => {
                Some(Scope::ReadCharacters)
            }
            "/api/v1/commands" => Some(Scope::WriteCharacters),
            _ => None,
        }
    }
}

/// All doors: probes, the API, server functions, the socket, pages, files.
pub static ROUTES: &[Route] = &[
    file("/livez", |_| get(probe::livez)),
    read("/readyz", Caller::Anyone, |_| get(probe::readyz)),
    read("/health", Caller::Anyone, |_| get(probe::health)),
    read("/metrics", Caller::LoopbackOrToken, |_| get(metrics::page)),
    read("/api/v1/account", Caller::Session, |_| get(api::account::account)),
    read("/api/v1/account/export", Caller::Session, |_| get(api::export::export)),
    door("/api/v1/account/pairings", Caller::Session, Rate::Write, |_| post(api::pairings::invite)),
    door("/api/v1/account/programs", Caller::Session, Rate::Login, |_| post(api::programs::make)),
    door("/api/v1/account/programs/{key}/token", Caller::Session, Rate::Login, |_| {
        post(api::programs::token)
    }),
    door("/api/v1/account/recover", Caller::Signed, Rate::Login, |_| post(api::account::recover)),
    door("/api/v1/account/reentry", Caller::Session, Rate::Login, |_| post(api::reentry::release)),
    door("/api/v1/account/statements", Caller::Signed, Rate::Login, |_| post(api::account::state)),
    door("/api/v1/auth/challenge", Caller::Visitor, Rate::Login, |_| post(api::auth::challenge)),
    door("/api/v1/auth/logout", Caller::Anyone, Rate::Login, |_| post(api::auth::log_out)),
    door("/api/v1/auth/logout_everywhere", Caller::Session, Rate::Login, |_| {
        post(api::auth::log_out_everywhere)
    }),
    read("/api/v1/auth/session", Caller::Session, |_| get(api::auth::session)),
    door("/api/v1/auth/verify", Caller::Signed, Rate::Login, |_| post(api::auth::verify)),
    read("/api/v1/characters", Caller::Session, |_| get(api::characters::roster)),
    read("/api/v1/characters/{id}", Caller::Session, |_| get(api::characters::character)),
    read("/api/v1/characters/{id}/history", Caller::Session, |_| get(api::characters::history)),
    read("/api/v1/dice/odds", Caller::Anyone, |_| get(api::dice::odds)),
    door("/api/v1/dice/roll", Caller::Anyone, Rate::Write, |_| post(api::dice::roll)),
    door("/api/v1/dice/streams", Caller::Anyone, Rate::Write, |_| post(api::dice::begin)),
    door("/api/v1/commands", Caller::Signed, Rate::Write, |_| post(api::commands::take)),
    read("/api/v1/compendium", Caller::Anyone, |_| get(api::compendium::search)),
    read("/api/v1/compendium/{kind}", Caller::Anyone, |_| get(api::compendium::kind)),
    read("/api/v1/compendium/{kind}/{slug}", Caller::Anyone, |_| get(api::compendium::entry)),
    read("/api/v1/owner/audit", Caller::Owner, |_| get(api::owner::audit)),
    door("/api/v1/owner/claim", Caller::Session, Rate::Login, |_| post(api::owner::claim)),
    door("/api/v1/owner/locks", Caller::Owner, Rate::Write, |_| post(api::owner::lock)),
    read("/api/v1/owner/people", Caller::Owner, |_| get(api::owner::people)),
    door("/api/v1/owner/unlocks", Caller::Owner, Rate::Write, |_| post(api::owner::unlock)),
    read("/api/v1/pairings/{id}", Caller::Anyone, |_| get(api::pairings::pairing)),
    door("/api/v1/pairings/{id}", Caller::Signed, Rate::Login, |_| post(api::pairings::ask)),
    read("/api/v1/assets/manifest", Caller::Anyone, |_| get(api::assets::manifest)),
    read("/api/v1/openapi.json", Caller::Anyone, |_| get(document::door)),
    read("/api/v1/server", Caller::Anyone, |_| get(api::about::server)),
    read("/fn/account", Caller::Visitor, |_| get(page::server_function)),
    read("/fn/character", Caller::Visitor, |_| get(page::server_function)),
    read("/fn/characters", Caller::Visitor, |_| get(page::server_function)),
    read("/fn/history", Caller::Visitor, |_| get(page::server_function)),
    read("/fn/owner", Caller::Visitor, |_| get(page::server_function)),
    read("/fn/session", Caller::Visitor, |_| get(page::server_function)),
    read(wire::socket::PATH, Caller::Session, |_| get(socket::door)),
    page("/"),
    page("/about"),
    page("/api"),
    page("/characters"),
    page("/characters/{id}"),
    page("/characters/{id}/history"),
    page("/codex"),
    page("/codex/{kind}"),
    page("/codex/{kind}/{slug}"),
    page("/harbour"),
    page(MOVE),
    page("/owner"),
    page("/pair"),
    page("/privacy"),
    page("/restore"),
    page("/roll"),
    door("/roll", Caller::Visitor, Rate::Write, |_| post(api::dice::rolled_page)),
    page("/roll/receipt"),
    page("/settings"),
    page("/storage"),
    #[cfg(debug_assertions)]
    page("/workbench"),
    file("/assets/{*file}", files::asset),
    file("/picture/{*file}", |_| get(api::assets::picture)),
    file("/favicon-48.png", files::picture),
    file("/favicon.svg", files::picture),
    file("/figures.svg", files::picture),
    file("/fonts/{*file}", files::font),
    file("/icon-180.png", files::picture),
    file("/icon-512.png", files::picture),
    file("/icons.svg", files::picture),
    file("/lantern.svg", files::picture),
    file("/site.webmanifest", files::picture),
    file("/pkg/{*file}", files::package),
];

/// The router, built from the table.
pub fn router(app: AppState) -> Router {
    page::prepare();
    let mut router = Router::new();
    for route in ROUTES {
        router = router.route(route.path, (route.mount)(&app));
    }
    let compression = CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(SizeAbove::new(COMPRESS_BYTES_MIN).and(files::is_text));
    router
        .fallback(page::fallback)
        .method_not_allowed_fallback(page::other_method)
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(from_fn_with_state(app.clone(), gate))
        .layer(compression)
        .with_state(app)
}

/// The row of a matched path. `HEAD` is `GET` without the body.
pub(crate) fn find(method: &Method, path: &str) -> Option<&'static Route> {
    let method = if *method == Method::HEAD { &Method::GET } else { method };
    ROUTES.iter().find(|it| it.path == path && it.method == *method)
}

/// Whether a program asks, so that a failure is an envelope rather than a page.
pub(crate) fn speaks_json(path: &str) -> bool {
    (path.starts_with("/api/") && path != "/api/")
        || path.starts_with("/fn/")
        || path == wire::socket::PATH
        || is_probe(path)
}

/// Whether people read what lies there: it is neither for programs nor a file.
pub(crate) fn is_page(route: Option<&Route>, path: &str) -> bool {
    !speaks_json(path) && route.is_none_or(|it| it.rate != Rate::File)
}

/// Whether an address is for those who watch over the server.
pub(crate) fn is_probe(path: &str) -> bool {
    matches!(path, "/livez" | "/readyz" | "/health" | "/metrics")
}

type Mount = fn(&AppState) -> MethodRouter<AppState>;

const fn door(path: &'static str, caller: Caller, rate: Rate, mount: Mount) -> Route {
    Route { method: Method::POST, path, caller, rate, mount }
}

const fn read(path: &'static str, caller: Caller, mount: Mount) -> Route {
    Route { method: Method::GET, path, caller, rate: Rate::Read, mount }
}

const fn page(path: &'static str) -> Route {
    read(path, Caller::Visitor, |_| get(page::page))
}

const fn file(path: &'static str, mount: Mount) -> Route {
    Route { method: Method::GET, path, caller: Caller::Anyone, rate: Rate::File, mount }
}
