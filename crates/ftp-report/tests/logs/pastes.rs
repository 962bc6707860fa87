//! What people paste from each client and server: `tests/data/pastes`. The first line of a file holds the expected outcome
//! and first cause.

use ftp_diagnosis::{Confidence, Diagnosis, diagnose};
use ftp_report::read::read;
use ftp_report::report::Report;
use std::fs;
use std::path::PathBuf;

#[test]
fn every_client_and_server_is_read() {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "../../tests/data/pastes"].iter().collect();
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let mut wrong = Vec::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|name| name == "txt")) {
        let text = fs::read_to_string(file).unwrap();
        let (right, paste) = text.split_once('\n').unwrap();
        let mut right = right.trim_start_matches("# ").split(' ');
        let (outcome, cause) = (right.next().unwrap(), right.next().unwrap_or_default());
        let got = read(paste.as_bytes(), None).map(|reading| {
            let end = diagnose(&reading.transcript);
            let causes = end.causes().iter();
            let causes = causes.map(|one| (one.cause().name(), one.confidence())).collect::<Vec<_>>();
            (end.ended().name(), causes)
        });
        let good = got.as_ref().is_some_and(|(got, causes)| {
            let certain = causes.iter().find(|(_, sure)| *sure == Confidence::Certain);
            *got == outcome
                && causes.first().map_or("", |(first, _)| first) == cause
                && certain.is_none_or(|(certain, _)| *certain == cause)
        });
        if !good {
            wrong
                .push(format!("{}: {outcome} {cause}: {got:?}", file.file_stem().unwrap().to_string_lossy()));
        }
    }
    assert!(files.len() > 70, "{}", files.len());
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), files.len(), wrong.join("\n"));
}

/// "The user's home directory does not exist", in Big5.
#[test]
fn a_reply_in_big5_is_read() {
    let reply = b"530 \xa8\xcf\xa5\xce\xaa\xcc\xae\x61\xa5\xd8\xbf\xfd\xa4\xa3\xa6\x73\xa6\x62\n";
    let end = diagnose(&read(reply, None).unwrap().transcript);
    assert_eq!(end.causes()[0].cause().name(), "home_directory", "{end:?}");
}

/// Somebody's words without a reply are only a guess at what the server sent, so none of their causes is certain, even if
/// the transcript alone would make it so.
#[test]
fn words_without_a_reply_are_never_certain() {
    for paste in [
        "Cannot establish FTP connection to an SFTP server. Please select proper protocol.",
        "SSL/TLS required on the control channel",
        "Too many connections from your internet address",
    ] {
        let reading = read(paste.as_bytes(), None).unwrap();
        let certain = |end: &Diagnosis| {
            let mut causes = end.causes().iter();
            causes.any(|cause| cause.confidence() == Confidence::Certain)
        };
        assert!(certain(&diagnose(&reading.transcript)), "{paste}: shows nothing here");
        let report = Report::of_reading(reading);
        assert!(report.cause().is_some(), "{paste}");
        assert!(!certain(&report.diagnosis), "{paste}: {:?}", report.diagnosis);
    }
}

/// A password that is typed or stands anywhere does not show in what was read, nor do words in which the server repeats it.
#[test]
fn no_password_is_read() {
    for paste in [
        "USER bob / PASS Hunter2x -> 530 Login incorrect\n",
        "- USER bob, PASS Hunter2x -> 530 Login incorrect\n",
        "220 hi\nName (h:me): bob\n331 p\nPassword:\n530 no\nftp> user bob Hunter2x\n331 p\n530 Bad password Hunter2x for bob\n",
        "Connected to h.\n220 hi\nftp> literal PASS Hunter2x\n530 Bad password Hunter2x\n",
        "Connected to h.\n220 hi\nftp> account Hunter2x\n530 Bad account Hunter2x\n",
    ] {
        let reading = read(paste.as_bytes(), None).unwrap();
        let shown = format!("{:?}", reading.transcript);
        assert!(!shown.contains("Hunter2x"), "{paste}{shown}");
        let report = Report::of_reading(reading);
        assert!(!format!("{report:?}").contains("Hunter2x"), "{paste}{report:?}");
    }
}

/// Numbers that count something are not replies.
#[test]
fn measures_are_nothing_of_ftp() {
    for paste in [
        "speedtest shows 530 Mbps",
        "You see 530 Files in the list",
        "our disk shows 550 GB free on the ftp server",
        "Transferred 12 of 40, 530 remaining",
        "Uploaded 12 files, 450 Mbps on average",
        "load: 450 2.15 1.03",
        "stats: 530 4.2 ms",
        "> hash of the file\n> lang of it",
    ] {
        assert!(read(paste.as_bytes(), None).is_none(), "{paste}");
    }
}

/// A password that stands in programs and settings is not shown if the server repeats it, either.
#[test]
fn passwords_of_programs_and_settings_are_hidden_in_replies() {
    const WHERE: [&str; 29] = [
        "ftp_login($ftp, \"bob\", \"Zq9wKx\");",
        "ftp.login(user=\"bob\", passwd=\"Zq9wKx\")",
        "login('bob',\n 'Zq9wKx')",
        "{ user: 'bob', password: 'Zq9wKx' }",
        "{\"user\":\"bob\",\"pass\":\"Zq9wKx\"}",
        "FTP_PASS=Zq9wKx",
        "pass: Zq9wKx",
        "<Pass>Zq9wKx</Pass>",
        "-Dftp.password=Zq9wKx",
        "Server=h;Uid=bob;Pwd=Zq9wKx;",
        "machine h login bob password Zq9wKx",
        "machine h\nlogin bob\npassword Zq9wKx",
        "lftp -u bob,Zq9wKx h",
        "lftp> user bob Zq9wKx",
        "curl -u bob:Zq9wKx ftp://h/",
        "curl -ubob:Zq9wKx ftp://h/",
        "curl --user=bob:Zq9wKx ftp://h/",
        "curl ftp://bob:Zq9wK%78@h/",
        "wget --ftp-password=Zq9wKx ftp://h/",
        "USER bob Zq9wKx",
        "USER bob PASS Zq9wKx: no",
        "{\"command\":\"PASS Zq9wKx\"}",
        "<td>Command:</td><td>PASS Zq9wKx</td>",
        "new NetworkCredential(\"bob\", \"Zq9wKx\")",
        "331-Please give\nPASS Zq9wKx\n331 x",
        "Password:\nZq9wKx",
        "Account: Zq9wKx",
        "SITE ADDUSER joe Zq9wKx",
        "> PASS = Zq9wKx",
    ];
    for place in WHERE {
        for replies in [
            "530 Login Zq9wKx incorrect\n",
            "< 220 x\n> USER bob\n< 331 x\n> PASS ***\n< 530 Login Zq9wKx incorrect\n",
        ] {
            let reading = read(format!("{place}\n{replies}").as_bytes(), None).unwrap();
            let shown = format!("{:?} {:?}", reading.transcript, reading.remark);
            assert!(!shown.contains("Zq9wKx"), "{place}\n{replies}{shown}");
        }
    }
}

/// A word of a sentence that stands where a password may stand is kept in the replies.
#[test]
fn words_of_sentences_are_no_passwords() {
    let log = "Password: required\nUSER bob\n331 x\nPASS ***\n530 Password required\n";
    let reading = read(log.as_bytes(), None).unwrap();
    assert!(format!("{:?}", reading.transcript).contains("Password required"), "{:?}", reading.transcript);
}
