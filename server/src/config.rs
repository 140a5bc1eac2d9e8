//! Settings: flag, then environment, then `config.toml`, then default. Each remembers who said it.

mod address;
mod gather;
mod layer;
mod network;
mod print;

use std::{net::SocketAddr, path::PathBuf};

use serde::{Deserialize, Serialize};
use store::Database;

pub(crate) use address::is_loopback;
pub use address::{BaseUrl, Origin};
pub use gather::{Gathered, Source, gather};
pub use layer::Layer;
pub use network::Network;

use crate::limit::FORMER_URLS_MAX;

/// Every setting, settled.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub data_dir: PathBuf,
    pub bind: SocketAddr,
    pub public_url: Option<Origin>,
    pub former_urls: Vec<Origin>,
    pub allowed_origins: Vec<Origin>,
    pub trusted_proxies: Vec<Network>,
    pub asset_base_url: Option<BaseUrl>,
    pub tls_cert: Option<PathBuf>,
    pub tls_key: Option<PathBuf>,
    pub database_url: Option<String>,
    pub metrics_token: Option<String>,
    pub site_root: PathBuf,
    pub log: String,
    pub log_format: LogFormat,
    pub rate_reads: u32,
    pub rate_writes: u32,
    pub rate_logins: u32,
    pub rate_account: u32,
    pub readers: u32,
}

/// How logs are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    Text,
    Json,
}

/// Why the settings cannot be used, in a sentence for the owner.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("{source_name}: {why}")]
    Value { source_name: String, why: String },
    #[error("The settings file {path} cannot be read: {why}.")]
    File { path: PathBuf, why: String },
    #[error("The settings file {path} cannot be used: {why}")]
    FileContent { path: PathBuf, why: String },
    #[error("{0}")]
    Together(String),
}

impl Config {
    /// What holds when nobody says anything.
    pub fn defaults() -> Self {
        gather(Layer::default(), None, &|_| None)
            .and_then(|it| it.config())
            .expect("the defaults fit together, and a test reads them")
    }

    /// Whether this process itself speaks HTTPS.
    pub fn has_tls(&self) -> bool {
        self.tls_cert.is_some()
    }

    /// Where the journal is kept.
    pub fn database(&self) -> Result<Database, ConfigError> {
        let Some(url) = &self.database_url else {
            return Ok(Database::Sqlite(self.data_dir.join("world.db")));
        };
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Database::Postgres(url.clone()));
        }
        match url.strip_prefix("sqlite:") {
            Some(path) if !path.trim_start_matches('/').is_empty() => {
                Ok(Database::Sqlite(path.strip_prefix("//").unwrap_or(path).into()))
            }
            _ => Err(ConfigError::Together(
                "database_url must begin with postgres:// or sqlite:, for example sqlite:/srv/world.db."
                    .into(),
            )),
        }
    }

    /// What no single setting can know.
    fn check(self) -> Result<Self, ConfigError> {
        if self.tls_cert.is_some() != self.tls_key.is_some() {
            return Err(ConfigError::Together(
                "tls_cert and tls_key belong together; give both or none.".into(),
            ));
        }
        if self.readers == 0 {
            return Err(ConfigError::Together("readers must be at least 1.".into()));
        }
        if self.metrics_token.as_ref().is_some_and(|it| it.len() < 16) {
            return Err(ConfigError::Together("metrics_token needs at least 16 characters.".into()));
        }
        self.check_former()?;
        self.database()?;
        Ok(self)
    }

    /// A request says by which name it came, and not by which scheme: names must tell apart.
    fn check_former(&self) -> Result<(), ConfigError> {
        let Some(home) = &self.public_url else {
            return match self.former_urls.first() {
                None => Ok(()),
                Some(it) => Err(ConfigError::Together(format!(
                    "former_urls names {it}, but there is no public_url to lead people to."
                ))),
            };
        };
        if self.former_urls.len() > FORMER_URLS_MAX {
            return Err(ConfigError::Together(format!(
                "former_urls has at most {FORMER_URLS_MAX} addresses."
            )));
        }
        for (at, former) in self.former_urls.iter().enumerate() {
            let mut others = self.former_urls[..at].iter().chain([home]);
            if let Some(other) = others.find(|it| it.is_mistaken_for(former)) {
                return Err(ConfigError::Together(format!(
                    "former_urls names {former} beside {other}; two addresses must differ in more than http and https."
                )));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
