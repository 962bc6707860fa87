//! Where `tests/install-servers` puts the servers.

use std::env;
use std::path::PathBuf;

use super::NotStarted;

/// The folder that contains everything.
pub(super) fn cache() -> PathBuf {
    let base = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).unwrap_or_else(|| {
        PathBuf::from(env::var_os("HOME").unwrap_or_else(|| "/root".into())).join(".cache")
    });
    base.join("ftp-proto")
}

/// A file of a Debian package, by its path in the system (without the leading slash).
pub(super) fn debian(path: &str) -> Result<PathBuf, NotStarted> {
    existing(cache().join("debian").join(path))
}

/// A PAM module of a Debian package, whose folder is named after the architecture.
pub(super) fn pam_module(name: &str) -> Result<PathBuf, NotStarted> {
    let root = cache().join("debian");
    for lib in [root.join("lib"), root.join("usr/lib")] {
        for machine in lib.read_dir().into_iter().flatten().flatten() {
            let module = machine.path().join("security").join(name);
            if module.exists() {
                return Ok(module);
            }
        }
    }
    Err(NotStarted::NotInstalled(root.join("lib/*/security").join(name)))
}

/// The Python that has pyftpdlib.
pub(super) fn python() -> Result<PathBuf, NotStarted> {
    existing(cache().join("pyftpdlib/bin/python"))
}

fn existing(path: PathBuf) -> Result<PathBuf, NotStarted> {
    if path.exists() { Ok(path) } else { Err(NotStarted::NotInstalled(path)) }
}
