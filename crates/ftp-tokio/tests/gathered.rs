//! A download gathers bytes before it writes them, but never waits for bytes that may not come.

use ftp_proto::command::Protection;
use ftp_proto::transfer::Plan;
use ftp_proto::{Arg, Limits, Session};
use ftp_tokio::{Client, Options, Progress};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::ops::ControlFlow::Continue;
use std::sync::mpsc::{Receiver, channel};
use std::thread::{sleep, spawn};
use std::time::Duration;
use tokio::io::{AsyncReadExt, duplex};

/// Sends the second part of the file only when the first has arrived where the caller wants the file.
fn serve(mut control: TcpStream, arrived: &Receiver<()>) {
    let data = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = data.local_addr().unwrap().port();
    for line in BufReader::new(control.try_clone().unwrap()).lines().map_while(Result::ok) {
        let reply = match line.as_str() {
            "EPSV" => format!("229 here (|||{port}|)\r\n"),
            "RETR file" => {
                let mut data = data.accept().unwrap().0;
                data.write_all(b"first").unwrap();
                let both = arrived.recv_timeout(Duration::from_secs(20)).is_ok();
                data.write_all(if both { b"second" } else { b"waited in vain" }).unwrap();
                "150 here it comes\r\n226 done\r\n".to_string()
            }
            "RETR slow" => {
                let mut data = data.accept().unwrap().0;
                // Longer than the time after which progress is reported.
                sleep(Duration::from_millis(300));
                data.write_all(b"all of it").unwrap();
                "150 here it comes\r\n226 done\r\n".to_string()
            }
            "SIZE slow" => "213 9\r\n".to_string(),
            _ => "200 yes\r\n".to_string(),
        };
        control.write_all(reply.as_bytes()).unwrap();
    }
}

/// Returns a client of such a server.
async fn client(arrived: Receiver<()>) -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    spawn(move || serve(listener.accept().unwrap().0, &arrived));
    let control = ftp_tokio::connect("127.0.0.1", port, &Options::default()).await.unwrap();
    let clear = Protection::DangerClear;
    Client::new(control, Session::take_over(Limits::default(), clear, clear))
}

#[tokio::test]
async fn what_a_slow_server_has_sent_so_far_is_written_before_more_comes() {
    let (tell, arrived) = channel();
    let mut client = client(arrived).await;

    let (mut to, mut from) = duplex(1024);
    let reader = tokio::spawn(async move {
        let mut first = [0; 5];
        from.read_exact(&mut first).await.unwrap();
        tell.send(()).unwrap();
        let mut rest = Vec::new();
        from.read_to_end(&mut rest).await.unwrap();
        (first, rest)
    });
    let plan = Plan::retrieve(Arg::new(b"file").unwrap());
    let report = client.download(plan, &mut to, |_| Continue(())).await.unwrap();
    drop(to);
    assert_eq!(reader.await.unwrap(), (*b"first", b"second".to_vec()));
    assert_eq!(report.moved, 11);
}

/// The end of the transfer can come while the last bytes are gathered, before progress is reported.
#[tokio::test]
async fn the_last_progress_has_all_bytes() {
    let mut client = client(channel().1).await;
    let mut seen = Vec::new();
    let progress = |progress: Progress| {
        seen.push((progress.moved, progress.size));
        Continue(())
    };
    let plan = Plan::retrieve(Arg::new(b"slow").unwrap());
    let report = client.download(plan, &mut Vec::new(), progress).await.unwrap();
    assert_eq!((report.moved, &seen[..]), (9, &[(9, Some(9))][..]));
}

#[tokio::test]
async fn the_size_stays_known_behind_the_end() {
    let mut client = client(channel().1).await;
    let mut download = client.retrieve("slow").await.unwrap();
    download.read_to_end(&mut Vec::new()).await.unwrap();
    assert_eq!(download.size(), Some(9));
}
