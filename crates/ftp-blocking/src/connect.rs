//! Connecting: every address of a name tried, within one time limit.

use crate::Control;
use ftp_connect::{ConnectError, Options};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::time::{Duration, Instant};

/// Connects to the first address of `host` that answers; one that does not leaves the others their
/// share of the time. `host` is a name or a literal address, an IPv6 one without brackets. Looking up the
/// name is not in the time limit: std has none for that.
pub fn connect(host: &str, port: u16, options: &Options) -> Result<Control, ConnectError> {
    let found = (host, port).to_socket_addrs().map_err(ConnectError::of_lookup)?;
    let addresses: Vec<_> = found.filter(|address| options.ip.takes(address)).collect();
    first(&addresses, host, options)
}

fn first(addresses: &[SocketAddr], host: &str, options: &Options) -> Result<Control, ConnectError> {
    let started = Instant::now();
    let mut told = ConnectError::no_address();
    for (address, left) in addresses.iter().zip((1..=addresses.len() as u32).rev()) {
        let share = options.connect_timeout.saturating_sub(started.elapsed()) / left;
        // Zero is an error to std, not a time limit.
        let tcp = TcpStream::connect_timeout(address, share.max(Duration::from_millis(1)));
        match tcp.and_then(|tcp| Control::new(tcp, host, options)) {
            Ok(control) => return Ok(control),
            Err(error) => told = told.or(error.into()),
        }
    }
    Err(told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ftp_proto::ConnectFailure;
    use socket2::{Domain, Socket, Type};
    use std::net::TcpListener;

    /// Takes one connection into its queue, and is silent to all others.
    fn silent(address: SocketAddr) -> (Socket, Vec<Socket>) {
        let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
        socket.bind(&address.into()).unwrap();
        socket.listen(0).unwrap();
        let fill = |_| {
            let client = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
            client.set_nonblocking(true).unwrap();
            let _ = client.connect(&address.into());
            client
        };
        (socket, (0..3).map(fill).collect())
    }

    #[test]
    fn every_address_is_tried_and_a_silent_one_leaves_time_for_the_next() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let there = listener.local_addr().unwrap();
        let port = there.port();
        let (refusing, quiet) = (([127, 0, 0, 2], port).into(), ([127, 0, 0, 3], port).into());
        let _silent = silent(quiet);
        let options = Options { connect_timeout: Duration::from_millis(800), ..Options::default() };

        let control = first(&[refusing, there], "localhost", &options).unwrap();
        assert_eq!(control.peer_addr().unwrap(), there);
        let started = Instant::now();
        let control = first(&[quiet, there], "localhost", &options).unwrap();
        assert!(started.elapsed() < Duration::from_millis(700), "half of the time was the silent one's");
        assert_eq!(control.peer_addr().unwrap(), there);

        let failure = |addresses: &[SocketAddr]| {
            let started = Instant::now();
            let error = first(addresses, "localhost", &options).err().unwrap();
            assert!(started.elapsed() < Duration::from_millis(1200), "all addresses share the time");
            error.failure
        };
        assert_eq!(failure(&[quiet]), ConnectFailure::TimedOut);
        assert_eq!(failure(&[quiet, quiet]), ConnectFailure::TimedOut);
        assert_eq!(failure(&[refusing, quiet]), ConnectFailure::Refused, "it tells more");
    }
}
