//! Real servers: what each answers, what `ftp-doctor check` makes of it, what a session does with it, and that nobody in
//! between is obeyed. Most of the time goes by waiting for servers, so all of it runs at once.
//!
//! `cargo test -p ftp-tests --test live diagnosed -- --nocapture` prints the table of what is diagnosed.

mod answers;
mod diagnosed;
mod injected;
mod rewritten;
mod sessions;
mod transfers;
