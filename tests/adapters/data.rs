//! What a server does with a data connection that it should not, as both clients see it.

use crate::runtime;
use ftp_blocking::Options;
use ftp_proto::command::Protection;
use ftp_proto::transfer::{Doubt, Ending, Plan, Refusal, Step};
use ftp_proto::{Arg, Limits, Session};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::ops::ControlFlow;
use std::thread::spawn;
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_millis(400);

/// What the server does with the transfer's own command: its control and its data connection.
type Behaviour = fn(&mut TcpStream, TcpStream);

/// The client's end of a connection to a server that answers what prepares a transfer, and then does this.
fn serve(behaviour: Behaviour) -> TcpStream {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    spawn(move || {
        let (mut control, _) = listener.accept().unwrap();
        let data = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = data.local_addr().unwrap().port();
        for line in BufReader::new(control.try_clone().unwrap()).lines().map_while(Result::ok) {
            match line.split(' ').next().unwrap() {
                "STOR" => behaviour(&mut control, data.accept().unwrap().0),
                "EPSV" => say(&mut control, &format!("229 here (|||{port}|)\r\n")),
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

fn session() -> Session {
    let clear = Protection::DangerClear;
    Session::take_over(Limits::default(), clear, clear)
}

/// What a small upload comes to over std and over tokio, and how long it takes.
fn uploads(behaviour: Behaviour) -> [(Ending, Duration); 2] {
    let options = Options { timeout: LIMIT, ..Options::default() };
    let plan = || Plan::store(Arg::new(b"file").unwrap());
    let ending = |result: Result<_, ftp_blocking::Error>| result.unwrap_err().report().unwrap().ending;
    let timed = |upload: &dyn Fn() -> Ending| {
        let started = Instant::now();
        (upload(), started.elapsed())
    };
    let std = timed(&|| {
        let control = ftp_blocking::Control::new(serve(behaviour), "localhost", &options).unwrap();
        let mut client = ftp_blocking::Client::new(control, session());
        ending(client.upload(plan(), &mut &b"small"[..], |_| ControlFlow::Continue(())))
    });
    let tokio = timed(&|| {
        runtime().block_on(async {
            let tcp = serve(behaviour);
            tcp.set_nonblocking(true).unwrap();
            let tcp = tokio::net::TcpStream::from_std(tcp).unwrap();
            let control = ftp_tokio::Control::new(tcp, "localhost", &options).unwrap();
            let mut client = ftp_tokio::Client::new(control, session());
            ending(client.upload(plan(), &mut &b"small"[..], |_| ControlFlow::Continue(())).await)
        })
    });
    [std, tokio]
}

#[test]
fn a_server_that_sends_a_listing_where_it_was_sent_a_file_does_not_have_it() {
    let sent = uploads(|control, mut data| {
        say(control, "150 here it comes\r\n");
        data.write_all(b"-rw-r--r-- 1 ftp ftp 0 Jan 1 00:00 a file\r\n").unwrap();
        // What is not read would make the end a reset.
        let _ = data.read_to_end(&mut Vec::new());
        drop(data);
        say(control, "226 done\r\n");
    });
    assert_eq!(sent.map(|(ending, _)| ending), [Ending::Doubtful(Doubt::Broken); 2]);
}

#[test]
fn a_server_that_floods_where_it_was_sent_a_file_keeps_nobody() {
    let sent = uploads(|control, data| {
        say(control, "150 go\r\n552 over quota\r\n");
        let until = Instant::now() + 3 * LIMIT;
        // Several, so that there is always something to read.
        for mut data in [(); 4].map(|()| data.try_clone().unwrap()) {
            spawn(move || while Instant::now() < until && data.write_all(&[0; 1 << 18]).is_ok() {});
        }
    });
    for (ending, took) in sent {
        assert_eq!(ending, Ending::Refused(Step::Transfer, Refusal::QuotaExceeded));
        assert!(took < LIMIT, "{took:?}");
    }
}
