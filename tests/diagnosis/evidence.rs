//! What decides about a failure after the login besides the words of a reply: what the data connection did, what led to
//! it, and that there is a login before it.

use ftp_diagnosis::{Cause, Diagnosis, diagnose};
use ftp_proto::transcript::{Entry, Notice};
use ftp_proto::transfer::{DataEvent, End, Reach, Secured, Target};
use ftp_proto::{TlsFailure, Transcript};

/// A login, then lines such as `S: 150 go` and `C: LIST`; anything else that happens starts with `*`.
fn behind(script: &str) -> Transcript {
    let mut talk = Transcript::new();
    for line in ["S: 220 x", "C: USER bob", "S: 331 x", "C: PASS x", "S: 230 x"]
        .into_iter()
        .chain(script.split(" / "))
    {
        match line.split_at(3) {
            ("S: ", text) => talk.received(format!("{text}\r\n").as_bytes()),
            ("C: ", text) => talk.sent(text.as_bytes()),
            _ => talk.push(happened(line)),
        }
    }
    talk
}

fn happened(line: &str) -> Entry {
    let secured =
        |resumed| DataEvent::Secured(Secured { resumed: Some(resumed), same_certificate: Some(true) });
    Entry::Data(match line {
        "* target" => return Entry::DataTarget(Target { address: None, port: 50_000.try_into().unwrap() }),
        "* closed" => return Entry::Closed,
        "* another address" => return Entry::Noticed(Notice::PassiveAddressDiffers),
        "* not complete" => return Entry::Noticed(Notice::TransferIncomplete),
        "* works by PASV" => return Entry::Noticed(Notice::TransferWorksByPasv),
        "* works resumed" => return Entry::Noticed(Notice::TransferWorksResumed),
        "* fails resumed" => return Entry::Noticed(Notice::TransferFailsResumed),
        "* works unresumed" => return Entry::Noticed(Notice::TransferWorksUnresumed),
        "* timed out" => return Entry::TimedOut,
        "* connected" => DataEvent::Connected,
        "* refused" => DataEvent::Unreachable(Reach::Refused),
        "* silent" => DataEvent::Unreachable(Reach::Silent),
        "* secured" => secured(false),
        "* resumed" => secured(true),
        "* no TLS" => DataEvent::TlsFailed(TlsFailure::Closed),
        "* moved" => DataEvent::Moved(1_000),
        "* ended" => DataEvent::Ended(End::CloseNotify),
        "* fin" => DataEvent::Ended(End::Fin),
        "* reset" => DataEvent::Ended(End::Reset),
        "* stood still" => DataEvent::TimedOut,
        "* of another" => DataEvent::Secured(Secured { resumed: Some(false), same_certificate: Some(false) }),
        other => panic!("{other}"),
    })
}

fn shown(diagnosis: &Diagnosis) -> String {
    let first = diagnosis.causes().first();
    let first = first.map_or(String::new(), |one| format!(" {} {}", one.cause(), one.confidence()));
    format!("{} {}{first}", diagnosis.ended(), diagnosis.phase())
}

fn compare(table: &[(&str, &str)], diagnosed: impl Fn(&str) -> Diagnosis) {
    let mut wrong = Vec::new();
    for (script, expected) in table {
        let got = shown(&diagnosed(script));
        if got != *expected {
            wrong.push(format!("{script}\n    {got}\n    {expected}"));
        }
    }
    assert!(wrong.is_empty(), "got, expected:\n{}", wrong.join("\n"));
}

#[test]
fn the_data_connection_decides_where_the_words_do_not() {
    const TABLE: &[(&str, &str)] = &[
        // The same reply from ProFTPD, after a handshake that ended and after one that did not.
        (
            "C: EPSV / S: 229 (|||50000|) / * target / * connected / C: LIST / S: 150 go / * secured / * fin / S: 425 Unable to build data connection: Operation not permitted",
            "transfer_failed data_tls tls_session_reuse_required likely",
        ),
        (
            "C: EPSV / S: 229 (|||50000|) / * target / * connected / C: LIST / S: 150 go / * no TLS / S: 425 Unable to build data connection: Operation not permitted",
            "transfer_failed data_tls data_tls_handshake_failed likely",
        ),
        (
            "C: EPSV / S: 229 (|||50000|) / * target / * connected / C: LIST / S: 150 go / * secured / * fin / S: 425 No.",
            "transfer_failed data_tls tls_session_reuse_required likely",
        ),
        (
            "C: EPSV / S: 229 (|||50000|) / * target / * silent / C: LIST / S: 425 No.",
            "transfer_failed data_connect data_connection_timeout likely",
        ),
        (
            "C: EPSV / S: 229 (|||50000|) / * target / * refused",
            "transfer_failed data_connect data_connection_refused likely",
        ),
        (
            "C: PASV / S: 227 ok (10,0,0,7,195,80) / * target / * silent",
            "transfer_failed data_connect data_connection_timeout likely",
        ),
        (
            "C: EPSV / S: 229 (|||50000|) / * target / * connected / C: RETR f / S: 150 go / * secured / * moved / * ended / * closed",
            "transfer_failed transfer control_lost_while_transferring likely",
        ),
        (
            "C: EPSV / S: 229 (|||50000|) / * target / * connected / C: RETR f / S: 150 go / * resumed / * moved / * fin / S: 226 done",
            "transfer_failed transfer truncated likely",
        ),
        (
            "C: EPSV / S: 229 (|||50000|) / * target / * connected / C: RETR f / S: 150 go / * resumed / * moved / * ended / S: 226 done",
            "logged_in after_login",
        ),
        // The address in the reply was not used, so it is not what failed.
        (
            "C: PASV / S: 227 ok (10,0,0,7,195,80) / C: LIST / * timed out",
            "transfer_failed transfer passive_address_wrong likely",
        ),
        (
            "C: EPSV / S: 229 (|||50000|) / * target / * connected / C: LIST / S: 150 go / * stood still / C: PWD / S: 426 Aborted / S: 257 x",
            "transfer_failed transfer data_timeout likely",
        ),
        (
            "C: EPSV / S: 229 (|||50000|) / * target / * connected / C: LIST / S: 150 go / * timed out / C: PWD / S: 426 Aborted / S: 257 x",
            "transfer_failed transfer data_timeout likely",
        ),
        (
            "C: EPSV / S: 229 (|||50000|) / * target / * connected / C: LIST / S: 150 go / * moved / * reset / S: 226 done",
            "transfer_failed transfer truncated likely",
        ),
        (
            "C: EPSV / S: 229 (|||50000|) / * target / * connected / C: LIST / S: 150 go / * of another / S: 426 No.",
            "transfer_failed data_tls data_tls_handshake_failed likely",
        ),
        ("C: PASV / S: 227 Entering Passive Mode", "transfer_failed passive passive_unavailable likely"),
        ("C: PASV / S: 227 Entering Passive Mode (***)", "logged_in after_login"),
        (
            "C: EPSV / S: 229 (|||50000|) / * target / * connected / C: LIST / S: 226 done / * not complete",
            "transfer_failed transfer undetermined possible",
        ),
        // The size of the file, and how many bytes were sent.
        (
            "C: EPSV / S: 229 (|||50000|) / * target / * connected / C: STOR f / S: 150 go / * moved / * fin / S: 226 done / C: SIZE f / S: 213 999",
            "transfer_failed transfer truncated likely",
        ),
        (
            "C: EPSV / S: 229 (|||50000|) / * target / * connected / C: STOR f / S: 150 go / * moved / * fin / S: 226 done / C: SIZE f / S: 213 1000",
            "logged_in after_login",
        ),
        (
            "C: SIZE f / S: 213 1001 / C: EPSV / S: 229 (|||50000|) / * target / * connected / C: RETR f / S: 150 go / * moved / * fin / S: 226 done",
            "transfer_failed transfer truncated likely",
        ),
        (
            "C: SIZE f / S: 213 1001 / C: EPSV / S: 229 (|||50000|) / * target / * connected / C: REST 1 / S: 350 ok / C: RETR f / S: 150 go / * moved / * fin / S: 226 done",
            "logged_in after_login",
        ),
        // After an address has worked once, the same address is not wrong.
        (
            "C: PASV / S: 227 ok (10,0,0,7,195,80) / * target / * connected / C: LIST / S: 150 go / * moved / * fin / S: 226 done / C: PASV / S: 227 ok (10,0,0,7,195,81) / * target / * silent",
            "transfer_failed data_connect data_connection_timeout likely",
        ),
        (
            "C: PORT 192,0,2,1,200,1 / S: 200 ok / C: LIST / S: 425 Failed to establish connection.",
            "transfer_failed transfer active_connect_failed likely",
        ),
        (
            "C: EPSV ALL / S: 200 ok / C: PASV / S: 550 Permission denied.",
            "transfer_failed passive pasv_after_epsv_all likely",
        ),
    ];
    compare(TABLE, |script| diagnose(&behind(script)));
}

/// What other sessions showed after the failure: a cause is certain only if they confirm it.
#[test]
fn probes_change_how_sure_a_cause_is() {
    const FRESH: &str = "C: EPSV / S: 229 (|||50000|) / * target / * connected / C: LIST / S: 150 go / * secured / * fin / S: 425 No.";
    const RESUMED: &str = "C: EPSV / S: 229 (|||50000|) / * target / * connected / C: LIST / S: 150 go / * resumed / * fin / S: 425 Unable to build data connection: Operation not permitted";
    const CLEAR: &str = "C: EPSV / S: 229 (|||50000|) / * target / * connected / C: LIST / S: 425 No.";
    const SILENT: &str = "C: PASV / S: 227 ok (10,0,0,7,195,80) / * target / * silent";
    for (script, notice, expected) in [
        (FRESH, "", "data_tls tls_session_reuse_required likely"),
        (FRESH, " / * works resumed", "data_tls tls_session_reuse_required certain"),
        (FRESH, " / * fails resumed", "data_tls data_tls_handshake_failed likely"),
        (RESUMED, "", "data_tls data_tls_handshake_failed likely"),
        (RESUMED, " / * works unresumed", "data_tls data_tls_handshake_failed likely"),
        (RESUMED, " / * works resumed", "data_tls data_tls_handshake_failed likely"),
        (CLEAR, " / * works by PASV", "transfer epsv_unsupported likely"),
        (SILENT, "", "data_connect data_connection_timeout likely"),
        (SILENT, " / * another address", "data_connect data_connection_timeout likely"),
    ] {
        let got = shown(&diagnose(&behind(&format!("{script}{notice}"))));
        assert_eq!(got, format!("transfer_failed {expected}"), "{script}{notice}");
    }
    let confidence = |script: &str| {
        let diagnosis = diagnose(&behind(script));
        let wrong = diagnosis.causes().iter().find(|one| one.cause() == Cause::PassiveAddressWrong);
        wrong.map(|one| one.confidence().name())
    };
    assert_eq!(confidence(SILENT), Some("possible"));
    assert_eq!(confidence(&format!("{SILENT} / * another address")), Some("likely"));
}

#[test]
fn what_was_made_up_for_did_not_fail() {
    const TABLE: &[(&str, &str)] = &[
        (
            "C: EPSV / S: 500 What? / C: PASV / S: 227 (192,0,2,1,200,1) / C: LIST / S: 150 go / S: 226 done",
            "logged_in after_login",
        ),
        ("C: MLSD / S: 500 What? / C: LIST / S: 150 go / S: 226 done", "logged_in after_login"),
        ("C: SIZE f / S: 550 f: No such file / C: STOR f / S: 150 go / S: 226 done", "logged_in after_login"),
        (
            "C: OPTS UTF8 ON / S: 501 No / C: CLNT x / S: 500 No / C: SYST / S: 502 No",
            "logged_in after_login",
        ),
        ("C: RETR f / S: 150 go / C: ABOR / S: 426 Aborted / S: 226 Aborted", "logged_in after_login"),
        (
            "C: RETR a / S: 550 a: No such file or directory / C: RETR b / S: 150 go / S: 226 done",
            "transfer_failed transfer not_found likely",
        ),
        (
            "C: RETR a / S: 550 a: No such file or directory / C: QUIT / S: 221 bye / * closed",
            "transfer_failed transfer not_found likely",
        ),
    ];
    compare(TABLE, |script| diagnose(&behind(script)));
}

#[test]
fn a_lone_reply_of_a_transfer_comes_from_behind_the_login() {
    const TABLE: &[(&str, &str)] = &[
        (
            "425 Unable to build data connection: Operation not permitted",
            "transfer_failed after_login tls_session_reuse_required likely",
        ),
        (
            "522 SSL connection failed: session reuse required",
            "transfer_failed after_login tls_session_reuse_required certain",
        ),
        ("425 Security: Bad IP connecting.", "transfer_failed after_login foreign_address_rejected likely"),
        (
            "426 Connection closed; transfer aborted.",
            "transfer_failed after_login data_connection_lost likely",
        ),
        ("450 No.", "transfer_failed after_login not_found likely"),
        ("451 No.", "transfer_failed after_login internal_error likely"),
        ("452 No.", "transfer_failed after_login disk_full likely"),
        ("550 x.txt: No such file or directory", "transfer_failed after_login not_found likely"),
        ("550 Permission denied.", "transfer_failed after_login permission_denied likely"),
        ("552 Quota exceeded", "transfer_failed after_login quota_exceeded likely"),
        ("553 Could not create file.", "transfer_failed after_login permission_denied likely"),
        ("500 OOPS: vsf_sysutil_bind", "transfer_failed after_login passive_ports_exhausted certain"),
        // What refuses a login stays the cause.
        ("550 SSL/TLS required on the control channel", "refused pass tls_required certain"),
        ("530 Login incorrect.", "refused pass wrong_credentials likely"),
        ("421 Too many connections from your IP", "refused greeting too_many_connections certain"),
        ("534 Policy requires SSL.", "refused pass tls_required certain"),
        (
            "500 OOPS: vsftpd: refusing to run with writable root inside chroot()",
            "refused pass home_directory certain",
        ),
    ];
    compare(TABLE, |reply| {
        let mut talk = Transcript::new();
        talk.received(format!("{reply}\r\n").as_bytes());
        diagnose(&talk)
    });
}

#[test]
fn a_text_with_several_causes_names_them_all_and_what_tells() {
    let diagnosis = diagnose(&behind("C: RETR f / S: 550 Failed to open file."));
    let named: Vec<Cause> = diagnosis.causes().iter().map(|one| one.cause()).collect();
    assert_eq!(
        named,
        [Cause::NotFound, Cause::PermissionDenied, Cause::IsDirectory, Cause::DownloadDenied],
        "{diagnosis:?}"
    );
    let because: Vec<&str> = diagnosis.causes().iter().map(|one| one.because()).collect();
    assert!(because.iter().any(|line| line.contains("SIZE")), "{because:?}");
    assert!(because.iter().any(|line| line.contains("CWD")), "{because:?}");
}

#[test]
fn the_name_of_a_file_says_nothing() {
    for name in ["quota", "disk full", "resume.txt", "timeout", "ascii", "a/not empty"] {
        let base = name.rsplit('/').next().unwrap();
        let diagnosis =
            diagnose(&behind(&format!("C: RETR {name} / S: 550 {base}: No such file or directory")));
        assert_eq!(shown(&diagnosis), "transfer_failed transfer not_found likely", "{name}");
    }
}

#[test]
fn a_client_that_speaks_ssh_is_known_by_what_it_sent() {
    let mut talk = Transcript::new();
    talk.received(b"220 x\r\n");
    talk.sent(b"SSH-2.0-OpenSSH_9.6");
    talk.received(b"500 What?\r\n");
    assert_eq!(shown(&diagnose(&talk)), "refused before_login client_speaks_ssh certain");
}
