//! The tool as its user meets it: the real binary against servers on loopback.

mod again;
mod data_server;
mod embedded;
mod file_server;
mod files;
mod further;
mod helping;
#[cfg(unix)]
mod keeping;
mod listing;
mod lists;
mod moving;
mod outcomes;
mod output;
mod readme;
mod resuming;
mod secrets;
mod snapshots;
mod support;
mod transfers;
mod trees;
