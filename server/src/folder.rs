//! The data folder: made when it is not there, closed to others, and held by one process at a time.

use std::{
    fs::{self, DirBuilder, File, OpenOptions, Permissions, TryLockError},
    io,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};

/// The data folder while this process holds it. Released when dropped, and by any end of the process.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    _held: File,
}

impl Folder {
    /// Makes or opens it, and holds it against a second server.
    pub(crate) fn hold(path: &Path) -> anyhow::Result<Self> {
        make(path)?;
        make(&path.join("keys"))?;
        fs::set_permissions(path.join("keys"), Permissions::from_mode(0o700)).with_context(|| {
            format!("The folder {} cannot be closed to others", path.join("keys").display())
        })?;
        let lock = path.join("farlantern.lock");
        let held = OpenOptions::new().create(true).write(true).truncate(false).mode(0o600).open(&lock);
        let held = held.with_context(|| {
            format!(
                "The data folder {} cannot be written to; give it to the user who runs Farlantern",
                path.display()
            )
        })?;
        match held.try_lock() {
            Ok(()) => Ok(Self { path: path.into(), _held: held }),
            Err(TryLockError::WouldBlock) => {
                bail!("Another Farlantern is running on the data folder {}; stop it first.", path.display())
            }
            // A file system without locks, as some network shares are.
            Err(TryLockError::Error(why)) if why.kind() == io::ErrorKind::Unsupported => {
                Ok(Self { path: path.into(), _held: held })
            }
            Err(TryLockError::Error(why)) => {
                Err(why).with_context(|| format!("The data folder {} cannot be held", path.display()))
            }
        }
    }

    /// Where the server's own keys lie.
    pub(crate) fn keys(&self) -> PathBuf {
        self.path.join("keys")
    }
}

fn make(path: &Path) -> anyhow::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .with_context(|| format!("The folder {} cannot be made", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_closed_and_held_by_one() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("deep/data");
        let folder = Folder::hold(&path).unwrap();
        for closed in [path.clone(), folder.keys()] {
            assert_eq!(fs::metadata(&closed).unwrap().permissions().mode() & 0o777, 0o700, "{closed:?}");
        }
        let second = Folder::hold(&path).unwrap_err().to_string();
        assert!(second.contains("Another Farlantern"), "{second}");
        drop(folder);
        fs::set_permissions(path.join("keys"), Permissions::from_mode(0o755)).unwrap();
        let folder = Folder::hold(&path).unwrap();
        assert_eq!(fs::metadata(folder.keys()).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn a_file_in_the_way_is_said_in_a_sentence() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("data");
        fs::write(&path, "").unwrap();
        let why = Folder::hold(&path).unwrap_err().to_string();
        assert!(why.contains("cannot be made"), "{why}");
    }
}
