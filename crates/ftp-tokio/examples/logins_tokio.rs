//! Logs in again and again without TLS, on one thread, to a server on another thread: for counting system
//! calls.
//!
//! Run `cargo build -p ftp-tokio --example logins_tokio`, then `strace -c target/debug/examples/logins_tokio
//! 1000`, which follows only the client's thread.

use ftp_proto::{Credentials, Login, LoginConfig, TlsPolicy};
use ftp_tokio::{Options, connect, drive};
use std::{env, error::Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let logins: u32 = env::args().nth(1).map_or(Ok(1), |number| number.parse())?;
    let port = ftp_tests::welcoming::start()?;
    for _ in 0..logins {
        let config = LoginConfig::new(Credentials::new("alice", "secret")?).tls(TlsPolicy::DangerCleartext);
        let mut control = connect("127.0.0.1", port, &Options::default()).await?;
        let mut login = Login::new(config);
        drive(&mut control, &mut login).await;
        login.finish()?;
    }
    Ok(())
}
