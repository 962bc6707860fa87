//! Connects: tries every address of a name within one time limit.

use crate::Control;
use crate::drive::in_time;
use ftp_connect::{ConnectError, Options};
use std::net::SocketAddr;
use tokio::net::{TcpStream, lookup_host};

/// Connects to the first address of `host` that answers, within [`Options::connect_timeout`]. `host` is a name or a
/// literal address; write an IPv6 address without brackets. The name lookup has a time limit of its own, equally long.
///
/// # Errors
/// The name has no address of the wanted kind, or none of its addresses can be connected to.
pub async fn connect(host: &str, port: u16, options: &Options) -> Result<Control, ConnectError> {
    let found = in_time(options.connect_timeout, lookup_host((host, port))).await;
    connect_to(found.map_err(ConnectError::of_lookup)?, host, options).await
}

/// Connects as [`connect`] does, to addresses that the caller has looked up. An address that does not answer
/// leaves the others their share of the time.
///
/// # Errors
/// None of the addresses is of the wanted kind, or none can be connected to.
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
