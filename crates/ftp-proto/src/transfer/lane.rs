//! The vocabulary of the data lane: what a transfer wants of its data connection, and what happened there. No byte of
//! a file passes.

use crate::dialogue::TlsFailure;
use core::net::{IpAddr, SocketAddr};
use core::num::NonZeroU16;

/// What the data lane is to do now, while the control lane does what [`Dialogue::action`](crate::Dialogue::action)
/// says. Both are wanted at once: the owner reports what becomes possible first.
///
/// Exhaustive on purpose: an owner that ignores one hangs, so a new one has to break the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    /// There is no data connection, and none may be open.
    Idle,
    /// Connect, and report [`DataEvent::Connected`] or [`DataEvent::Unreachable`].
    Connect(Target),
    /// Listen on a free port of the address that the control connection has at this end, and report
    /// [`DataEvent::Listening`] or [`DataEvent::Unreachable`].
    Listen,
    /// Take the first connection that comes from this address (`None`: from any), and report [`DataEvent::Accepted`].
    /// One from elsewhere is closed and reported as [`DataEvent::Stranger`].
    Accept(Option<IpAddr>),
    /// Keep what is open and do nothing with it: the control lane is to move first.
    Hold,
    /// Do a TLS handshake as the client, with a session of this control connection offered for resumption, and report
    /// [`DataEvent::Secured`] or [`DataEvent::TlsFailed`].
    Secure,
    /// Move bytes from the data connection to the caller, and report [`DataEvent::Moved`], and at last
    /// [`DataEvent::Ended`].
    Read,
    /// Move bytes from the caller to the data connection, and report [`DataEvent::Moved`], and at last
    /// [`DataEvent::SourceEnded`]. A write that fails is [`DataEvent::Ended`].
    Write,
    /// No more comes from us: send what is still held back, under TLS `close_notify`, then FIN; wait for the end of
    /// the other side, and report [`DataEvent::Ended`].
    Finish,
    /// Close what is open, under TLS after a `close_notify` of ours, without which a server (vsftpd with
    /// `strict_ssl_write_shutdown`) calls a download broken; and report [`DataEvent::Gone`].
    Close,
    /// Close what is open without regard to what is under way (RST where the platform can), and report
    /// [`DataEvent::Gone`].
    Reset,
}

/// Where to connect to for data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    /// `None`: the host that the control connection is connected to.
    pub address: Option<IpAddr>,
    /// The port.
    pub port: NonZeroU16,
}

/// What happened on the data lane. Every event is legal at every time: one that answers nothing that was wanted is a
/// fault of the owner, recorded as such.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataEvent {
    /// The data connection is up.
    Connected,
    /// There is no data connection: it could not be made, or not be listened for.
    Unreachable(Reach),
    /// We listen here.
    Listening(SocketAddr),
    /// The server connected from here.
    Accepted(IpAddr),
    /// Somebody else connected, and was sent away.
    Stranger(IpAddr),
    /// The TLS handshake is complete.
    Secured(Secured),
    /// TLS failed, in the handshake.
    TlsFailed(TlsFailure),
    /// So many bytes were moved. None says nothing, and only so often.
    Moved(u64),
    /// The caller has no more bytes to send.
    SourceEnded,
    /// The caller wants no more. A download that has moved nothing is still read until something comes, which is dropped.
    CallerStopped,
    /// The caller cannot take or give bytes (its disk is full, its source failed). The owner keeps the error.
    CallerFailed,
    /// The data connection ended.
    Ended(End),
    /// Neither lane moved within the owner's time limit.
    TimedOut,
    /// What was to be closed is closed.
    Gone,
}

/// How a data connection was secured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Secured {
    /// Whether a session of the control connection was resumed. `None`: the owner's TLS library does not say.
    pub resumed: Option<bool>,
    /// Whether the server showed the certificate of the control connection. `None`: the owner cannot tell.
    pub same_certificate: Option<bool>,
}

named! {
    /// Why there is no data connection.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Reach {
        /// The host refused: nothing listens on that port.
        Refused = "refused",
        /// No answer in time: a firewall, mostly.
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
        /// TLS was ended in order.
        CloseNotify = "close_notify",
        /// TCP was ended in order; under TLS this is an end that anybody on the way can have made.
        Fin = "fin",
        /// The other side reset the connection.
        Reset = "reset",
        /// It broke in another way.
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
