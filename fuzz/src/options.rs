//! The libFuzzer options that suit the targets, for people who type only `cargo fuzz run NAME`.

use std::env;
use std::path::Path;

/// Longer inputs show nothing that these do not, and are slower.
const LONGEST: &str = "-max_len=512";

/// Keeps each run from looking for shorter inputs that reach the same code; `fuzz/merge` does that once. This is up to
/// 45 % faster.
const KNOWN: &str = "-reduce_inputs=0";

/// Restarts the fuzzer with the options that it was not given: the dictionary, the two above, and those of the target.
/// libFuzzer reads options from the command line only.
pub fn set(own: &[&str]) {
    let given: Vec<String> = env::args().skip(1).collect();
    let dictionary = Path::new(env!("CARGO_MANIFEST_DIR")).join("ftp.dict");
    let dictionary = format!("-dict={}", dictionary.display());
    let names = |option: &String, other: &String| option.split('=').next() == other.split('=').next();
    let missing: Vec<String> = [LONGEST.into(), KNOWN.into(), dictionary]
        .into_iter()
        .chain(own.iter().copied().map(String::from))
        .filter(|option| !given.iter().any(|other| names(option, other)))
        .collect();
    if missing.is_empty() {
        return;
    }
    again(&[missing, given].concat());
}

#[cfg(unix)]
fn again(arguments: &[String]) {
    use std::os::unix::process::CommandExt;
    let Ok(program) = env::current_exe() else { return };
    let error = std::process::Command::new(program).args(arguments).exec();
    eprintln!("without the dictionary and {LONGEST}: {error}");
}

#[cfg(not(unix))]
fn again(arguments: &[String]) {
    eprintln!("for speed, add {}", arguments.join(" "));
}
