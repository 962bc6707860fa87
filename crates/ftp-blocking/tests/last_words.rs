//! The client receives what a server sends before it closes, over TCP and inside TLS, however the connection
//! ends.
#![cfg(feature = "rustls")]

use ftp_blocking::{Control, Options, TlsOptions, Transport, drive};
use ftp_proto::{Action, Dialogue, Input, TlsFailure};
use ftp_tests::certificates::Certificates;
use rustls::{ServerConnection, StreamOwned};
use std::cell::Cell;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

/// Sends two lines and lets the server act before the second one, then receives.
struct Two<'a> {
    written: u8,
    asked: Cell<bool>,
    meanwhile: &'a dyn Fn(),
    reported: Vec<String>,
    over: bool,
}

impl Dialogue for Two<'_> {
    fn action(&self) -> Action<'_> {
        match self.written {
            _ if self.over => Action::Done,
            0 => Action::Send(b"ONE\r\n"),
            1 => {
                // When the action is asked for the second time, the driver has polled and is about to write.
                if self.asked.replace(true) {
                    (self.meanwhile)();
                }
                Action::Send(b"TWO\r\n")
            }
            _ => Action::Receive,
        }
    }

    fn handle(&mut self, input: Input<'_>) {
        match input {
            Input::Sent(_) => self.written += 1,
            Input::Bytes(bytes) => self.reported.push(String::from_utf8_lossy(bytes).trim_end().to_string()),
            other => {
                self.reported.push(format!("{other:?}"));
                self.over = true;
            }
        }
    }
}

fn connected() -> (TcpStream, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let (server, _) = listener.accept().unwrap();
    // Bytes that wait for an acknowledgement when the server resets are never sent.
    server.set_nodelay(true).unwrap();
    (client, server)
}

fn options(timeout: Duration) -> Options {
    let tls = TlsOptions { danger_no_verification: true, ..TlsOptions::default() };
    Options { timeout, tls: Some(tls.build().unwrap()), ..Options::default() }
}

fn with_tls(client: TcpStream, server: TcpStream) -> (Control, StreamOwned<ServerConnection, TcpStream>) {
    let config = Certificates::new().unwrap().server_config(rustls::ALL_VERSIONS, false);
    let mut server = StreamOwned::new(ServerConnection::new(config).unwrap(), server);
    let shaking = thread::spawn(move || {
        while server.conn.is_handshaking() {
            server.conn.complete_io(&mut server.sock).unwrap();
        }
        server.flush().unwrap();
        server
    });
    let mut control = Control::new(client, "localhost", &options(Duration::from_secs(20))).unwrap();
    control.start_tls().unwrap();
    (control, shaking.join().unwrap())
}

/// The server does not read the first line. When the second one is about to be written, it says 421 and
/// closes; with unread bytes, closing sends a reset.
fn told_by(mut control: Control, server: impl Write) -> Vec<String> {
    let server = Cell::new(Some(server));
    let meanwhile = || {
        if let Some(mut server) = server.take() {
            server.write_all(b"421 closing\r\n").unwrap();
            server.flush().unwrap();
            drop(server);
            thread::sleep(Duration::from_millis(50));
        }
    };
    let mut dialogue =
        Two { written: 0, asked: Cell::new(false), meanwhile: &meanwhile, reported: Vec::new(), over: false };
    drive(&mut control, &mut dialogue);
    dialogue.reported
}

#[test]
fn the_421_before_a_reset_is_heard_over_tcp() {
    let (client, server) = connected();
    let control = Control::new(client, "localhost", &Options::default()).unwrap();
    assert_eq!(told_by(control, server), ["421 closing", "Broken"]);
}

#[test]
fn the_421_before_a_reset_is_heard_inside_tls() {
    let (client, server) = connected();
    let (control, server) = with_tls(client, server);
    assert_eq!(told_by(control, server), ["421 closing", "Broken"]);
}

#[test]
fn a_reply_in_one_segment_with_plain_text_is_heard_before_the_failure() {
    let (client, server) = connected();
    let (mut control, mut server) = with_tls(client, server);
    let mut segment = Vec::new();
    server.conn.writer().write_all(b"421 closing\r\n").unwrap();
    while server.conn.wants_write() {
        server.conn.write_tls(&mut segment).unwrap();
    }
    segment.extend(b"500 OOPS: in clear\r\n");
    server.sock.write_all(&segment).unwrap();
    thread::sleep(Duration::from_millis(50));

    let mut buffer = [0; 100];
    let n = control.read(&mut buffer).unwrap();
    assert_eq!(&buffer[..n], b"421 closing\r\n");
    let error = control.read(&mut buffer).unwrap_err();
    assert_eq!(ftp_connect::tls_failure(&error), Some(TlsFailure::NotTls));
}

#[test]
fn what_is_already_decrypted_is_found_without_waiting() {
    let (client, server) = connected();
    let (mut control, mut server) = with_tls(client, server);
    let mut buffer = [0; 4];
    assert_eq!(control.read_ready(&mut buffer).unwrap(), None);
    server.write_all(b"220 one\r\n331 two\r\n").unwrap();
    let mut found: Vec<u8> = Vec::new();
    let n = control.read(&mut buffer).unwrap();
    found.extend(&buffer[..n]);
    while let Some(n) = control.read_ready(&mut buffer).unwrap() {
        found.extend(&buffer[..n]);
    }
    assert_eq!(found, b"220 one\r\n331 two\r\n");
    server.conn.send_close_notify();
    server.flush().unwrap();
    thread::sleep(Duration::from_millis(50));
    assert_eq!(control.read_ready(&mut buffer).unwrap(), Some(0));
}

#[test]
fn nothing_is_written_in_clear_after_a_handshake_that_failed() {
    let (client, mut server) = connected();
    server.write_all(b"500 what is this?\r\n").unwrap();
    let mut control = Control::new(client, "localhost", &options(Duration::from_secs(20))).unwrap();
    assert_eq!(control.start_tls(), Err(TlsFailure::NotTls));
    assert!(control.write(b"USER alice\r\n").is_err());
    assert_eq!(control.start_tls(), Err(TlsFailure::Unavailable), "there is no second try");
    assert!(control.tls_info().is_none());
    drop(control);
    let mut came = Vec::new();
    server.read_to_end(&mut came).unwrap_or_default();
    assert!(!came.is_empty() && !came.windows(5).any(|w| w == b"alice"));
}

#[test]
fn a_handshake_that_trickles_ends_in_time() {
    let (client, mut server) = connected();
    let (done, stop) = mpsc::channel::<()>();
    let trickle = thread::spawn(move || {
        // The header of a record of 200 bytes, then its body byte by byte.
        server.write_all(&[22, 3, 3, 0, 200]).unwrap();
        while stop.try_recv() == Err(mpsc::TryRecvError::Empty) && server.write_all(&[2]).is_ok() {
            thread::sleep(Duration::from_millis(20));
        }
        io::copy(&mut server, &mut io::sink()).unwrap_or(0)
    });
    let mut control = Control::new(client, "localhost", &options(Duration::from_millis(300))).unwrap();
    let started = Instant::now();
    assert_eq!(control.start_tls(), Err(TlsFailure::TimedOut));
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
    assert!(control.write(b"USER alice\r\n").is_err(), "not even kept for later");
    done.send(()).unwrap();
    drop(control);
    trickle.join().unwrap();
}
