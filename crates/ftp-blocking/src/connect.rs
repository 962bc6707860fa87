//! Connects: tries every address of a name within one time limit.

use crate::{Control, tcp};
use ftp_connect::{ConnectError, Options};
use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::mpsc;
use std::{thread, time::Duration};

/// Connects to the first address of `host` that answers, within [`Options::connect_timeout`]. `host` is a name or a
/// literal address; write an IPv6 address without brackets.
///
/// The name lookup has a time limit of its own, equally long. std has no limit for lookups, so the lookup runs on
/// its own thread. When the time is up, the thread is left alone and ends when the system's resolver gives up. A
/// literal address needs no thread.
///
/// # Errors
/// The name has no address of the wanted kind, or none of its addresses can be connected to.
pub fn connect(host: &str, port: u16, options: &Options) -> Result<Control, ConnectError> {
    let found = look_up(host, port, options.connect_timeout).map_err(ConnectError::of_lookup)?;
    connect_to(found, host, options)
}

/// Connects as [`connect`] does, to addresses that the caller has looked up. An address that does not answer leaves
/// the others their share of the time.
///
/// # Errors
/// None of the addresses is of the wanted kind, or none can be connected to.
pub fn connect_to(
    addresses: impl IntoIterator<Item = SocketAddr>,
    host: &str,
    options: &Options,
) -> Result<Control, ConnectError> {
    let mut failed = ConnectError::no_address();
    for (address, limit) in options.attempts(addresses) {
        match tcp::connect(&address, limit) {
            Ok(tcp) => return Ok(Control::to(address, tcp, host, options)),
            Err(error) => failed = failed.or(error.into()),
        }
    }
    Err(failed)
}

fn look_up(host: &str, port: u16, limit: Duration) -> io::Result<Vec<SocketAddr>> {
    if let Ok(address) = host.parse::<IpAddr>() {
        return Ok(vec![SocketAddr::new(address, port)]);
    }
    let name = host.to_string();
    in_time(limit, move || Ok((name.as_str(), port).to_socket_addrs()?.collect()))
}

/// Runs work that has no time limit of its own on another thread, and waits for it no longer than `limit`.
fn in_time<T: Send + 'static>(
    limit: Duration,
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    let (done, result) = mpsc::sync_channel(1);
    // The caller may have stopped waiting.
    thread::Builder::new().spawn(move || done.send(work()).unwrap_or_default())?;
    result.recv_timeout(limit).unwrap_or_else(|_| Err(ErrorKind::TimedOut.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    #[test]
    fn a_lookup_that_hangs_ends_in_time() {
        let (_release, hang) = mpsc::channel::<()>();
        let started = Instant::now();
        let waited = in_time(Duration::from_millis(50), move || Ok(hang.recv().is_err()));
        assert_eq!(waited.unwrap_err().kind(), ErrorKind::TimedOut);
        assert!(started.elapsed() < Duration::from_secs(5));
        assert!(in_time(Duration::from_secs(20), || Ok(true)).unwrap());
    }
}
