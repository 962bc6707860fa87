//! The tool `ftp-doctor`: the command line, and the network. What it prints is of `ftp_report`, which says what is in the JSON
//! of `check` and `read`.
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
//! That of `get` and `put` is one for each file:
//!
//! | field | what it is |
//! |---|---|
//! | `local`, `remote` | its names, bytes as in that of `ls`; then `local_hex`, `remote_hex` have them all |
//! | `outcome` | `complete`; in a tree also what else it came to (`refused`, `truncated`, …), `failed` here, or `left_out`: a link, a line that is no entry, a name that is not safe here, what is listed twice |
//! | `offset`, `bytes` | where it began, and what was moved |
//! | `error` | why it is not complete |
//!
//! Where a single file fails, or the login, it is the object of `check`, with `error` besides.
//!
//! The exit status is 0 logged in, 1 refused, 2 wrong usage, 3 unreachable, closed or timed out, 4 TLS failed,
//! 5 not FTP or out of order, 6 logged in and a command or transfer failed; with `--hosts` the highest of all. That of
//! `compare` is 0 where a difference explains it, or both came to the same end, and 1 where none does.

pub mod arguments;
pub mod check;
mod compare;
pub mod credentials;
pub mod deep;
pub mod files;
pub mod hosts;
mod input;
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
