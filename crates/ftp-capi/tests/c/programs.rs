//! C programs, built by gcc from the examples.

use ftp_tests::{announce, required, whole};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use tempfile::TempDir;

/// The libraries that a program links besides the system's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum With {
    /// Only this crate's library.
    Plain,
    /// OpenSSL.
    OpenSsl,
}

/// Whether C programs are left out, as real servers can be: gcc, valgrind or the OpenSSL headers are missing and not
/// required (`FTP_LIVE=required`). `tests/install-servers` installs them.
pub fn left_out() -> bool {
    static MISSING: OnceLock<bool> = OnceLock::new();
    let missing = *MISSING.get_or_init(|| {
        let runs = |program: &str, words: &[&str]| {
            Command::new(program).args(words).output().is_ok_and(|o| o.status.success())
        };
        let header = ["-E", "-include", "openssl/ssl.h", "-x", "c", "/dev/null"];
        let missing =
            !runs("valgrind", &["--version"]) || !runs("gcc", &header) || !runs("g++", &["--version"]);
        if missing && !required() {
            announce("SKIPPED: all in C: gcc, g++, valgrind or libssl-dev is missing");
        }
        missing
    });
    missing && !required()
}

/// Builds a program from these examples (named without `.c`), or a shared library with `-shared`. Returns its path.
pub fn build(name: &str, sources: &[&str], with: With, options: &[&str]) -> PathBuf {
    static FOLDER: OnceLock<TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| tempfile::tempdir().unwrap()).path();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    // Cargo puts the shared library next to the tests that need the crate.
    let libraries = std::env::current_exe().unwrap().parent().unwrap().to_path_buf();
    let to = folder.join(name);
    let mut gcc = Command::new("gcc");
    gcc.args("-std=c11 -Wall -Wextra -Wpedantic -Werror -g -O1".split(' '));
    gcc.arg("-I").arg(here.join("include")).arg("-o").arg(&to).args(options);
    gcc.args(sources.iter().map(|source| here.join(format!("examples/{source}.c"))));
    gcc.arg("-L").arg(&libraries).arg(format!("-Wl,-rpath,{}", libraries.display())).arg("-lftp_capi");
    if with == With::OpenSsl {
        gcc.args(["-lssl", "-lcrypto"]);
    }
    let output = gcc.arg("-lpthread").output().expect("gcc");
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    to
}

/// Compiles a file that includes the header twice, as a source file and a header of a program would. Returns what the
/// compiler complains about.
pub fn includes(compiler: &str, options: &str) -> String {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut compiler = Command::new(compiler);
    compiler.args(
        "-Wall -Wextra -Wpedantic -Werror -fsyntax-only -include ftp_capi.h -include ftp_capi.h".split(' '),
    );
    compiler.arg("-I").arg(here.join("include")).args(options.split(' '));
    let output = compiler.arg("/dev/null").output().expect("the compiler");
    if output.status.success() { String::new() } else { printed(&output) }
}

/// Returns a command that runs a program. In a full run (`FTP_TESTS=whole`) it runs under valgrind, which turns a wrong
/// access or a leak into exit code 99. That takes ten seconds.
pub fn checked(program: &Path) -> Command {
    if !whole() {
        return Command::new(program);
    }
    let mut valgrind = Command::new("valgrind");
    valgrind
        .args("--quiet --error-exitcode=99 --leak-check=full --show-leak-kinds=definite,indirect".split(' '));
    // What the diagnosis keeps for ever is still reachable at the end. A pointer into the middle reaches some of its
    // tables; valgrind calls those possibly lost.
    valgrind.arg("--errors-for-leak-kinds=definite,indirect").arg(program);
    valgrind
}

/// Everything that a program printed, for a failing test.
pub fn printed(output: &Output) -> String {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    format!("{}: {out}{err}", output.status)
}
