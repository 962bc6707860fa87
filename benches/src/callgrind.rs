//! Counts instructions, which do not depend on the machine's load: a program runs itself under callgrind.

use std::fs;
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

/// Returns how many instructions this program takes with these arguments; `None` if it fails.
pub fn count(options: &[&str], args: &[&str]) -> Option<u64> {
    let output = run(&[options, &["--callgrind-out-file=/dev/null"]].concat(), args);
    let printed = String::from_utf8_lossy(&output.stderr);
    let count =
        printed.split_once("Collected :").and_then(|(_, rest)| rest.split_whitespace().next()?.parse().ok());
    count.filter(|_| output.status.success())
}

/// Returns the instructions of each call of [`counted_work`] when this program runs with these arguments, in order;
/// `None` if it fails.
pub fn count_each(args: &[&str]) -> Option<Vec<u64>> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("calls");
    // callgrind writes the counts to a new numbered file whenever a call ends. A pattern cannot be used for its name.
    let options = [
        "--collect-atstart=no",
        concat!("--toggle-collect=", module_path!(), "::counted_work"),
        concat!("--dump-after=", module_path!(), "::counted_work"),
        "--dump-line=no",
        &format!("--callgrind-out-file={}", file.display()),
    ];
    let output = run(&options, args);
    if !output.status.success() {
        eprintln!("{}", String::from_utf8_lossy(&output.stderr));
        return None;
    }
    let total = |number: usize| -> Option<u64> {
        let text = fs::read_to_string(format!("{}.{number}", file.display())).ok()?;
        text.lines().find_map(|line| line.strip_prefix("totals: "))?.trim().parse().ok()
    };
    Some((1..).map_while(total).collect())
}

/// The work that is counted.
#[inline(never)]
pub fn counted_work(work: fn(&[u8]), input: &[u8]) {
    work(black_box(input));
    black_box(());
}
