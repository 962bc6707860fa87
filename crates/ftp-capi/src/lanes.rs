//! Structs for what a dialogue wants of its two connections, and for what happened there.

use crate::enums::{Coded, answer};
use crate::memory::{fixed, ftp_bytes};
use crate::status::{Result, ftp_status};
use core::ffi::c_char;
use core::net::{IpAddr, SocketAddr};
use ftp_proto::transfer::{Data, DataEvent, Secured};
use ftp_proto::{Action, Input};

/// What a dialogue wants of the control connection.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum ftp_control {
    /// Nothing more: there is a result. This is final.
    Done = 0,
    /// Read what is already here, without waiting, and report it or `FTP_EVENT_PENDING`. This comes before each command
    /// and each handshake, because a reply that was here before its command was sent does not answer it.
    Poll = 1,
    /// Write the bytes of `send`, or some of them, and report `FTP_EVENT_SENT`. The bytes may contain a password. If the
    /// write fails, read and report what the server sent last before `FTP_EVENT_BROKEN`.
    Send = 2,
    /// Wait for bytes and report them.
    Receive = 3,
    /// Perform a TLS handshake as the client, and report `FTP_EVENT_TLS_UP` or `FTP_EVENT_TLS_FAILED`.
    StartTls = 4,
}

/// What a transfer wants of its data connection, at the same time.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum ftp_data {
    /// Nothing; no data connection may be open.
    Idle = 0,
    /// Connect to `address` and `port`, and report `FTP_EVENT_DATA_CONNECTED` or `FTP_EVENT_DATA_UNREACHABLE`.
    Connect = 1,
    /// Listen on a free port of the local address of the control connection, and report `FTP_EVENT_DATA_LISTENING` or
    /// `FTP_EVENT_DATA_UNREACHABLE`.
    Listen = 2,
    /// Accept the first connection from `address` (if it is empty, from anywhere), and report `FTP_EVENT_DATA_ACCEPTED`.
    /// Close a connection from elsewhere and report `FTP_EVENT_DATA_STRANGER`.
    Accept = 3,
    /// Keep the connection open but do nothing with it: the control connection moves first.
    Hold = 4,
    /// Perform a TLS handshake as the client, offering to resume a session of the control connection, and report
    /// `FTP_EVENT_DATA_SECURED` or `FTP_EVENT_DATA_TLS_FAILED`.
    Secure = 5,
    /// Read bytes and report `FTP_EVENT_DATA_MOVED`, and finally `FTP_EVENT_DATA_ENDED`.
    Read = 6,
    /// Write bytes and report `FTP_EVENT_DATA_MOVED`, and finally `FTP_EVENT_DATA_SOURCE_ENDED`. Report a write that failed as
    /// `FTP_EVENT_DATA_ENDED`.
    Write = 7,
    /// Send what is held back, then a `close_notify` (under TLS) and FIN; wait for the other side's end, and report
    /// `FTP_EVENT_DATA_ENDED`.
    Finish = 8,
    /// Close the connection, under TLS after a `close_notify`, and report `FTP_EVENT_DATA_GONE`.
    Close = 9,
    /// Close the connection whatever is in progress, with an RST if the platform can, and report `FTP_EVENT_DATA_GONE`.
    Reset = 10,
}

/// What happened. Every event is legal at any time; one that nothing was wanted for is recorded as misuse, and so are more
/// than 64 in a row that report nothing (no `bytes`, or a `count` of 0).
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum ftp_event {
    /// `count` bytes of `send` were written.
    Sent = 1,
    /// `bytes` were read.
    Bytes = 2,
    /// Nothing is here to read: the answer to `FTP_CONTROL_POLL`.
    Pending = 3,
    /// The server ended the stream in an orderly way.
    Eof = 4,
    /// A read or a write failed.
    Broken = 5,
    /// The time limit has passed. One limit covers a command and its whole reply.
    TimedOut = 6,
    /// The TLS handshake is complete.
    TlsUp = 7,
    /// TLS failed: `reason` is an `ftp_tls_failure`.
    TlsFailed = 8,
    /// The data connection is up.
    DataConnected = 9,
    /// The data connection could not be made: `reason` is an `ftp_reach`.
    DataUnreachable = 10,
    /// The client listens at `address` and `port`.
    DataListening = 11,
    /// The server connected from `address`.
    DataAccepted = 12,
    /// Somebody else connected from `address` and was sent away.
    DataStranger = 13,
    /// The TLS handshake is complete; see `resumed` and `same_certificate`.
    DataSecured = 14,
    /// TLS failed: `reason` is an `ftp_tls_failure`.
    DataTlsFailed = 15,
    /// `count` bytes were moved.
    DataMoved = 16,
    /// The caller has no more bytes to send.
    DataSourceEnded = 17,
    /// The caller wants no more bytes. A download that has moved nothing is still read until something comes, which is
    /// dropped.
    DataCallerStopped = 18,
    /// The caller failed to take or give bytes.
    DataCallerFailed = 19,
    /// The data connection ended: `reason` is an `ftp_end`.
    DataEnded = 20,
    /// Neither connection moved within the time limit.
    DataTimedOut = 21,
    /// What was to be closed is closed.
    DataGone = 22,
}

/// What a dialogue wants of both connections now. Do and report first whatever becomes possible first.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ftp_wants {
    /// What it wants of the control connection: an `ftp_control`.
    pub control: u32,
    /// What it wants of the data connection: an `ftp_data`.
    pub data: u32,
    /// The bytes to write, for `FTP_CONTROL_SEND`. Good until the next call with the dialogue.
    pub send: ftp_bytes,
    /// The number of replies so far. Each reply has the whole time limit.
    pub replies: usize,
    /// The address to connect to, or the only one to accept from, as a C string. Empty: the host of the control
    /// connection, or anyone.
    pub address: [c_char; 48],
    /// The port to connect to.
    pub port: u16,
}

/// What happened. Leave what an event does not need at 0: `(ftp_happened){ .what = FTP_EVENT_SENT, .count = n }`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ftp_happened {
    /// An `ftp_event`.
    pub what: u32,
    /// Why: an `ftp_tls_failure`, an `ftp_reach` or an `ftp_end`.
    pub reason: u32,
    /// A number of bytes.
    pub count: u64,
    /// The bytes that were read from the control connection.
    pub bytes: ftp_bytes,
    /// An IP address, as text. A scope after `%` is ignored.
    pub address: ftp_bytes,
    /// A port.
    pub port: u16,
    /// Whether a TLS session of the control connection was resumed: an `ftp_answer`.
    pub resumed: u32,
    /// Whether the server showed the certificate of the control connection: an `ftp_answer`.
    pub same_certificate: u32,
}

/// An event of one of the connections, in the core's types.
#[derive(Debug)]
pub(crate) enum Event<'a> {
    Control(Input<'a>),
    Data(DataEvent),
}

impl ftp_wants {
    /// Nothing more is wanted.
    pub(crate) const DONE: Self = ftp_wants {
        control: ftp_control::Done as u32,
        data: ftp_data::Idle as u32,
        send: ftp_bytes::NONE,
        replies: 0,
        address: [0; 48],
        port: 0,
    };

    pub(crate) fn new(action: Action<'_>, data: Data, replies: usize) -> Self {
        let (control, send) = match action {
            Action::Done => (ftp_control::Done, ftp_bytes::NONE),
            Action::Poll => (ftp_control::Poll, ftp_bytes::NONE),
            Action::Send(bytes) => (ftp_control::Send, ftp_bytes::of(bytes)),
            Action::Receive => (ftp_control::Receive, ftp_bytes::NONE),
            Action::StartTls => (ftp_control::StartTls, ftp_bytes::NONE),
        };
        let (data, address, port) = match data {
            Data::Idle => (ftp_data::Idle, None, 0),
            Data::Connect(to) => (ftp_data::Connect, to.address, to.port.get()),
            Data::Listen => (ftp_data::Listen, None, 0),
            Data::Accept(from) => (ftp_data::Accept, from, 0),
            Data::Hold => (ftp_data::Hold, None, 0),
            Data::Secure => (ftp_data::Secure, None, 0),
            Data::Read => (ftp_data::Read, None, 0),
            Data::Write => (ftp_data::Write, None, 0),
            Data::Finish => (ftp_data::Finish, None, 0),
            Data::Close => (ftp_data::Close, None, 0),
            Data::Reset => (ftp_data::Reset, None, 0),
        };
        let address = fixed(&address.map(|address| address.to_string()).unwrap_or_default());
        ftp_wants { control: control as u32, data: data as u32, send, replies, address, port }
    }
}

impl ftp_happened {
    /// Converts to an event of the core. `bytes` and `address` are the checked fields of this struct.
    pub(crate) fn event<'a>(&self, bytes: &'a [u8], address: &[u8]) -> Result<Event<'a>> {
        const fn is(event: ftp_event) -> u32 {
            event as u32
        }
        let ip = || -> Result<IpAddr> {
            let text = core::str::from_utf8(address).map_err(|_| ftp_status::Argument)?;
            ftp_bindings::ip_address(text).ok_or(ftp_status::Argument)
        };
        let secured = || -> Result<Secured> {
            Ok(Secured { resumed: answer(self.resumed)?, same_certificate: answer(self.same_certificate)? })
        };
        let count = || usize::try_from(self.count).map_err(|_| ftp_status::Argument);
        let what = self.what;
        Ok(match what {
            _ if what == is(ftp_event::Sent) => Event::Control(Input::Sent(count()?)),
            _ if what == is(ftp_event::Bytes) => Event::Control(Input::Bytes(bytes)),
            _ if what == is(ftp_event::Pending) => Event::Control(Input::Pending),
            _ if what == is(ftp_event::Eof) => Event::Control(Input::Eof),
            _ if what == is(ftp_event::Broken) => Event::Control(Input::Broken),
            _ if what == is(ftp_event::TimedOut) => Event::Control(Input::TimedOut),
            _ if what == is(ftp_event::TlsUp) => Event::Control(Input::TlsUp),
            _ if what == is(ftp_event::TlsFailed) => {
                Event::Control(Input::TlsFailed(Coded::of(self.reason)?))
            }
            _ if what == is(ftp_event::DataConnected) => Event::Data(DataEvent::Connected),
            _ if what == is(ftp_event::DataUnreachable) => {
                Event::Data(DataEvent::Unreachable(Coded::of(self.reason)?))
            }
            _ if what == is(ftp_event::DataListening) => {
                Event::Data(DataEvent::Listening(SocketAddr::new(ip()?, self.port)))
            }
            _ if what == is(ftp_event::DataAccepted) => Event::Data(DataEvent::Accepted(ip()?)),
            _ if what == is(ftp_event::DataStranger) => Event::Data(DataEvent::Stranger(ip()?)),
            _ if what == is(ftp_event::DataSecured) => Event::Data(DataEvent::Secured(secured()?)),
            _ if what == is(ftp_event::DataTlsFailed) => {
                Event::Data(DataEvent::TlsFailed(Coded::of(self.reason)?))
            }
            _ if what == is(ftp_event::DataMoved) => Event::Data(DataEvent::Moved(self.count)),
            _ if what == is(ftp_event::DataSourceEnded) => Event::Data(DataEvent::SourceEnded),
            _ if what == is(ftp_event::DataCallerStopped) => Event::Data(DataEvent::CallerStopped),
            _ if what == is(ftp_event::DataCallerFailed) => Event::Data(DataEvent::CallerFailed),
            _ if what == is(ftp_event::DataEnded) => Event::Data(DataEvent::Ended(Coded::of(self.reason)?)),
            _ if what == is(ftp_event::DataTimedOut) => Event::Data(DataEvent::TimedOut),
            _ if what == is(ftp_event::DataGone) => Event::Data(DataEvent::Gone),
            _ => return Err(ftp_status::Argument),
        })
    }
}
