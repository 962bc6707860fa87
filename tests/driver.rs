//! What a login makes of its driver's reports, in turn and out of turn.

use What::{Ends, Fails, Says, Sent, Silence, Up, Writes};
use ftp_fuzz::driven::{nothing_is_here, write_all};
use ftp_proto::command::ARGUMENT_LIMIT;
use ftp_proto::login::{Pipelining, ProxyStyle, Script};
use ftp_proto::transcript::Entry;
use ftp_proto::{
    Action, Arg, Credentials, Dialogue, Input, Limits, Login, LoginConfig, TlsFailure, TlsPolicy,
};

#[derive(Clone, Copy, Debug)]
enum What {
    /// Writes everything that is to be written.
    Writes,
    /// Reports this many bytes as written.
    Sent(usize),
    Says(&'static str),
    /// The stream ends.
    Ends,
    /// Nothing comes within the time limit.
    Silence,
    /// TLS is up.
    Up,
    /// TLS fails.
    Fails,
}

const CLEAR: TlsPolicy = TlsPolicy::DangerCleartext;
const FIRST: TlsPolicy = TlsPolicy::Implicit;
const MUST: TlsPolicy = TlsPolicy::Required;

/// The policy, what happens, and how the login has ended then; "" means that it succeeded.
#[rustfmt::skip]
const ROWS: &[(TlsPolicy, &[What], &str)] = &[
    (CLEAR, &[],                                                  "misuse by the driver: finished before it was done at greeting"),
    (CLEAR, &[Says("220 x\n"), Writes],                           "misuse by the driver: finished before it was done at user"),
    (CLEAR, &[Sent(1)],                                           "misuse by the driver: an input that was not asked for at greeting"),
    (CLEAR, &[Says("220 x\n"), Writes, Sent(1)],                  "misuse by the driver: an input that was not asked for at user"),
    (CLEAR, &[Says("220 x\n"), Sent(13)],                         "misuse by the driver: more bytes sent than there were at user"),
    (CLEAR, &[Up],                                                "misuse by the driver: an input that was not asked for at greeting"),
    (CLEAR, &[Fails],                                             "misuse by the driver: an input that was not asked for at greeting"),
    (CLEAR, &[Says("220 x\n"), Writes, Fails],                    "misuse by the driver: an input that was not asked for at user"),
    (MUST,  &[Says("220 x\n"), Writes, Up],                       "misuse by the driver: an input that was not asked for at auth_tls"),
    (MUST,  &[Says("220 x\n"), Writes, Fails],                    "misuse by the driver: an input that was not asked for at auth_tls"),
    (MUST,  &[Says("220 x\n"), Writes, Says("234 x\n"), Sent(1)], "misuse by the driver: an input that was not asked for at tls_handshake"),
    (MUST,  &[Says("220 x\n"), Writes, Says("234 x\n"), Up, Up],  "misuse by the driver: an input that was not asked for at auth_tls"),
    (FIRST, &[Up, Up],                                            "misuse by the driver: an input that was not asked for at greeting"),

    // TLS fails, before it is up or later.
    (MUST,  &[Says("220 x\n"), Writes, Says("234 x\n"), Fails],   "tls failed: handshake failed at tls_handshake"),
    (MUST,  &[Says("220 x\n"), Writes, Says("234 x\n"), Ends],    "connection closed at tls_handshake"),
    (MUST,  &[Says("220 x\n"), Writes, Says("234 x\n"), Silence], "no answer in time at tls_handshake"),
    (FIRST, &[Fails],                                             "tls failed: handshake failed at tls_handshake"),
    (FIRST, &[Up, Fails],                                         "tls failed: handshake failed at tls_handshake"),

    // Bytes without TLS do not count, wherever they are cut.
    (MUST,  &[Says("220 x\n"), Writes, Says("234 x\n2")],         "bytes in clear where tls should begin at tls_handshake"),
    (MUST,  &[Says("220 x\n"), Writes, Says("234 x\n"), Says("2")], "bytes in clear where tls should begin at tls_handshake"),
    (FIRST, &[Says("220 x\n")],                                   "bytes in clear where tls should begin at tls_handshake"),
    (FIRST, &[Says("2"), Up],                                     "bytes in clear where tls should begin at tls_handshake"),
    (FIRST, &[Says("2"), Up, Says("30 x\n")],                     "bytes in clear where tls should begin at tls_handshake"),
    (FIRST, &[Says("530 no\n")],                                  "login refused: 530 no at greeting"),

    // After garbage, nothing is looked for.
    (CLEAR, &[Says("garbage\n220 x\n")],                          "not an ftp reply: no reply code at byte 0 at greeting"),
    (CLEAR, &[Says("garbage\n220 x\n"), Says("220 x\n")],         "not an ftp reply: no reply code at byte 0 at greeting"),

    // The received part of a reply may be a reply after all, but a part of a line may not.
    (CLEAR, &[Says("530 no"), Ends],                              "connection closed at greeting"),
    (CLEAR, &[Says("530 no"), Silence],                           "no answer in time at greeting"),
    (CLEAR, &[Says("220 x\n"), Writes, Says("230-a\n220 b\n"), Silence], ""),
    (CLEAR, &[Says("220 x\n"), Writes, Says("230-a\n220 b\n"), Ends],    ""),
    (CLEAR, &[Says("220 x\n"), Sent(4), Says("23"), Writes, Says("0 x\n")], "reply before its command was sent: 230 x at user"),
    (CLEAR, &[Says("220 x\n"), Sent(4), Says("230-a\n220 b\n"), Writes, Silence], "reply before its command was sent: 230-a\\n220 b at user"),
];

#[test]
fn every_report_has_its_end() {
    for (tls, happens, expected) in ROWS {
        let mut login = Login::new(config(*tls));
        for what in *happens {
            report(&mut login, *what);
        }
        assert_eq!(end(login), *expected, "{tls:?} {happens:?}");
    }
}

/// Half of a line is not sent yet.
#[test]
fn a_command_is_in_the_transcript_when_all_of_it_is_written() {
    let mut login = Login::new(config(CLEAR).pipelining(Pipelining::DangerWithPasswordInClear));
    login.handle(Input::Bytes(b"220 x\r\n"));
    let lines = ["USER alice\r\n".len(), "PASS x\r\n".len()];
    for written in 1..=lines.iter().sum() {
        report(&mut login, Sent(1));
        let sent = login.transcript().entries().filter(|entry| matches!(entry, Entry::Sent(_))).count();
        let whole = if written < lines[0] { 0 } else { 1 + usize::from(written == lines.iter().sum()) };
        assert_eq!(sent, whole, "{written} bytes are written");
    }
}

/// As many preliminary replies as allowed come before each reply, and one more before the last.
#[test]
fn preliminary_replies_are_counted_for_each_command() {
    let most = Limits::default().preliminary;
    for (more, expected) in [(0, ""), (1, "preliminary replies without end at pass")] {
        let mut login = Login::new(config(CLEAR));
        for (reply, preliminary) in [("220 x\n", most), ("331 x\n", most), ("230 x\n", most + more)] {
            (0..preliminary).for_each(|_| report(&mut login, Says("120 x\n")));
            report(&mut login, Says(reply));
            write_all(&mut login);
        }
        assert_eq!(end(login), expected);
    }
}

#[test]
fn what_came_of_a_reply_is_evidence() {
    for end in [Ends, Silence] {
        let mut login = Login::new(config(CLEAR));
        report(&mut login, Says("530-no"));
        report(&mut login, end);
        let error = login.finish().unwrap_err();
        let piece =
            |entry: &Entry| matches!(entry, Entry::Garbage { bytes, error: None } if bytes == b"530-no");
        assert!(error.transcript().entries().any(piece), "{end:?}: {:?}", error.transcript());
    }
}

fn config(tls: TlsPolicy) -> LoginConfig {
    LoginConfig::new(Credentials::new("alice", "x").unwrap()).tls(tls)
}

/// Returns the error; "" means that the login succeeded.
fn end(login: Login) -> String {
    login.finish().map_or_else(|error| error.to_string(), |_| String::new())
}

fn report(login: &mut Login, what: What) {
    if matches!(what, Writes | Sent(_) | Up | Fails) {
        nothing_is_here(login);
    }
    match what {
        Writes => {
            let Action::Send(bytes) = login.action() else { panic!("nothing to write: {login:?}") };
            let n = bytes.len();
            login.handle(Input::Sent(n));
        }
        Sent(n) => login.handle(Input::Sent(n)),
        Says(text) => login.handle(Input::Bytes(text.as_bytes())),
        Ends => login.handle(Input::Eof),
        Silence => login.handle(Input::TimedOut),
        Up => login.handle(Input::TlsUp),
        Fails => login.handle(Input::TlsFailed(TlsFailure::Other)),
    }
}

/// Each part may be valid, while the line that a proxy needs is too long.
#[test]
fn a_line_that_is_too_long_is_not_said() {
    let long = "a".repeat(ARGUMENT_LIMIT);
    let host = Arg::new(long.as_bytes()).unwrap();
    let own = Credentials::new(&long, "x").unwrap();
    let config = LoginConfig::new(Credentials::new(&long, "x").unwrap()).tls(CLEAR);
    let script = Script::proxy(ProxyStyle::Joined, host, Some(own)).unwrap();
    let mut login = Login::new(config.through(script));
    login.handle(Input::Bytes(b"220 x\r\n"));
    assert_eq!(login.action(), Action::Done);
    let error = login.finish().unwrap_err();
    assert_eq!(error.to_string(), "misuse by the driver: a line of the login is too long at user");
}
