//! The client: every call, and every call dropped at each point where it waits.

mod server;

use ftp_proto::session::Health;
use ftp_proto::transfer::{Ending, Plan, Resume};
use ftp_proto::{Arg, Command, Credentials, LoginConfig, TlsPolicy};
use ftp_tests::dropped::dropped_at;
use ftp_tokio::{Client, Error, Options, Progress};
use std::io;
use std::ops::ControlFlow::{self, Break, Continue};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};

const PASSWORD: &str = "canary";

async fn client(port: u16) -> Client {
    let credentials = Credentials::new("alice", PASSWORD).unwrap();
    let config = LoginConfig::new(credentials).tls(TlsPolicy::DangerCleartext);
    Client::connect("127.0.0.1", port, &Options::default(), config).await.unwrap()
}

fn content(bytes: usize) -> Vec<u8> {
    (0..bytes).map(|at| ((at * 31) >> 3) as u8).collect()
}

fn arg(path: &str) -> Arg<'_> {
    Arg::new(path.as_bytes()).unwrap()
}

fn on(_: Progress) -> ControlFlow<()> {
    Continue(())
}

async fn fetch(client: &mut Client, path: &str) -> Result<Vec<u8>, Error> {
    client.retrieve(path).await?.into_vec(usize::MAX).await
}

async fn put(client: &mut Client, path: &str, bytes: &[u8]) {
    let report = client.upload(Plan::store(arg(path)), &mut &*bytes, on).await.unwrap();
    assert_eq!(report.moved, bytes.len() as u64);
}

#[tokio::test]
async fn files_and_listings() {
    let port = server::start().unwrap();
    let mut client = client(port).await;
    for bytes in [0, 1, 3_000_000] {
        let whole = content(bytes);
        let mut upload = client.store("file").await.unwrap();
        upload.write_all(&whole).await.unwrap();
        assert!(upload.finish().await.unwrap().is_complete());
        assert_eq!(fetch(&mut client, "file").await.unwrap(), whole, "{bytes}");

        let mut got = Vec::new();
        let mut calls = Vec::new();
        let mut seen = |progress: Progress| {
            calls.push(progress.moved);
            Continue(())
        };
        let report = client.download(Plan::retrieve(arg("file")), &mut got, &mut seen).await.unwrap();
        assert_eq!((got, report.moved), (whole, bytes as u64));
        assert!(calls.len() <= 3 + 30, "{calls:?}");
    }
    for listing in ["list", "names", "metadata"] {
        let download = match listing {
            "list" => client.list("").await,
            "names" => client.names("").await,
            _ => client.metadata("/").await,
        };
        assert_eq!(download.unwrap().into_vec(6).await.unwrap(), b"file\r\n", "{listing}");
    }

    let whole = content(3_000_000);
    let mut rest = Vec::new();
    let plan = Plan::retrieve(arg("file")).offset(2_999_990);
    let report = client.download(plan, &mut rest, on).await.unwrap();
    assert_eq!((&rest[..], report.offset, report.moved), (&whole[2_999_990..], 2_999_990, 10));
}

#[tokio::test]
async fn a_stream_that_is_not_read_to_its_end_is_no_success() {
    let port = server::start().unwrap();
    let mut client = client(port).await;
    let whole = content(3_000_000);
    put(&mut client, "file", &whole).await;

    let mut download = client.retrieve("file").await.unwrap();
    let mut part = [0; 10];
    download.read_exact(&mut part).await.unwrap();
    let error = download.finish().await.unwrap_err();
    let report = error.report().unwrap();
    assert_eq!((report.ending, report.moved), (Ending::Stopped, 10));
    assert_eq!(report.resume(), Some(Resume::Download { offset: 10, size: Some(3_000_000) }));

    let mut download = client.retrieve("file").await.unwrap();
    download.read_exact(&mut part).await.unwrap();
    assert_eq!(download.stop().await.unwrap().ending, Ending::Stopped);

    // Everything was read except the end of the stream.
    let mut download = client.retrieve("file").await.unwrap();
    let mut all = vec![0; whole.len()];
    download.read_exact(&mut all).await.unwrap();
    assert!(download.finish().await.unwrap().is_complete());

    let error = client.retrieve("file").await.unwrap().into_vec(100).await.unwrap_err();
    assert_eq!(error.report().unwrap().ending, Ending::Stopped);

    let stop = |_: Progress| Break(());
    let error = client.download(Plan::retrieve(arg("file")), &mut Vec::new(), stop).await.unwrap_err();
    assert_eq!(error.report().unwrap().ending, Ending::Stopped);
    assert_eq!(fetch(&mut client, "file").await.unwrap(), whole);
}

/// A full disk, as the caller's writer and reader. `late`: only the flush fails.
struct Full {
    late: bool,
}

impl AsyncWrite for Full {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if self.late { Poll::Ready(Ok(bytes.len())) } else { Poll::Ready(Err(io::Error::other("full"))) }
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Err(io::Error::other("full")))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

#[tokio::test]
async fn a_failure_of_the_caller_is_kept_and_the_session_goes_on() {
    let port = server::start().unwrap();
    let mut client = client(port).await;
    let whole = content(3_000_000);
    put(&mut client, "file", &whole).await;
    for late in [false, true] {
        let error = client.download(Plan::retrieve(arg("file")), &mut Full { late }, on).await.unwrap_err();
        assert_eq!(error.report().unwrap().ending, Ending::CallerFailed, "{late}");
        assert_eq!(error.io().unwrap().to_string(), "full", "{late}");
    }
    let mut from = (&whole[..1000]).chain(Unplugged);
    let error = client.upload(Plan::store(arg("part")), &mut from, on).await.unwrap_err();
    assert_eq!(error.report().unwrap().ending, Ending::CallerFailed);
    assert_eq!(error.io().unwrap().to_string(), "unplugged");
    assert_eq!(fetch(&mut client, "file").await.unwrap(), whole);
}

/// A source that fails.
struct Unplugged;

impl AsyncRead for Unplugged {
    fn poll_read(self: Pin<&mut Self>, _: &mut Context<'_>, _: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Err(io::Error::other("unplugged")))
    }
}

#[tokio::test]
async fn commands() {
    let port = server::start().unwrap();
    let mut client = client(port).await;
    put(&mut client, "file", b"12345").await;
    assert_eq!(client.size("file").await.unwrap(), 5);
    let time = client.modified("file").await.unwrap();
    assert_eq!(time.to_string(), "20260102030405");
    client.set_modified("file", time).await.unwrap();
    client.rename("file", "other").await.unwrap();
    assert_eq!(client.make_directory("sub").await.unwrap().unwrap(), b"/sub");
    client.change_directory("sub").await.unwrap();
    assert_eq!(client.working_directory().await.unwrap(), b"/");
    assert_eq!(client.quote(&Command::noop()).await.unwrap().code().get(), 200);
    client.change_directory("/").await.unwrap();
    client.remove_directory("sub").await.unwrap();
    client.remove("other").await.unwrap();

    let error = fetch(&mut client, "other").await.unwrap_err();
    assert_eq!(error.command(), Some("RETR other"));
    assert!(matches!(error.report().unwrap().ending, Ending::Refused(..)), "{error}");
    assert!(error.transcript().unwrap().entries().count() > 4);
    assert!(!format!("{error:?}").contains(PASSWORD));
    let error = client.size("other").await.unwrap_err();
    assert_eq!(error.reply().unwrap().code().get() / 100, 5);
    let error = client.remove("a\r\nDELE b").await.unwrap_err();
    assert_eq!(error.to_string(), "argument has a CR, LF or NUL at byte 1");
    assert_eq!(client.session().health(), Health::InSync);
    client.quit().await.unwrap();
}

/// Makes the call with this number; the test drops it.
async fn call(client: &mut Client, which: usize, whole: &[u8]) -> Option<Result<(), Error>> {
    let done = match which {
        0 => fetch(client, "kept").await.map(|got| assert_eq!(got, whole)),
        1 => client.upload(Plan::store(arg("new")).verify(), &mut &*whole, on).await.map(drop),
        2 => client.download(Plan::retrieve(arg("kept")).offset(5), &mut Vec::new(), on).await.map(drop),
        3 => match client.store("new").await {
            Ok(mut upload) => {
                upload.write_all(whole).await.unwrap();
                upload.finish().await.map(drop)
            }
            Err(error) => Err(error),
        },
        4 => match client.retrieve("kept").await {
            Ok(download) => download.stop().await.map(drop),
            Err(error) => Err(error),
        },
        5 => match client.list("").await {
            Ok(list) => list.into_vec(10_000).await.map(drop),
            Err(error) => Err(error),
        },
        6 => client.size("kept").await.map(drop),
        7 => client.working_directory().await.map(drop),
        8 => client.quote(&Command::noop()).await.map(drop),
        _ => return None,
    };
    Some(done)
}

#[tokio::test]
async fn each_call_dropped_wherever_it_waits_leaves_a_session_that_settles() {
    let port = server::start().unwrap();
    let whole = content(400_000);
    // The first data connection of a session is made in another order than the later ones.
    for fresh in [true, false] {
        let mut client = self::client(port).await;
        put(&mut client, "kept", &whole).await;
        for which in 0.. {
            let mut all = 0;
            for waits in 1.. {
                if fresh {
                    client = self::client(port).await;
                }
                match dropped_at(waits, call(&mut client, which, &whole)).await {
                    Some(None) => {
                        assert!(which > 5);
                        all = usize::MAX;
                        break;
                    }
                    Some(Some(done)) => {
                        done.unwrap();
                        break;
                    }
                    None => all += 1,
                }
                let at = format!("call {which} dropped after {waits} waits, {fresh}");
                assert_eq!(client.working_directory().await.expect(&at), b"/", "{at}");
                assert_eq!(client.session().health(), Health::InSync, "{at}");
                assert_eq!(fetch(&mut client, "kept").await.expect(&at), whole, "{at}");
                put(&mut client, "next", &whole).await;
            }
            if all == usize::MAX {
                break;
            }
            assert!(all > 0, "call {which} never waited");
        }
    }
}
