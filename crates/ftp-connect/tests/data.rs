//! TLS of data connections: they resume the sessions of their control connection, and the ways they end are
//! told apart.

use ftp_connect::{HandshakeError, Tls, TlsOptions, TlsStream};
use ftp_proto::TlsFailure;
use ftp_tests::certificates::Certificates;
use rustls::version::{TLS12, TLS13};
use rustls::{ClientConnection, ServerConfig, ServerConnection, SupportedProtocolVersion};
use std::io::{self, ErrorKind, Read, Write};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::thread::{JoinHandle, spawn};
use std::time::Duration;

const HOST: &str = "localhost";
const VERSIONS: [&SupportedProtocolVersion; 2] = [&TLS12, &TLS13];

fn tls() -> Tls {
    TlsOptions { danger_no_verification: true, ..TlsOptions::default() }.build().unwrap()
}

/// How the server ends a connection.
#[derive(Clone, Copy)]
enum Ends {
    InOrder,
    Cut,
}

/// Serves one connection: reads to the client's end, then sends three bytes back.
fn serve(config: &Arc<ServerConfig>, ends: Ends) -> (UnixStream, JoinHandle<io::Result<Vec<u8>>>) {
    let (client, mut socket) = UnixStream::pair().unwrap();
    let mut server = ServerConnection::new(config.clone()).unwrap();
    let thread = spawn(move || {
        let mut received = Vec::new();
        let mut stream = rustls::Stream::new(&mut server, &mut socket);
        stream.read_to_end(&mut received)?;
        stream.write_all(b"end")?;
        if let Ends::InOrder = ends {
            stream.conn.send_close_notify();
        }
        stream.flush()?;
        Ok(received)
    });
    (client, thread)
}

fn config(version: &'static SupportedProtocolVersion) -> Arc<ServerConfig> {
    let mut config = ServerConfig::clone(&Certificates::new().unwrap().server_config(&[version], false));
    config.send_tls13_tickets = 1; // what OpenSSL gives with each resumption
    Arc::new(config)
}

/// Makes the control connection and reads it to its end, which also reads the tickets.
fn control(tls: &Tls, config: &Arc<ServerConfig>) -> ClientConnection {
    let (mut socket, server) = serve(config, Ends::InOrder);
    let mut control = ClientConnection::new(tls.config(), Tls::server_name(HOST).unwrap()).unwrap();
    let mut stream = rustls::Stream::new(&mut control, &mut socket);
    stream.write_all(b"x").unwrap();
    stream.conn.send_close_notify();
    stream.flush().unwrap();
    let _ = stream.read_to_end(&mut Vec::new());
    server.join().unwrap().unwrap();
    control
}

/// Performs an upload. Returns its stream, and how reading the server's end went.
fn upload(mut data: TlsStream, config: &Arc<ServerConfig>, ends: Ends) -> (TlsStream, io::Result<usize>) {
    let (mut socket, server) = serve(config, ends);
    data.handshake(&mut socket).unwrap();
    assert_eq!(data.write(&mut socket, b"file").unwrap(), 4);
    data.end();
    data.flush(&mut socket).unwrap();
    let mut buffer = [0; 16];
    assert_eq!(data.read(&mut socket, &mut buffer).unwrap(), 3);
    let end = data.read(&mut socket, &mut buffer);
    assert_eq!(server.join().unwrap().unwrap(), b"file");
    (data, end)
}

#[test]
fn every_data_connection_resumes_a_session_of_its_control_connection() {
    for version in VERSIONS {
        let (tls, config) = (tls().for_session(), config(version));
        let control = control(&tls, &config);
        for n in 0..20 {
            let (data, _) = upload(TlsStream::new(&tls, HOST).unwrap(), &config, Ends::InOrder);
            let secured = data.secured(&control);
            assert_eq!(
                (secured.resumed, secured.same_certificate),
                (Some(true), Some(true)),
                "{n} {version:?}"
            );
        }
    }
}

#[test]
fn a_session_of_another_control_connection_is_not_used() {
    for version in VERSIONS {
        let (tls, config) = (tls(), config(version));
        let (one, other) = (tls.for_session(), tls.for_session());
        let control = control(&one, &config);
        let (data, _) = upload(TlsStream::new(&other, HOST).unwrap(), &config, Ends::InOrder);
        assert_eq!(data.secured(&control).resumed, Some(false));
        assert_eq!(data.secured(&control).same_certificate, Some(true));

        let another = TlsStream::new(&other.for_session(), HOST).unwrap();
        let (data, _) = upload(another, &self::config(version), Ends::InOrder);
        assert_eq!(data.secured(&control).same_certificate, Some(false));
    }
}

#[test]
fn what_was_not_answered_is_used_again() {
    let (tls, config) = (tls().for_session(), config(&TLS13));
    let control = control(&tls, &config);
    let mut next = TlsStream::new(&tls, HOST).unwrap();
    for _ in 0..20 {
        let (mut socket, _server) = UnixStream::pair().unwrap();
        socket.set_read_timeout(Some(Duration::from_millis(1))).unwrap();
        assert_eq!(next.handshake(&mut socket), Err(HandshakeError::Pending));
        next = next.unanswered().unwrap();
    }
    let (data, _) = upload(next, &config, Ends::InOrder);
    assert_eq!(data.secured(&control).resumed, Some(true));
    assert!(data.unanswered().is_none());
}

#[test]
fn what_was_closed_before_an_answer_is_used_again() {
    for version in VERSIONS {
        let (tls, config) = (tls(), config(version));
        let mut data = TlsStream::new(&tls, HOST).unwrap();
        // As when the server refuses a file.
        let (mut socket, server) = UnixStream::pair().unwrap();
        server.shutdown(Shutdown::Write).unwrap();
        assert_eq!(data.handshake(&mut socket), Err(HandshakeError::Failed(TlsFailure::Closed)));
        assert_eq!(data.read(&mut socket, &mut [0]).unwrap_err().kind(), ErrorKind::UnexpectedEof);
        let (_, end) = upload(data.unanswered().unwrap(), &config, Ends::InOrder);
        assert_eq!(end.unwrap(), 0, "{version:?}");
    }
}

#[test]
fn a_cut_is_no_end() {
    for version in VERSIONS {
        let config = config(version);
        let (_, end) = upload(TlsStream::new(&tls(), HOST).unwrap(), &config, Ends::InOrder);
        assert_eq!(end.unwrap(), 0);
        let (_, end) = upload(TlsStream::new(&tls(), HOST).unwrap(), &config, Ends::Cut);
        assert_eq!(end.unwrap_err().kind(), ErrorKind::UnexpectedEof);
    }
}

/// A socket that takes and gives one byte at a time, and blocks before each.
struct Slow(UnixStream, bool);

impl Slow {
    fn now(&mut self) -> io::Result<()> {
        self.1 = !self.1;
        if self.1 { Err(ErrorKind::WouldBlock.into()) } else { Ok(()) }
    }
}

impl Read for Slow {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.now()?;
        self.0.read(&mut buffer[..1])
    }
}

impl Write for Slow {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.now()?;
        self.0.write(&bytes[..1])
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn nothing_is_lost_where_the_socket_has_to_be_waited_for() {
    let file: Vec<u8> = (0..100_000_u32).map(|n| n as u8).collect();
    for version in VERSIONS {
        let (socket, server) = serve(&config(version), Ends::InOrder);
        let mut socket = Slow(socket, false);
        let mut data = TlsStream::new(&tls(), HOST).unwrap();
        while let Err(error) = data.handshake(&mut socket) {
            assert_eq!(error, HandshakeError::Pending);
        }
        let mut sent = 0;
        while sent < file.len() {
            match data.write(&mut socket, &file[sent..]) {
                Ok(n) => sent += n,
                Err(error) => assert_eq!(error.kind(), ErrorKind::WouldBlock),
            }
        }
        data.end();
        while let Err(error) = data.flush(&mut socket) {
            assert_eq!(error.kind(), ErrorKind::WouldBlock);
        }
        let mut received = Vec::new();
        loop {
            let mut buffer = [0; 2];
            match data.read(&mut socket, &mut buffer) {
                Ok(0) => break,
                Ok(n) => received.extend_from_slice(&buffer[..n]),
                Err(error) => assert_eq!(error.kind(), ErrorKind::WouldBlock),
            }
        }
        assert_eq!(received, b"end");
        assert!(server.join().unwrap().unwrap() == file);
    }
}

#[test]
fn a_server_that_speaks_no_tls_is_told_apart() {
    let (mut socket, mut server) = UnixStream::pair().unwrap();
    server.write_all(b"-rw-r--r-- 1 ftp ftp 0 Jan 1 00:00 a file\r\n").unwrap();
    let failed = TlsStream::new(&tls(), HOST).unwrap().handshake(&mut socket).unwrap_err();
    assert_eq!(failed, HandshakeError::Failed(TlsFailure::NotTls));
    let (mut socket, server) = UnixStream::pair().unwrap();
    drop(server);
    let failed = TlsStream::new(&tls(), HOST).unwrap().handshake(&mut socket).unwrap_err();
    assert_eq!(failed, HandshakeError::Failed(TlsFailure::Closed));
    // An alert that ends TLS in an orderly way before TLS has started.
    let (mut socket, mut server) = UnixStream::pair().unwrap();
    server.write_all(&[21, 3, 3, 0, 2, 1, 0]).unwrap();
    server.shutdown(Shutdown::Write).unwrap();
    let failed = TlsStream::new(&tls(), HOST).unwrap().handshake(&mut socket).unwrap_err();
    assert_eq!(failed, HandshakeError::Failed(TlsFailure::Closed));
}
