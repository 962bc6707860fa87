//! The tool `ftp-doctor`: the command line and the network. `ftp_report` makes the reports that it prints, and documents the JSON
//! of `check` and `read`.
//!
//! The JSON of `ls` is one object per line for each entry:
//!
//! | field | what it is |
//! |---|---|
//! | `name` | the name, with bytes that are not UTF-8 as `\\xNN`; in that case `name_hex` has all bytes |
//! | `kind` | `file`, `dir`, `link`, `other` |
//! | `size` | bytes, or null; `size_is_exact` is false where the listing counts blocks or units |
//! | `modified` | ISO 8601, as far as it is known, or null; `year`: `said`, `guessed`; `zone`: `utc`, `said`, `unknown` |
//! | `permissions`, `owner`, `group`, `target` | as the listing has them, or null |
//! | `format` | such as `unix`, `dos`, `mlsd` |
//! | `raw` | the line |
//!
//! The JSON of `get` and `put` is one object per line for each file:
//!
//! | field | what it is |
//! |---|---|
//! | `local`, `remote` | its names, written as `name` above; then `local_hex` or `remote_hex` has all bytes |
//! | `outcome` | `complete`; in a tree also another ending (`refused`, `truncated`, …), `failed` on this side, or `left_out`: a link, a line that is no entry, a name that is not safe here, or a name that is listed twice |
//! | `offset`, `bytes` | where the transfer began, and how many bytes it moved |
//! | `error` | why the file is not complete |
//!
//! If the login or the transfer of a single file fails, the object is that of `check`, with `error` added.
//!
//! The exit status is 0 logged in, 1 refused, 2 wrong usage, 3 unreachable, closed or timed out, 4 TLS failed,
//! 5 not FTP or out of order, 6 logged in but a command or transfer failed; with `--hosts` it is the highest of all servers.
//! `compare` exits with 0 if a difference explains the failure or both ended the same way, and with 1 if none explains it.

pub mod arguments;
pub mod check;
mod compare;
pub mod credentials;
pub mod deep;
pub mod files;
pub mod hosts;
mod input;
mod interrupt;
pub mod listing;
pub mod netrc;
pub mod out;
pub mod person;
pub mod probe;
mod prompt;
pub mod run;
mod runtime;
pub mod target;
pub mod transfers;
mod usage;
pub mod watch;
