//! Listings: bytes of a data connection in, entries out.
//!
//! [`Listing`] takes the output of LIST, MLSD or NLST in chunks of any size, and returns the entries as they come,
//! borrowed. It detects the format from the first lines together, unless the caller names it. It keeps no more bytes
//! than it has to look ahead, and its running time is linear in the number of bytes.
//!
//! Nothing is invented:
//!
//! - What a line does not say is `None`.
//! - A year is said or guessed, and [`Modified::year_source`] tells which. An unknown time zone stays unknown.
//! - A line that is not understood is not an entry.
//! - A name is not safe to use locally until [`Entry::local_name`] has checked it.
//!
//! ```
//! use ftp_proto::listing::{Item, Listing, Options, Platform};
//! use ftp_proto::response::Timestamp;
//!
//! let now = Timestamp::new((2026, 11, 28), (13, 44, 0), 0).ok_or("no such time")?;
//! let mut listing = Listing::new(Options::new().with_now(now));
//! let mut seen = Vec::new();
//! let mut see = |item: Item<'_>| match item {
//!     Item::Entry(entry) => seen.push(format!(
//!         "{} {:?} {:?} {}",
//!         entry.kind(),
//!         entry.local_name(Platform::Any).map(|name| name.escape_ascii().to_string()),
//!         entry.size(),
//!         entry.modified().map(|time| time.to_string()).unwrap_or_default(),
//!     )),
//!     Item::NoEntry(line) => seen.push(line.kind().to_string()),
//! };
//! for mut chunk in [
//!     &b"total 8\r\n-rw-r--r--    1 3001     3001         1234 Nov 27 12:34 pl"[..],
//!     b"ain.txt\r\ndrwxr-xr-x    2 3001     3001         4096 Feb 03  2001 ..\r\n",
//! ] {
//!     while let Some(item) = listing.read(&mut chunk) {
//!         see(item);
//!     }
//! }
//! while let Some(item) = listing.finish() {
//!     see(item);
//! }
//! assert_eq!(
//!     seen,
//!     [
//!         "summary",
//!         r#"file Ok("plain.txt") Some(1234) 2026-11-27T12:34"#,
//!         "dir Err(Directory) None 2001-02-03",
//!     ]
//! );
//! # Ok::<(), &str>(())
//! ```
//!
//! # Where parsers disagree
//!
//! The test suites of other parsers expect different results for lines of the same form. This table shows what this
//! parser returns.
//!
//! | content of the line | other parsers | here |
//! |---|---|---|
//! | the size of a directory | the size, or none | none: it is the size of the directory's own blocks |
//! | the size of a link, in LIST | the size, or none (Mozilla) | the size, which is mostly the target's length; none if it is 0 |
//! | `type=link;size=0;` | 0, or none (suppaftp) | none: no target is empty |
//! | seconds of EPLF | UTC, or the local time of the machine on which the test was written, one or two hours ahead (Mozilla) | UTC, as the format defines |
//! | the hexadecimal size of a load module on z/OS | none, or the size (FluentFTP) | the size |
//! | a date like `01/12/18` on IBM i | day first (FluentFTP), year first (commons-net) | the order that all lines together show; if they leave it open, day first with points, otherwise year first |
//! | a date like `25-12-07` on Windows | none (most: the month is first), or day first (net-ftp-list) | the order that all lines together show; if they leave it open, month first if that is a date |
//! | blanks between date and name on NetWare | part of the name, or not (FileZilla) | not part of the name |
//! | a name without facts in MLSD, one blank before it | a name (commons-net), or an error | a name if the caller named the format, other lines have facts, or the name begins with `/` |
//! | a line of only blanks in MLSD | a name of blanks (commons-net), or none | none, unless the caller named the format |
//! | a fact without a semicolon in MLSD | the last fact (FileZilla), or an error (commons-net) | the last fact |
//! | a line of MLSD in a listing of another format | read line by line, its time without a zone (FluentFTP) | not understood: the whole listing has one format |
//! | the text above the columns of OS/2 | entries `.` and `..` (Mozilla) | no entries |
//! | a 12-hour time with `PM`, or the month first, on VMS | read, or an error (commons-net) | an error: VMS writes neither |
//! | blocks of VMS, records of CMS | bytes (blocks times 512, records times their length), or none | bytes, and [`Entry::size_is_exact`] is false if they are not exact |

mod cursor;
mod date;
mod detect;
mod entry;
mod format;
mod formats;
mod machine;
mod months;
mod name;
mod noise;
mod options;
mod shape;
mod time;

pub use entry::{Entry, Kind, NoEntry, NoEntryKind};
pub use format::Format;
pub use machine::{Item, Listing};
pub use name::{Platform, UnsafeName};
pub use options::Options;
pub use time::{Modified, Precision, YearSource, Zone};
