//! How to connect, and why there is no connection.

#[cfg(feature = "rustls")]
use crate::Tls;
use ftp_proto::transcript::ConnectFailure;
use std::fmt;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// How to connect.
#[derive(Clone, Debug)]
pub struct Options {
    /// The time limit for trying all addresses together. The name lookup before has the same limit, and so has making
    /// each data connection, but there it is at most 15 seconds.
    pub connect_timeout: Duration,
    /// The time limit for each reply, in however many pieces it comes; for writing each command; for a handshake; and
    /// in a transfer, for the time in which neither connection moves.
    pub timeout: Duration,
    /// Which addresses of a name to use.
    pub ip: IpVersion,
    /// How to make TLS connections. `None`: TLS is unavailable.
    #[cfg(feature = "rustls")]
    pub tls: Option<Tls>,
}

/// Which addresses of a name to use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IpVersion {
    /// All addresses, in the resolver's order.
    #[default]
    Any,
    /// IPv4 only.
    V4,
    /// IPv6 only.
    V6,
}

impl Default for Options {
    /// 30 seconds to connect, 60 for each reply (Pure-FTPd takes up to 20 to refuse a password), no TLS.
    fn default() -> Self {
        Options {
            connect_timeout: Duration::from_secs(30),
            timeout: Duration::from_secs(60),
            ip: IpVersion::Any,
            #[cfg(feature = "rustls")]
            tls: None,
        }
    }
}

/// Why there is no connection. If several addresses failed, the most specific error.
#[derive(Debug)]
pub struct ConnectError {
    /// The kind of failure, for the core's transcript.
    pub failure: ConnectFailure,
    /// The error of the operating system.
    pub source: io::Error,
}

impl Options {
    /// Returns the addresses to try, in order, each with its time limit: an equal share of the time that the
    /// earlier ones left.
    pub fn attempts(
        &self,
        addresses: impl IntoIterator<Item = SocketAddr>,
    ) -> impl Iterator<Item = (SocketAddr, Duration)> {
        let (start, limit) = (Instant::now(), self.connect_timeout);
        let wanted: Vec<_> = addresses.into_iter().filter(|address| self.ip.takes(address)).collect();
        let to_go = (1..=wanted.len() as u32).rev();
        wanted.into_iter().zip(to_go).map(move |(address, to_go)| {
            // std rejects a time limit of zero.
            let share = limit.saturating_sub(start.elapsed()) / to_go;
            (address, share.max(Duration::from_millis(1)))
        })
    }
}

impl IpVersion {
    fn takes(self, address: &SocketAddr) -> bool {
        match self {
            IpVersion::Any => true,
            IpVersion::V4 => address.is_ipv4(),
            IpVersion::V6 => address.is_ipv6(),
        }
    }
}

impl ConnectError {
    /// Makes the error of a failed name lookup.
    pub fn of_lookup(source: io::Error) -> Self {
        match source.kind() {
            ErrorKind::TimedOut => source.into(),
            _ => ConnectError { failure: ConnectFailure::NameNotFound, source },
        }
    }

    /// Makes the error for a name that has no address of the wanted kind.
    pub fn no_address() -> Self {
        Self::of_lookup(io::Error::new(ErrorKind::NotFound, "the name has no such address"))
    }

    /// Returns the more specific of two errors. A host that refuses exists, whereas a missing route says
    /// nothing about other addresses.
    pub fn or(self, other: Self) -> Self {
        let rank = |error: &Self| match error.failure {
            ConnectFailure::NameNotFound => 0,
            ConnectFailure::Unreachable => 1,
            ConnectFailure::TimedOut => 2,
            ConnectFailure::Refused => 4,
            _ => 3,
        };
        if rank(&other) > rank(&self) { other } else { self }
    }
}

impl From<io::Error> for ConnectError {
    /// Makes the error of a failed connection to one address.
    fn from(source: io::Error) -> Self {
        let failure = match source.kind() {
            ErrorKind::ConnectionRefused => ConnectFailure::Refused,
            ErrorKind::TimedOut | ErrorKind::WouldBlock => ConnectFailure::TimedOut,
            ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::NetworkDown
            | ErrorKind::AddrNotAvailable => ConnectFailure::Unreachable,
            _ => ConnectFailure::Other,
        };
        ConnectError { failure, source }
    }
}

impl fmt::Display for ConnectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot connect: {}", self.source)
    }
}

impl std::error::Error for ConnectError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_addresses_the_one_that_answers_tells_more() {
        let failed = |kind: ErrorKind| ConnectError::from(io::Error::from(kind));
        for (first, second, expected) in [
            (ErrorKind::ConnectionRefused, ErrorKind::NetworkUnreachable, ConnectFailure::Refused),
            (ErrorKind::AddrNotAvailable, ErrorKind::ConnectionRefused, ConnectFailure::Refused),
            (ErrorKind::TimedOut, ErrorKind::HostUnreachable, ConnectFailure::TimedOut),
            (ErrorKind::TimedOut, ErrorKind::PermissionDenied, ConnectFailure::Other),
            (ErrorKind::NetworkDown, ErrorKind::NetworkDown, ConnectFailure::Unreachable),
        ] {
            let error = ConnectError::no_address().or(failed(first)).or(failed(second));
            assert_eq!(error.failure, expected, "{first:?}, then {second:?}");
        }
    }
}
