//! Instructions, which do not depend on the machine's load: a program runs itself under callgrind.

use std::hint::black_box;
use std::process::{Command, Output};

/// Whether valgrind is installed.
pub fn is_here() -> bool {
    Command::new("valgrind").arg("--version").output().is_ok()
}

/// Runs this program with these arguments.
fn run(options: &[&str], args: &[&str]) -> Output {
    Command::new("valgrind")
        .arg("--tool=callgrind")
        .args(options)
        .arg(std::env::current_exe().expect("this program"))
        .args(args)
        .output()
        .expect("valgrind")
}

/// Instructions of this program when it is run with these arguments; `None` if it fails.
pub fn count(options: &[&str], args: &[&str]) -> Option<u64> {
    let output = run(&[options, &["--callgrind-out-file=/dev/null"]].concat(), args);
    let printed = String::from_utf8_lossy(&output.stderr);
    let count =
        printed.split_once("Collected :").and_then(|(_, rest)| rest.split_whitespace().next()?.parse().ok());
    count.filter(|_| output.status.success())
}

/// Counts in [`counted_work`] alone.
pub const WORK_ONLY: [&str; 2] = ["--collect-atstart=no", "--toggle-collect=*counted_work*"];

/// What is counted.
#[inline(never)]
pub fn counted_work(work: fn(&[u8]), input: &[u8]) {
    work(black_box(input));
    black_box(());
}
