//! Every setting there is, as one layer of them: flags, environment, file and defaults have the
//! same shape. To add a setting: a line here, one in `Config`, and the rest follows.

use std::{net::SocketAddr, path::PathBuf};

use serde::{Deserialize, Serialize};

use super::{
    LogFormat,
    address::{BaseUrl, Origin},
    network::Network,
};

/// What one source says; what it does not say is none.
#[derive(Clone, Debug, Default, PartialEq, clap::Args, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Layer {
    /// The one folder in which everything is kept
    #[arg(long, value_name = "FOLDER")]
    pub data_dir: Option<PathBuf>,
    /// Address and port to listen on
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub bind: Option<SocketAddr>,
    /// The one address people use, for example `https://play.example.org`; other names lead to it
    #[arg(long, value_name = "URL")]
    pub public_url: Option<Origin>,
    /// Addresses that the public one had before, separated by commas; whoever comes there is moved
    #[arg(long, value_name = "URLS", value_delimiter = ',')]
    pub former_urls: Option<Vec<Origin>>,
    /// Other sites whose pages may use the API, separated by commas
    #[arg(long, value_name = "URLS", value_delimiter = ',')]
    pub allowed_origins: Option<Vec<Origin>>,
    /// Reverse proxies whose word about the caller's address is taken: addresses or networks
    #[arg(long, value_name = "NETWORKS", value_delimiter = ',')]
    pub trusted_proxies: Option<Vec<Network>>,
    /// Where browsers fetch scripts, styles and pictures, if not from here (a CDN)
    #[arg(long, value_name = "URL")]
    pub asset_base_url: Option<BaseUrl>,
    /// Certificate chain in PEM, for HTTPS without a proxy
    #[arg(long, value_name = "FILE")]
    pub tls_cert: Option<PathBuf>,
    /// Private key of the certificate, in PEM
    #[arg(long, value_name = "FILE")]
    pub tls_key: Option<PathBuf>,
    /// postgres://… for PostgreSQL, or sqlite:FILE; without it, SQLite in the data folder
    #[arg(long, value_name = "URL")]
    pub database_url: Option<String>,
    /// A file that holds the database URL
    #[arg(long, value_name = "FILE")]
    pub database_url_file: Option<PathBuf>,
    /// Bearer token for /metrics; without it only this machine may read them
    #[arg(long, value_name = "TOKEN")]
    pub metrics_token: Option<String>,
    /// A file that holds the token for /metrics
    #[arg(long, value_name = "FILE")]
    pub metrics_token_file: Option<PathBuf>,
    /// Folder of the built pages' scripts, styles and pictures
    #[arg(long, value_name = "FOLDER")]
    pub site_root: Option<PathBuf>,
    /// What is logged: a level, or a filter such as info,server=debug
    #[arg(long, value_name = "FILTER")]
    pub log: Option<String>,
    /// How logs are written
    #[arg(long, value_name = "FORMAT")]
    pub log_format: Option<LogFormat>,
    /// Most pages and reads a minute from one address; 0 is no limit
    #[arg(long, value_name = "NUMBER")]
    pub rate_reads: Option<u32>,
    /// Most changes a minute from one address; 0 is no limit
    #[arg(long, value_name = "NUMBER")]
    pub rate_writes: Option<u32>,
    /// Most steps of logging in a minute from one address; 0 is no limit
    #[arg(long, value_name = "NUMBER")]
    pub rate_logins: Option<u32>,
    /// Most changes a minute by one account, and five times as many reads; 0 is no limit
    #[arg(long, value_name = "NUMBER")]
    pub rate_account: Option<u32>,
    /// Most database connections that read at the same time
    #[arg(long, value_name = "NUMBER")]
    pub readers: Option<u32>,
}

impl Layer {
    /// What holds when nobody says otherwise.
    pub(super) fn defaults() -> Self {
        Self {
            data_dir: Some("data".into()),
            bind: Some(SocketAddr::from(([127, 0, 0, 1], 3000))),
            former_urls: Some(Vec::new()),
            allowed_origins: Some(Vec::new()),
            trusted_proxies: Some(Vec::new()),
            site_root: Some(built_site()),
            log: Some("info".into()),
            log_format: Some(LogFormat::Text),
            rate_reads: Some(1_200),
            rate_writes: Some(600),
            rate_logins: Some(120),
            rate_account: Some(300),
            readers: Some(4),
            ..Self::default()
        }
    }
}

/// A release lies as `farlantern` beside `site/`; in the repository it is built to `target/site`.
fn built_site() -> PathBuf {
    let beside = std::env::current_exe().ok().and_then(|it| Some(it.parent()?.join("site")));
    beside.filter(|it| it.is_dir()).unwrap_or_else(|| "target/site".into())
}
