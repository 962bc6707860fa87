//! The properties, as plain functions of bytes. The fuzz targets, `tests/replay.rs` and the package `ftp-tests` run
//! the same ones. A property panics if it does not hold.
#![allow(missing_docs)] // for names that need no explanation

pub mod choice;
pub mod chunks;
pub mod command;
pub mod diagnose;
pub mod driven;
pub mod listing;
pub mod login;
pub mod login_case;
pub mod login_model;
mod login_server;
pub mod model;
pub mod ops;
pub mod options;
pub mod replies;
pub mod session;
pub mod structured;
pub mod tokens;
pub mod transfer;

/// A function that panics if its property does not hold for the bytes.
pub type Property = fn(&[u8]);

/// The name of each fuzz target, and its property.
pub const TARGETS: &[(&str, Property)] = &[
    ("reply", replies::reply),
    ("decoder_chunks", chunks::decoder_chunks),
    ("structured", structured::structured),
    ("command", command::command),
    ("login", login::login),
    ("login_model", login_model::login_model),
    ("session", session::session),
    ("transfer", transfer::transfer),
    ("listing", listing::listing),
    ("diagnose", diagnose::diagnose),
];

/// Defines `main` of a fuzz target when cargo-fuzz builds it, and otherwise of a program that does nothing, so that
/// `cargo test` compiles every target on stable Rust without a C++ compiler. Options of libFuzzer that suit the target
/// may follow the property.
#[macro_export]
macro_rules! target {
    ($property:path $(, $option:literal)*) => {
        #[cfg(fuzzing)]
        libfuzzer_sys::fuzz_target!(init: $crate::options::set(&[$($option),*]), |data: &[u8]| $property(data));

        #[cfg(not(fuzzing))]
        fn main() {}
    };
}
