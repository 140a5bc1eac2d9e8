//! The settings as one would write them into `config.toml`, with who said each. Secrets stay secret.

use std::fmt::Write;

use toml::Value;

use super::gather::{Gathered, names};

impl Gathered {
    /// Every setting on a line of its own.
    pub fn print(&self) -> String {
        let (path, there) = &self.file;
        let state = if *there { "was read" } else { "is not there" };
        let mut text = format!("# {} {state}\n", path.display());
        for name in names() {
            if name.ends_with("_file") {
                continue;
            }
            let line = match self.said.get(&name) {
                Some((value, source)) => format!("{name} = {}  # {source}", shown(&name, value)),
                None => format!("# {name} is not set"),
            };
            let _ = writeln!(text, "{line}");
        }
        text
    }
}

fn shown(name: &str, value: &Value) -> String {
    match (name, value) {
        ("metrics_token", _) => "\"(hidden)\"".into(),
        ("database_url", Value::String(url)) => Value::String(without_password(url)).to_string(),
        _ => value.to_string(),
    }
}

/// `postgres://user:(hidden)@host/name`. A password in the query is hidden with all of the query.
fn without_password(url: &str) -> String {
    let (address, query) = url.split_once('?').map_or((url, ""), |(address, _)| (address, "?(hidden)"));
    let Some((scheme, rest)) = address.split_once("://") else { return format!("{address}{query}") };
    let shown = match rest.rsplit_once('@') {
        Some((who, place)) => {
            let user = who.split_once(':').map_or(who, |(user, _)| user);
            let hidden = if who.contains(':') { ":(hidden)" } else { "" };
            format!("{user}{hidden}@{place}")
        }
        None => rest.to_owned(),
    };
    format!("{scheme}://{shown}{query}")
}
