//! Takes away each guard of the login, one at a time, and says which test notices.
//!
//! `cargo run -p ftp-tests --example guards [WORD...]`: those whose name or file has one of the words, or all. It works on
//! a copy in `target/guards`, and fails if one is not noticed. All take three quarters of an hour on two cores.

use ftp_tests::guards::Guard;
use std::error::Error;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// Those that take seconds, then those that take minutes; and in seconds what a login that does not end may take.
const TESTS: [(&str, u32); 3] = [
    (
        "-p ftp-proto -p ftp-tests --lib --test again --test codes --test conversations --test driver --test session \
         --test wiped",
        300,
    ),
    (EXHAUSTIVE, 900),
    ("-p ftp-tests --test canary", 900),
];

/// Over at the first state that is not as it should be.
const EXHAUSTIVE: &str = "-p ftp-tests --test exhaustive -- --nocapture";

/// In KiB: what such a login may take.
const MEMORY: u32 = 8 << 20;

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = env::args().skip(1).collect();
    let wanted = |guard: &Guard| {
        words.is_empty() || words.iter().any(|word| guard.name.contains(word) || guard.file.contains(word))
    };
    let copy = copied()?;
    if let Some(test) = noticed(&copy)? {
        return Err(format!("{test} fails with all guards in place").into());
    }
    let mut unnoticed = 0;
    for guard in Guard::all().into_iter().filter(wanted) {
        let path = copy.join("crates/ftp-proto/src").join(guard.file);
        let source = fs::read_to_string(&path)?;
        fs::write(&path, guard.taken_from(&source).ok_or(guard.name)?)?;
        let by = noticed(&copy);
        fs::write(&path, source)?;
        let by = by?;
        unnoticed += usize::from(by.is_none());
        println!("{:16} {:58} {}", guard.file, guard.name, by.as_deref().unwrap_or("NOT NOTICED"));
    }
    match unnoticed {
        0 => Ok(()),
        _ => Err(format!("{unnoticed} not noticed").into()),
    }
}

/// The files that git knows, in a folder of their own; those that are there already keep their time.
fn copied() -> Result<PathBuf, Box<dyn Error>> {
    let copy = Path::new(ROOT).join("target/guards/tree");
    let files = Command::new("git").args(["ls-files", "-z"]).current_dir(ROOT).output()?;
    for file in String::from_utf8(files.stdout)?.split_terminator('\0') {
        let (from, to) = (Path::new(ROOT).join(file), copy.join(file));
        let Ok(bytes) = fs::read(from) else { continue };
        if fs::read(&to).is_ok_and(|there| there == bytes) {
            continue;
        }
        fs::create_dir_all(to.parent().ok_or("no folder")?)?;
        fs::write(to, bytes)?;
    }
    Ok(copy)
}

/// The first test that fails, and with what.
fn noticed(copy: &Path) -> Result<Option<String>, Box<dyn Error>> {
    for (tests, time) in TESTS {
        let line = format!(
            "ulimit -v {MEMORY}; exec timeout {time} cargo test --locked --target-dir ../build {tests} 2>&1"
        );
        let mut cargo = Command::new("sh")
            .args(["-c", &line])
            .current_dir(copy)
            .stdout(Stdio::piped())
            .process_group(0)
            .spawn()?;
        let mut lines = BufReader::new(cargo.stdout.take().ok_or("no output")?).split(b'\n');
        let mut seen = None;
        while let Some(line) = lines.next() {
            let line = String::from_utf8_lossy(&line?).into_owned();
            if line.starts_with("error: could not compile") {
                return Err(line.into());
            }
            if line.ends_with("... FAILED") {
                seen = Some(line.trim_end_matches(" ... FAILED").trim_start_matches("test ").to_owned());
                break;
            }
            if tests == EXHAUSTIVE && line.contains(" panicked at ") {
                let why = lines.next().transpose()?.unwrap_or_default();
                let why: String = String::from_utf8_lossy(&why).chars().take(100).collect();
                seen = Some(format!("exhaustive: {why}"));
                break;
            }
        }
        if seen.is_some() {
            Command::new("kill").args(["--", &format!("-{}", cargo.id())]).status()?;
        }
        let status = cargo.wait()?;
        if seen.is_some() {
            return Ok(seen);
        }
        if !status.success() {
            return Ok(Some(format!("{status}: it does not end, or takes all memory")));
        }
    }
    Ok(None)
}
