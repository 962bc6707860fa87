//! Which causes the examples of the codes show: as the diagnosis reads each as a reply alone.

use ftp_diagnosis::{Cause, diagnose};
use ftp_proto::{ReplyCode, Transcript};
use ftp_report::explain::explained;

/// The first cause of a line that a server sends, and nothing else of the conversation.
pub fn cause_of(line: &str) -> Option<Cause> {
    let mut transcript = Transcript::new();
    transcript.received(line.as_bytes());
    transcript.received(b"\r\n");
    diagnose(&transcript)
        .causes()
        .first()
        .map(|found| found.cause())
        .filter(|cause| *cause != Cause::Undetermined)
}

/// The examples that show a cause: code, server, line.
pub fn examples_of(cause: Cause) -> impl Iterator<Item = (ReplyCode, &'static str, &'static str)> {
    let all = ReplyCode::registered().filter_map(|code| Some((code, explained(code)?)));
    all.flat_map(|(code, about)| about.examples.iter().map(move |(server, line)| (code, *server, *line)))
        .filter(move |(.., line)| cause_of(line) == Some(cause))
}
