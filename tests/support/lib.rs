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

/// Prints a line at once, bypassing the test harness, to say what a slow test is doing.
pub fn announce(line: &str) {
    let _ = std::io::stderr().write_all(format!("{line}\n").as_bytes());
}

/// Formats bytes for readable test failures: `b"530 no\r\n"` instead of numbers.
pub fn shown(bytes: impl AsRef<[u8]>) -> String {
    format!("b\"{}\"", bytes.as_ref().escape_ascii())
}

/// Whether tests should do everything they can, which takes minutes (`FTP_TESTS=whole`). CONTRIBUTING.md lists
/// which ones.
pub fn whole() -> bool {
    std::env::var_os("FTP_TESTS").is_some_and(|which| which == "whole")
}

/// Whether something missing on this machine is a failure (`FTP_LIVE=required`), and not a reason to skip a test.
pub fn required() -> bool {
    std::env::var_os("FTP_LIVE").is_some_and(|value| value == "required")
}

/// Compiles the example of the page on the bindings.
#[cfg(doctest)]
#[doc = include_str!("../../BINDINGS.md")]
struct Bindings;

/// Compiles the examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
