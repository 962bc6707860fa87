//! The driver keeps the contract of [`ftp_proto::Dialogue`], in clear and with TLS, and when its futures are dropped.

use ftp_driver_kit::{Driver, TlsSupport, check};
use ftp_proto::Dialogue;
use ftp_tokio::{Control, Options, connect, drive};
use std::io;
use std::time::Duration;
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
