//! What the tests share: the servers, the scripts, the cases.

pub mod certificates;
pub mod conversation;
pub mod delayed;
pub mod dropped;
pub mod embedded;
pub mod explore;
pub mod injecting;
pub mod raw;
pub mod scripted;
pub mod servers;
pub mod transfer_file;
pub mod welcoming;

use std::io::Write;

/// Prints a line at once, past what the test harness keeps back: what a test does that takes long.
pub fn announce(line: &str) {
    let _ = std::io::stderr().write_all(format!("{line}\n").as_bytes());
}

/// Bytes as they are read best where a test fails: `b"530 no\r\n"`, not their numbers.
pub fn shown(bytes: impl AsRef<[u8]>) -> String {
    format!("b\"{}\"", bytes.as_ref().escape_ascii())
}

/// Whether a test is to do all that it can, which takes minutes (`FTP_TESTS=whole`): CONTRIBUTING.md says which do.
pub fn whole() -> bool {
    std::env::var_os("FTP_TESTS").is_some_and(|which| which == "whole")
}

/// Whether what is missing on this machine is a failure (`FTP_LIVE=required`), and not a reason to skip a test.
pub fn required() -> bool {
    std::env::var_os("FTP_LIVE").is_some_and(|value| value == "required")
}

/// The example of the page on the bindings.
#[cfg(doctest)]
#[doc = include_str!("../../BINDINGS.md")]
struct Bindings;

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
