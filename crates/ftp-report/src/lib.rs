//! From a log of a client or server, as people paste it, to a report: why the login or the transfer failed, for people and as
//! JSON.
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
//! [`read`](mod@read) takes the frames off a paste and finds the conversation in it; [`report`] is what it shows; [`compare`] sets two
//! of them side by side; [`explain`] is the reference of codes, causes and logs; [`hoster`] writes to whoever runs the server. A
//! [`json`] object and every text are safe for a terminal, and no password is in them.
//!
//! There is no I/O here: `ftp-doctor` adds the network ([`attempt`], [`probe`] and [`seen`] are what it finds there) and the
//! command line.

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

/// The example of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
