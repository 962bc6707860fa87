//! The vocabulary and the contract between a protocol machine and the owner of its socket.
//!
//! A machine says what it wants ([`Dialogue::action`]). Its owner does that, and reports what happened
//! ([`Dialogue::handle`]). A driver is `handle(perform(action()))` in a loop until [`Action::Done`].

/// What the machine wants its owner to do now.
///
/// Exhaustive on purpose: a driver that ignores an action hangs, so a new variant has to break the build.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Action<'a> {
    /// Read what has already arrived, without waiting, and report it as [`Input::Bytes`], [`Input::Eof`] or
    /// [`Input::Broken`]. Report [`Input::Pending`] once there is nothing more to read. A machine asks for this before each
    /// new command and before each TLS handshake, because a reply that arrived before its command was sent does not answer
    /// that command.
    Poll,
    /// Write these bytes, or some of them, and report [`Input::Sent`]. There is at least one byte. Do not log them: they may
    /// contain a password. If the write fails, read and report what the server sent last before you report
    /// [`Input::Broken`]: it tells why.
    Send(&'a [u8]),
    /// Wait for bytes, and report [`Input::Bytes`], [`Input::Eof`], [`Input::Broken`] or [`Input::TimedOut`].
    Receive,
    /// Do a TLS handshake as the client, and report [`Input::TlsUp`] or [`Input::TlsFailed`].
    StartTls,
    /// Nothing more is wanted, and the machine has its result. This does not change any more.
    Done,
}

/// What happened. Every input may be reported in every state. One that was not asked for is a fault of the caller: it is
/// recorded as such, and never panics.
///
/// Exhaustive on purpose, like [`Action`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Input<'a> {
    /// This many bytes of [`Action::Send`] were written, counted from their start.
    Sent(usize),
    /// These bytes were read. An empty slice reports nothing, and a machine takes at most 64 such inputs in a row. The end
    /// of the stream is [`Input::Eof`].
    Bytes(&'a [u8]),
    /// There is nothing to read now. This answers [`Action::Poll`].
    Pending,
    /// The peer ended the stream in order: a read returned no bytes.
    Eof,
    /// The connection broke: a read or a write failed. The owner keeps the error of its platform.
    Broken,
    /// The owner's time limit has passed. One limit applies to a whole reply, not to each read of a piece of it.
    TimedOut,
    /// The TLS handshake is complete.
    TlsUp,
    /// TLS failed, in the handshake or (TLS 1.3) in the first read after it.
    TlsFailed(TlsFailure),
}

named! {
    /// Why TLS failed, as far as the owner's TLS library tells.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum TlsFailure {
        /// No trusted authority signed the certificate, or it is self-signed.
        Untrusted = ("untrusted", "certificate is not trusted"),
        /// The certificate has expired or is not valid yet.
        Expired = ("expired", "certificate is not valid at this time"),
        /// The certificate is for another name.
        NameMismatch = ("name_mismatch", "certificate is for another name"),
        /// Client and server have no protocol version or cipher suite in common.
        Version = ("version", "no protocol version or cipher suite in common"),
        /// The server wants a client certificate.
        ClientCertificateRequired = ("client_certificate_required", "the server wants a client certificate"),
        /// The server sent something other than TLS.
        NotTls = ("not_tls", "what came is not tls"),
        /// The server closed the connection during the handshake.
        Closed = ("closed", "closed in the handshake"),
        /// The handshake took longer than the owner allows.
        TimedOut = ("timed_out", "no answer in the handshake"),
        /// The owner cannot do TLS.
        Unavailable = ("unavailable", "the driver cannot do tls"),
        /// Anything else.
        #[default]
        Other = ("other", "handshake failed"),
    }
}

/// A protocol machine without I/O: a login, or a command or transfer of the session after it.
///
/// Its driver keeps this contract, which the crate `ftp-driver-kit` tests:
///
/// - The driver does what [`Dialogue::action`] says, reports the result, and asks again, until [`Action::Done`].
/// - It performs [`Action::Poll`] without waiting, and reads and reports everything that has arrived before it reports
///   [`Input::Pending`].
/// - It reports the end of the stream as [`Input::Eof`], and a broken connection as [`Input::Broken`].
/// - It reports the bytes that a write took as [`Input::Sent`], even if they are only a part. After a failed write, it first
///   reads and reports what the server sent last.
/// - It has one deadline for a command and its reply, or one for each of the two. A few bytes sent or received now and then
///   do not extend it.
/// - It may stop between any two steps, and continue later with the next [`Dialogue::action`].
///
/// This driver shows the steps only. It has no time limits, and if a read or write fails, it leaves the dialogue unfinished
/// and does not read the server's last reply. The README of the repository has a driver that keeps the whole contract.
///
/// ```
/// # use ftp_proto::{Action, Dialogue, Input};
/// # use std::io::{self, ErrorKind, Read, Write};
/// # use std::net::TcpStream;
/// fn drive(tcp: &mut TcpStream, machine: &mut impl Dialogue) -> io::Result<()> {
///     let mut buffer = [0; 4096];
///     loop {
///         let input = match machine.action() {
///             Action::Poll => {
///                 tcp.set_nonblocking(true)?;
///                 let read = tcp.read(&mut buffer);
///                 tcp.set_nonblocking(false)?;
///                 match read {
///                     Ok(0) => Input::Eof,
///                     Ok(n) => Input::Bytes(&buffer[..n]),
///                     Err(error) if error.kind() == ErrorKind::WouldBlock => Input::Pending,
///                     Err(_) => Input::Broken,
///                 }
///             }
///             Action::Send(bytes) => Input::Sent(tcp.write(bytes)?),
///             Action::Receive => match tcp.read(&mut buffer)? {
///                 0 => Input::Eof,
///                 n => Input::Bytes(&buffer[..n]),
///             },
///             Action::StartTls => Input::TlsFailed(ftp_proto::TlsFailure::Unavailable),
///             Action::Done => return Ok(()),
///         };
///         machine.handle(input);
///     }
/// }
/// ```
pub trait Dialogue {
    /// Returns what the machine wants now. Asking changes nothing.
    fn action(&self) -> Action<'_>;

    /// Takes what happened. Accepts every input at any time and never panics.
    fn handle(&mut self, input: Input<'_>);

    /// Returns the number of replies that have come so far, preliminary ones included. A driver starts a new time limit
    /// when this number changes, and not with each read: then a server that sends a few bytes at a time cannot hold it up
    /// for ever.
    fn replies(&self) -> usize {
        0
    }
}

impl<D: Dialogue + ?Sized> Dialogue for &mut D {
    fn action(&self) -> Action<'_> {
        (**self).action()
    }

    fn handle(&mut self, input: Input<'_>) {
        (**self).handle(input);
    }

    fn replies(&self) -> usize {
        (**self).replies()
    }
}

impl core::error::Error for TlsFailure {}

impl core::fmt::Debug for Action<'_> {
    /// The bytes of `Send` are not shown: they may hold a password.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Action::Poll => f.write_str("Poll"),
            Action::Send(bytes) => write!(f, "Send({} bytes)", bytes.len()),
            Action::Receive => f.write_str("Receive"),
            Action::StartTls => f.write_str("StartTls"),
            Action::Done => f.write_str("Done"),
        }
    }
}

impl core::fmt::Debug for Input<'_> {
    /// The bytes of `Bytes` are not shown: a server may echo a password.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Input::Sent(n) => write!(f, "Sent({n})"),
            Input::Bytes(bytes) => write!(f, "Bytes({} bytes)", bytes.len()),
            Input::Pending => f.write_str("Pending"),
            Input::Eof => f.write_str("Eof"),
            Input::Broken => f.write_str("Broken"),
            Input::TimedOut => f.write_str("TimedOut"),
            Input::TlsUp => f.write_str("TlsUp"),
            Input::TlsFailed(why) => write!(f, "TlsFailed({why:?})"),
        }
    }
}
