//! Files and listings: what a transfer wants of its two connections, and what it came to.
//!
//! A [`Transfer`] has two lanes. The control lane is a [`Dialogue`](crate::Dialogue) as every other; beside it [`Transfer::data`] says
//! what is wanted of the data connection, and [`Transfer::happened`] takes what happened there. Both are wanted at
//! once, and the bytes of the file go between the data connection and the caller: the core only counts them.
//!
//! Here the owner plays the server, which sends a file of five bytes:
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
//! # What is decided here
//!
//! - **Opening**: EPSV; PASV where EPSV is refused or its port cannot be reached, once each, and remembered ([`Known`]).
//!   The data connection goes to the host of the control connection, whatever PASV says. The first command of a session
//!   waits for its data connection, since one that is in the server with no way to connect locks it for a minute and
//!   more; once a connection has worked, both leave together. With [`Pipelining::Ahead`] the data connection of the
//!   next transfer is asked for in the same write.
//! - **Moving**: a handshake for files of no bytes too; a failed write ends nothing, the reply with the cause is read.
//! - **The end**: [`Ending::Complete`] needs a final 2yz, an end in order and the number of bytes, where one is known.
//! - **Giving up**: the data connection is reset, behind the first byte of a download, and a `PWD` tells where the replies to what
//!   was given up end.

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

/// What a command of a transfer asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Ask {
    Type,
    /// An offset that was sent, and whose transfer never was, is taken back.
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
