//! The driver keeps the contract of [`ftp_proto::Dialogue`], without and with TLS, and when its futures are dropped.

use ftp_driver_kit::{Driver, TlsSupport, check};
use ftp_proto::Dialogue;
use ftp_tokio::{Control, Options, Transport, connect, drive};
use std::future::poll_fn;
use std::io::{self, Write};
use std::net::TcpListener;
use std::task::Poll;
use std::time::Duration;
use tokio::io::ReadBuf;
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;

struct Tokio {
    runtime: Runtime,
    tls: TlsSupport,
}

impl Tokio {
    fn new(tls: TlsSupport) -> Self {
        Tokio { runtime: Builder::new_current_thread().enable_all().build().unwrap(), tls }
    }
}

impl Driver for Tokio {
    type Connection = Control;

    fn connect(&mut self, port: u16, limit: Duration) -> io::Result<Control> {
        let options = Options { timeout: limit, ..options(self.tls) };
        self.runtime.block_on(connect("127.0.0.1", port, &options)).map_err(|error| error.source)
    }

    fn drive(&mut self, control: &mut Control, dialogue: &mut dyn Dialogue) {
        self.runtime.block_on(drive(control, dialogue));
    }

    fn drive_cancelled(&mut self, control: &mut Control, dialogue: &mut dyn Dialogue, after: Duration) {
        let driven = self.runtime.block_on(async { timeout(after, drive(control, dialogue)).await });
        assert!(driven.is_err(), "nothing was cancelled");
    }

    fn tls(&self) -> TlsSupport {
        self.tls
    }
}

#[cfg(feature = "rustls")]
fn options(tls: TlsSupport) -> Options {
    let anyone = ftp_tokio::TlsOptions { danger_no_verification: true, ..Default::default() };
    let tls = (tls == TlsSupport::Handshakes).then(|| anyone.build().unwrap());
    Options { tls, ..Options::default() }
}

#[cfg(not(feature = "rustls"))]
fn options(_: TlsSupport) -> Options {
    Options::default()
}

#[test]
fn without_tls() {
    assert_eq!(check(|| Tokio::new(TlsSupport::None)), []);
}

#[test]
#[cfg(feature = "rustls")]
fn with_tls() {
    assert_eq!(check(|| Tokio::new(TlsSupport::Handshakes)), []);
}

#[tokio::test]
async fn what_came_is_found_before_the_reactor_had_a_turn() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let mut control = connect("127.0.0.1", port, &Options::default()).await.unwrap();
    let (mut server, _) = listener.accept().unwrap();
    let (mut bytes, mut came) = ([0; 100], Vec::new());
    for text in ["", "421 going\r\n"] {
        server.write_all(text.as_bytes()).unwrap();
        // Sleeps only as long as loopback needs, without awaiting anything.
        std::thread::sleep(Duration::from_millis(50));
        let mut buffer = ReadBuf::new(&mut bytes);
        let now = poll_fn(|cx| Poll::Ready(control.poll_read_now(cx, &mut buffer))).await;
        assert_eq!(now.is_pending(), text.is_empty());
        came.extend_from_slice(buffer.filled());
    }
    assert_eq!(came, b"421 going\r\n");
}

#[tokio::test]
async fn the_connection_below_can_be_asked_and_taken_back() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let there = listener.local_addr().unwrap();
    let control = connect("127.0.0.1", there.port(), &Options::default()).await.unwrap();
    let (_server, here) = listener.accept().unwrap();
    assert_eq!((control.local_addr().unwrap(), control.peer_addr()), (here, Some(there)));
    assert_eq!(control.get_ref().get_ref().local_addr().unwrap(), here);
    assert_eq!(control.into_inner().into_inner().local_addr().unwrap(), here);
}
