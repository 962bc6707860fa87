//! Instructions, which do not depend on the machine's load: a program runs itself under callgrind.

use std::hint::black_box;
use std::process::{Command, Output};

/// Whether valgrind is installed.
pub fn is_here() -> bool {
    Command::new("valgrind").arg("--version").output().is_ok()
}

/// Runs this program with these arguments.
pub fn run(options: &[&str], args: &[&str]) -> Output {
    Command::new("valgrind")
        .arg("--tool=callgrind")
        .args(options)
        .arg(std::env::current_exe().expect("this program"))
        .args(args)
        .output()
        .expect("valgrind")
}

/// Instructions of each call of [`counted_work`] that this program makes when it is run with these arguments.
pub fn each_call(args: &[&str]) -> Vec<u64> {
    let dumps = std::env::temp_dir().join(format!("callgrind.{}", std::process::id()));
    let options = [
        "--collect-atstart=no",
        "--toggle-collect=*counted_work*",
        "--dump-after=*counted_work*",
        "--combine-dumps=yes",
        &format!("--callgrind-out-file={}", dumps.display()),
    ];
    let output = run(&options, args);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = std::fs::read_to_string(&dumps).expect("what callgrind wrote");
    std::fs::remove_file(&dumps).expect("the same file");
    let totals = text.lines().filter_map(|line| line.strip_prefix("totals: "));
    let mut counts: Vec<u64> = totals.map(|count| count.trim().parse().expect("a number")).collect();
    // The last part is what came behind the last call.
    counts.pop();
    counts
}

/// What is counted.
#[inline(never)]
pub fn counted_work(work: fn(&[u8]), input: &[u8]) {
    work(black_box(input));
    black_box(());
}
