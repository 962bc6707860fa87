//! Whose a data connection under TLS is taken for, by both clients.

use crate::runtime;
use ftp_blocking::{Options, TlsOptions};
use ftp_proto::transfer::{DataSettings, Ending, Plan, Report, Trust};
use ftp_proto::{Arg, Credentials, LoginConfig};
use ftp_tests::certificates::Certificates;
use rustls::version::{TLS12, TLS13};
use rustls::{ServerConfig, ServerConnection, StreamOwned, SupportedProtocolVersion};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::thread::{JoinHandle, spawn};
use std::time::Duration;

/// A server that logs anybody in under TLS, and has TLS of this configuration on its data connection: how many bytes came there.
fn serve(control: Arc<ServerConfig>, data: Arc<ServerConfig>) -> (u16, JoinHandle<usize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = spawn(move || {
        let mut came = 0;
        // The client may leave at any time.
        let _ = session(listener.accept().unwrap().0, control, &data, &mut came);
        came
    });
    (port, server)
}

fn session(
    mut tcp: TcpStream,
    control: Arc<ServerConfig>,
    data: &Arc<ServerConfig>,
    came: &mut usize,
) -> io::Result<()> {
    tcp.set_nodelay(true)?;
    tcp.write_all(b"220 hello\r\n")?;
    let mut auth = [0; 10];
    tcp.read_exact(&mut auth)?;
    tcp.write_all(b"234 go\r\n")?;
    let tls = ServerConnection::new(control).map_err(io::Error::other)?;
    let mut tls = BufReader::new(StreamOwned::new(tls, tcp));
    let listener = TcpListener::bind("127.0.0.1:0")?;
    loop {
        let mut line = String::new();
        if tls.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let reply = match line.trim_end().split(' ').next().unwrap_or_default() {
            "USER" => "331 password".to_owned(),
            "PASS" => "230 in".to_owned(),
            "SIZE" => "550 no such file".to_owned(),
            "PWD" => "257 \"/\"".to_owned(),
            "EPSV" => format!("229 here (|||{}|)", listener.local_addr()?.port()),
            "RETR" | "STOR" => {
                tls.get_mut().write_all(b"150 go\r\n")?;
                let connection = ServerConnection::new(data.clone()).map_err(io::Error::other)?;
                let mut stream = StreamOwned::new(connection, listener.accept()?.0);
                if line.starts_with("RETR") {
                    let _ = stream.write_all(b"small");
                    stream.conn.send_close_notify();
                    let _ = stream.flush();
                }
                let mut bytes = Vec::new();
                let _ = stream.read_to_end(&mut bytes);
                *came += bytes.len();
                stream.conn.send_close_notify();
                let _ = stream.flush();
                "226 done".to_owned()
            }
            _ => "200 fine".to_owned(),
        };
        tls.get_mut().write_all(format!("{reply}\r\n").as_bytes())?;
    }
}

/// What a transfer comes to over std and over tokio, and how many bytes the server has of it.
fn transfers(
    up: bool,
    trust: Trust,
    control: &Arc<ServerConfig>,
    data: &Arc<ServerConfig>,
) -> [(Ending, usize); 2] {
    // Whoever trusts any certificate still wants the same one.
    let tls = TlsOptions { danger_no_verification: true, ..TlsOptions::default() }.build().unwrap();
    let options = Options { tls: Some(tls), timeout: Duration::from_secs(5), ..Options::default() };
    let login = || LoginConfig::new(Credentials::new("alice", "secret").unwrap());
    let settings = DataSettings::default().trust(trust);
    let file = Arg::new(b"file").unwrap();
    let ending = |result: Result<Report, ftp_blocking::Error>| match result {
        Ok(report) => report.ending,
        Err(error) => error.report().unwrap_or_else(|| panic!("{error}")).ending,
    };
    let goes_on = |_| ControlFlow::Continue(());
    let (port, server) = serve(control.clone(), data.clone());
    let mut client = ftp_blocking::Client::connect("127.0.0.1", port, &options, login()).unwrap();
    client.set_data(settings);
    let std = ending(match up {
        true => client.upload(Plan::store(file), &mut &b"small"[..], goes_on),
        false => client.download(Plan::retrieve(file), &mut Vec::new(), goes_on),
    });
    drop(client);
    let std = (std, server.join().unwrap());
    let (port, server) = serve(control.clone(), data.clone());
    let tokio = runtime().block_on(async {
        let mut client = ftp_tokio::Client::connect("127.0.0.1", port, &options, login()).await.unwrap();
        client.set_data(settings);
        ending(match up {
            true => client.upload(Plan::store(file), &mut &b"small"[..], goes_on).await,
            false => client.download(Plan::retrieve(file), &mut Vec::new(), goes_on).await,
        })
    });
    [std, (tokio, server.join().unwrap())]
}

#[test]
fn a_data_connection_that_is_not_the_server_s_gets_and_gives_no_byte() {
    let versions: [&'static SupportedProtocolVersion; 2] = [&TLS12, &TLS13];
    for version in versions {
        let own = Certificates::new().unwrap();
        let config = |of: &Certificates| of.server_config(&[version], false);
        // With the certificate of the control connection, and no session of it.
        let (control, apart) = (config(&own), config(&own));
        let other = config(&Certificates::new().unwrap());
        for (trust, data, trusted) in [
            (Trust::SameServer, &control, true),
            (Trust::SameServer, &apart, true),
            (Trust::SameServer, &other, false),
            (Trust::Resumed, &control, true),
            (Trust::Resumed, &apart, false),
            (Trust::Resumed, &other, false),
            (Trust::DangerAny, &other, true),
        ] {
            for up in [true, false] {
                let expected = if trusted { Ending::Complete } else { Ending::NotTrusted };
                let came = if trusted && up { 5 } else { 0 };
                let done = transfers(up, trust, &control, data);
                assert_eq!(done, [(expected, came); 2], "{trust:?}, up: {up}, {version:?}");
            }
        }
    }
}
