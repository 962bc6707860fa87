//! The C examples, built by gcc and run against real servers; under valgrind in a full run.

use crate::programs::{With, build, checked, includes, left_out, printed};
use ftp_tests::servers::{ALICE, Account, Running, Server, Setup, skip_or_fail};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Output, Stdio};

const CLIENT: [&str; 3] = ["fetch", "drive", "socket"];

fn with(main: &str, stream: &str) -> Vec<String> {
    [main, stream].into_iter().chain(CLIENT).map(String::from).collect()
}

fn start(setup: Setup) -> Option<(Running, Vec<u8>)> {
    let server = skip_or_fail(Server::Vsftpd, setup, Server::Vsftpd.start(setup))?;
    let file: Vec<u8> = (0..300_000u32).flat_map(|n| n.to_le_bytes()).collect();
    fs::write(server.home(ALICE).join("file"), &file).unwrap();
    Some((server, file))
}

/// Starts a server that accepts one login and refuses the file with this reply.
fn refusing(reply: &'static str) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        let (mut server, _) = listener.accept().unwrap();
        let lines = BufReader::new(server.try_clone().unwrap()).lines();
        server.write_all(b"220 x\r\n").unwrap();
        for line in lines.map_while(Result::ok) {
            let answer = match line.split(' ').next() {
                Some("USER") => "331 x",
                Some("PASS") => "230 x",
                Some("TYPE") => "200 x",
                Some("QUIT") => "221 x",
                _ => reply,
            };
            if server.write_all(format!("{answer}\r\n").as_bytes()).is_err() {
                return;
            }
        }
    });
    port
}

/// Runs `download`.
fn download(program: &Path, server: &Running, account: Account, to: &[&Path], more: &[&Path]) -> Output {
    let port = server.port.to_string();
    let mut command = checked(program);
    command.args(["127.0.0.1", &port, account.name, account.password, "file"]).args(to).args(more);
    command.output().expect("it starts")
}

#[test]
fn the_reply_parser() {
    if left_out() {
        return;
    }
    let program = build("reply", &["reply"], With::Plain, &[]);
    let mut child =
        checked(&program).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
    child.stdin.take().unwrap().write_all(b"220-Welcome\r\n530 no code\r\n220 ready\r\n331 pass").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "220 Welcome\n220 530 no code\n220 ready\n");
    assert!(output.status.success(), "{}", printed(&output));
    let source = include_str!("../../examples/reply.c");
    assert!(source.lines().count() <= 20, "it is to be the parser in 20 lines");
}

#[test]
fn the_header_is_cpp_too_and_can_be_included_twice() {
    if left_out() {
        return;
    }
    assert_eq!(includes("gcc", "-std=c11 -x c"), "");
    assert_eq!(includes("g++", "-std=c++17 -x c++"), "");
}

#[test]
fn the_first_lines_say_why() {
    if left_out() {
        return;
    }
    let output = checked(&build("why", &["why"], With::Plain, &[])).output().expect("it starts");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "tls_required: certain\n", "{}", printed(&output));
    assert!(output.status.success(), "{}", printed(&output));
    let (readme, source) = (include_str!("../../README.md"), include_str!("../../examples/why.c"));
    assert!(
        readme.contains(source) && readme.contains(include_str!("../../examples/reply.c")),
        "README.md shows others"
    );
}

#[test]
fn a_download_over_plain_sockets() {
    if left_out() {
        return;
    }
    let Some((server, file)) = start(Setup::Plain) else { return };
    let sources = with("download", "stream_plain");
    let program = build("plain", &sources.iter().map(|s| &**s).collect::<Vec<_>>(), With::Plain, &[]);
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("to");
    let output = download(&program, &server, ALICE, &[&to], &[]);
    assert!(output.status.success(), "{}", printed(&output));
    assert!(fs::read(to).unwrap() == file, "another file");
}

#[test]
fn a_refused_login_says_why() {
    if left_out() {
        return;
    }
    let Some((server, _)) = start(Setup::Plain) else { return };
    let sources = with("download", "stream_plain");
    let program = build("refused", &sources.iter().map(|s| &**s).collect::<Vec<_>>(), With::Plain, &[]);
    let folder = tempfile::tempdir().unwrap();
    let wrong = Account { password: "hunter2", ..ALICE };
    let output = download(&program, &server, wrong, &[&folder.path().join("to")], &[]);
    let said = printed(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("no login: login refused: 530 Login incorrect. at pass"), "{said}");
    assert!(said.contains("wrong_credentials (likely)"), "{said}");
    assert!(!said.contains("hunter2"), "{said}");
}

#[test]
fn a_refused_file_shows_no_password_and_empties_no_file() {
    if left_out() {
        return;
    }
    let sources = with("download", "stream_plain");
    let program = build("echo", &sources.iter().map(|s| &**s).collect::<Vec<_>>(), With::Plain, &[]);
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("to");
    let port = refusing("550 no file for hunter2").to_string();
    fs::write(&to, "as before").unwrap();
    let mut command = checked(&program);
    let output = command.args(["127.0.0.1", &port, "alice", "hunter2", "file"]).arg(&to).output().unwrap();
    let said = printed(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("550") && !said.contains("hunter2"), "{said}");
    assert_eq!(fs::read(&to).unwrap(), b"as before");
}

/// vsftpd with `require_ssl_reuse=YES`.
#[test]
fn a_download_under_tls_resumes_the_session() {
    if left_out() {
        return;
    }
    let Some((server, file)) = start(Setup::SessionReuse) else { return };
    let sources = with("download", "stream_openssl");
    let program = build("tls", &sources.iter().map(|s| &**s).collect::<Vec<_>>(), With::OpenSsl, &[]);
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("to");
    let output = download(&program, &server, ALICE, &[&to], &[&server.ca]);
    assert!(output.status.success(), "{}{}", printed(&output), server.log());
    assert!(fs::read(to).unwrap() == file, "another file");
    // The client sends no password to a server that it does not trust.
    let output = download(&program, &server, ALICE, &[&folder.path().join("none")], &[]);
    let said = printed(&output);
    assert!(said.contains("tls failed: certificate is not trusted"), "{said}");
}

#[test]
fn two_sessions_in_two_threads() {
    if left_out() {
        return;
    }
    let Some((server, file)) = start(Setup::Plain) else { return };
    let sources = with("two_threads", "stream_plain");
    let program = build("threads", &sources.iter().map(|s| &**s).collect::<Vec<_>>(), With::Plain, &[]);
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (folder.path().join("one"), folder.path().join("other"));
    let output = download(&program, &server, ALICE, &[&one, &other], &[]);
    assert!(output.status.success(), "{}", printed(&output));
    assert!(fs::read(one).unwrap() == file && fs::read(other).unwrap() == file, "another file");
}
