//! Real servers: what each answers, what `ftp-doctor check` makes of it, what a session does with it, and that nobody in
//! between is obeyed. Everything runs at once, because most of the time is spent waiting for servers.
//!
//! `cargo test -p ftp-tests --test live diagnosed -- --nocapture` prints the table of diagnoses.

mod answers;
mod diagnosed;
mod injected;
mod rewritten;
mod sessions;
mod transfers;
