//! The vocabulary between a protocol machine and whoever owns the socket, and the contract between them.
//!
//! A machine says what it wants ([`Dialogue::action`]), its owner does that and reports what happened
//! ([`Dialogue::handle`]). A driver is `handle(perform(action()))` in a loop until [`Action::Done`].

/// What a machine wants now.
///
/// Exhaustive on purpose: a driver that ignores an action hangs, so a new one has to break the build.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Action<'a> {
    /// Read what is here already, without waiting, and report it: [`Input::Bytes`], [`Input::Eof`] or
    /// [`Input::Broken`], or [`Input::Pending`] where nothing is here. It comes before each write of a new command
    /// and before each TLS handshake: a reply that was here before its command was sent does not answer it.
    Poll,
    /// Write these bytes, or some of them, and report [`Input::Sent`]. Never empty. They may hold a
    /// password: do not log them. Where the write fails, read what the server sent last before you report
    /// [`Input::Broken`]: it says why.
    Send(&'a [u8]),
    /// Wait for bytes, and report [`Input::Bytes`], [`Input::Eof`], [`Input::Broken`] or [`Input::TimedOut`].
    Receive,
    /// Do a TLS handshake as the client, and report [`Input::TlsUp`] or [`Input::TlsFailed`].
    StartTls,
    /// Nothing more is wanted; the machine has a result. Final.
    Done,
}

/// What happened. Every input is legal in every state: one that answers nothing that was asked is a
/// fault of the caller, recorded as such, never a panic.
///
/// Exhaustive on purpose, as [`Action`] is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Input<'a> {
    /// So many of the bytes of [`Action::Send`] were written, counted from their start.
    Sent(usize),
    /// These bytes were read. An empty slice says nothing, and a machine takes it only so often; the end is
    /// [`Input::Eof`].
    Bytes(&'a [u8]),
    /// Nothing is here to be read: the answer to [`Action::Poll`].
    Pending,
    /// The peer has ended the stream in order (a read gave no bytes).
    Eof,
    /// The connection broke: a read or a write failed. The owner keeps the error of its platform.
    Broken,
    /// The owner's time limit has passed. One limit is for one whole reply, not for each read of a piece of it.
    TimedOut,
    /// The TLS handshake is complete.
    TlsUp,
    /// TLS failed, in the handshake or (TLS 1.3) in the first read after it.
    TlsFailed(TlsFailure),
}

named! {
    /// Why TLS failed, as far as the owner's TLS library knows.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum TlsFailure {
        /// The certificate is signed by no authority we trust, or by itself.
        Untrusted = ("untrusted", "certificate is not trusted"),
        /// The certificate is not valid at this time: expired, or not yet valid.
        Expired = ("expired", "certificate is not valid at this time"),
        /// The certificate is for another name.
        NameMismatch = ("name_mismatch", "certificate is for another name"),
        /// No protocol version or cipher suite in common.
        Version = ("version", "no protocol version or cipher suite in common"),
        /// The server wants a certificate of the client's.
        ClientCertificateRequired = ("client_certificate_required", "the server wants a client certificate"),
        /// What came is not TLS.
        NotTls = ("not_tls", "what came is not tls"),
        /// The server closed the connection in the handshake.
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

/// A protocol machine without I/O: a login, or a command of the session after it.
///
/// The contract of its driver, which the crate `ftp-driver-kit` holds any driver to:
///
/// - It does what [`Dialogue::action`] says, reports what came of it, and asks again, until [`Action::Done`].
/// - [`Action::Poll`] is done without waiting; all that is here is read and reported before [`Input::Pending`] is.
/// - The end of the stream is [`Input::Eof`], a broken connection [`Input::Broken`].
/// - What a write took is reported as [`Input::Sent`], be it a part. After a failed write the last words of the
///   server are read and reported first.
/// - One deadline is for one reply, and for the command before it: a server that sends or takes a few bytes now and
///   then does not move it.
/// - A driver may stop between any two steps, and go on later with the next [`Dialogue::action`].
///
/// The steps in short, without time limits, and without last words: where a read or a write fails, this one leaves the dialogue
/// unfinished. The README of the repository has a driver that keeps the whole contract.
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
    /// What is wanted now. Asking changes nothing.
    fn action(&self) -> Action<'_>;

    /// Takes what happened. Total: never panics, whatever comes and whenever.
    fn handle(&mut self, input: Input<'_>);

    /// How many replies have come, preliminary ones too. A driver gives each its whole time limit, so that a server
    /// that sends little at a time does not hold it for ever.
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
