//! Gathers the settings from all who may say something, the most particular first.

use std::{
    collections::BTreeMap,
    fmt,
    path::{Path, PathBuf},
};

use clap::{Args, Command, FromArgMatches};
use toml::{Table, Value};

use super::{Config, ConfigError, Layer};

/// Who said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    Flag,
    Environment(String),
    File(PathBuf),
    Default,
}

/// Everything that was said, each with who said it.
#[derive(Clone, Debug)]
pub struct Gathered {
    pub said: BTreeMap<String, (Value, Source)>,
    /// The settings file, and whether it is there.
    pub file: (PathBuf, bool),
}

impl Gathered {
    /// The settings, settled and checked.
    pub fn config(&self) -> Result<Config, ConfigError> {
        let said: Table = self.said.iter().map(|(key, (value, _))| (key.clone(), value.clone())).collect();
        let config: Config =
            said.try_into().map_err(|why: toml::de::Error| ConfigError::Together(why.message().into()))?;
        config.check()
    }
}

/// Looks up a variable of the environment.
pub(super) type Environment<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Gathers flags, environment, file and defaults. A file that was named must be there; the one in
/// the data folder may be missing.
pub fn gather(
    flags: Layer,
    named_file: Option<PathBuf>,
    environment: Environment<'_>,
) -> Result<Gathered, ConfigError> {
    let mut said = BTreeMap::new();
    say(&mut said, secrets(table(&flags)?)?, |_| Source::Flag);
    let (spoken, names) = from_environment(environment)?;
    say(&mut said, secrets(spoken)?, |key| Source::Environment(names.get(key).cloned().unwrap_or_default()));

    let named_file = named_file.or_else(|| environment("FARLANTERN_CONFIG").map(PathBuf::from));
    let path = named_file.clone().unwrap_or_else(|| default_file(&said));
    let file = read(&path, named_file.is_some())?;
    let there = file.is_some();
    if named_file.is_none() && file.as_ref().is_some_and(|it| it.contains_key("data_dir")) {
        let why = "data_dir cannot stand in the data folder's own file; name the file with --config".into();
        return Err(ConfigError::FileContent { path, why });
    }
    say(&mut said, secrets(file.unwrap_or_default())?, |_| Source::File(path.clone()));
    // Built for a run by cargo-leptos, which knows where it put the pages.
    if let Some(root) = environment("LEPTOS_SITE_ROOT") {
        let name = Source::Environment("LEPTOS_SITE_ROOT".into());
        said.entry("site_root".into()).or_insert((Value::String(root), name));
    }
    say(&mut said, table(&Layer::defaults())?, |_| Source::Default);
    Ok(Gathered { said, file: (path, there) })
}

/// The names of all settings, as they stand in the file.
pub(super) fn names() -> Vec<String> {
    all().get_arguments().map(|it| it.get_id().as_str().to_owned()).collect()
}

/// What was said first stays.
fn say(said: &mut BTreeMap<String, (Value, Source)>, table: Table, source: impl Fn(&str) -> Source) {
    for (key, value) in table {
        let source = source(&key);
        said.entry(key).or_insert((value, source));
    }
}

fn table(layer: &Layer) -> Result<Table, ConfigError> {
    Table::try_from(layer).map_err(|why| ConfigError::Together(why.to_string()))
}

/// A secret may lie in a file of its own, as container platforms hand them over.
fn secrets(mut table: Table) -> Result<Table, ConfigError> {
    for key in ["database_url", "metrics_token"] {
        let Some(Value::String(path)) = table.remove(&format!("{key}_file")) else { continue };
        if table.contains_key(key) {
            return Err(ConfigError::Together(format!("{key} and {key}_file are both given; give one.")));
        }
        let secret = std::fs::read_to_string(&path)
            .map_err(|why| ConfigError::File { path: path.into(), why: why.to_string() })?;
        table.insert(key.into(), Value::String(secret.trim().into()));
    }
    Ok(table)
}

fn default_file(said: &BTreeMap<String, (Value, Source)>) -> PathBuf {
    let folder = said.get("data_dir").and_then(|(value, _)| value.as_str()).unwrap_or("data");
    Path::new(folder).join("config.toml")
}

fn read(path: &Path, must_be_there: bool) -> Result<Option<Table>, ConfigError> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(why) if why.kind() == std::io::ErrorKind::NotFound && !must_be_there => return Ok(None),
        Err(why) => return Err(ConfigError::File { path: path.into(), why: why.to_string() }),
    };
    let layer: Layer = toml::from_str(&text)
        .map_err(|why| ConfigError::FileContent { path: path.into(), why: why.to_string() })?;
    table(&layer).map(Some)
}

/// All settings as flags, so that a variable is read exactly as a flag would be.
fn all() -> Command {
    Layer::augment_args(Command::new("farlantern").no_binary_name(true).disable_help_flag(true))
}

fn from_environment(environment: Environment<'_>) -> Result<(Table, BTreeMap<String, String>), ConfigError> {
    let (mut said, mut names_said) = (Table::new(), BTreeMap::new());
    for key in names() {
        let own = format!("FARLANTERN_{}", key.to_ascii_uppercase());
        // The name that every platform gives to a database, for which ours has precedence.
        let plain = key.starts_with("database_url").then(|| key.to_ascii_uppercase());
        let found = [Some(own), plain].into_iter().flatten().find_map(|name| {
            let value = environment(&name).filter(|it| !it.is_empty())?;
            Some((name, value))
        });
        let Some((name, value)) = found else { continue };
        let flag = format!("--{}={value}", key.replace('_', "-"));
        let layer = all()
            .try_get_matches_from([flag])
            .and_then(|matches| Layer::from_arg_matches(&matches))
            .map_err(|why| ConfigError::Value { source_name: name.clone(), why: reason(&why) })?;
        said.extend(table(&layer)?);
        names_said.insert(key.trim_end_matches("_file").to_owned(), name);
    }
    Ok((said, names_said))
}

/// The reason alone, without the usage that clap adds.
fn reason(why: &clap::Error) -> String {
    let text = why.to_string();
    let first = text.lines().next().unwrap_or_default();
    let after = first.rsplit_once(": ").map_or(first, |(_, reason)| reason);
    after.trim_start_matches("error: ").to_owned()
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag => f.write_str("flag"),
            Self::Environment(name) => write!(f, "environment {name}"),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Default => f.write_str("default"),
        }
    }
}
