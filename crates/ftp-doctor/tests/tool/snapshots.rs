//! The complete output that people see: the files in `tests/snapshots`, 80 columns wide, with and without colour.
//! `UPDATE_DOCS=1 cargo test -p ftp-doctor` writes them again.

use crate::data_server::{self, Answers, FINE};
use crate::support::{Listening, run, tool};
use std::net::TcpListener;
use std::path::Path;
use std::{env, fs};

fn ftp(last: &'static str) -> Listening {
    Listening::answering(move |line| {
        match line.split(' ').next().unwrap_or_default() {
            "" => "220 ProFTPD Server ready.",
            "USER" => "331 Password required for alice",
            "PASS" => last,
            "QUIT" => "221 Goodbye.",
            _ => "500 not understood",
        }
        .to_owned()
    })
}

/// The tool's output with these arguments; `PORT` stands for the server's port.
fn shown(arguments: &[&str], port: u16, colour: bool) -> String {
    let port = port.to_string();
    let arguments = arguments.iter().map(|argument| argument.replace("PORT", &port));
    let mut command = tool();
    command.args(arguments).current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/logs"));
    if colour {
        command.env("CLICOLOR_FORCE", "1");
    }
    let done = run(&mut command, "");
    let text = done.stderr + &done.stdout + &format!("(exit status {})\n", done.status);
    text.replace(&format!(":{port}"), ":PORT")
        .replace(&format!("port {port}"), "port PORT")
        .replace(&format!("Port {port}"), "Port PORT")
        .replace(&format!("-P {port}"), "-P PORT")
}

fn compare(name: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name);
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(text, kept, "{} is not what is shown", file.display());
}

/// Whether a line may be longer than 80 columns: people copy curl commands and lines of the conversation, so these are not
/// broken.
fn may_be_long(line: &str) -> bool {
    let starts = ["  curl ", "S: ", "C: "];
    line.trim_start().starts_with("| ") || starts.iter().any(|start| line.starts_with(start))
}

#[test]
fn what_people_see() {
    let url = "ftp://alice:secret@127.0.0.1:PORT";
    let clear = |url: &'static str| ["check", "--tls", "never", "--timeout", "5", "--no-probes", url];
    let closing = Listening::new(|_| Vec::new());
    let ssh = Listening::new(|mut tcp| {
        let _ = std::io::Write::write_all(&mut tcp, b"SSH-2.0-OpenSSH_9.2p1 Debian\r\n");
        Vec::new()
    });
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (welcoming, wrong) = (data_server::start(FINE), ftp("530 Login incorrect."));
    let no_passive = data_server::start(Answers {
        epsv: Some("500 EPSV not understood"),
        pasv: "550 Permission denied.",
        ..FINE
    });
    let tls = ftp("550 SSL/TLS required on the control channel");
    let own_port = ["check", "--timeout", "5", "--probe-ports", "PORT", "127.0.0.1:PORT"];
    let cases: &[(&str, &[&str], u16)] = &[
        ("check-logged-in", &clear(url), welcoming.port),
        ("check-no-passive-mode", &clear(url), no_passive.port),
        ("check-wrong-password", &clear(url), wrong.port),
        ("check-tls-demanded", &clear(url), tls.port),
        ("check-no-tls", &["check", "--no-probes", url], wrong.port),
        ("check-nothing-listening", &clear(url), nobody),
        ("check-closed", &clear(url), closing.port),
        ("check-ssh-server", &own_port, ssh.port),
        ("read-curl", &["read", "curl-vsftpd-wrong-password.log"], 0),
        ("read-lftp-verbose", &["read", "-v", "lftp-pure-ftpd-tls-required.log"], 0),
        ("explain-530", &["explain", "530"], 0),
        ("explain-home-directory", &["explain", "home_directory"], 0),
        ("codes", &["codes"], 0),
        ("help", &["--help"], 0),
        ("check-help", &["check", "--help"], 0),
        ("wrong-usage", &["check", "--tls", "maybe", "127.0.0.1"], 0),
    ];
    for (name, arguments, port) in cases {
        let text = shown(arguments, *port, false);
        compare(&format!("{name}.txt"), &text);
        assert!(!text.contains('\u{1b}'), "{name}");
        let long = text.lines().find(|line| line.chars().count() > 80 && !may_be_long(line));
        assert_eq!(long, None, "{name}");
    }
    for (name, arguments, port) in
        cases.iter().filter(|case| case.0.ends_with("password") || case.0.ends_with("530"))
    {
        let text = shown(arguments, *port, true);
        compare(&format!("{name}.ansi"), &text);
        assert!(text.contains('\u{1b}'), "{name}");
    }
}

#[test]
fn every_shell_and_the_manual_know_every_command() {
    let commands = ["check", "read", "ls", "explain", "codes", "completions", "man"];
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = run(tool().args(["completions", shell]), "");
        assert_eq!(script.status, 0);
        assert!(commands.iter().all(|command| script.stdout.contains(command)), "{shell}");
        assert!(script.stdout.contains("password-stdin"), "{shell}");
    }
    let manual = run(tool().arg("man"), "").stdout;
    for command in commands {
        assert!(manual.contains(&format!(".SH \"{}\"", command.to_uppercase())), "{command}");
    }
    assert!(manual.starts_with(".ie") && manual.contains("password\\-stdin"));
    let statuses: Vec<&str> =
        manual.split(".SH \"EXIT STATUS\"\n0 ").skip(1).filter_map(|text| text.split(' ').next()).collect();
    assert_eq!(
        statuses,
        ["logged", "logged", "a", "all", "all", "all"],
        "of check, read, compare, ls, get, put"
    );
}

#[test]
fn the_reference_as_json() {
    let json = run(tool().args(["explain", "530", "--json"]), "").json();
    assert_eq!((json["code"].as_u64(), json["rfc"].as_u64()), (Some(530), Some(959)));
    for phase in ["greeting", "user", "pass", "before_login", "after_login"] {
        assert!(json["phases"][phase].is_string(), "{phase}");
    }
    for related in [230, 331, 332, 421, 534] {
        assert!(json["related"].as_array().unwrap().contains(&related.into()), "{related}");
    }
    let json = run(tool().args(["codes", "--json"]), "").json();
    assert_eq!(json["codes"].as_array().unwrap().len(), 60);
    assert!(json["causes"].as_array().unwrap().iter().any(|cause| cause["cause"] == "undetermined"));
    let done = run(tool().args(["explain", "wrong_credential"]), "");
    assert_eq!(done.status, 2);
    assert!(done.stderr.contains("wrong_credentials"), "{}", done.stderr);
}
