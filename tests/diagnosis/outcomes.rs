//! How conversations end: outcome, phase, code, and the first cause.

use ftp_diagnosis::diagnose;
use ftp_proto::transcript::{ConnectFailure, Entry, Notice, Violation};
use ftp_proto::{TlsFailure, Transcript};

/// Lines such as `S: 220 ready` and `C: USER bob`; anything else that happens starts with `*`.
fn transcript(script: &str) -> Transcript {
    let mut talk = Transcript::new();
    for line in script.split(" / ") {
        match line.split_at(3) {
            ("S: ", text) => talk.received(format!("{text}\r\n").as_bytes()),
            ("C: ", text) => talk.sent(text.as_bytes()),
            _ => match line {
                "* connected" => talk.push(Entry::Connected { port: 21 }),
                "* connected 990" => talk.push(Entry::Connected { port: 990 }),
                "* closed" => talk.closed(),
                "* timed out" => talk.timed_out(),
                "* TLS up" => talk.push(Entry::TlsUp),
                "* TLS untrusted" => talk.push(Entry::TlsFailed(TlsFailure::Untrusted)),
                "* TLS not" => talk.push(Entry::TlsFailed(TlsFailure::NotTls)),
                "* refused" => talk.push(Entry::ConnectFailed(ConnectFailure::Refused)),
                "* takes TLS at once" => talk.push(Entry::Noticed(Notice::TakesTlsAtOnce)),
                "* greets in clear" => talk.push(Entry::Noticed(Notice::GreetsInClear)),
                "* not FTP" => talk.push(Entry::Noticed(Notice::IsNotFtp)),
                "* takes AUTH TLS" => talk.push(Entry::Noticed(Notice::TakesAuthTls)),
                "* same words" => talk.push(Entry::Noticed(Notice::SameForUnknownName)),
                "* other words" => talk.push(Entry::Noticed(Notice::OtherForUnknownName)),
                "* waited 4 s" => talk.push(Entry::Waited { seconds: 4 }),
                "* no name" => talk.push(Entry::ConnectFailed(ConnectFailure::NameNotFound)),
                "* clear before TLS" => talk.push(Entry::Violation(Violation::PlaintextBeforeTls)),
                "* early" => talk.push(Entry::Violation(Violation::EarlyReply)),
                other => panic!("{other}"),
            },
        }
    }
    talk
}

#[test]
fn conversations_end_as_they_should() {
    const TABLE: &[(&str, &str)] = &[
        ("* refused", "unreachable connect - nothing_listening certain"),
        ("* no name", "unreachable connect - name_not_found certain"),
        ("* connected / * closed", "closed greeting - address_denied likely"),
        ("* connected / * timed out", "timed_out greeting - no_answer likely"),
        ("* connected 990 / * timed out", "timed_out greeting - implicit_tls_expected likely"),
        ("* connected / * TLS not", "tls_failed tls_handshake - explicit_tls_expected likely"),
        ("* connected / S: SSH-2.0-OpenSSH_9.6 / * closed", "protocol_error greeting - not_ftp certain"),
        ("* connected / S: HTTP/1.1 400 Bad Request / * closed", "protocol_error greeting - not_ftp certain"),
        ("S: 220 x / C: AUTH TLS / S: 500 What?", "tls_failed auth_tls 500 tls_unsupported likely"),
        (
            "S: 220 x / C: AUTH TLS / S: 500 Unknown command / C: QUIT / S: 221 Bye",
            "tls_failed auth_tls 500 tls_unsupported certain",
        ),
        (
            "S: 220 x / C: AUTH TLS / S: 500 No / C: USER bob / S: 331 x / C: PASS x / S: 230 x / C: QUIT / S: 221 Bye",
            "logged_in after_login 230",
        ),
        (
            "S: 220 x / C: AUTH TLS / S: 234 x / * closed",
            "tls_failed tls_handshake 234 tls_version_mismatch likely",
        ),
        (
            "S: 220 x / C: AUTH TLS / S: 234 x / * TLS untrusted",
            "tls_failed tls_handshake 234 certificate_untrusted certain",
        ),
        ("S: 220 x / C: AUTH TLS / S: 234 x / * timed out", "timed_out tls_handshake 234 no_answer likely"),
        // Pipelined: replies in the order of the commands.
        (
            "S: 220 x / C: USER bob / C: PASS x / S: 331 x / S: 530 Wrong password",
            "refused pass 530 wrong_credentials likely",
        ),
        (
            "S: 220 x / C: USER bob / C: PASS x / S: 530 No such user / S: 503 Bad sequence",
            "refused user 530 unknown_user certain",
        ),
        (
            "S: 220 x / C: AUTH TLS / S: 234 x / * TLS up / C: PBSZ 0 / C: PROT P / C: USER bob / S: 200 x / S: 200 x / S: 331 x / C: PASS x / S: 530 Login incorrect",
            "refused pass 530 wrong_credentials likely",
        ),
        // ProFTPD closes at once, without its usual delay, if there is no home directory.
        (
            "S: 220 ProFTPD Server / C: USER bob / S: 331 x / C: PASS x / S: 530 Login incorrect. / * closed",
            "refused pass 530 home_directory likely",
        ),
        (
            "S: 220 ProFTPD Server / C: USER bob / S: 331 x / C: PASS x / * waited 4 s / S: 530 Login incorrect. / * closed",
            "refused pass 530 wrong_credentials likely",
        ),
        // What other connections showed.
        (
            "* connected / * timed out / * takes TLS at once",
            "timed_out greeting - implicit_tls_expected certain",
        ),
        ("* connected / * timed out / * not FTP", "timed_out greeting - not_ftp certain"),
        (
            "* connected / S: 220 x / C: USER bob / S: 331 x / S: 230 x / * early / C: QUIT / S: 221 Bye / * closed",
            "protocol_error user 230 undetermined likely",
        ),
        (
            "* connected / * TLS not / * greets in clear / * takes AUTH TLS",
            "tls_failed tls_handshake - explicit_tls_expected certain",
        ),
        (
            "* connected / S: 220 x / * clear before TLS / * greets in clear / * takes AUTH TLS",
            "tls_failed tls_handshake 220 explicit_tls_expected certain",
        ),
        ("* connected / * TLS not / * greets in clear", "tls_failed tls_handshake - tls_unsupported likely"),
        (
            "S: 220 mail.example.org ESMTP / C: AUTH TLS / S: 503 5.5.1 Error: authentication not enabled",
            "tls_failed auth_tls 503 not_ftp likely",
        ),
        (
            "S: 220 ProFTPD Server / C: USER bob / S: 331 x / C: PASS x / S: 530 Login incorrect. / * closed / * other words",
            "refused pass 530 wrong_credentials likely",
        ),
        // A preliminary reply, and two replies to one command.
        (
            "S: 120 wait / S: 220 x / C: USER bob / S: 331 x / C: PASS x / S: 230 x",
            "logged_in after_login 230",
        ),
        (
            "S: 220 x / C: USER bob / S: 331 x / C: PASS x / S: 530 Login failed / S: 421 Too many failed login attempts / * closed",
            "refused pass 421 too_many_attempts certain",
        ),
        // The cause is the earlier refusal.
        (
            "S: 220 x / C: USER bob / S: 534 Policy requires SSL / C: PASS x / S: 503 Login with USER first",
            "refused user 534 tls_required certain",
        ),
        (
            "S: 220 x / C: USER bob / S: 530 Login incorrect / C: PWD / S: 530 Not logged in",
            "refused user 530 account_disabled likely",
        ),
        // Refused once, then accepted.
        (
            "S: 220 x / C: USER bob / S: 331 x / C: PASS x / S: 530 x / C: USER bob / S: 331 x / C: PASS y / S: 230 x",
            "logged_in after_login 230",
        ),
        (
            "S: 220 x / C: FEAT / S: 530 Please login with USER and PASS / C: USER bob / S: 331 x / C: PASS x / S: 530 Login incorrect",
            "refused pass 530 wrong_credentials likely",
        ),
        // What came before TLS is not why the login failed after it.
        (
            "S: 220 x / C: USER bob / S: 530 TLS required / C: AUTH TLS / S: 234 x / * TLS up / C: USER bob / S: 331 x / C: PASS x / S: 530 Login incorrect",
            "refused pass 530 wrong_credentials likely",
        ),
        // After the login.
        (
            "S: 220 x / C: USER bob / S: 331 x / C: PASS x / S: 230 x / C: SYST / S: 502 Not implemented",
            "logged_in after_login 230",
        ),
        (
            "S: 220 x / C: USER bob / S: 331 x / C: PASS x / S: 230 x / C: LIST / S: 530 Please login with USER and PASS",
            "transfer_failed after_login 530 not_logged_in certain",
        ),
        (
            "S: 220 x / C: USER bob / S: 331 x / C: PASS x / S: 230 x / S: 421 Timeout / * closed",
            "transfer_failed after_login 421 idle_timeout certain",
        ),
        (
            "S: 220 x / C: LIST / S: 530 Please login with USER and PASS",
            "refused before_login 530 not_logged_in certain",
        ),
        // Unasked, in the middle of the login.
        (
            "S: 220 x / C: USER bob / S: 331 x / S: 421 Login timeout / * closed",
            "refused user 421 idle_timeout certain",
        ),
        (
            "S: 220 x / C: USER bob / S: 332 Need account for login",
            "refused user 332 account_required certain",
        ),
        (
            "S: 220 x / C: USER bob / S: 331 x / C: PASS x / * closed",
            "closed pass 331 wrong_credentials likely",
        ),
        (
            "S: 220 x / C: USER bob / S: 331 x / C: PASS x / * timed out",
            "timed_out pass 331 no_answer likely",
        ),
        ("S: 220 x / C: USER bob / S: 331 x / * early", "protocol_error user 331 undetermined likely"),
        // A new connection is a new conversation.
        (
            "* connected / S: 421 Too many users / * closed / * connected / S: 220 x / C: USER a / S: 331 x / C: PASS x / S: 230 x",
            "logged_in after_login 230",
        ),
        // A multi-line refusal whose body has a line that looks like a success.
        (
            "S: 220 x / C: USER bob / S: 331 x / C: PASS x / S: 530-Sorry / S: 230 users online / S: 530 Login incorrect",
            "refused pass 530 wrong_credentials likely",
        ),
        // A refusal cut off by the end of the connection.
        (
            "S: 220 x / C: USER bob / S: 331 x / C: PASS x / S: 530-Wrong password / * closed",
            "refused pass 530 wrong_credentials likely",
        ),
        // Words in the user's own name are not the server's.
        (
            "S: 220 x / C: USER timeout / S: 421 timeout may not come in",
            "refused user 421 account_disabled likely",
        ),
        // A single pasted reply: its words suggest the phase.
        ("S: 530 Login incorrect.", "refused pass 530 wrong_credentials likely"),
        ("S: 530 Please login with USER and PASS.", "refused before_login 530 not_logged_in likely"),
        ("S: 421 Too many connections from your IP", "refused greeting 421 too_many_connections certain"),
        ("S: 534 Policy requires SSL.", "refused pass 534 tls_required certain"),
    ];
    let mut wrong = Vec::new();
    for (script, expected) in TABLE {
        let diagnosis = diagnose(&transcript(script));
        let code = diagnosis.code().map_or("-".into(), |code| code.to_string());
        let first = diagnosis.causes().first();
        let first = first.map_or(String::new(), |one| format!(" {} {}", one.cause(), one.confidence()));
        let got = format!("{} {} {code}{first}", diagnosis.ended(), diagnosis.phase());
        if got != *expected {
            wrong.push(format!("{script}\n    {got}\n    {expected}"));
        }
    }
    assert!(wrong.is_empty(), "got, expected:\n{}", wrong.join("\n"));
}

/// Whatever happens in whatever order, there is a diagnosis, and it is within its bounds.
#[test]
fn every_transcript_has_a_diagnosis() {
    const PIECES: &[&str] = &[
        "S: 220 x",
        "S: 120 x",
        "S: 230 x",
        "S: 331 x",
        "S: 332 x",
        "S: 530 Login incorrect",
        "S: 421 Timeout",
        "S: 530-cut",
        "S: \u{fffd}\u{0}",
        "S: 534 TLS required",
        "S: 234 x",
        "S: 202 x",
        "S: 999 x",
        "C: USER bob",
        "C: PASS x",
        "C: AUTH TLS",
        "C: PBSZ 0",
        "C: ACCT x",
        "C: LIST",
        "C: REIN",
        "C: QUIT",
        "C: ",
        "* TLS up",
        "* closed",
        "* timed out",
        "* connected",
        "* TLS not",
        "* refused",
        "* early",
    ];
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..20_000 {
        let mut script = Vec::new();
        for _ in 0..random % 9 + 1 {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            script.push(PIECES[(random >> 20) as usize % PIECES.len()]);
        }
        let diagnosis = diagnose(&transcript(&script.join(" / ")));
        let causes = diagnosis.causes();
        assert!(causes.len() <= 8, "{script:?}");
        assert!(!causes.is_empty() || diagnosis.ended() == ftp_diagnosis::Ended::LoggedIn, "{script:?}");
        assert!(causes.is_sorted_by(|a, b| a.confidence() >= b.confidence()), "{script:?}");
        assert!(causes.is_empty() || !diagnosis.advice().is_empty(), "{script:?}");
    }
}
