//! Which addresses are tried, and which error is reported when they fail.

use ftp_blocking::{ConnectError, IpVersion, Options, connect};
use ftp_proto::transcript::ConnectFailure;
use std::net::TcpListener;

fn failure(host: &str, port: u16, ip: IpVersion) -> ConnectFailure {
    let tried = connect(host, port, &Options { ip, ..Options::default() });
    let ConnectError { failure, source } = tried.expect_err("there is nothing to connect to");
    assert!(!source.to_string().is_empty());
    failure
}

/// Returns a port on which nothing listens.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

#[test]
fn a_port_where_nothing_listens_refuses() {
    assert_eq!(failure("127.0.0.1", free_port(), IpVersion::Any), ConnectFailure::Refused);
    assert_eq!(failure("localhost", free_port(), IpVersion::Any), ConnectFailure::Refused);
}

#[test]
fn a_name_without_an_address_is_not_found() {
    assert_eq!(failure("two..dots", 21, IpVersion::Any), ConnectFailure::NameNotFound);
    assert_eq!(failure("127.0.0.1", 21, IpVersion::V6), ConnectFailure::NameNotFound);
    assert_eq!(failure("::1", 21, IpVersion::V4), ConnectFailure::NameNotFound);
}

#[test]
fn the_connection_below_can_be_asked_and_taken_back() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let there = listener.local_addr().unwrap();
    let control = connect("127.0.0.1", there.port(), &Options::default()).unwrap();
    let (_server, here) = listener.accept().unwrap();
    assert_eq!((control.local_addr().unwrap(), control.peer_addr()), (here, Some(there)));
    assert_eq!(control.get_ref().local_addr().unwrap(), here);
    assert_eq!(control.into_inner().local_addr().unwrap(), here);
}
