//! The driver keeps the contract of [`ftp_proto::Dialogue`], without and with TLS.

use ftp_blocking::{Control, Options, connect, drive};
use ftp_driver_kit::{Driver, TlsSupport, check};
use ftp_proto::Dialogue;
use std::io;
use std::time::Duration;

struct Blocking {
    tls: TlsSupport,
}

impl Driver for Blocking {
    type Connection = Control;

    fn connect(&mut self, port: u16, limit: Duration) -> io::Result<Control> {
        let options = Options { timeout: limit, ..options(self.tls) };
        connect("127.0.0.1", port, &options).map_err(|error| error.source)
    }

    fn drive(&mut self, control: &mut Control, dialogue: &mut dyn Dialogue) {
        drive(control, dialogue);
    }

    fn tls(&self) -> TlsSupport {
        self.tls
    }
}

#[cfg(feature = "rustls")]
fn options(tls: TlsSupport) -> Options {
    let anyone = ftp_blocking::TlsOptions { danger_no_verification: true, ..Default::default() };
    let tls = (tls == TlsSupport::Handshakes).then(|| anyone.build().unwrap());
    Options { tls, ..Options::default() }
}

#[cfg(not(feature = "rustls"))]
fn options(_: TlsSupport) -> Options {
    Options::default()
}

#[test]
fn without_tls() {
    assert_eq!(check(|| Blocking { tls: TlsSupport::None }), []);
}

#[test]
#[cfg(feature = "rustls")]
fn with_tls() {
    assert_eq!(check(|| Blocking { tls: TlsSupport::Handshakes }), []);
}
