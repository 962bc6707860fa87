//! A server makes one connection wait for the other: nothing hangs, and what the client received says why.

use ftp_blocking::{Client, Control, Error, Failure, Options};
use ftp_proto::command::Protection;
use ftp_proto::session::Health;
use ftp_proto::transfer::{DataSettings, Doubt, Ending, Mode, Plan, Refusal, Report, Step};
use ftp_proto::{Arg, Command, Limits, Session};
use ftp_tests::announce;
use socket2::{Domain, Socket, Type};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::ops::ControlFlow;
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_millis(600);

/// What the server does when the transfer's own command arrives, given its control connection and its data
/// connection.
type Behaviour = fn(&mut TcpStream, TcpStream);

/// Returns a client of a server that answers the commands before a transfer and then runs `behaviour` for the first
/// transfer. It serves later transfers correctly.
fn client(behaviour: Behaviour) -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let control = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    spawn(move || serve(listener.accept().unwrap().0, behaviour));
    let options = Options { timeout: LIMIT, ..Options::default() };
    let control = Control::new(control, "localhost", &options).unwrap();
    let clear = Protection::DangerClear;
    Client::new(control, Session::take_over(Limits::default(), clear, clear))
}

fn serve(mut control: TcpStream, behaviour: Behaviour) {
    let data = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = data.local_addr().unwrap().port();
    let mut first = true;
    for line in BufReader::new(control.try_clone().unwrap()).lines() {
        let Ok(line) = line else { return };
        let reply = match line.split(' ').next().unwrap() {
            "SITE" if line == "SITE working" => {
                say(&mut control, "150 working\r\n");
                sleep(LIMIT / 6);
                "250 done\r\n".to_string()
            }
            "SITE" => {
                sleep(LIMIT * 7 / 6);
                "250 done\r\n".to_string()
            }
            "RETR" | "STOR" if first => {
                first = false;
                behaviour(&mut control, data.accept().unwrap().0);
                continue;
            }
            "RETR" => {
                data.accept().unwrap().0.write_all(b"next").unwrap();
                "150 here it comes\r\n226 done\r\n".to_string()
            }
            "EPSV" => format!("229 here (|||{port}|)\r\n"),
            "PWD" => "257 \"/\"\r\n".to_string(),
            "SIZE" => "550 no such file\r\n".to_string(),
            _ => "200 yes\r\n".to_string(),
        };
        if control.write_all(reply.as_bytes()).is_err() {
            return;
        }
    }
}

fn say(control: &mut TcpStream, reply: &str) {
    control.write_all(reply.as_bytes()).unwrap();
}

fn ending(result: Result<Report, Error>) -> Ending {
    result.map_or_else(
        |error| error.report().unwrap_or_else(|| panic!("{error}")).ending,
        |report| report.ending,
    )
}

fn download(behaviour: Behaviour) -> (Ending, usize, Client) {
    let mut client = client(behaviour);
    let started = Instant::now();
    let mut bytes = Vec::new();
    let plan = Plan::retrieve(Arg::new(b"file").unwrap());
    let ending = ending(client.download(plan, &mut bytes, |_| ControlFlow::Continue(())));
    assert!(started.elapsed() < LIMIT * 4, "{:?}", started.elapsed());
    (ending, bytes.len(), client)
}

fn upload(behaviour: Behaviour) -> (Ending, Client) {
    let mut client = client(behaviour);
    let started = Instant::now();
    let plan = Plan::store(Arg::new(b"file").unwrap());
    let mut file = std::io::repeat(7).take(64 << 20);
    let ending = ending(client.upload(plan, &mut file, |_| ControlFlow::Continue(())));
    assert!(started.elapsed() < LIMIT * 4, "{:?}", started.elapsed());
    (ending, client)
}

fn goes_on(mut client: Client) {
    let mut next = client.retrieve("next").unwrap();
    assert_eq!(next.read(&mut []).unwrap(), 0, "no room is no end");
    assert_eq!(next.into_vec(100).unwrap(), b"next");
    assert_eq!(client.session().health(), Health::InSync);
}

#[test]
fn data_that_fills_up_before_the_server_says_anything() {
    let (ending, got, client) = download(|control, mut data| {
        data.write_all(&vec![1; 16 << 20]).unwrap();
        drop(data);
        say(control, "150 late\r\n226 done\r\n");
    });
    assert_eq!((ending, got), (Ending::Complete, 16 << 20));
    goes_on(client);
}

#[test]
fn a_server_that_stops_reading_and_says_why() {
    let (ending, client) = upload(|control, data| {
        say(control, "150 go\r\n");
        (&data).read_exact(&mut vec![0; 1 << 20]).unwrap();
        sleep(LIMIT / 4);
        say(control, "452 no room\r\n");
        // The connection stays open until the client has seen why.
        spawn(move || {
            sleep(LIMIT * 4);
            drop(data);
        });
    });
    assert_eq!(ending, Ending::Refused(Step::Transfer, Refusal::NoSpace));
    goes_on(client);
}

#[test]
fn a_server_that_stops_reading_and_says_nothing() {
    let (ending, client) = upload(|control, data| {
        say(control, "150 go\r\n");
        spawn(move || {
            sleep(LIMIT * 4);
            drop(data);
        });
    });
    assert_eq!(ending, Ending::TimedOut);
    goes_on(client);
}

#[test]
fn a_server_that_refuses_and_goes_on_reading() {
    let (ending, client) = upload(|control, mut data| {
        say(control, "150 go\r\n552 over quota\r\n");
        spawn(move || std::io::copy(&mut data, &mut std::io::sink()));
    });
    assert_eq!(ending, Ending::Refused(Step::Transfer, Refusal::QuotaExceeded));
    goes_on(client);
}

#[test]
fn the_final_reply_before_the_data() {
    let (ending, got, client) = download(|control, mut data| {
        say(control, "150 go\r\n226 done\r\n");
        sleep(LIMIT / 4);
        data.write_all(&vec![1; 1 << 20]).unwrap();
    });
    assert_eq!((ending, got), (Ending::Complete, 1 << 20));
    goes_on(client);
}

#[test]
fn no_final_reply() {
    let (ending, got, client) = download(|control, mut data| {
        say(control, "150 go\r\n");
        data.write_all(b"all of it").unwrap();
    });
    assert_eq!((ending, got), (Ending::FinalReplyLost, 9));
    goes_on(client);
}

#[test]
fn two_final_replies() {
    let (ending, _, client) = download(|control, mut data| {
        data.write_all(b"all of it").unwrap();
        drop(data);
        say(control, "150 go\r\n226 done\r\n");
        say(control, "226 done\r\n");
    });
    assert_eq!(ending, Ending::Complete);
    goes_on(client);
}

#[test]
fn a_reset_upload_is_not_complete() {
    let (ending, client) = upload(|control, data| {
        say(control, "150 go\r\n");
        (&data).read_exact(&mut [0; 1000]).unwrap();
        drop(data); // unread bytes: a reset
        say(control, "226 done\r\n");
    });
    assert_eq!(ending, Ending::Doubtful(Doubt::Broken));
    goes_on(client);
}

#[test]
fn what_is_dropped_half_way_is_settled_by_the_next_call() {
    let mut client = client(|control, mut data| {
        say(control, "150 go\r\n");
        let _ = data.write_all(&vec![1; 64 << 20]);
        say(control, "426 lost\r\n");
    });
    let mut download = client.retrieve("file").unwrap();
    download.read_exact(&mut [0; 10]).unwrap();
    drop(download);
    assert_eq!(client.session().health(), Health::Unsettled);
    goes_on(client);
}

/// A server in active mode: a stranger connects to the client's port first, then the server itself does.
fn active(mut control: TcpStream) {
    control.write_all(b"220 ready\r\n").unwrap_or_default();
    let mut to = None;
    for line in BufReader::new(control.try_clone().unwrap()).lines() {
        let Ok(line) = line else { return };
        let reply = match line.split_once(' ') {
            Some(("PORT", numbers)) => {
                let numbers: Vec<u16> = numbers.split(',').map(|number| number.parse().unwrap()).collect();
                assert_eq!(numbers[..4], [127, 0, 0, 1]);
                to = Some(numbers[4] * 256 + numbers[5]);
                "200 yes\r\n"
            }
            Some(("RETR", _)) => {
                let to = SocketAddr::from(([127, 0, 0, 1], to.take().unwrap()));
                let stranger = from([127, 0, 0, 2], to);
                (&stranger).write_all(b"not the file").unwrap();
                let mut end = Vec::new();
                // The stranger was sent away before the server connected.
                let _ = (&stranger).read_to_end(&mut end);
                assert!(end.is_empty());
                from([127, 0, 0, 1], to).write_all(b"the file").unwrap();
                "150 here it comes\r\n226 done\r\n"
            }
            Some(("SIZE", _)) => "213 8\r\n",
            _ => "200 yes\r\n",
        };
        if control.write_all(reply.as_bytes()).is_err() {
            return;
        }
    }
}

/// Connects to `to` from the given address of this machine.
fn from(address: [u8; 4], to: SocketAddr) -> TcpStream {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    socket.bind(&SocketAddr::from((address, 0)).into()).unwrap();
    socket.connect(&to.into()).unwrap();
    socket.into()
}

#[test]
fn a_stranger_is_sent_away_where_the_server_connects() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    server_connects(TcpStream::connect(listener.local_addr().unwrap()).unwrap(), listener);
}

#[test]
fn a_server_of_ipv4_connects_though_a_socket_of_ipv6_reached_it() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mapped = Ipv4Addr::LOCALHOST.to_ipv6_mapped();
    match TcpStream::connect((mapped, listener.local_addr().unwrap().port())) {
        Ok(control) => server_connects(control, listener),
        Err(error) => announce(&format!("SKIPPED: IPv4 by IPv6: {error}")),
    }
}

fn server_connects(control: TcpStream, listener: TcpListener) {
    spawn(move || active(listener.accept().unwrap().0));
    (&control).read_exact(&mut [0; 11]).unwrap();
    let options = Options { timeout: LIMIT, ..Options::default() };
    let control = Control::new(control, "localhost", &options).unwrap();
    let clear = Protection::DangerClear;
    let mut client = Client::new(control, Session::take_over(Limits::default(), clear, clear));
    client.set_data(DataSettings::default().mode(Mode::Active));
    for _ in 0..2 {
        let mut bytes = Vec::new();
        let plan = Plan::retrieve(Arg::new(b"file").unwrap());
        let report = client.download(plan, &mut bytes, |_| ControlFlow::Continue(())).unwrap();
        assert_eq!((&bytes[..], report.data.strangers), (&b"the file"[..], 1));
    }
}

#[test]
fn a_server_that_never_connects_is_given_up_in_time() {
    let mut client = client(|_, _| unreachable!());
    client.set_data(DataSettings::default().mode(Mode::Active));
    let started = Instant::now();
    let error = client.names("").unwrap_err();
    let ending = error.report().unwrap_or_else(|| panic!("{error}")).ending;
    assert_eq!(ending, Ending::TimedOut);
    assert!(started.elapsed() < LIMIT * 4, "{:?}", started.elapsed());
}

#[test]
fn a_call_that_was_stopped_can_be_settled_at_once() {
    let mut client = client(|control, mut data| {
        say(control, "150 go\r\n");
        let _ = data.write_all(&vec![1; 64 << 20]);
        say(control, "426 lost\r\n");
    });
    let download = client.retrieve("file").unwrap();
    drop(download);
    assert_eq!(client.session().health(), Health::Unsettled);
    client.abort().unwrap();
    assert_eq!(client.session().health(), Health::InSync);
    goes_on(client);
}

#[test]
fn a_reply_that_is_still_to_come_is_waited_for_by_the_next_call() {
    let serves: Behaviour = |control, mut data| {
        data.write_all(b"next").unwrap();
        say(control, "150 here it comes\r\n226 done\r\n");
    };
    for what in ["late", "working"] {
        let mut client = client(serves);
        let site = Command::site(Arg::new(what.as_bytes()).unwrap());
        assert!(matches!(client.quote(&site).unwrap_err().failure(), Failure::NoReply(_)), "{what}");
        assert_eq!(client.session().health(), Health::ReplyPending, "{what}");
        if what == "late" {
            client.abort().unwrap();
        }
        goes_on(client);
    }
}

#[test]
fn a_dropped_transfer_leaves_no_time_limit_on_its_control_connection() {
    let mut client = client(|control, mut data| {
        say(control, "150 here it comes\r\n");
        data.write_all(b"first").unwrap();
    });
    client.retrieve("file").unwrap().read_exact(&mut [0; 5]).unwrap();
    let (mut control, _) = client.into_parts();
    sleep(LIMIT * 3 / 2);
    control.write_all(b"PWD\r\n").unwrap();
    let mut replies = Vec::new();
    while !replies.ends_with(b"257 \"/\"\r\n") {
        let mut buffer = [0; 100];
        let n = control.read(&mut buffer).unwrap();
        assert!(n > 0, "{}", replies.escape_ascii());
        replies.extend_from_slice(&buffer[..n]);
    }
}
