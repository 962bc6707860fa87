//! Logs of real clients with real servers, made by `tests/examples/client_logs.rs`.

use ftp_proto::Transcript;
use ftp_report::json;
use ftp_report::read::{Format, Reading};
use ftp_report::report::Report;
use std::fs;
use std::path::PathBuf;

fn read(log: &[u8], format: Option<Format>) -> Option<(Format, Transcript)> {
    ftp_report::read::read(log, format).map(|Reading { format, transcript, .. }| (format, transcript))
}

fn folder() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "../../tests/data/logs"].iter().collect()
}

/// The client's name in the name of a file, and the format of its log.
const CLIENTS: [(&str, Format); 13] = [
    ("curl-ascii-", Format::CurlTrace),
    ("curl-trace-", Format::CurlTrace),
    ("curl-untrusted-", Format::Curl),
    ("curl-tls-", Format::Curl),
    ("curl-", Format::Curl),
    ("lftp-", Format::Lftp),
    ("tnftp-debug-", Format::Terminal),
    ("tnftp-", Format::Terminal),
    ("ncftp-", Format::Ncftp),
    ("wget-", Format::Wget),
    ("tshark-", Format::Tshark),
    ("ftplib-", Format::Ftplib),
    ("basic-ftp-", Format::BasicFtp),
];

/// The situation in the name of a file: outcome, code, first cause.
const SITUATIONS: [(&str, &str, u64, &str); 5] = [
    ("vsftpd-login", "logged_in", 230, ""),
    ("vsftpd-tls-login", "logged_in", 230, ""),
    ("vsftpd-wrong-password", "refused", 530, "wrong_credentials"),
    ("proftpd-tls-required", "refused", 550, "tls_required"),
    ("pure-ftpd-tls-required", "refused", 421, "tls_required"),
];

#[test]
fn logs_of_real_clients_are_recognised_and_diagnosed() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for file in fs::read_dir(folder()).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let (client, format) = CLIENTS.iter().find(|(client, _)| name.starts_with(client)).unwrap();
        let situation = &name[client.len()..];
        let (_, outcome, code, cause) = SITUATIONS.iter().find(|(what, ..)| *what == situation).unwrap();
        let expected = match *client {
            "curl-untrusted-" => ("tls_failed", Some(234), "certificate_untrusted"),
            _ => (*outcome, Some(*code), *cause),
        };
        let (found, transcript) = read(&fs::read(&path).unwrap(), None).unwrap();
        let object = json::object(&Report::new(transcript, None, None), None).unwrap();
        let value: serde_json::Value = serde_json::from_str(&object).unwrap();
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let seen_cause = text(&value["causes"][0]["cause"]);
        let got = (text(&value["outcome"]), value["code"].as_u64(), seen_cause);
        let same = (got.0.as_str(), got.1, got.2.as_str()) == expected && found == *format;
        let hidden = !object.contains("wrong-horse") && !object.contains("correct horse");
        if !same || !hidden {
            wrong.push(format!("{name}: {found:?} {got:?} hidden: {hidden}\n{}", value["transcript"]));
        }
        seen += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(seen, 49);
}

/// Logs of clients that do not run here, as their users posted them.
const POSTED: [(&str, Format, &str, &str); 16] = [
    (
        "Status:\tConnecting to 192.0.2.7:21...\nStatus:\tConnection established, waiting for welcome message...\n\
         Response:\t220 ready\nCommand:\tAUTH TLS\nResponse:\t234 go\nStatus:\tInitializing TLS...\n\
         Status:\tTLS connection established.\nCommand:\tUSER alice\nResponse:\t331 Password required\n\
         Command:\tPASS **************\nResponse:\t530 Login incorrect.\nError:\tCritical error: Could not connect to server",
        Format::Filezilla,
        "refused",
        "wrong_credentials",
    ),
    (
        "15:50:48\tBefehl:\tUSER tester\n15:50:48\tAntwort:\t530 Non-anonymous sessions must use encryption.",
        Format::Filezilla,
        "refused",
        "tls_required",
    ),
    (
        "Status:\tConnecting to 192.0.2.7:21...\nStatus:\tConnection attempt failed with \"ECONNREFUSED - Connection refused by server\".",
        Format::Filezilla,
        "unreachable",
        "nothing_listening",
    ),
    (
        ". 2026-01-31 12:00:00.100 Connecting to 192.0.2.7:21 ...\n< 2026-01-31 12:00:00.200 220 ready\n\
         > 2026-01-31 12:00:00.300 USER alice\n< 2026-01-31 12:00:00.400 331 Password required\n\
         > 2026-01-31 12:00:00.500 PASS *******\n< 2026-01-31 12:00:00.600 530 Login incorrect.\n",
        Format::Winscp,
        "refused",
        "wrong_credentials",
    ),
    (
        "Connected to 192.0.2.7:21 (No encryption)\n< 220-Welcome\nto this server\n220 ready\n\n> AUTH TLS\n\
         < 234 AUTH TLS successful\n\nControl socket is using: TLSv1.3\nLogin security: TLSv1.3\n> USER alice\n\
         < 331 Password required for alice\n\n> PASS ###\n< 530 Login incorrect.\n\nFTPError: 530 Login incorrect.\n",
        Format::BasicFtp,
        "refused",
        "wrong_credentials",
    ),
    (
        "[DEBUG] Connecting to server 192.0.2.7:21\n[TRACE] CC IN: [50, 50, 48, 32, 104, 105, 13, 10]\n\
         [TRACE] Code parsed from response: Ready (220)\n[TRACE] CC IN: [50, 50, 48, 32, 104, 105, 13, 10]\n\
         [TRACE] CC OUT: USER alice\n\
         [TRACE] CC IN: [53, 51, 48, 32, 78, 111, 116, 32, 97, 108, 108, 111, 119, 101, 100, 13, 10]\n\
         [TRACE] Code parsed from response: NotLoggedIn (530)\n",
        Format::Suppaftp,
        "refused",
        "",
    ),
    (
        "Статус:\tСоединяюсь с 192.0.2.7:21...\nСтатус:\tСоединение установлено, ожидание приглашения...\n\
         Ответ:\t220 ready\nКоманда:\tUSER alice\nОтвет:\t331 Password required\nКоманда:\tPASS ****\n\
         Ответ:\t530-No.\nОтвет:\t It is incorrect.\nОтвет:\t530 Login incorrect.\n",
        Format::Filezilla,
        "refused",
        "wrong_credentials",
    ),
    (
        "2026-01-31 12:00:00 4711 1 状态： 正在连接 192.0.2.7:21...\n2026-01-31 12:00:00 4711 1 响应： 220 ready\n\
         2026-01-31 12:00:01 4711 1 命令： USER alice\n2026-01-31 12:00:01 4711 1 响应： 550 SSL/TLS required on the control channel\n",
        Format::Filezilla,
        "refused",
        "tls_required",
    ),
    (
        "Statut :\tConnexion à 192.0.2.7:21...\nRéponse :\t220 ready\nCommande :\tUSER alice\nRéponse :\t530 bad\n\
         Statut :\tConnexion à 192.0.2.7:21...\nErreur :\tÉchec : « ECONNREFUSED - Connexion refusée »\n",
        Format::Filezilla,
        "unreachable",
        "nothing_listening",
    ),
    (
        "curl.exe : *   Trying 192.0.2.7:21...\nAt line:1 char:1\n+ curl.exe -v ftp://alice:hunter2@192.0.2.7\n\
         * Connected to 192.0.2.7 (192.0.2.7) port 21 (#0)\n< 220 ready\n> USER alice\n< 331 Password required\n\
         > PASS hunter2\n< 530 Login incorrect.\n",
        Format::Curl,
        "refused",
        "wrong_credentials",
    ),
    (
        "2026-01-31 12:00:00,001 [DEBUG] *cmd* 'USER alice'\n2026-01-31 12:00:00,002 [DEBUG] *resp* '331 password'\n\
         2026-01-31 12:00:00,003 [DEBUG] *cmd* 'PASS hunter2'\n2026-01-31 12:00:00,004 [DEBUG] *resp* '530 hunter2 is wrong'\n",
        Format::Ftplib,
        "refused",
        "wrong_credentials",
    ),
    (
        "* connected to port 21\nS: 220 hi\nC: USER a\nS: 530 no such user\n* closed\n* connected to port 21\n\
         S: 421 Too many connections\n* closed\n",
        Format::Plain,
        "refused",
        "too_many_connections",
    ),
    ("530 Login incorrect.", Format::Pasted, "refused", "wrong_credentials"),
    ("ftplib.error_perm: 530 Login incorrect.", Format::Pasted, "refused", "wrong_credentials"),
    (
        "S: 220 hi\nC: USER a\nS: 331 p\nC: PASS hunter2\nS: 530 Login incorrect.\n",
        Format::Plain,
        "refused",
        "wrong_credentials",
    ),
    (
        "S: 220 hi\nC: AUTH TLS\nS: 234 go\n* TLS failed untrusted\n",
        Format::Plain,
        "tls_failed",
        "certificate_untrusted",
    ),
];

#[test]
fn posted_logs_and_pasted_replies() {
    for (log, format, outcome, cause) in POSTED {
        let (found, transcript) = read(log.as_bytes(), None).unwrap();
        assert_eq!(found, format, "{log}");
        let report = Report::new(transcript, None, None);
        assert!(!json::object(&report, None).unwrap().contains("hunter2"), "{log}");
        let diagnosis = report.diagnosis;
        assert_eq!(diagnosis.ended().name(), outcome, "{log}");
        let first = diagnosis.causes().first().map_or("", |finding| finding.cause().name());
        assert!(cause.is_empty() || first == cause, "{log}: {first}");
    }
}

/// Logs as other programs pass them on: with the line ends of Windows, in PowerShell's UTF-16, with a logger's stamps.
#[test]
fn a_log_that_was_passed_on_says_the_same() {
    let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    for file in fs::read_dir(folder()).unwrap() {
        let path = file.unwrap().path();
        let log = String::from_utf8(fs::read(&path).unwrap()).unwrap();
        let (format, plain) = read(log.as_bytes(), None).unwrap();
        let crlf = log.replace('\n', "\r\n");
        let mut ways = vec![crlf.clone().into_bytes(), [&b"\xff\xfe"[..], &utf_16(&crlf)].concat()];
        ways.push([&b"\xef\xbb\xbf"[..], log.as_bytes()].concat());
        // Blanks after a stamp belong to the logger. If the server's lines have no mark, their own blanks go, too.
        if !matches!(
            format,
            Format::Terminal | Format::Tshark | Format::Ncftp | Format::Wget | Format::BasicFtp
        ) {
            let stamped = log.lines().map(|line| format!("2026-01-31T12:00:00.123Z [debug] {line}\n"));
            ways.push(stamped.collect::<String>().into_bytes());
        }
        for (way, log) in ways.iter().enumerate() {
            let (found, transcript) = read(log, None).unwrap();
            assert_eq!(found, format, "{}: {way}", path.display());
            let same = transcript.entries().eq(plain.entries());
            assert!(same, "{}: {way}\n{transcript:?}\n{plain:?}", path.display());
        }
    }
}

#[test]
fn what_check_shows_can_be_read_again() {
    let log = "* connected to port 21\nS: 220-hi\nS: 220 there\nC: USER alice\nS: 331 password\nC: PASS ***\nS: 530 no\n* closed\n";
    let (_, transcript) = read(log.as_bytes(), Some(Format::Plain)).unwrap();
    let again: String = transcript.entries().map(ftp_report::lines::text).collect();
    assert_eq!(again, log);
}

/// How often a log is cut in two.
const CUTS: usize = 30;

#[test]
fn no_bytes_make_a_reader_fail() {
    let mut logs: Vec<Vec<u8>> =
        fs::read_dir(folder()).unwrap().map(|f| fs::read(f.unwrap().path()).unwrap()).collect();
    logs.extend(POSTED.iter().map(|(log, ..)| log.as_bytes().to_vec()));
    for log in logs {
        for cut in (0..log.len()).step_by((log.len() / CUTS).max(7)) {
            read(&log[..cut], None);
            read(&log[cut..], None);
        }
    }
}
