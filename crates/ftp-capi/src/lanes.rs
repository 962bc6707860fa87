//! What a dialogue wants of its two connections, and what happened there, as structs.

use crate::enums::{Coded, answer};
use crate::memory::{fixed, ftp_bytes};
use crate::status::{Result, ftp_status};
use core::ffi::c_char;
use core::net::{IpAddr, SocketAddr};
use ftp_proto::transfer::{Data, DataEvent, Secured};
use ftp_proto::{Action, Input};

/// What is wanted of the control connection.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum ftp_control {
    /// Nothing more: it has a result. Final.
    Done = 0,
    /// Read what is here already, without waiting, and report it, or `FTP_EVENT_PENDING`. It comes before each command and
    /// each handshake: a reply that was here before its command was sent does not answer it.
    Poll = 1,
    /// Write the bytes of `send`, or some of them, and report `FTP_EVENT_SENT`. They may hold a password. Where the
    /// write fails, read what the server sent last before `FTP_EVENT_BROKEN`.
    Send = 2,
    /// Wait for bytes.
    Receive = 3,
    /// Do a TLS handshake as the client, and report `FTP_EVENT_TLS_UP` or `FTP_EVENT_TLS_FAILED`.
    StartTls = 4,
}

/// What is wanted of the data connection of a transfer, at the same time.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum ftp_data {
    /// There is none, and none may be open.
    Idle = 0,
    /// Connect to `address` and `port`, and report `FTP_EVENT_DATA_CONNECTED` or `FTP_EVENT_DATA_UNREACHABLE`.
    Connect = 1,
    /// Listen on a free port of the address that the control connection has at this end, and report
    /// `FTP_EVENT_DATA_LISTENING` or `FTP_EVENT_DATA_UNREACHABLE`.
    Listen = 2,
    /// Take the first connection from `address` (none: from any), and report `FTP_EVENT_DATA_ACCEPTED`. One from
    /// elsewhere is closed and reported as `FTP_EVENT_DATA_STRANGER`.
    Accept = 3,
    /// Keep what is open and do nothing with it: the control connection moves first.
    Hold = 4,
    /// Do a TLS handshake as the client, with a session of the control connection offered for resumption, and report
    /// `FTP_EVENT_DATA_SECURED` or `FTP_EVENT_DATA_TLS_FAILED`.
    Secure = 5,
    /// Take bytes from it, and report `FTP_EVENT_DATA_MOVED`, and at last `FTP_EVENT_DATA_ENDED`.
    Read = 6,
    /// Give it bytes, and report `FTP_EVENT_DATA_MOVED`, and at last `FTP_EVENT_DATA_SOURCE_ENDED`.
    Write = 7,
    /// Send what is held back, under TLS `close_notify`, then FIN; wait for the end of the other side, and report
    /// `FTP_EVENT_DATA_ENDED`.
    Finish = 8,
    /// Close it, under TLS after a `close_notify`, and report `FTP_EVENT_DATA_GONE`.
    Close = 9,
    /// Close it without regard to what is under way, by RST where that can be had, and report `FTP_EVENT_DATA_GONE`.
    Reset = 10,
}

/// What happened. Each is legal at any time: one that answers nothing that was wanted is recorded as misuse.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum ftp_event {
    /// `count` bytes of `send` were written.
    Sent = 1,
    /// `bytes` were read.
    Bytes = 2,
    /// Nothing is here to be read: the answer to `FTP_CONTROL_POLL`.
    Pending = 3,
    /// The server ended the stream in order.
    Eof = 4,
    /// A read or a write failed.
    Broken = 5,
    /// The time limit has passed: one for a command and its whole reply.
    TimedOut = 6,
    /// The TLS handshake is complete.
    TlsUp = 7,
    /// TLS failed: `reason` is an `ftp_tls_failure`.
    TlsFailed = 8,
    /// The data connection is up.
    DataConnected = 9,
    /// There is none: `reason` is an `ftp_reach`.
    DataUnreachable = 10,
    /// We listen at `address` and `port`.
    DataListening = 11,
    /// The server connected, from `address`.
    DataAccepted = 12,
    /// Somebody else connected, from `address`, and was sent away.
    DataStranger = 13,
    /// The TLS handshake is complete; `resumed` and `same_certificate` say how.
    DataSecured = 14,
    /// TLS failed: `reason` is an `ftp_tls_failure`.
    DataTlsFailed = 15,
    /// `count` bytes were moved.
    DataMoved = 16,
    /// The caller has no more bytes to send.
    DataSourceEnded = 17,
    /// The caller wants no more. A download that has moved nothing is still read until something comes, which is dropped.
    DataCallerStopped = 18,
    /// The caller cannot take or give bytes.
    DataCallerFailed = 19,
    /// The data connection ended: `reason` is an `ftp_end`.
    DataEnded = 20,
    /// Neither connection moved within the time limit.
    DataTimedOut = 21,
    /// What was to be closed is closed.
    DataGone = 22,
}

/// What a dialogue wants now, of both of its connections at once: what becomes possible first is done and reported first.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ftp_wants {
    /// Of the control connection: an `ftp_control`.
    pub control: u32,
    /// Of the data connection: an `ftp_data`.
    pub data: u32,
    /// To be written, for `FTP_CONTROL_SEND`. Good until the next call with the dialogue.
    pub send: ftp_bytes,
    /// How many replies have come. Each has the whole time limit.
    pub replies: usize,
    /// Where to connect to, or who is let in, with an end. None: the host of the control connection, or anyone.
    pub address: [c_char; 48],
    /// Where to connect to.
    pub port: u16,
}

/// What happened. What an event does not need is left 0: `(ftp_happened){ .what = FTP_EVENT_SENT, .count = n }`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ftp_happened {
    /// An `ftp_event`.
    pub what: u32,
    /// Why: an `ftp_tls_failure`, an `ftp_reach` or an `ftp_end`.
    pub reason: u32,
    /// How many bytes.
    pub count: u64,
    /// What was read, of the control connection.
    pub bytes: ftp_bytes,
    /// An IP address, as text. A scope behind `%` is left out.
    pub address: ftp_bytes,
    /// A port.
    pub port: u16,
    /// Whether a TLS session of the control connection was resumed: an `ftp_answer`.
    pub resumed: u32,
    /// Whether the server showed the certificate of the control connection: an `ftp_answer`.
    pub same_certificate: u32,
}

/// An event of one of the connections, as the core has it.
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
    /// What the core takes. `bytes` and `address` are those of this, looked at.
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
