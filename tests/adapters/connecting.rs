//! Finding the server, and the first bytes of TLS.

use crate::cases::{SERVERS, config, welcome_under_tls};
use crate::runtime;
use ftp_blocking::{ConnectError, IpVersion, Options};
use ftp_proto::transcript::ConnectFailure;
use ftp_proto::{Login, TlsPolicy};
use ftp_tests::scripted::{Scripted, Turn};
use rustls::version::TLS13;
use socket2::{Domain, Socket, Type};
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

/// Connects by both adapters. Returns the address that answered, or why none did.
fn connect_both(host: &str, port: u16, options: &Options) -> [Result<IpAddr, ConnectError>; 2] {
    let std = ftp_blocking::connect(host, port, options).map(|control| control.peer_addr().unwrap().ip());
    let tokio = runtime().block_on(ftp_tokio::connect(host, port, options));
    [std, tokio.map(|control| control.peer_addr().unwrap().ip())]
}

const PATIENCE: Duration = Duration::from_millis(900);

/// Connects by both adapters at the same time. Returns the address that answered, or why none did.
fn connect_both_to(addresses: &[SocketAddr]) -> [Result<Option<SocketAddr>, ConnectError>; 2] {
    let options = Options { connect_timeout: PATIENCE, ..Options::default() };
    std::thread::scope(|scope| {
        let std = scope.spawn(|| {
            ftp_blocking::connect_to(addresses.to_vec(), "localhost", &options)
                .map(|control| control.peer_addr())
        });
        let tokio = ftp_tokio::connect_to(addresses.to_vec(), "localhost", &options);
        let tokio = runtime().block_on(tokio).map(|control| control.peer_addr());
        [std.join().unwrap(), tokio]
    })
}

#[test]
fn every_address_is_tried_and_one_that_is_silent_leaves_time_for_the_others() {
    let refusing = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let answering = TcpListener::bind("127.0.0.1:0").unwrap();
    let (silent, _held) = silent();
    let addresses = [refusing, silent, answering.local_addr().unwrap()];
    for connected in connect_both_to(&addresses) {
        assert_eq!(connected.unwrap(), Some(addresses[2]));
    }
}

#[test]
fn silent_addresses_share_the_time_limit() {
    let (silent, _held) = silent();
    let started = Instant::now();
    for failed in connect_both_to(&[silent, silent]) {
        assert_eq!(failed.unwrap_err().failure, ConnectFailure::TimedOut);
    }
    let elapsed = started.elapsed();
    assert!(elapsed >= PATIENCE && elapsed < PATIENCE * 5 / 3, "{elapsed:?}");
}

#[test]
fn a_refusal_says_more_than_silence() {
    let refusing = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (silent, _held) = silent();
    for failed in connect_both_to(&[refusing, silent]) {
        assert_eq!(failed.unwrap_err().failure, ConnectFailure::Refused);
    }
}

/// An address that neither refuses nor makes a connection, because its accept queue is full.
fn silent() -> (SocketAddr, (Socket, Vec<TcpStream>)) {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    socket.bind(&SocketAddr::from(([127, 0, 0, 1], 0)).into()).unwrap();
    socket.listen(0).unwrap();
    let address = socket.local_addr().unwrap().as_socket().unwrap();
    let connect = |_| TcpStream::connect_timeout(&address, Duration::from_millis(100)).ok();
    let connected: Vec<_> = (0..8).map_while(connect).collect();
    assert!(connected.len() < 8, "the queue has no end");
    (address, (socket, connected))
}

#[test]
fn only_addresses_of_the_wanted_version_are_tried() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    for (ip, fine) in [(IpVersion::Any, true), (IpVersion::V4, true), (IpVersion::V6, false)] {
        for found in connect_both("127.0.0.1", port, &Options { ip, ..Options::default() }) {
            match found {
                Ok(_) => assert!(fine, "{ip:?}"),
                Err(error) => {
                    assert!(!fine, "{ip:?}");
                    assert_eq!(error.failure, ConnectFailure::NameNotFound);
                    assert_eq!(error.to_string(), "cannot connect: the name has no such address");
                }
            }
        }
    }
}

#[test]
fn nothing_listening_is_told_from_a_name_that_nobody_has() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    for (host, failure) in
        [("127.0.0.1", ConnectFailure::Refused), ("nobody.invalid", ConnectFailure::NameNotFound)]
    {
        for found in connect_both(host, port, &Options::default()) {
            assert_eq!(found.unwrap_err().failure, failure, "{host}");
        }
    }
}

/// Debian's vsftpd and Pure-FTPd accept no other, and would have to ask again.
#[test]
fn the_only_key_shares_offered_begin_with_p256() {
    let runtime = runtime();
    let options = Options { tls: Some(SERVERS.tls.clone()), ..Options::default() };
    let wire = |adapter: &dyn Fn(u16, &mut Login)| {
        let handshake = Turn::StartTls(SERVERS.good.server_config(&[&TLS13], false));
        let script = [vec![handshake, Turn::Say("220 hello\r\n")], welcome_under_tls()].concat();
        let server = Scripted::start(script).unwrap();
        adapter(server.port, &mut Login::new(config(TlsPolicy::Implicit)));
        server.received().wire
    };
    let std = wire(&|port, login| {
        ftp_blocking::drive(&mut ftp_blocking::connect("127.0.0.1", port, &options).unwrap(), login);
    });
    let tokio = wire(&|port, login| {
        runtime.block_on(async {
            let mut control = ftp_tokio::connect("127.0.0.1", port, &options).await.unwrap();
            ftp_tokio::drive(&mut control, login).await;
        });
    });
    const SECP256R1: u16 = 0x0017;
    assert_eq!(first_key_share(&std), Some(SECP256R1));
    assert_eq!(first_key_share(&tokio), Some(SECP256R1));
}

/// Returns the group of the first key share in a ClientHello (RFC 8446 sections 4.1.2 and 4.2.8), read from
/// its record.
fn first_key_share(wire: &[u8]) -> Option<u16> {
    const KEY_SHARE: u16 = 51;
    let number = |at: usize| Some(u16::from_be_bytes([*wire.get(at)?, *wire.get(at + 1)?]));
    // A handshake record (5 bytes), the ClientHello message (4), its version (2) and random (32).
    assert_eq!((wire[0], wire[5]), (22, 1), "a ClientHello");
    let session = 5 + 4 + 2 + 32;
    let suites = session + 1 + usize::from(*wire.get(session)?);
    let compression = suites + 2 + usize::from(number(suites)?);
    let mut at = compression + 1 + usize::from(*wire.get(compression)?) + 2;
    while number(at)? != KEY_SHARE {
        at += 4 + usize::from(number(at + 2)?);
    }
    // The type, the length, and the length of the list come first.
    number(at + 6)
}
