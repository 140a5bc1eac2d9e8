//! From settings to open doors, and back to rest.

use std::{
    io,
    net::{SocketAddr, TcpListener},
};

use anyhow::{Context, anyhow, bail};
use axum_server::{
    Handle, Server,
    tls_rustls::{RustlsAcceptor, RustlsConfig},
};
use hyper_util::rt::TokioTimer;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use store::{Database, Options, Store};
use tokio::{
    signal::unix::{SignalKind, signal},
    time::timeout,
};
use tracing::{info, warn};

use crate::{
    AppState, Config, VERSION,
    clock::Clock,
    connections::Counted,
    folder::Folder,
    job,
    limit::{
        DRAIN_TIME, GOODBYE_TIME, HEAD_BYTES_MAX, HEAD_TIME_MAX, OPEN_FILES, STREAMS_PER_CONNECTION_MAX,
    },
    owner, router, workshop,
};

/// Opens everything, serves until told to stop, and closes everything in order.
pub(crate) async fn serve(config: Config) -> anyhow::Result<()> {
    allow_open_files();
    let folder = Folder::hold(&config.data_dir)?;
    workshop::furnish(&config.site_root);
    let listener = listen(config.bind)?;
    let bound = listener.local_addr()?;
    let tls = tls(&config).await?;
    let store = open_store(&config, &folder).await?;

    let app = AppState::new(store.clone(), config, Clock::Real, bound);
    let doors = router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let jobs = job::start(&app);
    let handle = Handle::new();
    tokio::spawn(stop_on_signal(app.clone(), handle.clone()));
    info!(
        version = VERSION,
        database = store.engine(),
        "Farlantern is open at {}",
        app.inner.address.to_people(bound)
    );
    owner::offer(&app, bound).await?;

    let server = axum_server::from_tcp(listener)?.handle(handle);
    let served = match tls {
        Some(tls) => {
            let acceptor = RustlsAcceptor::new(tls).acceptor(Counted::default());
            careful(server.acceptor(acceptor)).serve(doors).await
        }
        None => careful(server.acceptor(Counted::default())).serve(doors).await,
    };
    // Sockets are no requests any more; nobody but us waits for them.
    if timeout(GOODBYE_TIME, app.hub().emptied()).await.is_err() {
        warn!("Some sockets did not hear the goodbye");
    }
    drop(jobs);
    store.close().await;
    served.context("The doors closed by themselves")?;
    info!("Farlantern is closed; everything is kept");
    Ok(())
}

/// Opens what is kept, for a command that needs nothing else.
pub(crate) async fn open_store(config: &Config, folder: &Folder) -> anyhow::Result<Store> {
    let options = Options { database: config.database()?, keys: folder.keys(), readers: config.readers };
    if let Database::Sqlite(path) = &options.database
        && let Some(parent) = path.parent().filter(|it| !it.as_os_str().is_empty() && !it.is_dir())
    {
        bail!("The folder {} of the database is not there.", parent.display());
    }
    Store::open(options).await.map_err(|why| anyhow!("{why}"))
}

/// Every connection is an open file, and so is every one to the database. Systems start programs
/// with room for about a thousand, and let them ask for more.
fn allow_open_files() {
    let allowed = getrlimit(Resource::Nofile);
    let reach = allowed.maximum.map_or(OPEN_FILES, |it| it.min(OPEN_FILES));
    if allowed.current.is_some_and(|it| it < reach) {
        let wish = Rlimit { current: Some(reach), maximum: allowed.maximum };
        if let Err(why) = setrlimit(Resource::Nofile, wish) {
            warn!(cause = %why, "The limit of open files was not raised");
        }
    }
    if reach < OPEN_FILES {
        warn!(
            reach,
            wanted = OPEN_FILES,
            "This system allows few open files; raise `ulimit -Hn` for many visitors"
        );
    }
}

fn listen(bind: SocketAddr) -> anyhow::Result<TcpListener> {
    let listener = TcpListener::bind(bind).map_err(|why| match why.kind() {
        io::ErrorKind::AddrInUse => {
            anyhow!("{bind} is taken by another program. Stop it, or choose another port with --bind.")
        }
        io::ErrorKind::PermissionDenied => {
            anyhow!("This user may not listen on {bind}; ports below 1024 need a permission of their own.")
        }
        io::ErrorKind::AddrNotAvailable => anyhow!("{bind} is no address of this machine."),
        _ => anyhow!("{bind} cannot be listened on: {why}."),
    })?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

async fn tls(config: &Config) -> anyhow::Result<Option<RustlsConfig>> {
    let (Some(cert), Some(key)) = (&config.tls_cert, &config.tls_key) else { return Ok(None) };
    // A second call in one process finds the first one's work, which is the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let tls = RustlsConfig::from_pem_chain_file(cert, key).await.with_context(|| {
        format!("The certificate {} and its key {} cannot be used", cert.display(), key.display())
    })?;
    Ok(Some(tls))
}

/// Patience has an end: with heads that never come, with heads that are too big, with too many
/// streams on one connection.
fn careful<A>(mut server: Server<SocketAddr, A>) -> Server<SocketAddr, A> {
    let builder = server.http_builder();
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIME_MAX).max_buf_size(HEAD_BYTES_MAX);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(STREAMS_PER_CONNECTION_MAX)
        .max_header_list_size(HEAD_BYTES_MAX as u32)
        .keep_alive_interval(HEAD_TIME_MAX)
        .keep_alive_timeout(HEAD_TIME_MAX);
    server
}

/// Stops taking connections, lets requests under way come to their end, and no longer.
async fn stop_on_signal(app: AppState, handle: Handle<SocketAddr>) {
    let (Ok(mut term), Ok(mut interrupt)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        warn!("This system sends no signals; Farlantern ends only with its process");
        return;
    };
    tokio::select! {
        _ = term.recv() => {}
        _ = interrupt.recv() => {}
    }
    info!("Farlantern closes its doors");
    app.begin_closing();
    handle.graceful_shutdown(Some(DRAIN_TIME));
}
