//! The vocabulary of the data lane: what a transfer wants done with its data connection, and what happened there. The
//! bytes of the file never pass through here.

use crate::dialogue::TlsFailure;
use core::net::{IpAddr, SocketAddr};
use core::num::NonZeroU16;

/// What the owner has to do on the data lane now, while the control lane does what
/// [`Dialogue::action`](crate::Dialogue::action) says. The owner works on both lanes at once, and reports whatever becomes
/// possible first.
///
/// Exhaustive on purpose: an owner that ignores a variant hangs, so a new variant has to break the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    /// There is no data connection, and none may be open.
    Idle,
    /// Connect, and report [`DataEvent::Connected`] or [`DataEvent::Unreachable`].
    Connect(Target),
    /// Listen on a free port of the address that the control connection has at this end, and report
    /// [`DataEvent::Listening`] or [`DataEvent::Unreachable`].
    Listen,
    /// Accept the first connection from this address (`None`: from any address), and report [`DataEvent::Accepted`].
    /// Close a connection from another address, and report it as [`DataEvent::Stranger`]. More than 64 of these end the
    /// transfer.
    Accept(Option<IpAddr>),
    /// Keep what is open, and do nothing with it: the control lane has to move first.
    Hold,
    /// Do a TLS handshake as the client, offering a TLS session of the control connection for resumption, and report
    /// [`DataEvent::Secured`] or [`DataEvent::TlsFailed`].
    Secure,
    /// Move bytes from the data connection to the caller. Report [`DataEvent::Moved`] as they go, and
    /// [`DataEvent::Ended`] at the end.
    Read,
    /// Move bytes from the caller to the data connection. Report [`DataEvent::Moved`] as they go, and
    /// [`DataEvent::SourceEnded`] at the end. Report a failed write as [`DataEvent::Ended`].
    Write,
    /// End the upload: send what is still buffered, `close_notify` if under TLS, then FIN. Wait for the server to end its
    /// side, and report [`DataEvent::Ended`].
    Finish,
    /// Close what is open, and report [`DataEvent::Gone`]. Under TLS, send `close_notify` first: without it, vsftpd with
    /// `strict_ssl_write_shutdown` reports a failed download.
    Close,
    /// Abort what is open, whatever is in progress (by RST if the platform can), and report [`DataEvent::Gone`].
    Reset,
}

/// Where to make the data connection to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    /// The address. `None` means the host at the other end of the control connection.
    pub address: Option<IpAddr>,
    /// The port.
    pub port: NonZeroU16,
}

/// What happened on the data lane. Every event may be reported at any time. One that was not asked for is a fault of the
/// owner, and is recorded as such.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataEvent {
    /// The data connection is up.
    Connected,
    /// There is no data connection: connecting or listening failed.
    Unreachable(Reach),
    /// The owner listens at this address.
    Listening(SocketAddr),
    /// The server connected from this address.
    Accepted(IpAddr),
    /// Another host connected, from this address, and its connection was closed.
    Stranger(IpAddr),
    /// The TLS handshake is complete.
    Secured(Secured),
    /// The TLS handshake failed.
    TlsFailed(TlsFailure),
    /// This many bytes were moved. `Moved(0)` reports nothing; more than 64 of them in a row are a fault of the owner.
    Moved(u64),
    /// The caller has no more bytes to send.
    SourceEnded,
    /// The caller wants no more bytes. If a download has moved none yet, [`Data::Read`] may still be wanted until the
    /// first ones arrive, which are to be dropped.
    CallerStopped,
    /// The caller cannot take or supply bytes (its disk is full, its source failed). The owner keeps the error.
    CallerFailed,
    /// The data connection ended.
    Ended(End),
    /// Neither lane moved within the owner's time limit.
    TimedOut,
    /// The connection or listener that was to be closed is closed.
    Gone,
}

/// How a data connection was secured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Secured {
    /// Whether a TLS session of the control connection was resumed. `None` if the owner's TLS library does not say.
    pub resumed: Option<bool>,
    /// Whether the server presented the certificate of the control connection. `None` if the owner cannot tell.
    pub same_certificate: Option<bool>,
}

named! {
    /// Why there is no data connection.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Reach {
        /// The host refused the connection: nothing listens on that port.
        Refused = "refused",
        /// No answer in time, mostly because of a firewall.
        Silent = "silent",
        /// No route to the host or its network.
        NoRoute = "no_route",
        /// Anything else.
        Other = "other",
    }
}

named! {
    /// How a data connection ended.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum End {
        /// The server ended TLS in order, by `close_notify`.
        CloseNotify = "close_notify",
        /// The server ended TCP in order, by FIN. Under TLS, anybody on the way can have forged that end.
        Fin = "fin",
        /// The server reset the connection.
        Reset = "reset",
        /// The connection broke in another way.
        Broken = "broken",
    }
}

names! { Data {
    Data::Idle => "idle",
    Data::Connect(_) => "connect",
    Data::Listen => "listen",
    Data::Accept(_) => "accept",
    Data::Hold => "hold",
    Data::Secure => "secure",
    Data::Read => "read",
    Data::Write => "write",
    Data::Finish => "finish",
    Data::Close => "close",
    Data::Reset => "reset",
} }

names! { DataEvent {
    DataEvent::Connected => "connected",
    DataEvent::Unreachable(_) => "unreachable",
    DataEvent::Listening(_) => "listening",
    DataEvent::Accepted(_) => "accepted",
    DataEvent::Stranger(_) => "stranger",
    DataEvent::Secured(_) => "secured",
    DataEvent::TlsFailed(_) => "tls_failed",
    DataEvent::Moved(_) => "moved",
    DataEvent::SourceEnded => "source_ended",
    DataEvent::CallerStopped => "caller_stopped",
    DataEvent::CallerFailed => "caller_failed",
    DataEvent::Ended(_) => "ended",
    DataEvent::TimedOut => "timed_out",
    DataEvent::Gone => "gone",
} }
