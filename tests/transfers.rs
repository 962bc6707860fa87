//! Every conversation file of a transfer, through the core and through both adapters.

use ftp_proto::command::Protection;
use ftp_proto::session::Transfer;
use ftp_proto::transfer::{Data, DataEvent, Doubt, End, Ending, Plan, Report};
use ftp_proto::{Action, Arg, Dialogue, Input, Limits, Session};
use ftp_tests::transfer_file::TransferFile;
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::thread;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

fn files() -> Vec<(String, TransferFile)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/transfers");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, TransferFile::parse(&fs::read_to_string(&path).unwrap()))
        })
        .collect();
    assert!(files.len() >= 15, "only {} files were found", files.len());
    files
}

/// Runs a client's transfer against a server that does what the file says.
fn against_a_server(client: impl Fn(&str, &TransferFile, TcpStream)) {
    for (name, file) in files() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let control = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        thread::scope(|scope| {
            scope.spawn(|| file.serve(listener.accept().unwrap().0));
            client(&name, &file, control);
        });
    }
}

fn options() -> ftp_blocking::Options {
    ftp_blocking::Options { timeout: Duration::from_secs(10), ..ftp_blocking::Options::default() }
}

/// Returns the report, whether the transfer is complete or not.
fn report(name: &str, result: Result<Report, ftp_blocking::Error>) -> Report {
    match result {
        Ok(report) => report,
        Err(error) => error.report().unwrap_or_else(|| panic!("{name}: {error}")).clone(),
    }
}

#[test]
fn through_the_core() {
    for (name, file) in files() {
        for chunk in [1, 2, 3, 7, usize::MAX] {
            file.play(&name, chunk);
        }
    }
}

/// A transfer whose preliminary reply has come and whose data connection is made.
fn begun(session: &mut Session, plan: Plan) -> Transfer<'_> {
    let mut transfer = session.transfer(plan).unwrap();
    for replies in ["200 ok\r\n229 ok (|||1|)\r\n", "150 soon\r\n"] {
        transfer.handle(Input::Pending);
        let Action::Send(bytes) = transfer.action() else { panic!("{transfer:?}") };
        let n = bytes.len();
        transfer.handle(Input::Sent(n));
        transfer.handle(Input::Bytes(replies.as_bytes()));
        if matches!(transfer.data(), Data::Connect(_)) {
            transfer.happened(DataEvent::Connected);
        }
    }
    transfer
}

/// Such a transfer after 3 bytes of a file of 5.
fn half(session: &mut Session, plan: Plan) -> Transfer<'_> {
    let mut transfer = begun(session, plan);
    transfer.happened(DataEvent::Moved(3));
    transfer
}

#[test]
fn an_upload_that_the_server_ends_is_not_complete() {
    let mut session = TransferFile::session();
    let mut transfer = half(&mut session, Plan::store(Arg::new(b"a").unwrap()));
    transfer.happened(DataEvent::Ended(End::Fin));
    transfer.happened(DataEvent::Gone);
    transfer.handle(Input::Bytes(b"226 done\r\n"));
    assert_eq!(transfer.finish().ending, Ending::Doubtful(Doubt::NotMoved));
}

/// A data connection that ended before its handshake delivered nothing of the file, not even an empty one.
#[test]
fn what_was_not_protected_is_not_complete() {
    for plan in [Plan::store(Arg::new(b"a").unwrap()), Plan::retrieve(Arg::new(b"a").unwrap()).size(0)] {
        let mut session = Session::take_over(Limits::default(), Protection::Private, Protection::Private);
        let mut transfer = begun(&mut session, plan);
        assert_eq!(transfer.data(), Data::Secure);
        transfer.happened(DataEvent::Ended(End::Fin));
        transfer.happened(DataEvent::Gone);
        transfer.handle(Input::Bytes(b"226 done\r\n"));
        assert_eq!(transfer.finish().ending, Ending::Doubtful(Doubt::NotMoved));
    }
}

#[test]
fn without_the_control_connection_no_time_limit_tells_more() {
    let mut session = TransferFile::session();
    let mut transfer = half(&mut session, Plan::retrieve(Arg::new(b"a").unwrap()).size(5));
    transfer.handle(Input::Eof);
    assert_eq!(transfer.data(), Data::Read, "what was sent is still on its way");
    transfer.happened(DataEvent::TimedOut);
    transfer.happened(DataEvent::Gone);
    assert_eq!(transfer.finish().ending, Ending::FinalReplyLost);
}

#[test]
fn through_ftp_blocking() {
    against_a_server(|name, file, tcp| {
        let control = ftp_blocking::Control::new(tcp, "localhost", &options()).unwrap();
        let mut client = ftp_blocking::Client::new(control, TransferFile::session());
        let mut before = true;
        let result = match (file.upload(), file.stop()) {
            (Some(bytes), _) => client.write(file.plan()).and_then(|mut upload| {
                before = false;
                let _ = upload.write_all(&bytes);
                upload.finish()
            }),
            (None, stop) => client.read(file.plan()).and_then(|mut download| {
                let mut bytes = vec![0; file.download().len()];
                before = download.read_exact(&mut bytes).is_err();
                assert!(before || bytes == file.download(), "{name}");
                if stop.is_some() { download.stop() } else { download.finish() }
            }),
        };
        file.judge(name, &report(name, result), client.session(), before);
    });
}

#[test]
fn through_ftp_tokio() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    against_a_server(|name, file, tcp| {
        runtime.block_on(async {
            tcp.set_nonblocking(true).unwrap();
            let tcp = tokio::net::TcpStream::from_std(tcp).unwrap();
            let control = ftp_tokio::Control::new(tcp, "localhost", &options()).unwrap();
            let mut client = ftp_tokio::Client::new(control, TransferFile::session());
            let mut before = true;
            let result = match (file.upload(), file.stop()) {
                (Some(bytes), _) => match client.write(file.plan()).await {
                    Ok(mut upload) => {
                        before = false;
                        let _ = upload.write_all(&bytes).await;
                        upload.finish().await
                    }
                    Err(error) => Err(error),
                },
                (None, stop) => match client.read(file.plan()).await {
                    Ok(mut download) => {
                        let mut bytes = vec![0; file.download().len()];
                        before = download.read_exact(&mut bytes).await.is_err();
                        assert!(before || bytes == file.download(), "{name}");
                        if stop.is_some() { download.stop().await } else { download.finish().await }
                    }
                    Err(error) => Err(error),
                },
            };
            file.judge(name, &report(name, result), client.session(), before);
        });
    });
}
