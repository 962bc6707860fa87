//! Listings: bytes of a data connection in, entries out.
//!
//! [`Listing`] takes what LIST, MLSD or NLST sends in chunks of any size, and gives the entries as they come,
//! borrowed. The format is found in the first lines together, or said by the caller. It keeps no more than
//! the bytes that it has to look ahead, and works in time that grows with the bytes alone.
//!
//! Nothing is invented: what a line does not say is `None`, a year is said or guessed, a time zone that is
//! not known stays so, a line that is not understood is no entry. A name is the server's word until
//! [`Entry::local_name`] has looked at it.
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
//! Their test suites expect different things of lines of the same form; this is what is read here.
//!
//! | what a line has | other parsers | here |
//! |---|---|---|
//! | the size of a directory | its size, or none | none: it is that of the directory's own blocks |
//! | the size of a link, in LIST | the size, or none (Mozilla) | the size, which is mostly the target's length; none if it is 0 |
//! | `type=link;size=0;` | 0, or none (suppaftp) | none: no target is empty |
//! | seconds of EPLF | UTC, or the time of the machine that wrote the test down, one or two hours ahead (Mozilla) | UTC, as the format is defined |
//! | the hexadecimal size of a load module on z/OS | none, or the size (FluentFTP) | the size |
//! | a date like `01/12/18` on IBM i | day first (FluentFTP), year first (commons-net) | by all lines together; where they leave it open, the year first, and the day first with points |
//! | a date like `25-12-07` on Windows | none (most: the month is first), or day first (net-ftp-list) | by all lines together; where they leave it open, the month first if it can be |
//! | blanks between date and name on NetWare | of the name, or not (FileZilla) | not of the name |
//! | a name without facts in MLSD, one blank before it | a name (commons-net), or an error | a name where the format is said, other lines have facts, or it begins with `/` |
//! | a line of blanks alone in MLSD | a name of blanks (commons-net), or none | none, unless the format is said |
//! | a fact without a semicolon in MLSD | the last fact (FileZilla), or an error (commons-net) | the last fact |
//! | a line of MLSD in a listing of another format | read line by line, its time without a zone (FluentFTP) | not understood: the format is that of the listing |
//! | the text over the columns of OS/2 | entries `.` and `..` (Mozilla) | no entries |
//! | the hour and `PM` behind it, or the month first, on VMS | read, or an error (commons-net) | an error: VMS writes neither |
//! | blocks of VMS, records of CMS | bytes by 512, by the length of a record; or none | bytes, and [`Entry::size_is_exact`] is false |

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
