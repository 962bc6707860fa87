//! Logs in again and again without TLS, on one thread, to a server on another thread: for counting system
//! calls.
//!
//! Run `cargo build -p ftp-blocking --example logins_blocking`, then `strace -c
//! target/debug/examples/logins_blocking 1000`, which follows only the client's thread.

use ftp_blocking::{Options, connect, drive};
use ftp_proto::{Credentials, Login, LoginConfig, TlsPolicy};
use std::{env, error::Error};

fn main() -> Result<(), Box<dyn Error>> {
    let logins: u32 = env::args().nth(1).map_or(Ok(1), |number| number.parse())?;
    let port = ftp_tests::welcoming::start()?;
    for _ in 0..logins {
        let config = LoginConfig::new(Credentials::new("alice", "secret")?).tls(TlsPolicy::DangerCleartext);
        let mut control = connect("127.0.0.1", port, &Options::default())?;
        let mut login = Login::new(config);
        drive(&mut control, &mut login);
        login.finish()?;
    }
    Ok(())
}
