//! Where the output goes, and what happens when it goes nowhere.

use crate::support::{answering, broken, replies, run, tool};
use std::fs::{File, OpenOptions};
use std::process::{Command, Stdio};

const REFUSED: [&str; 4] = ["220 hi", "331 password", "530 Login incorrect.", "221 bye"];

/// Returns the exit status and standard error of a run that writes its standard output here.
fn written_to(command: &mut Command, out: impl Into<Stdio>) -> (Option<i32>, String) {
    let output = command.stdin(Stdio::null()).stdout(out).stderr(Stdio::piped()).spawn();
    let output = output.and_then(|child| child.wait_with_output()).unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_reader_that_is_gone_changes_nothing() {
    assert_eq!(written_to(tool().arg("codes"), broken()), (Some(0), String::new()));
    assert_eq!(written_to(tool().arg("--help"), broken()), (Some(0), String::new()));
    for options in [&[][..], &["--json"]] {
        let server = answering(replies(REFUSED));
        let url = format!("ftp://alice:secret@{}", server.address);
        let mut command = tool();
        command.args(["check", "--no-probes", "--tls", "never", "--verbose"]).args(options).arg(&url);
        let mut child = command.stdin(Stdio::null()).stdout(broken()).stderr(broken()).spawn().unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(1), "{options:?}");
        assert_eq!(server.end().last().unwrap(), "QUIT");
    }
}

#[test]
fn a_full_disk_is_told() {
    let Ok(full) = OpenOptions::new().write(true).open("/dev/full") else { return };
    let full = || -> File { full.try_clone().unwrap() };
    for arguments in
        [&["codes"][..], &["man"], &["--help"], &["completions", "bash"], &["explain", "530", "--json"]]
    {
        let (status, errors) = written_to(tool().args(arguments), full());
        assert_eq!(status, Some(2), "{arguments:?}");
        assert!(!errors.contains("panicked"), "{errors}");
    }
}

#[test]
fn the_conversation_and_remarks_are_no_results() {
    let server = answering(replies(REFUSED));
    let url = format!("ftp://alice:secret@{}", server.address);
    let done = run(tool().args(["check", "--no-probes", "--tls", "never", "--verbose", "--json", &url]), "");
    server.end();
    assert_eq!(done.json()["outcome"], "refused");
    for line in ["ftp-doctor: With --tls never", "S: 220 hi", "C: PASS ***", "S: 221 bye"] {
        assert!(done.stderr.contains(line), "{line}: {}", done.stderr);
    }
}

#[test]
fn from_standard_input_and_from_a_file() {
    let log = "220 hi\r\nUSER alice\r\n331 p\r\nPASS hunter2\r\n530 hunter2 is wrong\r\n";
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(&file, log).unwrap();
    for file in ["-", file.path().to_str().unwrap()] {
        for options in [&[][..], &["--json"], &["--verbose"], &["--format", "pasted"]] {
            let done = run(tool().arg("read").args(options).arg(file), log);
            assert_eq!(done.status, 1, "{}", done.everything());
            assert!(!done.everything().contains("hunter2"), "{}", done.everything());
        }
    }
    for (arguments, input) in
        [(&["read"][..], "nothing"), (&["read", "/nonexistent"], ""), (&["read", "--format", "curl"], log)]
    {
        let done = run(tool().args(arguments), input);
        assert_eq!((done.status, done.stdout.as_str()), (2, ""), "{arguments:?}");
    }
}
