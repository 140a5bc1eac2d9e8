//! Where things lie: the repository, the target folder, the tools; and a command that starts there.

use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub(crate) struct Place {
    pub(crate) root: PathBuf,
    pub(crate) target: PathBuf,
    pub(crate) tools: PathBuf,
}

impl Place {
    pub(crate) fn find() -> Result<Self> {
        let here = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = here.ancestors().nth(2).context("crates/xtask lies two folders below the root")?;
        let target = env::var_os("CARGO_TARGET_DIR").or_else(|| env::var_os("CARGO_BUILD_TARGET_DIR"));
        let target = match target {
            Some(folder) => std::path::absolute(folder)?,
            None => root.join("target"),
        };
        Ok(Self { root: root.to_owned(), target, tools: tools_folder()? })
    }

    /// A command in the root of the repository, our tools first on its PATH.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("PATH", self.path()).env("CARGO_TARGET_DIR", &self.target);
        forget_this_run(&mut command);
        command
    }

    pub(crate) fn cargo(&self, words: &[&str]) -> Command {
        let mut command = self.command("cargo");
        command.args(words);
        command
    }

    pub(crate) fn path(&self) -> OsString {
        let mut folders = vec![self.tools.join("bin"), self.tools.join("node/node_modules/.bin")];
        folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        env::join_paths(folders).unwrap_or_else(|_| env::var_os("PATH").unwrap_or_default())
    }

    pub(crate) fn which(&self, name: &str) -> Option<PathBuf> {
        which_in(name, &self.path())
    }
}

/// `cargo run` tells its child who it is. A nested cargo must not hear it: build scripts
/// that watch these variables (ring's) would run again at every change of hands.
pub(crate) fn forget_this_run(command: &mut Command) {
    for (name, _) in env::vars_os() {
        let Some(text) = name.to_str() else { continue };
        let ours = ["CARGO_MANIFEST_", "CARGO_PKG_", "CARGO_BIN_", "CARGO_CRATE_"];
        if text == "CARGO" || text == "OUT_DIR" || ours.iter().any(|start| text.starts_with(start)) {
            command.env_remove(&name);
        }
    }
}

pub(crate) fn which(name: &str) -> Option<PathBuf> {
    which_in(name, &env::var_os("PATH").unwrap_or_default())
}

fn which_in(name: &str, path: &OsStr) -> Option<PathBuf> {
    env::split_paths(path).map(|folder| folder.join(name)).find(|file| is_program(file))
}

pub(crate) fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

/// Runs to the end with its output on the screen.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("`{name}` could not be started"))?;
    if !status.success() {
        bail!("`{}` failed: {status}", spoken(command));
    }
    Ok(())
}

/// Runs to the end and keeps what it printed.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let Output { status, stdout, stderr } =
        command.output().with_context(|| format!("`{name}` could not be started"))?;
    if !status.success() {
        bail!("`{}` failed: {status}\n{}", spoken(command), String::from_utf8_lossy(&stderr).trim());
    }
    String::from_utf8(stdout).with_context(|| format!("`{name}` printed something that is no text"))
}

fn spoken(command: &Command) -> String {
    let words: Vec<_> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect();
    words.join(" ")
}

pub(crate) fn is_root() -> bool {
    read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn tools_folder() -> Result<PathBuf> {
    if let Some(folder) = env::var_os("FARLANTERN_TOOLS") {
        return Ok(std::path::absolute(folder)?);
    }
    let cache = match env::var_os("XDG_CACHE_HOME").filter(|folder| !folder.is_empty()) {
        Some(folder) => PathBuf::from(folder),
        None => {
            let home = env::var_os("HOME").context("HOME is not set, so there is no place for the tools")?;
            PathBuf::from(home).join(".cache")
        }
    };
    Ok(cache.join("farlantern/tools"))
}
