//! Which causes the example replies of the codes show, according to the diagnosis of each reply alone.

use ftp_diagnosis::{Cause, diagnose};
use ftp_proto::{ReplyCode, Transcript};
use ftp_report::explain::explained;

/// Returns the first cause of a reply line without the rest of the conversation.
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

/// Returns the examples that show a cause: code, server, line.
pub fn examples_of(cause: Cause) -> impl Iterator<Item = (ReplyCode, &'static str, &'static str)> {
    let all = ReplyCode::registered().filter_map(|code| Some((code, explained(code)?)));
    all.flat_map(|(code, about)| about.examples.iter().map(move |(server, line)| (code, *server, *line)))
        .filter(move |(.., line)| cause_of(line) == Some(cause))
}
