//! Walks through every state of a login with every setting, and fails if one breaks a promise.
//!
//! `cargo run --release -p ftp-tests --example exhaustive` prints a line for each setting. `cargo test` walks through some
//! of them.

use ftp_tests::explore::{Setting, walk_through};

fn main() {
    let all = walk_through(&Setting::all());
    println!("{:72} {all}", "all");
    let docs = include_str!("../../crates/ftp-proto/src/login/machine.rs");
    let found = format!(
        "{} states, {} ways between them, at most {} inputs",
        all.states, all.transitions, all.longest
    );
    assert!(docs.contains(&found), "the docs of `Login` have to have: {found}");
}
