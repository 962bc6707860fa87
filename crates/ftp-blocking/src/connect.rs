//! Connecting: every address of a name tried, within one time limit.

use crate::Control;
use ftp_connect::{ConnectError, Options};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};

/// Connects to the first address of `host` that answers. `host` is a name or a literal address, an IPv6
/// one without brackets. Looking up the name is not in the time limit: std has none for that.
pub fn connect(host: &str, port: u16, options: &Options) -> Result<Control, ConnectError> {
    let found = (host, port).to_socket_addrs().map_err(ConnectError::of_lookup)?;
    connect_to(found, host, options)
}

/// The same with addresses that the caller has looked up. One that does not answer leaves the others
/// their share of the time.
pub fn connect_to(
    addresses: impl IntoIterator<Item = SocketAddr>,
    host: &str,
    options: &Options,
) -> Result<Control, ConnectError> {
    let mut told = ConnectError::no_address();
    for (address, limit) in options.attempts(addresses) {
        let tcp = TcpStream::connect_timeout(&address, limit);
        match tcp.and_then(|tcp| Control::new(tcp, host, options)) {
            Ok(control) => return Ok(control),
            Err(error) => told = told.or(error.into()),
        }
    }
    Err(told)
}
