//! IP addresses, as text.

use core::net::{IpAddr, Ipv6Addr};

/// An IP address, as sockets give it: a scope behind `%` is left out. It says which interface of this machine an address is at, and a
/// server's other addresses are at the same.
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
