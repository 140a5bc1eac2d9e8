//! A PostgreSQL of our own, in a temporary folder, that ends with us whatever happens.

use crate::place::{is_program, is_root, read, run, which};
use anyhow::{Context, Result, bail};
use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const START_LIMIT: Duration = Duration::from_secs(60);
const STOP_LIMIT: Duration = Duration::from_secs(20);

pub(crate) struct Postgres {
    guard: Child,
    folder: PathBuf,
    port: u16,
}

/// Waits until our end of its input closes, by our will or by our death, then stops the
/// database the quick way and sweeps its folder.
const GUARD: &str = r#"
folder=$1; shift
trap '' INT TERM HUP
"$@" </dev/null & database=$!
cat >/dev/null
kill -INT "$database" 2>/dev/null
wait "$database" 2>/dev/null
rm -rf "$folder"
"#;

impl Postgres {
    pub(crate) fn start() -> Result<Self> {
        let programs = find_or_install()?;
        let owner = if is_root() { Some(system_user()?) } else { None };
        let folder = std::env::temp_dir().join(format!("farlantern-pg-{}", std::process::id()));
        std::fs::create_dir(&folder).with_context(|| format!("{} is in the way", folder.display()))?;
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o700))?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        match launch(&programs, &folder, port, owner) {
            Ok(guard) => {
                let mut database = Self { guard, folder, port };
                database.wait_until_ready()?;
                Ok(database)
            }
            Err(error) => {
                std::fs::remove_dir_all(&folder).ok();
                Err(error)
            }
        }
    }

    pub(crate) fn url(&self) -> String {
        format!("postgres://farlantern@127.0.0.1:{}/postgres", self.port)
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let started = Instant::now();
        // The socket opens before it may be used; the line in the log comes when it may.
        let log = self.folder.join("log");
        loop {
            let said = std::fs::read_to_string(&log).unwrap_or_default();
            if said.contains("ready to accept connections")
                && TcpStream::connect(("127.0.0.1", self.port)).is_ok()
            {
                return Ok(());
            }
            let ended = said.contains("database system is shut down") || said.contains("FATAL");
            if ended || self.guard.try_wait()?.is_some() || started.elapsed() > START_LIMIT {
                bail!("PostgreSQL did not start. It said:\n{}", said.trim());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        let started = Instant::now();
        while started.elapsed() < STOP_LIMIT {
            if matches!(self.guard.try_wait(), Ok(Some(_)) | Err(_)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        eprintln!("PostgreSQL in {} does not stop; it is left to itself.", self.folder.display());
    }
}

fn launch(programs: &Path, folder: &Path, port: u16, owner: Option<(u32, u32)>) -> Result<Child> {
    if let Some((user, group)) = owner {
        chown(folder, Some(user), Some(group))?;
    }
    let data = folder.join("data");
    let mut first = as_owner(Command::new(programs.join("initdb")), owner);
    first.current_dir(folder).arg("-D").arg(&data);
    first.args(["-U", "farlantern", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
    read(&mut first).context("the database could not be made")?;

    let log = std::fs::File::create(folder.join("log"))?;
    let mut guard = as_owner(Command::new("sh"), owner);
    guard.current_dir(folder).args(["-c", GUARD, "guard"]).arg(folder);
    guard.arg(programs.join("postgres")).arg("-D").arg(&data).arg("-k").arg(folder);
    guard.args(["-h", "127.0.0.1", "-p", &port.to_string()]);
    // Durable as in earnest, or a test of durability would test nothing.
    guard.args(["-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "max_connections=200"]);
    guard.stdin(Stdio::piped()).stdout(log.try_clone()?).stderr(log);
    guard.spawn().context("`sh` could not be started")
}

/// PostgreSQL refuses to run as root.
fn as_owner(mut command: Command, owner: Option<(u32, u32)>) -> Command {
    if let Some((user, group)) = owner {
        command.uid(user).gid(group);
    }
    command
}

fn system_user() -> Result<(u32, u32)> {
    let mut users = String::new();
    std::fs::File::open("/etc/passwd")?.read_to_string(&mut users)?;
    ["postgres", "nobody"]
        .iter()
        .find_map(|name| user_in(&users, name))
        .context("PostgreSQL does not run as root, and there is no user `postgres` or `nobody` to run it as.")
}

fn user_in(users: &str, name: &str) -> Option<(u32, u32)> {
    let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
    let mut fields = line.split(':').skip(2);
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
}

fn find_or_install() -> Result<PathBuf> {
    if let Some(programs) = find() {
        return Ok(programs);
    }
    if !is_root() || which("apt-get").is_none() {
        bail!(
            "Missing: PostgreSQL, for the tests on both databases. Install it with: \
             sudo apt-get install postgresql (Debian, Ubuntu), sudo dnf install postgresql-server (Fedora), \
             brew install postgresql (macOS)."
        );
    }
    println!("installing PostgreSQL with apt-get");
    apt_install(&["postgresql"])?;
    find().context("PostgreSQL was installed and is still not found.")
}

pub(crate) fn apt_install(packages: &[&str]) -> Result<()> {
    run(Command::new("apt-get").args(["update", "-qq"]))?;
    let mut command = Command::new("apt-get");
    command.args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages);
    run(command.env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null()))
}

/// The folder that holds both programs; the newest where there are several.
fn find() -> Option<PathBuf> {
    let whole = |folder: &PathBuf| ["initdb", "postgres"].iter().all(|name| is_program(&folder.join(name)));
    if let Some(folder) = which("initdb").and_then(|file| Some(file.parent()?.to_owned())).filter(whole) {
        return Some(folder);
    }
    let mut folders: Vec<PathBuf> = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"]
        .iter()
        .filter_map(|base| std::fs::read_dir(base).ok())
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(whole)
        .collect();
    folders.sort_by_key(|folder| version_of(folder));
    folders.pop()
}

fn version_of(folder: &Path) -> u32 {
    let name = folder.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    name.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_starts_answers_and_leaves_nothing_behind() {
        let database = Postgres::start().unwrap();
        let (folder, port) = (database.folder.clone(), database.port);
        assert!(TcpStream::connect(("127.0.0.1", port)).is_ok());
        drop(database);
        assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
        assert!(!folder.exists());
    }

    #[test]
    fn a_user_is_read_from_the_list() {
        let users = "root:x:0:0:root:/:/bin/sh\npostgres:x:101:104:,,,:/var/lib/postgresql:/bin/bash\n";
        assert_eq!(user_in(users, "postgres"), Some((101, 104)));
        assert_eq!(user_in(users, "nobody"), None);
    }

    #[test]
    fn the_newest_version_is_known_by_its_folder() {
        assert!(version_of(Path::new("/usr/lib/postgresql/15/bin")) > version_of(Path::new("/x/9/bin")));
    }
}
