//! The examples of this package do what they say.

#[path = "examples/suppaftp.rs"]
mod suppaftp;

#[test]
fn a_refused_login_of_suppaftp_is_explained() {
    suppaftp::main().unwrap();
}

#[test]
fn the_documentation_shows_the_login_of_suppaftp() {
    let example = include_str!("examples/suppaftp.rs").split("// [login]\n").nth(1).unwrap();
    let docs = include_str!("../crates/ftp-proto/src/transcript/mod.rs");
    let shown: String =
        example.trim_end().lines().map(|line| format!("/// {line}").trim_end().to_owned() + "\n").collect();
    assert!(docs.contains(&shown), "the documentation of Transcript shows another program");
}
