//! The caller's own streams.

use crate::canned::Canned;
use crate::cases::{SERVERS, auth, config, welcome_under_tls};
use crate::{ended, runtime};
use ftp_blocking::Options;
use ftp_proto::{Dialogue, Login, TlsPolicy};
use ftp_tests::scripted::{Scripted, Turn};
use ftp_tests::shown;
use rustls::version::TLS13;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, BufWriter};
use tokio::{runtime::Runtime, time::timeout};

const CLEAR: TlsPolicy = TlsPolicy::DangerCleartext;
const ANSWERS: [&str; 4] = ["220 hello\r\n", "331 password?\r\n", "230 welcome\r\n", "200 fine\r\n"];

fn canned(width: usize, breaks_after: Option<usize>) -> Canned {
    Canned { answers: ANSWERS.to_vec(), width, breaks_after, ..Canned::default() }
}

/// How it ends over std and over tokio.
fn ends(canned: impl Fn() -> Canned) -> [(String, Vec<u8>); 2] {
    let (mut std, mut tokio) = (canned(), canned());
    let ends = [over_std(&mut std, CLEAR), over_tokio(&runtime(), &mut tokio, CLEAR)];
    let [first, second] = ends;
    [(first, std.received), (second, tokio.received)]
}

fn options() -> Options {
    Options { tls: Some(SERVERS.tls.clone()), ..Options::default() }
}

fn over_std(stream: impl Read + Write, tls: TlsPolicy) -> String {
    let mut control = ftp_blocking::Control::over(stream, "localhost", &options());
    let mut login = Login::new(config(tls));
    ftp_blocking::drive(&mut control, &mut login);
    ended(login.finish(), |noop| drop(ftp_blocking::drive(&mut control, noop)))
}

fn over_tokio(runtime: &Runtime, stream: impl AsyncRead + AsyncWrite + Unpin, tls: TlsPolicy) -> String {
    let mut control = ftp_tokio::Control::over(stream, "localhost", &options());
    let mut login = Login::new(config(tls));
    drive_soon(runtime, &mut control, &mut login);
    ended(login.finish(), |session| drive_soon(runtime, &mut control, session))
}

/// Drives within a time limit: a canned server answers at once, so one that makes the client wait was not
/// asked.
fn drive_soon(runtime: &Runtime, transport: &mut impl ftp_tokio::Transport, dialogue: &mut impl Dialogue) {
    let drive = async { timeout(Duration::from_secs(10), ftp_tokio::drive(transport, dialogue)).await };
    runtime.block_on(drive).expect("the driver waits for an answer to what it holds back");
}

/// Reads little at a time, and writes only when it is flushed.
struct Sluggish {
    tcp: TcpStream,
    held: Vec<u8>,
}

impl Read for Sluggish {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = buffer.len().min(7);
        self.tcp.read(&mut buffer[..most])
    }
}

impl Write for Sluggish {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.tcp.write_all(&std::mem::take(&mut self.held))
    }
}

#[test]
fn tls_goes_over_any_stream() {
    let handshake = Turn::StartTls(SERVERS.good.server_config(&[&TLS13], false));
    let script = [auth(), vec![handshake], welcome_under_tls()].concat();
    let server = || Scripted::start(script.clone()).unwrap();
    let lines = ["AUTH TLS", "PBSZ 0", "PROT P", "USER alice", "PASS secret", "NOOP"];

    let std = server();
    let tcp = TcpStream::connect(("127.0.0.1", std.port)).unwrap();
    tcp.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let end = over_std(Sluggish { tcp, held: Vec::new() }, TlsPolicy::Required);
    assert_eq!(
        (&*end, std.received().lines),
        ("logged in under tls, then fine", lines.map(String::from).to_vec())
    );

    let (tokio, runtime) = (server(), runtime());
    let tcp = runtime.block_on(tokio::net::TcpStream::connect(("127.0.0.1", tokio.port))).unwrap();
    let end = over_tokio(&runtime, BufWriter::new(tcp), TlsPolicy::Required);
    assert_eq!(
        (&*end, tokio.received().lines),
        ("logged in under tls, then fine", lines.map(String::from).to_vec())
    );
}

#[test]
fn commands_that_are_written_in_parts_arrive_whole_and_once() {
    for width in [1, 2, 3, 7, 64] {
        for (end, received) in ends(|| canned(width, None)) {
            assert_eq!(end, "logged in in clear, then fine", "{width} bytes at a time");
            assert_eq!(
                shown(&received),
                shown(b"USER alice\r\nPASS secret\r\nNOOP\r\n"),
                "{width} bytes at a time"
            );
        }
    }
}

#[test]
fn what_a_stream_holds_back_is_flushed_before_the_answer_is_waited_for() {
    let holding = || Canned { holds_back: true, ..canned(7, None) };
    for (end, received) in ends(holding) {
        assert_eq!(end, "logged in in clear, then fine");
        assert_eq!(shown(&received), shown(b"USER alice\r\nPASS secret\r\nNOOP\r\n"));
    }
}

#[test]
fn what_the_server_said_is_read_when_writing_fails() {
    for width in [1, 64] {
        let breaking =
            || Canned { answers: vec!["220 hello\r\n", "421 too many of you\r\n"], ..canned(width, Some(0)) };
        for (end, received) in ends(breaking) {
            assert_eq!(end, "login refused: 421 too many of you at user");
            assert_eq!(shown(&received), shown(b""));
        }
    }
}

#[test]
fn a_failed_write_without_last_words_is_an_end() {
    let breaking = || Canned { answers: vec!["220 hello\r\n"], ..canned(64, Some(0)) };
    for (end, _) in ends(breaking) {
        assert_eq!(end, "connection broke at user");
    }
}
