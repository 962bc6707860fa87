//! Says why an FTP login fails: the code of the tool `ftp-doctor`.
//!
//! ```
//! use ftp_doctor::{json, read, report::Report};
//!
//! let said = read::read(b"530 Login incorrect.\n", None).ok_or("nothing of FTP in it")?.transcript;
//! let report = Report::new(said, None, None);
//! print!("{}", report.for_people());
//! println!("{}", json::object(&report, None)?);
//! assert_eq!(report.exit_status(), 1);
//! assert_eq!(report.diagnosis.causes()[0].cause().name(), "wrong_credentials");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The JSON of `check` and `read` is one object:
//!
//! | field | what it is |
//! |---|---|
//! | `target` | with `--hosts` only: the line of the list |
//! | `outcome` | `logged_in`, `refused`, `unreachable`, `tls_failed`, `protocol_error`, `timed_out`, `closed`, `unfinished` (a log that just stops), `transfer_failed` |
//! | `code` | of the reply that decided, or null |
//! | `phase` | `connect`, `greeting`, `auth_tls`, `tls_handshake`, `user`, `pass`, `acct`, `before_login`, `after_login`; of what failed after the login: `passive` (EPSV, PASV), `data_connect`, `data_tls`, `transfer` |
//! | `causes` | the likeliest first: `cause`, `confidence` (`certain`, `likely`, `possible`), `because`, `quote` (or null) |
//! | `advice` | sentences, in the order to follow |
//! | `client` | which client it was, or null |
//! | `in_client` | what helps against the first cause, in that client's words, or null |
//! | `in_server` | null, or what the administrator of that software looks at: `software`, `look_at` |
//! | `password` | null, or what the one looked like that was sent: `length`, and `shape`: null, or `ascii`, `blank_at_end`, `eaten_by` |
//! | `for_hoster` | with `--for-hoster` only: a paragraph for whoever runs the server |
//! | `transcript` | `direction` (`sent`, `received`, `event`) and `text` |
//! | `tls` | null, or `version` and `certificate_verified` |
//! | `probes` | what else was looked at: `port`, `found`, `auth_tls` (null: not known), `said` (or null) |
//! | `data` | null, or what `check` saw of data connections |
//!
//! `data` is of the transfer that failed, or else of the listing; a field is null where it did not come to that:
//!
//! | field | what it is |
//! |---|---|
//! | `command`, `outcome` | `LIST` or `STOR`; `complete`, or what else it came to |
//! | `mode` | `epsv` or `pasv` |
//! | `said`, `used` | `address` and `port`: what the server said (EPSV says no address), and what was connected to |
//! | `tls` | `clear`, `up`, or why it failed, such as `closed` |
//! | `resumed` | whether the TLS session of the control connection was resumed |
//! | `bytes` | how many went |
//! | `end` | of the data connection: `close_notify`, `fin`, `reset`, `broken` |
//! | `epsv`, `pasv` | whether the server takes it |
//! | `pasv_address` | what the reply to PASV says |
//! | `stored` | with `--upload`: `name`, `size` by SIZE, `removed` |
//! | `tried` | after a failure: `way` (`pasv`, `resumed`, `unresumed`: the TLS session), and whether it `works` |
//!
//! That of `ls` is one object on a line for each entry:
//!
//! | field | what it is |
//! |---|---|
//! | `name` | bytes that are no UTF-8 as `\\xNN`; then `name_hex` has them all |
//! | `kind` | `file`, `dir`, `link`, `other` |
//! | `size` | bytes, or null; not `size_is_exact` where the listing has blocks or units |
//! | `modified` | ISO 8601, as far as it is known, or null; `year`: `said`, `guessed`; `zone`: `utc`, `said`, `unknown` |
//! | `permissions`, `owner`, `group`, `target` | as the listing has them, or null |
//! | `format` | such as `unix`, `dos`, `mlsd` |
//! | `raw` | the line |
//!
//! The exit status is 0 logged in, 1 refused, 2 wrong usage, 3 unreachable, closed or timed out, 4 TLS failed,
//! 5 not FTP or out of order, 6 logged in and a command or transfer failed; with `--hosts` the highest of all.

pub mod arguments;
pub mod attempt;
pub mod check;
mod compare;
pub mod credentials;
pub mod deep;
pub mod explain;
pub mod files;
pub mod hoster;
pub mod hosts;
pub mod json;
pub mod lines;
pub mod listing;
pub mod netrc;
pub mod out;
mod page;
pub mod password;
pub mod person;
pub mod printable;
pub mod probe;
pub mod programs;
pub mod read;
pub mod report;
pub mod run;
pub mod target;
pub mod transfers;
mod usage;
pub mod watch;
