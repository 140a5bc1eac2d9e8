//! What every request may reach: the store, the settings, the clock, and the rates of callers.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use http::HeaderValue;
use leptos::prelude::LeptosOptions;
use metrics_exporter_prometheus::PrometheusHandle;
use store::Store;
use tokio::sync::Semaphore;
use wire::Millis;

use crate::{
    assets::Assets,
    clock::Clock,
    config::Config,
    files::Site,
    gate::{Address, Rates, static_headers},
    limit::ODDS_AT_ONCE,
    metrics,
    socket::Hub,
};

/// Shared by all requests; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) config: Config,
    pub(crate) clock: Clock,
    pub(crate) address: Address,
    pub(crate) rates: Rates,
    pub(crate) hub: Arc<Hub>,
    pub(crate) site: Site,
    /// None where the forge has made none.
    pub(crate) assets: Option<Assets>,
    pub(crate) leptos: LeptosOptions,
    pub(crate) metrics: PrometheusHandle,
    pub(crate) headers: Vec<(http::HeaderName, HeaderValue)>,
    pub(crate) nonce_secret: [u8; 32],
    /// What the keys that wrap re-entry keys come from.
    pub(crate) reentry_secret: [u8; 32],
    pub(crate) started_at: Millis,
    /// What the passes of streams of dice come from.
    pub(crate) dice_secret: [u8; 32],
    /// Exports are made in memory, so one at a time.
    pub(crate) exporting: Semaphore,
    /// Odds can take a processor for a while, so few at a time.
    pub(crate) counting: Arc<Semaphore>,
    closing: AtomicBool,
}

impl AppState {
    /// Puts together what was opened. `bound` is where the server really listens.
    pub fn new(store: Store, config: Config, clock: Clock, bound: SocketAddr) -> Self {
        let address = Address::of(&config, bound);
        let site = Site::at(&config.site_root);
        let leptos = LeptosOptions::builder()
            .output_name("farlantern")
            .site_root(config.site_root.to_string_lossy().into_owned())
            .site_pkg_dir("pkg")
            .site_addr(bound)
            .hash_files(site.hashed)
            .build();
        let inner = Inner {
            assets: Assets::at(&config.site_root),
            rates: Rates::of(&config),
            hub: Arc::default(),
            headers: static_headers(&address),
            nonce_secret: store.secret("login-nonce"),
            reentry_secret: store.secret("reentry"),
            dice_secret: store.secret("dice-pass"),
            started_at: clock.now(),
            metrics: metrics::recorder(),
            exporting: Semaphore::new(1),
            counting: Arc::new(Semaphore::new(ODDS_AT_ONCE)),
            closing: AtomicBool::new(false),
            store,
            config,
            clock,
            address,
            site,
            leptos,
        };
        Self { inner: Arc::new(inner) }
    }

    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) fn config(&self) -> &Config {
        &self.inner.config
    }

    /// Everyone who has a socket open.
    pub(crate) fn hub(&self) -> &Arc<Hub> {
        &self.inner.hub
    }

    pub(crate) fn now(&self) -> Millis {
        self.inner.clock.now()
    }

    pub(crate) fn uptime_seconds(&self) -> i64 {
        (self.now().0 - self.inner.started_at.0).max(0) / 1000
    }

    /// From here on `/readyz` sends new callers elsewhere, and every tab is told goodbye.
    pub fn begin_closing(&self) {
        self.inner.closing.store(true, Ordering::Relaxed);
        self.hub().say_goodbye();
    }

    pub(crate) fn is_closing(&self) -> bool {
        self.inner.closing.load(Ordering::Relaxed)
    }
}
