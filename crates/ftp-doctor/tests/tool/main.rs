//! The tool as its user meets it: the real binary against servers on loopback.

mod again;
mod agree;
mod data_server;
mod embedded;
mod files;
mod frames;
mod further;
mod helping;
mod listing;
mod lists;
mod logs;
mod outcomes;
mod output;
mod pastes;
mod readme;
mod secrets;
mod snapshots;
mod support;
mod transfers;
