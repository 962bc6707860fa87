//! What holds for a login in every state: looked at in all states of some settings. For all settings, which takes
//! minutes, there is `cargo run --release -p ftp-tests --example exhaustive`.

use ftp_tests::explore::{Setting, walk_through};

#[test]
fn every_state_of_a_login_keeps_the_promises() {
    println!("{:72} {}", "some", walk_through(&Setting::some()));
}
