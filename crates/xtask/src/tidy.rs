//! Tidiness of the repository: rules that no compiler knows, over all files that git would take.

mod bundle;
mod compose;
mod container;
mod manifest;
mod migration;
mod source;
mod yaml;

use crate::place::{Place, read};
use anyhow::{Result, bail};
use std::process::{Command, Stdio};

/// A file by its path from the root; no text where it is no text.
pub(crate) struct File {
    path: String,
    text: Option<String>,
}

pub(crate) struct Tree {
    files: Vec<File>,
}

type Rule = fn(&Tree) -> Vec<String>;

const RULES: &[Rule] = &[
    source::faults,
    bundle::faults,
    manifest::faults,
    migration::faults,
    container::faults,
    compose::faults,
];

pub(crate) fn tidy(place: &Place, _: &[String]) -> Result<()> {
    let tree = Tree::read(place)?;
    let mut faults: Vec<String> = RULES.iter().flat_map(|rule| rule(&tree)).collect();
    faults.extend(ask_docker(place));
    if !faults.is_empty() {
        bail!("{}\n{} faults", faults.join("\n"), faults.len());
    }
    println!("{} files are tidy", tree.files.len());
    Ok(())
}

impl Tree {
    /// What is tracked, and what would be by `git add --all`.
    fn read(place: &Place) -> Result<Self> {
        let mut command = place.command("git");
        let list = read(command.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))?;
        let mut files = Vec::new();
        for path in list.split('\0').filter(|path| !path.is_empty()) {
            let file = place.root.join(path);
            // A file that was deleted and not yet committed is still listed.
            if file.is_file() {
                files
                    .push(File { path: path.to_owned(), text: String::from_utf8(std::fs::read(file)?).ok() });
            }
        }
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(Self { files })
    }

    #[cfg(test)]
    fn of(files: &[(&str, &str)]) -> Self {
        let file =
            |(path, text): &(&str, &str)| File { path: (*path).to_owned(), text: Some((*text).to_owned()) };
        Self { files: files.iter().map(file).collect() }
    }

    fn text(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|file| file.path == path)?.text.as_deref()
    }

    fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().filter_map(|file| Some((file.path.as_str(), file.text.as_deref()?)))
    }

    /// A file, or a folder by what lies in it.
    fn has(&self, path: &str) -> bool {
        let folder = format!("{}/", path.trim_end_matches('/'));
        self.files.iter().any(|file| file.path == path || file.path.starts_with(&folder))
    }
}

/// Where the compose plug-in is there, its own reading counts, too.
fn ask_docker(place: &Place) -> Option<String> {
    let able = Command::new("docker")
        .args(["compose", "version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !able {
        return None;
    }
    let asked = read(place.command("docker").args(["compose", "-f", "compose.yaml", "config", "--quiet"]));
    asked.err().map(|error| format!("compose.yaml: {error:#}"))
}
