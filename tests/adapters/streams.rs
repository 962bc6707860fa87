//! Streams of the caller's own, through `Plain`.

use crate::canned::Canned;
use crate::{cases::config, ended, runtime};
use ftp_proto::{Dialogue, Login, TlsPolicy};
use std::time::Duration;
use tokio::{runtime::Runtime, time::timeout};

const ANSWERS: [&str; 4] = ["220 hello\r\n", "331 password?\r\n", "230 welcome\r\n", "200 fine\r\n"];

fn canned(width: usize, breaks_after: Option<usize>) -> Canned {
    Canned { answers: ANSWERS.to_vec(), width, breaks_after, ..Canned::default() }
}

fn over_std(canned: Canned) -> (String, Vec<u8>) {
    let mut stream = ftp_blocking::Plain(canned);
    let mut login = Login::new(config(TlsPolicy::DangerCleartext));
    ftp_blocking::drive(&mut stream, &mut login);
    let end = ended(login.finish(), |session| ftp_blocking::drive(&mut stream, session));
    (end, stream.0.heard)
}

fn over_tokio(canned: Canned) -> (String, Vec<u8>) {
    let runtime = runtime();
    let mut stream = ftp_tokio::Plain(canned);
    let mut login = Login::new(config(TlsPolicy::DangerCleartext));
    drive_soon(&runtime, &mut stream, &mut login);
    let end = ended(login.finish(), |session| drive_soon(&runtime, &mut stream, session));
    (end, stream.0.heard)
}

/// A canned server answers at once; one that is waited for was not asked.
fn drive_soon(runtime: &Runtime, stream: &mut ftp_tokio::Plain<Canned>, dialogue: &mut impl Dialogue) {
    let drive = async { timeout(Duration::from_secs(10), ftp_tokio::drive(stream, dialogue)).await };
    runtime.block_on(drive).expect("the driver waits for an answer to what it holds back");
}

#[test]
fn commands_that_are_written_in_parts_arrive_whole_and_once() {
    for width in [1, 2, 3, 7, 64] {
        for (end, heard) in [over_std(canned(width, None)), over_tokio(canned(width, None))] {
            assert_eq!(end, "logged in in clear, then fine", "{width} bytes at a time");
            assert_eq!(heard, b"USER alice\r\nPASS secret\r\nNOOP\r\n", "{width} bytes at a time");
        }
    }
}

#[test]
fn what_a_stream_holds_back_is_flushed_before_the_answer_is_waited_for() {
    let holding = || Canned { holds_back: true, ..canned(7, None) };
    for (end, heard) in [over_std(holding()), over_tokio(holding())] {
        assert_eq!(end, "logged in in clear, then fine");
        assert_eq!(heard, b"USER alice\r\nPASS secret\r\nNOOP\r\n");
    }
}

#[test]
fn what_the_server_said_is_read_when_writing_fails() {
    for width in [1, 64] {
        let breaking =
            || Canned { answers: vec!["220 hello\r\n", "421 too many of you\r\n"], ..canned(width, Some(0)) };
        for (end, heard) in [over_std(breaking()), over_tokio(breaking())] {
            assert_eq!(end, "login refused: 421 too many of you at user");
            assert_eq!(heard, b"");
        }
    }
}

#[test]
fn a_failed_write_without_last_words_is_an_end() {
    let breaking = || Canned { answers: vec!["220 hello\r\n"], ..canned(64, Some(0)) };
    for (end, _) in [over_std(breaking()), over_tokio(breaking())] {
        assert_eq!(end, "connection closed at user");
    }
}
