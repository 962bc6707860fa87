//! What holds for a login in every state, checked in all states of some settings. `cargo run --release -p
//! ftp-tests --example exhaustive` checks all settings, which takes minutes.

use ftp_tests::explore::{Setting, walk_through};

/// The states and transitions that existed when this was written. If there are fewer, the walk or the key of a
/// state has lost some.
const LEAST: (usize, usize) = (89_276, 382_807);

#[test]
fn every_state_of_a_login_keeps_the_promises() {
    let settings = Setting::some();
    let some = walk_through(&settings);
    println!("{:72} {some}", "some");
    assert!(
        some.states >= LEAST.0 && some.transitions >= LEAST.1,
        "only {some}, where there were {} states and {} ways: some step of a login is not reached any more, or states that differ \
         have one key",
        LEAST.0,
        LEAST.1,
    );
}
