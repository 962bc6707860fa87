//! Transfers of files and listings over the control connection and a data connection.
//!
//! A [`Transfer`] has two lanes. The control lane is a [`Dialogue`](crate::Dialogue) like any other. On the data lane,
//! [`Transfer::data`] says what to do with the data connection, and [`Transfer::happened`] takes what happened there. The
//! owner works on both lanes at once. The bytes of the file go directly between the data connection and the caller; the
//! core only counts them.
//!
//! In this example the owner plays the server, which sends a file of five bytes:
//!
//! ```
//! use ftp_proto::command::Protection;
//! use ftp_proto::transfer::{Data, DataEvent, End, Ending, Plan};
//! use ftp_proto::{Action, Arg, Dialogue, Input, Limits, Session};
//!
//! let mut session = Session::take_over(Limits::default(), Protection::DangerClear, Protection::DangerClear);
//! let mut transfer = session.transfer(Plan::retrieve(Arg::new(b"hello.txt")?))?;
//! let mut replies = ["200 ok", "213 5", "229 ok (|||6446|)", "150 here it comes", "226 done"].into_iter();
//! let mut events = [DataEvent::Moved(5), DataEvent::Ended(End::Fin)].into_iter();
//!
//! while !transfer.is_over() {
//!     match transfer.data() {
//!         Data::Connect(to) => {
//!             assert_eq!(to.port.get(), 6446); // of the host that the control connection is connected to
//!             transfer.happened(DataEvent::Connected);
//!         }
//!         Data::Read => transfer.happened(events.next().unwrap()),
//!         Data::Close => transfer.happened(DataEvent::Gone),
//!         _ => {}
//!     }
//!     match transfer.action() {
//!         Action::Poll => transfer.handle(Input::Pending),
//!         Action::Send(commands) => { // TYPE I, SIZE hello.txt and EPSV in one write; then RETR hello.txt
//!             let n = commands.len();
//!             transfer.handle(Input::Sent(n));
//!         }
//!         Action::Receive => {
//!             let reply = replies.next().map(|reply| format!("{reply}\r\n"));
//!             transfer.handle(reply.as_ref().map_or(Input::Eof, |reply| Input::Bytes(reply.as_bytes())));
//!         }
//!         Action::StartTls | Action::Done => {}
//!     }
//! }
//! let report = transfer.finish();
//! assert_eq!((report.ending, report.moved, report.size), (Ending::Complete, 5, Some(5)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What the core decides
//!
//! - **Opening**: EPSV is tried first, and PASV if the server refuses EPSV or its port cannot be reached. Each is tried
//!   once, and what works is remembered ([`Known`]). The data connection goes to the host of the control connection,
//!   whatever address PASV names, unless [`DataSettings::address`] says otherwise. The first command of a session waits
//!   for its data connection, since a command whose port cannot be reached blocks the server for a minute or more. Once a
//!   data connection has worked, the command is sent while the next one is being made. With [`Pipelining::Ahead`], the
//!   same write also requests the data connection of the next transfer.
//! - **Moving**: an empty file gets a TLS handshake too. A failed write does not end the transfer: the reply that tells
//!   the cause is still read.
//! - **The end**: [`Ending::Complete`] needs a final 2yz reply, a data connection that ended in order, and the expected
//!   number of bytes, if that is known.
//! - **Giving up**: the data connection is reset, of a download only after its first byte. A `PWD` then marks where the
//!   replies to the abandoned command end.

mod ahead;
mod asking;
mod ending;
mod judge;
mod lane;
mod machine;
mod moving;
mod opening;
mod plan;
mod progress;
mod settings;

pub use crate::session::Transfer;
pub use ending::{DataReport, Doubt, Ending, Refusal, Report, Resume, Step};
pub use lane::{Data, DataEvent, End, Reach, Secured, Target};
pub(crate) use machine::{Context, Machine};
pub(crate) use opening::Opening;
pub use plan::Plan;
pub use settings::{DataSettings, Known, Mode, Pipelining, Trust};

/// What a command of a transfer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Ask {
    Type,
    /// Takes back an offset that was sent for a transfer that never followed.
    NoOffset,
    Size,
    Modified,
    Pret,
    Epsv,
    Pasv,
    /// EPSV, or PASV, for the transfer after this one.
    Ahead,
    Port,
    Offset,
    File,
    Sentinel,
    Verify,
}
