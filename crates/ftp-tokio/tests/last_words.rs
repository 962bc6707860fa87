//! The client receives what a server sends inside TLS before it closes, however the connection ends.
#![cfg(feature = "rustls")]

use ftp_proto::{Action, Dialogue, Input};
use ftp_tests::certificates::Certificates;
use ftp_tokio::rustls;
use ftp_tokio::{Control, Options, TlsOptions, drive};
use rustls::{ServerConnection, StreamOwned};
use std::cell::Cell;
use std::io::{self, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

type Server = StreamOwned<ServerConnection, TcpStream>;

/// Starts TLS and sends two lines, and lets the server act before the second one; then receives.
struct Two<'a> {
    step: u8,
    asked: Cell<bool>,
    meanwhile: &'a dyn Fn(),
    reported: Vec<String>,
}

impl Dialogue for Two<'_> {
    fn action(&self) -> Action<'_> {
        match self.step {
            0 => Action::StartTls,
            1 => Action::Send(b"ONE\r\n"),
            2 => {
                // When the action is asked for the second time, the driver has polled and is about to write.
                if self.asked.replace(true) {
                    (self.meanwhile)();
                }
                Action::Send(b"TWO\r\n")
            }
            3 => Action::Receive,
            _ => Action::Done,
        }
    }

    fn handle(&mut self, input: Input<'_>) {
        match input {
            Input::TlsUp | Input::Sent(_) => self.step += 1,
            Input::Bytes(bytes) => self.reported.push(String::from_utf8_lossy(bytes).trim_end().to_string()),
            end => {
                self.reported.push(format!("{end:?}"));
                self.step = 4;
            }
        }
    }
}

/// Returns what is reported to the dialogue when the server acts so between the two lines. The server never
/// reads the first line.
async fn reported(act: impl Fn(Server)) -> Vec<String> {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let tcp = tokio::net::TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
    let config = Certificates::new().unwrap().server_config(rustls::ALL_VERSIONS, false);
    let server = thread::spawn(move || {
        let (tcp, _) = listener.accept().unwrap();
        // Bytes that wait for an acknowledgement when the server resets are never sent.
        tcp.set_nodelay(true).unwrap();
        let mut server = StreamOwned::new(ServerConnection::new(config).unwrap(), tcp);
        while server.conn.is_handshaking() {
            server.conn.complete_io(&mut server.sock).unwrap();
        }
        server.flush().unwrap();
        server
    });
    let server = Cell::new(Some(server));
    let meanwhile = || {
        if let Some(server) = server.take() {
            act(server.join().unwrap());
            thread::sleep(Duration::from_millis(50));
        }
    };
    let tls = TlsOptions { danger_no_verification: true, ..TlsOptions::default() }.build().unwrap();
    let options = Options { timeout: Duration::from_secs(2), tls: Some(tls), ..Options::default() };
    let mut control = Control::new(tcp, "localhost", &options).unwrap();
    let mut two = Two { step: 0, asked: Cell::new(false), meanwhile: &meanwhile, reported: Vec::new() };
    drive(&mut control, &mut two).await;
    two.reported
}

#[tokio::test]
async fn the_421_before_a_reset_is_heard() {
    let reported = reported(|mut server| {
        server.write_all(b"421 closing\r\n").unwrap();
        server.flush().unwrap();
    });
    assert_eq!(reported.await, ["421 closing", "Broken"]);
}

#[tokio::test]
async fn a_reply_in_one_segment_with_plain_text_is_heard_before_the_failure() {
    let held = Cell::new(None);
    let reported = reported(|mut server| {
        let mut segment = Vec::new();
        server.conn.writer().write_all(b"421 closing\r\n").unwrap();
        while server.conn.wants_write() {
            server.conn.write_tls(&mut segment).unwrap();
        }
        segment.extend(b"500 OOPS: in clear\r\n");
        server.sock.write_all(&segment).unwrap();
        held.set(Some(server));
    });
    assert_eq!(reported.await, ["421 closing", "TlsFailed(NotTls)"]);
    drop(io::copy(&mut held.take().unwrap().sock, &mut io::sink()));
}
