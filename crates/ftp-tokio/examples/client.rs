//! A client over tokio: logs in, prints the working directory and says goodbye, or prints why it cannot.
//!
//! Run `cargo run -p ftp-tokio --example client -- ftp.example.org alice secret`. Without arguments the
//! example starts a server of its own and logs in without TLS.

use ftp_diagnosis::diagnose;
use ftp_proto::{Command, Credentials, Login, LoginConfig, TlsPolicy};
use ftp_tokio::{Options, TlsOptions, connect, drive};
use std::{env, error::Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let replies = match &arguments[..] {
        [host, user, password] => {
            let options = Options { tls: Some(TlsOptions::default().build()?), ..Options::default() };
            client(host, 21, &options, LoginConfig::new(Credentials::new(user, password.as_str())?)).await?
        }
        _ => without_arguments().await?,
    };
    replies.iter().for_each(|line| println!("{line}"));
    Ok(())
}

async fn client(
    host: &str,
    port: u16,
    options: &Options,
    config: LoginConfig,
) -> Result<Vec<String>, Box<dyn Error>> {
    let mut control = connect(host, port, options).await?;
    let mut login = Login::new(config);
    drive(&mut control, &mut login).await;
    let mut session = match login.finish() {
        Ok(session) => session,
        Err(refused) => return Err(format!("{refused}: {:?}", diagnose(refused.transcript())).into()),
    };
    let mut replies = Vec::new();
    for command in [Command::pwd(), Command::quit()] {
        let mut exchange = session.start(&command)?;
        drive(&mut control, &mut exchange).await;
        replies.push(exchange.finish().into_final()?.text());
    }
    Ok(replies)
}

async fn without_arguments() -> Result<Vec<String>, Box<dyn Error>> {
    let config = LoginConfig::new(Credentials::new("alice", "secret")?).tls(TlsPolicy::DangerCleartext);
    client("localhost", ftp_tests::welcoming::start()?, &Options::default(), config).await
}

#[tokio::test]
async fn the_example_works() {
    assert_eq!(without_arguments().await.unwrap(), ["\"/\" is where you are", "goodbye"]);
}
