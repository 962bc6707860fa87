//! The examples of this package work as described.

#[path = "examples/suppaftp.rs"]
mod suppaftp;

#[test]
fn a_refused_login_of_suppaftp_is_explained() {
    suppaftp::main().unwrap();
}
