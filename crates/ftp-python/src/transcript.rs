//! A transcript: of a login, or filled by any other client.

use crate::diagnosis::Diagnosis;
use crate::lanes::tls_failure;
use crate::text::{Text, number};
use ftp_proto::Secret;
use ftp_proto::transcript::Entry;
use pyo3::prelude::*;

/// What was sent and received, within a limit and without secrets.
#[pyclass(module = "ftp_proto")]
pub struct Transcript {
    transcript: ftp_proto::Transcript,
}

impl Transcript {
    pub(crate) fn of(transcript: &ftp_proto::Transcript) -> Self {
        Transcript { transcript: transcript.clone() }
    }
}

#[pymethods]
impl Transcript {
    #[new]
    fn new() -> Self {
        Transcript { transcript: ftp_proto::Transcript::new() }
    }

    fn sent(&mut self, lines: Text) {
        self.transcript.sent(lines.bytes());
    }

    fn received(&mut self, data: Text) {
        self.transcript.received(data.bytes());
    }

    fn hide(&mut self, secret: Text) {
        self.transcript.hide(&Secret::new(secret.bytes()));
    }

    fn closed(&mut self) {
        self.transcript.closed();
    }

    fn broken(&mut self) {
        self.transcript.broken();
    }

    fn timed_out(&mut self) {
        self.transcript.timed_out();
    }

    fn connected(&mut self, #[pyo3(from_py_with = number)] port: u16) {
        self.transcript.push(Entry::Connected { port });
    }

    fn waited(&mut self, #[pyo3(from_py_with = number)] seconds: u32) {
        self.transcript.push(Entry::Waited { seconds });
    }

    fn tls_up(&mut self) {
        self.transcript.push(Entry::TlsUp);
    }

    #[pyo3(signature = (why="other"))]
    fn tls_failed(&mut self, why: &str) -> PyResult<()> {
        self.transcript.push(Entry::TlsFailed(tls_failure(why)?));
        Ok(())
    }

    fn entries(&self) -> Vec<String> {
        self.transcript.entries().map(|entry| format!("{entry:?}")).collect()
    }

    fn diagnose(&self) -> PyResult<Diagnosis> {
        Diagnosis::of_transcript(&self.transcript)
    }

    fn __len__(&self) -> usize {
        self.transcript.entries().count()
    }
}
