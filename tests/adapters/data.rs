//! What a server does wrong with a data connection, as both clients see it.

use crate::cases::SERVERS;
use crate::runtime;
use ftp_blocking::Options;
use ftp_proto::command::Protection;
use ftp_proto::transfer::{DataSettings, Doubt, Ending, Plan, Refusal, Report, Step, Trust};
use ftp_proto::{Arg, Limits, Session};
use rustls::{ServerConnection, StreamOwned};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::ops::ControlFlow;
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_millis(400);

/// What the server does when the transfer's own command arrives, given its control connection and its data
/// connection.
type Behaviour = fn(&mut TcpStream, TcpStream);

/// Returns the client's end of a connection to a server that answers the commands before a transfer and then
/// runs `behaviour`.
fn serve(behaviour: Behaviour) -> TcpStream {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    spawn(move || {
        let (mut control, _) = listener.accept().unwrap();
        let data = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = data.local_addr().unwrap().port();
        for line in BufReader::new(control.try_clone().unwrap()).lines().map_while(Result::ok) {
            match line.split(' ').next().unwrap() {
                "STOR" | "RETR" => behaviour(&mut control, data.accept().unwrap().0),
                "EPSV" => say(&mut control, &format!("229 here (|||{port}|)\r\n")),
                "SIZE" => say(&mut control, "550 no such file\r\n"),
                "PWD" => say(&mut control, "257 \"/\"\r\n"),
                _ => say(&mut control, "200 yes\r\n"),
            }
        }
    });
    client
}

fn say(control: &mut TcpStream, reply: &str) {
    // The client may be gone.
    let _ = control.write_all(reply.as_bytes());
}

#[derive(Clone, Copy)]
enum Way {
    Up,
    Down,
}

/// Returns how the transfer of a small file ends over std and over tokio, and how long it takes.
fn transfers(way: Way, protection: Protection, behaviour: Behaviour) -> [(Ending, Duration); 2] {
    let options = Options { timeout: LIMIT, tls: Some(SERVERS.tls.clone()), ..Options::default() };
    // The control connection uses no TLS, so that there is no session to resume.
    let session = || Session::take_over(Limits::default(), protection, protection);
    let (file, settings) = (Arg::new(b"file").unwrap(), DataSettings::default().trust(Trust::DangerAny));
    let ending = |result: Result<Report, ftp_blocking::Error>| match result {
        Ok(report) => report.ending,
        Err(error) => error.report().unwrap_or_else(|| panic!("{error}")).ending,
    };
    let goes_on = |_| ControlFlow::Continue(());
    let timed = |transfer: &dyn Fn(TcpStream) -> Ending| {
        let started = Instant::now();
        (transfer(serve(behaviour)), started.elapsed())
    };
    let std = timed(&|tcp| {
        let control = ftp_blocking::Control::new(tcp, "localhost", &options).unwrap();
        let mut client = ftp_blocking::Client::new(control, session());
        client.set_data(settings);
        ending(match way {
            Way::Up => client.upload(Plan::store(file), &mut &b"small"[..], goes_on),
            Way::Down => client.download(Plan::retrieve(file), &mut Vec::new(), goes_on),
        })
    });
    let tokio = timed(&|tcp| {
        runtime().block_on(async {
            tcp.set_nonblocking(true).unwrap();
            let tcp = tokio::net::TcpStream::from_std(tcp).unwrap();
            let control = ftp_tokio::Control::new(tcp, "localhost", &options).unwrap();
            let mut client = ftp_tokio::Client::new(control, session());
            client.set_data(settings);
            ending(match way {
                Way::Up => client.upload(Plan::store(file), &mut &b"small"[..], goes_on).await,
                Way::Down => client.download(Plan::retrieve(file), &mut Vec::new(), goes_on).await,
            })
        })
    });
    [std, tokio]
}

#[test]
fn a_server_that_sends_a_listing_where_it_was_sent_a_file_does_not_have_it() {
    let sent = transfers(Way::Up, Protection::DangerClear, |control, mut data| {
        say(control, "150 here it comes\r\n");
        data.write_all(b"-rw-r--r-- 1 ftp ftp 0 Jan 1 00:00 a file\r\n").unwrap();
        // Unread bytes would make the end a reset.
        let _ = data.read_to_end(&mut Vec::new());
        drop(data);
        say(control, "226 done\r\n");
    });
    assert_eq!(sent.map(|(ending, _)| ending), [Ending::Doubtful(Doubt::Broken); 2]);
}

#[test]
fn a_server_that_floods_where_it_was_sent_a_file_keeps_nobody() {
    let sent = transfers(Way::Up, Protection::DangerClear, |control, data| {
        say(control, "150 go\r\n552 over quota\r\n");
        let until = Instant::now() + 3 * LIMIT;
        // Several, so that there is always something to read.
        for mut data in [(); 4].map(|()| data.try_clone().unwrap()) {
            spawn(move || while Instant::now() < until && data.write_all(&[0; 1 << 18]).is_ok() {});
        }
    });
    for (ending, took) in sent {
        assert_eq!(ending, Ending::Refused(Step::Transfer, Refusal::QuotaExceeded));
        assert!(took < 2 * LIMIT, "{took:?}");
    }
}

#[test]
fn a_server_that_waits_for_the_end_of_tls_after_a_download_gets_it() {
    let received = transfers(Way::Down, Protection::Private, |control, data| {
        say(control, "150 go\r\n");
        let config = SERVERS.good.server_config(rustls::ALL_VERSIONS, false);
        let mut data = StreamOwned::new(ServerConnection::new(config).unwrap(), data);
        data.write_all(b"file").unwrap();
        data.conn.send_close_notify();
        data.flush().unwrap();
        match data.read(&mut [0]) {
            Ok(0) => say(control, "226 done\r\n"),
            other => say(control, &format!("426 no end of tls: {other:?}\r\n")),
        }
    });
    assert_eq!(received.map(|(ending, _)| ending), [Ending::Complete; 2]);
}

/// Sends the header of a record of 16 KiB, then one byte per millisecond for some time.
fn drip(mut data: TcpStream, time: Duration) {
    data.set_nodelay(true).unwrap();
    let until = Instant::now() + time;
    let mut sent = data.write_all(&[22, 3, 3, 64, 0]);
    while Instant::now() < until && sent.is_ok() {
        sleep(Duration::from_millis(1));
        sent = data.write_all(&[0]);
    }
}

#[test]
fn a_handshake_byte_by_byte_has_an_end() {
    let ended = transfers(Way::Down, Protection::Private, |control, data| {
        say(control, "150 go\r\n");
        drip(data, 3 * LIMIT);
        say(control, "426 gone\r\n");
    });
    for (ending, took) in ended {
        assert_eq!(ending, Ending::TimedOut);
        assert!(took > LIMIT && took < 2 * LIMIT, "{took:?}");
    }
    let refused = transfers(Way::Down, Protection::Private, |control, data| {
        say(control, "150 go\r\n426 given up\r\n");
        drip(data, LIMIT);
    });
    for (ending, took) in refused {
        assert_eq!(ending, Ending::Refused(Step::Transfer, Refusal::ConnectionLost));
        assert!(took < LIMIT, "{took:?}");
    }
}
