//! Turns the log of an FTP client or server, as people paste it, into a report for people and as JSON: why the login or the
//! transfer failed.
//!
//! ```
//! use ftp_report::{json, read, report::Report};
//!
//! let reading = read::read(b"530 Login incorrect.\n", None).ok_or("nothing of FTP in it")?;
//! let report = Report::of_reading(reading);
//! print!("{}", report.for_people());
//! println!("{}", json::object(&report, None)?);
//! assert_eq!(report.exit_status(), 1);
//! assert_eq!(report.diagnosis.causes()[0].cause().name(), "wrong_credentials");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`read`](mod@read) takes the frames off a paste and finds the conversation in it; [`report`] says what the conversation
//! shows; [`compare`] sets two conversations side by side; [`explain`] is the reference of codes, causes and logs; [`hoster`]
//! writes to whoever runs the server. Every text and every [`json`] object is safe for a terminal and holds no password.
//!
//! The crate does no I/O: `ftp-doctor` adds the command line and the network ([`attempt`], [`probe`] and [`seen`] hold what
//! it tried and found there).

pub mod attempt;
pub mod compare;
pub mod explain;
pub mod hoster;
pub mod json;
pub mod lines;
mod listing;
pub mod page;
pub mod password;
pub mod printable;
pub mod probe;
pub mod programs;
pub mod read;
pub mod report;
pub mod seen;

/// Compiles the example of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
