//! Parses IP addresses.

use core::net::{IpAddr, Ipv6Addr};

/// Parses an IP address as sockets print it.
///
/// A scope after `%` is dropped: it names the interface of this machine that reaches the address, and a server's other
/// addresses are reached through the same one.
pub fn ip_address(text: &str) -> Option<IpAddr> {
    match text.split_once('%') {
        Some((address, _)) => address.parse::<Ipv6Addr>().ok().map(IpAddr::V6),
        None => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_left_out() {
        let local = "fe80::1".parse().ok();
        assert_eq!(ip_address("fe80::1"), local);
        assert_eq!(ip_address("fe80::1%eth0"), local);
        assert_eq!(ip_address("fe80::1%2"), local);
        assert_eq!(ip_address("192.0.2.1"), "192.0.2.1".parse().ok());
        for none in ["", "%eth0", "192.0.2.1%eth0", "localhost", "fe80::1 %eth0"] {
            assert_eq!(ip_address(none), None, "{none}");
        }
    }
}
