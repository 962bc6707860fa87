//! Connecting: every address of a name tried, within one time limit.

use crate::Control;
use crate::drive::in_time;
use ftp_connect::{ConnectError, Options};
use std::net::SocketAddr;
use tokio::net::{TcpStream, lookup_host};

/// Connects to the first address of `host` that answers. `host` is a name or a literal address, an IPv6
/// one without brackets. Looking up the name has the same time limit, of its own.
pub async fn connect(host: &str, port: u16, options: &Options) -> Result<Control, ConnectError> {
    let found = in_time(options.connect_timeout, lookup_host((host, port))).await;
    connect_to(found.map_err(ConnectError::of_lookup)?, host, options).await
}

/// The same with addresses that the caller has looked up. One that does not answer leaves the others
/// their share of the time.
pub async fn connect_to(
    addresses: impl IntoIterator<Item = SocketAddr>,
    host: &str,
    options: &Options,
) -> Result<Control, ConnectError> {
    let mut failed = ConnectError::no_address();
    for (address, limit) in options.attempts(addresses) {
        match in_time(limit, TcpStream::connect(address)).await {
            Ok(tcp) => return Ok(Control::to(address, tcp, host, options)),
            Err(error) => failed = failed.or(error.into()),
        }
    }
    Err(failed)
}
